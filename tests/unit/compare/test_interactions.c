/* SPDX-License-Identifier: MIT */
#include "compare/interactions.h"

#include "base/math.h"
#include "compare/pairings.h"

START_TEST(drops)
{
    mltest_comparison *c = cm_compare(2, cm_good_bad);
    static const char t[] = "interactions";
    ck_assert_uint_eq(cm_n_rows(c, t), CM_KINDS + 1);
    ck_assert_str_eq(cm_column(c, t, "name")->strings[CM_K_RAIN], "rain");
    double map = c->cards[1]->conditions[CM_RAIN].map;
    cm_near(cm_column(c, t, "first_drop")->doubles[CM_K_RAIN], 0);
    cm_near(cm_column(c, t, "second_drop")->doubles[CM_K_RAIN], 1 - map);
    cm_near(cm_column(c, t, "interaction")->doubles[CM_K_RAIN], map - 1);
    ck_assert(cm_column(c, t, "high")->doubles[CM_K_RAIN] < 0);
    ck_assert(cm_column(c, t, "p")->doubles[CM_K_RAIN] < 0.001);
    cm_near(cm_column(c, t, "log.value")->doubles[CM_K_RAIN], mlt_log(map));
    cm_near(cm_column(c, t, "second_drop")->doubles[CM_KINDS], 1 - c->cards[1]->risk.mpc);
    mlt_comparison_unref(c);
}
END_TEST

static char nothing(int sample, int condition)
{
    (void)sample;
    return condition == CM_RAIN ? 'l' : 'f';
}

/* A logarithm of nothing is not defined, the drop is. */
START_TEST(nothing_is_left)
{
    const cm_model none = {.n = 36, .answer = nothing};
    const cm_model *const both[] = {&cm_good, &none};
    mltest_comparison *c = cm_compare(2, both);
    cm_near(cm_column(c, "interactions", "interaction")->doubles[CM_K_RAIN], -1);
    ck_assert(isnan(cm_column(c, "interactions", "log.value")->doubles[CM_K_RAIN]));
    ck_assert(isnan(cm_column(c, "interactions", "log.p")->doubles[CM_K_RAIN]));
    mlt_comparison_unref(c);
}
END_TEST

MLT_TEST_SUITE(compare_interactions, drops, nothing_is_left)
