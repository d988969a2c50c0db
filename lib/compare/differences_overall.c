/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <stdint.h>

#include "base/error.h"
#include "compare/costs.h"
#include "compare/differences.h"
#include "stats/normal.h"

static mltest_status add_means(mlt_rows *rows, const mlt_pairing *p, size_t model,
                               mltest_error **error)
{
    const struct {
        mlt_panel_row what;
        size_t row;
    } means[] = {
        {{"", "", MLT_PANEL_AFFECTED, "risk", 100, false, true}, mlt_pairing_risk_row(p)},
        {{"", "", MLT_PANEL_AFFECTED, "risk_flat", 100, false, true}, mlt_pairing_flat_row(p)},
        {{"", "", MLT_PANEL_WRONG, "failure_under_change", 100, false, true},
         mlt_pairing_risk_row(p)},
        {{"", "", MLT_PANEL_CONSISTENCY, "robustness", 100, false, false}, mlt_pairing_risk_row(p)},
        {{"", "", MLT_PANEL_LOST, "lost", 1, false, true}, mlt_pairing_risk_row(p)},
        {{"", "", MLT_PANEL_ADDED, "new", 1, false, true}, mlt_pairing_risk_row(p)},
    };
    size_t n = p->is_classification ? 4 : 6;
    for (size_t i = 0; i < n; i++)
        TRY(mlt_rows_add_panel(rows, p, &means[i].what, model, means[i].row, SIZE_MAX, error));
    return MLTEST_OK;
}

/* A figure of clean pictures of boxes. */
static mltest_status add_clean(mlt_rows *rows, const mlt_pairing *p, const char *figure,
                               size_t model, size_t value, mltest_error **error)
{
    const mlt_drawn a = mlt_paired_performance_clean(&p->performance, 0, value);
    const mlt_drawn b = mlt_paired_performance_clean(&p->performance, model, value);
    mlt_row row = {.name = "",
                   .category = "",
                   .figure = figure,
                   .model = model,
                   .n = (double)p->performance.n_pictures,
                   .test = MLT_TEST_NORMAL};
    TRY(mlt_difference_of(&row.difference, p->ctx, &a, &b, error));
    row.p = mlt_normal_two_sided(row.difference.value, row.difference.se);
    return isnan(row.difference.value) ? MLTEST_OK : mlt_rows_add(rows, p, &row, error);
}

mltest_status mlt_differences_overall(mlt_rows *rows, const mlt_pairing *p, size_t model,
                                      mltest_error **error)
{
    static const mlt_panel_row top1 = {"",    "",   MLT_PANEL_CORRECTNESS, "clean.top1", 1,
                                       false, false};
    TRY(add_means(rows, p, model, error));
    TRY(mlt_costs_add(rows, p, model, error));
    if (p->is_classification) {
        TRY(mlt_rows_add_panel(rows, p, &top1, model, 0, SIZE_MAX, error));
    } else {
        TRY(add_clean(rows, p, "clean.mAP", model, MLT_PRECISION_MAP, error));
        TRY(add_clean(rows, p, "clean.AP50", model, MLT_PRECISION_AP50, error));
    }
    return mlt_rows_add_performance(rows, p, "", "", "mPC", model, mlt_panel_flat_row(&p->panel),
                                    error);
}
