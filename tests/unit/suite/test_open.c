/* SPDX-License-Identifier: MIT */
#include "suite/suite.h"

#include <stdio.h>
#include <string.h>

#include "testing.h"

Suite *mlt_suite_suite_open(void);

static mlt_test_alloc memory;
static mltest_context *ctx;
static mltest_suite *suite;
static mltest_error *error;
static const char *dir;

static void set_up(void)
{
    memory = (mlt_test_alloc){0};
    ctx = mlt_test_context(&memory);
    suite = NULL;
    error = NULL;
    dir = mlt_test_make_dir();
}

static void tear_down(void)
{
    mlt_suite_unref(suite);
    mltest_error_free(error);
    mltest_context_free(ctx);
    mlt_test_remove_dir(dir);
    ck_assert_uint_eq(memory.live, 0);
}

static void opened(const char *spec)
{
    mlt_suite_unref(suite);
    suite = NULL;
    ck_assert_msg(mlt_suite_open(&suite, ctx, spec, &error) == MLTEST_OK, "%s: %s", spec,
                  mltest_error_message(error));
}

static void refused(const char *spec, mltest_status status, const char *words)
{
    ck_assert_int_eq(mlt_suite_open(&suite, ctx, spec, &error), status);
    ck_assert_msg(strstr(mltest_error_message(error), words) != NULL, "%s: %s", spec,
                  mltest_error_message(error));
    ck_assert_ptr_null(suite);
    mltest_error_free(error);
    error = NULL;
}

static const char *json(const char *text)
{
    const char *path = mlt_test_path(dir, "s.json");
    mlt_test_write_file(path, text, strlen(text));
    return path;
}

/* The kinds of the row, then the noise floor. */
START_TEST(test_quick)
{
    static const char *const names[] = {"clean",
                                        "gaussian_noise:r1@3",
                                        "motion_blur:r1@3",
                                        "fog:r1@3",
                                        "brightness:r1@3",
                                        "saturate:r1@3",
                                        "jpeg_compression:r1@3",
                                        "rotation:r1@3",
                                        "cutout:r1@3",
                                        "clean#1",
                                        "dither:r1@1"};
    opened("quick");
    ck_assert_uint_eq(suite->n, 11);
    for (size_t i = 0; i < 11; i++)
        ck_assert_str_eq(suite->conditions[i].name, names[i]);
    ck_assert_uint_eq(suite->n_warnings, 0);
}
END_TEST

START_TEST(test_words)
{
    opened("fog@1, fog@3\tclean saturate@2");
    ck_assert_str_eq(suite->name, "custom");
    ck_assert_uint_eq(suite->n, 4);
    ck_assert_str_eq(suite->conditions[2].name, "fog:r1@3");
    opened("fog@1,,fog@2\n\r\n,saturate@2,"); /* gaps of any length */
    ck_assert_uint_eq(suite->n, 4);
    opened("clean,clean");
    ck_assert_uint_eq(suite->n, 1);
    opened(
        "motion_blur@3{angle=30,radius=5},fog@1"); /* what is in braces belongs to the condition */
    ck_assert_uint_eq(suite->n, 3);
}
END_TEST

START_TEST(test_files)
{
    opened(json("{\"name\":\"night\",\"conditions\":[\"clean\",\"fog@3\",\"saturate@1\"]}"));
    ck_assert_str_eq(suite->name, "night");
    ck_assert_uint_eq(suite->n, 3);
}
END_TEST

START_TEST(test_first_mistakes)
{
    refused("quik", MLTEST_ERR_NOT_FOUND, "did you mean 'quick'?");
    refused("nothing like it", MLTEST_ERR_NOT_FOUND, "no suite is named 'nothing like it'");
    refused("fgo@3", MLTEST_ERR_NOT_FOUND, "fog");
    refused("fog@3 fog@3", MLTEST_ERR_CONFLICT, "is in the suite already");
    refused("brightnes@3", MLTEST_ERR_NOT_FOUND, "did you mean 'brightness'?");
    refused("", MLTEST_ERR_NOT_FOUND, "no suite is named ''");
    refused("cleanish", MLTEST_ERR_NOT_FOUND, "'cleanish'");
    refused("fog@3;saturate@1", MLTEST_ERR_INVALID, "column 6");
    refused("fog@3{ , saturate@1", MLTEST_ERR_INVALID, "column 7"); /* never closed */
    refused("fog@3} saturate@1", MLTEST_ERR_INVALID, "'fog@3}'");   /* never opened */
    refused(mlt_test_path(dir, "gone.json"), MLTEST_ERR_IO, "gone.json");
    refused("night.yaml", MLTEST_ERR_UNSUPPORTED, "night.yaml");
    refused("night.yml", MLTEST_ERR_UNSUPPORTED, "JSON files only");
}
END_TEST

