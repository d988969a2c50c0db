/* SPDX-License-Identifier: MIT */
#include "base/random.h"
#include "stats/binomial.h"
#include "stats/sign_flip.h"
#include "testing.h"

#include <math.h>

Suite *mlt_suite_stats_sign_flip(void);

static mlt_sign_flip_result run(const double *d, const double *w, size_t n,
                                const mlt_sign_flip_options *options)
{
    mlt_sign_flip_result out;
    ck_assert_int_eq(mlt_sign_flip(&out, NULL, d, w, n, options, NULL), MLTEST_OK);
    return out;
}

/* Darwin's pairs of maize, of which Fisher counted 863 of 16384 combinations of one sign (The
 * design of experiments, section 21): inches over 8. Two-sided 2·863/2^15. */
START_TEST(published)
{
    const double darwin[15] = {49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48};
    mlt_sign_flip_result r = run(darwin, NULL, 15, NULL);
    ck_assert(r.exhaustive);
    ck_assert_uint_eq(r.draws, 32768);
    ck_assert_uint_eq(r.hits, 1726);
    ck_assert_double_eq(r.p, 1726 / 32768.0);
    ck_assert_double_eq_tol(r.mean, 314 / 15.0, 1e-14);
    ck_assert_uint_eq(r.n_used, 15);
}
END_TEST

/* Differences of one size: the binomial test of their signs, for any unit. */
START_TEST(ties)
{
    for (int n = 1; n <= 20; n++)
        for (int up = 0; up <= n; up += 3) {
            double d[24] = {0};
            for (int i = 0; i < n; i++)
                d[i + i / 6] = i < up ? 0.1 : -0.1;
            double p = 2 * mlt_binomial_cdf(up < n - up ? up : n - up, n, 0.5);
            mlt_sign_flip_result r = run(d, NULL, 24, NULL);
            ck_assert(r.exhaustive && r.n_used == (size_t)n);
            ck_assert_double_eq_tol(r.p, p < 1 ? p : 1, 1e-13);
        }
    /* 0.1 + 0.2 is not 0.3 in binary, and still the same size. */
    const double d[] = {0.1, 0.2, 0.3};
    ck_assert_double_eq(run(d, NULL, 3, NULL).p, 0.25);
    const double e[] = {0.1, 0.2, -0.3};
    ck_assert_double_eq(run(e, NULL, 3, NULL).p, 1);
}
END_TEST

START_TEST(zeros_and_weights)
{
    const double zeros[3] = {0};
    mlt_sign_flip_result r = run(zeros, NULL, 3, NULL);
    ck_assert(r.p == 1 && r.mean == 0 && r.n_used == 0);
    r = run(NULL, NULL, 0, NULL);
    ck_assert(r.p == 1 && isnan(r.mean));
    const double d[] = {1, 2, 5, -1}, w[] = {6, 3, 0, 2}, products[] = {6, 6, 0, -2};
    mlt_sign_flip_result weighted = run(d, w, 4, NULL), plain = run(products, NULL, 4, NULL);
    ck_assert_double_eq(weighted.p, plain.p);
    ck_assert_uint_eq(weighted.n_used, 3);
    ck_assert_double_eq_tol(weighted.mean, 10 / 11.0, 1e-15);
}
END_TEST

/* More than 20: draws meet the exact share within four standard errors. */
START_TEST(draws)
{
    double d[200];
    for (int n = 21; n <= 200; n = n * 2 - 11)
        for (int up = n / 3; up <= n / 2; up += 3) {
            for (int i = 0; i < n; i++)
                d[i] = i < up ? 1 : -1;
            double want = 2 * mlt_binomial_cdf(up, n, 0.5);
            want = want < 1 ? want : 1;
            mlt_sign_flip_result r = run(d, NULL, (size_t)n, NULL);
            ck_assert(!r.exhaustive);
            ck_assert_uint_eq(r.draws, 10000);
            ck_assert_double_eq(r.p, (1 + (double)r.hits) / 10001);
            ck_assert_double_eq_tol(r.p, want, 4 * sqrt(want * (1 - want) / 10000) + 1e-4);
        }
}
END_TEST

