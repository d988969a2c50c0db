/* SPDX-License-Identifier: MIT */
#include "stats/multiple.h"
#include "testing.h"

#include <math.h>
#include <string.h>

Suite *mlt_suite_stats_multiple(void);

/* The fifteen values of the example in section 3.2 of Benjamini and Hochberg (1995), who reject the
 * first four at .05 where Bonferroni rejects three. */
static const double paper[15] = {0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344,
                                 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0000};

START_TEST(published)
{
    double holm[15], bh[15];
    ck_assert_int_eq(mlt_holm(NULL, paper, 15, 15, holm, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_benjamini_hochberg(NULL, paper, 15, bh, NULL), MLTEST_OK);
    for (int i = 0; i < 15; i++) {
        ck_assert_int_eq(bh[i] <= 0.05, i < 4);
        ck_assert_int_eq(holm[i] <= 0.05, i < 3);
    }
    ck_assert_double_eq_tol(bh[3], 0.0095 * 15 / 4, 1e-15);
    ck_assert_double_eq_tol(bh[5], 0.0298 * 15 / 7, 1e-15); /* the next one's is less */
    ck_assert_double_eq(bh[14], 1);
    ck_assert_double_eq_tol(holm[2], 0.0019 * 13, 1e-15);
    ck_assert_double_eq_tol(holm[6], 0.0278 * 10, 1e-15); /* 0.0298 × 9 is less */
    ck_assert_double_eq(holm[14], 1);
}
END_TEST

/* By their definitions as step procedures: is hypothesis i rejected at alpha? */
static int holm_rejects(const double *p, int n, int m, int i, double alpha)
{
    for (int j = 0; j < n; j++) {
        int before = 0;
        for (int o = 0; o < n; o++)
            before += p[o] < p[j];
        if (p[j] <= p[i] && p[j] * (m - before) > alpha)
            return 0;
    }
    return 1;
}

static int bh_rejects(const double *p, int n, int i, double alpha)
{
    for (int j = 0; j < n; j++) {
        int up_to = 0;
        for (int o = 0; o < n; o++)
            up_to += p[o] <= p[j];
        if (p[j] >= p[i] && p[j] * n <= up_to * alpha)
            return 1;
    }
    return 0;
}

START_TEST(step_procedures)
{
    enum { N = 12 };
    uint32_t state = 1;
    for (int round = 0; round < 300; round++) {
        double p[N], holm[N], bh[N];
        for (int i = 0; i < N; i++) {
            state = state * 1664525u + 1013904223u;
            p[i] = (double)(state >> 24) / 256 / (round % 3 ? 8 : 1); /* with ties */
        }
        ck_assert_int_eq(mlt_holm(NULL, p, N, 20, holm, NULL), MLTEST_OK);
        ck_assert_int_eq(mlt_benjamini_hochberg(NULL, p, N, bh, NULL), MLTEST_OK);
        for (int i = 0; i < N; i++)
            for (double alpha = 0.0103; alpha < 1; alpha += 0.0307) {
                ck_assert_int_eq(holm[i] <= alpha, holm_rejects(p, N, 20, i, alpha));
                ck_assert_int_eq(bh[i] <= alpha, bh_rejects(p, N, i, alpha));
            }
    }
}
END_TEST

START_TEST(unusual_lists)
{
    double p[4] = {0.02, NAN, 0.01, 0.02};
    ck_assert_int_eq(mlt_holm(NULL, p, 4, 0, p, NULL), MLTEST_OK); /* in place, three tests */
    ck_assert_double_eq_tol(p[2], 0.03, 1e-15);
    ck_assert_double_eq_tol(p[0], 0.04, 1e-15);
    ck_assert_double_eq(p[3], p[0]);
    ck_assert(isnan(p[1]));
    double one[1] = {0.02};
    ck_assert_int_eq(mlt_holm(NULL, one, 1, 100, one, NULL), MLTEST_OK);
    ck_assert_double_eq(one[0], 1);
    ck_assert_int_eq(mlt_holm(NULL, one, 0, 3, one, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_benjamini_hochberg(NULL, one, 0, one, NULL), MLTEST_OK);
    const double wrong[] = {-1e-9, 1.000001, INFINITY};
    for (int i = 0; i < 3; i++) {
        mltest_error *error = NULL;
        ck_assert_int_eq(mlt_holm(NULL, &wrong[i], 1, 1, one, &error), MLTEST_ERR_INVALID);
        ck_assert_ptr_nonnull(strstr(mltest_error_message(error), "p value 0"));
        mltest_error_free(error);
    }
}
END_TEST

static mltest_status body(mltest_context *ctx, void *data)
{
    double out[15];
    (void)data;
    TRY(mlt_holm(ctx, paper, 15, 15, out, NULL));
    return mlt_benjamini_hochberg(ctx, paper, 15, out, NULL);
}

START_TEST(allocations)
{
    mlt_test_every_allocation(body, NULL);
}
END_TEST

Suite *mlt_suite_stats_multiple(void)
{
    Suite *suite = suite_create("stats_multiple");
    TCase *tests = tcase_create("multiple");
    tcase_add_test(tests, published);
    tcase_add_test(tests, step_procedures);
    tcase_add_test(tests, unusual_lists);
    tcase_add_test(tests, allocations);
    suite_add_tcase(suite, tests);
    return suite;
}
