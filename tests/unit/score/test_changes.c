/* SPDX-License-Identifier: MIT */
#include "score/changes.h"

#include "score/fixtures.h"

/* What the model says of a, clean and in fog. */
static mlt_pred clean[] = {{{0, 0, 20, 20}, 0.9, 0},   /* kept at IoU 18/22, score down by .25 */
                           {{40, 0, 20, 20}, 0.8, 0},  /* moved: IoU 10/30 */
                           {{0, 40, 20, 20}, 0.7, 0},  /* a dog now */
                           {{40, 40, 20, 20}, 0.6, 1}, /* gone */
                           {{80, 80, 20, 20}, 0.25, 1}} /* too low to be asked for */;
static mlt_pred now[] = {{{2, 0, 20, 20}, 0.65, 0},
                         {{50, 0, 20, 20}, 0.8, 0},
                         {{0, 40, 20, 20}, 0.7, 1},
                         {{70, 0, 10, 10}, 0.4, 1}};

static mltest_scorecard *scored(void)
{
    mltest_journal *journal = fx_open(true);
    for (size_t i = 1; i < FX_SAMPLES; i++)
        fx_outcome(journal, i, FX_FOG)->type = MLT_SKIP;
    fx_answer(journal, 0, FX_CLEAN, clean, 5);
    fx_answer(journal, 0, FX_FOG, now, 4);
    return fx_score(journal);
}

START_TEST(test_by_class)
{
    mltest_scorecard *card = scored();
    const mlt_class_change *cats = &card->changes[FX_FOG * 2 + 0], *dogs = cats + 1;
    ck_assert_uint_eq(cats->required, 3);
    ck_assert_uint_eq(cats->kept, 1);
    ck_assert_uint_eq(cats->lost, 2);
    ck_assert_uint_eq(cats->moved, 1);
    ck_assert_uint_eq(cats->reclassified, 1);
    ck_assert_uint_eq(cats->added, 1); /* where the second one went */
    fx_near(cats->sum_iou, 18.0 / 22);
    ck_assert_double_eq_tol(cats->sum_shift, 0.65 - 0.9, 1e-7);
    ck_assert_uint_eq(dogs->required, 1);
    ck_assert_uint_eq(dogs->lost, 1);
    ck_assert_uint_eq(dogs->kept + dogs->moved + dogs->reclassified, 0);
    ck_assert_uint_eq(dogs->added, 2);
    mlt_scorecard_unref(card);
}
END_TEST

/* Sums over classes are the condition's counts. */
START_TEST(test_classes_add_up)
{
    mltest_scorecard *card = scored();
    const mlt_class_change *cats = &card->changes[FX_FOG * 2 + 0], *dogs = cats + 1;
    const mlt_condition_score *fog = &card->conditions[FX_FOG];
    ck_assert_uint_eq(fog->kept, cats->kept + dogs->kept);
    ck_assert_uint_eq(fog->lost, cats->lost + dogs->lost);
    ck_assert_uint_eq(fog->added, cats->added + dogs->added);
    ck_assert_uint_eq(fog->moved, cats->moved + dogs->moved);
    ck_assert_uint_eq(fog->reclassified, cats->reclassified + dogs->reclassified);
    fx_near(mlt_scorecard_sample(card, 0, FX_FOG)->r, 2.0 / 8);
    mlt_scorecard_unref(card);
}
END_TEST

START_TEST(test_a_failure_loses_all)
{
    mltest_scorecard *card = scored();
    mltest_journal *journal = mlt_journal_ref(card->journal);
    mlt_scorecard_unref(card);
    fx_outcome(journal, 0, FX_FOG)->type = MLT_FAILURE;
    card = fx_score(journal);
    ck_assert_uint_eq(card->changes[FX_FOG * 2].lost, 3);
    ck_assert_uint_eq(card->changes[FX_FOG * 2 + 1].lost, 1);
    ck_assert_uint_eq(card->conditions[FX_FOG].lost, 4);
    ck_assert_uint_eq(mlt_scorecard_sample(card, 0, FX_FOG)->n_clean, 4);
    mlt_scorecard_unref(card);
}
END_TEST

