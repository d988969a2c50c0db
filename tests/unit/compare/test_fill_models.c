/* SPDX-License-Identifier: MIT */
#include "compare/pairings.h"

START_TEST(headline_figures)
{
    cm_set(&cm_options, "cost", "miss=2");
    mltest_comparison *c = cm_compare(2, cm_good_bad);
    double lost = 0.5 * (0.5 * 0.5 * 2 / 3 + 0.5 * 0.5), added = 0.25;
    cm_near(cm_column(c, "models", "risk")->doubles[1], c->cards[1]->risk.value);
    cm_near(cm_column(c, "models", "lost")->doubles[1], lost);
    cm_near(cm_column(c, "models", "new")->doubles[1], added);
    cm_near(cm_column(c, "models", "cost")->doubles[1], 2 * lost + added);
    cm_near(cm_column(c, "models", "cost")->doubles[0], 0);
    ck_assert_str_eq(cm_column(c, "models", "worst_kind")->strings[1], "noise");
    mlt_comparison_unref(c);
}
END_TEST

MLT_TEST_SUITE(compare_fill_models, headline_figures)
