/* SPDX-License-Identifier: MIT */
#include "search/fixtures.h"

Suite *mlt_suite_search_options(void);

static mltest_status read(mlt_search_settings *s, const char *text, mltest_error **error)
{
    mltest_options *options = search_options("stress", text);
    mltest_status status = mlt_search_settings_read(s, options, error);
    mltest_options_free(options);
    return status;
}

START_TEST(test_settings)
{
    mlt_search_settings s;
    ck_assert_int_eq(mlt_search_settings_read(&s, NULL, NULL), MLTEST_OK);
    ck_assert_double_eq(s.break_at[0], .2);
    ck_assert_double_eq(s.break_at[1], .05);
    ck_assert_uint_eq(s.probe_samples, 30);
    ck_assert_int_eq(read(&s, "break_at=0.5 first_break_at=1 probe_samples=0", NULL), MLTEST_OK);
    ck_assert_double_eq(s.break_at[0], .5);
    ck_assert_double_eq(s.break_at[1], 1);
    ck_assert_uint_eq(s.probe_samples, 0);
}
END_TEST

START_TEST(test_mistakes)
{
    mlt_search_settings s;
    mltest_error *error = NULL;
    ck_assert_int_eq(read(&s, "first_break_at=0", &error), MLTEST_ERR_INVALID);
    ck_assert_ptr_nonnull(strstr(mltest_error_message(error), "first_break_at is 0"));
    mltest_error_free(error);
    mltest_options *options = search_options("run", "seed=1");
    ck_assert_int_eq(mlt_search_settings_read(&s, options, NULL), MLTEST_ERR_INVALID);
    ck_assert_int_eq(mltest_options_set_text(options, "break_at", "2", NULL), MLTEST_ERR_NOT_FOUND);
    mltest_options_free(options);
}
END_TEST

Suite *mlt_suite_search_options(void)
{
    TCase *tc = tcase_create("options");
    tcase_add_test(tc, test_settings);
    tcase_add_test(tc, test_mistakes);
    Suite *suite = suite_create("search_options");
    suite_add_tcase(suite, tc);
    return suite;
}
