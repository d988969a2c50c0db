/* SPDX-License-Identifier: MIT */
#include "mltest/comparison.h"

#include <math.h>
#include <stdlib.h>

#include "fixtures.h"

Suite *mlt_suite_api_comparison(void);

static mltest_journal *journals[2];
static mltest_comparison *comparison;
static mltest_error *error;

static mltest_journal *journal_of(const char *name, const char *blind, int last)
{
    api_model model = {.name = name, .blind = blind, .last = last};
    return api_journal(&model, API_SUITE);
}

/* Both lose boxes under saturate: the first in one sample of four, the second in three. */
static void set_up(void)
{
    journals[0] = journal_of("good", "saturate", 0);
    journals[1] = journal_of("bad", "saturate", 2);
    error = api_stale();
    ck_assert_int_eq(mltest_comparison_new(&comparison, NULL, journals, 2, NULL, &error),
                     MLTEST_OK);
    ck_assert_ptr_null(error);
}

static void tear_down(void)
{
    mltest_comparison_free(comparison);
    mltest_journal_free(journals[0]);
    mltest_journal_free(journals[1]);
    ck_assert_ptr_null(error);
}

static double value_of(const char *name)
{
    double value = -1;
    ck_assert_msg(mltest_comparison_value(comparison, name, &value) == MLTEST_OK, "no value %s",
                  name);
    return value;
}

START_TEST(values_and_texts)
{
    double value = 3;
    ck_assert_double_eq(value_of("n_models"), 2);
    ck_assert_double_eq(value_of("n_samples"), API_SAMPLES);
    ck_assert_double_eq(value_of("n_conditions"), API_CONDITIONS);
    ck_assert_int_eq(mltest_comparison_value(comparison, "nix", &value), MLTEST_ERR_NOT_FOUND);
    ck_assert_int_eq(mltest_comparison_value(comparison, "suite.name", &value),
                     MLTEST_ERR_NOT_FOUND);
    ck_assert_double_eq(value, 3);
    ck_assert_str_eq(mltest_comparison_text(comparison, "dataset.name"), "tiny");
    ck_assert_str_eq(mltest_comparison_text(comparison, "suite.name"), "custom");
    ck_assert_ptr_null(mltest_comparison_text(comparison, "n_models"));
    ck_assert_ptr_null(mltest_comparison_text(comparison, "nix"));
}
END_TEST

START_TEST(models_side_by_side)
{
    const char *const *names = mltest_comparison_strings(comparison, "models", "name");
    ck_assert_uint_eq(mltest_comparison_rows(comparison, "models"), 2);
    ck_assert_str_eq(names[0], "good");
    ck_assert_str_eq(names[1], "bad");
    ck_assert_double_eq(mltest_comparison_doubles(comparison, "models", "clean.mAP")[1], 1);
    ck_assert_str_eq(mltest_comparison_strings(comparison, "models", "worst_kind")[1], "saturate");
    /* conditions: the models of a condition follow each other */
    const char *const *models = mltest_comparison_strings(comparison, "conditions", "model");
    const double *affected = mltest_comparison_doubles(comparison, "conditions", "affected.value");
    const double *difference = mltest_comparison_doubles(comparison, "conditions", "difference");
    names = mltest_comparison_strings(comparison, "conditions", "name");
    ck_assert_uint_eq(mltest_comparison_rows(comparison, "conditions"), 2 * API_CONDITIONS);
    ck_assert_str_eq(names[4], API_SATURATE);
    ck_assert_str_eq(names[5], API_SATURATE);
    ck_assert_str_eq(models[4], "good");
    ck_assert_str_eq(models[5], "bad");
    ck_assert_double_eq(affected[3], 0);
    ck_assert_double_eq(affected[4], 0.25);
    ck_assert_double_eq(affected[5], 0.75);
    ck_assert_double_eq(difference[4], 0);
    ck_assert_double_eq(difference[5], 0.5);
}
END_TEST

START_TEST(disagreements)
{
    const char *const *samples = mltest_comparison_strings(comparison, "disagreements", "sample");
    const double *first = mltest_comparison_doubles(comparison, "disagreements", "first");
    const double *second = mltest_comparison_doubles(comparison, "disagreements", "second");
    ck_assert_uint_eq(mltest_comparison_rows(comparison, "disagreements"), 2);
    ck_assert_str_eq(samples[0], "p1"); /* both fail on p0, both succeed on p3 */
    ck_assert_str_eq(samples[1], "p2");
    ck_assert_double_eq(first[0], 1);
    ck_assert_double_eq(second[0], 0);
    ck_assert_str_eq(mltest_comparison_strings(comparison, "disagreements", "condition")[1],
                     API_SATURATE);
}
END_TEST

