/* SPDX-License-Identifier: MIT */
#include "metric/calibration.h"
#include "stats/wilson.h"
#include "testing.h"

#include <math.h>

Suite *mlt_suite_metric_calibration(void);

static mlt_calibration *start(mlt_binning binning, size_t n_bins, double min_score)
{
    const mlt_calibration_options options = {binning, n_bins, min_score};
    mlt_calibration *c = NULL;
    ck_assert_int_eq(mlt_calibration_new(&c, NULL, &options, NULL), MLTEST_OK);
    return c;
}

static void add(mlt_calibration *c, double confidence, bool correct)
{
    ck_assert_int_eq(mlt_calibration_add(c, confidence, correct, NULL), MLTEST_OK);
}

static mlt_calibration_result finish(mlt_calibration *c)
{
    mlt_calibration_result r;
    ck_assert_int_eq(mlt_calibration_finish(c, &r, NULL), MLTEST_OK);
    return r;
}

static mlt_calibration_result end(mlt_calibration *c)
{
    mlt_calibration_result r = finish(c);
    mlt_calibration_free(c);
    return r;
}

START_TEST(by_hand)
{
    mlt_calibration *c = start(MLT_BINS_DEFAULT, 4, 0);
    add(c, 0.75, true);
    add(c, 0.125, false);
    add(c, 1, true);
    add(c, 0.8125, false);
    add(c, 0.1875, true);
    mlt_calibration_result r = end(c);
    ck_assert_uint_eq(r.n_bins, 4);
    ck_assert_uint_eq(r.n, 5);
    ck_assert_uint_eq(r.n_binned, 5);
    ck_assert_double_eq(r.bins[0].low, 0);
    ck_assert_double_eq(r.bins[0].high, 0.25);
    ck_assert_uint_eq(r.bins[0].n, 2);
    ck_assert_uint_eq(r.bins[0].n_correct, 1);
    ck_assert_double_eq(r.bins[0].confidence, 0.15625);
    ck_assert_double_eq(r.bins[0].accuracy, 0.5);
    double low, high;
    mlt_wilson(1, 2, MLT_Z95, &low, &high);
    ck_assert_double_eq(r.bins[0].accuracy_low, low);
    ck_assert_double_eq(r.bins[0].accuracy_high, high);
    ck_assert_uint_eq(r.bins[1].n, 0);
    ck_assert_double_nan(r.bins[1].confidence);
    ck_assert_double_nan(r.bins[1].accuracy);
    ck_assert_double_eq(r.bins[1].accuracy_low, 0);
    ck_assert_double_eq(r.bins[1].accuracy_high, 1);
    ck_assert_double_eq(r.bins[2].low, 0.5);
    ck_assert_uint_eq(r.bins[3].n, 3);
    ck_assert_uint_eq(r.bins[3].n_correct, 2);
    ck_assert_double_eq_tol(r.bins[3].confidence, 2.5625 / 3, 1e-15);
    ck_assert_double_eq_tol(r.ece, 0.4 * 0.34375 + 0.6 * (2.5625 - 2) / 3, 1e-15);
    ck_assert_double_eq(r.mce, 0.34375);
    mlt_calibration_result_free(NULL, &r);
}
END_TEST

/* 0 and 1 are where the binnings part. */
START_TEST(ends_of_the_range)
{
    const double ece[] = {0.625, 0.625, 0.125, 0.625}; /* Guo's share is of all, binned or not */
    const double mce[] = {1, 1, 0.5, 1};
    const uint64_t n_last[] = {2, 1, 1, 2};
    for (int binning = 0; binning < MLT_N_BINNINGS; binning++) {
        mlt_calibration *c = start((mlt_binning)binning, 2, 0);
        add(c, 0, true);
        add(c, -0.0, true);
        add(c, 1, true);
        add(c, 0.5, false);
        mlt_calibration_result r = end(c);
        ck_assert_uint_eq(r.n, 4);
        ck_assert_uint_eq(r.n_bins, binning == MLT_BINS_TORCHMETRICS ? 3 : 2);
        ck_assert_uint_eq(r.n_binned, binning == MLT_BINS_GUO ? 2 : 4);
        ck_assert_uint_eq(r.bins[0].n, binning == MLT_BINS_GUO ? 1 : 2);
        ck_assert_uint_eq(r.bins[1].n, n_last[binning]);
        ck_assert_double_eq(r.ece, ece[binning]);
        ck_assert_double_eq(r.mce, mce[binning]);
        if (binning == MLT_BINS_TORCHMETRICS) {
            ck_assert_uint_eq(r.bins[2].n, 1);
            ck_assert_double_eq(r.bins[2].low, 1);
            ck_assert_double_eq(r.bins[2].high, 1);
        }
        mlt_calibration_result_free(NULL, &r);
    }
}
END_TEST

