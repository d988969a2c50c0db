/* SPDX-License-Identifier: MIT */
#include "api/option_tables.h"

#include <string.h>

#include "testing.h"

Suite *mlt_suite_api_option_tables(void);

static const mlt_option_table *now;

/* Calls check for each row of each table; now is its table. */
static void each_row(void (*check)(const mlt_option *row))
{
    for (size_t t = 0; t < mlt_option_table_count; t++) {
        now = mlt_option_tables[t];
        for (size_t i = 0; i < now->n; i++)
            check(&now->rows[i]);
    }
}

START_TEST(test_the_tables_of_the_documentation)
{
    static const char *const names[] = {"dataset", "predictor", "run", "score", "stress", "merge"};
    for (size_t k = 0; k < sizeof names / sizeof names[0]; k++) {
        int found = 0;
        for (size_t t = 0; t < mlt_option_table_count; t++)
            found += strcmp(mlt_option_tables[t]->name, names[k]) == 0;
        ck_assert_msg(found == 1, "%s: %d tables", names[k], found);
    }
}
END_TEST

static void check_name(const mlt_option *row)
{
    size_t found = 0;
    ck_assert_uint_eq(strspn(row->name, "abcdefghijklmnopqrstuvwxyz_"), strlen(row->name));
    ck_assert_uint_gt(strlen(row->name), 0);
    for (size_t i = 0; i < now->n; i++)
        found += strcmp(now->rows[i].name, row->name) == 0;
    ck_assert_msg(found == 1, "%s.%s is there %zu times", now->name, row->name, found);
}

START_TEST(test_names_are_unique_and_fit_for_flags_and_keys)
{
    each_row(check_name);
}
END_TEST

static void check_words(const mlt_option *row)
{
    size_t n = strlen(row->help);
    ck_assert_msg(n > 5, "%s.%s has no help", now->name, row->name);
    ck_assert_msg(row->help[n - 1] != '.', "%s.%s: full stop", now->name, row->name);
    ck_assert_ptr_null(strchr(row->help, '\n'));
    ck_assert_ptr_nonnull(row->unit);
}

START_TEST(test_every_option_is_described)
{
    each_row(check_words);
}
END_TEST

/* "" of a text means that it is not set; everything else must be acceptable to the setter. */
static void check_default(const mlt_option *row)
{
    mltest_options *options;
    mltest_error *error = NULL;
    ck_assert_int_eq(mlt_options_make(&options, NULL, now, NULL), MLTEST_OK);
    ck_assert_int_ge(row->type, MLTEST_OPTION_INT);
    ck_assert_int_le(row->type, MLTEST_OPTION_BOOL);
    mlt_options_set(options, row->name, row->value, &error);
    ck_assert_msg(error == NULL, "%s: %s", now->name, mltest_error_message(error));
    if (row->type == MLTEST_OPTION_INT || row->type == MLTEST_OPTION_DOUBLE)
        ck_assert_msg(row->low < row->high, "%s.%s: bounds", now->name, row->name);
    mltest_error_free(error);
    mltest_options_free(options);
}

START_TEST(test_every_default_is_acceptable)
{
    each_row(check_default);
}
END_TEST

Suite *mlt_suite_api_option_tables(void)
{
    Suite *suite = suite_create("api_option_tables");
    TCase *tc = tcase_create("option_tables");
    tcase_add_test(tc, test_the_tables_of_the_documentation);
    tcase_add_test(tc, test_names_are_unique_and_fit_for_flags_and_keys);
    tcase_add_test(tc, test_every_option_is_described);
    tcase_add_test(tc, test_every_default_is_acceptable);
    suite_add_tcase(suite, tc);
    return suite;
}
