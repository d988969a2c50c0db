/* SPDX-License-Identifier: MIT */
#include "score/fixtures.h"
#include "score/levels.h"

static mlt_pred cat[] = {{{10, 10, 20, 20}, 0.9, 0}};

/* Weather .5 (fog; rain is undefined) and noise .25: dither and the chain do not count. */
START_TEST(test_by_hand)
{
    mltest_scorecard *card = fx_card(true, true);
    const mlt_risk *risk = &card->risk;
    fx_near(risk->value, 37.5);
    fx_near(risk->flat, 37.5);
    fx_near(risk->failure, 37.5);
    fx_near(risk->worst_case, 0.75); /* b, c and d */
    ck_assert_str_eq(risk->worst_kind, "fog");
    ck_assert_str_eq(risk->worst_category, "weather");
    fx_near(risk->worst_kind_value, 0.5);
    fx_near(risk->worst_category_value, 0.5);
    fx_near(risk->mpc, (51.0 / 101 + 76.0 / 101) / 2);
    fx_near(risk->mpc_clean, 1);
    fx_near(risk->rpc, risk->mpc);
    mlt_scorecard_unref(card);
}
END_TEST

START_TEST(test_groups)
{
    mltest_scorecard *card = fx_card(true, true);
    mlt_groups groups;
    ck_assert_int_eq(mlt_groups_make(&groups, card, NULL), MLTEST_OK);
    ck_assert_uint_eq(groups.n_kinds, 3);
    ck_assert_uint_eq(groups.n_categories, 2);
    ck_assert_str_eq(groups.kinds[0].name, "fog");
    ck_assert_str_eq(groups.kinds[0].category, "weather");
    ck_assert_str_eq(groups.kinds[2].name, "rain");
    ck_assert_uint_eq(groups.kinds[0].n, 1);
    ck_assert_uint_eq(groups.kinds[2].n, 0);
    ck_assert(isnan(groups.kinds[2].affected));
    ck_assert_str_eq(groups.categories[0].name, "weather");
    ck_assert_uint_eq(groups.categories[0].n, 2);
    fx_near(groups.categories[0].affected, 0.5);
    fx_near(groups.categories[1].mean_r, 0.75);
    fx_near(groups.categories[1].wrong, 0.25);
    fx_near(groups.categories[0].performance, 51.0 / 101);
    mlt_groups_free(&groups);
    mlt_scorecard_unref(card);
}
END_TEST

/* Kinds of one category are averaged first: the risk is a mean of means. */
START_TEST(test_categories_weigh_the_same)
{
    mltest_scorecard *card = fx_card(true, true);
    mlt_groups groups;
    card->conditions[FX_RAIN].undefined = false;
    card->conditions[FX_RAIN].affected.value = 1;
    card->conditions[FX_RAIN].wrong.value = 0;
    ck_assert_int_eq(mlt_groups_make(&groups, card, NULL), MLTEST_OK);
    fx_near(card->risk.value, 100 * ((0.5 + 1) / 2 + 0.25) / 2);
    fx_near(card->risk.flat, 100 * (0.5 + 1 + 0.25) / 3);
    fx_near(card->risk.failure, 100 * ((0.5 + 0) / 2 + 0.25) / 2);
    ck_assert_str_eq(card->risk.worst_kind, "rain");
    fx_near(card->risk.worst_kind_value, 1);
    ck_assert_str_eq(card->risk.worst_category, "weather");
    fx_near(card->risk.worst_category_value, 0.75);
    mlt_groups_free(&groups);
    mlt_scorecard_unref(card);
}
END_TEST

/* Rain becomes fog at 5: one kind with f = (2/4 + 1/1) / 2, performance over both severities. */
START_TEST(test_severities_of_a_kind)
{
    mltest_journal *journal = fx_open(true);
    mlt_groups groups;
    journal->conditions[FX_RAIN].steps[0].kind = "fog";
    fx_answer(journal, 0, FX_RAIN, NULL, 0);
    for (size_t i = 1; i < FX_SAMPLES; i++)
        fx_answer(journal, i, FX_RAIN, cat, 1);
    mltest_scorecard *card = fx_score(journal);
    ck_assert_int_eq(mlt_groups_make(&groups, card, NULL), MLTEST_OK);
    ck_assert_uint_eq(groups.n_kinds, 2);
    ck_assert_uint_eq(groups.kinds[0].n, 2);
    ck_assert_uint_eq(groups.categories[0].n, 1);
    fx_near(groups.kinds[0].affected, (0.5 + 0.25) / 2);
    fx_near(groups.kinds[0].wrong, (0.5 + 0.25) / 2);
    fx_near(groups.kinds[0].mean_r, (0.5 + 0.75) / 2);
    fx_near(groups.kinds[0].performance, (51.0 / 101 + 76.0 / 101) / 2);
    fx_near(card->risk.value, 100 * (0.375 + 0.25) / 2);
    mlt_groups_free(&groups);
    mlt_scorecard_unref(card);
}
END_TEST

