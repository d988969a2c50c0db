/* SPDX-License-Identifier: MIT */
#include "score/fixtures.h"

static mltest_scorecard *card;

static const mlt_column *column(const char *table, const char *name)
{
    const mlt_column *c = mlt_table_find_column(mlt_results_find_table(card->results, table), name);
    ck_assert_msg(c != NULL, "there is no %s of %s", name, table);
    return c;
}

/* Noise: three of four cats are found, and a dog is seen where none is. */
START_TEST(test_performance_by_class)
{
    card = fx_card(true, true);
    size_t cats = FX_NOISE * 2, dogs = cats + 1;
    ck_assert_uint_eq(mlt_results_find_table(card->results, "class_performance")->n_rows,
                      2 * FX_CONDITIONS);
    ck_assert_str_eq(column("class_performance", "condition")->strings[dogs], "noise:r1@3");
    ck_assert_str_eq(column("class_performance", "class")->strings[dogs], "dog");
    fx_near(column("class_performance", "mAP")->doubles[cats], 76.0 / 101);
    fx_near(column("class_performance", "AP50")->doubles[cats], 76.0 / 101);
    fx_near(column("class_performance", "AR")->doubles[cats], 0.75);
    fx_near(column("class_performance", "precision")->doubles[cats], 1);
    fx_near(column("class_performance", "recall")->doubles[cats], 0.75);
    fx_near(column("class_performance", "F1")->doubles[cats], 6.0 / 7);
    fx_near(column("class_performance", "n_truths")->doubles[cats], 4);
    ck_assert(isnan(column("class_performance", "mAP")->doubles[dogs]));
    fx_near(column("class_performance", "precision")->doubles[dogs], 0);
    ck_assert(isnan(column("class_performance", "recall")->doubles[dogs]));
    fx_near(column("class_performance", "F1")->doubles[dogs], 0);
    fx_near(column("class_performance", "recall")->doubles[FX_FOG * 2], 0.5); /* one failed */
    fx_near(fx_number(card, "rPC_class_mean"), (51.0 / 101 + 76.0 / 101) / 2);
    mlt_scorecard_unref(card);
}
END_TEST

START_TEST(test_without_labels)
{
    card = fx_card(false, true);
    ck_assert_uint_eq(mlt_results_find_table(card->results, "class_performance")->n_rows, 0);
    ck_assert_uint_eq(mlt_results_find_table(card->results, "tide")->n_rows, 0);
    mlt_scorecard_unref(card);
}
END_TEST

/* Fog misses two of four: mending that brings AP50 from 51 to 101 of 101. */
START_TEST(test_errors)
{
    card = fx_card(true, true);
    ck_assert_uint_eq(mlt_results_find_table(card->results, "tide")->n_rows, FX_CONDITIONS);
    ck_assert_double_eq_tol(column("tide", "Miss.value")->doubles[FX_FOG], 100 * 50.0 / 101, 1e-9);
    ck_assert_double_eq_tol(column("tide", "Miss.delta")->doubles[FX_FOG], 100 * 50.0 / 101, 1e-9);
    fx_near(column("tide", "Cls.delta")->doubles[FX_FOG], 0);
    fx_near(column("tide", "Miss.value")->doubles[FX_CLEAN], 0);
    fx_near(column("tide", "Miss.delta")->doubles[FX_CLEAN], 0);
    mlt_scorecard_unref(card);
}
END_TEST

/* Clean misses c's cat; rain was judged on a alone, where clean is perfect. */
START_TEST(test_errors_on_the_same_samples)
{
    mltest_journal *journal = fx_open(true);
    fx_answer(journal, 2, FX_CLEAN, NULL, 0);
    fx_answer(journal, 0, FX_RAIN, NULL, 0);
    card = fx_score(journal);
    fx_near(column("tide", "Miss.delta")->doubles[FX_RAIN],
            column("tide", "Miss.value")->doubles[FX_RAIN]);
    ck_assert_double_eq_tol(column("tide", "Miss.value")->doubles[FX_CLEAN], 2500.0 / 101, 1e-9);
    ck_assert_double_eq_tol(column("tide", "Miss.delta")->doubles[FX_DITHER], -2500.0 / 101, 1e-9);
    mlt_scorecard_unref(card);
}
END_TEST

FX_SUITE(fill_classes, test_performance_by_class, test_without_labels, test_errors,
         test_errors_on_the_same_samples)
