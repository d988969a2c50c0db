/* SPDX-License-Identifier: MIT */
#include "compare/draws.h"

#include "compare/panels.h"

enum { N_DRAWS = 400 };

static mlt_panel_draws draws;

static void draw(size_t n_draws)
{
    mltest_error *error = NULL;
    size_t n_rows = CM_LEVELS + CM_KINDS + CM_CATEGORIES + 2;
    ck_assert_msg(mlt_panel_draw(&draws, &cm_panel, cm_panel.rows, n_rows, n_draws, &error) ==
                      MLTEST_OK,
                  "%s", mltest_error_message(error));
}

START_TEST(points_are_those_of_the_panel)
{
    cm_make_panel(2, NULL, cm_pair);
    for (size_t n_draws = 0; n_draws <= N_DRAWS; n_draws += N_DRAWS) {
        draw(n_draws);
        for (int f = 0; f < MLT_PANEL_N_FIGURES; f++)
            for (size_t m = 0; m < 2; m++)
                for (size_t row = 0; row < draws.n_rows; row++) {
                    mlt_panel_figure figure = (mlt_panel_figure)f;
                    cm_near(mlt_panel_drawn(&draws, figure, m, row).point,
                            mlt_panel_mean(&cm_panel, figure, m, &cm_panel.rows[row * CM_LEVELS],
                                           NULL));
                }
        mlt_panel_draws_free(&draws);
    }
    cm_drop_panel();
}
END_TEST

START_TEST(intervals_of_differences)
{
    mlt_difference d;
    cm_make_panel(2, NULL, cm_pair);
    draw(N_DRAWS);
    ck_assert_int_eq(mlt_panel_difference(&d, &draws, MLT_PANEL_AFFECTED, 0, 1, CM_L_FOG3, NULL),
                     MLTEST_OK);
    cm_near(d.first, 2. / 7);
    cm_near(d.second, 3. / 7);
    cm_near(d.value, 1. / 7);
    ck_assert(d.low < d.lower && d.lower < d.value && d.value < d.upper && d.upper < d.high);
    ck_assert(d.se > 0.1 && d.se < 0.4);
    mlt_panel_draws_free(&draws);
    cm_drop_panel();
}
END_TEST

START_TEST(a_model_and_itself)
{
    const cm_model *const same[] = {&cm_a, &cm_a};
    mlt_difference d;
    cm_make_panel(2, NULL, same);
    draw(N_DRAWS);
    ck_assert_int_eq(mlt_panel_difference(&d, &draws, MLT_PANEL_WRONG, 0, 1, CM_L_FOG3, NULL),
                     MLTEST_OK);
    cm_near(d.value, 0);
    cm_near(d.low, 0);
    cm_near(d.high, 0);
    cm_near(d.se, 0);
    mlt_panel_draws_free(&draws);
    cm_drop_panel();
}
END_TEST

START_TEST(no_draws_no_interval)
{
    mlt_difference d;
    cm_make_panel(2, NULL, cm_pair);
    draw(0);
    ck_assert_int_eq(mlt_panel_difference(&d, &draws, MLT_PANEL_AFFECTED, 0, 1, CM_L_FOG3, NULL),
                     MLTEST_OK);
    cm_near(d.value, 1. / 7);
    ck_assert(isnan(d.low) && isnan(d.upper) && isnan(d.se));
    mlt_panel_draws_free(&draws);
    cm_drop_panel();
}
END_TEST

static mltest_status draw_few(mltest_context *ctx, void *data)
{
    mlt_difference d;
    size_t *n_draws = data;
    cm_panel.ctx = ctx;
    mltest_status status =
        mlt_panel_draw(&draws, &cm_panel, cm_panel.rows, CM_LEVELS, *n_draws, NULL);
    if (status == MLTEST_OK)
        status = mlt_panel_difference(&d, &draws, MLT_PANEL_AFFECTED, 0, 1, CM_L_FOG3, NULL);
    mlt_panel_draws_free(&draws);
    cm_panel.ctx = NULL;
    return status;
}

START_TEST(out_of_memory)
{
    size_t none = 0, few = 3;
    cm_make_panel(2, NULL, cm_pair);
    mlt_test_every_allocation(draw_few, &none);
    mlt_test_every_allocation(draw_few, &few);
    cm_drop_panel();
}
END_TEST

MLT_TEST_SUITE(compare_draws, points_are_those_of_the_panel, intervals_of_differences,
               a_model_and_itself, no_draws_no_interval, out_of_memory)
