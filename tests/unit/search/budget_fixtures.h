/* SPDX-License-Identifier: MIT */
/*
 * Runs with a budget, or until decided, of a model that breaks where a test says.
 */
#ifndef MLT_TESTS_SEARCH_BUDGET_FIXTURES_H
#define MLT_TESTS_SEARCH_BUDGET_FIXTURES_H

#include "score/score.h"
#include "search/budget.h"
#include "search/fixtures.h"

/* What a run is made of beside its model; texts are "name=value name=value". */
typedef struct {
    size_t n, per_group, n_grey;
    const char *conditions, *run, *score;
} budget_plan;

static inline mltest_status budget_make_in(mltest_context *ctx, mltest_run **out, breaking_model *m,
                                           const budget_plan *plan, mltest_error **error)
{
    mltest_dataset *dataset = search_dataset_of(plan->n, plan->per_group, plan->n_grey);
    mltest_predictor *predictor = search_predictor(m);
    mltest_options *run = search_options("run", plan->run != NULL ? plan->run : "");
    mltest_options *score = search_options("score", plan->score != NULL ? plan->score : "");
    mltest_suite *suite;
    ck_assert_int_eq(mltest_options_set_bool(run, "timing", 0, NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_suite_open(&suite, NULL, plan->conditions, NULL), MLTEST_OK);
    mltest_status status = mltest_run_new(out, ctx, dataset, predictor, suite, run, error);
    if (status == MLTEST_OK)
        status = mltest_run_set_score(*out, score, error);
    mltest_suite_free(suite);
    mltest_options_free(score);
    mltest_options_free(run);
    mltest_predictor_free(predictor);
    mltest_dataset_free(dataset);
    return status;
}

static inline mltest_run *budget_make(breaking_model *m, const budget_plan *plan)
{
    mltest_run *run = NULL;
    mltest_error *error = NULL;
    ck_assert_msg(budget_make_in(NULL, &run, m, plan, &error) == MLTEST_OK, "%s",
                  mltest_error_message(error));
    return run;
}

/* Runs all of it into path. */
static inline void budget_run(breaking_model *m, const budget_plan *plan, const char *path)
{
    mltest_run *run = budget_make(m, plan);
    mltest_error *error = NULL;
    ck_assert_msg(mltest_run_execute(run, path, &error) == MLTEST_OK, "%s",
                  mltest_error_message(error));
    mltest_run_free(run);
}

static inline mltest_journal *budget_journal(const char *path)
{
    mltest_journal *journal = NULL;
    ck_assert_int_eq(mltest_journal_open(&journal, NULL, &path, 1, NULL), MLTEST_OK);
    return journal;
}

/* Runs it in a folder of its own, and scores it. */
static inline mltest_scorecard *budget_card(breaking_model *m, const budget_plan *plan)
{
    const char *dir = mlt_test_make_dir(), *path = mlt_test_path(dir, "b.jsonl.gz");
    mltest_options *options = search_options("score", plan->score != NULL ? plan->score : "");
    mltest_scorecard *card = NULL;
    budget_run(m, plan, path);
    mltest_journal *journal = budget_journal(path);
    ck_assert(journal->complete);
    ck_assert_int_eq(mltest_scorecard_new(&card, NULL, journal, options, NULL, 0, NULL), MLTEST_OK);
    mltest_journal_free(journal);
    mltest_options_free(options);
    mlt_test_remove_dir(dir);
    return card;
}

static inline double budget_value(const mltest_scorecard *card, const char *name)
{
    double value = -1;
    ck_assert_msg(mltest_scorecard_value(card, name, &value) == MLTEST_OK, "no %s", name);
    return value;
}

static inline double budget_cell(const mltest_scorecard *card, const char *column, size_t row)
{
    const double *cells = mltest_scorecard_doubles(card, "decisions", column);
    ck_assert_msg(cells != NULL, "no column %s", column);
    ck_assert_uint_lt(row, mltest_scorecard_rows(card, "decisions"));
    return cells[row];
}

static inline void budget_says(const mltest_scorecard *card, size_t row, const char *verdict)
{
    const char *got = mltest_scorecard_strings(card, "decisions", "verdict")[row];
    ck_assert_msg(strcmp(got, verdict) == 0, "row %zu: %s, expected %s", row, got, verdict);
}

/* Samples p0 … break in any condition that has a severity, the others never. */
static inline breaking_model budget_model(size_t n_broken)
{
    breaking_model m = {.pictures = 0};
    for (size_t i = 0; i < MOST_SAMPLES; i++)
        m.breaks_at[i] = i < n_broken ? 1 : 9;
    return m;
}

/* The canonical form of a journal, which says whether two are the same; freed by the caller. */
static inline char *budget_canonical(const char *dir, const char *path, size_t *n)
{
    const char *merged = mlt_test_path(dir, "merged.jsonl.gz");
    ck_assert_int_eq(mlt_journal_merge(NULL, merged, &path, 1, false, false, NULL), MLTEST_OK);
    char *bytes = mlt_test_read_file(merged, n);
    remove(merged);
    return bytes;
}

#endif
