/* SPDX-License-Identifier: MIT */
#include "score/fixtures.h"

static const char *text(const mltest_scorecard *card, const char *name)
{
    const mlt_value *value = mlt_results_find_value(card->results, name);
    ck_assert_msg(value != NULL && value->is_text, "there is no text %s", name);
    return value->text;
}

START_TEST(test_names)
{
    mltest_scorecard *card = fx_card(true, true);
    ck_assert_str_eq(text(card, "model.name"), "net");
    ck_assert_str_eq(text(card, "model.version"), "1");
    ck_assert_str_eq(text(card, "dataset.name"), "pets");
    ck_assert_str_eq(text(card, "suite.name"), "s");
    ck_assert_str_eq(text(card, "task"), "detection");
    fx_near(fx_number(card, "format"), 1);
    fx_near(fx_number(card, "n_samples"), 4);
    fx_near(fx_number(card, "complete"), 1);
    ck_assert(mlt_results_find_value(card->results, "complete")->is_flag);
    mlt_scorecard_unref(card);
    card = fx_card(true, false);
    fx_near(fx_number(card, "complete"), 0);
    mlt_scorecard_unref(card);
}
END_TEST

START_TEST(test_settings)
{
    static const char *const set[][2] = {
        {"min_confidence", "0.4"},    {"match_confidence", "0.35"},
        {"score_strictness", "0.7"},  {"target_fraction_affected_samples", "0.1"},
        {"min_visibility", "0.5"},    {"consistency", "macro"},
        {"weights", "fog=2, noise=0"}};
    mltest_scorecard *card = fx_card(true, true);
    mltest_options *options = NULL;
    fx_near(fx_number(card, "settings.min_confidence"), 0.3);
    fx_near(fx_number(card, "settings.match_confidence"), 0.2);
    ck_assert_str_eq(text(card, "settings.consistency"), "micro");
    ck_assert_str_eq(text(card, "settings.weights"), "");
    ck_assert_int_eq(mltest_options_new(&options, NULL, "score", NULL), MLTEST_OK);
    for (size_t i = 0; i < sizeof set / sizeof set[0]; i++)
        ck_assert_int_eq(mltest_options_set_text(options, set[i][0], set[i][1], NULL), MLTEST_OK);
    mlt_scorecard_unref(card);
    card = fx_score_with(fx_open(true), options);
    fx_near(fx_number(card, "settings.min_confidence"), 0.4);
    fx_near(fx_number(card, "settings.match_confidence"), 0.35);
    fx_near(fx_number(card, "settings.score_strictness"), 0.7);
    fx_near(fx_number(card, "settings.target_fraction_affected_samples"), 0.1);
    fx_near(fx_number(card, "settings.min_visibility"), 0.5);
    ck_assert_str_eq(text(card, "settings.consistency"), "macro");
    ck_assert_str_eq(text(card, "settings.weights"), "fog=2,noise=0");
    mlt_scorecard_unref(card);
    mltest_options_free(options);
}
END_TEST

/* Rain is tried on all, lost on all but a, and has no labels to be wrong about but a's. */
START_TEST(test_figures_of_risk)
{
    mltest_journal *journal = fx_open(true);
    for (size_t i = 1; i < FX_SAMPLES; i++)
        fx_answer(journal, i, FX_RAIN, NULL, 0);
    for (size_t i = 2; i < FX_SAMPLES; i++)
        fx_label(journal, i, NULL, 0);
    mltest_scorecard *card = fx_score(journal);
    fx_near(fx_number(card, "risk.value"), 100 * ((0.5 + 0.75) / 2 + 0.25) / 2);
    ck_assert(fx_number(card, "risk.low") <= fx_number(card, "risk.value"));
    ck_assert(fx_number(card, "risk.high") >= fx_number(card, "risk.value"));
    fx_near(fx_number(card, "risk_flat"), 100 * (0.5 + 0.25 + 0.75) / 3);
    fx_near(fx_number(card, "failure_under_change"), 100 * ((0.5 + 0.5) / 2 + 0) / 2);
    fx_near(fx_number(card, "worst_case_share"), 0.75);
    ck_assert_str_eq(text(card, "worst_kind.name"), "rain");
    fx_near(fx_number(card, "worst_kind.affected"), 0.75);
    ck_assert_str_eq(text(card, "worst_category.name"), "weather");
    fx_near(fx_number(card, "worst_category.affected"), 0.625);
    fx_near(fx_number(card, "mPC"), (51.0 / 101 + 1 + 51.0 / 101) / 3);
    mlt_scorecard_unref(card);
}
END_TEST

