/* SPDX-License-Identifier: MIT */
#include "compare/ranks.h"

#include "compare/pairings.h"

START_TEST(shares_of_draws)
{
    const double a[] = {1, 2, 3, NAN, NAN}, b[] = {2, 2, 1, 5, NAN}, c[] = {9, 2, 9, 9, NAN};
    const mlt_drawn of[] = {{0, a, 5}, {0, b, 5}, {0, c, 5}};
    double shares[3];
    mlt_first_shares(of, 3, true, shares);
    cm_near(shares[0], (1 + 1. / 3) / 4);
    cm_near(shares[1], (2 + 1. / 3) / 4);
    cm_near(shares[2], (1. / 3) / 4);
    mlt_first_shares(of, 3, false, shares);
    cm_near(shares[2], (3 + 1. / 3) / 4);
    const mlt_drawn none[] = {{0, NULL, 0}, {0, NULL, 0}};
    mlt_first_shares(none, 2, true, shares);
    ck_assert(isnan(shares[0]) && isnan(shares[1]));
}
END_TEST

START_TEST(columns)
{
    mltest_comparison *c = cm_compare(2, cm_good_bad);
    cm_near(cm_column(c, "models", "first_share.risk")->doubles[0], 1);
    cm_near(cm_column(c, "models", "first_share.failure_under_change")->doubles[1], 0);
    cm_near(cm_column(c, "models", "first_share.performance")->doubles[1], 0.5);
    mlt_comparison_unref(c);
}
END_TEST

MLT_TEST_SUITE(compare_ranks, shares_of_draws, columns)
