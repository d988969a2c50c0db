/* SPDX-License-Identifier: MIT */
#include "metric/mean.h"
#include "testing.h"

#include <math.h>
#include <stdint.h>

Suite *mlt_suite_metric_mean(void);

enum { N_VALUES = 24145 };
static double values[N_VALUES];

static void fill(void)
{
    uint64_t state = 12345;
    for (size_t i = 0; i < N_VALUES; i++) {
        state = state * 6364136223846793005u + 1442695040888963407u;
        values[i] = (double)(state >> 11) / 9007199254740992.0;
    }
}

/* What numpy.mean() gives for the same numbers. */
START_TEST(as_numpy)
{
    const struct {
        size_t n;
        double mean;
    } cases[] = {
        {1, 0x1.c0d57f10c8940p-4},    {2, 0x1.7ff6897f6b744p-3},    {7, 0x1.14358b232cd8fp-1},
        {8, 0x1.0abd161246deap-1},    {9, 0x1.1b79c3a6dcd9ep-1},    {15, 0x1.25e26ce6d8acdp-1},
        {16, 0x1.1e2a0e5b7a5d0p-1},   {100, 0x1.01f0e7b18cf76p-1},  {127, 0x1.0192d1dea55d2p-1},
        {128, 0x1.002243756a718p-1},  {129, 0x1.0159530cfc8abp-1},  {136, 0x1.00f4f77270701p-1},
        {1000, 0x1.058f5c7b227bcp-1}, {8191, 0x1.00b03dae9df8fp-1}, {8192, 0x1.00b61115448bdp-1},
    };
    fill();
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        ck_assert_double_eq(mlt_mean(values, cases[i].n), cases[i].mean);
}
END_TEST

/* Lengths at which one recursion over everything would give the neighbouring number. */
START_TEST(in_blocks)
{
    fill();
    ck_assert_double_eq(mlt_mean(values, 13178), 0x1.0190e22b8b589p-1); /* not …58a */
    ck_assert_double_eq(mlt_mean(values, 22151), 0x1.00d56d1bef1d0p-1); /* not …1d1 */
    ck_assert_double_eq(mlt_mean(values, 24145), 0x1.0080d9847cc49p-1); /* not …c4b */
}
END_TEST

/* What numpy.sum() gives for the same numbers. */
START_TEST(sums)
{
    const struct {
        size_t n;
        double sum;
    } cases[] = {
        {0, 0},
        {1, 0x1.c0d57f10c8940p-4},
        {7, 0x1.e35db37d8e7bap+1},
        {8, 0x1.0abd161246deap+2},
        {129, 0x1.035c05b31683cp+6},
        {8192, 0x1.00b61115448bdp+12},
        {13178, 0x1.9e54e0d3ac187p+12},
        {24145, 0x1.7a01e28de2eeap+13},
    };
    fill();
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        ck_assert_double_eq(mlt_sum(values, cases[i].n), cases[i].sum);
}
END_TEST

START_TEST(plain_values)
{
    for (size_t i = 0; i < N_VALUES; i++)
        values[i] = 0.25;
    for (size_t n = 1; n <= N_VALUES; n += n < 300 ? 1 : 501)
        ck_assert_double_eq(mlt_mean(values, n), 0.25);
    const double two[] = {-3, 4};
    ck_assert_double_eq(mlt_mean(two, 2), 0.5);
}
END_TEST

/* Lengths around which heaps have one child fewer; the mean is that of the sorted values. */
START_TEST(sorted)
{
    for (size_t n = 1; n < 9000; n += n < 70 ? 1 : 997) {
        fill();
        for (size_t i = 0; i < n; i += 3)
            values[i] = floor(values[i] * 8) - 4; /* equal and negative ones */
        double mean = mlt_mean_sorted(values, n);
        for (size_t i = 1; i < n; i++)
            ck_assert_double_le(values[i - 1], values[i]);
        ck_assert_double_eq(mean, mlt_mean(values, n));
    }
}
END_TEST

START_TEST(any_order)
{
    static double reversed[N_VALUES];
    fill();
    for (size_t i = 0; i < N_VALUES; i++)
        reversed[i] = values[N_VALUES - 1 - i];
    double mean = mlt_mean_sorted(values, N_VALUES);
    ck_assert_double_eq(mlt_mean_sorted(reversed, N_VALUES), mean);
    ck_assert_mem_eq(values, reversed, sizeof values);
}
END_TEST

Suite *mlt_suite_metric_mean(void)
{
    Suite *suite = suite_create("metric_mean");
    TCase *tests = tcase_create("mean");
    tcase_add_test(tests, as_numpy);
    tcase_add_test(tests, in_blocks);
    tcase_add_test(tests, sums);
    tcase_add_test(tests, plain_values);
    tcase_add_test(tests, sorted);
    tcase_add_test(tests, any_order);
    suite_add_tcase(suite, tests);
    return suite;
}
