/* SPDX-License-Identifier: MIT */
#include "score/sample.h"

#include <math.h>

#include "testing.h"

static const mlt_score_settings settings = {.min_confidence = 0.3,
                                            .match_confidence = 0.2,
                                            .score_strictness = 0.75,
                                            .target = 0.05,
                                            .min_visibility = 0.25};

/* One sample of 100 × 100 pixels under one condition. */
static mlt_sample_score score(const mlt_jsample *sample, const mlt_joutcome *clean,
                              const mlt_joutcome *now, mlt_f1 *counts)
{
    mlt_sides sides;
    mlt_sample_score out;
    const mlt_score_case c = {&settings, settings.match_confidence, 2, sample, clean, now};
    mlt_sides_init(&sides, NULL);
    ck_assert_int_eq(mlt_score_sample(&sides, &c, &out, counts, NULL), MLTEST_OK);
    mlt_sides_free(&sides);
    return out;
}

static mlt_joutcome answer(mlt_pred *preds, size_t n)
{
    return (mlt_joutcome){.type = MLT_OUTCOME, .preds = preds, .n_preds = n, .ms = -1};
}

static mlt_jsample picture(mlt_truth *truth, size_t n)
{
    return (mlt_jsample){.id = "s",
                         .width = 100,
                         .height = 100,
                         .labelled = truth != NULL,
                         .truth = truth,
                         .n_truth = n};
}

static mlt_pred box(double x, double score, int32_t cls)
{
    return (mlt_pred){{x, 10, 20, 20}, score, cls};
}

START_TEST(test_the_same_answer_is_consistent)
{
    mlt_pred preds[] = {box(0, 0.9, 0), box(50, 0.5, 1)};
    mlt_joutcome clean = answer(preds, 2);
    mlt_jsample sample = picture(NULL, 0);
    mlt_f1 counts;
    mlt_sample_score s = score(&sample, &clean, &clean, &counts);
    ck_assert(s.eligible && s.counted && !s.blind);
    ck_assert_double_eq(s.r, 1);
    ck_assert_uint_eq(s.kept, 2);
    ck_assert(isnan(s.q));
}
END_TEST

START_TEST(test_lost_new_moved_reclassified)
{
    mlt_pred before[] = {box(0, 0.9, 0), box(40, 0.8, 0), box(70, 0.7, 1)};
    mlt_pred after[] = {box(0, 0.9, 0), box(52, 0.8, 0), box(70, 0.7, 0)};
    mlt_joutcome clean = answer(before, 3), now = answer(after, 3);
    mlt_jsample sample = picture(NULL, 0);
    mlt_f1 counts;
    mlt_sample_score s = score(&sample, &clean, &now, &counts);
    ck_assert_double_eq_tol(s.r, 2.0 / 6, 1e-12); /* one pair of three and three */
    ck_assert_uint_eq(s.lost, 2);
    ck_assert_uint_eq(s.added, 2);
    ck_assert_uint_eq(s.moved, 1);        /* 12 px of 20: IoU 0.25 */
    ck_assert_uint_eq(s.reclassified, 1); /* same place, other class */
    ck_assert(!s.total_loss);
}
END_TEST

/* Answers without low scores have no boxes that flicker. */
START_TEST(test_the_least_score_that_matches)
{
    const mlt_score_settings s = {.min_confidence = 0.5, .match_confidence = 0.25};
    ck_assert(mlt_score_weak(&s, 0) == 0.25);
    ck_assert(mlt_score_weak(&s, 0.25) == 0.25);
    ck_assert(mlt_score_weak(&s, 0.26) == 0.5);
}
END_TEST

START_TEST(test_hysteresis_against_flicker)
{
    mlt_pred before[] = {box(0, 0.31, 0)}, flicker[] = {box(0, 0.29, 0)}, gone[] = {box(0, 0.1, 0)};
    mlt_joutcome clean = answer(before, 1), now = answer(flicker, 1), lost = answer(gone, 1);
    mlt_jsample sample = picture(NULL, 0);
    mlt_f1 counts;
    ck_assert_double_eq(score(&sample, &clean, &now, &counts).r, 1);
    ck_assert_double_eq(score(&sample, &now, &clean, &counts).eligible, 0); /* nothing at .3 */
    mlt_sample_score s = score(&sample, &clean, &lost, &counts);
    ck_assert_double_eq(s.r, 0);
    ck_assert(s.total_loss);
}
END_TEST

