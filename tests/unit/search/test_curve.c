/* SPDX-License-Identifier: MIT */
#include "search/curve.h"

#include "search/fixtures.h"
#include "stats/wilson.h"

Suite *mlt_suite_search_curve(void);

enum { N = 20 };
static size_t each[N];
static const mlt_units alone = {each, N, false};

/* Of 20 samples five break at place 3, five at 10, the rest never. */
static mltest_stress *two_steps(const char *stress)
{
    mltest_stress *s = search_crafted(20, "brightness@1", stress);
    for (size_t i = 0; i < N; i++) {
        each[i] = i;
        search_answer(mlt_search_cells(s, i, &s->kinds[0]), 31, i < 5 ? 3 : i < 10 ? 10 : 31);
    }
    return s;
}

START_TEST(test_shares_and_intervals)
{
    mltest_stress *s = two_steps("break_at=0.25 first_break_at=0.6");
    mlt_search_curve c;
    double low, high;
    ck_assert_int_eq(mlt_search_curve_make(&c, s, &s->kinds[0], &alone, NULL), MLTEST_OK);
    ck_assert_uint_eq(c.n, 20);
    ck_assert_uint_eq(c.calls, 20 * 5);
    ck_assert(!c.is_fitted);
    for (size_t i = 0; i < 31; i++) {
        double k = i < 3 ? 0 : i < 10 ? 5 : 10;
        mlt_wilson(k, 20, MLT_Z95, &low, &high);
        ck_assert_double_eq(c.share[i], k / 20);
        ck_assert_double_eq(c.low[i], low);
        ck_assert_double_eq(c.high[i], high);
    }
    ck_assert_uint_eq(c.breaks[0].at, 3);
    ck_assert_uint_eq(c.breaks[0].low, 3);   /* at 0 of 20 the bound is .16 */
    ck_assert_uint_eq(c.breaks[0].high, 10); /* of 5 it is .11, of 10 it is .30 */
    ck_assert_uint_eq(c.breaks[1].at, 31);   /* half of them never break */
    ck_assert_uint_eq(c.breaks[1].low, 10);
    ck_assert_uint_eq(c.breaks[1].high, 31);
    double want = (5 * 4 + 5 * 11) * 5.0 / 32 + 10 * 5;
    ck_assert_double_eq(c.mean, want / 20);
    ck_assert_double_eq(mlt_search_severity(&s->kinds[0], 3), 20.0 / 32);
    ck_assert(isnan(mlt_search_severity(&s->kinds[0], 31)));
    mltest_stress_free(s);
}
END_TEST

static void probe(mltest_stress *s, size_t sample, size_t place, mlt_search_answer answer)
{
    uint8_t *cell = mlt_search_cells(s, sample, &s->kinds[0]) + place;
    *cell = MLT_CELL_PROBE | (uint8_t)answer;
}

START_TEST(test_probes)
{
    mltest_stress *s = two_steps("");
    mlt_search_curve c;
    for (size_t i = 0; i < 10; i++)
        probe(s, i, 20, MLT_BROKEN); /* as the bracket says */
    probe(s, 0, 20, MLT_HOLDS);      /* holds again: one of ten is not above 10 % */
    probe(s, 11, 20, MLT_SKIPPED);   /* says nothing */
    ck_assert_int_eq(mlt_search_curve_make(&c, s, &s->kinds[0], &alone, NULL), MLTEST_OK);
    ck_assert_uint_eq(c.n_probed, 10);
    ck_assert_uint_eq(c.n_non_monotone, 1);
    ck_assert_uint_eq(c.probe_calls, 10);
    ck_assert(!c.is_fitted);
    ck_assert_double_eq(c.share[20], .5);
    probe(s, 1, 20, MLT_HOLDS);
    ck_assert_int_eq(mlt_search_curve_make(&c, s, &s->kinds[0], &alone, NULL), MLTEST_OK);
    ck_assert_uint_eq(c.n_non_monotone, 2);
    ck_assert(c.is_fitted);
    /* 10 … 20 of 10 each, but 8 at 20: pooled with what is before and equal */
    ck_assert_double_eq_tol(c.share[20], (10 * 10 + 8) / 11.0 / 20, 1e-12);
    ck_assert_double_eq_tol(c.share[10], c.share[20], 1e-12);
    ck_assert_double_eq(c.share[21], .5);
    for (size_t i = 1; i < 31; i++)
        ck_assert_double_ge(c.share[i], c.share[i - 1]);
    mltest_stress_free(s);
}
END_TEST

/* What is not eligible, or only skipped, is in no share. */
START_TEST(test_who_counts)
{
    mltest_stress *s = two_steps("");
    mlt_search_curve c;
    s->clean[0] = MLT_CLEAN_BLIND;
    s->clean[1] = MLT_CLEAN_FAILED;
    memset(mlt_search_cells(s, 2, &s->kinds[0]), MLT_SKIPPED, 31);
    ck_assert_int_eq(mlt_search_curve_make(&c, s, &s->kinds[0], &alone, NULL), MLTEST_OK);
    ck_assert_uint_eq(c.n, 17);
    ck_assert_uint_eq(c.n_skipped, 1);
    ck_assert_uint_eq(c.calls, 17 * 5);
    ck_assert_double_eq(c.share[30], 7.0 / 17);
    memset(s->clean, MLT_CLEAN_BLIND, 20);
    ck_assert_int_eq(mlt_search_curve_make(&c, s, &s->kinds[0], &alone, NULL), MLTEST_OK);
    ck_assert_uint_eq(c.n, 0);
    ck_assert(isnan(c.share[30]) && isnan(c.low[0]) && isnan(c.mean));
    ck_assert_uint_eq(c.breaks[0].at, 31);
    mltest_stress_free(s);
}
END_TEST

/* Ten pairs of samples are worth ten. */
START_TEST(test_units)
{
    mltest_stress *s = two_steps("");
    size_t pairs[N];
    const mlt_units units = {pairs, N / 2, true};
    mlt_search_curve c;
    double low, high;
    for (size_t i = 0; i < N; i++)
        pairs[i] = i / 2;
    ck_assert_int_eq(mlt_search_curve_make(&c, s, &s->kinds[0], &units, NULL), MLTEST_OK);
    ck_assert_uint_eq(c.n, N);
    ck_assert_double_eq(c.share[5], 0.25);
    mlt_wilson(2.5, 10, MLT_Z95, &low, &high);
    ck_assert_double_eq_tol(c.low[5], low, 1e-12);
    ck_assert_double_eq_tol(c.high[5], high, 1e-12);
    mltest_stress_free(s);
}
END_TEST

static mltest_status make(mltest_context *ctx, void *data)
{
    mltest_stress stress = *(const mltest_stress *)data;
    mlt_search_curve c;
    stress.ctx = ctx;
    return mlt_search_curve_make(&c, &stress, &stress.kinds[0], &alone, NULL);
}

START_TEST(test_out_of_memory)
{
    mltest_stress *s = two_steps("");
    mlt_test_every_allocation(make, s);
    mltest_stress_free(s);
}
END_TEST

Suite *mlt_suite_search_curve(void)
{
    TCase *tc = tcase_create("curve");
    tcase_add_test(tc, test_shares_and_intervals);
    tcase_add_test(tc, test_probes);
    tcase_add_test(tc, test_who_counts);
    tcase_add_test(tc, test_units);
    tcase_add_test(tc, test_out_of_memory);
    Suite *suite = suite_create("search_curve");
    suite_add_tcase(suite, tc);
    return suite;
}
