/* SPDX-License-Identifier: MIT */
#include "mltest/scorecard.h"

#include <math.h>
#include <stdlib.h>

#include "fixtures.h"

Suite *mlt_suite_api_scorecard(void);

static mltest_journal *journal;
static mltest_scorecard *card;
static mltest_error *error;

/* Half of the samples lose their box under saturate; brightness changes nothing. */
static void set_up(void)
{
    api_model model = {.name = "fragile", .blind = "saturate", .last = 1};
    journal = api_journal(&model, API_SUITE);
    error = api_stale();
    ck_assert_int_eq(mltest_scorecard_new(&card, NULL, journal, NULL, NULL, 0, &error), MLTEST_OK);
    ck_assert_ptr_null(error);
}

static void tear_down(void)
{
    mltest_scorecard_free(card);
    mltest_journal_free(journal);
    ck_assert_ptr_null(error);
}

static double value_of(const mltest_scorecard *c, const char *name)
{
    double value = -1;
    ck_assert_msg(mltest_scorecard_value(c, name, &value) == MLTEST_OK, "no value %s", name);
    return value;
}

START_TEST(values_and_texts)
{
    double value = 3;
    ck_assert_double_eq(value_of(card, "n_samples"), API_SAMPLES);
    ck_assert_double_eq(value_of(card, "clean.mAP"), 1);
    ck_assert_double_eq(value_of(card, "clean.F1"), 1);
    ck_assert_double_eq(value_of(card, "complete"), 1);
    ck_assert_double_eq(value_of(card, "worst_kind.affected"), 0.5);
    ck_assert_double_le(value_of(card, "risk.low"), value_of(card, "risk.value"));
    ck_assert_double_ge(value_of(card, "risk.high"), value_of(card, "risk.value"));
    ck_assert_double_eq(value_of(card, "resampling.draws"), 2000);
    ck_assert_double_gt(value_of(card, "risk.value"), 0);
    ck_assert_int_eq(mltest_scorecard_value(card, "risk", &value), MLTEST_ERR_NOT_FOUND);
    ck_assert_int_eq(mltest_scorecard_value(card, "model.name", &value), MLTEST_ERR_NOT_FOUND);
    ck_assert_double_eq(value, 3);
    ck_assert_str_eq(mltest_scorecard_text(card, "model.name"), "fragile");
    ck_assert_str_eq(mltest_scorecard_text(card, "model.version"), "1");
    ck_assert_str_eq(mltest_scorecard_text(card, "dataset.name"), "tiny");
    ck_assert_str_eq(mltest_scorecard_text(card, "suite.name"), "custom");
    ck_assert_str_eq(mltest_scorecard_text(card, "worst_kind.name"), "saturate");
    ck_assert_ptr_null(mltest_scorecard_text(card, "n_samples"));
    ck_assert_ptr_null(mltest_scorecard_text(card, "nix"));
}
END_TEST

START_TEST(tables)
{
    static const struct {
        const char *name;
        size_t rows; /* SIZE_MAX: any */
    } all[] = {{"conditions", API_CONDITIONS},
               {"categories", 2},
               {"kinds", 2},
               {"classes", 2},
               {"class_performance", SIZE_MAX},
               {"tide", SIZE_MAX},
               {"changes", SIZE_MAX},
               {"levels", API_CONDITIONS},
               {"intervals", 5 + 2 + 2 + API_CONDITIONS + 4 * API_CONDITIONS},
               {"worst", 2},
               {"corruption_errors", SIZE_MAX},
               {"decisions", 0},
               {"warnings", SIZE_MAX},
               {"metrics", 0},
               {"recommendations", SIZE_MAX}};
    size_t n = 0;
    for (; mltest_scorecard_table(card, n) != NULL; n++)
        ck_assert_ptr_nonnull(mltest_scorecard_column(card, mltest_scorecard_table(card, n), 0));
    ck_assert_uint_eq(n, sizeof all / sizeof all[0]);
    for (size_t i = 0; i < n; i++) {
        size_t k = 0;
        while (k < n && strcmp(mltest_scorecard_table(card, k), all[i].name) != 0)
            k++;
        ck_assert_msg(k < n, "no table %s", all[i].name);
        if (all[i].rows != SIZE_MAX)
            ck_assert_uint_eq(mltest_scorecard_rows(card, all[i].name), all[i].rows);
    }
    ck_assert_uint_eq(mltest_scorecard_rows(card, "nix"), 0);
    ck_assert_ptr_null(mltest_scorecard_column(card, "kinds", 1000));
    ck_assert_ptr_null(mltest_scorecard_column(card, "nix", 0));
}
END_TEST

