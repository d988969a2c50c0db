/* SPDX-License-Identifier: MIT */
#include "compare/disagreements.h"

#include "compare/pairings.h"

START_TEST(who_survives)
{
    mltest_comparison *c = cm_compare(2, cm_bad_good);
    static const char t[] = "disagreements";
    ck_assert_uint_eq(cm_n_rows(c, t), 24 + 18 + 36); /* fog, rain, something new in noise */
    ck_assert_str_eq(cm_column(c, t, "sample")->strings[0], "0.png");
    ck_assert_str_eq(cm_column(c, t, "condition")->strings[0], cm_names[CM_NOISE]);
    ck_assert_str_eq(cm_column(c, t, "kind")->strings[1], "fog");
    ck_assert_str_eq(cm_column(c, t, "survivor")->strings[1], "good");
    cm_near(cm_column(c, t, "severity")->doubles[1], 5);
    cm_near(cm_column(c, t, "first")->doubles[1], 0);
    cm_near(cm_column(c, t, "second")->doubles[1], 1);
    cm_near(cm_column(c, t, "correctness.first")->doubles[1], 0);
    cm_near(cm_column(c, t, "correctness.second")->doubles[1], 1);
    ck_assert_int_eq(cm_column(c, "pairs", "only_second_survives")->ints[0], 78);
    ck_assert_int_eq(cm_column(c, "pairs", "only_first_survives")->ints[0], 0);
    mlt_comparison_unref(c);
}
END_TEST

START_TEST(of_each_model)
{
    mltest_comparison *c = cm_compare(3, cm_three);
    ck_assert_uint_eq(cm_n_rows(c, "disagreements"), 12 + 78);
    ck_assert_str_eq(cm_column(c, "disagreements", "model")->strings[11], "mild");
    ck_assert_str_eq(cm_column(c, "disagreements", "model")->strings[12], "bad");
    mlt_comparison_unref(c);
}
END_TEST

MLT_TEST_SUITE(compare_disagreements, who_survives, of_each_model)
