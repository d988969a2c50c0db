/* SPDX-License-Identifier: MIT */
#include "gate/share.h"

#include <math.h>

#include "base/alloc.h"
#include "base/error.h"
#include "stats/effective.h"

enum { LEAST_GROUPS = 30 };

/* Sums and numbers of values of each group. */
typedef struct {
    mltest_context *ctx;
    double *sums, *sizes;
    size_t n;
} groups;

static mltest_status make_groups(groups *g, const mlt_gate_samples *s, mltest_error **error)
{
    *g = (groups){s->ctx, NULL, NULL, s->n_groups};
    g->sums = mlt_alloc_zero(s->ctx, s->n_groups + 1, sizeof(double));
    g->sizes = mlt_alloc_zero(s->ctx, s->n_groups + 1, sizeof(double));
    if (g->sums != NULL && g->sizes != NULL)
        return MLTEST_OK;
    mlt_free(s->ctx, g->sums);
    mlt_free(s->ctx, g->sizes);
    return mlt_fail_memory(error);
}

/* The effective number; squares: of what values deviate from their mean. */
static double worth(groups *g, double squares)
{
    size_t n = 0;
    for (size_t i = 0; i < g->n; i++)
        n += g->sizes[i] > 0;
    double effective =
        mlt_effective_of_sums(g->sums, g->sizes, g->n, n < LEAST_GROUPS ? 0 : squares).n_eff;
    mlt_free(g->ctx, g->sums);
    mlt_free(g->ctx, g->sizes);
    return effective;
}

/* But for rounding, a number of samples is whole. */
static double tidy(double k)
{
    double whole = floor(k + 0.5);
    return fabs(k - whole) <= 1e-9 * (1 + whole) ? whole : k;
}

mltest_status mlt_gate_count_share(const mlt_gate_samples *s, const mlt_gate_measure *m,
                                   mlt_gate_count *out, mltest_error **error)
{
    const mlt_gate_panel *p = &m->panel;
    groups g;
    double n = 0, sum = 0, values = 0, all = 0;
    TRY(make_groups(&g, s, error));
    for (size_t i = 0; i < p->n; i++) {
        if (p->n_rows == 0 || isnan(p->values[i]))
            continue;
        n++;
        sum += p->values[i];
        values += p->counts[i];
        all += p->values[i] * p->counts[i];
        g.sums[s->groups[i]] += p->values[i] * p->counts[i];
        g.sizes[s->groups[i]] += p->counts[i];
    }
    out->n = worth(&g, all * (1 - all / values));
    out->k = n > 0 ? tidy(sum / n * out->n) : 0;
    out->other = 0;
    out->is_whole = !(out->n < n || out->n > n);
    return MLTEST_OK;
}

mltest_status mlt_gate_count_pair(const mlt_gate_samples *s, const mlt_gate_measure *now,
                                  const mlt_gate_measure *before, mlt_gate_count *out,
                                  mltest_error **error)
{
    const mlt_gate_panel *a = &now->panel, *b = &before->panel;
    groups g;
    double only_now = 0, only_before = 0, values = 0;
    TRY(make_groups(&g, s, error));
    for (size_t i = 0; i < a->n_rows * a->n; i++) {
        if (isnan(a->values[i]))
            continue;
        double d = a->values[i] - b->values[i];
        only_now += d > 0;
        only_before += d < 0;
        values++;
        g.sums[s->groups[i % a->n]] += d;
        g.sizes[s->groups[i % a->n]]++;
    }
    double sum = only_now - only_before;
    out->n = worth(&g, only_now + only_before - sum * sum / values);
    out->k = tidy(only_now * out->n / values);
    out->other = tidy(only_before * out->n / values);
    out->is_whole = !(out->n < values || out->n > values);
    return MLTEST_OK;
}
