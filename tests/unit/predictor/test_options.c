/* SPDX-License-Identifier: MIT */
#include "predictor/predictor.h"

#include "predictor/fixtures.h"

Suite *mlt_suite_predictor_options(void);

START_TEST(defaults)
{
    const mlt_option_table *table = &mlt_predictor_options;
    ck_assert_str_eq(table->name, "predictor");
    ck_assert_uint_eq(table->n, 3);
    ck_assert_double_eq(mlt_options_double(NULL, table, "timeout"), 60);
    ck_assert_int_eq(mlt_options_int(NULL, table, "restarts"), 3);
    ck_assert_int_eq(mlt_options_int(NULL, table, "batch"), 1);
}
END_TEST

START_TEST(bounds)
{
    mltest_options *options = NULL;
    static const struct {
        const char *name, *text;
        mltest_status expected;
    } cases[] = {
        {"timeout", "0.001", MLTEST_OK},          {"timeout", "0", MLTEST_ERR_INVALID},
        {"timeout", "86401", MLTEST_ERR_INVALID}, {"restarts", "0", MLTEST_OK},
        {"restarts", "-1", MLTEST_ERR_INVALID},   {"batch", "4096", MLTEST_OK},
        {"batch", "0", MLTEST_ERR_INVALID},       {"batch", "4097", MLTEST_ERR_INVALID},
        {"batch", "1.5", MLTEST_ERR_INVALID},     {"no", "1", MLTEST_ERR_NOT_FOUND},
    };
    ck_assert_int_eq(mlt_options_make(&options, NULL, &mlt_predictor_options, NULL), MLTEST_OK);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        ck_assert_int_eq(mlt_options_set(options, cases[i].name, cases[i].text, NULL),
                         cases[i].expected);
    ck_assert_double_eq(mlt_options_double(options, &mlt_predictor_options, "timeout"), 0.001);
    ck_assert_int_eq(mlt_options_int(options, &mlt_predictor_options, "batch"), 4096);
    mlt_options_unref(options);
}
END_TEST

Suite *mlt_suite_predictor_options(void)
{
    Suite *suite = suite_create("predictor_options");
    TCase *tests = tcase_create("options");
    tcase_add_test(tests, defaults);
    tcase_add_test(tests, bounds);
    suite_add_tcase(suite, tests);
    return suite;
}
