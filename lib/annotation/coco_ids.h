/* SPDX-License-Identifier: MIT */
/*
 * A set of ids, each with the number of its first appearance: 0, 1, 2, …
 */
#ifndef MLT_ANNOTATION_COCO_IDS_H
#define MLT_ANNOTATION_COCO_IDS_H

#include "mltest/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define MLT_COCO_NO_ID UINT32_MAX

/* Different ids, in the order of a file; items is NULL if the file has no such list. */
typedef struct {
    int64_t *items;
    size_t n;
} mlt_coco_id_list;

typedef struct {
    int64_t *items; /* by number */
    size_t n, cap;
    uint32_t *slots; /* number + 1, or 0; open addressing, n_slots is a power of two */
    size_t n_slots;
    uint32_t last; /* found by the last addition: files name the same id many times in a row */
} mlt_coco_ids;

/* The number of an id, which is added if it is new: ids->n tells. MLTEST_ERR_MEMORY or _LIMIT. */
mltest_status mlt_coco_ids_add_new(mltest_context *ctx, mlt_coco_ids *ids, int64_t id,
                                   uint32_t *number, mltest_error **error);
/* MLT_COCO_NO_ID if it is not there. */
uint32_t mlt_coco_ids_find(const mlt_coco_ids *ids, int64_t id);
void mlt_coco_ids_free(mltest_context *ctx, mlt_coco_ids *ids);
/* Makes a list of a set, which is emptied; false if there is no memory. */
bool mlt_coco_ids_to_list(mltest_context *ctx, mlt_coco_ids *ids, mlt_coco_id_list *list);

static inline mltest_status mlt_coco_ids_add(mltest_context *ctx, mlt_coco_ids *ids, int64_t id,
                                             uint32_t *number, mltest_error **error)
{
    if (ids->last < ids->n && ids->items[ids->last] == id) {
        *number = ids->last;
        return MLTEST_OK;
    }
    return mlt_coco_ids_add_new(ctx, ids, id, number, error);
}

#endif
