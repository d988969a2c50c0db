/* SPDX-License-Identifier: MIT */
#include "metric/coco_eval.h"

#include <inttypes.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"

/* What belongs to each image: items[starts[k]] to items[starts[k + 1] - 1] to image k. */
typedef struct {
    uint32_t *items, *starts;
} grouped;

struct mlt_coco_images {
    mltest_context *ctx;
    const mlt_coco_truth *truth;
    const mlt_coco_results *results;
    const mlt_coco_places *places;
    mlt_coco_file_rules rules;
    uint32_t *images; /* of the items being grouped: places, or MLT_COCO_NO_ID */
    grouped truths, preds;
};

static bool make_room(mlt_coco_images *e)
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

void mlt_coco_images_free(mlt_coco_images *e)
{
    if (e == NULL)
        return;
    void *all[] = {e->images, e->truths.items, e->truths.starts, e->preds.items, e->preds.starts};
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
        mlt_free(e->ctx, all[i]);
    mlt_free(e->ctx, e);
}

/* Puts the items 0 to n - 1 of each image side by side, in their order; drops those of none. */
static void group(const mlt_coco_images *e, size_t n, const grouped *out)
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
static mltest_status group_truths(mlt_coco_images *e, mltest_error **error)
{
    const size_t n = e->truth->n_annotations;
    const mlt_coco_places *places = e->places;
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

static mltest_status group_preds(mlt_coco_images *e, mltest_error **error)
{
    const mlt_coco_results *results = e->results;
    for (size_t i = 0; i < results->n; i++) {
        const uint32_t image = results->items[i].image;
        e->images[i] = e->places->result_image[image];
        if (e->images[i] == MLT_COCO_NO_ID)
            return mlt_fail(error, MLTEST_ERR_FORMAT,
                            "result %zu is for image %" PRId64
                            ", which the annotation file does not list",
                            i + 1, results->images.items[image]);
    }
    group(e, results->n, &e->preds);
    return MLTEST_OK;
}

static size_t largest_group(const grouped *g, size_t from, size_t to)
{
    size_t largest = 0;
    for (size_t k = from; k < to; k++) {
        const size_t n = g->starts[k + 1] - g->starts[k];
        largest = n > largest ? n : largest;
    }
    return largest;
}

static int32_t class_of(uint32_t place)
{
    return place != MLT_COCO_NO_ID ? (int32_t)place : -1;
}

static mlt_truth to_truth(const mlt_coco_images *e, uint32_t at)
{
    const mlt_coco_annotation *a = &e->truth->annotations[at];
    uint32_t flags = a->crowd ? MLT_TRUTH_CROWD : 0;
    if (a->ignore && e->rules.honour_ignore)
        flags |= MLT_TRUTH_IGNORE;
    return (mlt_truth){a->box, a->area, a->id, class_of(e->places->annotation_category[at]), flags};
}

static mlt_pred to_pred(const mlt_coco_images *e, uint32_t at)
{
    const mlt_coco_detection *d = &e->results->items[at];
    return (mlt_pred){d->box, d->score, class_of(e->places->result_category[d->category])};
}

/* Room for the image that is given. */
typedef struct {
    mlt_truth *truths;
    mlt_pred *preds;
} image_room;

static mltest_status give(const mlt_coco_images *e, size_t image, const image_room *room,
                          mlt_coco_add_fn add, void *data, mltest_error **error)
{
    const uint32_t *const truths = e->truths.items + e->truths.starts[image];
    const uint32_t *const preds = e->preds.items + e->preds.starts[image];
    const size_t n_truths = e->truths.starts[image + 1] - e->truths.starts[image];
    const size_t n_preds = e->preds.starts[image + 1] - e->preds.starts[image];
    for (size_t i = 0; i < n_truths; i++)
        room->truths[i] = to_truth(e, truths[i]);
    for (size_t i = 0; i < n_preds; i++)
        room->preds[i] = to_pred(e, preds[i]);
    return add(data, image, room->truths, n_truths, room->preds, n_preds, error);
}

mltest_status mlt_coco_images_give(const mlt_coco_images *e, size_t from, size_t to,
                                   mlt_coco_add_fn add, void *data, mltest_error **error)
{
    mltest_status status = MLTEST_OK;
    image_room room = {
        mlt_realloc_array(e->ctx, NULL, largest_group(&e->truths, from, to), sizeof *room.truths),
        mlt_realloc_array(e->ctx, NULL, largest_group(&e->preds, from, to), sizeof *room.preds)};
    if (room.truths == NULL || room.preds == NULL)
        status = mlt_fail_memory(error);
    for (size_t image = from; image < to && status == MLTEST_OK; image++)
        status = give(e, image, &room, add, data, error);
    mlt_free(e->ctx, room.truths);
    mlt_free(e->ctx, room.preds);
    return status;
}

static mltest_status group_all(mlt_coco_images *e, mltest_error **error)
{
    if (!make_room(e))
        return mlt_fail_memory(error);
    TRY(group_truths(e, error));
    return group_preds(e, error);
}

mltest_status mlt_coco_images_new(mlt_coco_images **out, mltest_context *ctx,
                                  const mlt_coco_truth *truth, const mlt_coco_results *results,
                                  const mlt_coco_places *places, mlt_coco_file_rules rules,
                                  mltest_error **error)
{
    mlt_coco_images *e = mlt_alloc_zero(ctx, 1, sizeof *e);
    *out = NULL;
    if (e == NULL)
        return mlt_fail_memory(error);
    e->ctx = ctx;
    e->truth = truth;
    e->results = results;
    e->places = places;
    e->rules = rules;
    mltest_status status = group_all(e, error);
    if (status == MLTEST_OK)
        *out = e;
    else
        mlt_coco_images_free(e);
    return status;
}
