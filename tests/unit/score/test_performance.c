/* SPDX-License-Identifier: MIT */
#include "score/fixtures.h"

static mltest_scorecard *card;

static const mlt_condition_score *of(int condition)
{
    return &card->conditions[condition];
}

/* n of four cats found without a false alarm: precision 1 at the recalls up to n/4. */
START_TEST(test_average_precision_by_hand)
{
    card = fx_card(true, true);
    fx_near(of(FX_CLEAN)->map, 1);
    fx_near(of(FX_FOG)->map, 51.0 / 101); /* the failure has missed its cat */
    fx_near(of(FX_NOISE)->map, 76.0 / 101);
    fx_near(of(FX_NOISE)->ap50, 76.0 / 101);
    fx_near(of(FX_NOISE)->ap75, 76.0 / 101);
    fx_near(of(FX_BOTH)->map, 0);
    fx_near(of(FX_FOG)->ar, 0.5);
    mlt_scorecard_unref(card);
}
END_TEST

/* An IoU of 16/24 = 2/3 is a find at .50 .55 .60 .65, four of the ten thresholds. */
START_TEST(test_thresholds_of_overlap)
{
    static mlt_pred shifted[] = {{{14, 10, 20, 20}, 0.9, 0}};
    mltest_journal *journal = fx_open(true);
    for (size_t i = 0; i < FX_SAMPLES; i++)
        fx_answer(journal, i, FX_FOG, shifted, 1);
    card = fx_score(journal);
    fx_near(of(FX_FOG)->map, 0.4);
    fx_near(of(FX_FOG)->ap50, 1);
    fx_near(of(FX_FOG)->ap75, 0);
    fx_near(of(FX_FOG)->ar, 0.4);
    fx_near(of(FX_FOG)->drop, 0.6);
    mlt_scorecard_unref(card);
}
END_TEST

/* Clean misses the cat of d, rain was skipped for all but a: there nothing is worse than clean. */
START_TEST(test_drop_is_from_clean_on_the_same_samples)
{
    mltest_journal *journal = fx_open(true);
    fx_answer(journal, 3, FX_CLEAN, NULL, 0);
    card = fx_score(journal);
    fx_near(of(FX_CLEAN)->map, 76.0 / 101);
    fx_near(of(FX_CLEAN)->drop, 0);
    fx_near(of(FX_RAIN)->map, 1);
    fx_near(of(FX_RAIN)->drop, 0);
    fx_near(of(FX_FOG)->drop, 25.0 / 101);
    fx_near(of(FX_BOTH)->drop, 76.0 / 101);
    mlt_scorecard_unref(card);
}
END_TEST

static void check_undefined(void)
{
    for (int c = 0; c < FX_CONDITIONS; c++) {
        ck_assert(isnan(of(c)->map) && isnan(of(c)->ap50) && isnan(of(c)->ap75));
        ck_assert(isnan(of(c)->ar) && isnan(of(c)->drop));
    }
}

START_TEST(test_without_labels_nothing_is_defined)
{
    card = fx_card(false, true);
    check_undefined();
    mlt_scorecard_unref(card);
    mltest_journal *journal = fx_open(false);
    journal->run.task = MLTEST_TASK_CLASSIFICATION;
    card = fx_score(journal);
    check_undefined();
    mlt_scorecard_unref(card);
}
END_TEST

/* What is labelled counts alone: false alarms on other pictures are not known to be any. */
START_TEST(test_half_of_the_samples_have_labels)
{
    mltest_journal *journal = fx_open(true);
    fx_label(journal, 0, NULL, 0);
    fx_label(journal, 1, NULL, 0);
    card = fx_score(journal);
    fx_near(of(FX_CLEAN)->map, 1);
    fx_near(of(FX_FOG)->map, 51.0 / 101); /* c of c, d */
    fx_near(of(FX_NOISE)->map, 51.0 / 101);
    mlt_scorecard_unref(card);
}
END_TEST

