/* SPDX-License-Identifier: MIT */
#include "metric/calibration.h"

#include "base/alloc.h"
#include "base/context.h"
#include "base/error.h"
#include "base/order.h"
#include "metric/mean.h"
#include "stats/wilson.h"

#include <math.h>
#include <string.h>

struct mlt_calibration {
    mltest_context *ctx;
    mlt_calibration_options options;
    mlt_keyed *answers; /* key: the confidence's bits, which ascend with it; index: right or not */
    size_t n, cap;
    uint64_t n_below, n_outside;
};

mltest_status mlt_calibration_new(mlt_calibration **out, mltest_context *ctx,
                                  const mlt_calibration_options *options, mltest_error **error)
{
    *out = NULL;
    if ((unsigned)options->binning >= MLT_N_BINNINGS)
        return mlt_fail(error, MLTEST_ERR_INVALID, "there is no such binning");
    if (options->n_bins > MLT_CALIBRATION_MAX_BINS)
        return mlt_fail(error, MLTEST_ERR_INVALID, "%zu bins; 1 to %d are possible",
                        options->n_bins, MLT_CALIBRATION_MAX_BINS);
    if (isnan(options->min_score))
        return mlt_fail(error, MLTEST_ERR_INVALID, "the least score is not a number");
    mlt_calibration *calibration = mlt_alloc_zero(ctx, 1, sizeof *calibration);
    if (!calibration)
        return mlt_fail_memory(error);
    calibration->ctx = mlt_context_ref(ctx);
    calibration->options = *options;
    if (options->n_bins == 0)
        calibration->options.n_bins = MLT_CALIBRATION_BINS;
    *out = calibration;
    return MLTEST_OK;
}

void mlt_calibration_free(mlt_calibration *calibration)
{
    if (!calibration)
        return;
    mltest_context *ctx = calibration->ctx;
    mlt_free(ctx, calibration->answers);
    mlt_free(ctx, calibration);
    mlt_context_unref(ctx);
}

/* Room must have been made. */
static void add_one(mlt_calibration *c, double confidence, bool correct)
{
    mlt_keyed answer = {0, correct, 0};
    if (!(confidence >= 0 && confidence <= 1)) {
        c->n_outside++;
    } else if (confidence < c->options.min_score) {
        c->n_below++;
    } else {
        confidence += 0.0; /* -0 becomes 0 */
        memcpy(&answer.key, &confidence, sizeof answer.key);
        c->answers[c->n++] = answer;
    }
}

static mltest_status make_room(mlt_calibration *c, size_t n, mltest_error **error)
{
    if (n > SIZE_MAX - c->n || !mlt_reserve(c->ctx, c->answers, c->cap, c->n + n))
        return mlt_fail_memory(error);
    return MLTEST_OK;
}

mltest_status mlt_calibration_add(mlt_calibration *calibration, double confidence, bool correct,
                                  mltest_error **error)
{
    TRY(make_room(calibration, 1, error));
    add_one(calibration, confidence, correct);
    return MLTEST_OK;
}

mltest_status mlt_calibration_add_judged(mlt_calibration *calibration, const mlt_judged *items,
                                         size_t n, mltest_error **error)
{
    TRY(make_room(calibration, n, error));
    for (size_t i = 0; i < n; i++)
        add_one(calibration, items[i].score, items[i].correct);
    return MLTEST_OK;
}

mltest_status mlt_calibration_merge(mlt_calibration *into, const mlt_calibration *from,
                                    mltest_error **error)
{
    const mlt_calibration_options *a = &into->options;
    const mlt_calibration_options *b = &from->options;
    if (into == from || a->binning != b->binning || a->n_bins != b->n_bins ||
        a->min_score != b->min_score)
        return mlt_fail(error, MLTEST_ERR_INVALID,
                        "only different calibrations with the same options can be merged");
    TRY(make_room(into, from->n, error));
    if (from->n > 0)
        memcpy(into->answers + into->n, from->answers, from->n * sizeof *from->answers);
    into->n += from->n;
    into->n_below += from->n_below;
    into->n_outside += from->n_outside;
    return MLTEST_OK;
}

