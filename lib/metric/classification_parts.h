/* SPDX-License-Identifier: MIT */
/*
 * The accumulator's inside, shared by the classification*.c files and by nobody else.
 */
#ifndef MLT_METRIC_CLASSIFICATION_PARTS_H
#define MLT_METRIC_CLASSIFICATION_PARTS_H

#include "metric/classification.h"

typedef struct {
    uint64_t n_truths, n_predicted, n_correct, n_at_rank;
    uint64_t named_by; /* the last answer that named it: n_answers then */
} mlt_classification_tally;

struct mlt_classification {
    mltest_context *ctx;
    size_t n_classes;
    mlt_classification_tally *classes;
    uint64_t n_left_out, n_unanswered, n_not_probable;
    uint64_t n_answers; /* looked at by this accumulator, left out or not */
    /* One a sample, in any order. */
    double *briers, *losses;
    size_t n, cap_briers, cap_losses;
    mlt_pred *named; /* room for the answer being added */
    size_t cap_named;
};

#endif
