/* SPDX-License-Identifier: MIT */
/*
 * Exact test of McNemar (Psychometrika 12, 1947) for pairs of yes and no.
 */
#ifndef MLT_STATS_MCNEMAR_H
#define MLT_STATS_MCNEMAR_H

#include <stdint.h>

/*
 * Two-sided p that two models are affected equally often: only_a samples affect A and not B, only_b
 * the other way round; the rest says nothing. Twice the smaller tail of fair coins, at most 1; not
 * the mid-p, which may exceed its level. 1 if no pair differs.
 */
double mlt_mcnemar(int64_t only_a, int64_t only_b);

#endif
