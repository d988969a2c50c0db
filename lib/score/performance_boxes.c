/* SPDX-License-Identifier: MIT */
/*
 * Performance of detectors under all conditions: several at once, as many as there are threads, as
 * a condition takes memory while it is drawn again.
 */
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/pool.h"
#include "score/each_condition.h"
#include "score/performance_parts.h"
#include "score/resample_boxes.h"
#include "score/resample_tide.h"

enum { MOST_AT_ONCE = 8 };

/* Conditions [first, first + n) are at work. */
typedef struct {
    mlt_performance *w;
    mlt_coco *clean;
    mlt_coco *changed[MOST_AT_ONCE]; /* kept if they are to be drawn again */
    mlt_tide_steps *steps[MOST_AT_ONCE];
    size_t first;
} batch;

static mltest_status copy_classes(mlt_performance *w, const mlt_coco_result *result,
                                  mlt_class_scores *classes, mltest_error **error)
{
    mltest_context *ctx = w->card->ctx;
    size_t n = result->n_classes + 1;
    classes->ap = mlt_alloc_zero(ctx, n, sizeof(double));
    classes->ap50 = mlt_alloc_zero(ctx, n, sizeof(double));
    classes->n_truths = mlt_alloc_zero(ctx, n, sizeof(double));
    if (classes->ap == NULL || classes->ap50 == NULL || classes->n_truths == NULL)
        return mlt_fail_memory(error);
    for (size_t k = 0; k < result->n_classes; k++) {
        classes->ap[k] = mlt_stat_value(result->ap[k]);
        classes->ap50[k] = mlt_stat_value(result->ap50[k]);
        classes->n_truths[k] = result->n_truths[k];
    }
    return MLTEST_OK;
}

/* A condition on a thread of its own. */
static mltest_status judge_changed(void *data, size_t condition, mlt_sides *sides,
                                   mltest_error **error)
{
    batch *b = data;
    mlt_performance own;
    mlt_coco *coco = NULL;
    mltest_status status = mlt_performance_open(&own, b->w->card, sides, error);
    memcpy(own.clean_tide, b->w->clean_tide, sizeof own.clean_tide);
    if (status == MLTEST_OK)
        status = mlt_performance_accumulate(&own, condition, &coco, error);
    if (status == MLTEST_OK)
        status = mlt_performance_judge(&own, coco, b->clean, condition, error);
    if (mlt_performance_draws(&own.card->settings, condition) > 0) {
        b->changed[condition - b->first] = coco;
        b->steps[condition - b->first] = own.steps;
        own.steps = NULL;
    } else {
        mlt_coco_free(coco);
    }
    mlt_performance_close(&own);
    return status;
}

static mltest_status judge_batch(batch *b, size_t end, mltest_error **error)
{
    mltest_status status =
        mlt_each_condition(b->w->card->ctx, b->first, end, judge_changed, b, error);
    for (size_t i = 0; i < MOST_AT_ONCE; i++) {
        if (status == MLTEST_OK && b->changed[i] != NULL)
            status = mlt_resample_boxes(b->w, b->changed[i], b->clean, b->first + i, error);
        if (status == MLTEST_OK)
            status = mlt_resample_tide(b->w, b->steps[i], b->first + i, error);
        mlt_coco_free(b->changed[i]);
        mlt_tide_steps_free(b->steps[i]);
        b->changed[i] = NULL;
        b->steps[i] = NULL;
    }
    return status;
}

static mltest_status judge_all(mlt_performance *w, mlt_coco *clean, mltest_error **error)
{
    const mltest_scorecard *card = w->card;
    const size_t n = card->journal->n_conditions;
    batch b = {.w = w, .clean = clean, .first = 1};
    size_t at_once = mlt_thread_count(card->ctx);
    at_once = at_once < MOST_AT_ONCE ? at_once : MOST_AT_ONCE;
    if (mlt_performance_draws(&card->settings, b.first) == 0)
        at_once = n;
    for (; b.first < n; b.first += at_once)
        TRY(judge_batch(&b, b.first + at_once < n ? b.first + at_once : n, error));
    return MLTEST_OK;
}

static mltest_status judge_clean(mlt_performance *w, mlt_coco *clean, mlt_class_scores *classes,
                                 mltest_error **error)
{
    mlt_coco_result result;
    TRY(mlt_coco_finish(clean, NULL, MLT_COCO_ALL_AREA, &result, error));
    mltest_status status = copy_classes(w, &result, classes, error);
    mlt_coco_result_free(w->card->ctx, &result);
    if (status == MLTEST_OK)
        status = mlt_performance_judge(w, clean, clean, 0, error);
    if (status == MLTEST_OK)
        status = mlt_resample_boxes(w, clean, clean, 0, error);
    return status == MLTEST_OK ? mlt_resample_tide(w, w->steps, 0, error) : status;
}

mltest_status mlt_performance_of_boxes(mlt_performance *w, mlt_class_scores *classes,
                                       mltest_error **error)
{
    mlt_coco *clean = NULL;
    mltest_status status = mlt_performance_accumulate(w, 0, &clean, error);
    if (status == MLTEST_OK && mlt_coco_n_images(clean) > 0) {
        status = judge_clean(w, clean, classes, error);
        if (status == MLTEST_OK)
            status = judge_all(w, clean, error);
    }
    mlt_coco_free(clean);
    return status;
}