START_TEST(test_hidden_boxes_may_be_missed)
{
    mlt_pred before[] = {box(0, 0.9, 0), box(50, 0.9, 0)};
    mlt_pred after[] = {box(50, 0.9, 0)};
    mlt_truth truth[] = {{{0, 10, 20, 20}, 400, 1, 0, 0}, {{50, 10, 20, 20}, 400, 2, 0, 0}};
    mlt_box cover = {0, 0, 20, 26}; /* 16 of 20 rows: a fifth stays visible */
    mlt_joutcome clean = answer(before, 2), now = answer(after, 1);
    mlt_jsample sample = picture(truth, 2);
    mlt_f1 counts;
    mlt_sample_score s = score(&sample, &clean, &now, &counts);
    ck_assert_double_lt(s.r, 0.75);
    ck_assert_double_lt(s.q, 0.75);
    now.cover = &cover;
    now.n_cover = 1;
    s = score(&sample, &clean, &now, &counts);
    ck_assert_double_eq(s.r, 1);
    ck_assert_double_eq(s.q, 1);
    ck_assert_double_eq(s.q0, 1);
}
END_TEST

/* Under a cover a box that is in play excuses a new one, but not one of a score of .01. */
START_TEST(test_boxes_that_are_not_in_play_excuse_nothing)
{
    mlt_box cover = {0, 0, 40, 40};
    mlt_pred before[] = {box(60, 0.9, 0), {{5, 5, 30, 30}, 0.01, 0}};
    mlt_pred after[] = {box(60, 0.9, 0), {{5, 5, 10, 10}, 0.8, 0}};
    mlt_joutcome clean = answer(before, 2), now = answer(after, 2);
    mlt_jsample sample = picture(NULL, 0);
    mlt_f1 counts;
    now.cover = &cover;
    now.n_cover = 1;
    mlt_sample_score s = score(&sample, &clean, &now, &counts);
    ck_assert_uint_eq(s.added, 1);
    ck_assert_double_eq_tol(s.r, 2.0 / 3, 1e-12);
    before[1].score = 0.8;
    s = score(&sample, &clean, &now, &counts);
    ck_assert_uint_eq(s.added, 0);
    ck_assert_double_eq(s.r, 1);
}
END_TEST

START_TEST(test_boxes_move_with_the_map)
{
    const mlt_map flip = {.type = MLT_MAP_HOMOGRAPHY, .h = {-1, 0, 100, 0, 1, 0, 0, 0, 1}};
    mlt_pred before[] = {box(0, 0.9, 0)}, after[] = {box(80, 0.9, 0)};
    mlt_joutcome clean = answer(before, 1), now = answer(after, 1);
    mlt_jsample sample = picture(NULL, 0);
    mlt_f1 counts;
    ck_assert_double_eq(score(&sample, &clean, &now, &counts).r, 0);
    now.width = now.height = 100;
    now.map = &flip;
    ck_assert_double_eq(score(&sample, &clean, &now, &counts).r, 1);
}
END_TEST

/* In a mirror a left arrow is a right one, and text is no text. */
static int32_t mirrored[] = {1, 0, -1, 3};
static bool is_void[] = {false, false, true, false};
static const mlt_jclasses in_a_mirror = {mirrored, is_void, 4};

START_TEST(test_classes_change_with_the_condition)
{
    mlt_pred before[] = {box(0, 0.9, 0), box(50, 0.8, 1)};
    mlt_pred after[] = {box(0, 0.9, 1), box(50, 0.8, 0)};
    mlt_truth truth[] = {{{0, 10, 20, 20}, 400, 1, 0, 0}, {{50, 10, 20, 20}, 400, 2, 1, 0}};
    mlt_joutcome clean = answer(before, 2), now = answer(after, 2);
    mlt_jsample sample = picture(truth, 2);
    mlt_f1 counts;
    mlt_sample_score s = score(&sample, &clean, &now, &counts);
    ck_assert_double_eq(s.r, 0);
    ck_assert_double_eq(s.q, 0);
    now.classes = &in_a_mirror;
    s = score(&sample, &clean, &now, &counts);
    ck_assert_double_eq(s.r, 1);
    ck_assert_double_eq(s.q, 1);
    ck_assert_double_eq(s.q0, 1);
}
END_TEST

