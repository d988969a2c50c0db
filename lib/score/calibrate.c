/* SPDX-License-Identifier: MIT */
#include "score/calibrate.h"

#include <math.h>
#include <string.h>

#include "base/error.h"
#include "metric/operating.h"

static mltest_status add_samples(mlt_coco *coco, const mltest_journal *j, bool even_half,
                                 mltest_error **error)
{
    for (size_t i = 0; i < j->n_samples; i++) {
        const mlt_jsample *sample = &j->samples[i];
        const mlt_joutcome *clean = mlt_journal_outcome(j, i, 0);
        if (!sample->labelled || clean->type != MLT_OUTCOME ||
            (even_half && !mlt_is_for_calibration(sample)))
            continue;
        TRY(mlt_coco_add(coco, sample->n, sample->truth, sample->n_truth, clean->preds,
                         clean->n_preds, error));
    }
    return MLTEST_OK;
}

static mltest_status best_of(mltest_context *ctx, mlt_coco *coco, double *confidence,
                             mltest_error **error)
{
    mlt_judged_list list;
    mlt_operating_result result;
    TRY(mlt_judged_from_coco(&list, coco, 0, error));
    mltest_status status = mlt_operating(ctx, &list, &result, error);
    mlt_judged_free(ctx, &list);
    if (status != MLTEST_OK)
        return status;
    *confidence = result.best[result.n_classes].score;
    mlt_operating_result_free(ctx, &result);
    return MLTEST_OK;
}

mltest_status mlt_calibrate(mltest_context *ctx, const mltest_journal *journal, bool even_half,
                            double *confidence, mltest_error **error)
{
    static const double half[] = {0.5};
    const mlt_coco_options options = {
        .n_classes = journal->run.n_classes, .ious = half, .n_ious = 1, .honour_ignore = true};
    mlt_coco *coco;
    if (journal->run.task == MLTEST_TASK_CLASSIFICATION || journal->n_conditions == 0)
        return mlt_fail(error, MLTEST_ERR_INVALID,
                        "calibration: expected a journal of a detector with clean pictures");
    TRY(mlt_coco_new(&coco, ctx, &options, error));
    *confidence = NAN;
    mltest_status status = add_samples(coco, journal, even_half, error);
    if (status == MLTEST_OK && mlt_coco_n_images(coco) > 0)
        status = best_of(ctx, coco, confidence, error);
    mlt_coco_free(coco);
    if (status == MLTEST_OK && !(*confidence >= 0 && *confidence <= 1))
        return mlt_fail(error, MLTEST_ERR_INVALID,
                        "calibration: %s has no labelled picture with a prediction to learn from%s",
                        journal->run.model_name, even_half ? " in its even half" : "");
    return status;
}

/* A score means something for the classes it was learned on; the pictures may be others. */
static mltest_status check_classes(const mltest_journal *journal, const mltest_journal *other,
                                   mltest_error **error)
{
    bool same = other == NULL || journal->run.n_classes == other->run.n_classes;
    for (size_t i = 0; same && other != NULL && i < journal->run.n_classes; i++)
        same = strcmp(journal->run.classes[i], other->run.classes[i]) == 0;
    if (same)
        return MLTEST_OK;
    return mlt_fail(error, MLTEST_ERR_CONFLICT,
                    "calibration: %s knows other classes than %s: its scores mean something else",
                    other->run.model_name, journal->run.model_name);
}

mltest_status mlt_score_settings_calibrate(mlt_score_settings *settings, mltest_context *ctx,
                                           const mltest_journal *journal, mltest_error **error)
{
    mltest_journal *other = NULL;
    if (settings->calibration[0] == '\0')
        return MLTEST_OK;
    settings->odd_half = strcmp(settings->calibration, "halves") == 0;
    if (!settings->odd_half)
        TRY(mlt_journal_read(&other, ctx, &settings->calibration, 1, false, error));
    mltest_status status = check_classes(journal, other, error);
    if (status == MLTEST_OK)
        status = mlt_calibrate(ctx, other != NULL ? other : journal, settings->odd_half,
                               &settings->min_confidence, error);
    mlt_journal_unref(other);
    if (settings->match_follows || settings->match_confidence > settings->min_confidence)
        settings->match_confidence = settings->min_confidence * 2 / 3;
    return status;
}
