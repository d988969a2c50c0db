/* SPDX-License-Identifier: MIT */
/*
 * Runs of two arms whose values in each group are chosen.
 */
#ifndef MLT_TESTS_COMPARE_ARMS_H
#define MLT_TESTS_COMPARE_ARMS_H

#include <math.h>
#include <string.h>

#include "base/random.h"
#include "compare/augmentation_arms.h"
#include "testing.h"

enum { AR_GROUPS = 40, AR_RUNS = 8 };

typedef struct {
    double parts[AR_RUNS * AR_GROUPS], shares[AR_GROUPS];
    mlt_arms arms;
} ar_arms;

/* All groups weigh the same; values[run], or values[run] + noise·z of run and group. */
static inline void ar_make(ar_arms *a, size_t n_a, size_t n_b, const double *values, double noise)
{
    mlt_draws d;
    mlt_draws_init(&d, 7, "", 0);
    for (size_t r = 0; r < n_a + n_b; r++)
        for (size_t g = 0; g < AR_GROUPS; g++)
            a->parts[r * AR_GROUPS + g] = (values[r] + noise * mlt_draw_normal(&d)) / AR_GROUPS;
    for (size_t g = 0; g < AR_GROUPS; g++)
        a->shares[g] = 1. / AR_GROUPS;
    a->arms = (mlt_arms){1, n_a, n_b, AR_GROUPS, a->parts, a->shares};
}

static inline mlt_arms_effect ar_compare(const ar_arms *a)
{
    mlt_arms_effect e;
    ck_assert_int_eq(mlt_arms_compare(&e, NULL, &a->arms, NULL, NULL), MLTEST_OK);
    return e;
}

#endif
