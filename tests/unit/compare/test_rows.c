/* SPDX-License-Identifier: MIT */
#include "compare/rows.h"

#include "compare/pairings.h"
#include "stats/normal.h"

static mlt_rows rows;

static void add(double value, double p, bool is_primary)
{
    const mlt_row row = {.name = "",
                         .category = "",
                         .figure = "affected",
                         .model = 1,
                         .difference = {.value = value, .se = 0.5},
                         .p = p,
                         .is_primary = is_primary,
                         .is_less_better = is_primary};
    ck_assert_int_eq(mlt_rows_add(&rows, &cm_p, &row, NULL), MLTEST_OK);
}

START_TEST(adjusted_and_judged)
{
    cm_make_pairing(2, cm_twice);
    mlt_rows_init(&rows, NULL);
    add(-1, 0.01, true);
    add(1, 0.02, true);
    add(-1, 0.04, true);
    add(1, 0.03, false);
    add(-1, 0.04, false);
    add(-1, NAN, false);
    add(0, 0.01, true);
    ck_assert_int_eq(mlt_rows_adjust(&rows, 5, NULL), MLTEST_OK);
    cm_near(rows.items[0].adjusted, 0.05);
    cm_near(rows.items[1].adjusted, 0.06);
    cm_near(rows.items[2].adjusted, 0.08);
    cm_near(rows.items[3].adjusted, 0.04);
    cm_near(rows.items[4].adjusted, 0.04);
    ck_assert(isnan(rows.items[5].adjusted));
    ck_assert_str_eq(mlt_row_verdict(&rows.items[0]), "better");
    ck_assert_str_eq(mlt_row_verdict(&rows.items[1]), "no evidence");
    ck_assert_str_eq(mlt_row_verdict(&rows.items[3]), "better");
    ck_assert_str_eq(mlt_row_verdict(&rows.items[4]), "worse");
    ck_assert_str_eq(mlt_row_verdict(&rows.items[5]), "");
    ck_assert_str_eq(mlt_row_verdict(&rows.items[6]), "no evidence");
    cm_near(rows.items[0].detectable, mlt_detectable_difference(0.5, 0.05, CM_KINDS));
    cm_near(rows.items[3].detectable, mlt_detectable_difference(0.5, 0.05, 1));
    ck_assert(isnan(rows.items[5].detectable));
    mlt_rows_free(&rows);
    cm_drop_pairing();
}
END_TEST

START_TEST(of_the_panel)
{
    const mlt_panel_row what = {"fog", "weather", MLT_PANEL_AFFECTED, "affected", 100, true, true};
    cm_make_pairing(2, cm_good_bad);
    mlt_rows_init(&rows, NULL);
    ck_assert_int_eq(mlt_rows_add_panel(&rows, &cm_p, &what, 1,
                                        mlt_pairing_kind_row(&cm_p, CM_K_FOG), SIZE_MAX, NULL),
                     MLTEST_OK);
    cm_near(rows.items[0].difference.value, 100. / 3);
    cm_near(rows.items[0].n, 36);
    ck_assert(rows.items[0].difference.low > 20 && rows.items[0].difference.high < 50);
    ck_assert(rows.items[0].p < 0.001);
    ck_assert_int_eq(mlt_rows_add_performance(&rows, &cm_p, "fog", "weather", "performance", 1,
                                              mlt_panel_kind_row(&cm_p.panel, CM_K_FOG), NULL),
                     MLTEST_OK);
    ck_assert(rows.items[1].difference.value < -0.2);
    ck_assert_int_eq(rows.items[1].test, MLT_TEST_NORMAL);
    mlt_rows_free(&rows);
    cm_drop_pairing();
}
END_TEST

static mltest_status add_some(mltest_context *ctx, void *data)
{
    const mlt_panel_row what = {"fog", "weather", MLT_PANEL_AFFECTED, "affected", 1, true, true};
    mlt_rows some;
    (void)data;
    cm_p.ctx = cm_p.panel.ctx = ctx;
    mlt_rows_init(&some, ctx);
    mltest_status status = mlt_rows_add_panel(&some, &cm_p, &what, 1, 0, SIZE_MAX, NULL);
    if (status == MLTEST_OK)
        status = mlt_rows_add_performance(&some, &cm_p, "", "", "performance", 1,
                                          mlt_panel_flat_row(&cm_p.panel), NULL);
    if (status == MLTEST_OK)
        status = mlt_rows_adjust(&some, 3, NULL);
    mlt_rows_free(&some);
    cm_p.ctx = cm_p.panel.ctx = NULL;
    return status;
}

START_TEST(out_of_memory)
{
    cm_make_pairing(2, cm_good_bad);
    mlt_test_every_allocation(add_some, NULL);
    cm_drop_pairing();
}
END_TEST

MLT_TEST_SUITE(compare_rows, adjusted_and_judged, of_the_panel, out_of_memory)
