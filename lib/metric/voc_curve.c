/* SPDX-License-Identifier: MIT */
/*
 * Average precision. Precision at a recall is the highest that is reached there or later, so both
 * forms walk a curve from its end and carry the highest precision so far.
 */
#include "metric/mean.h"
#include "metric/voc_parts.h"

enum { N_POINTS = 11 };

static double sum(const mlt_voc_options *options, const double *values, size_t n)
{
    if (options->sums == MLT_VOC_NUMPY)
        return mlt_sum(values, n);
    double total = 0;
    for (size_t i = 0; i < n; i++)
        total += values[i];
    return total;
}

double mlt_voc_mean(const mlt_voc_options *options, const double *values, size_t n)
{
    return sum(options, values, n) / (double)n;
}

/* best[k] = the highest precision at a recall of at least k·0.1; 0 if that is not reached. Both
 * numpy.arange(0, 1.1, 0.1) and numpy.linspace(0, 1, 11) are these products. */
static void best_at_points(const mlt_voc_curve *curve, double best[N_POINTS])
{
    double highest = 0;
    size_t k = N_POINTS;
    for (size_t i = curve->n; i-- > 0;) {
        while (k > 0 && curve->recall[i] < (double)(k - 1) * 0.1)
            best[--k] = highest;
        if (curve->precision[i] > highest)
            highest = curve->precision[i];
    }
    while (k > 0)
        best[--k] = highest;
}

static double eleven_points(const mlt_voc_options *options, const mlt_voc_curve *curve)
{
    double best[N_POINTS];
    double ap = 0;
    best_at_points(curve, best);
    if (options->sums == MLT_VOC_NUMPY) {
        for (size_t k = 0; k < N_POINTS; k++)
            ap += best[k] / N_POINTS;
        return ap;
    }
    for (size_t k = N_POINTS; k-- > 0;)
        ap += best[k];
    return ap / N_POINTS;
}

/* A step is a piece of recall times the precision there. The curve begins at recall 0 and ends
 * with precision 0 at recall 1: that step adds nothing, but counts in NumPy's order of adding. */
static double area(const mlt_voc_options *options, const mlt_voc_curve *curve)
{
    double *end = curve->steps + curve->n + 1;
    double *step = end;
    double highest = 0;
    if (curve->n == 0 || curve->recall[curve->n - 1] != 1)
        *--step = 0;
    for (size_t i = curve->n; i-- > 0;) {
        double before = i > 0 ? curve->recall[i - 1] : 0;
        if (curve->precision[i] > highest)
            highest = curve->precision[i];
        if (curve->recall[i] != before)
            *--step = (curve->recall[i] - before) * highest;
    }
    return sum(options, step, (size_t)(end - step));
}

double mlt_voc_ap(const mlt_voc_options *options, const mlt_voc_curve *curve)
{
    return options->eleven_points ? eleven_points(options, curve) : area(options, curve);
}
