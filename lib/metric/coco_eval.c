/* SPDX-License-Identifier: MIT */
#include "metric/coco_eval.h"

#include "base/alloc.h"
#include "base/error.h"
#include "base/order.h"

#include <inttypes.h>

typedef struct {
    mltest_context *ctx;
    const mlt_coco_truth *truth;
    const mlt_coco_results *results;
    /* key = place of the image, index = place of the annotation or result; grouped by image. */
    mlt_keyed *truths, *preds, *scratch;
    size_t n_truths, n_preds;
    uint32_t *stands_for; /* annotation → the last one with its id */
    mlt_truth *image_truths;
    mlt_pred *image_preds;
} evaluation;

static bool make_room(evaluation *e)
{
    mltest_context *ctx = e->ctx;
    size_t n_truths = e->truth->n_annotations;
    size_t n_preds = e->results->n;
    size_t larger = n_truths > n_preds ? n_truths : n_preds;
    e->truths = mlt_realloc_array(ctx, NULL, n_truths, sizeof *e->truths);
    e->preds = mlt_realloc_array(ctx, NULL, n_preds, sizeof *e->preds);
    e->scratch = mlt_realloc_array(ctx, NULL, larger, sizeof *e->scratch);
    e->stands_for = mlt_realloc_array(ctx, NULL, n_truths, sizeof *e->stands_for);
    return e->truths && e->preds && e->scratch && e->stands_for;
}

static void free_room(evaluation *e)
{
    mlt_free(e->ctx, e->truths);
    mlt_free(e->ctx, e->preds);
    mlt_free(e->ctx, e->scratch);
    mlt_free(e->ctx, e->stands_for);
    mlt_free(e->ctx, e->image_truths);
    mlt_free(e->ctx, e->image_preds);
}

static void resolve_ids(evaluation *e)
{
    const mlt_coco_annotation *all = e->truth->annotations;
    size_t n = e->truth->n_annotations;
    for (size_t i = 0; i < n; i++)
        e->truths[i] = (mlt_keyed){mlt_key_signed(all[i].id), (uint32_t)i, 0};
    mlt_sort_keyed(e->truths, e->scratch, n);
    uint32_t last = 0;
    for (size_t i = n; i-- > 0;) {
        if (i + 1 == n || e->truths[i].key != e->truths[i + 1].key)
            last = e->truths[i].index;
        e->stands_for[e->truths[i].index] = last;
    }
}

/* The annotations of listed images, ascending, and categories; then each under its last namesake.
 */
static void group_truths(evaluation *e)
{
    const mlt_coco_annotation *all = e->truth->annotations;
    size_t n = 0;
    for (size_t i = 0; i < e->truth->n_annotations; i++) {
        int64_t image = mlt_coco_find(&e->truth->images, all[i].image_id);
        if (image >= 0 && mlt_coco_find(&e->truth->categories, all[i].category_id) >= 0)
            e->truths[n++] = (mlt_keyed){(uint64_t)image, (uint32_t)i, 0};
    }
    mlt_sort_keyed(e->truths, e->scratch, n);
    for (size_t i = 0; i < n; i++) {
        uint32_t last = e->stands_for[e->truths[i].index];
        int64_t image = mlt_coco_find(&e->truth->images, all[last].image_id);
        if (image >= 0)
            e->truths[e->n_truths++] = (mlt_keyed){(uint64_t)image, last, 0};
    }
    mlt_sort_keyed(e->truths, e->scratch, e->n_truths);
}

static mltest_status group_preds(evaluation *e, mltest_error **error)
{
    for (size_t i = 0; i < e->results->n; i++) {
        int64_t image = mlt_coco_find(&e->truth->images, e->results->items[i].image_id);
        if (image < 0)
            return mlt_fail(error, MLTEST_ERR_FORMAT,
                            "result %zu is for image %" PRId64
                            ", which the annotation file does not list",
                            i + 1, e->results->items[i].image_id);
        e->preds[e->n_preds++] = (mlt_keyed){(uint64_t)image, (uint32_t)i, 0};
    }
    mlt_sort_keyed(e->preds, e->scratch, e->n_preds);
    return MLTEST_OK;
}

/* The end of the group that starts at first. */
static size_t group_end(const mlt_keyed *grouped, size_t first, size_t n, uint64_t image)
{
    while (first < n && grouped[first].key == image)
        first++;
    return first;
}

static size_t largest_group(const mlt_keyed *grouped, size_t n)
{
    size_t largest = 0;
    for (size_t first = 0, end; first < n; first = end) {
        end = group_end(grouped, first, n, grouped[first].key);
        largest = end - first > largest ? end - first : largest;
    }
    return largest;
}

static bool make_image_room(evaluation *e)
{
    e->image_truths = mlt_realloc_array(e->ctx, NULL, largest_group(e->truths, e->n_truths),
                                        sizeof *e->image_truths);
    e->image_preds = mlt_realloc_array(e->ctx, NULL, largest_group(e->preds, e->n_preds),
                                       sizeof *e->image_preds);
    return e->image_truths && e->image_preds;
}

static mlt_truth to_truth(const evaluation *e, uint32_t at)
{
    const mlt_coco_annotation *a = &e->truth->annotations[at];
    int64_t cls = mlt_coco_find(&e->truth->categories, a->category_id);
    return (mlt_truth){a->box, a->area, a->id, (int32_t)cls, a->crowd ? MLT_TRUTH_CROWD : 0};
}

static mlt_pred to_pred(const evaluation *e, uint32_t at)
{
    mlt_pred pred = e->results->items[at].pred;
    pred.cls = (int32_t)mlt_coco_find(&e->truth->categories, e->results->items[at].category_id);
    return pred;
}

static mltest_status add_images(evaluation *e, mlt_coco_add_fn add, void *data,
                                mltest_error **error)
{
    size_t t = 0;
    size_t p = 0;
    for (uint64_t image = 0; image < e->truth->images.n; image++) {
        size_t t_end = group_end(e->truths, t, e->n_truths, image);
        size_t p_end = group_end(e->preds, p, e->n_preds, image);
        for (size_t i = t; i < t_end; i++)
            e->image_truths[i - t] = to_truth(e, e->truths[i].index);
        for (size_t i = p; i < p_end; i++)
            e->image_preds[i - p] = to_pred(e, e->preds[i].index);
        TRY(add(data, image, e->image_truths, t_end - t, e->image_preds, p_end - p, error));
        t = t_end;
        p = p_end;
    }
    return MLTEST_OK;
}

static mltest_status each_image(evaluation *e, mlt_coco_add_fn add, void *data,
                                mltest_error **error)
{
    if (e->truth->n_annotations > UINT32_MAX || e->results->n > UINT32_MAX)
        return mlt_fail(error, MLTEST_ERR_LIMIT, "too many annotations or results");
    if (!make_room(e))
        return mlt_fail_memory(error);
    resolve_ids(e);
    group_truths(e);
    TRY(group_preds(e, error));
    if (!make_image_room(e))
        return mlt_fail_memory(error);
    return add_images(e, add, data, error);
}

mltest_status mlt_coco_each_image(mltest_context *ctx, const mlt_coco_truth *truth,
                                  const mlt_coco_results *results, mlt_coco_add_fn add, void *data,
                                  mltest_error **error)
{
    evaluation e = {.ctx = ctx, .truth = truth, .results = results};
    mltest_status status = each_image(&e, add, data, error);
    free_room(&e);
    return status;
}