/* A truth of which too little is left need not be found, one that has gone is not there. */
START_TEST(test_truths_that_have_gone)
{
    static const double far[9] = {1, 0, 500, 0, 1, 0, 0, 0, 1};
    static mlt_box cover = {0, 0, 100, 100};
    mltest_journal *journal = fx_open(true);
    fx_outcome(journal, 1, FX_FOG)->cover = &cover;
    fx_outcome(journal, 1, FX_FOG)->n_cover = 1;
    fx_answer(journal, 3, FX_FOG, NULL, 0);
    fx_move(journal, 3, FX_FOG, far);
    card = fx_score(journal);
    fx_near(of(FX_FOG)->map, 1); /* a and c are found, b and d cannot be */
    ck_assert(!of(FX_FOG)->label_limited);
    mlt_scorecard_unref(card);
}
END_TEST

/* Neither asked for nor wrong: a crowd and an ignored truth with predictions on them. */
START_TEST(test_ignored_truths)
{
    static mlt_truth truth[] = {{{10, 10, 20, 20}, 400, 1, 0, 0},
                                {{50, 50, 20, 20}, 400, 2, 0, MLT_TRUTH_IGNORE},
                                {{80, 80, 10, 10}, 100, 3, 0, MLT_TRUTH_DIFFICULT}};
    static mlt_pred preds[] = {{{50, 50, 20, 20}, 0.95, 0}, {{10, 10, 20, 20}, 0.9, 0}};
    mltest_journal *journal = fx_open(true);
    fx_label(journal, 0, truth, 3);
    fx_answer(journal, 0, FX_NOISE, preds, 2);
    card = fx_score(journal);
    fx_near(of(FX_CLEAN)->map, 1);
    fx_near(of(FX_NOISE)->map, 76.0 / 101);
    mlt_scorecard_unref(card);
}
END_TEST

/* A box of no size in a label file stays one that nobody can find, moved by nothing. */
START_TEST(test_a_truth_without_size)
{
    static mlt_truth truth[] = {{{10, 10, 20, 20}, 400, 1, 0, 0}, {{50, 50, 0, 0}, 0, 2, 0, 0}};
    mltest_journal *journal = fx_open(true);
    for (size_t i = 0; i < FX_SAMPLES; i++)
        fx_label(journal, i, truth, 2);
    card = fx_score(journal);
    fx_near(of(FX_CLEAN)->ar, 0.5);
    fx_near(of(FX_CLEAN)->map, 51.0 / 101);
    mlt_scorecard_unref(card);
}
END_TEST

/* All four pictures are turned by 30 degrees about their middle under fog; the answers are given.
 */
static mltest_scorecard *turned_truths(mlt_truth *truth, size_t n_truth, mlt_pred *preds, size_t n)
{
    const double c = sqrt(0.75), s = 0.5;
    const double turn[9] = {c, -s, 50 - 50 * c + 50 * s, s, c, 50 - 50 * s - 50 * c, 0, 0, 1};
    mltest_journal *journal = fx_open(true);
    for (size_t i = 0; i < FX_SAMPLES; i++) {
        fx_label(journal, i, truth, n_truth);
        fx_answer(journal, i, FX_FOG, preds, n);
        mlt_joutcome *fog = fx_outcome(journal, i, FX_FOG);
        fog->width = fog->height = 100;
        fx_move(journal, i, FX_FOG, turn);
    }
    return fx_score(journal);
}

static mltest_scorecard *turned(mlt_pred *preds, size_t n)
{
    static mlt_truth truth[] = {{{40, 40, 20, 20}, 400, 1, 0, 0}};
    return turned_truths(truth, 1, preds, n);
}

/*
 * The square's hull has sides of 20 (cos 30 + sin 30) = 27.3, that of its inscribed circle 20: a
 * prediction between the two is as right as can be known, though its IoU with the hull is 0.54.
 */
