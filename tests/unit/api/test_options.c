/* SPDX-License-Identifier: MIT */
#include "mltest/options.h"

#include <float.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "testing.h"

Suite *mlt_suite_api_options(void);

static mltest_options *options;
static mltest_error *error;

static void set_up(void)
{
    error = NULL;
    ck_assert_int_eq(mltest_options_new(&options, NULL, "run", &error), MLTEST_OK);
    ck_assert_ptr_null(error);
}

static void tear_down(void)
{
    mltest_error_free(error);
    mltest_options_free(options);
}

/* The present value of an option as text. */
static const char *text(const char *name)
{
    for (size_t i = 0; i < mltest_options_count(options); i++) {
        if (strcmp(mltest_options_name(options, i), name) == 0)
            return mltest_options_text(options, i);
    }
    ck_abort_msg("no option %s", name);
}

/* The message of the last failure, which is forgotten at the next call. */
static const char *message(void)
{
    static char copy[256];
    snprintf(copy, sizeof copy, "%s", mltest_error_message(error));
    mltest_error_free(error);
    error = NULL;
    return copy;
}

START_TEST(test_each_table)
{
    static const char *const names[] = {"dataset", "predictor", "run", "score", "merge"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        mltest_options *o = NULL;
        ck_assert_int_eq(mltest_options_new(&o, NULL, names[i], NULL), MLTEST_OK);
        ck_assert_uint_gt(mltest_options_count(o), 0);
        mltest_options_free(o);
    }
}
END_TEST

START_TEST(test_no_such_table)
{
    mltest_options *o = options;
    ck_assert_int_eq(mltest_options_new(&o, NULL, "runs", &error), MLTEST_ERR_NOT_FOUND);
    ck_assert_ptr_null(o);
    ck_assert_str_eq(message(), "no table of options is named 'runs'");
    o = options;
    ck_assert_int_eq(mltest_options_new(&o, NULL, NULL, &error), MLTEST_ERR_INVALID);
    ck_assert_ptr_null(o);
    ck_assert_str_eq(message(), "mltest_options_new: table is NULL");
    ck_assert_int_eq(mltest_options_new(NULL, NULL, "run", NULL), MLTEST_ERR_INVALID);
}
END_TEST

START_TEST(test_missing_arguments)
{
    ck_assert_int_eq(mltest_options_set_int(NULL, "threads", 1, NULL), MLTEST_ERR_INVALID);
    ck_assert_int_eq(mltest_options_set_int(options, NULL, 1, NULL), MLTEST_ERR_INVALID);
    ck_assert_int_eq(mltest_options_set_double(NULL, "max_failures", 1, NULL), MLTEST_ERR_INVALID);
    ck_assert_int_eq(mltest_options_set_double(options, NULL, 1, NULL), MLTEST_ERR_INVALID);
    ck_assert_int_eq(mltest_options_set_string(NULL, "shard", "", NULL), MLTEST_ERR_INVALID);
    ck_assert_int_eq(mltest_options_set_string(options, NULL, "", NULL), MLTEST_ERR_INVALID);
    ck_assert_int_eq(mltest_options_set_bool(NULL, "resume", 1, NULL), MLTEST_ERR_INVALID);
    ck_assert_int_eq(mltest_options_set_bool(options, NULL, 1, NULL), MLTEST_ERR_INVALID);
    ck_assert_int_eq(mltest_options_set_text(NULL, "resume", "1", NULL), MLTEST_ERR_INVALID);
    ck_assert_int_eq(mltest_options_set_text(options, NULL, "1", NULL), MLTEST_ERR_INVALID);
    ck_assert_int_eq(mltest_options_set_text(options, "resume", NULL, &error), MLTEST_ERR_INVALID);
    ck_assert_str_eq(message(), "mltest_options_set_text: text is NULL");
    mltest_options_free(NULL);
}
END_TEST

START_TEST(test_integers)
{
    ck_assert_int_eq(mltest_options_set_int(options, "threads", 8, &error), MLTEST_OK);
    ck_assert_str_eq(text("threads"), "8");
    ck_assert_int_eq(mltest_options_set_int(options, "threads", -1, &error), MLTEST_ERR_INVALID);
    ck_assert_str_eq(message(), "option threads: expected an integer from 0 to 256, got '-1'");
    ck_assert_int_eq(mltest_options_set_int(options, "threads", 257, NULL), MLTEST_ERR_INVALID);
    ck_assert_int_eq(mltest_options_set_int(options, "threads", INT64_MAX, NULL),
                     MLTEST_ERR_INVALID);
    ck_assert_int_eq(mltest_options_set_int(options, "threads", INT64_MIN, NULL),
                     MLTEST_ERR_INVALID);
    ck_assert_str_eq(text("threads"), "8");
    ck_assert_int_eq(mltest_options_set_int(options, "seed", INT64_C(9007199254740991), NULL),
                     MLTEST_OK);
    ck_assert_int_eq(mltest_options_set_int(options, "seed", INT64_C(9007199254740993), NULL),
                     MLTEST_ERR_INVALID);
    ck_assert_str_eq(text("seed"), "9007199254740991");
}
END_TEST