START_TEST(columns)
{
    const double *affected = mltest_scorecard_doubles(card, "conditions", "affected.value");
    const int32_t *lost = mltest_scorecard_ints(card, "conditions", "lost");
    const int32_t *kept = mltest_scorecard_ints(card, "conditions", "kept");
    const char *const *names = mltest_scorecard_strings(card, "conditions", "name");
    ck_assert_str_eq(names[0], "clean");
    ck_assert_str_eq(names[1], API_BRIGHTNESS);
    ck_assert_str_eq(names[2], API_SATURATE);
    ck_assert_double_eq(affected[1], 0);
    ck_assert_double_eq(affected[2], 0.5);
    ck_assert_int_eq(lost[1], 0);
    ck_assert_int_eq(lost[2], 2);
    ck_assert_int_eq(kept[1], API_SAMPLES);
    ck_assert_int_eq(kept[2], API_SAMPLES - 2);
    names = mltest_scorecard_strings(card, "worst", "sample");
    ck_assert_str_eq(names[0], "p0");
    ck_assert_str_eq(names[1], "p1");
    names = mltest_scorecard_strings(card, "classes", "name");
    ck_assert_str_eq(names[1], "bee");
}
END_TEST

/* A column is given by its own type only. */
START_TEST(columns_of_another_type)
{
    ck_assert_ptr_null(mltest_scorecard_doubles(card, "conditions", "lost"));
    ck_assert_ptr_null(mltest_scorecard_doubles(card, "conditions", "name"));
    ck_assert_ptr_null(mltest_scorecard_ints(card, "conditions", "affected.value"));
    ck_assert_ptr_null(mltest_scorecard_ints(card, "conditions", "name"));
    ck_assert_ptr_null(mltest_scorecard_strings(card, "conditions", "lost"));
    ck_assert_ptr_null(mltest_scorecard_strings(card, "conditions", "affected.value"));
    ck_assert_ptr_null(mltest_scorecard_doubles(card, "conditions", "nix"));
    ck_assert_ptr_null(mltest_scorecard_ints(card, "nix", "lost"));
    ck_assert_ptr_null(mltest_scorecard_strings(card, NULL, "name"));
    ck_assert_ptr_null(mltest_scorecard_strings(card, "conditions", NULL));
}
END_TEST

START_TEST(options)
{
    mltest_options *score = api_options("score", "min_confidence", "0.9");
    mltest_options *other = api_options("run", "seed", "1");
    mltest_scorecard *strict = NULL;
    ck_assert_int_eq(mltest_scorecard_new(&strict, NULL, journal, score, NULL, 0, &error),
                     MLTEST_OK);
    ck_assert_double_eq(value_of(strict, "settings.min_confidence"), 0.9);
    ck_assert_double_eq(value_of(strict, "clean.recall"), 0); /* all scores are 0.875 */
    mltest_scorecard_free(strict);
    api_check_refused(mltest_scorecard_new(&strict, NULL, journal, other, NULL, 0, &error), &error,
                      MLTEST_ERR_INVALID, "score");
    ck_assert_ptr_null(strict);
    ck_assert_int_eq(mltest_options_set_text(score, "match_confidence", "0.95", NULL), MLTEST_OK);
    api_check_refused(mltest_scorecard_new(&strict, NULL, journal, score, NULL, 0, &error), &error,
                      MLTEST_ERR_INVALID, "match_confidence");
    mltest_options_free(score);
    mltest_options_free(other);
}
END_TEST

/* What was borrowed outlives the host's handle of the journal. */
START_TEST(the_journal_is_kept)
{
    const char *name = mltest_scorecard_text(card, "model.name");
    mltest_journal_free(journal);
    journal = NULL;
    ck_assert_str_eq(name, "fragile");
    ck_assert_str_eq(mltest_scorecard_strings(card, "kinds", "name")[1], "saturate");
    api_paper *paper = calloc(1, sizeof *paper);
    ck_assert_int_eq(mltest_write_scorecard(card, "text", api_write, paper, &error), MLTEST_OK);
    free(paper);
}
END_TEST

START_TEST(written)
{
    api_paper *paper = calloc(1, sizeof *paper);
    ck_assert_int_eq(mltest_write_scorecard(card, "text", api_write, paper, &error), MLTEST_OK);
    ck_assert_ptr_nonnull(strstr(paper->text, "fragile on tiny"));
    ck_assert_ptr_nonnull(strstr(paper->text, API_SATURATE));
    memset(paper, 0, sizeof *paper);
    ck_assert_int_eq(mltest_write_scorecard(card, "json", api_write, paper, &error), MLTEST_OK);
    ck_assert_int_eq(paper->text[0], '{');
    ck_assert_ptr_nonnull(strstr(paper->text, "\"fragile\""));
    ck_assert_ptr_nonnull(strstr(paper->text, "\"" API_SATURATE "\""));
    ck_assert_ptr_null(strstr(paper->text, "nan"));
    paper->n = 0;
    paper->most = 1;
    mltest_status status = mltest_write_scorecard(card, "json", api_write, paper, &error);
    ck_assert_int_eq(mltest_error_callback_code(error), 77);
    api_check_refused(status, &error, MLTEST_ERR_CALLBACK, "write function");
    api_check_refused(mltest_write_scorecard(card, "xml", api_write, paper, &error), &error,
                      MLTEST_ERR_NOT_FOUND, "xml");
    free(paper);
}
END_TEST

