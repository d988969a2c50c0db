/* SPDX-License-Identifier: MIT */
#include "predictor/answer.h"

#include <float.h>
#include <math.h>

#include "base/alloc.h"
#include "predictor/fixtures.h"

Suite *mlt_suite_predictor_answer(void);

static const mltest_image_view view = {.width = 10, .height = 20};

static bool accept(mlt_answer_oddities *odd, double x, double y, double width, double height)
{
    *odd = (mlt_answer_oddities){0};
    return mlt_answer_accept_box(odd, &(mlt_box){x, y, width, height}, &view);
}

START_TEST(boxes_inside)
{
    mlt_answer_oddities odd;
    static const mlt_answer_oddities none;
    ck_assert(accept(&odd, 0, 0, 10, 20));
    ck_assert_mem_eq(&odd, &none, sizeof odd);
    ck_assert(accept(&odd, -5, -5, 6, 6)); /* reaches in */
    ck_assert_mem_eq(&odd, &none, sizeof odd);
    ck_assert(accept(&odd, 9.5, 19.5, 1e6, FLT_MIN));
    ck_assert_mem_eq(&odd, &none, sizeof odd);
}
END_TEST

START_TEST(boxes_outside_are_kept_and_counted)
{
    static const double corners[][2] = {{10, 0}, {0, 20}, {-4, 0}, {0, -4}, {1e12, 1e12}};
    for (size_t i = 0; i < 5; i++) {
        mlt_answer_oddities odd;
        ck_assert(accept(&odd, corners[i][0], corners[i][1], 4, 4));
        ck_assert_uint_eq(odd.outside, 1);
    }
}
END_TEST

START_TEST(numbers_that_cannot_be_used)
{
    static const double bad[] = {NAN, INFINITY, -INFINITY, 1.1e12, -DBL_MAX};
    for (size_t i = 0; i < 5; i++) {
        for (int part = 0; part < 4; part++) {
            double b[4] = {1, 1, 1, 1};
            mlt_answer_oddities odd;
            b[part] = bad[i];
            ck_assert(!accept(&odd, b[0], b[1], b[2], b[3]));
            ck_assert_uint_eq(odd.not_finite, 1);
            ck_assert_uint_eq(odd.no_area, 0);
        }
    }
}
END_TEST

START_TEST(sizes_that_are_none)
{
    static const double bad[] = {0, -0.0, -1, FLT_MIN / 2, DBL_TRUE_MIN};
    for (size_t i = 0; i < 5; i++) {
        mlt_answer_oddities odd;
        ck_assert(!accept(&odd, 0, 0, bad[i], 1));
        ck_assert_uint_eq(odd.no_area, 1);
        ck_assert(!accept(&odd, 0, 0, 1, bad[i]));
        ck_assert_uint_eq(odd.no_area, 1);
    }
}
END_TEST

START_TEST(scores)
{
    static const struct {
        double given, kept;
        bool accepted;
        uint64_t bad, clipped, not_finite;
    } cases[] = {
        {0, 0, true, 0, 0, 0},         {1, 1, true, 0, 0, 0},         {0.3, 0.3, true, 0, 0, 0},
        {1 + 1e-7, 1, true, 0, 1, 0},  {-1e-7, 0, true, 0, 1, 0},     {1.00001, 0, false, 1, 0, 0},
        {-0.00001, 0, false, 1, 0, 0}, {87, 0, false, 1, 0, 0},       {1e300, 0, false, 1, 0, 0},
        {NAN, 0, false, 0, 0, 1},      {INFINITY, 0, false, 0, 0, 1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        mlt_answer_oddities odd = {0};
        double score = cases[i].given;
        ck_assert_int_eq(mlt_answer_accept_score(&odd, &score), cases[i].accepted);
        if (cases[i].accepted)
            ck_assert_double_eq(score, cases[i].kept);
        ck_assert_uint_eq(odd.bad_score, cases[i].bad);
        ck_assert_uint_eq(odd.clipped_score, cases[i].clipped);
        ck_assert_uint_eq(odd.not_finite, cases[i].not_finite);
    }
}
END_TEST

START_TEST(zero_has_no_sign)
{
    mlt_answer_oddities odd = {0};
    double score = -0.0;
    ck_assert(mlt_answer_accept_score(&odd, &score));
    ck_assert(!signbit(score));
    ck_assert_uint_eq(odd.clipped_score, 0);
}
END_TEST

START_TEST(reset_keeps_the_array_only)
{
    mlt_test_alloc state = {.fail_at = 0};
    mltest_context *ctx = mlt_test_context(&state);
    mlt_answer answer = {.answered = true, .failed = true, .code = 7};
    mlt_pred pred = {{0, 0, 1, 1}, 1, 0};
    ck_assert_int_eq(mlt_preds_add(ctx, &answer.preds, &pred, NULL), MLTEST_OK);
    answer.message = mlt_strdup(ctx, "why");
    answer.oddities.outside = 3;
    mlt_answer_reset(ctx, &answer);
    ck_assert(!answer.answered && !answer.failed && answer.message == NULL);
    ck_assert_int_eq(answer.code, 0);
    ck_assert_uint_eq(answer.oddities.outside, 0);
    ck_assert_uint_eq(answer.preds.n, 0);
    ck_assert_ptr_nonnull(answer.preds.items);
    mlt_answer_free(ctx, &answer);
    ck_assert_ptr_null(answer.preds.items);
    mlt_answer_free(ctx, &answer); /* an empty one */
    mltest_context_free(ctx);
    ck_assert_uint_eq(state.live, 0);
}
END_TEST

Suite *mlt_suite_predictor_answer(void)
{
    Suite *suite = suite_create("predictor_answer");
    TCase *tests = tcase_create("answer");
    tcase_add_test(tests, boxes_inside);
    tcase_add_test(tests, boxes_outside_are_kept_and_counted);
    tcase_add_test(tests, numbers_that_cannot_be_used);
    tcase_add_test(tests, sizes_that_are_none);
    tcase_add_test(tests, scores);
    tcase_add_test(tests, zero_has_no_sign);
    tcase_add_test(tests, reset_keeps_the_array_only);
    suite_add_tcase(suite, tests);
    return suite;
}
