/* SPDX-License-Identifier: MIT */
#include "metric/coco_eval.h"

#include <inttypes.h>
#include <string.h>

#include "annotation/coco_places.h"
#include "base/alloc.h"
#include "base/error.h"

/* What belongs to each image: items[starts[k]] to items[starts[k + 1] - 1] to image k. */
typedef struct {
    uint32_t *items, *starts;
} grouped;

typedef struct {
    mltest_context *ctx;
    const mlt_coco_truth *truth;
    const mlt_coco_results *results;
    mlt_coco_file_rules rules;
    mlt_coco_places places;
    uint32_t *images; /* of the items being grouped: places, or MLT_COCO_NO_ID */
    grouped truths, preds;
    mlt_truth *image_truths;
    mlt_pred *image_preds;
} evaluation;

static bool make_room(evaluation *e)
{
    mltest_context *ctx = e->ctx;
    const size_t n_truths = e->truth->n_annotations, n_preds = e->results->n;
    const size_t larger = n_truths > n_preds ? n_truths : n_preds;
    const size_t n_starts = e->truth->images.n + 1;
    e->images = mlt_realloc_array(ctx, NULL, larger, sizeof *e->images);
    e->truths.items = mlt_realloc_array(ctx, NULL, n_truths, sizeof *e->truths.items);
    e->truths.starts = mlt_realloc_array(ctx, NULL, n_starts, sizeof *e->truths.starts);
    e->preds.items = mlt_realloc_array(ctx, NULL, n_preds, sizeof *e->preds.items);
    e->preds.starts = mlt_realloc_array(ctx, NULL, n_starts, sizeof *e->preds.starts);
    return e->images && e->truths.items && e->truths.starts && e->preds.items && e->preds.starts;
}

static void free_room(evaluation *e)
{
    mlt_coco_places_free(e->ctx, &e->places);
    mlt_free(e->ctx, e->images);
    mlt_free(e->ctx, e->truths.items);
    mlt_free(e->ctx, e->truths.starts);
    mlt_free(e->ctx, e->preds.items);
    mlt_free(e->ctx, e->preds.starts);
    mlt_free(e->ctx, e->image_truths);
    mlt_free(e->ctx, e->image_preds);
}

/* Puts the items 0 to n - 1 of each image side by side, in their order; drops those of none. */
static void group(const evaluation *e, size_t n, const grouped *out)
{
    const size_t n_images = e->truth->images.n;
    uint32_t *const starts = out->starts;
    memset(starts, 0, (n_images + 1) * sizeof *starts);
    for (size_t i = 0; i < n; i++)
        if (e->images[i] != MLT_COCO_NO_ID)
            starts[e->images[i]]++;
    uint32_t sum = 0;
    for (size_t k = 0; k <= n_images; k++) { /* where each image begins */
        const uint32_t count = starts[k];
        starts[k] = sum;
        sum += count;
    }
    for (size_t i = 0; i < n; i++)
        if (e->images[i] != MLT_COCO_NO_ID)
            out->items[starts[e->images[i]]++] = (uint32_t)i;
    memmove(starts + 1, starts, n_images * sizeof *starts); /* each has moved to its end */
    starts[0] = 0;
}

/* The annotations of listed images and categories; then each as its last namesake, among those of
 * the image which that is in. */
static mltest_status group_truths(evaluation *e, mltest_error **error)
{
    const size_t n = e->truth->n_annotations;
    const mlt_coco_places *places = &e->places;
    for (size_t i = 0; i < n; i++)
        e->images[i] = places->annotation_category[i] != MLT_COCO_NO_ID
                           ? places->annotation_image[i]
                           : MLT_COCO_NO_ID;
    group(e, n, &e->truths);
    const size_t n_kept = e->truths.starts[e->truth->images.n];
    uint32_t *first = mlt_realloc_array(e->ctx, NULL, n_kept, sizeof *first);
    if (first == NULL)
        return mlt_fail_memory(error);
    for (size_t i = 0; i < n_kept; i++) {
        const uint32_t item = e->truths.items[i];
        first[i] = e->rules.corrected ? item : places->stands_for[item];
        e->images[i] = places->annotation_image[first[i]];
    }
    group(e, n_kept, &e->truths);
    for (size_t i = 0; i < e->truths.starts[e->truth->images.n]; i++)
        e->truths.items[i] = first[e->truths.items[i]];
    mlt_free(e->ctx, first);
    return MLTEST_OK;
}

