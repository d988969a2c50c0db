/* SPDX-License-Identifier: MIT */
/*
 * Is a confidence of 0.8 right eight times in ten? Expected and maximum calibration error (Guo et
 * al., "On Calibration of Modern Neural Networks", ICML 2017) and the table behind them.
 * doc/metrics/calibration.md compares the binnings.
 */
#ifndef MLT_METRIC_CALIBRATION_H
#define MLT_METRIC_CALIBRATION_H

#include "metric/binning.h"
#include "metric/judged.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { MLT_CALIBRATION_BINS = 15, MLT_CALIBRATION_MAX_BINS = 65536 };

typedef struct {
    mlt_binning binning;
    size_t n_bins;    /* at most MLT_CALIBRATION_MAX_BINS; 0 for MLT_CALIBRATION_BINS */
    double min_score; /* lower confidences are left out; 0 for none; not NaN */
} mlt_calibration_options;

typedef struct mlt_calibration mlt_calibration;

/* Options are copied. MLTEST_ERR_INVALID, MLTEST_ERR_MEMORY. */
mltest_status mlt_calibration_new(mlt_calibration **out, mltest_context *ctx,
                                  const mlt_calibration_options *options, mltest_error **error);
void mlt_calibration_free(mlt_calibration *calibration);

/*
 * Adds an answer: a classification's highest score, or a detection's score, and whether it was
 * right. What is outside [0, 1] or NaN is counted, and otherwise left out. MLTEST_ERR_MEMORY.
 */
mltest_status mlt_calibration_add(mlt_calibration *calibration, double confidence, bool correct,
                                  mltest_error **error);
/* Adds detections; on an error none of them. */
mltest_status mlt_calibration_add_judged(mlt_calibration *calibration, const mlt_judged *items,
                                         size_t n, mltest_error **error);
/* Adds what is in another accumulator with the same options, which stays as it is. */
mltest_status mlt_calibration_merge(mlt_calibration *into, const mlt_calibration *from,
                                    mltest_error **error);

typedef struct {
    /* The bin's edges; of quantile bins the lowest and highest confidence in it. */
    double low, high;
    uint64_t n, n_correct;
    double confidence, accuracy;        /* means */
    double accuracy_low, accuracy_high; /* Wilson's 95 % interval; [0, 1] if empty */
} mlt_calibration_bin;

typedef struct {
    mlt_calibration_bin *bins;
    size_t n_bins;      /* one more than asked for with MLT_BINS_TORCHMETRICS */
    uint64_t n;         /* answers that count */
    uint64_t n_binned;  /* of these, in a bin: fewer than n only with MLT_BINS_GUO */
    uint64_t n_below;   /* left out: below min_score */
    uint64_t n_outside; /* left out: outside [0, 1], or NaN */
    double ece;         /* sum over bins of their share of n times |accuracy - confidence| */
    double mce;         /* the largest |accuracy - confidence| */
} mlt_calibration_result;

/*
 * What is not defined is NaN: means and quantile edges of empty bins, both errors when all bins are
 * empty. The answers are sorted first, and the confidences of a bin added up in ascending order, so
 * that neither the order of adding nor merging changes a bit. MLTEST_ERR_MEMORY.
 */
mltest_status mlt_calibration_finish(mlt_calibration *calibration, mlt_calibration_result *out,
                                     mltest_error **error);
void mlt_calibration_result_free(mltest_context *ctx, mlt_calibration_result *result);

#endif