START_TEST(test_numbers)
{
    static const double bad[] = {-0.001,      1.0000000000000002, DBL_MAX,
                                 (double)NAN, (double)INFINITY,   -(double)INFINITY};
    ck_assert_int_eq(mltest_options_set_double(options, "max_failures", 0.25, NULL), MLTEST_OK);
    ck_assert_str_eq(text("max_failures"), "0.25");
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        ck_assert_int_eq(mltest_options_set_double(options, "max_failures", bad[i], &error),
                         MLTEST_ERR_INVALID);
        ck_assert_ptr_nonnull(strstr(message(), "expected a number from 0 to 1 fraction"));
    }
    ck_assert_int_eq(mltest_options_set_int(options, "max_failures", 1, NULL), MLTEST_OK);
    ck_assert_str_eq(text("max_failures"), "1");
    ck_assert_int_eq(mltest_options_set_double(options, "max_failures", 1e-300, NULL), MLTEST_OK);
    ck_assert_str_eq(text("max_failures"), "1e-300");
}
END_TEST

START_TEST(test_texts)
{
    ck_assert_int_eq(mltest_options_set_string(options, "shard", "1/4", NULL), MLTEST_OK);
    ck_assert_str_eq(text("shard"), "1/4");
    ck_assert_int_eq(mltest_options_set_string(options, "shard", NULL, NULL), MLTEST_OK);
    ck_assert_str_eq(text("shard"), "0/1");
}
END_TEST

START_TEST(test_switches)
{
    ck_assert_int_eq(mltest_options_set_bool(options, "resume", 1, NULL), MLTEST_OK);
    ck_assert_str_eq(text("resume"), "true");
    ck_assert_int_eq(mltest_options_set_bool(options, "resume", 0, NULL), MLTEST_OK);
    ck_assert_str_eq(text("resume"), "false");
    ck_assert_int_eq(mltest_options_set_bool(options, "resume", 2, &error), MLTEST_ERR_INVALID);
    ck_assert_str_eq(message(), "option resume: expected 0 or 1");
    ck_assert_int_eq(mltest_options_set_bool(options, "resume", -1, NULL), MLTEST_ERR_INVALID);
}
END_TEST

START_TEST(test_the_wrong_setter)
{
    ck_assert_int_eq(mltest_options_set_double(options, "threads", 2, &error), MLTEST_ERR_INVALID);
    ck_assert_str_eq(message(), "option threads is an integer");
    ck_assert_int_eq(mltest_options_set_string(options, "threads", "2", &error),
                     MLTEST_ERR_INVALID);
    ck_assert_str_eq(message(), "option threads is an integer");
    ck_assert_int_eq(mltest_options_set_bool(options, "shard", 1, &error), MLTEST_ERR_INVALID);
    ck_assert_str_eq(message(), "option shard is a text");
    ck_assert_int_eq(mltest_options_set_int(options, "resume", 1, &error), MLTEST_ERR_INVALID);
    ck_assert_str_eq(message(), "option resume is a switch");
    ck_assert_int_eq(mltest_options_set_string(options, "max_failures", "0", &error),
                     MLTEST_ERR_INVALID);
    ck_assert_str_eq(message(), "option max_failures is a number");
}
END_TEST

START_TEST(test_unknown_names)
{
    static const char expected[] = "no run option is named 'treads'; did you mean 'threads'?";
    ck_assert_int_eq(mltest_options_set_int(options, "treads", 1, &error), MLTEST_ERR_NOT_FOUND);
    ck_assert_str_eq(message(), expected);
    ck_assert_int_eq(mltest_options_set_double(options, "treads", 1, &error), MLTEST_ERR_NOT_FOUND);
    ck_assert_str_eq(message(), expected);
    ck_assert_int_eq(mltest_options_set_string(options, "treads", "", &error),
                     MLTEST_ERR_NOT_FOUND);
    ck_assert_str_eq(message(), expected);
    ck_assert_int_eq(mltest_options_set_bool(options, "treads", 1, &error), MLTEST_ERR_NOT_FOUND);
    ck_assert_str_eq(message(), expected);
    ck_assert_int_eq(mltest_options_set_text(options, "treads", "1", &error), MLTEST_ERR_NOT_FOUND);
    ck_assert_str_eq(message(), expected);
}
END_TEST

