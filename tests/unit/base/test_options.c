/* SPDX-License-Identifier: MIT */
#include "base/options.h"

#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "testing.h"

Suite *mlt_suite_base_options(void);

static const mlt_option rows[] = {
    {"threads", MLTEST_OPTION_INT, "", 0, 1024, "4", "worker threads"},
    {"timeout", MLTEST_OPTION_DOUBLE, "seconds", 0.5, 3600, "30", "time for one answer"},
    {"name", MLTEST_OPTION_STRING, "", 0, 0, "", "a name"},
    {"folder", MLTEST_OPTION_STRING, "", 0, 0, "images", "where pictures are"},
    {"strict", MLTEST_OPTION_BOOL, "", 0, 0, "true", "whether oddities are errors"},
    {"quiet", MLTEST_OPTION_BOOL, "", 0, 0, "0", "whether to say nothing"},
    {"seed", MLTEST_OPTION_INT, "", -9223372036854775808.0, 9223372036854775807.0, "0", "a seed"},
};
static const mlt_option_table table = {"run", rows, sizeof rows / sizeof rows[0]};
static const mlt_option_table other = {"score", rows, 1};

static mlt_test_alloc state;
static mltest_context *ctx;
static mltest_options *options;
static mltest_error *error;

static void set_up(void)
{
    state = (mlt_test_alloc){.fail_at = 0};
    ctx = mlt_test_context(&state);
    error = NULL;
    ck_assert_int_eq(mlt_options_make(&options, ctx, &table, NULL), MLTEST_OK);
}

static void tear_down(void)
{
    mlt_error_free(error);
    mlt_options_unref(options);
    mltest_context_free(ctx);
    ck_assert_uint_eq(state.live, 0);
}

static mltest_status set(const char *name, const char *text)
{
    mlt_error_free(error);
    error = NULL;
    return mlt_options_set(options, name, text, &error);
}

static const char *message(void)
{
    return mlt_error_text(error, MLT_ERROR_MESSAGE);
}

START_TEST(test_defaults)
{
    const mltest_options *both[] = {options, NULL};
    for (int i = 0; i < 2; i++) {
        ck_assert_int_eq(mlt_options_int(both[i], &table, "threads"), 4);
        ck_assert_double_eq(mlt_options_double(both[i], &table, "timeout"), 30.0);
        ck_assert_str_eq(mlt_options_string(both[i], &table, "name"), "");
        ck_assert_str_eq(mlt_options_string(both[i], &table, "folder"), "images");
        ck_assert(mlt_options_bool(both[i], &table, "strict"));
        ck_assert(!mlt_options_bool(both[i], &table, "quiet"));
        ck_assert_str_eq(mlt_options_value(both[i], &table, 1), "30");
    }
    ck_assert_ptr_eq(mlt_options_table(options), &table);
}
END_TEST

START_TEST(test_values_of_each_type)
{
    ck_assert_int_eq(set("threads", "16"), MLTEST_OK);
    ck_assert_int_eq(set("timeout", "1.25"), MLTEST_OK);
    ck_assert_int_eq(set("name", "a \xC3\xA4 b"), MLTEST_OK);
    ck_assert_int_eq(set("strict", "false"), MLTEST_OK);
    ck_assert_int_eq(set("quiet", "1"), MLTEST_OK);
    ck_assert_ptr_null(error);
    ck_assert_int_eq(mlt_options_int(options, &table, "threads"), 16);
    ck_assert_double_eq(mlt_options_double(options, &table, "timeout"), 1.25);
    ck_assert_str_eq(mlt_options_string(options, &table, "name"), "a \xC3\xA4 b");
    ck_assert(!mlt_options_bool(options, &table, "strict"));
    ck_assert(mlt_options_bool(options, &table, "quiet"));
    ck_assert_str_eq(mlt_options_value(options, &table, 0), "16");
    ck_assert_int_eq(mlt_options_int(NULL, &table, "threads"), 4); /* the table stays */
}
END_TEST