START_TEST(test_mistakes_in_files_have_a_place)
{
    refused(json("{\"name\":\"x\",\n\"condition\":[]}"), MLTEST_ERR_FORMAT, "s.json:2");
    refused(json("{\"conditions\":\"fog@3\"}"), MLTEST_ERR_FORMAT, "s.json:1");
    refused(json("{\"conditions\":[3]}"), MLTEST_ERR_FORMAT, "s.json:1");
    refused(json("[]"), MLTEST_ERR_FORMAT, "s.json:1");
    refused(json("{\"conditions\":["), MLTEST_ERR_FORMAT, "s.json:1");
}
END_TEST

/* Not only of JSON: what is wrong with a condition is looked for in the same file. */
START_TEST(test_conditions_in_files_have_a_place)
{
    refused(json("{\"conditions\":[\"fog@1\",\n\"fgo@3\"]}"), MLTEST_ERR_NOT_FOUND,
            "s.json:2: column 1: no perturbation is named 'fgo'; did you mean 'fog'?");
    refused(json("{\"conditions\":[\"fog@1\",\n\n \"fog@1\"]}"), MLTEST_ERR_CONFLICT,
            "s.json:3: column 2: condition fog:r1@1 is in the suite already");
    refused(json("{\"conditions\":[\"fog@9\"]}"), MLTEST_ERR_INVALID, "s.json:1: column 16: ");
    ck_assert_int_eq(mlt_suite_open(&suite, ctx, json("{\"conditions\":\n[\"a b\"]}"), &error),
                     MLTEST_ERR_NOT_FOUND);
    ck_assert_int_eq(mltest_error_line(error), 2);
    ck_assert_ptr_nonnull(strstr(mltest_error_file(error), "s.json"));
}
END_TEST

/* "fog@3\0…" is not fog@3. */
START_TEST(test_nul_in_files)
{
    refused(json("{\"conditions\":[\"fog@3\\u0000+dither@1\"]}"), MLTEST_ERR_FORMAT,
            "s.json:1: column 16: expected a text without NUL");
    refused(json("{\"name\":\"a\\u0000b\"}"), MLTEST_ERR_FORMAT, "expected a text without NUL");
    refused(json("{\"conditions\":[\"clean\\u0000\"]}"), MLTEST_ERR_FORMAT, "without NUL");
}
END_TEST

START_TEST(test_hostile_files)
{
    static char deep[4096];
    memset(deep, '[', sizeof deep - 1);
    memcpy(deep, "{\"name\":", 8);
    refused(json(deep), MLTEST_ERR_FORMAT, "s.json:1");
    memcpy(deep, "{\"conditions\":", 14);
    refused(json(deep), MLTEST_ERR_FORMAT, "a text in quotes");
    refused(json(""), MLTEST_ERR_FORMAT, "s.json:1");
    refused(json("{\"conditions\":[\"fog@1\"]} x"), MLTEST_ERR_FORMAT, "nothing more");
    refused(json("{\"conditions\":[\"fog@1\",]}"), MLTEST_ERR_FORMAT, "s.json:1");
    refused(json("{\"conditions\":[\"\xff\"]}"), MLTEST_ERR_FORMAT, "s.json:1");
    refused(json("{\"name\":null}"), MLTEST_ERR_FORMAT, "a text in quotes");
}
END_TEST

static mltest_status open_spec(mltest_context *with, void *data)
{
    mltest_suite *made = NULL;
    mltest_error *why = NULL;
    mltest_status status = mlt_suite_open(&made, with, data, &why);
    mlt_suite_unref(made);
    mltest_error_free(why);
    return status;
}

START_TEST(test_out_of_memory)
{
    char path[512];
    snprintf(path, sizeof path, "%s", json("{\"name\":\"n\",\"conditions\":[\"fog@3\"]}"));
    mlt_test_every_allocation(open_spec, path);
    mlt_test_every_allocation(open_spec, "fog@1 fog@3");
    mlt_test_every_allocation(open_spec, "mltest"); /* it has warnings */
}
END_TEST

Suite *mlt_suite_suite_open(void)
{
    TCase *tc = tcase_create("open");
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, test_quick);
    tcase_add_test(tc, test_words);
    tcase_add_test(tc, test_files);
    tcase_add_test(tc, test_first_mistakes);
    tcase_add_test(tc, test_mistakes_in_files_have_a_place);
    tcase_add_test(tc, test_conditions_in_files_have_a_place);
    tcase_add_test(tc, test_nul_in_files);
    tcase_add_test(tc, test_hostile_files);
    tcase_add_test(tc, test_out_of_memory);
    Suite *all = suite_create("suite_open");
    suite_add_tcase(all, tc);
    return all;
}
