/* SPDX-License-Identifier: MIT */
/*
 * The rounds judge as the scorecard of their journal does.
 */
#include "search/budget.h"

#include "search/budget_fixtures.h"

/* Answers a little below the confidence under change; a box far below it, or not. */
typedef struct {
    bool has_low;
} wavering_model;

static int32_t waver(void *user_data, const mltest_image_view *images, size_t n, mltest_sink *sink)
{
    const wavering_model *m = user_data;
    (void)images;
    for (size_t i = 0; i < n; i++) {
        unsigned s = (unsigned)atoi(mltest_sink_sample_id(sink, i) + 1);
        bool is_low = strchr(mltest_sink_condition(sink, i), '@') != NULL && s % 3 == 0;
        mltest_sink_add_box(sink, i, 0, is_low ? 0.25 : 0.35, 2, 2, 9, 9);
        if (m->has_low)
            mltest_sink_add_box(sink, i, 0, 0.1, 1, 1, 3, 3);
    }
    return MLTEST_CALLBACK_DONE;
}

static mltest_scorecard *wavering_card(bool has_low)
{
    wavering_model m = {has_low};
    const mltest_predictor_vtable vtable = {.struct_size = sizeof vtable, .predict = waver};
    const char *dir = mlt_test_make_dir(), *path = mlt_test_path(dir, "b.jsonl.gz");
    mltest_dataset *dataset = search_dataset(64);
    mltest_options *options = search_options("run", "until_decided=true");
    mltest_predictor *predictor;
    mltest_suite *suite;
    mltest_run *run;
    mltest_scorecard *card;
    ck_assert_int_eq(mltest_predictor_new(&predictor, NULL, &vtable, &m, NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_suite_open(&suite, NULL, "brightness@1", NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_run_new(&run, NULL, dataset, predictor, suite, options, NULL),
                     MLTEST_OK);
    ck_assert_int_eq(mltest_run_execute(run, path, NULL), MLTEST_OK);
    mltest_journal *journal = budget_journal(path);
    ck_assert_int_eq(mltest_scorecard_new(&card, NULL, journal, NULL, NULL, 0, NULL), MLTEST_OK);
    mltest_journal_free(journal);
    mltest_run_free(run);
    mltest_suite_free(suite);
    mltest_predictor_free(predictor);
    mltest_options_free(options);
    mltest_dataset_free(dataset);
    mlt_test_remove_dir(dir);
    return card;
}

/* A model known to report scores down to .1 may have a partner at .25; hysteresis is off else. */
START_TEST(flicker)
{
    mltest_scorecard *on = wavering_card(true), *off = wavering_card(false);
    ck_assert_double_eq(budget_value(on, "hysteresis"), 1);
    ck_assert_double_eq(budget_value(off, "hysteresis"), 0);
    ck_assert_double_eq(budget_cell(on, "k", 0), 0);
    budget_says(off, 0, "fail");
    ck_assert_double_lt(budget_cell(off, "calls", 0), 64);
    mltest_scorecard_free(on);
    mltest_scorecard_free(off);
}
END_TEST

/* Of two replicates, one of which fails for some samples: a half. */
START_TEST(replicates)
{
    breaking_model m = budget_model(64);
    m.only_kind = "gaussian_noise:r1@3#1";
    const budget_plan plan = {.n = 64,
                              .conditions = "gaussian_noise@3 gaussian_noise@3#1",
                              .run = "until_decided=true",
                              .score = "target_fraction_affected_samples=0.2 resamples=0"};
    mltest_scorecard *card = budget_card(&m, &plan);
    ck_assert_uint_eq(mltest_scorecard_rows(card, "decisions"), 1);
    budget_says(card, 0, "fail");
    ck_assert_double_eq(budget_cell(card, "k", 0), budget_cell(card, "n", 0) / 2);
    ck_assert_double_eq(budget_cell(card, "calls", 0), 2 * budget_cell(card, "n", 0));
    mltest_scorecard_free(card);
}
END_TEST

/* What is mostly skipped has no share, and no verdict. */
START_TEST(mostly_skipped)
{
    breaking_model m = budget_model(64);
    const budget_plan plan = {.n = 64,
                              .n_grey = 60,
                              .conditions = "bgr_swap@1",
                              .run = "until_decided=true",
                              .score = "target_fraction_affected_samples=0.2 resamples=0"};
    mltest_scorecard *card = budget_card(&m, &plan);
    budget_says(card, 0, "inconclusive");
    ck_assert_double_eq(budget_cell(card, "calls", 0), 4);
    mltest_scorecard_free(card);
}
END_TEST

/* The scorecard of the journal comes to the verdicts that the rounds acted upon. */
START_TEST(as_the_scorecard)
{
    for (size_t broken = 0; broken <= 64; broken += 4) {
        breaking_model m = budget_model(broken);
        m.only_kind = "contrast";
        const budget_plan plan = {
            .n = 64,
            .conditions = "brightness@1 contrast@2",
            .run = "until_decided=true",
            .score = "target_fraction_affected_samples=0.2 resamples=0 tide=false"};
        mltest_scorecard *card = budget_card(&m, &plan);
        for (size_t i = 0; i < 2; i++) {
            bool is_open = budget_cell(card, "calls", i) >= 64;
            bool says = strcmp(mltest_scorecard_strings(card, "decisions", "verdict")[i],
                               "inconclusive") == 0;
            ck_assert(is_open || !says); /* who was not asked to the end is decided */
            if (says)
                ck_assert_double_eq(budget_cell(card, "n", i), 64);
        }
        budget_says(card, 0, "pass");
        mltest_scorecard_free(card);
    }
}
END_TEST

MLT_TEST_SUITE(search_budget_judge, flicker, replicates, mostly_skipped, as_the_scorecard)