START_TEST(test_every_text_can_be_given_back)
{
    ck_assert_int_eq(set("threads", "7"), MLTEST_OK);
    ck_assert_int_eq(set("quiet", "true"), MLTEST_OK);
    for (size_t i = 0; i < table.n; i++) {
        char value[64];
        snprintf(value, sizeof value, "%s", mlt_options_value(options, &table, i));
        ck_assert_int_eq(set(rows[i].name, value), MLTEST_OK);
        ck_assert_str_eq(mlt_options_value(options, &table, i), value);
    }
}
END_TEST

START_TEST(test_texts_are_copied_and_replaced)
{
    char text[] = "first";
    ck_assert_int_eq(set("name", text), MLTEST_OK);
    memset(text, 'x', 5);
    ck_assert_str_eq(mlt_options_string(options, &table, "name"), "first");
    ck_assert_int_eq(set("name", "second"), MLTEST_OK);
    ck_assert_str_eq(mlt_options_string(options, &table, "name"), "second");
    /* its own present value */
    ck_assert_int_eq(set("name", mlt_options_string(options, &table, "name")), MLTEST_OK);
    ck_assert_str_eq(mlt_options_string(options, &table, "name"), "second");
    ck_assert_int_eq(set("name", NULL), MLTEST_OK);
    ck_assert_str_eq(mlt_options_string(options, &table, "name"), "");
    ck_assert_int_eq(set("folder", ""), MLTEST_OK); /* empty is not the default */
    ck_assert_str_eq(mlt_options_string(options, &table, "folder"), "");
    ck_assert_int_eq(set("threads", "9"), MLTEST_OK);
    ck_assert_int_eq(set("threads", NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_options_int(options, &table, "threads"), 4);
}
END_TEST

START_TEST(test_bounds_are_inclusive)
{
    ck_assert_int_eq(set("threads", "0"), MLTEST_OK);
    ck_assert_int_eq(set("threads", "1024"), MLTEST_OK);
    ck_assert_int_eq(set("threads", "-1"), MLTEST_ERR_INVALID);
    ck_assert_str_eq(message(), "option threads: expected an integer from 0 to 1024, got '-1'");
    ck_assert_int_eq(set("threads", "1025"), MLTEST_ERR_INVALID);
    ck_assert_int_eq(mlt_options_int(options, &table, "threads"), 1024);
    ck_assert_int_eq(set("timeout", "0.5"), MLTEST_OK);
    ck_assert_int_eq(set("timeout", "3600"), MLTEST_OK);
    ck_assert_int_eq(set("timeout", "0.49999999999999994"), MLTEST_ERR_INVALID);
    ck_assert_str_eq(message(), "option timeout: expected a number from 0.5 to 3600 seconds, got "
                                "'0.49999999999999994'");
    ck_assert_int_eq(set("timeout", "3600.0000000000005"), MLTEST_ERR_INVALID);
    ck_assert_double_eq(mlt_options_double(options, &table, "timeout"), 3600.0);
}
END_TEST

START_TEST(test_the_largest_integers)
{
    ck_assert_int_eq(set("seed", "9223372036854775807"), MLTEST_OK);
    ck_assert_int_eq(mlt_options_int(options, &table, "seed"), INT64_MAX);
    ck_assert_int_eq(set("seed", "-9223372036854775808"), MLTEST_OK);
    ck_assert_int_eq(mlt_options_int(options, &table, "seed"), INT64_MIN);
    ck_assert_int_eq(set("seed", "9223372036854775808"), MLTEST_ERR_INVALID);
    ck_assert_int_eq(mlt_options_int(options, &table, "seed"), INT64_MIN);
}
END_TEST

START_TEST(test_texts_that_are_no_numbers)
{
    static const char *const no_int[] = {"",    " ",   "x",   "1 ", " 1", "+1",  "1.0", "1e2",
                                         "0x1", "1,0", "--1", "-",  "01", "nan", "true"};
    static const char *const no_double[] = {"",  " 1", "1.",  ".5",   "1,5", "nan",   "inf",
                                            "x", "1e", "1e+", "0x10", "+2",  "1e999", "1 2"};
    for (size_t i = 0; i < sizeof no_int / sizeof no_int[0]; i++)
        ck_assert_msg(set("threads", no_int[i]) == MLTEST_ERR_INVALID, "'%s'", no_int[i]);
    for (size_t i = 0; i < sizeof no_double / sizeof no_double[0]; i++)
        ck_assert_msg(set("timeout", no_double[i]) == MLTEST_ERR_INVALID, "'%s'", no_double[i]);
    ck_assert_int_eq(mlt_options_int(options, &table, "threads"), 4);
    ck_assert_double_eq(mlt_options_double(options, &table, "timeout"), 30.0);
}
END_TEST

START_TEST(test_switches)
{
    static const struct {
        const char *text;
        bool value;
    } good[] = {{"true", true}, {"false", false}, {"1", true}, {"0", false}};
    static const char *const bad[] = {"", "True", "yes", "on", "t", "10", "2", "-1", "true "};
    for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
        ck_assert_int_eq(set("quiet", good[i].text), MLTEST_OK);
        ck_assert(mlt_options_bool(options, &table, "quiet") == good[i].value);
    }
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        ck_assert_msg(set("quiet", bad[i]) == MLTEST_ERR_INVALID, "'%s'", bad[i]);
    ck_assert_str_eq(message(), "option quiet: expected true or false, got 'true '");
    ck_assert(!mlt_options_bool(options, &table, "quiet"));
}
END_TEST

