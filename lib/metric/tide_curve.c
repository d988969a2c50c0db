/* SPDX-License-Identifier: MIT */
/*
 * Average precision of one class in every run, from one sorted list of its detections.
 */
#include "metric/tide_parts.h"

#include <string.h>

enum { N_RECALLS = 101 };

/* One class in one run. */
typedef struct {
    const mlt_keyed *steps;
    size_t n_steps;
    double *precisions; /* room for n_steps; at each right detection */
    double n_right, n_wrong;
} curve;

static void trace(curve *c, unsigned bit)
{
    size_t right = 0;
    size_t wrong = 0;
    for (size_t i = 0; i < c->n_steps; i++) {
        wrong += c->steps[i].group >> bit & 1;
        if (c->steps[i].index >> bit & 1) {
            right++;
            c->precisions[right - 1] = (double)right / (double)(right + wrong);
        }
    }
    c->n_right = (double)right;
    c->n_wrong = (double)wrong;
}

/* As if all right ones had a score of 1 and all wrong ones one of 0. */
static void put_right_first(curve *c)
{
    for (size_t i = 0; (double)i < c->n_right; i++)
        c->precisions[i] = 1;
}

/* Precision at a recall is the best at that recall or beyond. */
static void envelope(curve *c)
{
    for (size_t i = (size_t)c->n_right; i > 1; i--)
        if (c->precisions[i - 2] < c->precisions[i - 1])
            c->precisions[i - 2] = c->precisions[i - 1];
}

/* Mean precision at the recalls 0, 0.01 … 1, in percent. */
static double sample(const curve *c, double asked)
{
    double sum = 0;
    size_t at = 0;
    for (size_t r = 0; r < N_RECALLS; r++) {
        double recall = (double)r / (N_RECALLS - 1);
        while ((double)at < c->n_right && (double)(at + 1) / asked < recall)
            at++;
        if ((double)at < c->n_right)
            sum += c->precisions[at];
    }
    return sum / N_RECALLS * 100;
}

/* -1 if nothing is there. */
static double average_precision(curve *c, size_t asked)
{
    if (asked == 0)
        return c->n_right + c->n_wrong > 0 ? 0 : -1;
    envelope(c);
    return sample(c, (double)asked);
}

/*
 * Where errors are mended, of equal scores the errors come first, then the matches. A match is
 * right in the run of Miss, in which no detection is mended.
 */
static void put_errors_first(mlt_keyed *steps, size_t n, mlt_keyed *scratch)
{
    for (size_t first = 0, end; first < n; first = end) {
        size_t errors = first;
        size_t matches = 0;
        for (end = first; end < n && steps[end].key == steps[first].key; end++)
            if (steps[end].index >> MLT_TIDE_RUN_MISS & 1)
                scratch[matches++] = steps[end];
            else
                steps[errors++] = steps[end];
        memcpy(steps + errors, scratch, matches * sizeof *steps);
    }
}

void mlt_tide_curves(const mlt_tide_work *work, size_t cls)
{
    size_t n_classes = work->tide->options.n_classes;
    size_t first = work->first_step[cls];
    size_t n = work->first_step[cls + 1] - first;
    size_t asked = work->asked[cls];
    double *ap = work->ap + cls;
    curve c = {work->steps + first, n, work->precisions, 0, 0};
    for (unsigned run = 0; run < MLT_TIDE_N_BASE; run++) {
        trace(&c, run);
        ap[run * n_classes] = average_precision(&c, asked);
    }
    put_errors_first(work->steps + first, n, work->scratch);
    for (unsigned run = MLT_TIDE_RUN_FIX; run < MLT_TIDE_RUN_MISS; run++) {
        trace(&c, run);
        ap[run * n_classes] = average_precision(&c, asked);
    }
    trace(&c, MLT_TIDE_RUN_MISS);
    /* Only what is asked for differs. The envelope is the same, however often it is made. */
    ap[MLT_TIDE_RUN_MISS * n_classes] = average_precision(&c, asked - work->missed[cls]);
    ap[MLT_TIDE_RUN_FALSE_NEG * n_classes] = average_precision(&c, work->used[cls]);
    put_right_first(&c);
    ap[MLT_TIDE_RUN_FALSE_POS * n_classes] = average_precision(&c, asked);
}
