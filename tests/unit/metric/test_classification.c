/* SPDX-License-Identifier: MIT */
#include "metric/classification.h"
#include "testing.h"

#include <math.h>

Suite *mlt_suite_metric_classification(void);

static mlt_classification *start(size_t n_classes)
{
    mlt_classification *c = NULL;
    ck_assert_int_eq(mlt_classification_new(&c, NULL, n_classes, NULL), MLTEST_OK);
    return c;
}

static void add(mlt_classification *c, int32_t truth, const mlt_pred *answer, size_t n)
{
    ck_assert_int_eq(mlt_classification_add(c, truth, answer, n, NULL), MLTEST_OK);
}

/* Scores of classes 0, 1, 2. */
static void add_three(mlt_classification *c, int32_t truth, double a, double b, double third)
{
    const mlt_pred answer[] = {
        {.cls = 0, .score = a}, {.cls = 1, .score = b}, {.cls = 2, .score = third}};
    add(c, truth, answer, 3);
}

static mlt_classification_result end(mlt_classification *c)
{
    mlt_classification_result result;
    ck_assert_int_eq(mlt_classification_finish(c, &result, NULL), MLTEST_OK);
    mlt_classification_free(c);
    return result;
}

static void check_class(const mlt_classification_class *cls, uint64_t n_truths,
                        uint64_t n_predicted, uint64_t n_correct)
{
    ck_assert_uint_eq(cls->n_truths, n_truths);
    ck_assert_uint_eq(cls->n_predicted, n_predicted);
    ck_assert_uint_eq(cls->n_correct, n_correct);
}

START_TEST(ranks_and_ties)
{
    mlt_classification *c = start(3);
    add_three(c, 2, 0.4, 0.4, 0.2); /* class 0 is predicted; the truth has rank 2 */
    add_three(c, 1, 0.4, 0.4, 0.2); /* equal, but of a larger index: rank 1 */
    add_three(c, 0, 0.4, 0.4, 0.2);
    add_three(c, 2, 1. / 3, 1. / 3, 1. / 3);
    mlt_classification_result r = end(c);
    ck_assert_uint_eq(r.n, 4);
    ck_assert_uint_eq(r.n_at_rank[0], 1);
    ck_assert_uint_eq(r.n_at_rank[1], 1);
    ck_assert_uint_eq(r.n_at_rank[2], 2);
    ck_assert_double_eq(mlt_classification_top_k(&r, 0), 0);
    ck_assert_double_eq(mlt_classification_top_k(&r, 1), 0.25);
    ck_assert_double_eq(mlt_classification_top_k(&r, 2), 0.5);
    ck_assert_double_eq(mlt_classification_top_k(&r, 3), 1);
    ck_assert_double_eq(mlt_classification_top_k(&r, SIZE_MAX), 1);
    ck_assert_double_eq(r.accuracy, 0.25);
    check_class(&r.classes[0], 1, 4, 1);
    check_class(&r.classes[1], 1, 0, 0);
    check_class(&r.classes[2], 2, 0, 0);
    mlt_classification_result_free(NULL, &r);
}
END_TEST

/* An answer may be short, long, strange or empty. */
START_TEST(what_an_answer_names)
{
    mlt_classification *c = start(3);
    const mlt_pred strange[] = {{.cls = 7, .score = 1},
                                {.cls = -1, .score = 1},
                                {.cls = 1, .score = 0.25},
                                {.cls = 1, .score = 0.9},
                                {.cls = 2, .score = 0.5}};
    add(c, 1, strange, 5); /* predicts 2: the first mention of 1 counts */
    add(c, 0, strange, 5); /* not named: in no top k */
    add(c, 0, NULL, 0);    /* nothing is predicted */
    add(c, 2, strange, 2); /* nor here */
    add(c, 3, strange, 5); /* no such class */
    add(c, -1, strange, 5);
    mlt_classification_result r = end(c);
    ck_assert_uint_eq(r.n, 4);
    ck_assert_uint_eq(r.n_left_out, 2);
    ck_assert_uint_eq(r.n_unanswered, 2);
    ck_assert_uint_eq(r.n_not_probable, 0);
    check_class(&r.classes[0], 2, 0, 0);
    check_class(&r.classes[1], 1, 0, 0);
    check_class(&r.classes[2], 1, 2, 0);
    ck_assert_double_eq(mlt_classification_top_k(&r, 3), 0.25);
    ck_assert_double_eq(r.accuracy, 0);
    ck_assert_double_eq(r.micro.f1, 0);
    double first = 0.75 * 0.75 + 0.25; /* named wrongly */
    double second = 0.0625 + 0.25 + 1; /* and without the truth */
    ck_assert_double_eq_tol(r.brier, (first + second + 1 + 1) / 4, 1e-15);
    ck_assert_double_eq_tol(r.log_loss, (log(4) + 3 * 52 * log(2)) / 4, 1e-13);
    mlt_classification_result_free(NULL, &r);
}
END_TEST

