/* SPDX-License-Identifier: MIT */
/*
 * Which of n bins a confidence is in. Published calibration errors differ because of this.
 */
#ifndef MLT_METRIC_BINNING_H
#define MLT_METRIC_BINNING_H

#include <stddef.h>
#include <stdint.h>

/* Edges i/n are divisions in double. */
typedef enum {
    MLT_BINS_DEFAULT,      /* "default": the smaller of floor(confidence * n) and n - 1 */
    MLT_BINS_TORCHMETRICS, /* "torchmetrics": [i/n, (i + 1)/n), and 1 in a bin of its own, n */
    MLT_BINS_GUO,          /* "guo": (i/n, (i + 1)/n]; a confidence of 0 is in none */
    MLT_BINS_QUANTILE,     /* "quantile": floor(r * n / N) if r of all N are strictly smaller; equal
                              confidences are never parted, so that bins may be empty */
    MLT_N_BINNINGS
} mlt_binning;
extern const char *const mlt_binning_names[MLT_N_BINNINGS];

#define MLT_NO_BIN SIZE_MAX

/* The edge i of n bins. */
double mlt_bin_edge(size_t i, size_t n_bins);
/*
 * The bin of a confidence in [0, 1], or MLT_NO_BIN. n_smaller of n_all confidences are strictly
 * smaller; only quantiles ask. n_bins and n_all below 2^32, and not 0.
 */
size_t mlt_bin_of(mlt_binning binning, size_t n_bins, double confidence, size_t n_smaller,
                  size_t n_all);

#endif
