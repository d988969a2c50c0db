/* SPDX-License-Identifier: MIT */
#include "compare/costs.h"

#include "compare/pairings.h"

/* The tree of the risk: half of weather, of which half is fog, of which half is severe. */
START_TEST(lost_and_new)
{
    mlt_rows rows;
    cm_set(&cm_options, "cost", "miss=5,false_alarm=2");
    cm_make_pairing(2, cm_good_bad);
    mlt_rows_init(&rows, NULL);
    ck_assert_int_eq(mlt_costs_add(&rows, &cm_p, 1, NULL), MLTEST_OK);
    double lost = 0.5 * (0.5 * 0.5 * 2 / 3 + 0.5 * 0.5), added = 0.5 * 0.5;
    cm_near(mlt_costs_of(&cm_p, 1), 5 * lost + 2 * added);
    cm_near(rows.items[0].difference.value, 5 * lost + 2 * added);
    ck_assert(rows.items[0].difference.low > 0 && rows.items[0].p < 0.001);
    cm_near(rows.items[0].n, 36);
    mlt_rows_free(&rows);
    cm_drop_pairing();
}
END_TEST

START_TEST(not_asked_for)
{
    mlt_rows rows;
    cm_make_pairing(2, cm_good_bad);
    mlt_rows_init(&rows, NULL);
    ck_assert_int_eq(mlt_costs_add(&rows, &cm_p, 1, NULL), MLTEST_OK);
    ck_assert_uint_eq(rows.n, 0);
    ck_assert(isnan(mlt_costs_of(&cm_p, 1)));
    cm_drop_pairing();
}
END_TEST

MLT_TEST_SUITE(compare_costs, lost_and_new, not_asked_for)
