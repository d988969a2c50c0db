/* SPDX-License-Identifier: MIT */
#include "stats/binomial.h"
#include "stats/verdict.h"
#include "testing.h"

#include <math.h>

Suite *mlt_suite_stats_verdict(void);

static const double targets[] = {0.01, 0.05, 0.2, 0.5, 0.9};
enum { N_TARGETS = 5 };

START_TEST(by_hand)
{
    const struct {
        double k, n, t;
        mlt_verdict verdict;
        int64_t further;
    } cases[] = {
        {0, 59, 0.05, MLT_VERDICT_PASS, 0},          /* .95^59 = .0485 */
        {0, 58, 0.05, MLT_VERDICT_INCONCLUSIVE, 1},  /* .95^58 = .0510 */
        {0, 20, 0.05, MLT_VERDICT_INCONCLUSIVE, 39}, /* 20 samples cannot pass */
        {4, 20, 0.05, MLT_VERDICT_FAIL, 0},          /* P(X >= 4) = .0159 */
        {3, 20, 0.05, MLT_VERDICT_INCONCLUSIVE, 7},  /* 4 of 27: P(X >= 4) = .0439 */
        {1, 20, 0.05, MLT_VERDICT_INCONCLUSIVE, MLT_VERDICT_NEVER},
        {20, 20, 1, MLT_VERDICT_INCONCLUSIVE, MLT_VERDICT_NEVER},
        {19, 20, 1, MLT_VERDICT_PASS, 0},
        {1, 20, 0, MLT_VERDICT_FAIL, 0},
        {0, 20, 0, MLT_VERDICT_INCONCLUSIVE, MLT_VERDICT_NEVER},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        mlt_judgement got = mlt_verdict_judge(cases[i].k, cases[i].n, cases[i].t);
        ck_assert_int_eq(got.verdict, cases[i].verdict);
        ck_assert_int_eq(got.further, cases[i].further);
        int64_t k = (int64_t)cases[i].k;
        int64_t n = (int64_t)cases[i].n;
        ck_assert_double_eq(got.p_pass, mlt_binomial_cdf(k, n, cases[i].t));
        ck_assert_double_eq(got.p_fail, mlt_binomial_sf_ge(k, n, cases[i].t));
    }
}
END_TEST

START_TEST(no_evidence)
{
    const double none[][2] = {{0, 0}, {3, 0}, {0, -1}, {NAN, 20}, {0, NAN}, {-1, 20}};
    for (size_t i = 0; i < sizeof none / sizeof none[0]; i++) {
        mlt_judgement got = mlt_verdict_judge(none[i][0], none[i][1], 0.05);
        ck_assert_int_eq(got.verdict, MLT_VERDICT_INCONCLUSIVE);
        ck_assert_int_eq(got.needed, 59);
        ck_assert_int_eq(got.further, 59);
    }
}
END_TEST

