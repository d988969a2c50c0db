/* SPDX-License-Identifier: MIT */
#include "stats/verdict.h"

#include "base/math.h"
#include "stats/binomial.h"

#include <math.h>
#include <stdbool.h>

/* The question asked of n' samples with the same share k/n. */
typedef struct {
    double k, n, t;
} question;

/* share·size as a whole number, rounded up or down but for the rounding of the product itself. */
static int64_t scaled_up(const question *q, int64_t size)
{
    double count = q->k * (double)size / q->n;
    return (int64_t)ceil(count - 1e-12 * count);
}

static int64_t scaled_down(const question *q, int64_t size)
{
    double count = q->k * (double)size / q->n;
    return (int64_t)floor(count + 1e-12 * count);
}

static double p_pass(const question *q, int64_t size)
{
    return mlt_binomial_cdf(scaled_up(q, size), size, q->t);
}

static double p_fail(const question *q, int64_t size)
{
    return mlt_binomial_sf_ge(scaled_down(q, size), size, q->t);
}

/* The least size in [low, high] that passes, all having the same count; high is known to pass. */
static int64_t first_pass(const question *q, int64_t low, int64_t high)
{
    while (low < high) {
        int64_t middle = low + (high - low) / 2;
        if (p_pass(q, middle) <= MLT_VERDICT_ALPHA)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

/* The last size, up to limit, with the count of size. */
static int64_t run_end(const question *q, int64_t size, int64_t limit,
                       int64_t (*scaled)(const question *q, int64_t size))
{
    int64_t count = scaled(q, size);
    int64_t low = size;
    int64_t high = limit;
    while (low < high) {
        int64_t middle = high - (high - low) / 2;
        if (scaled(q, middle) == count)
            low = middle;
        else
            high = middle - 1;
    }
    return low;
}

/* Sizes with the same count form a run, in which a pass gets easier from size to size. */
static int64_t size_that_passes(const question *q, int64_t size, int64_t limit)
{
    while (size <= limit) {
        int64_t end = run_end(q, size, limit, scaled_up);
        if (p_pass(q, end) <= MLT_VERDICT_ALPHA)
            return first_pass(q, size, end);
        size = end + 1;
    }
    return MLT_VERDICT_NEVER;
}

/* In a run a fail gets harder, so its first size decides. */
static int64_t size_that_fails(const question *q, int64_t size, int64_t limit)
{
    while (size <= limit) {
        if (p_fail(q, size) <= MLT_VERDICT_ALPHA)
            return size;
        size = run_end(q, size, limit, scaled_down) + 1;
    }
    return MLT_VERDICT_NEVER;
}

static int64_t further_samples(const question *q, int64_t size)
{
    double share = q->k / q->n;
    int64_t limit = size + MLT_VERDICT_MAX_FURTHER;
    int64_t found = share < q->t   ? size_that_passes(q, size + 1, limit)
                    : share > q->t ? size_that_fails(q, size + 1, limit)
                                   : MLT_VERDICT_NEVER;
    return found < 0 ? found : found - size;
}

mlt_judgement mlt_verdict_judge(double k, double n, double t)
{
    bool any = n > 0 && k >= 0;
    const question q = {any ? k : 0, any ? n : 1, t};
    int64_t size = any ? (int64_t)floor(n) : 0;
    mlt_judgement out = {MLT_VERDICT_INCONCLUSIVE, p_pass(&q, size), p_fail(&q, size),
                         mlt_verdict_needed(t), 0};
    if (out.p_pass <= MLT_VERDICT_ALPHA)
        out.verdict = MLT_VERDICT_PASS;
    else if (out.p_fail <= MLT_VERDICT_ALPHA)
        out.verdict = MLT_VERDICT_FAIL;
    else
        out.further = further_samples(&q, size);
    return out;
}

double mlt_verdict_further(const mlt_judgement *judged, double n, double n_effective)
{
    if (judged->further <= 0)
        return judged->further == 0 ? 0 : NAN;
    double each = n_effective > 0 ? n / n_effective : 1;
    return ceil((double)judged->further * each - 1e-9);
}

int64_t mlt_verdict_needed(double t)
{
    if (!(t > 0))
        return MLT_VERDICT_NEVER;
    if (t >= 1 - MLT_VERDICT_ALPHA)
        return 1;
    /* The logarithm only estimates; the test itself has the last word. */
    double estimate = mlt_log(MLT_VERDICT_ALPHA) / mlt_log1p(-t);
    if (!(estimate < 1e15))
        return MLT_VERDICT_NEVER;
    int64_t n = (int64_t)ceil(estimate);
    while (mlt_binomial_cdf(0, n, t) > MLT_VERDICT_ALPHA)
        n++;
    while (n > 1 && mlt_binomial_cdf(0, n - 1, t) <= MLT_VERDICT_ALPHA)
        n--;
    return n;
}
