/* SPDX-License-Identifier: MIT */
#include "score/fixtures.h"

#include "stats/verdict.h"

static mltest_scorecard *card;

static const mlt_column *column(const char *table, const char *name)
{
    const mlt_column *found =
        mlt_table_find_column(mlt_results_find_table(card->results, table), name);
    ck_assert_msg(found != NULL, "table %s has no column %s", table, name);
    return found;
}

static void empty_results(void)
{
    mlt_results_free(card->results);
    ck_assert_int_eq(mlt_results_new(&card->results, card->ctx, NULL), MLTEST_OK);
}

START_TEST(test_conditions)
{
    card = fx_card(true, true);
    ck_assert_uint_eq(mlt_results_find_table(card->results, "conditions")->n_rows, FX_CONDITIONS);
    for (size_t i = 0; i < FX_CONDITIONS; i++)
        ck_assert_str_eq(column("conditions", "name")->strings[i], fx_names[i]);
    ck_assert_str_eq(column("conditions", "kind")->strings[FX_FOG], "fog");
    ck_assert_str_eq(column("conditions", "kind")->strings[FX_BOTH], "");
    ck_assert_str_eq(column("conditions", "category")->strings[FX_FOG], "weather");
    ck_assert_str_eq(column("conditions", "category")->strings[FX_BOTH], "");
    ck_assert_str_eq(column("conditions", "kind")->strings[FX_CLEAN], "");
    fx_near(column("conditions", "severity")->doubles[FX_RAIN], 5);
    ck_assert_int_eq(column("conditions", "in_risk")->ints[FX_FOG], 1);
    ck_assert_int_eq(column("conditions", "in_risk")->ints[FX_RAIN], 0);
    ck_assert_int_eq(column("conditions", "in_risk")->ints[FX_DITHER], 0);
    mlt_scorecard_unref(card);
}
END_TEST

/* Every column of numbers is the figure of its name: each gets one that no other has. */
START_TEST(test_columns_of_conditions)
{
    card = fx_card(true, true);
    mlt_condition_score *c = &card->conditions[FX_NOISE];
    *c = (mlt_condition_score){.n_counted = 1,
                               .n_eligible = 2,
                               .n_failed = 3,
                               .n_skipped = 4,
                               .n_blind = 5,
                               .n_appeared = 6,
                               .kept = 7,
                               .lost = 8,
                               .added = 9,
                               .moved = 10,
                               .reclassified = (uint64_t)INT32_MAX + 1,
                               .affected = {.value = 0.1, .low = 0.11, .high = 0.12},
                               .newly_broken = {.value = 0.2, .low = 0.21, .high = 0.22},
                               .newly_fixed.value = 0.3,
                               .total_loss = {.value = 0.31, .low = 0.311, .high = 0.312},
                               .wrong.value = 0.32,
                               .degraded.value = 0.33,
                               .mean_r = 0.34,
                               .mean_q = 0.345,
                               .precision = 0.35,
                               .recall = 0.36,
                               .f1 = 0.37,
                               .map = 0.38,
                               .ap50 = 0.39,
                               .ap75 = 0.4,
                               .ar = 0.41,
                               .drop = -0.42,
                               .drop_relative = 0.43,
                               .drop50 = 0.44,
                               .mean_overlap = 0.45,
                               .n_stays_right = 11,
                               .n_already_wrong = 12,
                               .change = 43,
                               .label_limited = true};
    static const struct {
        const char *name;
        double wanted;
    } numbers[] = {{"affected.value", 0.1},
                   {"affected.low", 0.11},
                   {"affected.high", 0.12},
                   {"newly_broken.value", 0.2},
                   {"newly_broken.low", 0.21},
                   {"newly_broken.high", 0.22},
                   {"newly_fixed", 0.3},
                   {"total_loss.value", 0.31},
                   {"total_loss.low", 0.311},
                   {"total_loss.high", 0.312},
                   {"degraded", 0.33},
                   {"correctness", 0.345},
                   {"failure", 0.32},
                   {"robustness", 34},
                   {"precision", 0.35},
                   {"recall", 0.36},
                   {"F1", 0.37},
                   {"mAP", 0.38},
                   {"AP50", 0.39},
                   {"AP75", 0.4},
                   {"AR", 0.41},
                   {"drop", -0.42},
                   {"drop_relative", 0.43},
                   {"drop_AP50", 0.44},
                   {"probability_overlap", 0.45},
                   {"change", 43}};
    static const struct {
        const char *name;
        int32_t wanted;
    } counts[] = {{"n_counted", 1},     {"n", 2},
                  {"n_failed", 3},      {"n_skipped", 4},
                  {"n_blind", 5},       {"n_appeared", 6},
                  {"kept", 7},          {"lost", 8},
                  {"stays_right", 11},  {"already_wrong", 12},
                  {"new", 9},           {"moved", 10},
                  {"label_limited", 1}, {"reclassified", INT32_MAX}};
    empty_results();
    ck_assert_int_eq(mlt_score_fill_conditions(card, NULL), MLTEST_OK);
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
        fx_near(column("conditions", numbers[i].name)->doubles[FX_NOISE], numbers[i].wanted);
    for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++)
        ck_assert_int_eq(column("conditions", counts[i].name)->ints[FX_NOISE], counts[i].wanted);
    ck_assert_int_eq(column("conditions", "label_limited")->ints[FX_FOG], 0);
    mlt_scorecard_unref(card);
}
END_TEST

