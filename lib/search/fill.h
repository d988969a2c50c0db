/* SPDX-License-Identifier: MIT */
/*
 * The tables of a search.
 */
#ifndef MLT_SEARCH_FILL_H
#define MLT_SEARCH_FILL_H

#include "search/curve.h"

/* "kinds", the most fragile first; curves: one a kind. */
mltest_status mlt_search_fill_kinds(mltest_stress *s, const mlt_search_curve *curves,
                                    mltest_error **error);
/* "curve": a row a kind and setting, in the order of the kinds that were asked for. */
mltest_status mlt_search_fill_curves(mltest_stress *s, const mlt_search_curve *curves,
                                     mltest_error **error);
/* "samples", the most fragile first, and "brackets", a row a sample and kind. */
mltest_status mlt_search_fill_samples(mltest_stress *s, mltest_error **error);

#endif
