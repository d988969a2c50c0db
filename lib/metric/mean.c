/* SPDX-License-Identifier: MIT */
#include "metric/mean.h"

enum {
    BUFFER = 8192, /* NumPy adds up what fits its buffer, then buffer after buffer */
    LEAF = 128     /* below this eight running sums, above it halves */
};

static double sum_leaf(const double *v, size_t n)
{
    double r[8];
    size_t i = 8;
    for (size_t j = 0; j < 8; j++)
        r[j] = v[j];
    for (; i + 8 <= n; i += 8)
        for (size_t j = 0; j < 8; j++)
            r[j] += v[i + j];
    double sum = ((r[0] + r[1]) + (r[2] + r[3])) + ((r[4] + r[5]) + (r[6] + r[7]));
    for (; i < n; i++)
        sum += v[i];
    return sum;
}

static double sum_pairwise(const double *v, size_t n)
{
    if (n > LEAF) {
        size_t half = n / 2 / 8 * 8;
        return sum_pairwise(v, half) + sum_pairwise(v + half, n - half);
    }
    if (n >= 8)
        return sum_leaf(v, n);
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += v[i];
    return sum;
}

double mlt_sum(const double *values, size_t n)
{
    double sum = 0;
    for (size_t at = 0; at < n; at += BUFFER)
        sum += sum_pairwise(values + at, n - at < BUFFER ? n - at : BUFFER);
    return sum;
}

double mlt_mean(const double *values, size_t n)
{
    return mlt_sum(values, n) / (double)n;
}

/* Lets a value sink until the two below it, at 2 at + 1 and 2 at + 2, are at most as large. */
static void sink(double *v, size_t n, size_t at)
{
    double value = v[at];
    for (size_t below = 2 * at + 1; below < n; below = 2 * at + 1) {
        if (below + 1 < n && v[below + 1] > v[below])
            below++;
        if (v[below] <= value)
            break;
        v[at] = v[below];
        at = below;
    }
    v[at] = value;
}

double mlt_mean_sorted(double *values, size_t n)
{
    for (size_t at = n / 2; at-- > 0;) /* heapsort: in place, and never slow */
        sink(values, n, at);
    for (size_t last = n - 1; last > 0; last--) {
        double largest = values[0];
        values[0] = values[last];
        values[last] = largest;
        sink(values, last, 0);
    }
    return mlt_mean(values, n);
}