/* n answers of one bin, whose confidences ascend. */
static void fill_bin(mlt_calibration_bin *bin, const mlt_keyed *answers, const double *confidences,
                     size_t n, bool quantile)
{
    bin->n = n;
    for (size_t i = 0; i < n; i++)
        bin->n_correct += answers[i].index;
    bin->confidence = mlt_mean(confidences, n);
    bin->accuracy = (double)bin->n_correct / (double)n;
    mlt_wilson((double)bin->n_correct, (double)n, MLT_Z95, &bin->accuracy_low, &bin->accuracy_high);
    if (quantile) {
        bin->low = confidences[0];
        bin->high = confidences[n - 1];
    }
}

static void fill_bins(const mlt_calibration *c, const double *confidences,
                      mlt_calibration_result *out)
{
    bool quantile = c->options.binning == MLT_BINS_QUANTILE;
    size_t n_bins = c->options.n_bins;
    size_t n_smaller = 0;
    size_t first = 0; /* of the current bin */
    size_t bin = MLT_NO_BIN;
    for (size_t i = 0; i <= c->n; i++) {
        if (i < c->n && i > 0 && confidences[i] > confidences[i - 1])
            n_smaller = i;
        size_t next = MLT_NO_BIN;
        if (i < c->n)
            next = mlt_bin_of(c->options.binning, n_bins, confidences[i], n_smaller, c->n);
        if (next == bin)
            continue;
        if (bin != MLT_NO_BIN)
            fill_bin(&out->bins[bin], c->answers + first, confidences + first, i - first, quantile);
        first = i;
        bin = next;
    }
}

static void sum_up(mlt_calibration_result *out)
{
    double ece = 0;
    double mce = 0;
    for (size_t b = 0; b < out->n_bins; b++) {
        const mlt_calibration_bin *bin = &out->bins[b];
        if (bin->n == 0)
            continue;
        double gap = fabs(bin->accuracy - bin->confidence);
        ece += (double)bin->n / (double)out->n * gap;
        mce = gap > mce ? gap : mce;
        out->n_binned += bin->n;
    }
    out->ece = out->n_binned > 0 ? ece : NAN;
    out->mce = out->n_binned > 0 ? mce : NAN;
}

/* All empty. */
static bool new_bins(const mlt_calibration *c, mlt_calibration_result *out)
{
    size_t n = c->options.n_bins;
    bool quantile = c->options.binning == MLT_BINS_QUANTILE;
    out->n_bins = n + (c->options.binning == MLT_BINS_TORCHMETRICS);
    out->bins = mlt_alloc_zero(c->ctx, out->n_bins, sizeof *out->bins);
    for (size_t b = 0; out->bins && b < out->n_bins; b++) {
        double low = mlt_bin_edge(b, n);
        double high = b < n ? mlt_bin_edge(b + 1, n) : 1;
        out->bins[b] = (mlt_calibration_bin){
            quantile ? NAN : low, quantile ? NAN : high, 0, 0, NAN, NAN, 0, 1};
    }
    return out->bins != NULL;
}

static bool sort_answers(mlt_calibration *c, double *confidences)
{
    mlt_keyed *scratch = mlt_realloc_array(c->ctx, NULL, c->n + 1, sizeof *scratch);
    if (!scratch)
        return false;
    mlt_sort_keyed(c->answers, scratch, c->n);
    mlt_free(c->ctx, scratch);
    for (size_t i = 0; i < c->n; i++)
        memcpy(&confidences[i], &c->answers[i].key, sizeof confidences[i]);
    return true;
}

mltest_status mlt_calibration_finish(mlt_calibration *calibration, mlt_calibration_result *out,
                                     mltest_error **error)
{
    mltest_context *ctx = calibration->ctx;
    *out = (mlt_calibration_result){
        .n = calibration->n, .n_below = calibration->n_below, .n_outside = calibration->n_outside};
    double *confidences = mlt_realloc_array(ctx, NULL, calibration->n + 1, sizeof *confidences);
    bool done = confidences && new_bins(calibration, out) && sort_answers(calibration, confidences);
    if (done) {
        fill_bins(calibration, confidences, out);
        sum_up(out);
    } else {
        mlt_calibration_result_free(ctx, out);
    }
    mlt_free(ctx, confidences);
    return done ? MLTEST_OK : mlt_fail_memory(error);
}

void mlt_calibration_result_free(mltest_context *ctx, mlt_calibration_result *result)
{
    mlt_free(ctx, result->bins);
    *result = (mlt_calibration_result){0};
}
