/* SPDX-License-Identifier: MIT */
/*
 * The curves of TIDE's six kinds of error again and again, with weights. Seven runs matter: plain
 * AP and one a kind. Of a class all are traced together, as most detections are wrong in most of
 * them.
 */
#include "base/alloc.h"
#include "base/error.h"
#include "metric/tide_parts.h"
#include "metric/tide_steps.h"

/* Lanes: the runs, and one that stays 0, as processors take numbers in pairs. */
enum { N_LANES = 8 };
enum { N_RECALLS = 101, PLAIN = 0, FIRST_FIX = 1, RUN_MISS = FIRST_FIX + MLT_TIDE_MISS };

/* Where something right was found: how much of it, and the precision. */
typedef struct {
    double right, precision;
} point;

struct mlt_tide_workspace {
    const mlt_tide_steps *steps;
    double *weights;                                     /* of images, none below 0 */
    double *asked, *missed;                              /* [class] */
    point *points[MLT_TIDE_STEP_RUNS];                   /* of one class */
    double as_weights[1 << MLT_TIDE_STEP_RUNS][N_LANES]; /* bits as 0 and 1 */
};

/* One class in all runs. */
typedef struct {
    double right[MLT_TIDE_STEP_RUNS], wrong[MLT_TIDE_STEP_RUNS];
    size_t n[MLT_TIDE_STEP_RUNS]; /* points */
} curves;

void mlt_tide_workspace_free(mlt_tide_workspace *w)
{
    if (w == NULL)
        return;
    mltest_context *ctx = w->steps->ctx;
    mlt_free(ctx, w->weights);
    mlt_free(ctx, w->asked);
    mlt_free(ctx, w->missed);
    for (size_t r = 0; r < MLT_TIDE_STEP_RUNS; r++)
        mlt_free(ctx, w->points[r]);
    mlt_free(ctx, w);
}

mltest_status mlt_tide_workspace_new(mlt_tide_workspace **out, const mlt_tide_steps *steps,
                                     mltest_error **error)
{
    mltest_context *ctx = steps->ctx;
    mlt_tide_workspace *w = mlt_alloc_zero(ctx, 1, sizeof *w);
    *out = NULL;
    if (w == NULL)
        return mlt_fail_memory(error);
    w->steps = steps;
    w->weights = mlt_alloc_zero(ctx, steps->n_images + 1, sizeof *w->weights);
    w->asked = mlt_alloc_zero(ctx, steps->n_classes + 1, sizeof *w->asked);
    w->missed = mlt_alloc_zero(ctx, steps->n_classes + 1, sizeof *w->missed);
    bool whole = w->weights != NULL && w->asked != NULL && w->missed != NULL;
    for (size_t r = 0; r < MLT_TIDE_STEP_RUNS; r++) {
        w->points[r] = mlt_alloc_zero(ctx, steps->most_right + 1, sizeof *w->points[r]);
        whole = whole && w->points[r] != NULL;
    }
    for (size_t bits = 0; bits < 1 << MLT_TIDE_STEP_RUNS; bits++)
        for (size_t r = 0; r < MLT_TIDE_STEP_RUNS; r++)
            w->as_weights[bits][r] = (double)(bits >> r & 1);
    if (!whole) {
        mlt_tide_workspace_free(w);
        return mlt_fail_memory(error);
    }
    *out = w;
    return MLTEST_OK;
}

static void weigh(mlt_tide_workspace *w, const double *weights)
{
    const mlt_tide_steps *s = w->steps;
    for (size_t i = 0; i < s->n_images; i++)
        w->weights[i] = weights[i] > 0 ? weights[i] : 0;
    for (size_t c = 0; c < s->n_classes; c++)
        w->asked[c] = w->missed[c] = 0;
    for (size_t i = 0; i < s->n_truths; i++) {
        const mlt_tide_asked *t = &s->truths[i];
        w->asked[t->cls] += w->weights[t->image];
        w->missed[t->cls] += t->missed ? w->weights[t->image] : 0;
    }
}

