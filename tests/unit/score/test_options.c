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

/* Each setting is read from its own option. */
START_TEST(test_all_that_was_set)
{
    mlt_score_settings s;
    set("min_confidence", "0.5");
    set("match_confidence", "0.5"); /* as much as min_confidence: no hysteresis, but no mistake */
    set("score_strictness", "0.6");
    set("target_fraction_affected_samples", "0.1");
    set("min_visibility", "0.4");
    set("consistency", "micro");
    ck_assert_int_eq(read_them(&s, NULL), MLTEST_OK);
    fx_near(s.min_confidence, 0.5);
    fx_near(s.match_confidence, 0.5);
    fx_near(s.score_strictness, 0.6);
    fx_near(s.target, 0.1);
    fx_near(s.min_visibility, 0.4);
    ck_assert(!s.macro);
}
END_TEST

START_TEST(test_every_prediction_counts_at_0)
{
    mlt_score_settings s;
    set("min_confidence", "0");
    ck_assert_int_eq(read_them(&s, NULL), MLTEST_OK);
    fx_near(s.min_confidence, 0);
    fx_near(s.match_confidence, 0);
}
END_TEST

START_TEST(test_options_of_another_table)
{
    mlt_score_settings s;
    mltest_error *error = NULL;
    ck_assert_int_eq(mltest_options_new(&options, NULL, "run", NULL), MLTEST_OK);
    ck_assert_int_eq(read_them(&s, &error), MLTEST_ERR_INVALID);
    ck_assert_ptr_nonnull(strstr(mltest_error_message(error), "score"));
    mltest_error_free(error);
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
        ck_assert_int_ne(mltest_options_set_text(options, names[i], "inf", NULL), MLTEST_OK);
        ck_assert_int_ne(mltest_options_set_double(options, names[i], NAN, NULL), MLTEST_OK);
        ck_assert_int_ne(mltest_options_set_text(options, names[i], "", NULL), MLTEST_OK);
        ck_assert_int_eq(mltest_options_set_text(options, names[i], "0", NULL), MLTEST_OK);
        ck_assert_int_eq(mltest_options_set_text(options, names[i], "1", NULL), MLTEST_OK);
    }
    mltest_options_free(options);
    options = NULL;
}
END_TEST

static mltest_status set_and_read(mltest_context *ctx, void *data)
{
    mlt_score_settings s;
    (void)data;
    mltest_status status = mltest_options_new(&options, ctx, "score", NULL);
    if (status == MLTEST_OK)
        status = mltest_options_set_text(options, "consistency", "macro", NULL);
    if (status == MLTEST_OK) {
        status = mlt_score_settings_read(&s, options, NULL);
        ck_assert(s.macro);
    }
    mltest_options_free(options);
    options = NULL;
    return status;
}

START_TEST(test_out_of_memory)
{
    mlt_test_every_allocation(set_and_read, NULL);
}
END_TEST

FX_SUITE(options, test_defaults, test_match_confidence_follows_min_confidence,
         test_all_that_was_set, test_every_prediction_counts_at_0, test_options_of_another_table,
         test_out_of_memory, test_what_makes_no_sense, test_ranges)