static mltest_status group_preds(evaluation *e, mltest_error **error)
{
    const mlt_coco_results *results = e->results;
    for (size_t i = 0; i < results->n; i++) {
        const uint32_t image = results->items[i].image;
        e->images[i] = e->places.result_image[image];
        if (e->images[i] == MLT_COCO_NO_ID)
            return mlt_fail(error, MLTEST_ERR_FORMAT,
                            "result %zu is for image %" PRId64
                            ", which the annotation file does not list",
                            i + 1, results->images.items[image]);
    }
    group(e, results->n, &e->preds);
    return MLTEST_OK;
}

static size_t largest_group(const evaluation *e, const grouped *g)
{
    size_t largest = 0;
    for (size_t k = 0; k < e->truth->images.n; k++) {
        const size_t n = g->starts[k + 1] - g->starts[k];
        largest = n > largest ? n : largest;
    }
    return largest;
}

static bool make_image_room(evaluation *e)
{
    e->image_truths =
        mlt_realloc_array(e->ctx, NULL, largest_group(e, &e->truths), sizeof *e->image_truths);
    e->image_preds =
        mlt_realloc_array(e->ctx, NULL, largest_group(e, &e->preds), sizeof *e->image_preds);
    return e->image_truths && e->image_preds;
}

static int32_t class_of(uint32_t place)
{
    return place != MLT_COCO_NO_ID ? (int32_t)place : -1;
}

static mlt_truth to_truth(const evaluation *e, uint32_t at)
{
    const mlt_coco_annotation *a = &e->truth->annotations[at];
    uint32_t flags = a->crowd ? MLT_TRUTH_CROWD : 0;
    if (a->ignore && e->rules.honour_ignore)
        flags |= MLT_TRUTH_IGNORE;
    return (mlt_truth){a->box, a->area, a->id, class_of(e->places.annotation_category[at]), flags};
}

static mlt_pred to_pred(const evaluation *e, uint32_t at)
{
    const mlt_coco_detection *d = &e->results->items[at];
    return (mlt_pred){d->box, d->score, class_of(e->places.result_category[d->category])};
}

static mltest_status add_image(evaluation *e, size_t image, mlt_coco_add_fn add, void *data,
                               mltest_error **error)
{
    const uint32_t *const truths = e->truths.items + e->truths.starts[image];
    const uint32_t *const preds = e->preds.items + e->preds.starts[image];
    const size_t n_truths = e->truths.starts[image + 1] - e->truths.starts[image];
    const size_t n_preds = e->preds.starts[image + 1] - e->preds.starts[image];
    for (size_t i = 0; i < n_truths; i++)
        e->image_truths[i] = to_truth(e, truths[i]);
    for (size_t i = 0; i < n_preds; i++)
        e->image_preds[i] = to_pred(e, preds[i]);
    return add(data, image, e->image_truths, n_truths, e->image_preds, n_preds, error);
}

static mltest_status each_image(evaluation *e, mlt_coco_add_fn add, void *data,
                                mltest_error **error)
{
    TRY(mlt_coco_places_find(&e->places, e->ctx, e->truth, e->results, error));
    if (!make_room(e))
        return mlt_fail_memory(error);
    TRY(group_truths(e, error));
    TRY(group_preds(e, error));
    if (!make_image_room(e))
        return mlt_fail_memory(error);
    for (size_t image = 0; image < e->truth->images.n; image++)
        TRY(add_image(e, image, add, data, error));
    return MLTEST_OK;
}

mltest_status mlt_coco_each_image(mltest_context *ctx, const mlt_coco_truth *truth,
                                  const mlt_coco_results *results, mlt_coco_file_rules rules,
                                  mlt_coco_add_fn add, void *data, mltest_error **error)
{
    evaluation e = {.ctx = ctx, .truth = truth, .results = results, .rules = rules};
    mltest_status status = each_image(&e, add, data, error);
    free_room(&e);
    return status;
}
