/* SPDX-License-Identifier: MIT */
/*
 * Where one model survives what the other does not.
 */
#ifndef MLT_COMPARE_DISAGREEMENTS_H
#define MLT_COMPARE_DISAGREEMENTS_H

#include "compare/pairing.h"

enum { MLT_MOST_DISAGREEMENTS = 200 }; /* that are listed for each model */

/* The table "disagreements": for each model beside the first, samples and conditions under which
 * exactly one of the two is affected, in the journal's order. */
mltest_status mlt_disagreements_fill(const mlt_pairing *p, mlt_results *results,
                                     mltest_error **error);
/* How many there are, listed or not, in which the first, and in which the second survives. */
void mlt_disagreements_count(const mlt_pairing *p, size_t model, size_t *first, size_t *second);

#endif
