/* SPDX-License-Identifier: MIT */
#include "metric/classification.h"
#include "testing.h"

#include <math.h>

Suite *mlt_suite_metric_classification_finish(void);

enum { MOST_CLASSES = 20 };

static uint64_t state;

static double uniform(void)
{
    state = state * 6364136223846793005u + 1442695040888963407u;
    return (double)(state >> 11) / 9007199254740992.0;
}

/* A sample of one of the `present` first classes and shares that favour it; returns the class. */
static int32_t draw(mlt_pred *answer, size_t n_classes, size_t present)
{
    double sum = 0;
    int32_t truth = (int32_t)(uniform() * (double)present);
    for (size_t i = 0; i < n_classes; i++) {
        double value = uniform();
        if ((int32_t)i == truth)
            value += 0.5;
        answer[i] = (mlt_pred){.cls = (int32_t)i, .score = value};
        sum += value;
    }
    for (size_t i = 0; i < n_classes; i++)
        answer[i].score /= sum;
    return truth;
}

static mlt_classification *start(size_t n_classes)
{
    mlt_classification *c = NULL;
    ck_assert_int_eq(mlt_classification_new(&c, NULL, n_classes, NULL), MLTEST_OK);
    return c;
}

static mlt_classification_result end(mlt_classification *c)
{
    mlt_classification_result result;
    ck_assert_int_eq(mlt_classification_finish(c, &result, NULL), MLTEST_OK);
    mlt_classification_free(c);
    return result;
}

static mlt_classification_result drawn(uint64_t seed, size_t n, size_t n_classes, size_t present)
{
    mlt_classification *c = start(n_classes);
    mlt_pred answer[MOST_CLASSES];
    state = seed;
    for (size_t i = 0; i < n; i++) {
        int32_t truth = draw(answer, n_classes, present);
        ck_assert_int_eq(mlt_classification_add(c, truth, answer, n_classes, NULL), MLTEST_OK);
    }
    return end(c);
}

/* In the order of the columns below. */
static void list_figures(const mlt_classification_result *r, double *out)
{
    const double all[] = {r->accuracy,
                          r->balanced,
                          r->adjusted,
                          r->macro.precision,
                          r->macro.recall,
                          r->macro.f1,
                          r->weighted.precision,
                          r->weighted.recall,
                          r->weighted.f1,
                          r->micro.precision,
                          r->micro.recall,
                          r->micro.f1,
                          r->kappa,
                          r->mcc,
                          r->brier,
                          r->log_loss,
                          mlt_classification_top_k(r, 2),
                          mlt_classification_top_k(r, 3)};
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
        out[i] = all[i];
}

/*
 * The figures of scikit-learn 1.5.2 with NumPy 2.4.6 for the same numbers; Brier's from NumPy
 * alone, and of the two classes of seed 5 twice brier_score_loss(). Classes are missing from the
 * truth in the second and third problem.
 */
static const struct {
    uint64_t seed;
    size_t n, n_classes, present;
    double figures[18];
} published[] = {
    {1,
     40,
     5,
     5,
     {0.625, 0.6581418581418582, 0.5726773226773227, 0.5896303696303696, 0.6581418581418582,
      0.6023809523809522, 0.6317482517482518, 0.625, 0.6187499999999999, 0.625, 0.625, 0.625,
      0.5090016366612111, 0.512362106135605, 0.6179002646599943, 1.180039291949265, 0.8, 0.975}},
    {7,
     60,
     12,
     9,
     {0.5833333333333334, 0.5711038961038961, 0.5174918831168832, 0.4766865079365079,
      0.4283279220779221, 0.4351214574898785, 0.7116865079365079, 0.5833333333333334,
      0.6280364372469636, 0.5833333333333334, 0.5833333333333334, 0.5833333333333334,
      0.5325646618884388, 0.5378159394957908, 0.7958098647331314, 1.8928091574203552,
      0.6166666666666667, 0.6833333333333333}},
    {99,
     25,
     3,
     2,
     {0.8, 0.8, 0.6000000000000001, 0.6, 0.5333333333333333, 0.562962962962963, 0.92, 0.8,
      0.8533333333333333, 0.8, 0.8, 0.8, 0.6376811594202898, 0.6585527740981747, 0.4113970436452358,
      0.7176163559237441, 0.96, 1.0}},
    {2024,
     300,
     10,
     10,
     {0.6366666666666667, 0.6318858749041386, 0.5909843054490429, 0.628845068522927,
      0.6318858749041386, 0.6287909304477751, 0.6396297919014681, 0.6366666666666667,
      0.6368418272534044, 0.6366666666666667, 0.6366666666666667, 0.6366666666666667,
      0.5946548988496627, 0.5949130491582004, 0.7622223035905145, 1.724366516319125,
      0.7033333333333334, 0.8033333333333333}},
    {5,
     50,
     2,
     2,
     {0.92, 0.9246323529411764, 0.8492647058823528, 0.9010416666666667, 0.9246323529411764,
      0.910873440285205, 0.9254166666666667, 0.92, 0.9211408199643495, 0.92, 0.92, 0.92,
      0.8220640569395018, 0.8253369409983238, 0.1812957563864855, 0.3218372678157397, 1.0, 1.0}},
    {31,
     8,
     20,
     20,
     {0.75, 0.75, 0.7142857142857143, 0.6, 0.6, 0.6, 0.75, 0.75, 0.75, 0.75, 0.75, 0.75,
      0.7241379310344828, 0.75, 0.8646809040279914, 2.3004395334368963, 0.875, 0.875}},
};