START_TEST(options_count)
{
    double d[100];
    mlt_draws random;
    mlt_draws_init(&random, 2, "differences", 0);
    for (int i = 0; i < 100; i++)
        d[i] = mlt_draw_normal(&random) + 0.15;
    mlt_sign_flip_options o = {.family = 20, .alpha = 0.05, .n_threads = 1};
    mlt_sign_flip_result one = run(d, NULL, 100, &o);
    ck_assert_uint_eq(one.draws, 16000);
    o.n_threads = 3;
    ck_assert_uint_eq(run(d, NULL, 100, &o).hits, one.hits);
    o.family = 0;
    ck_assert_uint_eq(run(d, NULL, 100, &o).draws, 10000);
    o.seed = 77;
    ck_assert(run(d, NULL, 100, &o).p != run(d, NULL, 100, NULL).p);
    o = (mlt_sign_flip_options){.family = 7, .alpha = 0.01};
    ck_assert_uint_eq(run(d, NULL, 100, &o).draws, 28000);
}
END_TEST

/* Of data sets that the hypothesis made, at most a share a has p <= a; of many about that share. */
START_TEST(level)
{
    enum { SETS = 4000, N = 12 };
    const double levels[] = {0.01, 0.05, 0.2};
    int below[3] = {0};
    mlt_draws random;
    mlt_draws_init(&random, 5, "level", 0);
    for (int set = 0; set < SETS; set++) {
        double d[N];
        for (int i = 0; i < N; i++)
            d[i] = mlt_draw_signed(&random, 0, 1);
        double p = run(d, NULL, N, NULL).p;
        for (int l = 0; l < 3; l++)
            below[l] += p <= levels[l];
    }
    for (int l = 0; l < 3; l++) {
        double se = sqrt(levels[l] * (1 - levels[l]) / SETS);
        ck_assert_double_eq_tol((double)below[l] / SETS, levels[l], 3 * se);
    }
}
END_TEST

START_TEST(refused)
{
    mlt_sign_flip_result r;
    const double wrong[][2] = {{NAN, 1},      {INFINITY, 1}, {1, -1},       {1, NAN},
                               {1, INFINITY}, {0, INFINITY}, {INFINITY, 0}, {1e200, 1e200}};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        mltest_error *error = NULL;
        ck_assert_int_eq(mlt_sign_flip(&r, NULL, &wrong[i][0], &wrong[i][1], 1, NULL, &error),
                         MLTEST_ERR_INVALID);
        ck_assert_ptr_nonnull(error);
        mltest_error_free(error);
    }
    const double one = 1;
    const mlt_sign_flip_options options[] = {
        {.alpha = -0.1}, {.alpha = 1.1}, {.alpha = NAN}, {.alpha = 1e-300}, {.family = SIZE_MAX}};
    for (size_t i = 0; i < sizeof options / sizeof options[0]; i++)
        ck_assert_int_eq(mlt_sign_flip(&r, NULL, &one, NULL, 1, &options[i], NULL),
                         MLTEST_ERR_INVALID);
}
END_TEST

static mltest_status body(mltest_context *ctx, void *data)
{
    const double d[] = {1, 2, 3, -1, 4};
    mlt_sign_flip_result r;
    (void)data;
    return mlt_sign_flip(&r, ctx, d, NULL, 5, NULL, NULL);
}

START_TEST(allocations)
{
    mlt_test_every_allocation(body, NULL);
}
END_TEST

Suite *mlt_suite_stats_sign_flip(void)
{
    Suite *suite = suite_create("stats_sign_flip");
    TCase *tests = tcase_create("sign_flip");
    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, published);
    tcase_add_test(tests, ties);
    tcase_add_test(tests, zeros_and_weights);
    tcase_add_test(tests, draws);
    tcase_add_test(tests, options_count);
    tcase_add_test(tests, level);
    tcase_add_test(tests, refused);
    tcase_add_test(tests, allocations);
    suite_add_tcase(suite, tests);
    return suite;
}