/* Neither lost nor new, neither right nor wrong, whatever is said of it. */
START_TEST(test_classes_that_make_no_sense)
{
    mlt_pred before[] = {box(0, 0.9, 3), box(50, 0.8, 2)},
             after[] = {box(0, 0.9, 3), box(80, 0.8, 2)};
    mlt_truth truth[] = {{{0, 10, 20, 20}, 400, 1, 3, 0}, {{50, 10, 20, 20}, 400, 2, 2, 0}};
    mlt_joutcome clean = answer(before, 2), now = answer(after, 2);
    mlt_jsample sample = picture(truth, 2);
    mlt_f1 counts;
    mlt_sample_score s = score(&sample, &clean, &now, &counts);
    ck_assert_double_eq(s.r, 0.5);
    ck_assert(s.lost == 1 && s.added == 1 && s.q < 1);
    now.classes = &in_a_mirror;
    s = score(&sample, &clean, &now, &counts);
    ck_assert_double_eq(s.r, 1);
    ck_assert(s.lost == 0 && s.added == 0);
    ck_assert_double_eq(s.q, 1);
    ck_assert(counts.right == 1 && counts.wrong == 0 && counts.missed == 0);
    ck_assert_double_eq(s.q0, 1);
}
END_TEST

START_TEST(test_whole_pictures_change_their_class)
{
    mlt_pred left[] = {{{0, 0, 0, 0}, 0.9, 0}}, right[] = {{{0, 0, 0, 0}, 0.9, 1}},
             text[] = {{{0, 0, 0, 0}, 0.9, 2}};
    mlt_truth truth[] = {{{0, 0, 0, 0}, 0, 1, 0, 0}}, of_text[] = {{{0, 0, 0, 0}, 0, 1, 2, 0}};
    mlt_joutcome clean = answer(left, 1), now = answer(right, 1), read = answer(text, 1);
    mlt_jsample sample = picture(truth, 1), texts = picture(of_text, 1), bare = picture(NULL, 0);
    mlt_f1 counts;
    clean.is_top = now.is_top = read.is_top = true;
    now.classes = &in_a_mirror;
    mlt_sample_score s = score(&sample, &clean, &now, &counts);
    ck_assert_double_eq(s.r, 1);
    ck_assert_double_eq(s.q, 1);
    ck_assert_double_eq(s.q0, 1);
    s = score(&texts, &read, &now, &counts); /* by its label */
    ck_assert(s.skipped && !s.counted);
    s = score(&bare, &read, &now, &counts); /* by what was said when it was clean */
    ck_assert(s.skipped && !s.counted);
    mlt_joutcome failed = {.type = MLT_FAILURE, .message = "", .classes = &in_a_mirror};
    s = score(&texts, &read, &failed, &counts);
    ck_assert(s.skipped && !s.failed);
}
END_TEST

START_TEST(test_blind_failed_skipped)
{
    mlt_pred preds[] = {box(0, 0.9, 0)};
    mlt_truth truth[] = {{{0, 10, 20, 20}, 400, 1, 0, 0}};
    mlt_joutcome nothing = answer(NULL, 0), seen = answer(preds, 1);
    mlt_joutcome failed = {.type = MLT_FAILURE, .message = ""};
    mlt_joutcome skipped = {.type = MLT_SKIP, .message = ""};
    mlt_jsample sample = picture(truth, 1), empty = picture(truth, 0);
    mlt_f1 counts;
    mlt_sample_score s = score(&sample, &nothing, &seen, &counts);
    ck_assert(s.blind && !s.eligible && s.appeared && isnan(s.r));
    s = score(&empty, &nothing, &nothing, &counts); /* rightly nothing: eligible */
    ck_assert(s.eligible && !s.blind);
    ck_assert_double_eq(s.r, 1);
    ck_assert_double_eq(s.q, 1);
    s = score(&sample, &seen, &failed, &counts);
    ck_assert(s.failed && s.counted);
    ck_assert_double_eq(s.r, 0);
    ck_assert_double_eq(s.q, 0);
    ck_assert_double_eq(s.q0, 1);
    ck_assert(s.total_loss);
    s = score(&empty, &nothing, &failed, &counts); /* there was nothing to lose */
    ck_assert(s.eligible && s.failed && !s.total_loss);
    ck_assert_double_eq(s.r, 0);
    ck_assert_double_eq(s.q, 0);
    ck_assert_double_eq(s.q0, 1);
    s = score(&sample, &seen, &skipped, &counts);
    ck_assert(s.skipped && !s.counted);
}
END_TEST

