/* SPDX-License-Identifier: MIT */
#include "metric/binning.h"

#include <math.h>
#include <stdbool.h>

const char *const mlt_binning_names[MLT_N_BINNINGS] = {"default", "torchmetrics", "guo",
                                                       "quantile"};

double mlt_bin_edge(size_t i, size_t n_bins)
{
    return (double)i / (double)n_bins;
}

static bool starts_before(size_t bin, size_t n_bins, double confidence, bool or_at)
{
    double start = mlt_bin_edge(bin, n_bins);
    return start < confidence || (or_at && start == confidence);
}

/* The last bin that starts before the confidence, or also at it. Bin n_bins starts at 1. */
static size_t last_start(double confidence, size_t n_bins, bool or_at)
{
    size_t bin = (size_t)floor(confidence * (double)n_bins); /* or beside, through rounding */
    while (bin > 0 && !starts_before(bin, n_bins, confidence, or_at))
        bin--;
    while (bin < n_bins && starts_before(bin + 1, n_bins, confidence, or_at))
        bin++;
    return bin;
}

size_t mlt_bin_of(mlt_binning binning, size_t n_bins, double confidence, size_t n_smaller,
                  size_t n_all)
{
    size_t bin;
    switch (binning) {
    case MLT_BINS_TORCHMETRICS:
        return last_start(confidence, n_bins, true);
    case MLT_BINS_GUO:
        return confidence > 0 ? last_start(confidence, n_bins, false) : MLT_NO_BIN;
    case MLT_BINS_QUANTILE:
        return (size_t)((uint64_t)n_smaller * n_bins / n_all);
    default:
        bin = (size_t)floor(confidence * (double)n_bins);
        return bin < n_bins ? bin : n_bins - 1;
    }
}