START_TEST(tables_and_columns)
{
    static const char *const names[] = {"models", "conditions", "categories",
                                        "kinds",  "classes",    "disagreements"};
    size_t n = 0;
    for (; mltest_comparison_table(comparison, n) != NULL; n++)
        ck_assert_ptr_nonnull(
            mltest_comparison_column(comparison, mltest_comparison_table(comparison, n), 0));
    ck_assert_uint_ge(n, sizeof names / sizeof names[0]);
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        ck_assert_uint_gt(mltest_comparison_rows(comparison, names[i]), 0);
    ck_assert_uint_eq(mltest_comparison_rows(comparison, "nix"), 0);
    ck_assert_ptr_null(mltest_comparison_column(comparison, "models", 1000));
    ck_assert_ptr_null(mltest_comparison_column(comparison, "nix", 0));
    /* by their own type only; no table has integers yet */
    ck_assert_ptr_null(mltest_comparison_doubles(comparison, "models", "name"));
    ck_assert_ptr_null(mltest_comparison_strings(comparison, "models", "risk"));
    ck_assert_ptr_null(mltest_comparison_ints(comparison, "models", "risk"));
    ck_assert_ptr_null(mltest_comparison_ints(comparison, "models", "name"));
    ck_assert_ptr_null(mltest_comparison_doubles(comparison, "nix", "risk"));
    ck_assert_ptr_null(mltest_comparison_doubles(comparison, "models", NULL));
}
END_TEST

START_TEST(the_journals_are_kept)
{
    const char *name = mltest_comparison_strings(comparison, "models", "name")[1];
    mltest_journal_free(journals[0]);
    mltest_journal_free(journals[1]);
    journals[0] = journals[1] = NULL;
    ck_assert_str_eq(name, "bad");
    api_paper *paper = calloc(1, sizeof *paper);
    ck_assert_int_eq(mltest_write_comparison(comparison, "text", api_write, paper, &error),
                     MLTEST_OK);
    free(paper);
}
END_TEST

START_TEST(written)
{
    api_paper *paper = calloc(1, sizeof *paper);
    ck_assert_int_eq(mltest_write_comparison(comparison, "text", api_write, paper, &error),
                     MLTEST_OK);
    ck_assert_ptr_nonnull(strstr(paper->text, "good"));
    ck_assert_ptr_nonnull(strstr(paper->text, "75.0 %"));
    memset(paper, 0, sizeof *paper);
    ck_assert_int_eq(mltest_write_comparison(comparison, "json", api_write, paper, &error),
                     MLTEST_OK);
    ck_assert_int_eq(paper->text[0], '{');
    ck_assert_ptr_nonnull(strstr(paper->text, "\"bad\""));
    paper->n = 0;
    paper->most = 1;
    mltest_status status = mltest_write_comparison(comparison, "text", api_write, paper, &error);
    ck_assert_int_eq(mltest_error_callback_code(error), 77);
    api_check_refused(status, &error, MLTEST_ERR_CALLBACK, "write function");
    api_check_refused(mltest_write_comparison(comparison, "", api_write, paper, &error), &error,
                      MLTEST_ERR_NOT_FOUND, "text and json");
    free(paper);
}
END_TEST

/* --- refusals --- */

static void check_conflict(mltest_journal *other, const char *words)
{
    mltest_journal *const both[] = {journals[0], other};
    mltest_comparison *c = api_stale();
    api_check_refused(mltest_comparison_new(&c, NULL, both, 2, NULL, &error), &error,
                      MLTEST_ERR_CONFLICT, words);
    ck_assert_ptr_null(c);
    mltest_journal_free(other);
}

START_TEST(journals_that_differ)
{
    static const char *const names[] = {"ant", "bee"};
    api_model model = {.name = "other"};
    mltest_dataset *dataset;
    ck_assert_int_eq(mltest_dataset_new_memory(&dataset, NULL, "half", names, 2, NULL), MLTEST_OK);
    api_add_sample(dataset, 0, 7, 1);
    check_conflict(api_journal_on(dataset, &model, API_SUITE), "half");
    check_conflict(api_journal(&model, "saturate@3"), "different suites");
}
END_TEST

START_TEST(how_many_journals)
{
    mltest_journal *many[17];
    mltest_comparison *c = api_stale();
    for (size_t i = 0; i < 17; i++)
        many[i] = journals[i % 2];
    api_check_refused(mltest_comparison_new(&c, NULL, many, 0, NULL, &error), &error,
                      MLTEST_ERR_INVALID, "not 0");
    ck_assert_ptr_null(c);
    api_check_refused(mltest_comparison_new(&c, NULL, many, 1, NULL, &error), &error,
                      MLTEST_ERR_INVALID, "not 1");
    api_check_refused(mltest_comparison_new(&c, NULL, many, 17, NULL, &error), &error,
                      MLTEST_ERR_INVALID, "not 17");
    ck_assert_int_eq(mltest_comparison_new(&c, NULL, many, 16, NULL, &error), MLTEST_OK);
    ck_assert_uint_eq(mltest_comparison_rows(c, "models"), 16);
    api_paper *paper = calloc(1, sizeof *paper);
    ck_assert_int_eq(mltest_write_comparison(c, "text", api_write, paper, &error), MLTEST_OK);
    free(paper);
    mltest_comparison_free(c);
    many[15] = NULL;
    api_check_refused(mltest_comparison_new(&c, NULL, many, 16, NULL, &error), &error,
                      MLTEST_ERR_INVALID, "journals[i] is NULL");
}
END_TEST

