/* SPDX-License-Identifier: MIT */
#include "predictor/fixtures.h"

Suite *mlt_suite_predictor_open(void);

static mltest_status open_spec(const char *spec, const char *expected_message)
{
    mltest_predictor *p = (mltest_predictor *)(uintptr_t)&spec;
    mltest_error *error = NULL;
    mltest_status status = mlt_predictor_open(&p, NULL, spec, NULL, &error);
    const char *message = mlt_error_text(error, MLT_ERROR_MESSAGE);
    ck_assert_msg(strstr(message, expected_message) != NULL, "%s: %s", spec, message);
    ck_assert((p == NULL) == (status != MLTEST_OK));
    mlt_predictor_unref(p);
    mlt_error_free(error);
    return status;
}

START_TEST(prefixes)
{
    ck_assert_int_eq(open_spec("process:cat 'a b'", ""), MLTEST_OK);
    ck_assert_int_eq(open_spec("process:", "empty"), MLTEST_ERR_INVALID);
    ck_assert_int_eq(open_spec("replay:", "needs a file"), MLTEST_ERR_INVALID);
    ck_assert_int_eq(open_spec("replay:/no/such.json", "/no/such.json"), MLTEST_ERR_IO);
    ck_assert_int_eq(open_spec("plugin:x.so", "x.so: there is no such file"), MLTEST_ERR_NOT_FOUND);
}
END_TEST

START_TEST(unknown_forms_list_what_there_is)
{
    static const char *const specs[] = {"",          "model.onnx", "Process:cat",
                                        "none.json", "http://x/",  "process"};
    for (size_t i = 0; i < sizeof specs / sizeof *specs; i++) {
        ck_assert_int_eq(open_spec(specs[i], "process:CMD"), MLTEST_ERR_NOT_FOUND);
        ck_assert_int_eq(open_spec(specs[i], "replay:FILE"), MLTEST_ERR_NOT_FOUND);
    }
    ck_assert_int_eq(open_spec("a\033[2J\xff", "\"a\\x1b[2J\\xff\""), MLTEST_ERR_NOT_FOUND);
}
END_TEST

START_TEST(files_without_a_prefix)
{
    const char *dir = mlt_test_make_dir();
    mlt_test_write_file(mlt_test_path(dir, "dt.JSON"), "[]", 2);
    mlt_test_write_file(mlt_test_path(dir, "j.jsonl"), "?", 1);
    mlt_test_write_file(mlt_test_path(dir, "model.onnx"), "[]", 2);
    ck_assert_int_eq(open_spec(mlt_test_path(dir, "dt.JSON"), ""), MLTEST_OK);
    ck_assert_int_eq(open_spec(mlt_test_path(dir, "j.jsonl"), ""), MLTEST_ERR_FORMAT);
    ck_assert_int_eq(open_spec(mlt_test_path(dir, "model.onnx"), "expected"), MLTEST_ERR_NOT_FOUND);
    mlt_test_remove_dir(dir);
}
END_TEST

START_TEST(options_of_another_table)
{
    static const mlt_option_table other = {"other", NULL, 0};
    mltest_options *options = NULL;
    mltest_predictor *p = NULL;
    ck_assert_int_eq(mlt_options_make(&options, NULL, &other, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_predictor_open(&p, NULL, "process:cat", options, NULL),
                     MLTEST_ERR_INVALID);
    mlt_options_unref(options);
}
END_TEST

static mltest_status open_with(mltest_context *ctx, void *data)
{
    mltest_predictor *p = NULL;
    mltest_status status = mlt_predictor_open(&p, ctx, data, NULL, NULL);
    mlt_predictor_unref(p);
    return status;
}

START_TEST(out_of_memory)
{
    mlt_test_every_allocation(open_with, (char[]){"process:python3 'my model.py'"});
}
END_TEST

Suite *mlt_suite_predictor_open(void)
{
    Suite *suite = suite_create("predictor_open");
    TCase *tests = tcase_create("open");
    tcase_add_test(tests, prefixes);
    tcase_add_test(tests, unknown_forms_list_what_there_is);
    tcase_add_test(tests, files_without_a_prefix);
    tcase_add_test(tests, options_of_another_table);
    tcase_add_test(tests, out_of_memory);
    suite_add_tcase(suite, tests);
    return suite;
}
