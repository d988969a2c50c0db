/* SPDX-License-Identifier: MIT */
#include "score/fixtures.h"

static mltest_options *options;

static void set(const char *name, const char *value)
{
    if (options == NULL)
        ck_assert_int_eq(mltest_options_new(&options, NULL, "score", NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_options_set_text(options, name, value, NULL), MLTEST_OK);
}

static mltest_status read_them(mlt_score_settings *settings, mltest_error **error)
{
    mltest_status status = mlt_score_settings_read(settings, options, error);
    mltest_options_free(options);
    options = NULL;
    return status;
}

START_TEST(test_defaults)
{
    mlt_score_settings s;
    ck_assert_int_eq(read_them(&s, NULL), MLTEST_OK);
    fx_near(s.min_confidence, 0.3);
    fx_near(s.match_confidence, 0.2);
    fx_near(s.score_strictness, 0.75);
    fx_near(s.target, 0.05);
    fx_near(s.min_visibility, 0.25);
    ck_assert(!s.macro);
}
END_TEST

START_TEST(test_match_confidence_follows_min_confidence)
{
    mlt_score_settings s;
    set("min_confidence", "0.6");
    ck_assert_int_eq(read_them(&s, NULL), MLTEST_OK);
    fx_near(s.match_confidence, 0.4);
    set("match_confidence", "0.25");
    set("consistency", "macro");
    ck_assert_int_eq(read_them(&s, NULL), MLTEST_OK);
    fx_near(s.match_confidence, 0.25);
    ck_assert(s.macro);
}
END_TEST

START_TEST(test_what_makes_no_sense)
{
    mlt_score_settings s;
    mltest_error *error = NULL;
    set("match_confidence", "0.5");
    ck_assert_int_eq(read_them(&s, &error), MLTEST_ERR_INVALID);
    ck_assert_ptr_nonnull(strstr(mltest_error_message(error), "must not be above"));
    mltest_error_free(error);
    error = NULL;
    set("consistency", "mini");
    ck_assert_int_eq(read_them(&s, &error), MLTEST_ERR_INVALID);
    ck_assert_ptr_nonnull(strstr(mltest_error_message(error), "'mini': expected micro or macro"));
    mltest_error_free(error);
}
END_TEST

START_TEST(test_ranges)
{
    static const char *const names[] = {"min_confidence", "match_confidence", "score_strictness",
                                        "target_fraction_affected_samples", "min_visibility"};
    ck_assert_int_eq(mltest_options_new(&options, NULL, "score", NULL), MLTEST_OK);
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        ck_assert_int_ne(mltest_options_set_text(options, names[i], "1.5", NULL), MLTEST_OK);
        ck_assert_int_ne(mltest_options_set_text(options, names[i], "-0.1", NULL), MLTEST_OK);
        ck_assert_int_ne(mltest_options_set_text(options, names[i], "nan", NULL), MLTEST_OK);
        ck_assert_int_eq(mltest_options_set_text(options, names[i], "1", NULL), MLTEST_OK);
    }
    mltest_options_free(options);
    options = NULL;
}
END_TEST

FX_SUITE(options, test_defaults, test_match_confidence_follows_min_confidence,
         test_what_makes_no_sense, test_ranges)