START_TEST(test_turned_labels_judge_the_prediction)
{
    static mlt_pred within[] = {{{40, 40, 20, 20}, 0.9, 0}};
    static mlt_pred half[] = {{{40, 40, 20, 11}, 0.9, 0}};
    static mlt_pred elsewhere[] = {{{70, 40, 20, 20}, 0.9, 0}, {{40, 40, 20, 20}, 0.8, 1}};
    card = turned(within, 1);
    ck_assert(of(FX_FOG)->label_limited && !of(FX_NOISE)->label_limited);
    fx_near(of(FX_FOG)->ap50, 1);
    mlt_scorecard_unref(card);
    card = turned(half, 1);
    fx_near(of(FX_FOG)->ap50, 1); /* 220 of 400 */
    mlt_scorecard_unref(card);
    card = turned(elsewhere, 2);
    fx_near(of(FX_FOG)->ap50, 0); /* the other class does not find it */
    mlt_scorecard_unref(card);
}
END_TEST

/* Two labels that overlap, 4 apart: each answer finds the nearer one of its class. */
START_TEST(test_turned_labels_that_overlap)
{
    static mlt_truth cats[] = {{{40, 40, 20, 20}, 400, 1, 0, 0}, {{44, 40, 20, 20}, 400, 2, 0, 0}};
    static mlt_truth both[] = {{{40, 40, 20, 20}, 400, 1, 0, 0}, {{44, 40, 20, 20}, 400, 2, 1, 0}};
    static mlt_pred one_each[] = {{{40, 40, 20, 20}, 0.9, 0}, {{43.5, 42, 20, 20}, 0.8, 0}};
    static mlt_pred cat_on_dog[] = {{{43.5, 42, 20, 20}, 0.9, 0}};
    card = turned_truths(cats, 2, one_each, 2);
    fx_near(of(FX_FOG)->ap50, 1);
    mlt_scorecard_unref(card);
    card = turned_truths(both, 2, cat_on_dog, 1);
    fx_near(of(FX_FOG)->ap50, 0.5); /* cats 1, dogs 0 */
    mlt_scorecard_unref(card);
}
END_TEST

/* Both answers are nearest to the first label; the second one finds the other all the same. */
START_TEST(test_turned_labels_are_found_once)
{
    static mlt_truth cats[] = {{{40, 40, 20, 20}, 400, 1, 0, 0}, {{50, 40, 20, 20}, 400, 2, 0, 0}};
    static mlt_pred both[] = {{{40, 40, 20, 20}, 0.9, 0}, {{44.9, 40, 20, 20}, 0.8, 0}};
    card = turned_truths(cats, 2, both, 2);
    fx_near(of(FX_FOG)->ap50, 1);
    mlt_scorecard_unref(card);
}
END_TEST

/* The first label is hidden but for a tenth, all other cats are found. */
static mltest_scorecard *hidden(mlt_pred *seen)
{
    static mlt_box cover = {10, 10, 20, 18};
    static mlt_pred cat[] = {{{10, 10, 20, 20}, 0.9, 0}};
    mltest_journal *journal = fx_open(true);
    for (size_t i = 0; i < FX_SAMPLES; i++)
        fx_answer(journal, i, FX_FOG, i == 0 ? seen : cat, 1);
    fx_outcome(journal, 0, FX_FOG)->cover = &cover;
    fx_outcome(journal, 0, FX_FOG)->n_cover = 1;
    return fx_score(journal);
}

/* What lies in a hidden label with half of its area is not counted against the model, what only
 * touches it is. */
START_TEST(test_hidden_truths_excuse)
{
    static mlt_pred within[] = {{{10, 20, 20, 20}, 0.95, 0}};
    static mlt_pred beside[] = {{{10, 20.5, 20, 20}, 0.95, 0}};
    card = hidden(within);
    fx_near(of(FX_FOG)->map, 1);
    fx_near(of(FX_FOG)->precision, 1);
    mlt_scorecard_unref(card);
    card = hidden(beside);
    fx_near(of(FX_FOG)->map, 0.75);
    fx_near(of(FX_FOG)->precision, 0.75);
    mlt_scorecard_unref(card);
}
END_TEST

