/* SPDX-License-Identifier: MIT */
#include "journal/journal.h"

#include <math.h>
#include <string.h>

#include "api/check.h"
#include "base/alloc.h"
#include "base/fpenv.h"
#include "journal/placed.h"
#include "mltest/predictor.h"

mltest_status mltest_journal_open(mltest_journal **out, mltest_context *ctx,
                                  const char *const *paths, size_t n, mltest_error **error)
{
    ENTRY(error);
    NEED_OUT(out);
    NEED(paths);
    if (n == 0)
        return mlt_fail(error, MLTEST_ERR_INVALID, "%s: no files", __func__);
    for (size_t i = 0; i < n; i++)
        NEED(paths[i]);
    return mlt_journal_read(out, ctx, paths, n, false, error);
}

mltest_status mltest_journal_merge(mltest_context *ctx, const char *out_path,
                                   const char *const *paths, size_t n,
                                   const mltest_options *options, mltest_error **error)
{
    ENTRY(error);
    NEED(out_path);
    NEED(paths);
    if (n == 0)
        return mlt_fail(error, MLTEST_ERR_INVALID, "%s: no files", __func__);
    for (size_t i = 0; i < n; i++)
        NEED(paths[i]);
    TRY(mlt_options_expect(options, &mlt_merge_options, error));
    const char *prefer = mlt_options_string(options, &mlt_merge_options, "prefer");
    if (prefer[0] != '\0' && strcmp(prefer, "first") != 0)
        return mlt_fail(error, MLTEST_ERR_INVALID, "prefer '%s': expected first", prefer);
    return mlt_journal_merge(ctx, out_path, paths, n, prefer[0] != '\0',
                             mlt_options_bool(options, &mlt_merge_options, "timing"), error);
}

const char *mltest_journal_info(const mltest_journal *journal, const char *key)
{
    if (journal == NULL || key == NULL)
        return NULL;
    const mlt_jrun *run = &journal->run;
    const struct {
        const char *key, *value;
    } all[] = {
        {"library", run->library},
        {"model.name", run->model_name},
        {"model.version", run->model_version},
        {"task", run->task == MLTEST_TASK_CLASSIFICATION ? "classification" : "detection"},
        {"dataset.name", run->dataset_name},
        {"dataset.fingerprint", journal->fingerprint_text},
        {"suite.name", run->suite_name},
        {"suite.hash", journal->suite_hash_text},
        {"frost_photographs", journal->frost_text},
        {"seed", journal->seed_text},
    };
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
        if (strcmp(all[i].key, key) == 0)
            return all[i].value;
    }
    return NULL;
}

int32_t mltest_journal_is_complete(const mltest_journal *journal)
{
    return journal != NULL && journal->complete;
}

size_t mltest_journal_condition_count(const mltest_journal *journal)
{
    return journal != NULL ? journal->n_conditions : 0;
}

const char *mltest_journal_condition(const mltest_journal *journal, size_t i)
{
    return journal != NULL && i < journal->n_conditions ? journal->conditions[i].name : NULL;
}

size_t mltest_journal_sample_count(const mltest_journal *journal)
{
    return journal != NULL ? journal->n_samples : 0;
}

const char *mltest_journal_sample_id(const mltest_journal *journal, size_t i)
{
    return journal != NULL && i < journal->n_samples ? journal->samples[i].id : NULL;
}

size_t mltest_journal_class_count(const mltest_journal *journal)
{
    return journal != NULL ? journal->run.n_classes : 0;
}

const char *mltest_journal_class_name(const mltest_journal *journal, size_t i)
{
    return journal != NULL && i < journal->run.n_classes ? journal->run.classes[i] : NULL;
}

static const mlt_joutcome *find(const mltest_journal *journal, size_t sample, size_t condition)
{
    if (journal == NULL || sample >= journal->n_samples || condition >= journal->n_conditions)
        return NULL;
    return mlt_journal_outcome(journal, sample, condition);
}

int32_t mltest_journal_outcome(const mltest_journal *journal, size_t sample, size_t condition,
                               size_t *n_boxes, const char **message)
{
    const mlt_joutcome *outcome = find(journal, sample, condition);
    if (n_boxes != NULL)
        *n_boxes = outcome != NULL ? outcome->n_preds : 0;
    if (message != NULL)
        *message = outcome != NULL && outcome->message != NULL ? outcome->message : "";
    return outcome != NULL ? (int32_t)outcome->type : MLTEST_OUTCOME_NONE;
}