START_TEST(test_every_type_from_text)
{
    ck_assert_int_eq(mltest_options_set_text(options, "threads", "3", NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_options_set_text(options, "max_failures", "5e-1", NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_options_set_text(options, "resume", "true", NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_options_set_text(options, "shard", "2/3", NULL), MLTEST_OK);
    ck_assert_str_eq(text("threads"), "3");
    ck_assert_str_eq(text("resume"), "true");
    ck_assert_str_eq(text("shard"), "2/3");
    ck_assert_int_eq(mltest_options_set_text(options, "threads", "3.5", &error),
                     MLTEST_ERR_INVALID);
    ck_assert_int_eq(mltest_error_status(error), MLTEST_ERR_INVALID);
}
END_TEST

START_TEST(test_the_description)
{
    size_t n = mltest_options_count(options);
    for (size_t i = 0; i < n; i++) {
        double low = -1, high = -1;
        int32_t type = mltest_options_type(options, i);
        ck_assert_str_ne(mltest_options_name(options, i), "");
        ck_assert_str_ne(mltest_options_help(options, i), "");
        ck_assert_ptr_nonnull(mltest_options_unit(options, i));
        ck_assert(type >= MLTEST_OPTION_INT && type <= MLTEST_OPTION_BOOL);
        bool is_number = type == MLTEST_OPTION_INT || type == MLTEST_OPTION_DOUBLE;
        ck_assert_int_eq(mltest_options_bounds(options, i, &low, &high),
                         is_number ? MLTEST_OK : MLTEST_ERR_INVALID);
        ck_assert(is_number ? low < high : low < 0 && high < 0);
        ck_assert_int_eq(mltest_options_bounds(options, i, NULL, NULL),
                         is_number ? MLTEST_OK : MLTEST_ERR_INVALID);
        char value[64];
        snprintf(value, sizeof value, "%s", mltest_options_text(options, i));
        ck_assert_int_eq(
            mltest_options_set_text(options, mltest_options_name(options, i), value, NULL),
            MLTEST_OK);
        ck_assert_str_eq(mltest_options_text(options, i), value);
    }
}
END_TEST

START_TEST(test_out_of_range)
{
    mltest_options *sets[] = {options, options, NULL};
    const size_t at[] = {mltest_options_count(options), SIZE_MAX, 0};
    double low = 5, high = 6;
    ck_assert_uint_eq(mltest_options_count(NULL), 0);
    for (int i = 0; i < 3; i++) {
        ck_assert_ptr_null(mltest_options_name(sets[i], at[i]));
        ck_assert_ptr_null(mltest_options_help(sets[i], at[i]));
        ck_assert_ptr_null(mltest_options_unit(sets[i], at[i]));
        ck_assert_ptr_null(mltest_options_text(sets[i], at[i]));
        ck_assert_int_eq(mltest_options_type(sets[i], at[i]), 0);
        ck_assert_int_eq(mltest_options_bounds(sets[i], at[i], &low, &high), MLTEST_ERR_INVALID);
    }
    ck_assert_double_eq(low, 5);
    ck_assert_double_eq(high, 6);
}
END_TEST

static mltest_status build(mltest_context *ctx, void *data)
{
    mltest_options *o = NULL;
    (void)data;
    mltest_status status = mltest_options_new(&o, ctx, "run", NULL);
    ck_assert((o != NULL) == (status == MLTEST_OK));
    if (status == MLTEST_OK)
        status = mltest_options_set_int(o, "threads", 2, NULL);
    if (status == MLTEST_OK)
        status = mltest_options_set_string(o, "shard", "1/2", NULL);
    mltest_options_free(o);
    return status;
}

START_TEST(test_every_allocation_may_fail)
{
    mlt_test_every_allocation(build, NULL);
}
END_TEST

Suite *mlt_suite_api_options(void)
{
    Suite *suite = suite_create("api_options");
    TCase *tc = tcase_create("options");
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, test_each_table);
    tcase_add_test(tc, test_no_such_table);
    tcase_add_test(tc, test_missing_arguments);
    tcase_add_test(tc, test_integers);
    tcase_add_test(tc, test_numbers);
    tcase_add_test(tc, test_texts);
    tcase_add_test(tc, test_switches);
    tcase_add_test(tc, test_the_wrong_setter);
    tcase_add_test(tc, test_unknown_names);
    tcase_add_test(tc, test_every_type_from_text);
    tcase_add_test(tc, test_the_description);
    tcase_add_test(tc, test_out_of_range);
    tcase_add_test(tc, test_every_allocation_may_fail);
    suite_add_tcase(suite, tc);
    return suite;
}
