/* SPDX-License-Identifier: MIT */
#include "failure_fixtures.h"

static mlt_page_settings read_with(const char *name, const char *value)
{
    mlt_page_settings s;
    mltest_options *options = api_options("report", name, value);
    ck_assert_int_eq(mlt_page_settings_read(&s, options, NULL), MLTEST_OK);
    mltest_options_free(options);
    return s;
}

START_TEST(defaults)
{
    mlt_page_settings s;
    ck_assert_int_eq(mlt_page_settings_read(&s, NULL, NULL), MLTEST_OK);
    ck_assert_str_eq(s.title, "");
    ck_assert_uint_eq(s.max_debug_images, 40);
    ck_assert_uint_eq(s.picture_width, 640);
    ck_assert_int_eq(s.picture_quality, 80);
    ck_assert_uint_eq(s.picture_bytes, 6000000);
    ck_assert_uint_eq(s.samples, 10);
}
END_TEST

START_TEST(values)
{
    ck_assert_uint_eq(read_with("max_debug_images", "0").max_debug_images, 0);
    ck_assert_uint_eq(read_with("picture_width", "64").picture_width, 64);
    ck_assert_int_eq(read_with("picture_quality", "100").picture_quality, 100);
    ck_assert_uint_eq(read_with("picture_bytes", "1000000000").picture_bytes, 1000000000);
    ck_assert_uint_eq(read_with("samples", "3").samples, 3);
}
END_TEST

START_TEST(out_of_range)
{
    static const char *const rows[][2] = {{"max_debug_images", "10001"}, {"max_debug_images", "-1"},
                                          {"picture_width", "63"},       {"picture_quality", "0"},
                                          {"picture_bytes", "-1"},       {"samples", "1001"}};
    mltest_options *options = NULL;
    ck_assert_int_eq(mltest_options_new(&options, NULL, "report", NULL), MLTEST_OK);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        ck_assert_int_eq(mltest_options_set_text(options, rows[i][0], rows[i][1], NULL),
                         MLTEST_ERR_INVALID);
    mltest_options_free(options);
    ck_assert_int_eq(mltest_options_new(&options, NULL, "score", NULL), MLTEST_OK);
    mlt_page_settings s;
    ck_assert_int_eq(mlt_page_settings_read(&s, options, NULL), MLTEST_ERR_INVALID);
    mltest_options_free(options);
}
END_TEST

MLT_TEST_SUITE(report_page_options, defaults, values, out_of_range)
