/* SPDX-License-Identifier: MIT */
#include "compare/rows.h"

#include <math.h>

#include "base/alloc.h"
#include "base/error.h"
#include "stats/multiple.h"
#include "stats/normal.h"

static const double alpha = 0.05;

void mlt_rows_init(mlt_rows *rows, mltest_context *ctx)
{
    *rows = (mlt_rows){.ctx = ctx};
}

void mlt_rows_free(mlt_rows *rows)
{
    mlt_free(rows->ctx, rows->items);
    mlt_rows_init(rows, rows->ctx);
}

mltest_status mlt_rows_add(mlt_rows *rows, const mlt_pairing *p, const mlt_row *row,
                           mltest_error **error)
{
    if (!mlt_reserve(rows->ctx, rows->items, rows->cap, rows->n + 1))
        return mlt_fail_memory(error);
    mlt_row *to = &rows->items[rows->n++];
    *to = *row;
    to->adjusted = NAN;
    /* Models that never differ show no spread; that says nothing of what could be seen. */
    to->detectable =
        to->difference.se > 0 && !isnan(to->p)
            ? mlt_detectable_difference(to->difference.se, alpha, to->is_primary ? p->family : 1)
            : NAN;
    return MLTEST_OK;
}

mltest_status mlt_rows_adjust(mlt_rows *rows, size_t family, mltest_error **error)
{
    double *primary = mlt_alloc_zero(rows->ctx, rows->n + 1, 2 * sizeof *primary);
    if (primary == NULL)
        return mlt_fail_memory(error);
    double *other = primary + rows->n + 1;
    for (size_t i = 0; i < rows->n; i++) {
        primary[i] = rows->items[i].is_primary ? rows->items[i].p : NAN;
        other[i] = rows->items[i].is_primary ? NAN : rows->items[i].p;
    }
    mltest_status status = mlt_holm(rows->ctx, primary, rows->n, family, primary, error);
    if (status == MLTEST_OK)
        status = mlt_benjamini_hochberg(rows->ctx, other, rows->n, other, error);
    for (size_t i = 0; status == MLTEST_OK && i < rows->n; i++)
        rows->items[i].adjusted = rows->items[i].is_primary ? primary[i] : other[i];
    mlt_free(rows->ctx, primary);
    return status;
}

const char *mlt_row_verdict(const mlt_row *row)
{
    if (isnan(row->adjusted) || isnan(row->difference.value))
        return "";
    bool differs = row->difference.value < 0 || row->difference.value > 0;
    if (row->adjusted > alpha || !differs)
        return "no evidence";
    return (row->difference.value < 0) == row->is_less_better ? "better" : "worse";
}

static void scale_difference(mlt_difference *d, double scale)
{
    double *const all[] = {&d->first, &d->second, &d->value, &d->low,
                           &d->high,  &d->lower,  &d->upper, &d->se};
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
        *all[i] *= scale;
}

mltest_status mlt_rows_add_panel(mlt_rows *rows, const mlt_pairing *p, const mlt_panel_row *what,
                                 size_t model, size_t row, size_t level, mltest_error **error)
{
    const double *weights = &p->panel.rows[row * p->panel.n_levels];
    mlt_row out = {.name = what->name,
                   .category = what->category,
                   .figure = what->figure_name,
                   .model = model,
                   .test = MLT_TEST_SIGN_FLIP,
                   .is_primary = what->is_primary,
                   .is_less_better = what->is_less_better};
    TRY(mlt_panel_difference(&out.difference, &p->draws, what->figure, 0, model, row, error));
    scale_difference(&out.difference, what->scale);
    out.n = (double)mlt_panel_count(&p->panel, what->figure, weights);
    if (level != SIZE_MAX)
        TRY(mlt_test_level(&p->panel, what->figure, model, level, &out.p, &out.test, error));
    else
        TRY(mlt_test_flips(&p->panel, what->figure, model, weights,
                           what->is_primary ? p->family : 1, &out.p, error));
    return isnan(out.difference.value) ? MLTEST_OK : mlt_rows_add(rows, p, &out, error);
}

mltest_status mlt_rows_add_performance(mlt_rows *rows, const mlt_pairing *p, const char *name,
                                       const char *category, const char *figure, size_t model,
                                       const double *row, mltest_error **error)
{
    const mlt_paired_performance *f = &p->performance;
    mlt_drawn sides[2] = {{.n_draws = f->n_draws}, {.n_draws = f->n_draws}};
    double *draws[2] = {NULL, NULL};
    mlt_row out = {.name = name,
                   .category = category,
                   .figure = figure,
                   .model = model,
                   .test = MLT_TEST_NORMAL};
    mltest_status status = MLTEST_OK;
    for (size_t i = 0; status == MLTEST_OK && i < 2; i++) {
        status = mlt_paired_performance_mean(f, MLT_PAIRED_NOW, i * model, row, &sides[i].point,
                                             &draws[i], error);
        sides[i].draws = draws[i];
    }
    if (status == MLTEST_OK)
        status = mlt_difference_of(&out.difference, p->ctx, &sides[0], &sides[1], error);
    mlt_free(p->ctx, draws[0]);
    mlt_free(p->ctx, draws[1]);
    TRY(status);
    out.n = p->is_classification ? (double)mlt_panel_count(&p->panel, MLT_PANEL_CORRECTNESS, row)
                                 : (double)f->n_pictures;
    out.p = mlt_normal_two_sided(out.difference.value, out.difference.se);
    return isnan(out.difference.value) ? MLTEST_OK : mlt_rows_add(rows, p, &out, error);
}
