/* SPDX-License-Identifier: MIT */
/*
 * The order of detections does not depend on the order in which images were added, nor on what was
 * merged with what.
 */
#include "base/alloc.h"
#include "base/error.h"
#include "metric/voc_parts.h"

#include <inttypes.h>

static mltest_status sort_images(const mlt_voc *voc, mlt_keyed *images, mlt_keyed *scratch,
                                 mltest_error **error)
{
    for (size_t i = 0; i < voc->n_images; i++)
        images[i] = (mlt_keyed){voc->images[i].key, (uint32_t)i, 0};
    mlt_sort_keyed(images, scratch, voc->n_images);
    for (size_t i = 1; i < voc->n_images; i++)
        if (images[i].key == images[i - 1].key)
            return mlt_fail(error, MLTEST_ERR_CONFLICT,
                            "Pascal VOC: image %" PRIu64 " was added twice", images[i].key);
    return MLTEST_OK;
}

/* first[c] = number of detections of classes before c. */
static void count(const mlt_voc *voc, size_t *first)
{
    for (size_t i = 0; i < voc->n_dets; i++)
        first[voc->dets[i].cls + 1]++;
    for (size_t c = 0; c < voc->options.n_classes; c++)
        first[c + 1] += first[c];
}

/* Each first[c] moves to the end of class c meanwhile. */
static void scatter(const mlt_voc *voc, const mlt_keyed *images, mlt_voc_order *order)
{
    size_t *next = order->first;
    for (size_t o = 0; o < voc->n_images; o++) {
        const mlt_voc_image *image = &voc->images[images[o].index];
        for (size_t d = image->first_det; d < image->first_det + image->n_dets; d++) {
            const mlt_voc_det *det = &voc->dets[d];
            order->dets[next[det->cls]++] =
                (mlt_keyed){mlt_key_descending(det->score), (uint32_t)d, 0};
        }
    }
    for (size_t c = voc->options.n_classes; c > 0; c--)
        next[c] = next[c - 1];
    next[0] = 0;
}

mltest_status mlt_voc_group(const mlt_voc *voc, mlt_voc_order *order, mltest_error **error)
{
    mltest_context *ctx = voc->ctx;
    size_t room = voc->n_dets > voc->n_images ? voc->n_dets : voc->n_images;
    order->dets = mlt_realloc_array(ctx, NULL, room + 1, sizeof *order->dets);
    order->spare = mlt_realloc_array(ctx, NULL, room + 1, sizeof *order->spare);
    order->first = mlt_alloc_zero(ctx, voc->options.n_classes + 1, sizeof *order->first);
    if (!order->dets || !order->spare || !order->first)
        return mlt_fail_memory(error);
    /* The places of detections serve for sorting the images first. */
    TRY(sort_images(voc, order->spare, order->dets, error));
    count(voc, order->first);
    scatter(voc, order->spare, order);
    return MLTEST_OK;
}

void mlt_voc_order_free(const mlt_voc *voc, mlt_voc_order *order)
{
    mlt_free(voc->ctx, order->dets);
    mlt_free(voc->ctx, order->spare);
    mlt_free(voc->ctx, order->first);
    *order = (mlt_voc_order){0};
}
