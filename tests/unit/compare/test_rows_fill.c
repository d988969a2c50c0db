/* SPDX-License-Identifier: MIT */
#include "compare/pairings.h"

START_TEST(columns)
{
    static const char *const numbers[] = {"first", "second", "difference", "low",
                                          "high",  "lower",  "upper",      "se",
                                          "n",     "p",      "p_adjusted", "detectable"};
    static const char *const texts[] = {"model",   "name", "category", "figure",
                                        "verdict", "test", "family"};
    mltest_comparison *c = cm_compare(2, cm_good_bad);
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
        ck_assert_int_eq(cm_column(c, "kind_differences", numbers[i])->type, MLT_COLUMN_DOUBLE);
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        ck_assert_int_eq(cm_column(c, "kind_differences", texts[i])->type, MLT_COLUMN_STRING);
    ck_assert_str_eq(cm_column(c, "kind_differences", "model")->strings[0], "bad");
    ck_assert_str_eq(cm_column(c, "kind_differences", "name")->strings[0], "fog");
    ck_assert_str_eq(cm_column(c, "kind_differences", "category")->strings[0], "weather");
    ck_assert_str_eq(cm_column(c, "kind_differences", "test")->strings[0], "sign flips");
    cm_near(cm_column(c, "kind_differences", "first")->doubles[0], 0);
    cm_near(cm_column(c, "kind_differences", "second")->doubles[0], 1. / 3);
    cm_near(cm_column(c, "kind_differences", "n")->doubles[0], 36);
    mlt_comparison_unref(c);
}
END_TEST

MLT_TEST_SUITE(compare_rows_fill, columns)