/* A condition whose labels are known up to an interval is no part of mPC, but of all else. */
START_TEST(test_label_limited)
{
    mltest_scorecard *card = fx_card(true, true);
    mlt_groups groups;
    card->conditions[FX_FOG].label_limited = true;
    ck_assert_int_eq(mlt_groups_make(&groups, card, NULL), MLTEST_OK);
    fx_near(card->risk.mpc, 76.0 / 101);
    fx_near(card->risk.value, 37.5);
    ck_assert(isnan(groups.kinds[0].performance));
    fx_near(groups.kinds[0].wrong, 0.5);
    mlt_groups_free(&groups);
    mlt_scorecard_unref(card);
}
END_TEST

/* rPC is a ratio: without a clean figure, or with one of 0, there is none. */
START_TEST(test_relative_performance)
{
    mltest_journal *journal = fx_open(true);
    for (size_t i = 0; i < FX_SAMPLES; i++)
        fx_answer(journal, i, FX_CLEAN, NULL, 0);
    mltest_scorecard *card = fx_score(journal);
    fx_near(card->risk.mpc_clean, 0);
    ck_assert_double_gt(card->risk.mpc, 0);
    ck_assert(isnan(card->risk.rpc));
    mlt_scorecard_unref(card);
}
END_TEST

/* A class that one of two replicates has no label of counts for the whole level. */
START_TEST(test_classes_by_level)
{
    mltest_journal *journal = fx_open(true);
    mlt_groups groups;
    journal->conditions[FX_NOISE].name = "fog:r1@3#1";
    journal->conditions[FX_RAIN].steps[0].kind = "fog";
    for (size_t i = 0; i < FX_SAMPLES; i++)
        fx_answer(journal, i, FX_RAIN, cat, 1);
    mltest_scorecard *card = fx_score(journal);
    card->figures[FX_FOG * 2].ap = 0.5;
    card->figures[FX_NOISE * 2].ap = NAN;
    card->figures[FX_RAIN * 2].ap = 1;
    ck_assert_int_eq(mlt_groups_make(&groups, card, NULL), MLTEST_OK);
    fx_near(card->risk.rpc_classes, 0.75);
    mlt_groups_free(&groups);
    mlt_scorecard_unref(card);
}
END_TEST

/* Severities above 3 are no part of the worst case, 3 is; nor is what was mostly skipped. */
START_TEST(test_worst_case_up_to_severity_3)
{
    mltest_journal *journal = fx_open(true);
    fx_answer(journal, 0, FX_RAIN, NULL, 0); /* the only one that finds a's cat no more */
    journal->conditions[FX_RAIN].severity = 3;
    mltest_scorecard *skipped = fx_score(mlt_journal_ref(journal));
    fx_near(skipped->risk.worst_case, 0.75);
    mlt_scorecard_unref(skipped);
    fx_answer(journal, 1, FX_RAIN, cat, 1);
    journal->conditions[FX_RAIN].severity = 5;
    mltest_scorecard *card = fx_score(mlt_journal_ref(journal));
    fx_near(card->risk.worst_case, 0.75);
    mlt_scorecard_unref(card);
    journal->conditions[FX_RAIN].severity = 3;
    card = fx_score(journal);
    fx_near(card->risk.worst_case, 1);
    mlt_scorecard_unref(card);
}
END_TEST

/* The share is of samples that are eligible and were tried: a is blind, d was skipped throughout.
 */
START_TEST(test_worst_case_of_whom)
{
    mltest_journal *journal = fx_open(true);
    fx_answer(journal, 0, FX_CLEAN, NULL, 0);
    fx_outcome(journal, 3, FX_FOG)->type = MLT_SKIP;
    fx_outcome(journal, 3, FX_NOISE)->type = MLT_SKIP;
    fx_answer(journal, 1, FX_FOG, cat, 1);
    mltest_scorecard *card = fx_score(journal);
    fx_near(card->risk.worst_case, 0.5); /* c of b, c */
    mlt_scorecard_unref(card);
}
END_TEST

