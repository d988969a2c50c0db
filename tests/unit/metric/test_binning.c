/* SPDX-License-Identifier: MIT */
#include "metric/binning.h"
#include "testing.h"

#include <math.h>

Suite *mlt_suite_metric_binning(void);

static void check(size_t n_bins, double confidence, size_t plain, size_t torchmetrics, size_t guo)
{
    ck_assert_uint_eq(mlt_bin_of(MLT_BINS_DEFAULT, n_bins, confidence, 0, 1), plain);
    ck_assert_uint_eq(mlt_bin_of(MLT_BINS_TORCHMETRICS, n_bins, confidence, 0, 1), torchmetrics);
    ck_assert_uint_eq(mlt_bin_of(MLT_BINS_GUO, n_bins, confidence, 0, 1), guo);
}

START_TEST(edges)
{
    check(4, 0, 0, 0, MLT_NO_BIN);
    check(4, nextafter(0, 1), 0, 0, 0);
    check(4, 0.25, 1, 1, 0);
    check(4, nextafter(0.25, 0), 0, 0, 0);
    check(4, nextafter(0.25, 1), 1, 1, 1);
    check(4, 0.5, 2, 2, 1);
    check(4, nextafter(1, 0), 3, 3, 3);
    check(4, 1, 3, 4, 3);
    check(1, 0.3, 0, 0, 0);
    check(1, 1, 0, 1, 0);
}
END_TEST

/* Where the product and the quotient of a confidence and an edge round to different sides. */
START_TEST(rounding)
{
    check(100, 0.29, 28, 29, 28); /* 0.29 · 100 is below 29, 29/100 is 0.29 */
    check(15, nextafter(1, 0), 14, 14, 14);
    check(10, 0.3, 3, 3, 2);
    check(10, 0.7, 7, 7, 6);
}
END_TEST

/* Edges and their neighbours for many n: the intervals as they are written. */
START_TEST(intervals)
{
    for (size_t n = 1; n <= 300; n++)
        for (size_t i = 0; i <= n; i++)
            for (int step = -1; step <= 1; step++) {
                double edge = mlt_bin_edge(i, n);
                double c = step ? nextafter(edge, step < 0 ? -1 : 2) : edge;
                if (c < 0 || c > 1)
                    continue;
                size_t half_open = mlt_bin_of(MLT_BINS_TORCHMETRICS, n, c, 0, 1);
                ck_assert_uint_eq(half_open, step < 0 ? i - 1 : i);
                size_t closed = mlt_bin_of(MLT_BINS_GUO, n, c, 0, 1);
                ck_assert_uint_eq(closed, step > 0 ? i : i == 0 ? MLT_NO_BIN : i - 1);
                ck_assert_uint_lt(mlt_bin_of(MLT_BINS_DEFAULT, n, c, 0, 1), n);
            }
}
END_TEST

START_TEST(quantiles)
{
    for (size_t n_smaller = 0; n_smaller < 10; n_smaller++) {
        ck_assert_uint_eq(mlt_bin_of(MLT_BINS_QUANTILE, 5, 0.5, n_smaller, 10), n_smaller / 2);
        ck_assert_uint_eq(mlt_bin_of(MLT_BINS_QUANTILE, 20, 0.5, n_smaller, 10), 2 * n_smaller);
    }
    ck_assert_uint_eq(mlt_bin_of(MLT_BINS_QUANTILE, 3, 0.5, 9, 10), 2);
    ck_assert_uint_eq(mlt_bin_of(MLT_BINS_QUANTILE, 65536, 1, UINT32_MAX - 1, UINT32_MAX), 65535);
}
END_TEST

START_TEST(names)
{
    const char *const expected[] = {"default", "torchmetrics", "guo", "quantile"};
    for (int i = 0; i < MLT_N_BINNINGS; i++)
        ck_assert_str_eq(mlt_binning_names[i], expected[i]);
}
END_TEST

Suite *mlt_suite_metric_binning(void)
{
    Suite *suite = suite_create("metric_binning");
    TCase *tests = tcase_create("binning");
    tcase_add_test(tests, edges);
    tcase_add_test(tests, rounding);
    tcase_add_test(tests, intervals);
    tcase_add_test(tests, quantiles);
    tcase_add_test(tests, names);
    suite_add_tcase(suite, tests);
    return suite;
}
