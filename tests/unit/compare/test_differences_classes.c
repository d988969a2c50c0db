/* SPDX-License-Identifier: MIT */
#include "compare/differences.h"

#include "compare/pairings.h"
#include "stats/mcnemar.h"

START_TEST(average_precision)
{
    mlt_rows rows;
    cm_make_pairing(2, cm_good_dim);
    mlt_rows_init(&rows, NULL);
    ck_assert_int_eq(mlt_differences_classes(&rows, &cm_p, 1, NULL), MLTEST_OK);
    ck_assert_uint_eq(rows.n, 1); /* there are no dogs */
    ck_assert_str_eq(rows.items[0].name, "cat");
    cm_near(rows.items[0].difference.second, cm_of[1]->figures[0].ap);
    cm_near(rows.items[0].n, 36);
    ck_assert_int_eq(rows.items[0].test, MLT_TEST_NORMAL);
    ck_assert(rows.items[0].p < 0.01);
    mlt_rows_free(&rows);
    cm_drop_pairing();
}
END_TEST

static char wrong(int sample, int condition)
{
    return condition == CM_CLEAN && sample < 12 ? 'd' : 'f';
}

START_TEST(recall_of_top_classes)
{
    const cm_model a = {.n = 36, .is_top = true}, b = {.n = 36, .is_top = true, .answer = wrong};
    const cm_model *const both[] = {&a, &b};
    mlt_rows rows;
    cm_make_pairing(2, both);
    mlt_rows_init(&rows, NULL);
    ck_assert_int_eq(mlt_differences_classes(&rows, &cm_p, 1, NULL), MLTEST_OK);
    ck_assert_uint_eq(rows.n, 1);
    cm_near(rows.items[0].difference.value, -1. / 3);
    cm_near(rows.items[0].p, mlt_mcnemar(12, 0));
    mlt_rows_free(&rows);
    cm_drop_pairing();
}
END_TEST

MLT_TEST_SUITE(compare_differences_classes, average_precision, recall_of_top_classes)