START_TEST(test_unknown_names)
{
    ck_assert_int_eq(set("thread", "1"), MLTEST_ERR_NOT_FOUND);
    ck_assert_str_eq(message(), "no run option is named 'thread'; did you mean 'threads'?");
    ck_assert_int_eq(set("something else", "1"), MLTEST_ERR_NOT_FOUND);
    ck_assert_str_eq(message(), "no run option is named 'something else'");
    ck_assert_int_eq(set("", NULL), MLTEST_ERR_NOT_FOUND);
    ck_assert_int_eq(set("Threads", "1"), MLTEST_ERR_NOT_FOUND);
    ck_assert_int_eq(mlt_options_check_type(options, "thread", MLTEST_OPTION_INT, NULL),
                     MLTEST_ERR_NOT_FOUND);
}
END_TEST

START_TEST(test_types)
{
    static const struct {
        const char *name;
        bool as_int, as_double, as_string, as_bool;
        const char *words;
    } cases[] = {
        {"threads", true, false, false, false, "option threads is an integer"},
        {"timeout", true, true, false, false, "option timeout is a number"},
        {"name", false, false, true, false, "option name is a text"},
        {"quiet", false, false, false, true, "option quiet is a switch"},
    };
    for (size_t i = 0; i < 4; i++) {
        const bool allowed[] = {cases[i].as_int, cases[i].as_double, cases[i].as_string,
                                cases[i].as_bool};
        for (int32_t type = 1; type <= 4; type++) {
            mlt_error_free(error);
            error = NULL;
            ck_assert_int_eq(mlt_options_check_type(options, cases[i].name, type, &error),
                             allowed[type - 1] ? MLTEST_OK : MLTEST_ERR_INVALID);
            ck_assert_str_eq(message(), allowed[type - 1] ? "" : cases[i].words);
        }
    }
}
END_TEST