START_TEST(needed_for_a_pass)
{
    const struct {
        double t;
        int64_t n;
    } cases[] = {{0.05, 59},
                 {0.01, 299},
                 {0.1, 29},
                 {0.2, 14},
                 {0.5, 5},
                 {0.95, 1},
                 {1, 1},
                 {0.001, 2995},
                 {0, MLT_VERDICT_NEVER},
                 {NAN, MLT_VERDICT_NEVER},
                 {1e-300, MLT_VERDICT_NEVER}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        ck_assert_int_eq(mlt_verdict_needed(cases[i].t), cases[i].n);
    for (double t = 0.003; t < 0.95; t += 0.0137) {
        int64_t n = mlt_verdict_needed(t);
        ck_assert_int_eq(mlt_verdict_judge(0, (double)n, t).verdict, MLT_VERDICT_PASS);
        ck_assert_int_ne(mlt_verdict_judge(0, (double)(n - 1), t).verdict, MLT_VERDICT_PASS);
    }
}
END_TEST

/* Whole numbers only: the least n' by trying each. */
static int64_t tried(int64_t k, int64_t n, double t)
{
    for (int64_t m = n + 1; m <= n + 3000; m++) {
        int64_t up = (k * m + n - 1) / n;
        int64_t down = k * m / n;
        if (mlt_binomial_cdf(up, m, t) <= 0.05 || mlt_binomial_sf_ge(down, m, t) <= 0.05)
            return m - n;
    }
    return MLT_VERDICT_NEVER;
}

START_TEST(further_is_the_least)
{
    int seen = 0;
    for (int i = 0; i < N_TARGETS; i++)
        for (int64_t n = 1; n < 130; n += 7)
            for (int64_t k = 0; k <= n; k++) {
                mlt_judgement got = mlt_verdict_judge((double)k, (double)n, targets[i]);
                if (got.verdict != MLT_VERDICT_INCONCLUSIVE)
                    continue;
                int64_t expected = tried(k, n, targets[i]);
                if (expected > 0)
                    ck_assert_int_eq(got.further, expected);
                else
                    ck_assert(got.further < 0 || got.further > 3000);
                seen++;
            }
    ck_assert_int_gt(seen, 500);
}
END_TEST

/* Samples in groups of four that are alike: each new group counts as one. */
START_TEST(further_of_what_is_worth_less)
{
    mlt_judgement j = {.further = 10};
    ck_assert_double_eq(mlt_verdict_further(&j, 100, 100), 10);
    ck_assert_double_eq(mlt_verdict_further(&j, 100, 25), 40);
    ck_assert_double_eq(mlt_verdict_further(&j, 100, 30), 34); /* 33.3 */
    ck_assert_double_eq(mlt_verdict_further(&j, 100, 300), 4); /* of three replicates */
    ck_assert_double_eq(mlt_verdict_further(&j, 0, 0), 10);    /* nothing is known of worth */
    j.further = 0;
    ck_assert_double_eq(mlt_verdict_further(&j, 100, 25), 0);
    j.further = MLT_VERDICT_NEVER;
    ck_assert(isnan(mlt_verdict_further(&j, 100, 25)));
}
END_TEST

START_TEST(too_close)
{
    ck_assert_int_eq(mlt_verdict_judge(4990, 100000, 0.05).further, MLT_VERDICT_NEVER);
    mlt_judgement near = mlt_verdict_judge(480, 10000, 0.05);
    ck_assert_int_gt(near.further, 10000);
    ck_assert_int_le(near.further, MLT_VERDICT_MAX_FURTHER);
}
END_TEST

/* For every true share p: P(pass) <= 5 % if p > t, P(fail) <= 5 % if p <= t. */
START_TEST(errors_are_bounded)
{
    const int sizes[] = {5, 20, 59, 100, 364};
    for (int i = 0; i < N_TARGETS; i++)
        for (int s = 0; s < 5; s++) {
            int n = sizes[s];
            mlt_verdict verdicts[365];
            for (int k = 0; k <= n; k++)
                verdicts[k] = mlt_verdict_judge(k, n, targets[i]).verdict;
            for (int step = 0; step <= 200; step++) {
                double p = step / 200.0;
                double pass = 0;
                double fail = 0;
                for (int k = 0; k <= n; k++) {
                    double mass = mlt_binomial_pmf(k, n, p);
                    pass += verdicts[k] == MLT_VERDICT_PASS ? mass : 0;
                    fail += verdicts[k] == MLT_VERDICT_FAIL ? mass : 0;
                }
                ck_assert(p <= targets[i] || pass <= 0.05 + 1e-12);
                ck_assert(p > targets[i] || fail <= 0.05 + 1e-12);
            }
        }
}
END_TEST

/* What is not whole is rounded against the decision. */
START_TEST(fractions_are_cautious)
{
    ck_assert_int_eq(mlt_verdict_judge(0, 59.9, 0.05).verdict, MLT_VERDICT_PASS);
    ck_assert_int_eq(mlt_verdict_judge(0, 58.9, 0.05).verdict, MLT_VERDICT_INCONCLUSIVE);
    ck_assert_int_eq(mlt_verdict_judge(0.1, 59, 0.05).verdict, MLT_VERDICT_INCONCLUSIVE);
    ck_assert_int_eq(mlt_verdict_judge(3.9, 20, 0.05).verdict, MLT_VERDICT_INCONCLUSIVE);
    for (int k = 0; k <= 1000; k += 3) { /* share × n that misses a whole number by rounding */
        double share = k / 1000.0;
        mlt_judgement whole = mlt_verdict_judge(k, 1000, 0.3);
        mlt_judgement product = mlt_verdict_judge(share * 1000.0, 1000, 0.3);
        ck_assert_double_eq(whole.p_pass, product.p_pass);
        ck_assert_double_eq(whole.p_fail, product.p_fail);
    }
}
END_TEST

Suite *mlt_suite_stats_verdict(void)
{
    Suite *suite = suite_create("stats_verdict");
    TCase *tests = tcase_create("verdict");
    tcase_set_timeout(tests, 30);
    tcase_add_test(tests, by_hand);
    tcase_add_test(tests, no_evidence);
    tcase_add_test(tests, needed_for_a_pass);
    tcase_add_test(tests, further_is_the_least);
    tcase_add_test(tests, further_of_what_is_worth_less);
    tcase_add_test(tests, too_close);
    tcase_add_test(tests, errors_are_bounded);
    tcase_add_test(tests, fractions_are_cautious);
    suite_add_tcase(suite, tests);
    return suite;
}
