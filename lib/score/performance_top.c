/* SPDX-License-Identifier: MIT */
/*
 * Performance where the answer is classes of the whole picture.
 */
#include "base/error.h"
#include "journal/placed.h"
#include "metric/calibration.h"
#include "metric/classify.h"
#include "score/performance_parts.h"
#include "score/resample_top.h"

static double score_of(const mlt_joutcome *answer, int32_t cls)
{
    size_t i = 0;
    while (answer->preds[i].cls != cls)
        i++;
    return answer->preds[i].score;
}

static void count_top(mlt_class_figures *figures, size_t n_classes, int32_t cls, int32_t top)
{
    if ((size_t)cls < n_classes)
        *(top == cls ? &figures[cls].counts.right : &figures[cls].counts.missed) += 1;
    if (top >= 0 && top != cls && (size_t)top < n_classes)
        figures[top].counts.wrong++;
}

/* The answers under one condition, on the samples that another was judged on as well. */
static mltest_status classify(mlt_performance *w, size_t condition, size_t judged,
                              mlt_top_answers *out, mlt_classify_result *result,
                              mltest_error **error)
{
    const mltest_journal *j = w->card->journal;
    for (size_t i = 0; i < j->n_samples; i++) {
        const mlt_jsample *sample = &j->samples[i];
        const mlt_joutcome *answer = mlt_journal_outcome(j, i, condition);
        const mlt_joutcome *other = mlt_journal_outcome(j, i, judged);
        if (!mlt_takes_part(w, sample, answer) || !mlt_takes_part(w, sample, other) ||
            sample->n_truth == 0 || mlt_place_class(sample->truth[0].cls, other) < 0)
            continue;
        int32_t cls = mlt_place_class(sample->truth[0].cls, answer);
        out->classes[out->n] = cls;
        out->ranks[out->n] = mlt_classify_rank(answer->preds, answer->n_preds, cls);
        out->units[out->n++] = w->card->units.of[i];
    }
    return mlt_classify(w->card->ctx, out->classes, out->ranks, NULL, out->n, j->run.n_classes,
                        result, error);
}

/* Counts by class, and whether the confidence of the top class is what it says. */
static mltest_status count_tops(mlt_performance *w, size_t condition, mltest_error **error)
{
    const mltest_journal *j = w->card->journal;
    const mlt_calibration_options options = {.binning = MLT_BINS_DEFAULT};
    mlt_class_figures *figures = &w->card->figures[condition * j->run.n_classes];
    mlt_calibration *calibration;
    TRY(mlt_calibration_new(&calibration, w->card->ctx, &options, error));
    mltest_status status = MLTEST_OK;
    for (size_t i = 0; status == MLTEST_OK && i < j->n_samples; i++) {
        const mlt_jsample *sample = &j->samples[i];
        const mlt_joutcome *answer = mlt_journal_outcome(j, i, condition);
        if (!mlt_takes_part(w, sample, answer) || sample->n_truth == 0)
            continue;
        int32_t cls = mlt_place_class(sample->truth[0].cls, answer);
        int32_t top = mlt_classify_top(answer->preds, answer->n_preds);
        if (cls < 0)
            continue;
        count_top(figures, j->run.n_classes, cls, top);
        if (top >= 0)
            status = mlt_calibration_add(calibration, score_of(answer, top), top == cls, error);
    }
    mlt_calibration_result result;
    if (status == MLTEST_OK)
        status = mlt_calibration_finish(calibration, &result, error);
    if (status == MLTEST_OK) {
        w->card->conditions[condition].ece = result.n_outside > 0 ? NAN : result.ece;
        mlt_calibration_result_free(w->card->ctx, &result);
    }
    mlt_calibration_free(calibration);
    return status;
}

static mltest_status judge(mlt_performance *w, size_t condition, mlt_top_answers *now,
                           mlt_top_answers *clean, mltest_error **error)
{
    mlt_condition_score *out = &w->card->conditions[condition];
    mlt_classify_result shares, before;
    TRY(classify(w, condition, condition, now, &shares, error));
    TRY(classify(w, 0, condition, clean, &before, error));
    out->map = mlt_stat_value(shares.top1);
    out->ap50 = mlt_stat_value(shares.top5);
    out->ap75 = mlt_stat_value(shares.balanced);
    mlt_take_drop(out, mlt_stat_value(before.top1));
    return mlt_resample_top(w, condition, now, clean, error);
}

mltest_status mlt_performance_of_top(mlt_performance *w, size_t condition, mltest_error **error)
{
    mltest_context *ctx = w->card->ctx;
    mlt_top_answers now, clean;
    TRY(count_tops(w, condition, error));
    TRY(mlt_top_answers_new(&now, ctx, w->card->journal->n_samples, error));
    mltest_status status = mlt_top_answers_new(&clean, ctx, w->card->journal->n_samples, error);
    if (status == MLTEST_OK) {
        status = judge(w, condition, &now, &clean, error);
        mlt_top_answers_free(ctx, &clean);
    }
    mlt_top_answers_free(ctx, &now);
    return status;
}
