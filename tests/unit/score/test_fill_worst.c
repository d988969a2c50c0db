/* SPDX-License-Identifier: MIT */
#include "score/fixtures.h"

static const mlt_table *worst_of(const mltest_scorecard *card)
{
    return mlt_results_find_table(card->results, "worst");
}

static const char *text(const mlt_table *table, const char *column, size_t row)
{
    return mlt_table_find_column(table, column)->strings[row];
}

/* What failed is no change of answer, what is the same is not listed, dither is the noise floor. */
START_TEST(test_order)
{
    static const char *const rows[][2] = {
        {"a.png", "fog:r1@3+noise:r1@3"}, {"b.png", "fog:r1@3"},
        {"b.png", "fog:r1@3+noise:r1@3"}, {"c.png", "noise:r1@3"},
        {"c.png", "fog:r1@3+noise:r1@3"}, {"d.png", "fog:r1@3+noise:r1@3"}};
    mltest_scorecard *card = fx_card(true, true);
    const mlt_table *table = worst_of(card);
    ck_assert_uint_eq(table->n_rows, 6);
    for (size_t i = 0; i < 6; i++) {
        ck_assert_str_eq(text(table, "sample", i), rows[i][0]);
        ck_assert_str_eq(text(table, "condition", i), rows[i][1]);
        fx_near(mlt_table_find_column(table, "consistency")->doubles[i], 0);
        ck_assert_int_eq(mlt_table_find_column(table, "lost")->ints[i], 1);
        ck_assert_int_eq(mlt_table_find_column(table, "new")->ints[i], i == 3);
    }
    mlt_scorecard_unref(card);
}
END_TEST

START_TEST(test_most_lost_first)
{
    mltest_scorecard *card = fx_card(true, true);
    card->samples[3 * FX_CONDITIONS + FX_BOTH].lost = 5;
    card->samples[2 * FX_CONDITIONS + FX_NOISE].r = 0.5;
    mlt_results_free(card->results);
    ck_assert_int_eq(mlt_results_new(&card->results, card->ctx, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_score_fill_worst(card, NULL), MLTEST_OK);
    const mlt_table *table = worst_of(card);
    ck_assert_str_eq(text(table, "sample", 0), "d.png");
    ck_assert_str_eq(text(table, "sample", 5), "c.png");
    ck_assert_str_eq(text(table, "condition", 5), "noise:r1@3");
    mlt_scorecard_unref(card);
}
END_TEST

/* What is blind, failed, skipped or clean is no change of an answer, whatever its r. */
START_TEST(test_what_is_no_change)
{
    mltest_scorecard *card = fx_card(true, true);
    for (size_t i = 0; i < (size_t)FX_SAMPLES * FX_CONDITIONS; i++)
        card->samples[i].r = 0.5;
    for (size_t c = 0; c < FX_CONDITIONS; c++)
        card->samples[c].eligible = false; /* a */
    mlt_results_free(card->results);
    ck_assert_int_eq(mlt_results_new(&card->results, card->ctx, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_score_fill_worst(card, NULL), MLTEST_OK);
    const mlt_table *table = worst_of(card);
    ck_assert_uint_eq(table->n_rows, 3 * 4 - 1); /* b, c, d: no clean, no rain; d: no fog */
    for (size_t i = 0; i < table->n_rows; i++) {
        ck_assert_str_ne(text(table, "sample", i), "a.png");
        ck_assert_str_ne(text(table, "condition", i), "clean");
        ck_assert_str_ne(text(table, "condition", i), "rain:r1@5");
    }
    mlt_scorecard_unref(card);
}
END_TEST

/* The table ends at 1000 rows: of 170 times 4 samples with 6 changes, 20 are left out. */
START_TEST(test_most_rows)
{
    mltest_scorecard *card = fx_score(fx_repeat(680));
    const mlt_table *table = worst_of(card);
    ck_assert_uint_eq(table->n_rows, 1000);
    ck_assert_str_eq(text(table, "sample", 0), "a.png");
    mlt_scorecard_unref(card);
    card = fx_score(fx_repeat(4));
    ck_assert_uint_eq(worst_of(card)->n_rows, 6);
    mlt_scorecard_unref(card);
}
END_TEST

START_TEST(test_no_samples)
{
    mltest_journal *journal = fx_open(true);
    journal->n_samples = 0;
    mltest_scorecard *card = fx_score(journal);
    ck_assert_uint_eq(worst_of(card)->n_rows, 0);
    mlt_scorecard_unref(card);
}
END_TEST

static mltest_status fill_again(mltest_context *ctx, void *data)
{
    mltest_scorecard *card = data;
    mltest_context *before = card->ctx;
    mlt_results *results = card->results;
    mltest_error *error = NULL;
    card->ctx = ctx;
    mltest_status status = mlt_results_new(&card->results, ctx, &error);
    if (status == MLTEST_OK) {
        status = mlt_score_fill_worst(card, &error);
        mlt_results_free(card->results);
    }
    card->ctx = before;
    card->results = results;
    mltest_error_free(error);
    return status;
}

START_TEST(test_out_of_memory)
{
    mltest_scorecard *card = fx_card(true, true);
    mlt_test_every_allocation(fill_again, card);
    mlt_scorecard_unref(card);
}
END_TEST

START_TEST(test_no_change_no_rows)
{
    mltest_scorecard *card = fx_card(true, true);
    for (size_t i = 0; i < (size_t)FX_SAMPLES * FX_CONDITIONS; i++)
        card->samples[i].r = 1;
    mlt_results_free(card->results);
    ck_assert_int_eq(mlt_results_new(&card->results, card->ctx, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_score_fill_worst(card, NULL), MLTEST_OK);
    ck_assert_uint_eq(worst_of(card)->n_rows, 0);
    mlt_scorecard_unref(card);
}
END_TEST

FX_SUITE(fill_worst, test_order, test_most_lost_first, test_what_is_no_change, test_most_rows,
         test_no_samples, test_no_change_no_rows, test_out_of_memory)
