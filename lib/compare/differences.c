/* SPDX-License-Identifier: MIT */
#include "compare/differences.h"

#include <stdint.h>

#include "base/error.h"

/* What is compared of a kind, a category or a condition. */
static const mlt_panel_row figures[] = {
    {.figure = MLT_PANEL_AFFECTED, .figure_name = "affected", .scale = 1, .is_less_better = true},
    {.figure = MLT_PANEL_CONSISTENCY, .figure_name = "robustness", .scale = 100},
    {.figure = MLT_PANEL_WRONG, .figure_name = "failure", .scale = 1, .is_less_better = true},
};
enum { N_FIGURES = sizeof figures / sizeof figures[0] };

/* Where the rows of one kind, category or condition are, and what it is called. */
typedef struct {
    const char *name, *category;
    size_t row, level;
    bool is_primary; /* its affected share is */
} subject;

static mltest_status add(mlt_rows *rows, const mlt_pairing *p, const subject *s, size_t model,
                         mltest_error **error)
{
    for (size_t i = 0; i < N_FIGURES; i++) {
        mlt_panel_row what = figures[i];
        what.name = s->name;
        what.category = s->category;
        what.is_primary = s->is_primary && what.figure == MLT_PANEL_AFFECTED;
        TRY(mlt_rows_add_panel(rows, p, &what, model, s->row, s->level, error));
    }
    return mlt_rows_add_performance(rows, p, s->name, s->category, "performance", model,
                                    &p->panel.rows[s->row * p->panel.n_levels], error);
}

static mltest_status add_kinds(mlt_rows *rows, const mlt_pairing *p, size_t model,
                               mltest_error **error)
{
    for (size_t k = 0; k < p->panel.n_kinds; k++) {
        const mlt_panel_kind *kind = &p->panel.kinds[k];
        const subject s = {.name = kind->name,
                           .category = p->panel.categories[kind->category].name,
                           .row = mlt_pairing_kind_row(p, k),
                           .level = SIZE_MAX,
                           .is_primary = mlt_panel_is_in_risk(&p->panel, k)};
        TRY(add(rows, p, &s, model, error));
    }
    return MLTEST_OK;
}

static mltest_status add_categories(mlt_rows *rows, const mlt_pairing *p, size_t model,
                                    mltest_error **error)
{
    for (size_t c = 0; c < p->panel.n_categories; c++) {
        const char *name = p->panel.categories[c].name;
        const subject s = {name, name, mlt_pairing_category_row(p, c), SIZE_MAX, false};
        TRY(add(rows, p, &s, model, error));
    }
    return MLTEST_OK;
}

/* All but the clean picture, which all else is measured by. */
static mltest_status add_conditions(mlt_rows *rows, const mlt_pairing *p, size_t model,
                                    mltest_error **error)
{
    for (size_t level = 0; level < p->panel.n_levels; level++) {
        const mlt_panel_level *l = &p->panel.levels[level];
        const char *category = l->kind != MLT_PANEL_NO_KIND
                                   ? p->panel.categories[p->panel.kinds[l->kind].category].name
                                   : "";
        const subject s = {l->name, category, level, level, false};
        if (l->first > 0 && !l->undefined)
            TRY(add(rows, p, &s, model, error));
    }
    return MLTEST_OK;
}

mltest_status mlt_differences_make(mlt_differences *d, const mlt_pairing *p, mltest_error **error)
{
    mlt_rows *const all[] = {&d->overall, &d->kinds, &d->categories, &d->conditions, &d->classes};
    enum { N = sizeof all / sizeof all[0] };
    mltest_status (*const add_rows[N])(mlt_rows *, const mlt_pairing *, size_t, mltest_error **) = {
        mlt_differences_overall, add_kinds, add_categories, add_conditions,
        mlt_differences_classes};
    for (size_t i = 0; i < N; i++)
        mlt_rows_init(all[i], p->ctx);
    for (size_t i = 0; i < N; i++) {
        for (size_t model = 1; model < p->n; model++)
            TRY(add_rows[i](all[i], p, model, error));
        TRY(mlt_rows_adjust(all[i], p->family, error));
    }
    return MLTEST_OK;
}

void mlt_differences_free(mlt_differences *d)
{
    mlt_rows_free(&d->overall);
    mlt_rows_free(&d->kinds);
    mlt_rows_free(&d->categories);
    mlt_rows_free(&d->conditions);
    mlt_rows_free(&d->classes);
}

mltest_status mlt_differences_fill(const mlt_differences *d, const mlt_pairing *p,
                                   mlt_results *results, mltest_error **error)
{
    TRY(mlt_rows_fill(&d->overall, p, results, "differences", error));
    TRY(mlt_rows_fill(&d->kinds, p, results, "kind_differences", error));
    TRY(mlt_rows_fill(&d->categories, p, results, "category_differences", error));
    TRY(mlt_rows_fill(&d->conditions, p, results, "condition_differences", error));
    return mlt_rows_fill(&d->classes, p, results, "class_differences", error);
}