/* A hidden box is not asked for: whether it moved or not is nothing that counts. */
START_TEST(test_hidden_boxes_do_not_move)
{
    static mlt_box cover[] = {{40, 0, 20, 20}};
    mltest_scorecard *card = scored();
    mltest_journal *journal = mlt_journal_ref(card->journal);
    mlt_scorecard_unref(card);
    fx_outcome(journal, 0, FX_FOG)->cover = cover;
    fx_outcome(journal, 0, FX_FOG)->n_cover = 1;
    card = fx_score(journal);
    ck_assert_uint_eq(card->changes[FX_FOG * 2].required, 2);
    ck_assert_uint_eq(card->changes[FX_FOG * 2].moved, 0);
    ck_assert_uint_eq(card->conditions[FX_FOG].moved, 0);
    mlt_scorecard_unref(card);
}
END_TEST

/* The new box is nearer to a hidden one (IoU 9/31) than to the lost one (5/35), and is the lost one
 * all the same; half of it does not lie in the hidden one, so it is new. */
START_TEST(test_hidden_boxes_explain_nothing)
{
    static mlt_pred before[] = {{{40, 0, 20, 20}, 0.9, 0}, {{66, 0, 20, 20}, 0.8, 0}};
    static mlt_pred after[] = {{{51, 0, 20, 20}, 0.9, 0}};
    static mlt_box cover[] = {{40, 0, 20, 20}};
    mltest_journal *journal = fx_open(true);
    for (size_t i = 1; i < FX_SAMPLES; i++)
        fx_outcome(journal, i, FX_FOG)->type = MLT_SKIP;
    fx_answer(journal, 0, FX_CLEAN, before, 2);
    fx_answer(journal, 0, FX_FOG, after, 1);
    fx_outcome(journal, 0, FX_FOG)->cover = cover;
    fx_outcome(journal, 0, FX_FOG)->n_cover = 1;
    mltest_scorecard *card = fx_score(journal);
    ck_assert_uint_eq(card->conditions[FX_FOG].lost, 1);
    ck_assert_uint_eq(card->conditions[FX_FOG].added, 1);
    ck_assert_uint_eq(card->conditions[FX_FOG].moved, 1);
    mlt_scorecard_unref(card);
}
END_TEST

/* A class that the condition leaves out is not lost either, nor all that there is. */
START_TEST(test_a_failure_loses_nothing_left_out)
{
    static int32_t to[] = {-1, 1};
    static bool is_void[] = {true, false};
    static const mlt_jclasses no_cats = {to, is_void, 2};
    static mlt_pred seen[] = {{{40, 0, 20, 20}, 0.9, 0}};
    mltest_journal *journal = fx_open(true);
    fx_answer(journal, 0, FX_CLEAN, seen, 1);
    *fx_outcome(journal, 0, FX_FOG) =
        (mlt_joutcome){.type = MLT_FAILURE, .message = "", .ms = -1, .classes = &no_cats};
    mltest_scorecard *card = fx_score(journal);
    ck_assert_uint_eq(mlt_scorecard_sample(card, 0, FX_FOG)->lost, 0);
    ck_assert(!mlt_scorecard_sample(card, 0, FX_FOG)->total_loss);
    ck_assert(mlt_scorecard_sample(card, 3, FX_FOG)->total_loss);
    mlt_scorecard_unref(card);
}
END_TEST

START_TEST(test_classes_outside_the_list)
{
    static mlt_pred strange[] = {{{0, 0, 20, 20}, 0.9, 7}};
    mltest_scorecard *card = scored();
    mltest_journal *journal = mlt_journal_ref(card->journal);
    mlt_scorecard_unref(card);
    fx_answer(journal, 0, FX_CLEAN, strange, 1);
    fx_answer(journal, 0, FX_FOG, strange, 1);
    card = fx_score(journal);
    ck_assert_uint_eq(card->conditions[FX_FOG].kept, 1);
    ck_assert_uint_eq(card->changes[FX_FOG * 2].required, 0);
    mlt_scorecard_unref(card);
}
END_TEST

FX_SUITE(changes, test_by_class, test_classes_add_up, test_a_failure_loses_all,
         test_hidden_boxes_do_not_move, test_hidden_boxes_explain_nothing,
         test_a_failure_loses_nothing_left_out, test_classes_outside_the_list)