/* Clean finds three of four cats, at IoU 2/3 for one of them, and nothing on d. */
START_TEST(test_figures_of_clean_pictures)
{
    static mlt_pred poor[] = {{{14, 10, 20, 20}, 0.5, 0}}, wrong[] = {{{60, 60, 9, 9}, 0.4, 1}};
    mltest_journal *journal = fx_open(true);
    fx_answer(journal, 2, FX_CLEAN, poor, 1);
    fx_answer(journal, 3, FX_CLEAN, NULL, 0);
    fx_answer(journal, 1, FX_CLEAN, wrong, 1);
    mltest_scorecard *card = fx_score(journal);
    fx_near(fx_number(card, "clean.mAP"), (4 * 51.0 + 6 * 26) / 1010); /* one of four, or two */
    fx_near(fx_number(card, "clean.AP50"), 51.0 / 101);
    fx_near(fx_number(card, "clean.AP75"), 26.0 / 101);
    fx_near(fx_number(card, "clean.AR"), 0.4 * 0.5 + 0.6 * 0.25);
    fx_near(fx_number(card, "clean.precision"), 2.0 / 3);
    fx_near(fx_number(card, "clean.recall"), 0.5);
    fx_near(fx_number(card, "clean.F1"), 4.0 / 7);
    fx_near(fx_number(card, "clean.eligible"), 3);
    fx_near(fx_number(card, "clean.blind"), 1);
    fx_near(fx_number(card, "rPC"), fx_number(card, "mPC") / fx_number(card, "clean.mAP"));
    mlt_scorecard_unref(card);
}
END_TEST

START_TEST(test_figures_of_classification)
{
    mltest_journal *journal = fx_open(true);
    journal->run.task = MLTEST_TASK_CLASSIFICATION;
    mltest_scorecard *card = fx_score(journal);
    ck_assert_str_eq(text(card, "task"), "classification");
    fx_near(fx_number(card, "clean.top1"), 1);
    fx_near(fx_number(card, "clean.top5"), 1);
    fx_near(fx_number(card, "clean.balanced_accuracy"), 1);
    ck_assert_ptr_null(mlt_results_find_value(card->results, "clean.mAP"));
    ck_assert_ptr_null(mlt_results_find_value(card->results, "clean.AP50"));
    mlt_scorecard_unref(card);
}
END_TEST

static mltest_status fill_again(mltest_context *ctx, void *data)
{
    mltest_scorecard *card = data;
    mltest_context *before = card->ctx;
    mlt_results *results = card->results;
    mltest_error *error = NULL;
    const mlt_score_extras extras = {.floor = 0};
    const mlt_groups groups = {.ctx = ctx};
    card->ctx = ctx;
    mltest_status status = mlt_results_new(&card->results, ctx, &error);
    if (status == MLTEST_OK) {
        status = mlt_score_fill(card, &groups, &extras, &error);
        mlt_results_free(card->results);
    }
    card->ctx = before;
    card->results = results;
    mltest_error_free(error);
    return status;
}

START_TEST(test_out_of_memory)
{
    mltest_scorecard *card = fx_card(false, false);
    mlt_test_every_allocation(fill_again, card);
    mlt_scorecard_unref(card);
}
END_TEST

FX_SUITE(fill, test_names, test_settings, test_figures_of_risk, test_figures_of_clean_pictures,
         test_figures_of_classification, test_out_of_memory)
