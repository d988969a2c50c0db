/* SPDX-License-Identifier: MIT */
/*
 * Samples in a random order, of which every beginning is a random choice.
 */
#ifndef MLT_SEARCH_ORDER_H
#define MLT_SEARCH_ORDER_H

#include "dataset/dataset.h"
#include "score/units.h"

typedef struct {
    size_t *samples; /* [n] ordinals of the data set, in random order */
    size_t n;
    size_t *rank_of; /* [n_samples] where each sample is in that order; n: it is left out */
    size_t n_samples;
} mlt_search_order;

/* Of the first n samples of the data set: groups, or each sample for itself. */
mltest_status mlt_search_units_make(mlt_units *units, mltest_context *ctx,
                                    const mltest_dataset *dataset, size_t n, bool by_group,
                                    mltest_error **error);

/*
 * Of the first n_samples of the data set; drawn by Philox from the seed and the ids, so that the
 * order is the same everywhere. by_group: groups (score/units.h) take the place of samples. Each
 * has one place whatever its size, and one of its samples, all equally likely, stands for it.
 */
mltest_status mlt_search_order_make(mlt_search_order *order, mltest_context *ctx,
                                    const mltest_dataset *dataset, size_t n_samples, uint64_t seed,
                                    bool by_group, mltest_error **error);
void mlt_search_order_free(mltest_context *ctx, mlt_search_order *order);

#endif
