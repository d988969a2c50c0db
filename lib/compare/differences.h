/* SPDX-License-Identifier: MIT */
/*
 * The tables of differences: overall, of kinds, categories, conditions and classes.
 */
#ifndef MLT_COMPARE_DIFFERENCES_H
#define MLT_COMPARE_DIFFERENCES_H

#include "compare/rows.h"

typedef struct {
    mlt_rows overall, kinds, categories, conditions, classes;
} mlt_differences;

/* Free it also after a failure. */
mltest_status mlt_differences_make(mlt_differences *d, const mlt_pairing *p, mltest_error **error);
void mlt_differences_free(mlt_differences *d);
mltest_status mlt_differences_fill(const mlt_differences *d, const mlt_pairing *p,
                                   mlt_results *results, mltest_error **error);

/* differences_overall.c */
mltest_status mlt_differences_overall(mlt_rows *rows, const mlt_pairing *p, size_t model,
                                      mltest_error **error);
/* differences_classes.c: mAP of clean pictures. */
mltest_status mlt_differences_classes(mlt_rows *rows, const mlt_pairing *p, size_t model,
                                      mltest_error **error);

#endif
