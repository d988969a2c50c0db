/* SPDX-License-Identifier: MIT */
#include "score/fixtures.h"

#include "stats/wilson.h"

static mltest_scorecard *card;

static const mlt_condition_score *of(int condition)
{
    return &card->conditions[condition];
}

static void share_is(const mlt_share *share, double k, double n)
{
    double low;
    double high;
    fx_near(share->k, k);
    fx_near(share->n, n);
    fx_near(share->value, k / n);
    mlt_wilson(k, n, MLT_Z95, &low, &high);
    fx_near(share->low, low);
    fx_near(share->high, high);
}

START_TEST(test_counts)
{
    card = fx_card(true, true);
    ck_assert_uint_eq(of(FX_FOG)->n_counted, 4);
    ck_assert_uint_eq(of(FX_FOG)->n_failed, 1);
    ck_assert_uint_eq(of(FX_FOG)->lost, 1); /* of what was answered */
    ck_assert_uint_eq(of(FX_FOG)->kept, 2);
    ck_assert_uint_eq(of(FX_NOISE)->lost, 1);
    ck_assert_uint_eq(of(FX_NOISE)->added, 1);
    ck_assert_uint_eq(of(FX_NOISE)->n_labelled, 4);
    ck_assert_uint_eq(of(FX_RAIN)->n_skipped, 3);
    ck_assert_uint_eq(of(FX_RAIN)->n_counted, 1);
    mlt_scorecard_unref(card);
}
END_TEST

/* A failure is affected, broken and a total loss. */
START_TEST(test_shares_and_their_intervals)
{
    card = fx_card(true, true);
    share_is(&of(FX_CLEAN)->affected, 0, 4);
    share_is(&of(FX_FOG)->affected, 2, 4);
    share_is(&of(FX_FOG)->newly_broken, 2, 4);
    share_is(&of(FX_FOG)->total_loss, 2, 4);
    share_is(&of(FX_FOG)->wrong, 2, 4);
    share_is(&of(FX_FOG)->degraded, 2, 4);
    share_is(&of(FX_FOG)->newly_fixed, 0, 4);
    share_is(&of(FX_NOISE)->affected, 1, 4);
    fx_near(of(FX_FOG)->mean_r, 0.5);
    fx_near(of(FX_NOISE)->mean_q, 0.75);
    mlt_scorecard_unref(card);
}
END_TEST

START_TEST(test_precision_recall_f1)
{
    card = fx_card(true, true);
    fx_near(of(FX_FOG)->precision, 1);
    fx_near(of(FX_FOG)->recall, 0.5); /* what failed has missed its cat */
    fx_near(of(FX_FOG)->f1, 2.0 / 3);
    fx_near(of(FX_NOISE)->precision, 0.75);
    fx_near(of(FX_NOISE)->f1, 0.75);
    ck_assert(isnan(of(FX_BOTH)->precision));
    fx_near(of(FX_BOTH)->recall, 0);
    mlt_scorecard_unref(card);
}
END_TEST

/* More than half was skipped: no share, but what was seen is there. */
START_TEST(test_mostly_skipped_is_undefined)
{
    card = fx_card(true, true);
    ck_assert(of(FX_RAIN)->undefined);
    ck_assert(isnan(of(FX_RAIN)->affected.value));
    fx_near(of(FX_RAIN)->mean_r, 1);
    ck_assert(!of(FX_FOG)->undefined);
    mlt_scorecard_unref(card);
}
END_TEST

START_TEST(test_change_is_the_mean_over_answers)
{
    card = fx_card(true, true);
    fx_near(of(FX_FOG)->change, 1.5);
    fx_near(of(FX_DITHER)->change, 5.5);
    mlt_scorecard_unref(card);
}
END_TEST

START_TEST(test_without_labels_there_is_no_right_and_wrong)
{
    card = fx_card(false, true);
    share_is(&of(FX_FOG)->affected, 2, 4);
    ck_assert(isnan(of(FX_FOG)->wrong.value) && isnan(of(FX_FOG)->mean_q));
    ck_assert(isnan(of(FX_FOG)->precision) && isnan(of(FX_FOG)->f1));
    ck_assert_uint_eq(of(FX_FOG)->n_labelled, 0);
    mlt_scorecard_unref(card);
}
END_TEST

START_TEST(test_which_conditions_count)
{
    card = fx_card(true, true);
    const mlt_jcondition *conditions = card->journal->conditions;
    ck_assert(!mlt_condition_counts(&conditions[FX_CLEAN]));
    ck_assert(mlt_condition_counts(&conditions[FX_FOG]));
    ck_assert(!mlt_condition_counts(&conditions[FX_BOTH]));
    ck_assert(!mlt_condition_counts(&conditions[FX_DITHER]));
    mlt_scorecard_unref(card);
}
END_TEST

FX_SUITE(condition, test_counts, test_shares_and_their_intervals, test_precision_recall_f1,
         test_mostly_skipped_is_undefined, test_change_is_the_mean_over_answers,
         test_without_labels_there_is_no_right_and_wrong, test_which_conditions_count)