/* Of a turned condition only AP50 is reported: the clean boxes are poor ones at IoU 2/3. */
START_TEST(test_drop_under_turned_labels)
{
    static mlt_pred found[] = {{{40, 40, 20, 20}, 0.9, 0}}, poor[] = {{{44, 40, 20, 20}, 0.9, 0}};
    mltest_scorecard *first = turned(found, 1);
    mltest_journal *journal = mlt_journal_ref(first->journal);
    mlt_scorecard_unref(first);
    for (size_t i = 0; i < FX_SAMPLES; i++)
        fx_answer(journal, i, FX_CLEAN, poor, 1);
    card = fx_score(journal);
    fx_near(of(FX_CLEAN)->map, 0.4);
    fx_near(of(FX_FOG)->ap50, 1);
    fx_near(of(FX_FOG)->drop50, 0);
    ck_assert(isnan(of(FX_FOG)->map) && isnan(of(FX_FOG)->ap75) && isnan(of(FX_FOG)->ar));
    ck_assert(isnan(of(FX_FOG)->drop) && isnan(of(FX_FOG)->drop_relative));
    mlt_scorecard_unref(card);
}
END_TEST

/* Under an exact map the label is known: a prediction is judged where it is. */
START_TEST(test_unturned_answers_keep_their_boxes)
{
    static mlt_pred shifted[] = {{{14, 10, 20, 20}, 0.9, 0}};
    static const double nothing[9] = {1, 0, 0, 0, 1, 0, 0, 0, 1};
    mltest_journal *journal = fx_open(true);
    for (size_t i = 0; i < FX_SAMPLES; i++) {
        fx_answer(journal, i, FX_FOG, shifted, 1);
        fx_move(journal, i, FX_FOG, nothing);
    }
    card = fx_score(journal);
    ck_assert(!of(FX_FOG)->label_limited);
    fx_near(of(FX_FOG)->map, 0.4);
    mlt_scorecard_unref(card);
}
END_TEST

START_TEST(test_clean_figures_of_classes)
{
    static mlt_truth dogs[] = {{{10, 10, 20, 20}, 400, 1, 1, 0}, {{60, 60, 20, 20}, 400, 2, 1, 0}};
    static mlt_pred preds[] = {{{10, 10, 20, 20}, 0.9, 1}, {{64, 60, 20, 20}, 0.8, 1}};
    mltest_journal *journal = fx_open(true);
    mlt_class_scores classes;
    mlt_headline_draws headline;
    mlt_sides sides;
    fx_label(journal, 3, dogs, 2);
    fx_answer(journal, 3, FX_CLEAN, preds, 2);
    card = fx_score(journal);
    mlt_sides_init(&sides, NULL);
    ck_assert_int_eq(mlt_score_performance(card, &sides, &classes, &headline, NULL), MLTEST_OK);
    fx_near(classes.n_truths[0], 3);
    fx_near(classes.n_truths[1], 2);
    fx_near(classes.ap[0], 1);
    fx_near(classes.ap50[1], 1);
    fx_near(classes.ap[1], 0.4 + 0.6 * 51 / 101);
    ck_assert_uint_eq(headline.n_conditions, FX_CONDITIONS);
    ck_assert_uint_eq(headline.n_draws, 2000);
    ck_assert_uint_eq(headline.n_blocks, FX_SAMPLES);
    mlt_headline_free(NULL, &headline);
    mlt_free(NULL, classes.ap);
    mlt_free(NULL, classes.ap50);
    mlt_free(NULL, classes.n_truths);
    mlt_sides_free(&sides);
    mlt_scorecard_unref(card);
}
END_TEST

/* --- classification --- */

static mltest_journal *pictures_of_one_thing(void)
{
    mltest_journal *journal = fx_open(true);
    journal->run.task = MLTEST_TASK_CLASSIFICATION;
    for (size_t i = 0; i < (size_t)FX_SAMPLES * FX_CONDITIONS; i++)
        journal->outcomes[i].is_top = journal->outcomes[i].type == MLT_OUTCOME;
    return journal;
}

START_TEST(test_classification)
{
    card = fx_score(pictures_of_one_thing());
    fx_near(of(FX_CLEAN)->map, 1);
    fx_near(of(FX_NOISE)->map, 0.75);
    fx_near(of(FX_NOISE)->drop, 0.25);
    fx_near(of(FX_FOG)->map, 0.5); /* no answer and a failure are wrong */
    ck_assert(isnan(of(FX_FOG)->ar));
    mlt_scorecard_unref(card);
}
END_TEST

