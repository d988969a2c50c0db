/* SPDX-License-Identifier: MIT */
#include "score/evaluation_lvis.h"

#include "base/alloc.h"
#include "base/error.h"

static size_t find_classes(const mlt_coco_truth *truth, const mlt_coco_id_list *ids, int32_t *out)
{
    size_t n = 0;
    for (size_t i = 0; i < ids->n; i++) {
        int64_t place = mlt_coco_find(&truth->categories, ids->items[i]);
        if (place >= 0)
            out[n++] = (int32_t)place;
    }
    return n;
}

mltest_status mlt_lvis_federated(mlt_lvis_lists *lists, mltest_context *ctx,
                                 const mlt_coco_truth *truth, size_t image, mlt_coco_federated *out,
                                 mltest_error **error)
{
    const mlt_coco_entry_info *entry = &truth->images.items[image];
    if (!mlt_reserve(ctx, lists->negative, lists->cap_negative, entry->negative.n) ||
        !mlt_reserve(ctx, lists->not_exhaustive, lists->cap_not_exhaustive,
                     entry->not_exhaustive.n))
        return mlt_fail_memory(error);
    out->negative = lists->negative;
    out->n_negative = find_classes(truth, &entry->negative, lists->negative);
    out->not_exhaustive = lists->not_exhaustive;
    out->n_not_exhaustive = find_classes(truth, &entry->not_exhaustive, lists->not_exhaustive);
    return MLTEST_OK;
}

void mlt_lvis_lists_free(mltest_context *ctx, mlt_lvis_lists *lists)
{
    mlt_free(ctx, lists->negative);
    mlt_free(ctx, lists->not_exhaustive);
    *lists = (mlt_lvis_lists){0};
}

char *mlt_lvis_frequencies(mltest_context *ctx, const mlt_coco_truth *truth)
{
    const mlt_coco_list *classes = &truth->categories;
    char *out = mlt_alloc_zero(ctx, classes->n + 1, 1);
    for (size_t i = 0; out != NULL && i < classes->n; i++) {
        out[i] = (char)classes->items[i].frequency;
        if (out[i] == '\0') {
            out[0] = '\0';
            break;
        }
    }
    return out;
}