START_TEST(as_published)
{
    for (size_t i = 0; i < sizeof published / sizeof published[0]; i++) {
        mlt_classification_result r =
            drawn(published[i].seed, published[i].n, published[i].n_classes, published[i].present);
        double figures[18];
        list_figures(&r, figures);
        for (size_t j = 0; j < 18; j++)
            ck_assert_msg(fabs(figures[j] - published[i].figures[j]) <= 1e-12,
                          "problem %zu, figure %zu: %.17g", i, j, figures[j]);
        mlt_classification_result_free(NULL, &r);
    }
}
END_TEST

START_TEST(classes_as_published)
{
    const double precision[] = {0.6, 0.7272727272727273, 0.42857142857142855, 0.6923076923076923,
                                0.5};
    const double recall[] = {0.42857142857142855, 0.6153846153846154, 0.42857142857142855,
                             0.8181818181818182, 1.0};
    const double f1[] = {0.5, 0.6666666666666666, 0.42857142857142855, 0.75, 0.6666666666666666};
    const uint64_t support[] = {7, 13, 7, 11, 2};
    mlt_classification_result r = drawn(1, 40, 5, 5);
    for (size_t i = 0; i < 5; i++) {
        ck_assert_double_eq(r.classes[i].precision, precision[i]);
        ck_assert_double_eq(r.classes[i].recall, recall[i]);
        ck_assert_double_eq(r.classes[i].f1, f1[i]);
        ck_assert_uint_eq(r.classes[i].n_truths, support[i]);
    }
    mlt_classification_result_free(NULL, &r);
}
END_TEST

static void add_counts(mlt_classification *c, int32_t truth, int32_t predicted, int n)
{
    const mlt_pred answer = {.cls = predicted, .score = 0.5};
    for (int i = 0; i < n; i++)
        ck_assert_int_eq(mlt_classification_add(c, truth, &answer, predicted >= 0, NULL),
                         MLTEST_OK);
}

/* By hand: 0 → 3 right, 1 as class 1; 1 → 1 right, 2 as class 3, 1 unanswered; class 2 nowhere. */
START_TEST(by_hand)
{
    mlt_classification *c = start(4);
    add_counts(c, 0, 0, 3);
    add_counts(c, 0, 1, 1);
    add_counts(c, 1, 1, 1);
    add_counts(c, 1, 3, 2);
    add_counts(c, 1, -1, 1);
    mlt_classification_result r = end(c);
    ck_assert_double_eq(r.accuracy, 0.5);
    ck_assert_double_eq(r.balanced, 0.5);
    ck_assert_double_eq(r.adjusted, 0);
    ck_assert_double_eq(r.classes[0].precision, 1);
    ck_assert_double_eq(r.classes[1].precision, 0.5);
    ck_assert_double_nan(r.classes[2].precision);
    ck_assert_double_eq(r.classes[3].precision, 0);
    ck_assert_double_eq(r.classes[1].recall, 0.25);
    ck_assert_double_nan(r.classes[2].recall);
    ck_assert_double_nan(r.classes[3].recall);
    ck_assert_double_eq(r.classes[0].f1, 6. / 7);
    ck_assert_double_eq(r.classes[1].f1, 2. / 6);
    ck_assert_double_nan(r.classes[2].f1);
    ck_assert_double_eq(r.classes[3].f1, 0);
    /* Over classes 0, 1, 3; what is not defined there is 0. */
    ck_assert_double_eq(r.macro.precision, 0.5);
    ck_assert_double_eq(r.macro.recall, 1. / 3);
    ck_assert_double_eq_tol(r.macro.f1, (6. / 7 + 1. / 3) / 3, 1e-15);
    ck_assert_double_eq(r.weighted.precision, 0.75);
    ck_assert_double_eq(r.weighted.recall, 0.5);
    ck_assert_double_eq(r.micro.precision, 4. / 7);
    ck_assert_double_eq(r.micro.recall, 0.5);
    ck_assert_double_eq(r.micro.f1, 8. / 15);
    /* Truths 4, 4, 0, 0; predictions 3, 2, 0, 2 and one of nothing: Σtp = 20, Σt² = 32, Σp² = 18.
     */
    ck_assert_double_eq(r.kappa, (8. * 4 - 20) / (64 - 20));
    ck_assert_double_eq(r.mcc, (8. * 4 - 20) / sqrt((64. - 32) * (64 - 18)));
    mlt_classification_result_free(NULL, &r);
}
END_TEST

