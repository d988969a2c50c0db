/* SPDX-License-Identifier: MIT */
#include "score/fixtures.h"

static mltest_scorecard *card;

static const mlt_column *column(const char *table, const char *name)
{
    const mlt_column *c = mlt_table_find_column(mlt_results_find_table(card->results, table), name);
    ck_assert_msg(c != NULL, "there is no %s of %s", name, table);
    return c;
}

/* Noise: the cats of a, b and d are kept as they were, c's is lost, and there is a new dog. */
START_TEST(test_changes)
{
    card = fx_card(true, true);
    size_t cats = FX_NOISE * 2, dogs = cats + 1;
    ck_assert_uint_eq(mlt_results_find_table(card->results, "changes")->n_rows, 2 * FX_CONDITIONS);
    ck_assert_str_eq(column("changes", "condition")->strings[dogs], "noise:r1@3");
    ck_assert_str_eq(column("changes", "class")->strings[dogs], "dog");
    ck_assert_int_eq(column("changes", "required")->ints[cats], 4);
    ck_assert_int_eq(column("changes", "kept")->ints[cats], 3);
    ck_assert_int_eq(column("changes", "lost")->ints[cats], 1);
    ck_assert_int_eq(column("changes", "new")->ints[dogs], 1);
    ck_assert_int_eq(column("changes", "moved")->ints[cats], 0);
    ck_assert_int_eq(column("changes", "reclassified")->ints[cats], 0);
    fx_near(column("changes", "survival")->doubles[cats], 0.75);
    fx_near(column("changes", "mean_iou")->doubles[cats], 1);
    fx_near(column("changes", "score_shift")->doubles[cats], 0);
    ck_assert(isnan(column("changes", "survival")->doubles[dogs]));
    ck_assert(isnan(column("changes", "mean_iou")->doubles[dogs]));
    mlt_scorecard_unref(card);
}
END_TEST

START_TEST(test_levels)
{
    card = fx_card(true, true);
    ck_assert_uint_eq(mlt_results_find_table(card->results, "levels")->n_rows, FX_CONDITIONS);
    ck_assert_str_eq(column("levels", "name")->strings[FX_FOG], "fog:r1@3");
    ck_assert_int_eq(column("levels", "n")->ints[FX_FOG], 4);
    ck_assert_int_eq(column("levels", "replicates")->ints[FX_FOG], 1);
    fx_near(column("levels", "affected.value")->doubles[FX_FOG], 0.5);
    fx_near(column("levels", "n_effective")->doubles[FX_FOG], 4);
    fx_near(column("levels", "robustness")->doubles[FX_NOISE], 75);
    fx_near(column("levels", "failure")->doubles[FX_FOG], 0.5);
    fx_near(column("levels", "newly_broken.value")->doubles[FX_FOG], 0.5);
    fx_near(column("levels", "total_loss")->doubles[FX_NOISE], 0.25);
    fx_near(column("levels", "performance")->doubles[FX_FOG], 51.0 / 101);
    ck_assert_str_eq(column("levels", "verdict")->strings[FX_CLEAN], "");
    ck_assert_str_eq(column("levels", "verdict")->strings[FX_FOG], "fail");
    mlt_scorecard_unref(card);
}
END_TEST

/* 59 of which none is affected pass: of samples in alike groups of five it takes five more. */
START_TEST(test_further_samples)
{
    card = fx_card(true, true);
    card->levels[FX_FOG].affected = (mlt_share){.n = 58};
    card->levels[FX_FOG].n = 290;
    mlt_results_free(card->results);
    ck_assert_int_eq(mlt_results_new(&card->results, card->ctx, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_score_fill_levels(card, NULL), MLTEST_OK);
    ck_assert_str_eq(column("levels", "verdict")->strings[FX_FOG], "inconclusive");
    fx_near(column("levels", "further_samples")->doubles[FX_FOG], 5);
    mlt_scorecard_unref(card);
}
END_TEST

/* Zones at f = .05 and .2: the edges belong to the better one. */
START_TEST(test_zones)
{
    card = fx_card(true, true);
    card->levels[FX_FOG].affected.value = 0.05;
    card->levels[FX_NOISE].affected.value = 0.2;
    card->levels[FX_BOTH].affected.value = 0.2001;
    mlt_results_free(card->results);
    ck_assert_int_eq(mlt_results_new(&card->results, card->ctx, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_score_fill_levels(card, NULL), MLTEST_OK);
    ck_assert_str_eq(column("levels", "zone")->strings[FX_CLEAN], "");
    ck_assert_str_eq(column("levels", "zone")->strings[FX_FOG], "green");
    ck_assert_str_eq(column("levels", "zone")->strings[FX_NOISE], "yellow");
    ck_assert_str_eq(column("levels", "zone")->strings[FX_BOTH], "red");
    ck_assert_str_eq(column("levels", "zone")->strings[FX_RAIN], "");
    mlt_scorecard_unref(card);
}
END_TEST

FX_SUITE(fill_changes, test_changes, test_levels, test_further_samples, test_zones)