static void trace_plain(mlt_tide_workspace *w, const mlt_tide_step *steps, size_t n, curves *c)
{
    double right = 0, wrong = 0;
    point *to = w->points[PLAIN];
    for (size_t i = 0; i < n; i++) {
        const mlt_tide_step *step = &steps[i];
        double weight = w->weights[step->image];
        wrong += weight * w->as_weights[step->wrong][PLAIN];
        if (step->right == 0 || !(weight > 0))
            continue;
        right += weight;
        *to++ = (point){right, right / (right + wrong)};
    }
    c->wrong[PLAIN] = wrong;
    c->n[PLAIN] = (size_t)(to - w->points[PLAIN]);
}

static void trace_mended(mlt_tide_workspace *w, const mlt_tide_step *steps, size_t n, curves *c)
{
    double wrong[N_LANES] = {0}; /* of its own, so that it stays in registers */
    for (size_t i = 0; i < n; i++) {
        const mlt_tide_step *step = &steps[i];
        double weight = w->weights[step->image];
        const double *is_wrong = w->as_weights[step->wrong];
        for (size_t r = 0; r < N_LANES; r++)
            wrong[r] += weight * is_wrong[r];
        if (step->right == 0 || !(weight > 0))
            continue;
        for (size_t r = FIRST_FIX; r < MLT_TIDE_STEP_RUNS; r++) {
            if (!(step->right >> r & 1))
                continue;
            c->right[r] += weight;
            w->points[r][c->n[r]++] = (point){c->right[r], c->right[r] / (c->right[r] + wrong[r])};
        }
    }
    for (size_t r = FIRST_FIX; r < MLT_TIDE_STEP_RUNS; r++)
        c->wrong[r] = wrong[r];
}

/* In percent, as tide_curve.c has it; -1 if nothing is there. */
static double average_precision(point *points, size_t n, double asked, double wrong)
{
    double sum = 0;
    size_t at = 0;
    if (!(asked > 0))
        return n > 0 || wrong > 0 ? 0 : -1;
    for (size_t i = n; i > 1; i--) /* the best at that recall or beyond */
        if (points[i - 2].precision < points[i - 1].precision)
            points[i - 2].precision = points[i - 1].precision;
    for (size_t r = 0; r < N_RECALLS; r++) {
        double recall = (double)r / (N_RECALLS - 1);
        while (at < n && points[at].right / asked < recall)
            at++;
        if (at == n)
            break;
        sum += points[at].precision;
    }
    return sum / N_RECALLS * 100;
}

void mlt_tide_replicate(mlt_tide_workspace *w, const double *weights, double d_ap[MLT_TIDE_N_KINDS])
{
    const mlt_tide_steps *s = w->steps;
    double sums[MLT_TIDE_STEP_RUNS] = {0}, means[MLT_TIDE_STEP_RUNS];
    size_t present[MLT_TIDE_STEP_RUNS] = {0};
    weigh(w, weights);
    for (size_t cls = 0; cls < s->n_classes; cls++) {
        curves c = {{0}, {0}, {0}};
        const size_t first = s->first[cls], n = s->first[cls + 1] - first;
        trace_plain(w, s->plain + first, n, &c);
        trace_mended(w, s->mended + first, n, &c);
        for (size_t r = 0; r < MLT_TIDE_STEP_RUNS; r++) {
            double asked = w->asked[cls] - (r == RUN_MISS ? w->missed[cls] : 0);
            double ap = average_precision(w->points[r], c.n[r], asked, c.wrong[r]);
            sums[r] += ap < 0 ? 0 : ap;
            present[r] += !(ap < 0);
        }
    }
    for (size_t r = 0; r < MLT_TIDE_STEP_RUNS; r++)
        means[r] = present[r] > 0 ? sums[r] / (double)present[r] : 0;
    for (size_t k = 0; k < MLT_TIDE_N_KINDS; k++) {
        double gain = means[FIRST_FIX + k] - means[PLAIN];
        d_ap[k] = gain > 0 ? gain : 0;
    }
}
