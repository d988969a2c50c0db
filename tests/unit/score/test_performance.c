/* SPDX-License-Identifier: MIT */
#include "score/fixtures.h"

/* n of four cats found without a false alarm: precision 1 at the recalls up to n/4. */
START_TEST(test_average_precision_by_hand)
{
    mltest_scorecard *card = fx_card(true, true);
    const mlt_condition_score *c = card->conditions;
    fx_near(c[FX_CLEAN].map, 1);
    fx_near(c[FX_FOG].map, 51.0 / 101); /* the failure has missed its cat */
    fx_near(c[FX_NOISE].map, 76.0 / 101);
    fx_near(c[FX_NOISE].ap50, 76.0 / 101);
    fx_near(c[FX_BOTH].map, 0);
    fx_near(c[FX_FOG].ar, 0.5);
    mlt_scorecard_unref(card);
}
END_TEST

/* Against the clean figure on the same samples: one was not skipped, and that is the same. */
START_TEST(test_drop)
{
    mltest_scorecard *card = fx_card(true, true);
    fx_near(card->conditions[FX_CLEAN].drop, 0);
    fx_near(card->conditions[FX_FOG].drop, 50.0 / 101);
    fx_near(card->conditions[FX_RAIN].drop, 0);
    fx_near(card->conditions[FX_BOTH].drop, 1);
    mlt_scorecard_unref(card);
}
END_TEST

START_TEST(test_without_labels_nothing_is_defined)
{
    mltest_scorecard *card = fx_card(false, true);
    for (int c = 0; c < FX_CONDITIONS; c++) {
        ck_assert(isnan(card->conditions[c].map) && isnan(card->conditions[c].drop));
        ck_assert(isnan(card->conditions[c].ap50) && isnan(card->conditions[c].ar));
    }
    mlt_scorecard_unref(card);
}
END_TEST

static mltest_scorecard *rescored(mltest_journal *journal)
{
    mltest_scorecard *card = NULL;
    mltest_error *error = NULL;
    ck_assert_msg(mlt_scorecard_make(&card, NULL, journal, NULL, &error) == MLTEST_OK, "%s",
                  mltest_error_message(error));
    return card;
}

/* A turned label is known up to an interval: AP50 is judged, and the drop is that of AP50. */
START_TEST(test_inexact_labels)
{
    mltest_journal *journal = NULL;
    static const double turn[9] = {0.9, 0.3, 0, -0.3, 0.9, 10, 0, 0, 1};
    ck_assert_int_eq(fx_journal(&journal, NULL, true, true, NULL), MLTEST_OK);
    mlt_joutcome *fog = &journal->outcomes[FX_FOG];
    fog->has_map = true;
    fog->width = fog->height = 100;
    ck_assert(mlt_map_from_homography(&fog->map, turn));
    mltest_scorecard *card = rescored(journal);
    ck_assert(card->conditions[FX_FOG].label_limited);
    ck_assert(!card->conditions[FX_NOISE].label_limited);
    fx_near(card->conditions[FX_FOG].drop, 1 - card->conditions[FX_FOG].ap50);
    mlt_scorecard_unref(card);
    mlt_journal_unref(journal);
}
END_TEST

START_TEST(test_classification)
{
    mltest_journal *journal = NULL;
    ck_assert_int_eq(fx_journal(&journal, NULL, true, true, NULL), MLTEST_OK);
    journal->run.task = MLTEST_TASK_CLASSIFICATION;
    for (size_t i = 0; i < (size_t)FX_SAMPLES * FX_CONDITIONS; i++)
        journal->outcomes[i].is_top = true;
    mltest_scorecard *card = rescored(journal);
    fx_near(card->conditions[FX_CLEAN].map, 1);
    fx_near(card->conditions[FX_NOISE].map, 0.75);
    fx_near(card->conditions[FX_NOISE].drop, 0.25);
    fx_near(card->conditions[FX_FOG].map, 0.5);
    fx_near(fx_number(card, "clean.top1"), 1);
    mlt_scorecard_unref(card);
    mlt_journal_unref(journal);
}
END_TEST

FX_SUITE(performance, test_average_precision_by_hand, test_drop,
         test_without_labels_nothing_is_defined, test_inexact_labels, test_classification)
