/* SPDX-License-Identifier: MIT */
#include "suite/suite_check.h"

Suite *mlt_suite_suite_file_settings(void);

static const mlt_option table_rows[] = {
    {"share", MLTEST_OPTION_DOUBLE, "", 0, 1, "0.5", "a number"},
    {"count", MLTEST_OPTION_INT, "", 0, 9, "1", "an integer"},
    {"quiet", MLTEST_OPTION_BOOL, "", 0, 1, "false", "a switch"},
    {"mode", MLTEST_OPTION_STRING, "", 0, 0, "micro", "a text"},
};
static const mlt_option_table table = {"own", table_rows, 4};

/* The options that a map sets; NULL after a failure. */
static mltest_options *read_map(const char *json, mltest_status *status, mltest_error **error)
{
    mlt_tree tree;
    mltest_options *options = NULL;
    mltest_suite *suite = NULL;
    ck_assert_int_eq(mlt_tree_parse(&tree, sc_ctx, "a.json", json, strlen(json), NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_suite_make(&suite, sc_ctx, "x", NULL), MLTEST_OK);
    mlt_suite_file f = {.suite = suite, .tree = &tree};
    *status = mlt_suite_file_settings(&f, &table, &options, tree.root, error);
    mlt_suite_unref(suite);
    mlt_tree_free(&tree);
    return options;
}

START_TEST(test_every_type)
{
    mltest_status status;
    mltest_options *o = read_map(
        "{\"share\":0.250,\"count\":4e0,\"quiet\":true,\"mode\":\"macro\"}", &status, NULL);
    ck_assert_int_eq(status, MLTEST_OK);
    ck_assert_double_eq(mlt_options_double(o, &table, "share"), 0.25);
    ck_assert_int_eq(mlt_options_int(o, &table, "count"), 4);
    ck_assert(mlt_options_bool(o, &table, "quiet"));
    ck_assert_str_eq(mlt_options_string(o, &table, "mode"), "macro");
    mlt_options_unref(o);
    ck_assert_ptr_null(read_map("{}", &status, NULL)); /* nothing is set */
    ck_assert_int_eq(status, MLTEST_OK);
}
END_TEST

static void refused(const char *json, mltest_status wanted, const char *message)
{
    mltest_status status;
    mltest_error *error = NULL;
    mlt_options_unref(read_map(json, &status, &error));
    ck_assert_int_eq(status, wanted);
    ck_assert_str_eq(mltest_error_message(error), message);
    ck_assert_int_eq(mltest_error_line(error), 1);
    mltest_error_free(error);
}

START_TEST(test_mistakes)
{
    refused("{\"shaer\":1}", MLTEST_ERR_FORMAT,
            "a.json:1: column 2: unknown key \"shaer\"; did you mean \"share\"?");
    refused("{\"share\":30}", MLTEST_ERR_INVALID,
            "a.json:1: column 10: option share: expected a number from 0 to 1, got '30'");
    refused("{\"share\":\"0.3\"}", MLTEST_ERR_FORMAT,
            "a.json:1: column 10: expected a number, found \"0.3\"");
    refused("{\"share\":null}", MLTEST_ERR_FORMAT,
            "a.json:1: column 10: expected a number, found \"null\"");
    refused("{\"share\":[1]}", MLTEST_ERR_FORMAT,
            "a.json:1: column 10: expected a number, found a list");
    refused("{\"count\":1.5}", MLTEST_ERR_INVALID,
            "a.json:1: column 10: option count: expected an integer from 0 to 9, got '1.5'");
    refused("{\"quiet\":1}", MLTEST_ERR_FORMAT,
            "a.json:1: column 10: expected true or false, found \"1\"");
    refused("{\"mode\":7}", MLTEST_ERR_FORMAT, "a.json:1: column 9: expected a text, found \"7\"");
    refused("7", MLTEST_ERR_FORMAT,
            "a.json:1: column 1: expected a map with share, count, quiet, mode, found \"7\"");
}
END_TEST

static mltest_status body(mltest_context *ctx, void *data)
{
    static const mlt_node value = {.type = MLT_NODE_NUMBER, .number = 0.5, .text = "0.5"};
    (void)data;
    const mlt_tree tree = {.file = "a.json"};
    mltest_suite *suite = NULL;
    mltest_options *options = NULL;
    mltest_status status = mlt_suite_make(&suite, ctx, "x", NULL);
    mlt_suite_file f = {.suite = suite, .tree = &tree};
    if (status == MLTEST_OK)
        status = mlt_suite_file_setting(&f, &table, &options, "share", &value, NULL);
    mlt_options_unref(options);
    mlt_suite_unref(suite);
    return status;
}

START_TEST(test_out_of_memory)
{
    mlt_test_every_allocation(body, NULL);
}
END_TEST

SC_SUITE(mlt_suite_suite_file_settings, "suite_file_settings", test_every_type, test_mistakes,
         test_out_of_memory)
