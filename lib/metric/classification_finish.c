/* SPDX-License-Identifier: MIT */
/*
 * The figures, from the counts. All sums are over classes in ascending order.
 */
#include "base/alloc.h"
#include "base/error.h"
#include "metric/classification_parts.h"
#include "metric/mean.h"

#include <math.h>
#include <stdbool.h>

static double share(uint64_t part, uint64_t whole)
{
    return whole > 0 ? (double)part / (double)whole : NAN;
}

/* In averages a class has 0 where a figure of its own is not defined. */
static double or_zero(double value)
{
    return isnan(value) ? 0 : value;
}

static void fill_classes(const mlt_classification *c, mlt_classification_result *out)
{
    for (size_t i = 0; i < c->n_classes; i++) {
        const mlt_classification_tally *tally = &c->classes[i];
        uint64_t both = tally->n_predicted + tally->n_truths;
        out->classes[i] = (mlt_classification_class){
            tally->n_truths,
            tally->n_predicted,
            tally->n_correct,
            share(tally->n_correct, tally->n_predicted),
            share(tally->n_correct, tally->n_truths),
            share(2 * tally->n_correct, both),
        };
        out->n_at_rank[i] = tally->n_at_rank;
    }
}

static void add_weighted(mlt_classification_average *sum, const mlt_classification_class *cls,
                         double weight)
{
    sum->precision += weight * or_zero(cls->precision);
    sum->recall += weight * or_zero(cls->recall);
    sum->f1 += weight * or_zero(cls->f1);
}

static void divide(mlt_classification_average *sum, double by)
{
    sum->precision /= by;
    sum->recall /= by;
    sum->f1 /= by;
}

static void average(mlt_classification_result *out)
{
    double n_seen = 0;
    double n_present = 0;
    double recalls = 0;
    out->macro = out->weighted = (mlt_classification_average){0, 0, 0};
    for (size_t i = 0; i < out->n_classes; i++) {
        const mlt_classification_class *cls = &out->classes[i];
        if (isnan(cls->f1))
            continue;
        n_seen++;
        add_weighted(&out->macro, cls, 1);
        add_weighted(&out->weighted, cls, (double)cls->n_truths);
        if (cls->n_truths > 0) {
            n_present++;
            recalls += cls->recall;
        }
    }
    divide(&out->macro, n_seen);
    divide(&out->weighted, (double)out->n);
    out->balanced = recalls / n_present;
    if (n_present > 1)
        out->adjusted = (out->balanced - 1 / n_present) / (1 - 1 / n_present);
}

/* Cohen's kappa and Matthews' correlation, both of the counts of right ones, truths, predictions.
 */
static void correlate(mlt_classification_result *out, uint64_t n_correct)
{
    double n = (double)out->n;
    double unanswered = (double)out->n_unanswered;
    double both = 0;                              /* truths · predictions */
    double truths = 0;                            /* squares */
    double predictions = unanswered * unanswered; /* squares; no class is one more answer */
    for (size_t i = 0; i < out->n_classes; i++) {
        double t = (double)out->classes[i].n_truths;
        double p = (double)out->classes[i].n_predicted;
        both += t * p;
        truths += t * t;
        predictions += p * p;
    }
    double above_chance = n * (double)n_correct - both;
    double root = sqrt((n * n - truths) * (n * n - predictions));
    out->kappa = n * n > both ? above_chance / (n * n - both) : NAN;
    out->mcc = root > 0 ? above_chance / root : 0;
}

static void fill_figures(mlt_classification *c, mlt_classification_result *out)
{
    uint64_t n_correct = 0;
    for (size_t i = 0; i < c->n_classes; i++)
        n_correct += c->classes[i].n_correct;
    uint64_t n_predicted = out->n - out->n_unanswered;
    out->accuracy = share(n_correct, out->n);
    out->micro.precision = share(n_correct, n_predicted);
    out->micro.recall = out->accuracy;
    out->micro.f1 = share(2 * n_correct, out->n + n_predicted);
    out->micro.precision = or_zero(out->micro.precision);
    average(out);
    correlate(out, n_correct);
    if (out->n_not_probable == 0) {
        out->brier = mlt_mean_sorted(c->briers, c->n);
        out->log_loss = mlt_mean_sorted(c->losses, c->n);
    }
}

mltest_status mlt_classification_finish(mlt_classification *classification,
                                        mlt_classification_result *out, mltest_error **error)
{
    mlt_classification *c = classification;
    const mlt_classification_average none = {NAN, NAN, NAN};
    *out = (mlt_classification_result){
        .n = c->n,
        .n_left_out = c->n_left_out,
        .n_unanswered = c->n_unanswered,
        .n_not_probable = c->n_not_probable,
        .n_classes = c->n_classes,
        .accuracy = NAN,
        .balanced = NAN,
        .adjusted = NAN,
        .macro = none,
        .weighted = none,
        .micro = none,
        .kappa = NAN,
        .mcc = NAN,
        .brier = NAN,
        .log_loss = NAN,
    };
    out->classes = mlt_alloc_zero(c->ctx, c->n_classes + 1, sizeof *out->classes);
    out->n_at_rank = mlt_alloc_zero(c->ctx, c->n_classes + 1, sizeof *out->n_at_rank);
    if (!out->classes || !out->n_at_rank) {
        mlt_classification_result_free(c->ctx, out);
        return mlt_fail_memory(error);
    }
    fill_classes(c, out);
    if (c->n > 0)
        fill_figures(c, out);
    return MLTEST_OK;
}

void mlt_classification_result_free(mltest_context *ctx, mlt_classification_result *result)
{
    mlt_free(ctx, result->classes);
    mlt_free(ctx, result->n_at_rank);
    *result = (mlt_classification_result){0};
}

double mlt_classification_top_k(const mlt_classification_result *result, size_t k)
{
    uint64_t n = 0;
    for (size_t r = 0; r < k && r < result->n_classes; r++)
        n += result->n_at_rank[r];
    return share(n, result->n);
}
