/* SPDX-License-Identifier: MIT */
#include "compare/tests.h"

#include "compare/pairings.h"
#include "stats/mcnemar.h"

START_TEST(sign_flips)
{
    double p;
    cm_make_pairing(2, cm_good_bad);
    ck_assert_int_eq(mlt_test_flips(&cm_p.panel, MLT_PANEL_AFFECTED, 1,
                                    mlt_panel_kind_row(&cm_p.panel, CM_K_RAIN), 1, &p, NULL),
                     MLTEST_OK);
    cm_near(p, 2 / 262144.); /* 18 pictures, all the same way round */
    ck_assert_int_eq(mlt_test_flips(&cm_p.panel, MLT_PANEL_AFFECTED, 1,
                                    mlt_panel_level_row(&cm_p.panel, CM_L_FOG3), 1, &p, NULL),
                     MLTEST_OK);
    cm_near(p, 1);
    ck_assert_int_eq(mlt_test_flips(&cm_p.panel, MLT_PANEL_AFFECTED, 1,
                                    mlt_panel_kind_row(&cm_p.panel, CM_K_FOG), 100, &p, NULL),
                     MLTEST_OK);
    ck_assert(p >= 1 / 80001. && p < 0.001); /* 40 · 100 / 0.05 draws */
    cm_drop_pairing();
}
END_TEST

START_TEST(one_condition)
{
    mlt_test_kind test;
    double p;
    cm_make_pairing(2, cm_good_bad);
    ck_assert_int_eq(mlt_test_level(&cm_p.panel, MLT_PANEL_WRONG, 1, CM_L_RAIN, &p, &test, NULL),
                     MLTEST_OK);
    ck_assert_int_eq(test, MLT_TEST_MCNEMAR);
    cm_near(p, mlt_mcnemar(0, 18));
    /* not 0 or 1; replicates */
    ck_assert_int_eq(
        mlt_test_level(&cm_p.panel, MLT_PANEL_CONSISTENCY, 1, CM_L_RAIN, &p, &test, NULL),
        MLTEST_OK);
    ck_assert_int_eq(test, MLT_TEST_SIGN_FLIP);
    ck_assert_int_eq(
        mlt_test_level(&cm_p.panel, MLT_PANEL_AFFECTED, 1, CM_L_NOISE, &p, &test, NULL), MLTEST_OK);
    ck_assert_int_eq(test, MLT_TEST_SIGN_FLIP);
    ck_assert_str_eq(mlt_test_name(test), "sign flips");
    cm_drop_pairing();
}
END_TEST

/* Samples of a group are no evidence of their own. */
START_TEST(groups)
{
    const cm_model a = {.n = 36, .per_group = 12},
                   b = {.n = 36, .per_group = 12, .answer = cm_weaker};
    const cm_model *const both[] = {&a, &b};
    mlt_test_kind test;
    double p;
    cm_make_pairing(2, both);
    ck_assert_int_eq(mlt_test_level(&cm_p.panel, MLT_PANEL_AFFECTED, 1, CM_L_RAIN, &p, &test, NULL),
                     MLTEST_OK);
    ck_assert_int_eq(test, MLT_TEST_SIGN_FLIP);
    cm_near(p, 0.25); /* of three groups */
    cm_drop_pairing();
}
END_TEST

START_TEST(no_labels)
{
    const cm_model bare = {.n = 36, .unlabelled = true};
    const cm_model *const both[] = {&bare, &bare};
    mlt_test_kind test;
    double p;
    cm_make_pairing(2, both);
    ck_assert_int_eq(mlt_test_level(&cm_p.panel, MLT_PANEL_WRONG, 1, CM_L_RAIN, &p, &test, NULL),
                     MLTEST_OK);
    ck_assert(isnan(p));
    ck_assert_int_eq(mlt_test_flips(&cm_p.panel, MLT_PANEL_WRONG, 1,
                                    mlt_panel_risk_row(&cm_p.panel), 1, &p, NULL),
                     MLTEST_OK);
    ck_assert(isnan(p));
    cm_drop_pairing();
}
END_TEST

MLT_TEST_SUITE(compare_tests, sign_flips, one_condition, groups, no_labels)