START_TEST(at_the_ends)
{
    mlt_classification *c = start(3);
    add_counts(c, 1, 1, 5); /* one class alone, always right */
    mlt_classification_result r = end(c);
    ck_assert_double_eq(r.balanced, 1);
    ck_assert_double_nan(r.adjusted); /* guessing is always right, too */
    ck_assert_double_nan(r.kappa);
    ck_assert_double_eq(r.mcc, 0);
    ck_assert_double_eq(r.macro.f1, 1);
    mlt_classification_result_free(NULL, &r);

    c = start(2); /* always wrong */
    add_counts(c, 0, 1, 3);
    add_counts(c, 1, 0, 3);
    r = end(c);
    ck_assert_double_eq(r.adjusted, -1);
    ck_assert_double_eq(r.kappa, -1);
    ck_assert_double_eq(r.mcc, -1);
    mlt_classification_result_free(NULL, &r);

    c = start(2); /* never an answer */
    add_counts(c, 0, -1, 2);
    r = end(c);
    ck_assert_double_eq(r.micro.precision, 0);
    ck_assert_double_eq(r.macro.precision, 0);
    ck_assert_double_eq(r.kappa, 0);
    ck_assert_double_eq(r.mcc, 0);
    mlt_classification_result_free(NULL, &r);
}
END_TEST

START_TEST(nothing)
{
    mlt_classification_result r = end(start(3));
    double figures[18];
    list_figures(&r, figures);
    for (size_t j = 0; j < 18; j++)
        ck_assert_double_nan(figures[j]);
    ck_assert_double_nan(r.classes[0].f1);
    ck_assert_uint_eq(r.n, 0);
    mlt_classification_result_free(NULL, &r);
}
END_TEST

static void check_same(const mlt_classification_result *a, const mlt_classification_result *b)
{
    double one[18], other[18];
    list_figures(a, one);
    list_figures(b, other);
    ck_assert_mem_eq(one, other, sizeof one);
    ck_assert_uint_eq(a->n, b->n);
    ck_assert_uint_eq(a->n_left_out, b->n_left_out);
    ck_assert_uint_eq(a->n_unanswered, b->n_unanswered);
    ck_assert_uint_eq(a->n_not_probable, b->n_not_probable);
    ck_assert_mem_eq(a->n_at_rank, b->n_at_rank, a->n_classes * sizeof *a->n_at_rank);
    ck_assert_mem_eq(a->classes, b->classes, a->n_classes * sizeof *a->classes);
}

/* Bit for bit, and a second time after finishing. */
START_TEST(any_order_and_merging)
{
    enum { N = 500, C = 6 };
    static mlt_pred answers[N][C];
    int32_t truths[N];
    mlt_classification *forward = start(C);
    mlt_classification *backward = start(C);
    mlt_classification *part[3] = {start(C), start(C), start(C)};
    state = 77;
    for (size_t i = 0; i < N; i++) {
        truths[i] = draw(answers[i], C, C);
        truths[i] = i % 50 == 0 ? C : truths[i];
    }
    for (size_t i = 0; i < N; i++) {
        size_t n = i % 30 == 0 ? 0 : C;
        size_t j = N - 1 - i;
        mlt_classification_add(forward, truths[i], answers[i], n, NULL);
        mlt_classification_add(part[i % 3], truths[i], answers[i], n, NULL);
        mlt_classification_add(backward, truths[j], answers[j], j % 30 == 0 ? 0 : C, NULL);
    }
    mlt_classification_result early;
    ck_assert_int_eq(mlt_classification_finish(part[2], &early, NULL), MLTEST_OK);
    mlt_classification_result_free(NULL, &early);
    ck_assert_int_eq(mlt_classification_merge(part[2], part[0], NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_classification_merge(part[2], part[1], NULL), MLTEST_OK);
    mlt_classification_result a = end(forward);
    mlt_classification_result b = end(backward);
    mlt_classification_result m = end(part[2]);
    ck_assert_uint_eq(a.n, 490);
    ck_assert_uint_eq(a.n_unanswered, 13);
    check_same(&a, &b);
    check_same(&a, &m);
    mlt_classification_result_free(NULL, &a);
    mlt_classification_result_free(NULL, &b);
    mlt_classification_result_free(NULL, &m);
    mlt_classification_free(part[0]);
    mlt_classification_free(part[1]);
}
END_TEST

Suite *mlt_suite_metric_classification_finish(void)
{
    Suite *suite = suite_create("metric_classification_finish");
    TCase *tests = tcase_create("classification_finish");
    tcase_add_test(tests, as_published);
    tcase_add_test(tests, classes_as_published);
    tcase_add_test(tests, by_hand);
    tcase_add_test(tests, at_the_ends);
    tcase_add_test(tests, nothing);
    tcase_add_test(tests, any_order_and_merging);
    suite_add_tcase(suite, tests);
    return suite;
}
