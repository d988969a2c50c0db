/* SPDX-License-Identifier: MIT */
/*
 * Draws of a panel: means over levels of every figure and model, from the same resamples of groups.
 *
 *     mlt_panel_draws d;
 *     TRY(mlt_panel_draw(&d, &panel, rows, n_rows, n_draws, error));   n_rows × n_levels weights
 *     mlt_difference x;
 *     TRY(mlt_panel_difference(&x, &d, MLT_PANEL_AFFECTED, 0, 1, row, error));
 *     mlt_panel_draws_free(&d);
 *
 * For anything else that is made of means take mlt_panel_drawn() of each, combine draw by draw, and
 * hand the sums to mlt_difference_of(). Draws depend on the seed of the run and on n_groups only.
 */
#ifndef MLT_COMPARE_DRAWS_H
#define MLT_COMPARE_DRAWS_H

#include "compare/difference.h"
#include "compare/panel.h"

typedef struct {
    const mlt_panel *panel; /* borrowed, as rows */
    const double *rows;
    size_t n_rows;
    mlt_bootstrap bootstrap; /* n_draws 0: points alone */
} mlt_panel_draws;

/* n_draws 0: no draws, so that there are no intervals. On failure there is nothing to free. */
mltest_status mlt_panel_draw(mlt_panel_draws *out, const mlt_panel *panel, const double *rows,
                             size_t n_rows, size_t n_draws, mltest_error **error);
void mlt_panel_draws_free(mlt_panel_draws *draws);
/* The mean of a row; undefined draws are NAN. */
mlt_drawn mlt_panel_drawn(const mlt_panel_draws *draws, mlt_panel_figure figure, size_t model,
                          size_t row);
/* Of mean(second) - mean(first), percentile intervals. */
mltest_status mlt_panel_difference(mlt_difference *out, const mlt_panel_draws *draws,
                                   mlt_panel_figure figure, size_t first, size_t second, size_t row,
                                   mltest_error **error);

#endif
