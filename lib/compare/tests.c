/* SPDX-License-Identifier: MIT */
#include "compare/tests.h"

#include <math.h>

#include "base/alloc.h"
#include "base/error.h"
#include "stats/mcnemar.h"
#include "stats/sign_flip.h"

const char *mlt_test_name(mlt_test_kind test)
{
    static const char *const names[] = {"", "sign flips", "McNemar", "normal"};
    return names[test];
}

mltest_status mlt_test_flips(const mlt_panel *panel, mlt_panel_figure figure, size_t second,
                             const double *row, size_t family, double *p, mltest_error **error)
{
    const mlt_sign_flip_options options = {.family = family,
                                           .seed = panel->cards[0]->journal->run.seed};
    mlt_sign_flip_result result;
    *p = NAN;
    if (isnan(mlt_panel_mean(panel, figure, second, row, NULL)))
        return MLTEST_OK;
    double *differences = mlt_alloc_zero(panel->ctx, panel->n_groups + 1, sizeof *differences);
    if (differences == NULL)
        return mlt_fail_memory(error);
    mlt_panel_differences(panel, figure, 0, second, row, differences);
    mltest_status status =
        mlt_sign_flip(&result, panel->ctx, differences, NULL, panel->n_groups, &options, error);
    if (status == MLTEST_OK)
        *p = result.p;
    mlt_free(panel->ctx, differences);
    return status;
}

static double mcnemar(const mlt_panel *panel, mlt_panel_figure figure, size_t second, size_t level)
{
    int64_t only_first = 0, only_second = 0, n = 0;
    for (size_t i = 0; i < panel->cards[0]->journal->n_samples; i++) {
        double a = mlt_panel_sample(panel, figure, 0, level, i);
        double b = mlt_panel_sample(panel, figure, second, level, i);
        n += !isnan(a);
        only_first += a > b;
        only_second += b > a;
    }
    return n > 0 ? mlt_mcnemar(only_first, only_second) : NAN;
}

mltest_status mlt_test_level(const mlt_panel *panel, mlt_panel_figure figure, size_t second,
                             size_t level, double *p, mlt_test_kind *test, mltest_error **error)
{
    bool is_binary = figure == MLT_PANEL_AFFECTED || figure == MLT_PANEL_WRONG;
    if (is_binary && panel->levels[level].n_conditions == 1 && !panel->units.is_grouped) {
        *test = MLT_TEST_MCNEMAR;
        *p = mcnemar(panel, figure, second, level);
        return MLTEST_OK;
    }
    *test = MLT_TEST_SIGN_FLIP;
    return mlt_test_flips(panel, figure, second, mlt_panel_level_row(panel, level), 1, p, error);
}