START_TEST(test_options_of_another_table)
{
    ck_assert_int_eq(mlt_options_expect(options, &table, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_options_expect(NULL, &table, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_options_expect(options, &other, &error), MLTEST_ERR_INVALID);
    ck_assert_str_eq(message(), "options of table 'run' where 'score' is expected");
}
END_TEST

/* What is set stays, what is not comes from the other; defaults are not set. */
START_TEST(test_filling_up)
{
    mltest_options *from = NULL, *strange = NULL;
    ck_assert_int_eq(mlt_options_make(&from, ctx, &table, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_options_make(&strange, ctx, &other, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_options_set(from, "threads", "8", NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_options_set(from, "name", "theirs", NULL), MLTEST_OK);
    ck_assert_int_eq(set("threads", "4"), MLTEST_OK); /* the default, but set */
    ck_assert_int_eq(set("folder", "mine"), MLTEST_OK);
    ck_assert_int_eq(mlt_options_fill(options, from, &error), MLTEST_OK);
    ck_assert_int_eq(mlt_options_int(options, &table, "threads"), 4);
    ck_assert_str_eq(mlt_options_string(options, &table, "name"), "theirs");
    ck_assert_str_eq(mlt_options_string(options, &table, "folder"), "mine");
    ck_assert_int_eq(mlt_options_fill(options, NULL, &error), MLTEST_OK);
    ck_assert_int_eq(mlt_options_fill(options, strange, &error), MLTEST_ERR_INVALID);
    ck_assert_str_eq(message(), "options of table 'score' where 'run' is expected");
    mlt_options_unref(from);
    mlt_options_unref(strange);
}
END_TEST

START_TEST(test_references)
{
    mlt_options_unref(NULL);
    ck_assert_ptr_eq(mlt_options_ref(options), options);
    mlt_options_unref(options);
    ck_assert_int_eq(set("name", "still there"), MLTEST_OK);
}
END_TEST

START_TEST(test_options_keep_their_context)
{
    mltest_context *own = ctx;
    ctx = NULL;
    mltest_context_free(own);
    ck_assert_int_eq(set("name", "x"), MLTEST_OK);
}
END_TEST

START_TEST(test_a_table_without_rows)
{
    const mlt_option_table empty = {"empty", NULL, 0};
    mltest_options *none;
    ck_assert_int_eq(mlt_options_make(&none, NULL, &empty, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_options_set(none, "x", "1", &error), MLTEST_ERR_NOT_FOUND);
    ck_assert_str_eq(message(), "no empty option is named 'x'");
    mlt_options_unref(none);
}
END_TEST

START_TEST(test_a_table_of_many_rows)
{
    static char names[100][16];
    static mlt_option many[100];
    const mlt_option_table large = {"large", many, 100};
    for (int i = 0; i < 100; i++) {
        snprintf(names[i], sizeof names[i], "row%d", i);
        many[i] = (mlt_option){names[i], MLTEST_OPTION_INT, "", 0, 9, "0", ""};
    }
    mltest_options *o;
    ck_assert_int_eq(mlt_options_make(&o, NULL, &large, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_options_set(o, "row99", "5", NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_options_int(o, &large, "row99"), 5);
    ck_assert_int_eq(mlt_options_set(o, "row100", "5", NULL), MLTEST_ERR_NOT_FOUND);
    mlt_options_unref(o);
}
END_TEST

START_TEST(test_out_of_memory_keeps_the_value)
{
    ck_assert_int_eq(set("name", "kept"), MLTEST_OK);
    state.fail_at = state.calls + 1;
    ck_assert_int_eq(set("name", "lost"), MLTEST_ERR_MEMORY);
    ck_assert_str_eq(mlt_options_string(options, &table, "name"), "kept");
}
END_TEST

static mltest_status build(mltest_context *c, void *data)
{
    mltest_options *o = NULL;
    (void)data;
    mltest_status status = mlt_options_make(&o, c, &table, NULL);
    if (status == MLTEST_OK)
        status = mlt_options_set(o, "name", "a", NULL);
    if (status == MLTEST_OK)
        status = mlt_options_set(o, "threads", "2", NULL);
    mlt_options_unref(o);
    return status;
}

START_TEST(test_every_allocation_may_fail)
{
    mlt_test_every_allocation(build, NULL);
}
END_TEST

Suite *mlt_suite_base_options(void)
{
    Suite *suite = suite_create("base_options");
    TCase *tc = tcase_create("options");
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, test_defaults);
    tcase_add_test(tc, test_values_of_each_type);
    tcase_add_test(tc, test_every_text_can_be_given_back);
    tcase_add_test(tc, test_texts_are_copied_and_replaced);
    tcase_add_test(tc, test_bounds_are_inclusive);
    tcase_add_test(tc, test_the_largest_integers);
    tcase_add_test(tc, test_texts_that_are_no_numbers);
    tcase_add_test(tc, test_switches);
    tcase_add_test(tc, test_unknown_names);
    tcase_add_test(tc, test_types);
    tcase_add_test(tc, test_options_of_another_table);
    tcase_add_test(tc, test_filling_up);
    tcase_add_test(tc, test_references);
    tcase_add_test(tc, test_options_keep_their_context);
    tcase_add_test(tc, test_a_table_without_rows);
    tcase_add_test(tc, test_a_table_of_many_rows);
    tcase_add_test(tc, test_out_of_memory_keeps_the_value);
    tcase_add_test(tc, test_every_allocation_may_fail);
    suite_add_tcase(suite, tc);
    return suite;
}