START_TEST(quantiles_keep_equals_together)
{
    mlt_calibration *c = start(MLT_BINS_QUANTILE, 3, 0);
    for (int i = 0; i < 4; i++)
        add(c, 0.5, i == 0);
    add(c, 0.25, false);
    add(c, 0.75, true);
    mlt_calibration_result r = end(c);
    ck_assert_uint_eq(r.bins[0].n, 5); /* the first of 0.5 has one below it: 1 · 3 / 6 is in 0 */
    ck_assert_uint_eq(r.bins[1].n, 0);
    ck_assert_uint_eq(r.bins[2].n, 1);
    ck_assert_double_eq(r.bins[0].low, 0.25);
    ck_assert_double_eq(r.bins[0].high, 0.5);
    ck_assert_double_nan(r.bins[1].low);
    ck_assert_double_nan(r.bins[1].high);
    ck_assert_double_eq(r.bins[2].low, 0.75);
    mlt_calibration_result_free(NULL, &r);
}
END_TEST

START_TEST(what_is_left_out)
{
    mlt_calibration *c = start(MLT_BINS_DEFAULT, 0, 0.05);
    add(c, NAN, true);
    add(c, -0.001, true);
    add(c, 1.001, true);
    add(c, INFINITY, true);
    add(c, nextafter(0.05, 0), true);
    mlt_calibration_result r = finish(c);
    ck_assert_uint_eq(r.n_bins, MLT_CALIBRATION_BINS);
    ck_assert_uint_eq(r.n_outside, 4);
    ck_assert_uint_eq(r.n_below, 1);
    ck_assert_uint_eq(r.n, 0);
    ck_assert_double_nan(r.ece);
    ck_assert_double_nan(r.mce);
    mlt_calibration_result_free(NULL, &r);
    const mlt_judged items[] = {{0.05, 0, true}, {0.01, 1, false}, {2, 1, false}};
    ck_assert_int_eq(mlt_calibration_add_judged(c, items, 3, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_calibration_add_judged(c, NULL, 0, NULL), MLTEST_OK);
    r = end(c);
    ck_assert_uint_eq(r.n_outside, 5);
    ck_assert_uint_eq(r.n_below, 2);
    ck_assert_uint_eq(r.n, 1);
    ck_assert_uint_eq(r.bins[0].n_correct, 1);
    ck_assert_double_eq(r.ece, 0.95);
    mlt_calibration_result_free(NULL, &r);
    c = start(MLT_BINS_GUO, 3, 0); /* all of them in no bin */
    add(c, 0, true);
    r = end(c);
    ck_assert_uint_eq(r.n, 1);
    ck_assert_double_nan(r.ece);
    mlt_calibration_result_free(NULL, &r);
}
END_TEST

static uint64_t state;

static double uniform(void)
{
    state = state * 6364136223846793005u + 1442695040888963407u;
    return (double)(state >> 11) / 9007199254740992.0;
}

/* A confidence, in steps if there are any, and the more often right the higher it is. */
static mlt_judged draw(size_t steps)
{
    double confidence = uniform();
    if (steps > 0)
        confidence = floor(confidence * (double)(steps + 1)) / (double)steps;
    bool correct = uniform() < 0.2 + 0.6 * confidence;
    return (mlt_judged){confidence, 0, correct};
}

/*
 * ECE and MCE of each binning, computed from the definitions in exact fractions and rounded once.
 * Where no confidence is 0, "guo" is also what scikit-learn 1.5.2's calibration_curve() leads to.
 */
static const struct {
    uint64_t seed;
    size_t n, n_bins, steps;
    double errors[2 * MLT_N_BINNINGS];
} exact[] = {
    {3,
     200,
     15,
     0,
     {0.17803244555677467, 0.4038444463701622, 0.17803244555677467, 0.4038444463701622,
      0.17803244555677467, 0.4038444463701622, 0.17517313266736423, 0.3841077592044874}},
    {8,
     1000,
     10,
     0,
     {0.10328764570435117, 0.24555768532513583, 0.10328764570435117, 0.24555768532513583,
      0.10328764570435117, 0.24555768532513583, 0.10150652023934095, 0.240263145092122}},
    {21, 500, 15, 20, {0.1139, 0.275, 0.1139, 0.275, 0.1019, 0.275, 0.1127, 0.36470588235294116}},
    {4,
     37,
     4,
     4,
     {0.2702702702702703, 0.375, 0.2702702702702703, 0.375, 0.1891891891891892, 0.375,
      0.2702702702702703, 0.375}},
    {6,
     12,
     50,
     0,
     {0.29973511903530925, 0.9476269667705459, 0.29973511903530925, 0.9476269667705459,
      0.29973511903530925, 0.9476269667705459, 0.29973511903530925, 0.9476269667705459}},
};

START_TEST(as_in_exact_fractions)
{
    for (size_t i = 0; i < sizeof exact / sizeof exact[0]; i++)
        for (int binning = 0; binning < MLT_N_BINNINGS; binning++) {
            mlt_calibration *c = start((mlt_binning)binning, exact[i].n_bins, 0);
            state = exact[i].seed;
            for (size_t j = 0; j < exact[i].n; j++) {
                mlt_judged drawn = draw(exact[i].steps);
                add(c, drawn.score, drawn.correct);
            }
            mlt_calibration_result r = end(c);
            ck_assert_double_eq_tol(r.ece, exact[i].errors[2 * binning], 1e-12);
            ck_assert_double_eq_tol(r.mce, exact[i].errors[2 * binning + 1], 1e-12);
            mlt_calibration_result_free(NULL, &r);
        }
}
END_TEST

/* n and n_correct of each bin of 37 answers in five steps of confidence. */
START_TEST(tables)
{
    static const uint64_t expected[MLT_N_BINNINGS][5][2] = {
        {{8, 3}, {6, 2}, {8, 1}, {15, 10}},
        {{8, 3}, {6, 2}, {8, 1}, {6, 4}, {9, 6}},
        {{6, 2}, {8, 1}, {6, 4}, {9, 6}},
        {{14, 5}, {8, 1}, {6, 4}, {9, 6}},
    };
    for (int binning = 0; binning < MLT_N_BINNINGS; binning++) {
        mlt_calibration *c = start((mlt_binning)binning, 4, 0);
        state = 4;
        for (size_t j = 0; j < 37; j++) {
            mlt_judged drawn = draw(4);
            add(c, drawn.score, drawn.correct);
        }
        mlt_calibration_result r = end(c);
        for (size_t b = 0; b < r.n_bins; b++) {
            ck_assert_uint_eq(r.bins[b].n, expected[binning][b][0]);
            ck_assert_uint_eq(r.bins[b].n_correct, expected[binning][b][1]);
        }
        mlt_calibration_result_free(NULL, &r);
    }
}
END_TEST

static void check_same(const mlt_calibration_result *a, const mlt_calibration_result *b)
{
    ck_assert_uint_eq(a->n, b->n);
    ck_assert_uint_eq(a->n_below, b->n_below);
    ck_assert_mem_eq(&a->ece, &b->ece, sizeof a->ece);
    ck_assert_mem_eq(&a->mce, &b->mce, sizeof a->mce);
    ck_assert_uint_eq(a->n_bins, b->n_bins);
    ck_assert_mem_eq(a->bins, b->bins, a->n_bins * sizeof *a->bins);
}

/* Bit for bit, with confidences that tie and others that do not. */
START_TEST(any_order_and_merging)
{
    enum { N = 3000 };
    static mlt_judged items[N];
    state = 123;
    for (size_t i = 0; i < N; i++)
        items[i] = draw(i % 3 == 0 ? 10 : 0);
    for (int binning = 0; binning < MLT_N_BINNINGS; binning++) {
        mlt_calibration *forward = start((mlt_binning)binning, 7, 0.02);
        mlt_calibration *part[2];
        for (size_t p = 0; p < 2; p++)
            part[p] = start((mlt_binning)binning, 7, 0.02);
        ck_assert_int_eq(mlt_calibration_add_judged(forward, items, N, NULL), MLTEST_OK);
        for (size_t i = N; i-- > 0;)
            add(part[i % 5 == 0], items[i].score, items[i].correct);
        mlt_calibration_result early = finish(part[1]);
        mlt_calibration_result_free(NULL, &early);
        ck_assert_int_eq(mlt_calibration_merge(part[1], part[0], NULL), MLTEST_OK);
        mlt_calibration_result a = finish(forward);
        mlt_calibration_result b = end(part[1]);
        mlt_calibration_result again = end(forward);
        check_same(&a, &b);
        check_same(&a, &again);
        ck_assert_uint_gt(a.n_below, 10);
        mlt_calibration_result_free(NULL, &a);
        mlt_calibration_result_free(NULL, &b);
        mlt_calibration_result_free(NULL, &again);
        mlt_calibration_free(part[0]);
    }
}
END_TEST

static void refuse(mlt_calibration_options refused, const char *words)
{
    mltest_error *error = NULL;
    mlt_calibration *c = NULL;
    ck_assert_int_eq(mlt_calibration_new(&c, NULL, &refused, &error), MLTEST_ERR_INVALID);
    ck_assert_str_eq(mltest_error_message(error), words);
    ck_assert_ptr_null(c);
    mltest_error_free(error);
}

START_TEST(refusals)
{
    refuse((mlt_calibration_options){MLT_N_BINNINGS, 0, 0}, "there is no such binning");
    refuse((mlt_calibration_options){MLT_BINS_GUO, 65537, 0},
           "65537 bins; 1 to 65536 are possible");
    refuse((mlt_calibration_options){MLT_BINS_GUO, 1, NAN}, "the least score is not a number");
    mlt_calibration *c = start(MLT_BINS_GUO, 5, 0);
    mlt_calibration *other[] = {start(MLT_BINS_DEFAULT, 5, 0), start(MLT_BINS_GUO, 6, 0),
                                start(MLT_BINS_GUO, 5, 0.1)};
    ck_assert_int_eq(mlt_calibration_merge(c, c, NULL), MLTEST_ERR_INVALID);
    for (size_t i = 0; i < 3; i++) {
        ck_assert_int_eq(mlt_calibration_merge(c, other[i], NULL), MLTEST_ERR_INVALID);
        mlt_calibration_free(other[i]);
    }
    mlt_calibration_free(c);
    mlt_calibration_free(NULL);
}
END_TEST

static mltest_status run_some(mltest_context *ctx, void *data)
{
    (void)data;
    const mlt_calibration_options options = {MLT_BINS_DEFAULT, 3, 0};
    const mlt_judged items[] = {{0.3, 0, true}, {0.2, 0, false}};
    mlt_calibration *c = NULL;
    mlt_calibration *other = NULL;
    mlt_calibration_result r = {0};
    mltest_status status = mlt_calibration_new(&c, ctx, &options, NULL);
    if (status == MLTEST_OK)
        status = mlt_calibration_new(&other, ctx, &options, NULL);
    if (status == MLTEST_OK)
        status = mlt_calibration_add_judged(c, items, 2, NULL);
    for (int i = 0; i < 10 && status == MLTEST_OK; i++)
        status = mlt_calibration_add(other, 0.5, true, NULL);
    if (status == MLTEST_OK)
        status = mlt_calibration_merge(c, other, NULL);
    if (status == MLTEST_OK)
        status = mlt_calibration_finish(c, &r, NULL);
    ck_assert_uint_eq(r.n, status == MLTEST_OK ? 12 : 0);
    mlt_calibration_result_free(ctx, &r);
    mlt_calibration_free(c);
    mlt_calibration_free(other);
    return status;
}

START_TEST(out_of_memory)
{
    mlt_test_every_allocation(run_some, NULL);
}
END_TEST

Suite *mlt_suite_metric_calibration(void)
{
    Suite *suite = suite_create("metric_calibration");
    TCase *tests = tcase_create("calibration");
    tcase_add_test(tests, by_hand);
    tcase_add_test(tests, ends_of_the_range);
    tcase_add_test(tests, quantiles_keep_equals_together);
    tcase_add_test(tests, what_is_left_out);
    tcase_add_test(tests, as_in_exact_fractions);
    tcase_add_test(tests, tables);
    tcase_add_test(tests, any_order_and_merging);
    tcase_add_test(tests, refusals);
    tcase_add_test(tests, out_of_memory);
    suite_add_tcase(suite, tests);
    return suite;
}
