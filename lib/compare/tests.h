/* SPDX-License-Identifier: MIT */
/*
 * Is a difference between two models more than chance? Tests on paired samples (doc/comparison.md).
 */
#ifndef MLT_COMPARE_TESTS_H
#define MLT_COMPARE_TESTS_H

#include "compare/panel.h"

typedef enum {
    MLT_TEST_NONE,
    MLT_TEST_SIGN_FLIP, /* of what groups add to the difference */
    MLT_TEST_MCNEMAR,   /* exact, of samples under one condition */
    MLT_TEST_NORMAL     /* the difference over its standard error: approximate */
} mlt_test_kind;

const char *mlt_test_name(mlt_test_kind test);

/* Sign flips; family: the tests that p will be adjusted for together, 1 if by their own number.
 * NAN if no sample counts. MLTEST_ERR_MEMORY. */
mltest_status mlt_test_flips(const mlt_panel *panel, mlt_panel_figure figure, size_t second,
                             const double *row, size_t family, double *p, mltest_error **error);
/* One level: exact McNemar of a figure that is 0 or 1 and has no replicates, where samples are no
 * groups; else sign flips. */
mltest_status mlt_test_level(const mlt_panel *panel, mlt_panel_figure figure, size_t second,
                             size_t level, double *p, mlt_test_kind *test, mltest_error **error);

#endif