START_TEST(arguments_that_are_missing)
{
    mltest_comparison *c = api_stale();
    mltest_options *other = api_options("run", "seed", "1");
    double value = 3;
    api_check_refused(mltest_comparison_new(NULL, NULL, journals, 2, NULL, &error), &error,
                      MLTEST_ERR_INVALID, "out is NULL");
    api_check_refused(mltest_comparison_new(&c, NULL, NULL, 2, NULL, &error), &error,
                      MLTEST_ERR_INVALID, "journals is NULL");
    ck_assert_ptr_null(c);
    api_check_refused(mltest_comparison_new(&c, NULL, journals, 2, other, &error), &error,
                      MLTEST_ERR_INVALID, "score");
    ck_assert_ptr_null(c);
    mltest_options_free(other);
    api_check_refused(mltest_write_comparison(NULL, "text", api_write, NULL, &error), &error,
                      MLTEST_ERR_INVALID, "comparison is NULL");
    api_check_refused(mltest_write_comparison(comparison, NULL, api_write, NULL, &error), &error,
                      MLTEST_ERR_INVALID, "format is NULL");
    api_check_refused(mltest_write_comparison(comparison, "text", NULL, NULL, &error), &error,
                      MLTEST_ERR_INVALID, "write is NULL");
    ck_assert_int_eq(mltest_comparison_value(NULL, "n_models", &value), MLTEST_ERR_INVALID);
    ck_assert_int_eq(mltest_comparison_value(comparison, NULL, &value), MLTEST_ERR_INVALID);
    ck_assert_int_eq(mltest_comparison_value(comparison, "n_models", NULL), MLTEST_ERR_INVALID);
    ck_assert_double_eq(value, 3);
    ck_assert_ptr_null(mltest_comparison_text(NULL, "suite.name"));
    ck_assert_ptr_null(mltest_comparison_text(comparison, NULL));
    ck_assert_ptr_null(mltest_comparison_table(NULL, 0));
    ck_assert_uint_eq(mltest_comparison_rows(NULL, "models"), 0);
    ck_assert_ptr_null(mltest_comparison_column(NULL, "models", 0));
    ck_assert_ptr_null(mltest_comparison_doubles(NULL, "models", "risk"));
    ck_assert_ptr_null(mltest_comparison_ints(NULL, "models", "risk"));
    ck_assert_ptr_null(mltest_comparison_strings(NULL, "models", "name"));
    mltest_comparison_free(NULL);
}
END_TEST

/* On one thread, so that each of the allocations has its turn. */
static mltest_status compare_and_write(mltest_context *ctx, void *data)
{
    static const char *const formats[] = {"text", "json"};
    mltest_comparison *c = api_stale();
    ck_assert_int_eq(mltest_context_set_limit(ctx, "max_threads", 1, NULL), MLTEST_OK);
    mltest_status status = mltest_comparison_new(&c, ctx, journals, 2, data, &error);
    ck_assert_int_eq(c != NULL, status == MLTEST_OK);
    ck_assert_int_eq(mltest_error_status(error), status);
    mltest_error_free(error);
    error = NULL;
    for (int i = 0; i < 2 && status == MLTEST_OK; i++) {
        api_paper *paper = calloc(1, sizeof *paper);
        status = mltest_write_comparison(c, formats[i], api_write, paper, NULL);
        ck_assert_int_eq(paper->n > 0, status == MLTEST_OK);
        free(paper);
    }
    mltest_comparison_free(c);
    return status;
}

START_TEST(out_of_memory)
{
    /* allocations are the same for any number of draws */
    mltest_options *few = api_options("score", "resamples", "4");
    mlt_test_every_allocation(compare_and_write, few);
    mltest_options_free(few);
}
END_TEST

Suite *mlt_suite_api_comparison(void)
{
    Suite *suite = suite_create("api_comparison");
    TCase *tests = tcase_create("comparison");
    tcase_set_timeout(tests, 60);
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, values_and_texts);
    tcase_add_test(tests, models_side_by_side);
    tcase_add_test(tests, disagreements);
    tcase_add_test(tests, tables_and_columns);
    tcase_add_test(tests, the_journals_are_kept);
    tcase_add_test(tests, written);
    tcase_add_test(tests, journals_that_differ);
    tcase_add_test(tests, how_many_journals);
    tcase_add_test(tests, arguments_that_are_missing);
    tcase_add_test(tests, out_of_memory);
    suite_add_tcase(suite, tests);
    return suite;
}
