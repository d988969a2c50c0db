/* SPDX-License-Identifier: MIT */
#include "report/boxes.h"

#include "score/fixtures.h"
#include "score/sample.h"

static mlt_pair_boxes boxes;

static void find(const mltest_scorecard *card, size_t sample, size_t condition)
{
    ck_assert_int_eq(mlt_pair_boxes_find(&boxes, card, mlt_score_weak(&card->settings, 0), sample,
                                         condition, NULL),
                     MLTEST_OK);
}

static void expect(const mlt_page_box *found, size_t n, const mlt_page_state *states, size_t wanted)
{
    ck_assert_uint_eq(n, wanted);
    for (size_t i = 0; i < n; i++)
        ck_assert_int_eq(found[i].state, states[i]);
}

#define EXPECT(side, ...)                                                                          \
    expect(boxes.side, boxes.n_##side, (const mlt_page_state[]){__VA_ARGS__},                      \
           sizeof(const mlt_page_state[]){__VA_ARGS__} / sizeof(mlt_page_state))

static mltest_scorecard *card_of(mlt_pred *clean, size_t n_clean, mlt_pred *now, size_t n_now)
{
    mltest_journal *journal = fx_open(true);
    fx_answer(journal, 0, FX_CLEAN, clean, n_clean);
    fx_answer(journal, 0, FX_FOG, now, n_now);
    return fx_score(journal);
}

START_TEST(what_became_of_each)
{
    static mlt_pred clean[] = {{{10, 10, 20, 20}, 0.9, 0},
                               {{50, 10, 20, 20}, 0.8, 0},
                               {{10, 50, 20, 20}, 0.7, 1},
                               {{50, 50, 20, 20}, 0.6, 0},
                               {{80, 80, 20, 20}, 0.1, 0}},
                    now[] = {{{11, 10, 20, 20}, 0.9, 0},
                             {{62, 10, 20, 20}, 0.8, 0},
                             {{10, 51, 20, 20}, 0.7, 0},
                             {{75, 75, 20, 20}, 0.5, 1},
                             {{80, 10, 20, 20}, 0.1, 0}};
    mltest_scorecard *card = card_of(clean, 5, now, 5);
    find(card, 0, FX_FOG);
    EXPECT(clean, MLT_PAGE_TRUTH, MLT_PAGE_KEPT, MLT_PAGE_MOVED, MLT_PAGE_RECLASSIFIED,
           MLT_PAGE_LOST);
    EXPECT(now, MLT_PAGE_TRUTH, MLT_PAGE_LOST, MLT_PAGE_KEPT, MLT_PAGE_MOVED, MLT_PAGE_RECLASSIFIED,
           MLT_PAGE_NEW);
    ck_assert(isnan(boxes.clean[0].score));
    fx_near(boxes.now[1].score, 0.6); /* where it would be, with what it had */
    fx_near(boxes.now[1].box.x, 50);
    const mlt_sample_score *s = mlt_scorecard_sample(card, 0, FX_FOG);
    ck_assert_uint_eq(s->kept, 1); /* the same numbers */
    ck_assert_uint_eq(s->lost, 3);
    ck_assert_uint_eq(s->added, 3);
    ck_assert_uint_eq(s->moved, 1);
    ck_assert_uint_eq(s->reclassified, 1);
    mlt_scorecard_unref(card);
}
END_TEST

/* One of the two scores is enough, as the score has it. */
START_TEST(a_weak_one_that_was_strong)
{
    static mlt_pred clean[] = {{{10, 10, 20, 20}, 0.9, 0}}, now[] = {{{10, 10, 20, 20}, 0.21, 0}};
    mltest_scorecard *card = card_of(clean, 1, now, 1);
    find(card, 0, FX_FOG);
    EXPECT(clean, MLT_PAGE_TRUTH, MLT_PAGE_KEPT);
    EXPECT(now, MLT_PAGE_TRUTH, MLT_PAGE_KEPT);
    ck_assert_int_eq(mlt_pair_boxes_find(&boxes, card, 0.3, 0, FX_FOG, NULL), MLTEST_OK);
    EXPECT(clean, MLT_PAGE_TRUTH, MLT_PAGE_LOST);
    EXPECT(now, MLT_PAGE_TRUTH, MLT_PAGE_LOST);
    mlt_scorecard_unref(card);
}
END_TEST