/* A consistency of just the strictness is not affected. */
START_TEST(test_worst_case_at_the_strictness)
{
    mltest_scorecard *card = fx_card(true, true);
    mlt_groups groups;
    card->samples[1 * FX_CONDITIONS + FX_FOG].r = 0.75;
    ck_assert_int_eq(mlt_groups_make(&groups, card, NULL), MLTEST_OK);
    fx_near(card->risk.worst_case, 0.5); /* c and d */
    mlt_groups_free(&groups);
    mlt_scorecard_unref(card);
}
END_TEST

/* All kinds equal: the first is named. */
START_TEST(test_all_equal)
{
    mltest_journal *journal = fx_open(true);
    for (size_t i = 0; i < FX_SAMPLES; i++) {
        for (size_t c = FX_FOG; c <= FX_RAIN; c++)
            fx_answer(journal, i, c, cat, 1);
    }
    mltest_scorecard *card = fx_score(journal);
    fx_near(card->risk.value, 0);
    fx_near(card->risk.flat, 0);
    fx_near(card->risk.failure, 0);
    fx_near(card->risk.worst_case, 0);
    fx_near(card->risk.rpc, 1);
    ck_assert_str_eq(card->risk.worst_kind, "fog");
    ck_assert_str_eq(card->risk.worst_category, "weather");
    fx_near(card->risk.worst_kind_value, 0);
    mlt_scorecard_unref(card);
}
END_TEST

/* No condition counts: a suite of noise floors and chains has no risk, not one of 0. */
START_TEST(test_no_kinds)
{
    mltest_journal *journal = fx_open(true);
    for (size_t c = FX_FOG; c <= FX_RAIN; c++)
        journal->conditions[c].steps[0].informational = true;
    mltest_scorecard *card = fx_score(journal);
    mlt_groups groups;
    ck_assert_int_eq(mlt_groups_make(&groups, card, NULL), MLTEST_OK);
    ck_assert_uint_eq(groups.n_kinds + groups.n_categories, 0);
    ck_assert(isnan(card->risk.value) && isnan(card->risk.flat) && isnan(card->risk.failure));
    ck_assert(isnan(card->risk.worst_case) && isnan(card->risk.mpc) && isnan(card->risk.rpc));
    ck_assert_str_eq(card->risk.worst_kind, "");
    ck_assert_str_eq(card->risk.worst_category, "");
    ck_assert(isnan(card->risk.worst_kind_value) && isnan(card->risk.worst_category_value));
    mlt_groups_free(&groups);
    mlt_scorecard_unref(card);
}
END_TEST

START_TEST(test_without_labels)
{
    mltest_scorecard *card = fx_card(false, true);
    fx_near(card->risk.value, 37.5);
    ck_assert(isnan(card->risk.failure));
    ck_assert(isnan(card->risk.mpc) && isnan(card->risk.rpc));
    mlt_scorecard_unref(card);
}
END_TEST