START_TEST(test_figures_of_conditions)
{
    card = fx_card(true, true);
    fx_near(column("conditions", "affected.value")->doubles[FX_FOG], 0.5);
    fx_near(column("conditions", "affected.low")->doubles[FX_FOG],
            card->conditions[FX_FOG].affected.low);
    fx_near(column("conditions", "robustness")->doubles[FX_NOISE], 75);
    fx_near(column("conditions", "mAP")->doubles[FX_FOG], 51.0 / 101);
    fx_near(column("conditions", "failure")->doubles[FX_FOG], 0.5);
    ck_assert_int_eq(column("conditions", "n")->ints[FX_FOG], 4);
    ck_assert_int_eq(column("conditions", "n_failed")->ints[FX_FOG], 1);
    ck_assert_int_eq(column("conditions", "n_skipped")->ints[FX_RAIN], 3);
    ck_assert_int_eq(column("conditions", "new")->ints[FX_NOISE], 1);
    mlt_scorecard_unref(card);
}
END_TEST

START_TEST(test_verdicts)
{
    static const char *const words[] = {"inconclusive", "pass", "fail"};
    card = fx_card(true, true);
    ck_assert_str_eq(column("conditions", "verdict")->strings[FX_CLEAN], "");
    for (int c = FX_FOG; c <= FX_NOISE; c++) {
        const mlt_share *share = &card->conditions[c].affected;
        mlt_judgement judged = mlt_verdict_judge(share->k, share->n, 0.05);
        ck_assert_str_eq(column("conditions", "verdict")->strings[c], words[judged.verdict]);
    }
    ck_assert_str_eq(column("conditions", "verdict")->strings[FX_BOTH], "fail");
    ck_assert_str_eq(column("conditions", "verdict")->strings[FX_DITHER], "inconclusive");
    mlt_scorecard_unref(card);
}
END_TEST

/*
 * 0.95^59 is the first power below .05: 59 samples pass without an affected one, 58 do not and one
 * more decides. P(X >= 2 | 4, .05) = .014 fails at once.
 */
