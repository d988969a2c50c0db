/* SPDX-License-Identifier: MIT */
#include "base/table.h"

#include <math.h>

#include "testing.h"

START_TEST(test_values_are_found_and_replaced)
{
    mlt_results *r;
    ck_assert_int_eq(mlt_results_new(&r, NULL, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_results_number(r, "risk.value", 44.0, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_results_text(r, "model.name", "a", NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_results_flag(r, "complete", true, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_results_number(r, "risk.value", 45.0, NULL), MLTEST_OK);
    ck_assert_uint_eq(mlt_results_value_count(r), 3);
    ck_assert_double_eq(mlt_results_find_value(r, "risk.value")->number, 45.0);
    ck_assert_double_eq(mlt_results_find_number(r, "risk.value"), 45.0);
    ck_assert(isnan(mlt_results_find_number(r, "nix")));
    ck_assert_str_eq(mlt_results_find_value(r, "model.name")->text, "a");
    ck_assert(mlt_results_find_value(r, "complete")->is_flag);
    ck_assert_ptr_null(mlt_results_find_value(r, "risk"));
    ck_assert_str_eq(mlt_results_value_at(r, 0)->name, "risk.value");
    mlt_results_free(r);
}
END_TEST

START_TEST(test_columns_start_undefined)
{
    mlt_results *r;
    mlt_table *t;
    mlt_column *d, *i, *s;
    ck_assert_int_eq(mlt_results_new(&r, NULL, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_results_table(r, "conditions", 2, &t, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_table_column(r, t, "affected.value", MLT_COLUMN_DOUBLE, &d, NULL), 0);
    ck_assert_int_eq(mlt_table_column(r, t, "n", MLT_COLUMN_INT, &i, NULL), 0);
    ck_assert_int_eq(mlt_table_column(r, t, "name", MLT_COLUMN_STRING, &s, NULL), 0);
    ck_assert(isnan(d->doubles[1]));
    ck_assert_int_eq(i->ints[0], 0);
    ck_assert_str_eq(s->strings[1], "");
    ck_assert_int_eq(mlt_table_set_string(r, s, 1, "fog", NULL), MLTEST_OK);
    ck_assert_str_eq(mlt_table_find_column(t, "name")->strings[1], "fog");
    ck_assert_ptr_null(mlt_table_find_column(t, "nix"));
    ck_assert_ptr_eq(mlt_results_find_table(r, "conditions"), t);
    ck_assert_ptr_null(mlt_results_find_table(r, "kinds"));
    ck_assert_uint_eq(mlt_results_table_count(r), 1);
    mlt_results_free(r);
}
END_TEST

START_TEST(test_tables_and_columns_stay_in_place)
{
    mlt_results *r;
    mlt_table *first, *t;
    mlt_column *column, *c;
    ck_assert_int_eq(mlt_results_new(&r, NULL, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_results_table(r, "a", 0, &first, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_table_column(r, first, "x", MLT_COLUMN_INT, &column, NULL), 0);
    for (int k = 0; k < 40; k++) {
        ck_assert_int_eq(mlt_results_table(r, "b", 3, &t, NULL), MLTEST_OK);
        ck_assert_int_eq(mlt_table_column(r, first, "y", MLT_COLUMN_INT, &c, NULL), MLTEST_OK);
    }
    ck_assert_ptr_eq(mlt_results_find_table(r, "a"), first);
    ck_assert_ptr_eq(mlt_table_find_column(first, "x"), column);
    for (int k = 0; k < 23; k++)
        ck_assert_int_eq(mlt_table_column(r, first, "z", MLT_COLUMN_INT, &c, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_table_column(r, first, "z", MLT_COLUMN_INT, &c, NULL),
                     MLTEST_ERR_INTERNAL);
    mlt_results_free(r);
}
END_TEST

static mltest_status build(mltest_context *ctx, void *data)
{
    mlt_results *r = NULL;
    mlt_table *t;
    mlt_column *c;
    (void)data;
    mltest_status status = mlt_results_new(&r, ctx, NULL);
    if (status == MLTEST_OK)
        status = mlt_results_text(r, "a", "text", NULL);
    if (status == MLTEST_OK)
        status = mlt_results_table(r, "t", 4, &t, NULL);
    if (status == MLTEST_OK)
        status = mlt_table_column(r, t, "s", MLT_COLUMN_STRING, &c, NULL);
    if (status == MLTEST_OK)
        status = mlt_table_set_string(r, c, 3, "x", NULL);
    if (status == MLTEST_OK)
        status = mlt_table_column(r, t, "d", MLT_COLUMN_DOUBLE, &c, NULL);
    mlt_results_free(r);
    return status;
}

START_TEST(test_every_allocation_may_fail)
{
    mlt_test_every_allocation(build, NULL);
}
END_TEST

Suite *mlt_suite_base_table(void);
Suite *mlt_suite_base_table(void)
{
    Suite *suite = suite_create("base_table");
    TCase *tc = tcase_create("table");
    tcase_add_test(tc, test_values_are_found_and_replaced);
    tcase_add_test(tc, test_columns_start_undefined);
    tcase_add_test(tc, test_tables_and_columns_stay_in_place);
    tcase_add_test(tc, test_every_allocation_may_fail);
    suite_add_tcase(suite, tc);
    return suite;
}
