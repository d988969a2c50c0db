/* SPDX-License-Identifier: MIT */
/*
 * What lost and new boxes cost, by what a user says each is worth: of a picture under change, in
 * the mean that the risk is.
 */
#ifndef MLT_COMPARE_COSTS_H
#define MLT_COMPARE_COSTS_H

#include "compare/rows.h"

/* The row "cost" of a model, tested by sign flips; none without costs or for classifications. */
mltest_status mlt_costs_add(mlt_rows *rows, const mlt_pairing *p, size_t model,
                            mltest_error **error);
/* Of one model; NAN without costs. */
double mlt_costs_of(const mlt_pairing *p, size_t model);

#endif
