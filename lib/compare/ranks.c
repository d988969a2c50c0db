/* SPDX-License-Identifier: MIT */
#include "compare/ranks.h"

#include <math.h>

#include "base/alloc.h"
#include "base/error.h"

static bool is_before(double a, double b, bool is_less_better)
{
    return is_less_better ? a < b : a > b;
}

void mlt_first_shares(const mlt_drawn *of, size_t n, bool is_less_better, double *shares)
{
    size_t n_defined = 0;
    for (size_t m = 0; m < n; m++)
        shares[m] = 0;
    for (size_t i = 0; i < of[0].n_draws; i++) {
        double best = NAN, n_best = 0;
        for (size_t m = 0; m < n; m++) {
            double v = of[m].draws[i];
            if (isnan(v) || is_before(best, v, is_less_better))
                continue;
            bool is_new = isnan(best) || is_before(v, best, is_less_better);
            n_best = is_new ? 1 : n_best + 1;
            best = v;
        }
        n_defined += n_best > 0;
        for (size_t m = 0; m < n && n_best > 0; m++) {
            double v = of[m].draws[i];
            if (!isnan(v) && !is_before(best, v, is_less_better))
                shares[m] += 1 / n_best;
        }
    }
    for (size_t m = 0; m < n; m++)
        shares[m] = n_defined > 0 ? shares[m] / (double)n_defined : NAN;
}

static mlt_drawn performance_of(const mlt_pairing *p, size_t model)
{
    if (p->is_classification)
        return mlt_panel_drawn(&p->draws, MLT_PANEL_CORRECTNESS, model, 0);
    return mlt_paired_performance_clean(&p->performance, model, MLT_PRECISION_MAP);
}

mltest_status mlt_ranks_fill(const mlt_pairing *p, mlt_results *results, mlt_table *models,
                             mltest_error **error)
{
    static const char *const names[] = {"first_share.risk", "first_share.failure_under_change",
                                        "first_share.performance"};
    mlt_drawn *of = mlt_alloc_zero(p->ctx, p->n, sizeof *of);
    mltest_status status = of != NULL ? MLTEST_OK : mlt_fail_memory(error);
    for (int i = 0; status == MLTEST_OK && i < 3; i++) {
        mlt_column *column;
        for (size_t m = 0; m < p->n; m++)
            of[m] = i == 2
                        ? performance_of(p, m)
                        : mlt_panel_drawn(&p->draws, i == 0 ? MLT_PANEL_AFFECTED : MLT_PANEL_WRONG,
                                          m, mlt_pairing_risk_row(p));
        status = mlt_table_column(results, models, names[i], MLT_COLUMN_DOUBLE, &column, error);
        if (status == MLTEST_OK)
            mlt_first_shares(of, p->n, i < 2, column->doubles);
    }
    mlt_free(p->ctx, of);
    return status;
}
