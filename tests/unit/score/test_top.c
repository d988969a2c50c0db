/* SPDX-License-Identifier: MIT */
#include "score/top.h"

#include <math.h>

#include "testing.h"

static const mlt_score_settings settings = {.min_confidence = 0.3, .score_strictness = 0.75};

static mlt_pred says(int32_t cls, double score)
{
    return (mlt_pred){{0, 0, 0, 0}, score, cls};
}

static mlt_sample_score score(mlt_pred *clean, size_t n_clean, mlt_pred *now, size_t n_now)
{
    mlt_sides sides;
    mlt_sample_score out = {.eligible = true, .overlap = NAN};
    const mlt_jsample sample = {.id = "s"};
    const mlt_joutcome before = {
        .type = MLT_OUTCOME, .is_top = true, .preds = clean, .n_preds = n_clean};
    const mlt_joutcome after = {
        .type = MLT_OUTCOME, .is_top = true, .preds = now, .n_preds = n_now};
    const mlt_score_case c = {&settings, 0.2, 3, &sample, &before, &after};
    mlt_sides_init(&sides, NULL);
    ck_assert_int_eq(mlt_score_top(&sides, &c, &out, NULL), MLTEST_OK);
    mlt_sides_free(&sides);
    return out;
}

/* (.7 .2 .1) and (.5 .5 0): half of .2 + .3 + .1 is .3. */
START_TEST(test_probabilities)
{
    mlt_pred clean[] = {says(0, 0.7), says(1, 0.2), says(2, 0.1)};
    mlt_pred now[] = {says(0, 0.5), says(1, 0.5)};
    mlt_sample_score s = score(clean, 3, now, 2);
    ck_assert_double_eq(s.r, 1);
    ck_assert_double_eq_tol(s.overlap, 0.7, 1e-6); /* predictions are floats */
    s = score(clean, 3, clean, 3);
    ck_assert_double_eq(s.overlap, 1);
}
END_TEST

START_TEST(test_nothing_in_common)
{
    mlt_pred clean[] = {says(0, 1)}, now[] = {says(2, 1)};
    mlt_sample_score s = score(clean, 1, now, 1);
    ck_assert_double_eq(s.r, 0);
    ck_assert_double_eq(s.overlap, 0);
}
END_TEST

/* Scores that are no probabilities, or not all of them, say nothing of it. */
START_TEST(test_other_scores)
{
    mlt_pred logits[] = {says(0, 3), says(1, -2)}, part[] = {says(0, 0.7)}, all[] = {says(0, 1)};
    ck_assert(isnan(score(logits, 2, all, 1).overlap));
    ck_assert(isnan(score(all, 1, part, 1).overlap));
    ck_assert_double_eq(score(all, 1, part, 1).r, 1);
    ck_assert(isnan(score(all, 1, NULL, 0).overlap));
}
END_TEST

START_TEST(test_without_a_label)
{
    mlt_pred all[] = {says(0, 1)};
    mlt_sample_score s = score(all, 1, all, 1);
    ck_assert(isnan(s.q) && isnan(s.q0));
}
END_TEST

static mltest_status score_once(mltest_context *ctx, void *data)
{
    mlt_pred all[] = {says(0, 1)};
    mlt_sides sides;
    mltest_error *error = NULL;
    mlt_sample_score out = {.eligible = true};
    const mlt_jsample sample = {.id = "s"};
    const mlt_joutcome answer = {.type = MLT_OUTCOME, .is_top = true, .preds = all, .n_preds = 1};
    const mlt_score_case c = {&settings, 0.2, 3, &sample, &answer, &answer};
    (void)data;
    mlt_sides_init(&sides, ctx);
    mltest_status status = mlt_score_top(&sides, &c, &out, &error);
    mlt_sides_free(&sides);
    mltest_error_free(error);
    return status;
}

START_TEST(test_out_of_memory)
{
    mlt_test_every_allocation(score_once, NULL);
}
END_TEST

Suite *mlt_suite_score_top(void);
Suite *mlt_suite_score_top(void)
{
    TCase *tc = tcase_create("top");
    tcase_add_test(tc, test_probabilities);
    tcase_add_test(tc, test_nothing_in_common);
    tcase_add_test(tc, test_other_scores);
    tcase_add_test(tc, test_without_a_label);
    tcase_add_test(tc, test_out_of_memory);
    Suite *suite = suite_create("score_top");
    suite_add_tcase(suite, tc);
    return suite;
}