/* Three cats and a dog, always "cat, or else a dog": top-1 3/4, top-5 all, balanced 1/2. */
START_TEST(test_classes_weigh_the_same_in_the_balanced_figure)
{
    static mlt_truth dog[] = {{{0, 0, 0, 0}, 0, 1, 1, 0}};
    static mlt_pred preds[] = {{{0, 0, 0, 0}, 0.9, 0}, {{0, 0, 0, 0}, 0.1, 1}};
    mltest_journal *journal = pictures_of_one_thing();
    fx_label(journal, 3, dog, 1);
    for (size_t i = 0; i < FX_SAMPLES; i++) {
        fx_answer(journal, i, FX_NOISE, preds, 2);
        fx_outcome(journal, i, FX_NOISE)->is_top = true;
    }
    card = fx_score(journal);
    fx_near(of(FX_NOISE)->map, 0.75);
    fx_near(of(FX_NOISE)->ap50, 1);
    fx_near(of(FX_NOISE)->ap75, 0.5);
    mlt_scorecard_unref(card);
}
END_TEST

/* Clean is wrong for d alone, and rain was skipped there: 1 - 1, not 3/4 - 1. */
START_TEST(test_drop_of_classes_is_on_the_same_samples)
{
    static mlt_truth dog[] = {{{0, 0, 0, 0}, 0, 1, 1, 0}};
    mltest_journal *journal = pictures_of_one_thing();
    fx_label(journal, 3, dog, 1);
    fx_label(journal, 2, dog, 0); /* labelled, with no class */
    card = fx_score(journal);
    fx_near(of(FX_CLEAN)->map, 2.0 / 3);
    fx_near(of(FX_RAIN)->map, 1);
    fx_near(of(FX_RAIN)->drop, 0);
    fx_near(of(FX_FOG)->drop, 1.0 / 3);
    mlt_scorecard_unref(card);
}
END_TEST

static mltest_status perform(mltest_context *ctx, void *data)
{
    mltest_context *before = card->ctx;
    mlt_class_scores classes;
    mlt_headline_draws headline;
    mlt_sides sides;
    mltest_error *error = NULL;
    (void)data;
    mlt_sides_init(&sides, ctx);
    card->ctx = ctx;
    mltest_status status = mlt_score_performance(card, &sides, &classes, &headline, &error);
    mlt_headline_free(ctx, &headline);
    card->ctx = before;
    mlt_free(ctx, classes.ap);
    mlt_free(ctx, classes.ap50);
    mlt_free(ctx, classes.n_truths);
    mlt_sides_free(&sides);
    mltest_error_free(error);
    return status;
}

START_TEST(test_out_of_memory)
{
    static mlt_pred found[] = {{{40, 40, 20, 20}, 0.9, 0}};
    card = turned(found, 1);
    card->settings.performance_draws = 20; /* allocations are the same for any number */
    mlt_test_every_allocation(perform, NULL);
    card->journal->run.task = MLTEST_TASK_CLASSIFICATION;
    mlt_test_every_allocation(perform, NULL);
    mlt_scorecard_unref(card);
}
END_TEST

FX_SUITE(performance, test_average_precision_by_hand, test_thresholds_of_overlap,
         test_drop_is_from_clean_on_the_same_samples, test_without_labels_nothing_is_defined,
         test_half_of_the_samples_have_labels, test_truths_that_have_gone, test_ignored_truths,
         test_a_truth_without_size, test_turned_labels_judge_the_prediction,
         test_turned_labels_that_overlap, test_turned_labels_are_found_once,
         test_hidden_truths_excuse, test_drop_under_turned_labels,
         test_unturned_answers_keep_their_boxes, test_clean_figures_of_classes, test_classification,
         test_classes_weigh_the_same_in_the_balanced_figure,
         test_drop_of_classes_is_on_the_same_samples, test_out_of_memory)
