/* SPDX-License-Identifier: MIT */
#include "dataset/fixtures.h"

Suite *mlt_suite_dataset_options(void);

START_TEST(test_names_and_defaults)
{
    static const char *const names[][2] = {
        {"format", ""}, {"split", ""}, {"classes", ""}, {"pictures", ""}, {"task", "detection"}};
    const mlt_option_table *table = &mlt_dataset_options;
    ck_assert_str_eq(table->name, "dataset");
    ck_assert_uint_eq(table->n, sizeof names / sizeof names[0]);
    for (size_t i = 0; i < table->n; i++) {
        ck_assert_str_eq(table->rows[i].name, names[i][0]);
        ck_assert_int_eq(table->rows[i].type, MLTEST_OPTION_STRING);
        ck_assert_str_eq(mlt_options_string(NULL, table, names[i][0]), names[i][1]);
    }
}
END_TEST

START_TEST(test_setting)
{
    mltest_options *options = NULL;
    ck_assert_int_eq(mlt_options_make(&options, NULL, &mlt_dataset_options, NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_options_set_string(options, "split", "test", NULL), MLTEST_OK);
    ck_assert_str_eq(mlt_options_string(options, &mlt_dataset_options, "split"), "test");
    mltest_error *error = NULL;
    fix_failed(mltest_options_set_string(options, "splt", "x", &error), MLTEST_ERR_NOT_FOUND,
               &error, "split");
    mltest_options_free(options);
}
END_TEST

Suite *mlt_suite_dataset_options(void)
{
    TCase *tc = tcase_create("options");
    tcase_add_test(tc, test_names_and_defaults);
    tcase_add_test(tc, test_setting);
    Suite *suite = suite_create("dataset_options");
    suite_add_tcase(suite, tc);
    return suite;
}