/* What the condition moved out of the picture is not lost, and is not drawn. */
START_TEST(out_of_the_picture)
{
    static const double far[] = {1, 0, 500, 0, 1, 0, 0, 0, 1};
    mltest_journal *journal = fx_open(true);
    fx_answer(journal, 0, FX_FOG, NULL, 0);
    fx_outcome(journal, 0, FX_FOG)->width = fx_outcome(journal, 0, FX_FOG)->height = 100;
    fx_move(journal, 0, FX_FOG, far);
    mltest_scorecard *card = fx_score(journal);
    find(card, 0, FX_FOG);
    EXPECT(clean, MLT_PAGE_TRUTH, MLT_PAGE_UNCOUNTED);
    ck_assert_uint_eq(boxes.n_now, 0);
    mlt_scorecard_unref(card);
}
END_TEST

START_TEST(what_was_not_answered)
{
    mltest_scorecard *card = fx_card(true, true);
    find(card, 3, FX_FOG); /* failed */
    EXPECT(clean, MLT_PAGE_TRUTH, MLT_PAGE_LOST);
    EXPECT(now, MLT_PAGE_TRUTH, MLT_PAGE_LOST);
    find(card, 0, FX_CLEAN);
    EXPECT(now, MLT_PAGE_TRUTH, MLT_PAGE_KEPT);
    mlt_scorecard_unref(card);
    card = fx_card(false, true);
    find(card, 2, FX_NOISE);
    EXPECT(clean, MLT_PAGE_LOST);
    EXPECT(now, MLT_PAGE_LOST, MLT_PAGE_NEW);
    mlt_scorecard_unref(card);
}
END_TEST

START_TEST(classes_of_whole_pictures)
{
    static mlt_pred clean[] = {{{0, 0, 0, 0}, 0.3, 1}, {{0, 0, 0, 0}, 0.7, 0}},
                    now[] = {{{0, 0, 0, 0}, 0.6, 1}, {{0, 0, 0, 0}, 0.4, 0}};
    mltest_journal *journal = fx_open(true);
    fx_answer(journal, 0, FX_CLEAN, clean, 2);
    fx_answer(journal, 0, FX_FOG, now, 2);
    fx_answer(journal, 0, FX_NOISE, NULL, 0);
    fx_make_top(journal);
    mltest_scorecard *card = fx_score(journal);
    find(card, 0, FX_FOG);
    EXPECT(clean, MLT_PAGE_TRUTH, MLT_PAGE_RECLASSIFIED);
    EXPECT(now, MLT_PAGE_TRUTH, MLT_PAGE_RECLASSIFIED);
    ck_assert_int_eq(boxes.clean[1].cls, 0);
    fx_near(boxes.clean[1].score, 0.7);
    ck_assert_int_eq(boxes.now[1].cls, 1);
    fx_near(boxes.now[1].score, 0.6);
    find(card, 0, FX_CLEAN);
    EXPECT(now, MLT_PAGE_TRUTH, MLT_PAGE_KEPT);
    find(card, 0, FX_NOISE);
    EXPECT(clean, MLT_PAGE_TRUTH, MLT_PAGE_LOST);
    EXPECT(now, MLT_PAGE_TRUTH);
    mlt_scorecard_unref(card);
}
END_TEST

static mltest_status find_in(mltest_context *ctx, void *data)
{
    mlt_pair_boxes own;
    mltest_error *error = NULL;
    mlt_pair_boxes_init(&own, ctx);
    mltest_status status = mlt_pair_boxes_find(&own, data, 0.2, 2, FX_NOISE, &error);
    mlt_pair_boxes_free(&own);
    mltest_error_free(error);
    return status;
}

START_TEST(out_of_memory)
{
    mltest_scorecard *card = fx_card(true, true);
    mlt_test_every_allocation(find_in, card);
    mlt_scorecard_unref(card);
}
END_TEST

static void set_up(void)
{
    mlt_pair_boxes_init(&boxes, NULL);
}

static void tear_down(void)
{
    mlt_pair_boxes_free(&boxes);
}

Suite *mlt_suite_report_boxes(void);

Suite *mlt_suite_report_boxes(void)
{
    const TTest *const tests[] = {what_became_of_each,       a_weak_one_that_was_strong,
                                  out_of_the_picture,        what_was_not_answered,
                                  classes_of_whole_pictures, out_of_memory};
    TCase *tc = tcase_create("boxes");
    Suite *suite = suite_create("report_boxes");
    tcase_add_checked_fixture(tc, set_up, tear_down);
    for (size_t i = 0; i < sizeof tests / sizeof tests[0]; i++)
        tcase_add_test(tc, tests[i]);
    suite_add_tcase(suite, tc);
    return suite;
}
