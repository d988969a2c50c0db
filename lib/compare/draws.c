/* SPDX-License-Identifier: MIT */
#include "compare/draws.h"

#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "score/weighted_mean.h"

static void average_rows(const mlt_panel_draws *d, const double *levels, double *out)
{
    const size_t n_levels = d->panel->n_levels;
    for (size_t r = 0; r < d->n_rows; r++) {
        mlt_weighted_mean mean = {0, 0};
        for (size_t level = 0; level < n_levels; level++)
            mlt_mean_add(&mean, d->rows[r * n_levels + level], levels[level]);
        out[r] = mlt_mean_value(&mean);
    }
}

static mltest_status evaluate(const void *data, void *room, const double *weights, double *values,
                              mltest_error **error)
{
    const mlt_panel_draws *d = data;
    double *levels = room;
    (void)error;
    for (int figure = 0; figure < MLT_PANEL_N_FIGURES; figure++) {
        for (size_t m = 0; m < d->panel->n_models; m++, values += d->n_rows) {
            for (size_t level = 0; level < d->panel->n_levels; level++)
                levels[level] =
                    mlt_panel_level_mean(d->panel, (mlt_panel_figure)figure, m, level, weights);
            average_rows(d, levels, values);
        }
    }
    return MLTEST_OK;
}

static mltest_status open_room(const void *data, void **room, mltest_error **error)
{
    const mlt_panel *p = ((const mlt_panel_draws *)data)->panel;
    *room = mlt_alloc_zero(p->ctx, p->n_levels + 1, sizeof(double));
    return *room != NULL ? MLTEST_OK : mlt_fail_memory(error);
}

static void close_room(const void *data, void *room)
{
    mlt_free(((const mlt_panel_draws *)data)->panel->ctx, room);
}

/* Without draws: the sample itself. */
static mltest_status find_points(mlt_panel_draws *d, size_t n_values, mltest_error **error)
{
    void *room = NULL;
    TRY(open_room(d, &room, error));
    d->bootstrap.n_values = n_values;
    d->bootstrap.point = mlt_alloc_zero(d->panel->ctx, n_values + 1, sizeof(double));
    mltest_status status = d->bootstrap.point != NULL
                               ? evaluate(d, room, NULL, d->bootstrap.point, error)
                               : mlt_fail_memory(error);
    close_room(d, room);
    return status;
}

mltest_status mlt_panel_draw(mlt_panel_draws *out, const mlt_panel *panel, const double *rows,
                             size_t n_rows, size_t n_draws, mltest_error **error)
{
    *out = (mlt_panel_draws){.panel = panel, .rows = rows, .n_rows = n_rows};
    const mlt_statistic statistic = {.n_groups = panel->n_groups,
                                     .n_values = MLT_PANEL_N_FIGURES * panel->n_models * n_rows,
                                     .open = open_room,
                                     .close = close_room,
                                     .evaluate = evaluate,
                                     .data = out};
    const mlt_bootstrap_options options = {.n_draws = n_draws,
                                           .seed = panel->cards[0]->journal->run.seed};
    if (n_draws == 0)
        return find_points(out, statistic.n_values, error);
    return mlt_bootstrap_run(&out->bootstrap, panel->ctx, &statistic, &options, error);
}

void mlt_panel_draws_free(mlt_panel_draws *draws)
{
    if (draws->panel != NULL)
        mlt_bootstrap_free(draws->panel->ctx, &draws->bootstrap);
    memset(draws, 0, sizeof *draws);
}

mlt_drawn mlt_panel_drawn(const mlt_panel_draws *d, mlt_panel_figure figure, size_t model,
                          size_t row)
{
    const mlt_bootstrap *b = &d->bootstrap;
    size_t value = ((size_t)figure * d->panel->n_models + model) * d->n_rows + row;
    return (mlt_drawn){.point = b->point[value],
                       .draws = b->n_draws > 0 ? &b->draws[value * b->n_draws] : NULL,
                       .n_draws = b->n_draws};
}

mltest_status mlt_panel_difference(mlt_difference *out, const mlt_panel_draws *draws,
                                   mlt_panel_figure figure, size_t first, size_t second, size_t row,
                                   mltest_error **error)
{
    const mlt_drawn a = mlt_panel_drawn(draws, figure, first, row);
    const mlt_drawn b = mlt_panel_drawn(draws, figure, second, row);
    return mlt_difference_of(out, draws->panel->ctx, &a, &b, error);
}
