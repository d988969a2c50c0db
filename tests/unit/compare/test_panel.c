/* SPDX-License-Identifier: MIT */
#include "compare/panel.h"

#include "compare/panels.h"

/* Sample 7 is blind for b; three are skipped under rain by a, four under fog@5 by b. */
START_TEST(what_counts_for_both)
{
    cm_make_panel(2, NULL, cm_pair);
    ck_assert_uint_eq(cm_panel.levels[CM_L_FOG3].n, 7);
    ck_assert_uint_eq(cm_panel.levels[CM_L_FOG5].n, 4);
    ck_assert_uint_eq(cm_panel.levels[CM_L_RAIN].n, 4);
    ck_assert(!cm_panel.levels[CM_L_FOG5].undefined);
    const double *fog3 = mlt_panel_level_row(&cm_panel, CM_L_FOG3);
    cm_near(mlt_panel_mean(&cm_panel, MLT_PANEL_AFFECTED, 0, fog3, NULL), 2. / 7);
    cm_near(mlt_panel_mean(&cm_panel, MLT_PANEL_AFFECTED, 1, fog3, NULL), 3. / 7);
    cm_near(mlt_panel_mean(&cm_panel, MLT_PANEL_CONSISTENCY, 0, fog3, NULL), 5. / 7);
    /* labels judge the blind sample, too */
    cm_near(mlt_panel_mean(&cm_panel, MLT_PANEL_WRONG, 1, fog3, NULL), 3. / 8);
    cm_near(mlt_panel_mean(&cm_panel, MLT_PANEL_LOST, 0, fog3, NULL), 2. / 7);
    cm_near(mlt_panel_mean(&cm_panel, MLT_PANEL_ADDED, 1, mlt_panel_level_row(&cm_panel, CM_L_FOG5),
                           NULL),
            1);
    ck_assert_uint_eq(mlt_panel_count(&cm_panel, MLT_PANEL_AFFECTED, fog3), 7);
    ck_assert_uint_eq(mlt_panel_count(&cm_panel, MLT_PANEL_WRONG, fog3), 8);
    ck_assert_uint_eq(
        mlt_panel_count(&cm_panel, MLT_PANEL_AFFECTED, mlt_panel_level_row(&cm_panel, CM_L_RAIN)),
        4);
    cm_drop_panel();
}
END_TEST

START_TEST(replicates_are_averaged)
{
    cm_make_panel(2, NULL, cm_pair);
    cm_near(mlt_panel_sample(&cm_panel, MLT_PANEL_AFFECTED, 0, CM_L_NOISE, 1), 0.5);
    cm_near(mlt_panel_sample(&cm_panel, MLT_PANEL_AFFECTED, 0, CM_L_NOISE, 2), 0);
    ck_assert(isnan(mlt_panel_sample(&cm_panel, MLT_PANEL_AFFECTED, 0, CM_L_NOISE, 7)));
    cm_near(mlt_panel_level_mean(&cm_panel, MLT_PANEL_AFFECTED, 0, CM_L_NOISE, NULL), 1.5 / 7);
    cm_drop_panel();
}
END_TEST

START_TEST(differences_of_groups)
{
    const cm_model grouped_a = {.n = 8, .answer = cm_answer_a, .per_group = 3},
                   grouped_b = {.n = 8, .answer = cm_answer_b, .per_group = 3};
    const cm_model *const both[] = {&grouped_a, &grouped_b};
    double d[3];
    cm_make_panel(2, NULL, both);
    ck_assert_uint_eq(cm_panel.n_groups, 3);
    mlt_panel_differences(&cm_panel, MLT_PANEL_AFFECTED, 0, 1,
                          mlt_panel_level_row(&cm_panel, CM_L_FOG3), d);
    cm_near(d[0], -1. / 7);
    cm_near(d[1], 2. / 7);
    cm_near(d[2], 0);
    const double *row = mlt_panel_kind_row(&cm_panel, CM_K_FOG);
    mlt_panel_differences(&cm_panel, MLT_PANEL_AFFECTED, 0, 1, row, d);
    cm_near(d[0] + d[1] + d[2], mlt_panel_mean(&cm_panel, MLT_PANEL_AFFECTED, 1, row, NULL) -
                                    mlt_panel_mean(&cm_panel, MLT_PANEL_AFFECTED, 0, row, NULL));
    /* other multiplicities of the groups */
    const double weights[] = {2, 0, 1};
    cm_near(mlt_panel_level_mean(&cm_panel, MLT_PANEL_AFFECTED, 0, CM_L_FOG3, weights), 4. / 7);
    const double none[] = {0, 0, 0};
    ck_assert(isnan(mlt_panel_level_mean(&cm_panel, MLT_PANEL_AFFECTED, 0, CM_L_FOG3, none)));
    cm_drop_panel();
}
END_TEST

/* What needs labels is not defined without. */
START_TEST(no_labels)
{
    const cm_model bare = {.n = 8, .answer = cm_answer_a, .unlabelled = true};
    const cm_model *const both[] = {&bare, &bare};
    double d[8];
    cm_make_panel(2, NULL, both);
    const double *risk = mlt_panel_risk_row(&cm_panel);
    ck_assert(isnan(mlt_panel_mean(&cm_panel, MLT_PANEL_WRONG, 0, risk, NULL)));
    ck_assert(!isnan(mlt_panel_mean(&cm_panel, MLT_PANEL_AFFECTED, 0, risk, NULL)));
    mlt_panel_differences(&cm_panel, MLT_PANEL_WRONG, 0, 1, risk, d);
    cm_near(d[0], 0);
    ck_assert_uint_eq(mlt_panel_count(&cm_panel, MLT_PANEL_WRONG, risk), 0);
    cm_drop_panel();
}
END_TEST

static mltest_status make_again(mltest_context *ctx, void *data)
{
    mlt_panel p;
    (void)data;
    mltest_status status = mlt_panel_make(&p, ctx, cm_cards, 2, NULL);
    mlt_panel_free(&p);
    return status;
}

START_TEST(out_of_memory)
{
    cm_make_panel(2, NULL, cm_pair);
    mlt_test_every_allocation(make_again, NULL);
    cm_drop_panel();
}
END_TEST

MLT_TEST_SUITE(compare_panel, what_counts_for_both, replicates_are_averaged, differences_of_groups,
               no_labels, out_of_memory)
