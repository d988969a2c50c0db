/* SPDX-License-Identifier: MIT */
#include "compare/costs.h"

#include <math.h>

#include "base/alloc.h"
#include "base/error.h"
#include "stats/sign_flip.h"

static bool has_cost(const mlt_pairing *p)
{
    return p->settings.has_cost && !p->is_classification;
}

double mlt_costs_of(const mlt_pairing *p, size_t model)
{
    size_t row = mlt_pairing_risk_row(p);
    double lost = mlt_panel_drawn(&p->draws, MLT_PANEL_LOST, model, row).point;
    double added = mlt_panel_drawn(&p->draws, MLT_PANEL_ADDED, model, row).point;
    return has_cost(p) ? p->settings.miss * lost + p->settings.false_alarm * added : NAN;
}

/* room: n_draws values. */
static mlt_drawn cost(const mlt_pairing *p, size_t model, double *room)
{
    size_t row = mlt_pairing_risk_row(p);
    const mlt_drawn lost = mlt_panel_drawn(&p->draws, MLT_PANEL_LOST, model, row);
    const mlt_drawn added = mlt_panel_drawn(&p->draws, MLT_PANEL_ADDED, model, row);
    for (size_t i = 0; i < lost.n_draws; i++)
        room[i] = p->settings.miss * lost.draws[i] + p->settings.false_alarm * added.draws[i];
    return (mlt_drawn){.point = mlt_costs_of(p, model), .draws = room, .n_draws = lost.n_draws};
}

/* room: 2 · n_groups values. */
static mltest_status test(const mlt_pairing *p, size_t model, double *room, double *out,
                          mltest_error **error)
{
    const double *row = mlt_panel_risk_row(&p->panel);
    const mlt_sign_flip_options options = {.seed = p->cards[0]->journal->run.seed};
    double *added = room + p->panel.n_groups;
    mlt_sign_flip_result result;
    mlt_panel_differences(&p->panel, MLT_PANEL_LOST, 0, model, row, room);
    mlt_panel_differences(&p->panel, MLT_PANEL_ADDED, 0, model, row, added);
    for (size_t g = 0; g < p->panel.n_groups; g++)
        room[g] = p->settings.miss * room[g] + p->settings.false_alarm * added[g];
    TRY(mlt_sign_flip(&result, p->ctx, room, NULL, p->panel.n_groups, &options, error));
    *out = result.p;
    return MLTEST_OK;
}

mltest_status mlt_costs_add(mlt_rows *rows, const mlt_pairing *p, size_t model,
                            mltest_error **error)
{
    size_t n_draws = p->draws.bootstrap.n_draws;
    mlt_row row = {.name = "",
                   .category = "",
                   .figure = "cost",
                   .model = model,
                   .test = MLT_TEST_SIGN_FLIP,
                   .is_less_better = true};
    if (!has_cost(p) || isnan(mlt_costs_of(p, model)))
        return MLTEST_OK;
    double *room = mlt_alloc_zero(p->ctx, n_draws + p->panel.n_groups + 1, 2 * sizeof *room);
    if (room == NULL)
        return mlt_fail_memory(error);
    const mlt_drawn a = cost(p, 0, room), b = cost(p, model, room + n_draws);
    row.n = (double)mlt_panel_count(&p->panel, MLT_PANEL_LOST, mlt_panel_risk_row(&p->panel));
    mltest_status status = mlt_difference_of(&row.difference, p->ctx, &a, &b, error);
    if (status == MLTEST_OK)
        status = test(p, model, room + 2 * n_draws, &row.p, error);
    mlt_free(p->ctx, room);
    return status == MLTEST_OK ? mlt_rows_add(rows, p, &row, error) : status;
}