START_TEST(test_what_decides)
{
    card = fx_card(true, true);
    card->conditions[FX_FOG].affected = (mlt_share){.n = 59};
    card->conditions[FX_NOISE].affected = (mlt_share){.n = 58};
    card->conditions[FX_NOISE].n_eligible = 290; /* in groups of five that are alike */
    card->conditions[FX_DITHER].affected = (mlt_share){.n = 4, .k = 2};
    card->conditions[FX_BOTH].affected = (mlt_share){.n = 20, .k = 1}; /* just on the target */
    empty_results();
    ck_assert_int_eq(mlt_score_fill_conditions(card, NULL), MLTEST_OK);
    const char *const *verdict = column("conditions", "verdict")->strings;
    const double *further = column("conditions", "further_samples")->doubles;
    ck_assert_str_eq(verdict[FX_FOG], "pass");
    fx_near(further[FX_FOG], 0);
    ck_assert_str_eq(verdict[FX_NOISE], "inconclusive");
    fx_near(further[FX_NOISE], 5);
    ck_assert_str_eq(verdict[FX_DITHER], "fail");
    ck_assert_str_eq(verdict[FX_BOTH], "inconclusive");
    ck_assert(isnan(further[FX_BOTH]));                 /* too close to the target */
    ck_assert_str_eq(verdict[FX_RAIN], "inconclusive"); /* undefined: no evidence */
    for (size_t i = 0; i < FX_CONDITIONS; i++)
        fx_near(column("conditions", "samples_needed")->doubles[i], 59);
    mlt_scorecard_unref(card);
}
END_TEST

/* At a target of 0 no number of samples is enough. */
START_TEST(test_a_target_that_cannot_be_met)
{
    card = fx_card(true, true);
    card->settings.target = 0;
    empty_results();
    ck_assert_int_eq(mlt_score_fill_conditions(card, NULL), MLTEST_OK);
    ck_assert(isnan(column("conditions", "samples_needed")->doubles[FX_DITHER]));
    mlt_scorecard_unref(card);
}
END_TEST

START_TEST(test_replicates)
{
    mltest_journal *journal = fx_open(true);
    journal->conditions[FX_RAIN].replicate = 2;
    card = fx_score(journal);
    ck_assert_int_eq(column("conditions", "replicate")->ints[FX_RAIN], 2);
    ck_assert_int_eq(column("conditions", "replicate")->ints[FX_FOG], 0);
    mlt_scorecard_unref(card);
}
END_TEST

START_TEST(test_columns_of_groups)
{
    const mlt_group_score groups[] = {{"a", "b", 0.1, 0.2, 0.3, 0.4, 1, "", 1, 0.6},
                                      {"c", "d", NAN, NAN, NAN, NAN, 0, "", 1, 0}};
    card = fx_card(true, true);
    empty_results();
    ck_assert_int_eq(mlt_score_fill_groups(card, "kinds", groups, 2, NULL), MLTEST_OK);
    ck_assert_str_eq(column("kinds", "name")->strings[0], "a");
    ck_assert_str_eq(column("kinds", "category")->strings[1], "d");
    fx_near(column("kinds", "affected")->doubles[0], 0.1);
    fx_near(column("kinds", "failure")->doubles[0], 0.2);
    fx_near(column("kinds", "robustness")->doubles[0], 30);
    fx_near(column("kinds", "performance")->doubles[0], 0.4);
    fx_near(column("kinds", "weight")->doubles[0], 0.6);
    ck_assert(isnan(column("kinds", "robustness")->doubles[1]));
    mlt_scorecard_unref(card);
}
END_TEST

START_TEST(test_no_groups)
{
    card = fx_card(true, true);
    empty_results();
    ck_assert_int_eq(mlt_score_fill_groups(card, "kinds", NULL, 0, NULL), MLTEST_OK);
    ck_assert_uint_eq(mlt_results_find_table(card->results, "kinds")->n_rows, 0);
    column("kinds", "performance"); /* still has its columns */
    mlt_scorecard_unref(card);
}
END_TEST

