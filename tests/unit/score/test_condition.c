/* SPDX-License-Identifier: MIT */
#include "score/fixtures.h"

#include "stats/wilson.h"

static mltest_scorecard *card;

static mlt_pred cat[] = {{{10, 10, 20, 20}, 0.9, 0}};

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

static void share_is_undefined(const mlt_share *share)
{
    fx_near(share->n, 0);
    ck_assert(isnan(share->value) && isnan(share->low) && isnan(share->high));
}

START_TEST(test_counts)
{
    card = fx_card(true, true);
    ck_assert_uint_eq(of(FX_FOG)->n_counted, 4);
    ck_assert_uint_eq(of(FX_FOG)->n_eligible, 4);
    ck_assert_uint_eq(of(FX_FOG)->n_failed, 1);
    ck_assert_uint_eq(of(FX_FOG)->lost, 2); /* b's, and d's, which failed */
    ck_assert_uint_eq(of(FX_FOG)->kept, 2);
    ck_assert_uint_eq(of(FX_NOISE)->lost, 1);
    ck_assert_uint_eq(of(FX_NOISE)->added, 1);
    ck_assert_uint_eq(of(FX_NOISE)->n_labelled, 4);
    ck_assert_uint_eq(of(FX_RAIN)->n_skipped, 3);
    ck_assert_uint_eq(of(FX_RAIN)->n_counted, 1);
    ck_assert_uint_eq(of(FX_FOG)->n_blind + of(FX_FOG)->n_appeared, 0);
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

/* What moved (12 px of 20: IoU 1/4) and what changed its class are also lost and new. */
START_TEST(test_moved_and_reclassified)
{
    static mlt_pred moved[] = {{{22, 10, 20, 20}, 0.9, 0}}, dog[] = {{{10, 10, 20, 20}, 0.9, 1}};
    mltest_journal *journal = fx_open(true);
    fx_answer(journal, 0, FX_NOISE, moved, 1);
    fx_answer(journal, 1, FX_NOISE, moved, 1);
    fx_answer(journal, 3, FX_NOISE, dog, 1);
    card = fx_score(journal);
    ck_assert_uint_eq(of(FX_NOISE)->moved, 2);
    ck_assert_uint_eq(of(FX_NOISE)->reclassified, 1);
    ck_assert_uint_eq(of(FX_NOISE)->lost, 4);
    ck_assert_uint_eq(of(FX_NOISE)->added, 4);
    ck_assert_uint_eq(of(FX_NOISE)->kept, 0);
    mlt_scorecard_unref(card);
}
END_TEST

/*
 * Nothing is seen on the clean a and d. Fog: a appears and is newly right; b is lost; c stays; d
 * fails but was wrong already. Consistency is asked of b and c alone.
 */
START_TEST(test_blind_samples)
{
    mltest_journal *journal = fx_open(true);
    fx_answer(journal, 0, FX_CLEAN, NULL, 0);
    fx_answer(journal, 3, FX_CLEAN, NULL, 0);
    card = fx_score(journal);
    ck_assert_uint_eq(of(FX_FOG)->n_counted, 4);
    ck_assert_uint_eq(of(FX_FOG)->n_eligible, 2);
    ck_assert_uint_eq(of(FX_FOG)->n_blind, 2);
    ck_assert_uint_eq(of(FX_FOG)->n_appeared, 1);
    share_is(&of(FX_FOG)->affected, 1, 2);
    share_is(&of(FX_FOG)->total_loss, 1, 2);
    fx_near(of(FX_FOG)->mean_r, 0.5);
    share_is(&of(FX_FOG)->newly_fixed, 1, 4);
    share_is(&of(FX_FOG)->newly_broken, 2, 4); /* b, and d which failed */
    share_is(&of(FX_FOG)->wrong, 2, 4);
    share_is(&of(FX_FOG)->degraded, 1, 4);
    mlt_scorecard_unref(card);
}
END_TEST

/* Without an answer to the clean picture there is nothing to compare with, only right and wrong. */
START_TEST(test_clean_pictures_that_failed)
{
    mltest_journal *journal = fx_open(true);
    *fx_outcome(journal, 0, FX_CLEAN) =
        (mlt_joutcome){.type = MLT_FAILURE, .message = "", .ms = -1};
    card = fx_score(journal);
    ck_assert_uint_eq(of(FX_FOG)->n_eligible, 3);
    ck_assert_uint_eq(of(FX_FOG)->n_blind, 0);
    ck_assert_uint_eq(of(FX_CLEAN)->n_failed, 1);
    share_is(&of(FX_FOG)->affected, 2, 3);
    share_is(&of(FX_FOG)->wrong, 2, 4);
    share_is(&of(FX_FOG)->newly_broken, 2, 3);
    share_is(&of(FX_FOG)->newly_fixed, 0, 3);
    share_is(&of(FX_FOG)->degraded, 2, 3);
    mlt_scorecard_unref(card);
}
END_TEST

static mlt_truth four[] = {{{0, 0, 20, 20}, 400, 1, 0, 0},
                           {{30, 0, 20, 20}, 400, 2, 0, 0},
                           {{60, 0, 20, 20}, 400, 3, 0, 0},
                           {{0, 50, 20, 20}, 400, 4, 0, 0}};
static mlt_pred all_four[] = {{{0, 0, 20, 20}, 0.9, 0},
                              {{30, 0, 20, 20}, 0.8, 0},
                              {{60, 0, 20, 20}, 0.7, 0},
                              {{0, 50, 20, 20}, 0.6, 0}};
/* Three of them and another one: r = (3 + 3) / 8, F1 = 6 / 8. */
static mlt_pred three_of_four[] = {{{0, 0, 20, 20}, 0.9, 0},
                                   {{30, 0, 20, 20}, 0.8, 0},
                                   {{60, 0, 20, 20}, 0.7, 0},
                                   {{60, 60, 20, 20}, 0.6, 0}};

/* Exactly at the strictness a sample is neither affected nor wrong, nor degraded at 1 - it. */
START_TEST(test_at_the_strictness)
{
    mltest_journal *journal = fx_open(true);
    fx_label(journal, 0, four, 4);
    fx_answer(journal, 0, FX_CLEAN, all_four, 4);
    fx_answer(journal, 0, FX_NOISE, three_of_four, 4);
    card = fx_score(journal);
    fx_near(mlt_scorecard_sample(card, 0, FX_NOISE)->r, 0.75);
    fx_near(mlt_scorecard_sample(card, 0, FX_NOISE)->q, 0.75);
    share_is(&of(FX_NOISE)->affected, 1, 4); /* c alone */
    share_is(&of(FX_NOISE)->wrong, 1, 4);
    share_is(&of(FX_NOISE)->newly_broken, 1, 4);
    share_is(&of(FX_NOISE)->degraded, 1, 4);
    fx_near(of(FX_NOISE)->mean_r, 2.75 / 4);
    fx_near(of(FX_NOISE)->mean_q, 2.75 / 4);
    mlt_scorecard_unref(card);
}
END_TEST

START_TEST(test_what_was_just_right_can_break)
{
    mltest_journal *journal = fx_open(true);
    fx_label(journal, 0, four, 4);
    fx_answer(journal, 0, FX_CLEAN, three_of_four, 4);
    fx_answer(journal, 0, FX_NOISE, NULL, 0);
    card = fx_score(journal);
    share_is(&of(FX_NOISE)->newly_broken, 2, 4); /* a and c */
    fx_answer(card->journal, 0, FX_CLEAN, NULL, 0);
    mltest_scorecard *other = fx_score(mlt_journal_ref(card->journal));
    share_is(&other->conditions[FX_NOISE].newly_broken, 1, 4); /* a was wrong already */
    mlt_scorecard_unref(other);
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

/* A failure misses what must be found, not the crowd beside it. */
START_TEST(test_failures_miss_what_counts)
{
    static mlt_truth truth[] = {{{10, 10, 20, 20}, 400, 1, 0, 0},
                                {{50, 50, 20, 20}, 400, 2, 0, MLT_TRUTH_CROWD},
                                {{80, 80, 10, 10}, 100, 3, 0, MLT_TRUTH_IGNORE}};
    mltest_journal *journal = fx_open(true);
    fx_label(journal, 3, truth, 3);
    card = fx_score(journal);
    fx_near(of(FX_FOG)->recall, 0.5);
    fx_near(of(FX_CLEAN)->recall, 1);
    mlt_scorecard_unref(card);
}
END_TEST

/* Pictures with nothing on them, rightly: saying nothing is right and consistent. */
START_TEST(test_nothing_to_find)
{
    static mlt_truth none[1];
    mltest_journal *journal = fx_open(true);
    for (size_t i = 0; i < FX_SAMPLES; i++) {
        fx_label(journal, i, none, 0);
        fx_answer(journal, i, FX_CLEAN, NULL, 0);
        fx_answer(journal, i, FX_NOISE, NULL, 0);
    }
    card = fx_score(journal);
    ck_assert_uint_eq(of(FX_NOISE)->n_eligible, 4);
    share_is(&of(FX_NOISE)->affected, 0, 4);
    share_is(&of(FX_NOISE)->wrong, 0, 4);
    ck_assert(isnan(of(FX_NOISE)->precision) && isnan(of(FX_NOISE)->recall));
    fx_near(of(FX_NOISE)->f1, 1);
    share_is(&of(FX_FOG)->affected, 3, 4);   /* a and c see something, d fails */
    share_is(&of(FX_FOG)->total_loss, 0, 4); /* but there was nothing to lose */
    fx_near(of(FX_FOG)->precision, 0);
    mlt_scorecard_unref(card);
}
END_TEST

/* More than half was skipped: no share, but what was seen is there. */
START_TEST(test_mostly_skipped_is_undefined)
{
    mltest_journal *journal = fx_open(true);
    card = fx_score(mlt_journal_ref(journal));
    ck_assert(of(FX_RAIN)->undefined);
    share_is_undefined(&of(FX_RAIN)->affected);
    fx_near(of(FX_RAIN)->mean_r, 1);
    ck_assert(!of(FX_FOG)->undefined);
    mlt_scorecard_unref(card);
    fx_answer(journal, 1, FX_RAIN, cat, 1); /* half is not more than half */
    card = fx_score(journal);
    ck_assert(!of(FX_RAIN)->undefined);
    share_is(&of(FX_RAIN)->affected, 0, 2);
    mlt_scorecard_unref(card);
}
END_TEST

/* Nothing was recorded at all: neither counted nor skipped. */
START_TEST(test_without_outcomes_nothing_is_defined)
{
    mltest_journal *journal = fx_open(true);
    for (size_t i = 0; i < FX_SAMPLES; i++)
        *fx_outcome(journal, i, FX_FOG) = (mlt_joutcome){.ms = -1};
    card = fx_score(journal);
    ck_assert_uint_eq(of(FX_FOG)->n_counted + of(FX_FOG)->n_skipped + of(FX_FOG)->n_labelled, 0);
    ck_assert(!of(FX_FOG)->undefined);
    share_is_undefined(&of(FX_FOG)->affected);
    share_is_undefined(&of(FX_FOG)->total_loss);
    share_is_undefined(&of(FX_FOG)->wrong);
    share_is_undefined(&of(FX_FOG)->newly_broken);
    ck_assert(isnan(of(FX_FOG)->mean_r) && isnan(of(FX_FOG)->mean_q));
    ck_assert(isnan(of(FX_FOG)->change) && isnan(of(FX_FOG)->f1));
    mlt_scorecard_unref(card);
}
END_TEST

/* One sample is a share of all or nothing, with an interval that says how little that is. */
START_TEST(test_one_sample)
{
    mltest_journal *journal = fx_open(true);
    journal->n_samples = 1;
    card = fx_score(journal);
    share_is(&of(FX_FOG)->affected, 0, 1);
    share_is(&of(FX_BOTH)->affected, 1, 1);
    ck_assert_double_gt(of(FX_FOG)->affected.high, 0.7);
    ck_assert_double_lt(of(FX_BOTH)->affected.low, 0.3);
    mlt_scorecard_unref(card);
}
END_TEST

/* Of what was skipped or failed the difference is not known. */
START_TEST(test_change_is_the_mean_over_answers)
{
    mltest_journal *journal = fx_open(true);
    fx_outcome(journal, 0, FX_FOG)->change = 6;
    fx_outcome(journal, 3, FX_FOG)->change = 90; /* of the failure */
    card = fx_score(journal);
    fx_near(of(FX_FOG)->change, 3); /* 6, 1.5, 1.5 */
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

/* Every sample is one of four; a failure is newly broken, whatever it was before. */
START_TEST(test_one_of_four)
{
    mltest_journal *journal = fx_open(true);
    fx_answer(journal, 2, FX_CLEAN, NULL, 0); /* c: already wrong, and found in fog */
    fx_answer(journal, 3, FX_CLEAN, NULL, 0); /* d: already wrong, and failed in fog */
    card = fx_score(journal);
    const mlt_condition_score *fog = &card->conditions[FX_FOG];
    ck_assert_uint_eq(fog->n_stays_right, 1);    /* a */
    ck_assert_double_eq(fog->newly_broken.k, 2); /* b, d */
    ck_assert_double_eq(fog->newly_fixed.k, 1);  /* c */
    ck_assert_uint_eq(fog->n_already_wrong, 0);
    fog = &card->conditions[FX_NOISE]; /* c is wrong before and after, d is right now */
    ck_assert_uint_eq(fog->n_stays_right, 2);
    ck_assert_uint_eq(fog->n_already_wrong, 1);
    ck_assert_double_eq(fog->newly_fixed.k, 1);
    ck_assert_double_eq(fog->newly_broken.k, 0);
    mlt_scorecard_unref(card);
}
END_TEST

static mltest_status score_fog(mltest_context *ctx, void *data)
{
    mlt_sides sides;
    mltest_error *error = NULL;
    (void)data;
    mlt_sides_init(&sides, ctx);
    mltest_status status = mlt_score_condition(card, FX_FOG, &sides, 0.2, &error);
    ck_assert_int_eq(mltest_error_status(error), status);
    mlt_sides_free(&sides);
    mltest_error_free(error);
    return status;
}

START_TEST(test_out_of_memory)
{
    card = fx_card(true, true);
    mlt_test_every_allocation(score_fog, NULL);
    mlt_scorecard_unref(card);
}
END_TEST

FX_SUITE(condition, test_counts, test_shares_and_their_intervals, test_moved_and_reclassified,
         test_blind_samples, test_clean_pictures_that_failed, test_at_the_strictness,
         test_what_was_just_right_can_break, test_precision_recall_f1,
         test_failures_miss_what_counts, test_nothing_to_find, test_mostly_skipped_is_undefined,
         test_without_outcomes_nothing_is_defined, test_one_sample,
         test_change_is_the_mean_over_answers, test_without_labels_there_is_no_right_and_wrong,
         test_which_conditions_count, test_one_of_four, test_out_of_memory)