START_TEST(arguments_that_are_missing)
{
    mltest_metric *const none[] = {NULL};
    mltest_scorecard *c = api_stale();
    double value = 3;
    api_check_refused(mltest_scorecard_new(NULL, NULL, journal, NULL, NULL, 0, &error), &error,
                      MLTEST_ERR_INVALID, "out is NULL");
    api_check_refused(mltest_scorecard_new(&c, NULL, NULL, NULL, NULL, 0, &error), &error,
                      MLTEST_ERR_INVALID, "journal is NULL");
    ck_assert_ptr_null(c);
    api_check_refused(mltest_scorecard_new(&c, NULL, journal, NULL, NULL, 1, &error), &error,
                      MLTEST_ERR_INVALID, "metrics is NULL");
    api_check_refused(mltest_scorecard_new(&c, NULL, journal, NULL, none, 1, &error), &error,
                      MLTEST_ERR_INVALID, "metrics[i] is NULL");
    ck_assert_ptr_null(c);
    api_check_refused(mltest_write_scorecard(NULL, "text", api_write, NULL, &error), &error,
                      MLTEST_ERR_INVALID, "card is NULL");
    api_check_refused(mltest_write_scorecard(card, NULL, api_write, NULL, &error), &error,
                      MLTEST_ERR_INVALID, "format is NULL");
    api_check_refused(mltest_write_scorecard(card, "text", NULL, NULL, &error), &error,
                      MLTEST_ERR_INVALID, "write is NULL");
    ck_assert_int_eq(mltest_scorecard_value(NULL, "n_samples", &value), MLTEST_ERR_INVALID);
    ck_assert_int_eq(mltest_scorecard_value(card, NULL, &value), MLTEST_ERR_INVALID);
    ck_assert_int_eq(mltest_scorecard_value(card, "n_samples", NULL), MLTEST_ERR_INVALID);
    ck_assert_double_eq(value, 3);
    ck_assert_ptr_null(mltest_scorecard_text(NULL, "model.name"));
    ck_assert_ptr_null(mltest_scorecard_text(card, NULL));
    ck_assert_ptr_null(mltest_scorecard_table(NULL, 0));
    ck_assert_uint_eq(mltest_scorecard_rows(NULL, "kinds"), 0);
    ck_assert_ptr_null(mltest_scorecard_column(NULL, "kinds", 0));
    ck_assert_ptr_null(mltest_scorecard_doubles(NULL, "conditions", "affected.value"));
    ck_assert_ptr_null(mltest_scorecard_ints(NULL, "conditions", "lost"));
    ck_assert_ptr_null(mltest_scorecard_strings(NULL, "conditions", "name"));
    mltest_scorecard_free(NULL);
}
END_TEST

/* Scores and writes; a text that was written in spite of missing memory must be the whole text. */
static mltest_status score_and_write(mltest_context *ctx, void *data)
{
    static const char *const formats[] = {"text", "json"};
    mltest_scorecard *c = api_stale();
    mltest_status status = mltest_scorecard_new(&c, ctx, journal, data, NULL, 0, &error);
    ck_assert_int_eq(c != NULL, status == MLTEST_OK);
    ck_assert_int_eq(mltest_error_status(error), status);
    mltest_error_free(error);
    error = NULL;
    for (int i = 0; i < 2 && status == MLTEST_OK; i++) {
        api_paper *paper = calloc(1, sizeof *paper);
        status = mltest_write_scorecard(c, formats[i], api_write, paper, NULL);
        ck_assert_int_eq(paper->n > 0, status == MLTEST_OK);
        free(paper);
    }
    mltest_scorecard_free(c);
    return status;
}

START_TEST(out_of_memory)
{
    /* allocations are the same for any number of draws */
    mltest_options *few = api_options("score", "resamples", "4");
    mlt_test_every_allocation(score_and_write, few);
    mltest_options_free(few);
}
END_TEST

Suite *mlt_suite_api_scorecard(void)
{
    Suite *suite = suite_create("api_scorecard");
    TCase *tests = tcase_create("scorecard");
    tcase_set_timeout(tests, 60);
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, values_and_texts);
    tcase_add_test(tests, tables);
    tcase_add_test(tests, columns);
    tcase_add_test(tests, columns_of_another_type);
    tcase_add_test(tests, options);
    tcase_add_test(tests, the_journal_is_kept);
    tcase_add_test(tests, written);
    tcase_add_test(tests, arguments_that_are_missing);
    tcase_add_test(tests, out_of_memory);
    suite_add_tcase(suite, tests);
    return suite;
}
