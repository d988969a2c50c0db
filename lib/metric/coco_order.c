/* SPDX-License-Identifier: MIT */
/*
 * The order in which detections enter the curves: by class, score, image key, rank. It does not
 * depend on the order in which images were added, nor on what was merged with what.
 */
#include "base/alloc.h"
#include "base/error.h"
#include "metric/coco_parts.h"

#include <inttypes.h>

void mlt_coco_forget_order(mlt_coco *coco)
{
    mlt_free(coco->ctx, coco->image_order);
    mlt_free(coco->ctx, coco->entries);
    mlt_free(coco->ctx, coco->first_entry);
    coco->image_order = NULL;
    coco->entries = NULL;
    coco->first_entry = NULL;
    coco->prepared = false;
}

uint64_t mlt_coco_repeated_key(const mlt_coco *coco)
{
    return coco->repeated_key;
}

static mltest_status order_images(mlt_coco *coco, mlt_keyed *keyed, mlt_keyed *scratch,
                                  mltest_error **error)
{
    for (size_t i = 0; i < coco->n_images; i++)
        keyed[i] = (mlt_keyed){coco->images[i].key, (uint32_t)i, 0};
    mlt_sort_keyed(keyed, scratch, coco->n_images);
    for (size_t i = 0; i < coco->n_images; i++) {
        if (i > 0 && keyed[i].key == keyed[i - 1].key) {
            coco->repeated_key = keyed[i].key;
            return mlt_fail(error, MLTEST_ERR_CONFLICT, "image %" PRIu64 " was added twice",
                            keyed[i].key);
        }
        coco->image_order[i] = keyed[i].index;
    }
    return MLTEST_OK;
}

/* first_entry[c] = number of detections of classes before c. */
static void count_classes(mlt_coco *coco)
{
    size_t *first = coco->first_entry; /* all zero */
    for (size_t i = 0; i < coco->n_dets; i++)
        first[coco->dets[i].cls + 1]++;
    for (size_t c = 0; c < coco->n_columns; c++)
        first[c + 1] += first[c];
}

/* Groups the detections by class, within a class in ascending order of images and ranks. */
static void scatter(mlt_coco *coco, mlt_keyed *keyed)
{
    size_t *next = coco->first_entry;
    for (size_t o = 0; o < coco->n_images; o++) {
        const mlt_coco_image *image = &coco->images[coco->image_order[o]];
        for (size_t i = 0; i < image->n_dets; i++) {
            size_t d = image->first_det + i;
            keyed[next[coco->dets[d].cls]++] =
                (mlt_keyed){mlt_key_descending(coco->dets[d].score), (uint32_t)d, (uint32_t)o};
        }
    }
    for (size_t c = coco->n_columns; c > 0; c--) /* each start had moved to the next one */
        next[c] = next[c - 1];
    next[0] = 0;
}

static void fill_entries(mlt_coco *coco, const mlt_keyed *keyed)
{
    for (size_t i = 0; i < coco->n_dets; i++) {
        const mlt_coco_det *det = &coco->dets[keyed[i].index];
        coco->entries[i] =
            (mlt_coco_entry){det->score, det->correct, det->wrong, keyed[i].group, det->rank};
    }
}

static mltest_status order_all(mlt_coco *coco, mlt_keyed *keyed, mlt_keyed *scratch,
                               mltest_error **error)
{
    TRY(order_images(coco, keyed, scratch, error));
    count_classes(coco);
    scatter(coco, keyed);
    for (size_t c = 0; c < coco->n_columns; c++) {
        size_t first = coco->first_entry[c];
        mlt_sort_keyed(keyed + first, scratch, coco->first_entry[c + 1] - first);
    }
    fill_entries(coco, keyed);
    coco->prepared = true;
    return MLTEST_OK;
}

mltest_status mlt_coco_prepare(mlt_coco *coco, mltest_error **error)
{
    if (coco->prepared)
        return MLTEST_OK;
    mltest_context *ctx = coco->ctx;
    size_t n = coco->n_dets > coco->n_images ? coco->n_dets : coco->n_images;
    mlt_keyed *keyed = mlt_realloc_array(ctx, NULL, n + 1, sizeof *keyed);
    mlt_keyed *scratch = mlt_realloc_array(ctx, NULL, n + 1, sizeof *scratch);
    coco->image_order = mlt_realloc_array(ctx, NULL, coco->n_images + 1, sizeof *coco->image_order);
    coco->entries = mlt_realloc_array(ctx, NULL, coco->n_dets + 1, sizeof *coco->entries);
    coco->first_entry = mlt_alloc_zero(ctx, coco->n_columns + 1, sizeof *coco->first_entry);
    mltest_status status = MLTEST_OK;
    if (!keyed || !scratch || !coco->image_order || !coco->entries || !coco->first_entry)
        status = mlt_fail_memory(error);
    else
        status = order_all(coco, keyed, scratch, error);
    if (status != MLTEST_OK)
        mlt_coco_forget_order(coco);
    mlt_free(ctx, keyed);
    mlt_free(ctx, scratch);
    return status;
}