size_t mltest_journal_predictions(const mltest_journal *journal, size_t sample, size_t condition,
                                  size_t n, double *boxes, double *scores, int32_t *classes)
{
    const mlt_joutcome *outcome = find(journal, sample, condition);
    size_t most = outcome != NULL && outcome->n_preds < n ? outcome->n_preds : n;
    if (outcome == NULL)
        return 0;
    for (size_t i = 0; i < most; i++) {
        const mlt_pred *p = &outcome->preds[i];
        if (boxes != NULL) {
            boxes[4 * i] = p->box.x;
            boxes[4 * i + 1] = p->box.y;
            boxes[4 * i + 2] = p->box.width;
            boxes[4 * i + 3] = p->box.height;
        }
        if (scores != NULL)
            scores[i] = p->score;
        if (classes != NULL)
            classes[i] = p->cls;
    }
    return most;
}

/* The outcome whose map is asked for; NULL and why not. */
static const mlt_joutcome *find_answer(const mltest_journal *journal, size_t sample,
                                       size_t condition, mltest_status *status)
{
    const mlt_joutcome *outcome = find(journal, sample, condition);
    *status = outcome == NULL                ? MLTEST_ERR_INVALID
              : outcome->type != MLT_OUTCOME ? MLTEST_ERR_NOT_FOUND
                                             : MLTEST_OK;
    return *status == MLTEST_OK ? outcome : NULL;
}

static void map_points(const mlt_map *map, size_t n, const double *from, double *to)
{
    for (size_t i = 0; i < n; i++) {
        double x = NAN, y = NAN;
        mlt_map_point(map, from[2 * i], from[2 * i + 1], &x, &y);
        to[2 * i] = x;
        to[2 * i + 1] = y;
    }
}

mltest_status mltest_journal_map_points(const mltest_journal *journal, size_t sample,
                                        size_t condition, int32_t direction, size_t n,
                                        const double *from, double *to)
{
    mltest_status status;
    mlt_map back;
    fenv_t host;
    const mlt_joutcome *outcome = find_answer(journal, sample, condition, &status);
    if (outcome == NULL)
        return status;
    if ((direction != MLTEST_MAP_FORWARD && direction != MLTEST_MAP_BACK) ||
        (n > 0 && (from == NULL || to == NULL)))
        return MLTEST_ERR_INVALID;
    const mlt_map *map = outcome->map != NULL ? outcome->map : &mlt_map_identity;
    mlt_fpenv_enter(&host);
    if (direction == MLTEST_MAP_BACK)
        map = mlt_map_invert(&back, map) ? &back : NULL;
    if (map != NULL)
        map_points(map, n, from, to);
    mlt_fpenv_leave(&host);
    return map != NULL ? MLTEST_OK : MLTEST_ERR_UNSUPPORTED;
}

static void give(mltest_box *out, const mlt_box *box)
{
    if (out != NULL)
        *out = (mltest_box){box->x, box->y, box->width, box->height};
}

mltest_status mltest_journal_map_box(const mltest_journal *journal, size_t sample, size_t condition,
                                     const mltest_box *box, mltest_box *outer, mltest_box *inner,
                                     double *visible)
{
    mltest_status status;
    fenv_t host;
    const mlt_joutcome *outcome = find_answer(journal, sample, condition, &status);
    if (outcome == NULL)
        return status;
    if (box == NULL || !isfinite(box->x) || !isfinite(box->y) || !isfinite(box->width) ||
        !isfinite(box->height) || box->width < 0 || box->height < 0)
        return MLTEST_ERR_INVALID;
    const mlt_box own = {box->x, box->y, box->width, box->height};
    mlt_fpenv_enter(&host);
    const mlt_placed placed = mlt_place_box(&own, &journal->samples[sample], outcome);
    mlt_fpenv_leave(&host);
    give(outer, &placed.outer);
    give(inner, &placed.inner);
    if (visible != NULL)
        *visible = placed.visible;
    return MLTEST_OK;
}

void mltest_journal_free(mltest_journal *journal)
{
    mlt_journal_unref(journal);
}
