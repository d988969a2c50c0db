/* SPDX-License-Identifier: MIT */
#include "score/share.h"

#include "score/fixtures.h"
#include "stats/wilson.h"

static double of_row(const mlt_sample_score *row, const size_t *level_of, size_t place,
                     mlt_figure figure, double *n)
{
    const mlt_figure_place at = {level_of, 5, place};
    return mlt_figure_of_row(row, &at, 0.75, figure, n);
}

START_TEST(test_rows)
{
    const size_t level_of[] = {0, 1, 1, 2, 1};
    mlt_sample_score row[] = {{.counted = true, .eligible = true, .r = 0},
                              {.counted = true, .eligible = true, .r = 0.5, .total_loss = true},
                              {.counted = true, .eligible = true, .r = 0.75},
                              {.counted = true, .eligible = true, .r = 0.9},
                              {.r = NAN}};
    double n;
    for (size_t i = 0; i < 5; i++)
        row[i].q = row[i].q0 = NAN;
    fx_near(of_row(row, level_of, 1, MLT_FIGURE_AFFECTED, &n), 0.5);
    fx_near(n, 2);
    fx_near(of_row(row, level_of, 1, MLT_FIGURE_CONSISTENCY, NULL), 0.625);
    fx_near(of_row(row, level_of, 1, MLT_FIGURE_TOTAL_LOSS, NULL), 0.5);
    fx_near(of_row(row, level_of, 2, MLT_FIGURE_AFFECTED, NULL), 0);
    fx_near(of_row(row, NULL, 1, MLT_FIGURE_AFFECTED, &n), 1);
    fx_near(n, 1);
    ck_assert(isnan(of_row(row, NULL, 4, MLT_FIGURE_AFFECTED, &n)));
    fx_near(n, 0);
    ck_assert(isnan(of_row(row, level_of, 1, MLT_FIGURE_WRONG, NULL)));
    ck_assert(isnan(of_row(row, level_of, 1, MLT_FIGURE_BROKEN, NULL)));
    row[3].eligible = false;
    ck_assert(isnan(of_row(row, level_of, 2, MLT_FIGURE_AFFECTED, NULL)));
}
END_TEST

/* Right is 0.75 and more; a failure has broken what was wrong, too. */
START_TEST(test_correctness)
{
    const double q0[] = {0.75, 1, 0.5, 0.7, 0.5}, q[] = {0.75, 0.7, 0.8, 0.4, 0};
    const double broken[] = {0, 1, 0, 0, 1}, fixed[] = {0, 0, 1, 0, 0},
                 degraded[] = {0, 1, 0, 1, 1}, wrong[] = {0, 1, 0, 1, 1};
    mlt_sample_score row[5];
    for (size_t i = 0; i < 5; i++)
        row[i] = (mlt_sample_score){
            .counted = true, .labelled = true, .q0 = q0[i], .q = q[i], .failed = i == 4};
    for (size_t i = 0; i < 5; i++) {
        fx_near(of_row(row, NULL, i, MLT_FIGURE_BROKEN, NULL), broken[i]);
        fx_near(of_row(row, NULL, i, MLT_FIGURE_FIXED, NULL), fixed[i]);
        fx_near(of_row(row, NULL, i, MLT_FIGURE_DEGRADED, NULL), degraded[i]);
        fx_near(of_row(row, NULL, i, MLT_FIGURE_WRONG, NULL), wrong[i]);
        row[i].q0 = NAN;
        ck_assert(isnan(of_row(row, NULL, i, MLT_FIGURE_DEGRADED, NULL)));
        fx_near(of_row(row, NULL, i, MLT_FIGURE_WRONG, NULL), wrong[i]);
        row[i].counted = false;
        ck_assert(isnan(of_row(row, NULL, i, MLT_FIGURE_WRONG, NULL)));
    }
}
END_TEST

/* b and d are affected by fog. */
START_TEST(test_shares)
{
    mltest_scorecard *card = fx_card(true, true);
    const mlt_figure_place fog = {.place = FX_FOG};
    mlt_share share;
    double low, high;
    ck_assert_int_eq(mlt_share_of(card, &fog, MLT_FIGURE_AFFECTED, &share, NULL), MLTEST_OK);
    ck_assert_double_eq(share.n, 4);
    ck_assert_double_eq(share.k, 2);
    mlt_wilson(2, 4, MLT_Z95, &low, &high);
    ck_assert_double_eq(share.low, low);
    ck_assert_double_eq(share.high, high);
    mlt_scorecard_unref(card);
}
END_TEST

/* Two units of two are worth two samples, in conditions and in levels. */
START_TEST(test_units_count)
{
    mltest_scorecard *card = fx_card(true, true);
    const mlt_figure_place fog = {.place = FX_FOG};
    mlt_share share;
    for (size_t i = 0; i < FX_SAMPLES; i++)
        card->units.of[i] = i / 2;
    card->units.n = 2;
    ck_assert_int_eq(mlt_share_of(card, &fog, MLT_FIGURE_AFFECTED, &share, NULL), MLTEST_OK);
    ck_assert_double_eq(share.n, 2);
    ck_assert_double_eq(share.k, 1);
    fx_near(share.value, 0.5);
    mlt_scorecard_unref(card);
}
END_TEST

START_TEST(test_nothing_counts)
{
    mltest_scorecard *card = fx_card(true, true);
    const mlt_figure_place fog = {.place = FX_FOG};
    mlt_share share;
    for (size_t i = 0; i < FX_SAMPLES; i++)
        card->samples[i * FX_CONDITIONS + FX_FOG].counted = false;
    ck_assert_int_eq(mlt_share_of(card, &fog, MLT_FIGURE_AFFECTED, &share, NULL), MLTEST_OK);
    ck_assert(share.n <= 0 && isnan(share.value) && isnan(share.low) && isnan(share.high));
    mlt_scorecard_unref(card);
}
END_TEST

static mltest_status body(mltest_context *ctx, void *data)
{
    mltest_scorecard card = *(const mltest_scorecard *)data;
    const mlt_figure_place fog = {.place = FX_FOG};
    mlt_share share;
    card.ctx = ctx;
    return mlt_share_of(&card, &fog, MLT_FIGURE_AFFECTED, &share, NULL);
}

START_TEST(test_out_of_memory)
{
    mltest_scorecard *card = fx_card(true, true);
    mlt_test_every_allocation(body, card);
    mlt_scorecard_unref(card);
}
END_TEST

FX_SUITE(share, test_rows, test_correctness, test_shares, test_units_count, test_nothing_counts,
         test_out_of_memory)
