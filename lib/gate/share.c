/* SPDX-License-Identifier: MIT */
#include "gate/share.h"

#include <math.h>

#include "base/error.h"
#include "score/worth.h"

/* n: the samples, or pairs, that were added. */
static void take(mlt_gate_count *out, mlt_worth *worth, double squares, double n)
{
    out->n = mlt_worth_of(worth, squares);
    out->is_whole = !(out->n < n || out->n > n);
    mlt_worth_close(worth);
}

mltest_status mlt_gate_count_share(const mlt_gate_samples *s, const mlt_gate_measure *m,
                                   mlt_gate_count *out, mltest_error **error)
{
    const mlt_gate_panel *p = &m->panel;
    mlt_worth worth;
    double n = 0, sum = 0;
    TRY(mlt_worth_open(&worth, s->ctx, s->n_groups, error));
    for (size_t i = 0; i < p->n; i++) {
        if (p->n_rows == 0 || isnan(p->values[i]))
            continue;
        n++;
        sum += p->values[i];
        mlt_worth_add(&worth, s->groups[i], p->values[i], p->counts[i]);
    }
    take(out, &worth, sum * (1 - sum / n), n);
    out->k = n > 0 ? mlt_worth_times(sum / n, out->n) : 0;
    out->other = 0;
    return MLTEST_OK;
}

mltest_status mlt_gate_count_pair(const mlt_gate_samples *s, const mlt_gate_measure *now,
                                  const mlt_gate_measure *before, mlt_gate_count *out,
                                  mltest_error **error)
{
    const mlt_gate_panel *a = &now->panel, *b = &before->panel;
    mlt_worth worth;
    double only_now = 0, only_before = 0;
    TRY(mlt_worth_open(&worth, s->ctx, s->n_groups, error));
    for (size_t i = 0; i < a->n_rows * a->n; i++) {
        if (isnan(a->values[i]))
            continue;
        double d = a->values[i] - b->values[i];
        only_now += d > 0;
        only_before += d < 0;
        mlt_worth_add(&worth, s->groups[i % a->n], d, 1);
    }
    double sum = only_now - only_before, n = worth.n_values;
    take(out, &worth, only_now + only_before - sum * sum / n, n);
    out->k = mlt_worth_times(only_now / n, out->n);
    out->other = mlt_worth_times(only_before / n, out->n);
    return MLTEST_OK;
}
