/* SPDX-License-Identifier: MIT */
/*
 * Finding a sample by its id.
 */
#ifndef MLT_JOURNAL_INDEX_H
#define MLT_JOURNAL_INDEX_H

#include "mltest/types.h"

typedef struct {
    uint32_t *slots; /* index + 1, 0 = free */
    const char **ids;
    size_t n, cap_ids, n_slots;
} mlt_id_index;

/* ids are borrowed. The new entry's index is the number of entries before. */
mltest_status mlt_id_index_add(mltest_context *ctx, mlt_id_index *index, const char *id,
                               mltest_error **error);
/* -1 if absent. */
int64_t mlt_id_index_find(const mlt_id_index *index, const char *id);
void mlt_id_index_free(mltest_context *ctx, mlt_id_index *index);

#endif