START_TEST(test_groups)
{
    card = fx_card(true, true);
    ck_assert_uint_eq(mlt_results_find_table(card->results, "kinds")->n_rows, 3);
    ck_assert_uint_eq(mlt_results_find_table(card->results, "categories")->n_rows, 2);
    ck_assert_str_eq(column("kinds", "name")->strings[1], "noise");
    ck_assert_str_eq(column("kinds", "category")->strings[2], "weather");
    fx_near(column("categories", "affected")->doubles[0], 0.5);
    fx_near(column("categories", "robustness")->doubles[1], 75);
    ck_assert(isnan(column("kinds", "affected")->doubles[2]));
    mlt_scorecard_unref(card);
}
END_TEST

START_TEST(test_classes)
{
    card = fx_card(true, true);
    const mlt_table *table = mlt_results_find_table(card->results, "classes");
    ck_assert_uint_eq(table->n_rows, 2);
    ck_assert_str_eq(column("classes", "name")->strings[0], "cat");
    ck_assert_str_eq(column("classes", "name")->strings[1], "dog");
    fx_near(column("classes", "mAP")->doubles[0], 1);
    ck_assert(isnan(column("classes", "mAP")->doubles[1])); /* no dog */
    mlt_scorecard_unref(card);
}
END_TEST

START_TEST(test_columns_of_classes)
{
    double ap[] = {0.1, NAN}, ap50[] = {0.2, NAN}, n_truths[] = {3, 0};
    const mlt_class_scores classes = {.ap = ap, .ap50 = ap50, .n_truths = n_truths};
    const mlt_class_scores none = {.ap = NULL};
    card = fx_card(true, true);
    empty_results();
    ck_assert_int_eq(mlt_score_fill_classes(card, &classes, NULL), MLTEST_OK);
    fx_near(column("classes", "mAP")->doubles[0], 0.1);
    fx_near(column("classes", "AP50")->doubles[0], 0.2);
    fx_near(column("classes", "n_truths")->doubles[0], 3);
    fx_near(column("classes", "n_truths")->doubles[1], 0);
    ck_assert(isnan(column("classes", "AP50")->doubles[1]));
    empty_results();
    ck_assert_int_eq(mlt_score_fill_classes(card, &none, NULL), MLTEST_OK);
    ck_assert_str_eq(column("classes", "name")->strings[1], "dog");
    ck_assert(isnan(column("classes", "mAP")->doubles[0]));
    ck_assert(isnan(column("classes", "n_truths")->doubles[0]));
    mlt_scorecard_unref(card);
}
END_TEST

static mltest_status fill_all(mltest_context *ctx, void *data)
{
    const mlt_group_score group = {.name = "a", .category = "b"};
    double figures[2] = {0, 0};
    const mlt_class_scores classes = {.ap = figures, .ap50 = figures, .n_truths = figures};
    mlt_results *before = card->results;
    mltest_error *error = NULL;
    (void)data;
    mltest_status status = mlt_results_new(&card->results, ctx, &error);
    if (status == MLTEST_OK) {
        status = mlt_score_fill_conditions(card, &error);
        if (status == MLTEST_OK)
            status = mlt_score_fill_groups(card, "kinds", &group, 1, &error);
        if (status == MLTEST_OK)
            status = mlt_score_fill_classes(card, &classes, &error);
        mlt_results_free(card->results);
    }
    card->results = before;
    mltest_error_free(error);
    return status;
}

START_TEST(test_out_of_memory)
{
    card = fx_card(true, true);
    mlt_test_every_allocation(fill_all, NULL);
    mlt_scorecard_unref(card);
}
END_TEST

FX_SUITE(fill_tables, test_conditions, test_columns_of_conditions, test_figures_of_conditions,
         test_verdicts, test_what_decides, test_a_target_that_cannot_be_met, test_replicates,
         test_columns_of_groups, test_no_groups, test_groups, test_classes, test_columns_of_classes,
         test_out_of_memory)
