/* SPDX-License-Identifier: MIT */
#include "annotation/coco_places.h"

#include "base/alloc.h"
#include "base/error.h"

static mltest_status make_room(mlt_coco_places *p, mltest_context *ctx, const mlt_coco_truth *truth,
                               const mlt_coco_results *results, mltest_error **error)
{
    const size_t n = truth->n_annotations;
    p->annotation_image = mlt_realloc_array(ctx, NULL, n, sizeof *p->annotation_image);
    p->annotation_category = mlt_realloc_array(ctx, NULL, n, sizeof *p->annotation_category);
    p->stands_for = mlt_realloc_array(ctx, NULL, n, sizeof *p->stands_for);
    p->result_image = mlt_realloc_array(ctx, NULL, results->images.n, sizeof *p->result_image);
    p->result_category =
        mlt_realloc_array(ctx, NULL, results->categories.n, sizeof *p->result_category);
    return p->annotation_image && p->annotation_category && p->stands_for && p->result_image &&
                   p->result_category
               ? MLTEST_OK
               : mlt_fail_memory(error);
}

/* A list is in the order of its ids, each there once: their numbers are their places. */
static mltest_status index_list(mlt_coco_ids *ids, mltest_context *ctx, const mlt_coco_list *list,
                                mltest_error **error)
{
    uint32_t place;
    for (size_t i = 0; i < list->n; i++)
        TRY(mlt_coco_ids_add(ctx, ids, list->items[i].id, &place, error));
    return MLTEST_OK;
}

/* Makes an index of a list, and finds the places of ids by it. */
static mltest_status find_in_list(mltest_context *ctx, const mlt_coco_list *list,
                                  const mlt_coco_ids *wanted, uint32_t *places, mlt_coco_ids *index,
                                  mltest_error **error)
{
    TRY(index_list(index, ctx, list, error));
    for (size_t i = 0; i < wanted->n; i++)
        places[i] = mlt_coco_ids_find(index, wanted->items[i]);
    return MLTEST_OK;
}

static mltest_status find_all(mlt_coco_places *p, mltest_context *ctx, const mlt_coco_truth *truth,
                              const mlt_coco_results *results, mlt_coco_ids index[2],
                              mltest_error **error)
{
    TRY(find_in_list(ctx, &truth->images, &results->images, p->result_image, &index[0], error));
    TRY(find_in_list(ctx, &truth->categories, &results->categories, p->result_category, &index[1],
                     error));
    for (size_t i = 0; i < truth->n_annotations; i++) {
        const mlt_coco_annotation *a = &truth->annotations[i];
        p->annotation_image[i] = mlt_coco_ids_find(&index[0], a->image_id);
        p->annotation_category[i] = mlt_coco_ids_find(&index[1], a->category_id);
    }
    return MLTEST_OK;
}

/* stands_for holds the numbers of the ids until the last one of each is known. */
static mltest_status find_last(uint32_t *stands_for, mltest_context *ctx,
                               const mlt_coco_truth *truth, mltest_error **error)
{
    const size_t n = truth->n_annotations;
    mlt_coco_ids ids = {.items = NULL};
    mltest_status status = MLTEST_OK;
    for (size_t i = 0; i < n && status == MLTEST_OK; i++)
        status = mlt_coco_ids_add(ctx, &ids, truth->annotations[i].id, &stands_for[i], error);
    uint32_t *last = mlt_realloc_array(ctx, NULL, ids.n, sizeof *last);
    if (status == MLTEST_OK && last == NULL)
        status = mlt_fail_memory(error);
    for (size_t i = 0; i < n && status == MLTEST_OK; i++)
        last[stands_for[i]] = (uint32_t)i;
    for (size_t i = 0; i < n && status == MLTEST_OK; i++)
        stands_for[i] = last[stands_for[i]];
    mlt_free(ctx, last);
    mlt_coco_ids_free(ctx, &ids);
    return status;
}

mltest_status mlt_coco_places_find(mlt_coco_places *out, mltest_context *ctx,
                                   const mlt_coco_truth *truth, const mlt_coco_results *results,
                                   mltest_error **error)
{
    mlt_coco_ids index[2] = {{.items = NULL}, {.items = NULL}};
    *out = (mlt_coco_places){.stands_for = NULL};
    if (truth->n_annotations >= MLT_COCO_NO_ID || results->n >= MLT_COCO_NO_ID)
        return mlt_fail(error, MLTEST_ERR_LIMIT, "too many annotations or results");
    TRY(make_room(out, ctx, truth, results, error));
    mltest_status status = find_all(out, ctx, truth, results, index, error);
    mlt_coco_ids_free(ctx, &index[0]);
    mlt_coco_ids_free(ctx, &index[1]);
    return status == MLTEST_OK ? find_last(out->stands_for, ctx, truth, error) : status;
}

void mlt_coco_places_free(mltest_context *ctx, mlt_coco_places *places)
{
    mlt_free(ctx, places->annotation_image);
    mlt_free(ctx, places->annotation_category);
    mlt_free(ctx, places->stands_for);
    mlt_free(ctx, places->result_image);
    mlt_free(ctx, places->result_category);
    *places = (mlt_coco_places){.stands_for = NULL};
}