START_TEST(test_classification)
{
    mlt_pred first[] = {{{0, 0, 0, 0}, 0.9, 1}, {{0, 0, 0, 0}, 0.1, 0}},
             second[] = {{{0, 0, 0, 0}, 0.8, 0}, {{0, 0, 0, 0}, 0.2, 1}};
    mlt_truth truth[] = {{{0, 0, 0, 0}, 0, 1, 1, 0}};
    mlt_joutcome clean = answer(first, 2), now = answer(second, 2);
    mlt_jsample sample = picture(truth, 1);
    mlt_f1 counts;
    clean.is_top = now.is_top = true;
    mlt_sample_score s = score(&sample, &clean, &now, &counts);
    ck_assert_double_eq(s.r, 0);
    ck_assert_double_eq(s.q, 0);
    ck_assert_double_eq(s.q0, 1);
    s = score(&sample, &clean, &clean, &counts);
    ck_assert_double_eq(s.r, 1);
    ck_assert_double_eq(s.q, 1);
}
END_TEST

/* A failure breaks what was right; what was not answered when clean was neither right nor wrong. */
START_TEST(test_classification_that_fails)
{
    mlt_pred preds[] = {{{0, 0, 0, 0}, 0.25, 1}}; /* below min_confidence: the top one counts */
    mlt_truth truth[] = {{{0, 0, 0, 0}, 0, 1, 1, 0}};
    mlt_joutcome answered = answer(preds, 1);
    mlt_joutcome failed = {.type = MLT_FAILURE, .message = ""};
    mlt_jsample sample = picture(truth, 1), unlabelled = picture(NULL, 0);
    mlt_f1 counts;
    answered.is_top = true;
    mlt_sample_score s = score(&sample, &answered, &failed, &counts);
    ck_assert(s.eligible && s.failed && !s.total_loss); /* no boxes, so none are lost */
    ck_assert_double_eq(s.r, 0);
    ck_assert_double_eq(s.q, 0);
    ck_assert_double_eq(s.q0, 1);
    s = score(&sample, &failed, &answered, &counts);
    ck_assert(!s.eligible && !s.blind && s.counted && isnan(s.r));
    ck_assert_double_eq(s.q, 1);
    ck_assert(isnan(s.q0));
    s = score(&unlabelled, &answered, &failed, &counts);
    ck_assert(isnan(s.q) && isnan(s.q0));
}
END_TEST

Suite *mlt_suite_score_sample(void);
Suite *mlt_suite_score_sample(void)
{
    Suite *suite = suite_create("score_sample");
    TCase *tc = tcase_create("sample");
    tcase_add_test(tc, test_the_same_answer_is_consistent);
    tcase_add_test(tc, test_lost_new_moved_reclassified);
    tcase_add_test(tc, test_the_least_score_that_matches);
    tcase_add_test(tc, test_hysteresis_against_flicker);
    tcase_add_test(tc, test_hidden_boxes_may_be_missed);
    tcase_add_test(tc, test_boxes_that_are_not_in_play_excuse_nothing);
    tcase_add_test(tc, test_boxes_move_with_the_map);
    tcase_add_test(tc, test_classes_change_with_the_condition);
    tcase_add_test(tc, test_classes_that_make_no_sense);
    tcase_add_test(tc, test_whole_pictures_change_their_class);
    tcase_add_test(tc, test_blind_failed_skipped);
    tcase_add_test(tc, test_classification);
    tcase_add_test(tc, test_classification_that_fails);
    suite_add_tcase(suite, tc);
    return suite;
}