START_TEST(scores_that_are_no_probabilities)
{
    const double bad[] = {NAN, 1.5, -0.5, INFINITY, -INFINITY};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        mlt_classification *c = start(3);
        add_three(c, 0, 0.5, bad[i], 0.25);
        add_three(c, 0, 0.5, 0.25, 0.25);
        mlt_classification_result r = end(c);
        ck_assert_uint_eq(r.n_not_probable, 1);
        ck_assert_double_nan(r.brier);
        ck_assert_double_nan(r.log_loss);
        ck_assert_double_eq(r.accuracy, bad[i] > 1 ? 0.5 : 1);
        mlt_classification_result_free(NULL, &r);
    }
    mlt_classification *c = start(3); /* a NaN counts as not named, even alone */
    const mlt_pred only = {.cls = 1, .score = NAN};
    add(c, 1, &only, 1);
    mlt_classification_result r = end(c);
    ck_assert_uint_eq(r.n_unanswered, 1);
    ck_assert_double_eq(r.accuracy, 0);
    ck_assert_double_eq(mlt_classification_top_k(&r, 3), 0);
    mlt_classification_result_free(NULL, &r);
}
END_TEST

START_TEST(unknown_classes_may_score_anything)
{
    mlt_classification *c = start(2);
    const mlt_pred answer[] = {{.cls = 5, .score = NAN}, {.cls = 0, .score = 1}};
    add(c, 0, answer, 2);
    add(c, 9, answer, 1);
    mlt_classification_result r = end(c);
    ck_assert_uint_eq(r.n_not_probable, 0);
    ck_assert_double_eq(r.brier, 0);
    ck_assert_double_eq(r.log_loss, -log(1 - 0x1p-52));
    mlt_classification_result_free(NULL, &r);
}
END_TEST

static mltest_status run_some(mltest_context *ctx, void *data)
{
    (void)data;
    mlt_classification *c = NULL, *other = NULL;
    mlt_classification_result r = {0};
    const mlt_pred answer[] = {{.cls = 0, .score = 0.5}, {.cls = 1, .score = 0.5}};
    mltest_status status = mlt_classification_new(&c, ctx, 2, NULL);
    if (status == MLTEST_OK)
        status = mlt_classification_new(&other, ctx, 2, NULL);
    for (int i = 0; i < 10 && status == MLTEST_OK; i++)
        status = mlt_classification_add(i % 2 ? c : other, i & 1, answer, 2, NULL);
    if (status == MLTEST_OK)
        status = mlt_classification_merge(c, other, NULL);
    if (status == MLTEST_OK)
        status = mlt_classification_finish(c, &r, NULL);
    ck_assert_uint_eq(r.n, status == MLTEST_OK ? 10 : 0);
    mlt_classification_result_free(ctx, &r);
    mlt_classification_free(c);
    mlt_classification_free(other);
    return status;
}

START_TEST(out_of_memory)
{
    mlt_test_every_allocation(run_some, NULL);
}
END_TEST

START_TEST(failed_addition)
{
    for (size_t fail = 1; fail <= 3; fail++) { /* the first addition allocates three times */
        mlt_test_alloc state = {0};
        mltest_context *ctx = mlt_test_context(&state);
        mlt_classification *c = NULL;
        mlt_classification_result r;
        const mlt_pred answer[] = {{.cls = 1, .score = 1}};
        ck_assert_int_eq(mlt_classification_new(&c, ctx, 2, NULL), MLTEST_OK);
        state.fail_at = state.calls + fail;
        ck_assert_int_eq(mlt_classification_add(c, 1, answer, 1, NULL), MLTEST_ERR_MEMORY);
        state.fail_at = 0;
        add(c, 1, answer, 1);
        ck_assert_int_eq(mlt_classification_finish(c, &r, NULL), MLTEST_OK);
        ck_assert_uint_eq(r.n, 1);
        ck_assert_uint_eq(r.n_at_rank[0], 1);
        mlt_classification_result_free(ctx, &r);
        mlt_classification_free(c);
        mltest_context_free(ctx);
        ck_assert_uint_eq(state.live, 0);
    }
}
END_TEST

START_TEST(arguments)
{
    mlt_classification *c = start(2);
    mlt_classification *more = start(3);
    ck_assert_int_eq(mlt_classification_merge(c, c, NULL), MLTEST_ERR_INVALID);
    ck_assert_int_eq(mlt_classification_merge(c, more, NULL), MLTEST_ERR_INVALID);
    mlt_classification_free(c);
    mlt_classification_free(more);
    mlt_classification_free(NULL);
    mltest_error *error = NULL;
    ck_assert_int_eq(mlt_classification_new(&c, NULL, 100001, &error), MLTEST_ERR_LIMIT);
    ck_assert_str_eq(mltest_error_message(error), "100001 classes, limit 100000");
    mltest_error_free(error);
    ck_assert_ptr_null(c);
    c = start(0);
    const mlt_pred answer = {.cls = 0, .score = 1};
    add(c, 0, &answer, 1);
    mlt_classification_result r = end(c);
    ck_assert_uint_eq(r.n, 0);
    ck_assert_uint_eq(r.n_left_out, 1);
    mlt_classification_result_free(NULL, &r);
}
END_TEST

Suite *mlt_suite_metric_classification(void)
{
    Suite *suite = suite_create("metric_classification");
    TCase *tests = tcase_create("classification");
    tcase_add_test(tests, ranks_and_ties);
    tcase_add_test(tests, what_an_answer_names);
    tcase_add_test(tests, scores_that_are_no_probabilities);
    tcase_add_test(tests, unknown_classes_may_score_anything);
    tcase_add_test(tests, out_of_memory);
    tcase_add_test(tests, failed_addition);
    tcase_add_test(tests, arguments);
    suite_add_tcase(suite, tests);
    return suite;
}
