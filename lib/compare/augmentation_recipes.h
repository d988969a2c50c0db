/* SPDX-License-Identifier: MIT */
/*
 * One figure of two arms, and the test that takes runs as drawn.
 */
#ifndef MLT_COMPARE_AUGMENTATION_RECIPES_H
#define MLT_COMPARE_AUGMENTATION_RECIPES_H

#include "compare/augmentation_arms.h"

/* What a group adds to the difference of a figure, and to an arm's mean. */
typedef struct {
    const mlt_arms *arms;
    const double *parts, *shares; /* of this figure */
    double *added;                /* [n_groups] */
    double *means;                /* [2][n_groups] */
    size_t n_differ;              /* groups that add something */
} mlt_arm_figure;

/* The runs of arm 0 or 1. */
static inline size_t mlt_arm_first(const mlt_arms *a, int arm)
{
    return arm == 0 ? 0 : a->n_a;
}

static inline size_t mlt_arm_runs(const mlt_arms *a, int arm)
{
    return arm == 0 ? a->n_a : a->n_b;
}

static inline double mlt_arm_sum(const double *values, size_t n)
{
    double out = 0;
    for (size_t i = 0; i < n; i++)
        out += values[i];
    return out;
}

/* Fills in all but the difference, which must be there. At least two runs an arm. */
void mlt_recipes_compare(mlt_arms_effect *out, const mlt_arm_figure *figure);

#endif
