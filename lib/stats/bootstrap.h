/* SPDX-License-Identifier: MIT */
/*
 * The bootstrap of many figures at once: each resample is drawn once, and all figures are computed
 * from its weights (B. Efron, Annals of Statistics 7, 1979).
 */
#ifndef MLT_STATS_BOOTSTRAP_H
#define MLT_STATS_BOOTSTRAP_H

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    MLT_BOOTSTRAP_DRAWS = 2000,
    MLT_JACKKNIFE_BLOCKS = 100 /* or the number of groups, if that is less */
};

/*
 * What is resampled. evaluate() writes n_values figures of the sample in which group i counts
 * weights[i] times; NaN is a figure that is not defined there. It is called by several threads at
 * once, each with a workspace of its own that open() made in *workspace and close() frees; both
 * NULL if none is needed.
 */
typedef struct {
    size_t n_groups; /* below 2^32 */
    size_t n_values;
    mltest_status (*open)(const void *data, void **workspace, mltest_error **error);
    void (*close)(const void *data, void *workspace);
    mltest_status (*evaluate)(const void *data, void *workspace, const double *weights,
                              double *values, mltest_error **error);
    const void *data;
} mlt_statistic;

typedef struct {
    size_t n_draws; /* 0: MLT_BOOTSTRAP_DRAWS */
    uint64_t seed;
    bool jackknife;   /* what BCa intervals need */
    size_t n_threads; /* 0: as mlt_parallel() */
} mlt_bootstrap_options;

/* Value v of draw b is draws[v * n_draws + b], of jackknife block j jackknife[v * n_blocks + j]. */
typedef struct {
    size_t n_values, n_draws, n_blocks; /* n_blocks 0 without jackknife */
    double *point;                      /* of the sample itself: weights of 1 */
    double *draws, *jackknife;
} mlt_bootstrap;

/*
 * options NULL: the defaults. The same bits for any number of threads. Without groups all is NaN
 * and nothing is evaluated. A failure of evaluate() or open() is handed on; MLTEST_ERR_INVALID,
 * MLTEST_ERR_MEMORY. On failure there is nothing to free.
 */
mltest_status mlt_bootstrap_run(mlt_bootstrap *out, mltest_context *ctx,
                                const mlt_statistic *statistic,
                                const mlt_bootstrap_options *options, mltest_error **error);
void mlt_bootstrap_free(mltest_context *ctx, mlt_bootstrap *bootstrap);

#endif