static mltest_scorecard *weighed(const char *weights)
{
    mltest_options *options = NULL;
    ck_assert_int_eq(mlt_options_make(&options, NULL, &mlt_score_options, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_options_set(options, "weights", weights, NULL), MLTEST_OK);
    mltest_scorecard *card = fx_score_with(fx_open(true), options);
    mlt_options_unref(options);
    return card;
}

/* Fog .5 counts three times as much as noise .25 does. */
START_TEST(test_weights_of_categories)
{
    mltest_scorecard *card = weighed("weather=3");
    mlt_groups groups;
    ck_assert_int_eq(mlt_groups_make(&groups, card, NULL), MLTEST_OK);
    fx_near(card->risk.value, 100 * (3 * 0.5 + 0.25) / 4);
    fx_near(card->risk.failure, 100 * (3 * 0.5 + 0.25) / 4);
    fx_near(card->risk.flat, 37.5); /* knows no weights */
    fx_near(groups.categories[0].weight, 0.75);
    fx_near(groups.kinds[0].weight, 0.75);
    fx_near(groups.kinds[1].weight, 0.25);
    fx_near(groups.kinds[2].weight, 0); /* rain is undefined */
    mlt_groups_free(&groups);
    mlt_scorecard_unref(card);
}
END_TEST

/* A weight of 0 makes a kind informational: it is in no figure over kinds. */
START_TEST(test_kinds_without_weight)
{
    mltest_scorecard *card = weighed("fog=0");
    fx_near(card->risk.value, 25);
    fx_near(card->risk.flat, 25);
    fx_near(card->risk.mpc, 76.0 / 101);
    ck_assert_str_eq(card->risk.worst_kind, "noise");
    ck_assert_str_eq(card->risk.worst_category, "noise");
    fx_near(card->risk.worst_case, 0.25); /* c alone */
    mlt_scorecard_unref(card);
    card = weighed("weather=0");
    fx_near(card->risk.value, 25);
    fx_near(card->risk.worst_case, 0.25);
    mlt_scorecard_unref(card);
}
END_TEST

/* Fog .5, rain 1 and noise .25 all of weather: as relatives fog and rain share one weight. */
START_TEST(test_families_share_a_weight)
{
    mltest_scorecard *card = fx_card(true, true);
    mlt_groups groups;
    card->conditions[FX_RAIN].undefined = false;
    card->conditions[FX_RAIN].affected.value = 1;
    for (size_t c = FX_FOG; c <= FX_RAIN; c++)
        card->journal->conditions[c].steps[0].category = "weather";
    card->journal->conditions[FX_FOG].steps[0].family = "wet";
    card->journal->conditions[FX_RAIN].steps[0].family = "wet";
    ck_assert_int_eq(mlt_groups_make(&groups, card, NULL), MLTEST_OK);
    fx_near(card->risk.value, 100 * (0.5 * 0.5 + 0.5 * 1 + 0.25) / 2);
    fx_near(groups.kinds[0].weight, 0.25); /* fog */
    fx_near(groups.kinds[1].weight, 0.5);  /* noise */
    fx_near(groups.kinds[2].weight, 0.25); /* rain */
    mlt_groups_free(&groups);
    card->conditions[FX_RAIN].undefined = true; /* who is not there takes nothing away */
    ck_assert_int_eq(mlt_groups_make(&groups, card, NULL), MLTEST_OK);
    fx_near(groups.kinds[0].weight, 0.5);
    mlt_groups_free(&groups);
    mlt_scorecard_unref(card);
}
END_TEST

START_TEST(test_evidence)
{
    mltest_scorecard *card = fx_score(fx_repeat(29));
    ck_assert(card->risk.low_evidence);
    mlt_scorecard_unref(card);
    card = fx_score(fx_repeat(30));
    ck_assert(!card->risk.low_evidence);
    fx_near(card->risk.blind_share, 0);
    mlt_scorecard_unref(card);
    mltest_journal *journal = fx_repeat(61); /* 31 see nothing: 30 are fewer than half */
    for (size_t i = 0; i < 31; i++)
        fx_answer(journal, i, FX_CLEAN, NULL, 0);
    card = fx_score(journal);
    ck_assert(card->risk.low_evidence);
    fx_near(card->risk.blind_share, 31.0 / 61);
    mlt_scorecard_unref(card);
}
END_TEST

static mltest_status group(mltest_context *ctx, void *data)
{
    mltest_scorecard *card = data;
    mltest_context *before = card->ctx;
    mlt_groups groups;
    mltest_error *error = NULL;
    mlt_levels_free(card);
    card->ctx = ctx;
    mltest_status status = mlt_groups_make(&groups, card, &error);
    mlt_levels_free(card);
    card->ctx = before;
    mlt_groups_free(&groups); /* of a failed one, too */
    mltest_error_free(error);
    return status;
}

START_TEST(test_out_of_memory)
{
    mltest_scorecard *card = fx_card(true, true);
    mlt_test_every_allocation(group, card);
    mlt_scorecard_unref(card);
}
END_TEST

FX_SUITE(risk, test_by_hand, test_groups, test_categories_weigh_the_same, test_severities_of_a_kind,
         test_label_limited, test_relative_performance, test_classes_by_level,
         test_worst_case_up_to_severity_3, test_worst_case_of_whom,
         test_worst_case_at_the_strictness, test_all_equal, test_no_kinds, test_without_labels,
         test_weights_of_categories, test_kinds_without_weight, test_families_share_a_weight,
         test_evidence, test_out_of_memory)
