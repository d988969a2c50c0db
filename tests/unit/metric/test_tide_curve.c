/* SPDX-License-Identifier: MIT */
#include "metric/tide_parts.h"
#include "testing.h"

Suite *mlt_suite_metric_tide_curve(void);

enum { ROOM = 8, BKG = MLT_TIDE_RUN_FIX + MLT_TIDE_BKG, LOC = MLT_TIDE_RUN_FIX + MLT_TIDE_LOC };

/* A match, and an error of background, with a score. */
static mlt_keyed match(double score)
{
    return (mlt_keyed){mlt_key_descending(score), MLT_TIDE_BASE_BITS | MLT_TIDE_FIX_BITS, 0};
}

static mlt_keyed wrong(double score)
{
    return (mlt_keyed){mlt_key_descending(score), 0,
                       MLT_TIDE_BASE_BITS | (MLT_TIDE_FIX_BITS & ~(1u << BKG))};
}

/* The APs of class 1 of two, of which the first has none of these steps. */
static void trace(const mlt_keyed *steps, size_t n, size_t asked, size_t used, size_t missed,
                  double ap[MLT_TIDE_N_RUNS])
{
    mlt_keyed copy[ROOM], scratch[ROOM];
    double precisions[ROOM];
    double all[MLT_TIDE_N_RUNS * 2];
    size_t first_step[] = {0, 1, n + 1};
    size_t counts[3][2] = {{0, asked}, {0, used}, {0, missed}};
    mlt_tide tide = {.options = {.n_classes = 2}};
    copy[0] = match(2);
    memcpy(copy + 1, steps, n * sizeof *steps);
    const mlt_tide_work work = {.tide = &tide,
                                .asked = counts[0],
                                .used = counts[1],
                                .missed = counts[2],
                                .first_step = first_step,
                                .ap = all,
                                .steps = copy,
                                .scratch = scratch,
                                .precisions = precisions};
    mlt_tide_curves(&work, 1);
    for (size_t run = 0; run < MLT_TIDE_N_RUNS; run++)
        ap[run] = all[2 * run + 1];
}

/* Of equal scores the base run takes them as they come, all others the errors first. */
START_TEST(equal_scores)
{
    const mlt_keyed steps[] = {match(0.5), wrong(0.5)};
    double ap[MLT_TIDE_N_RUNS];
    trace(steps, 2, 2, 1, 1, ap);
    for (int run = 0; run < MLT_TIDE_N_BASE; run++)
        ck_assert_double_eq(ap[run], 51.0 / 101 * 100); /* recall .5 is sample 51 */
    ck_assert_double_eq(ap[LOC], 25.5 / 101 * 100);
    ck_assert_double_eq(ap[BKG], 51.0 / 101 * 100);
    ck_assert_double_eq(ap[MLT_TIDE_RUN_MISS], 50);
    ck_assert_double_eq(ap[MLT_TIDE_RUN_FALSE_NEG], 50);
    ck_assert_double_eq(ap[MLT_TIDE_RUN_FALSE_POS], 51.0 / 101 * 100);
}
END_TEST

/* Several groups of ties; within a group errors and matches keep their order. */
START_TEST(groups_of_ties)
{
    const mlt_keyed steps[] = {match(0.9), wrong(0.8), match(0.8), wrong(0.8), match(0.8)};
    double ap[MLT_TIDE_N_RUNS];
    trace(steps, 5, 3, 3, 0, ap);
    /* Precision 1, 2/3, 3/5 and then 1, 2/4, 3/5: the last is the envelope of the second. */
    double base = 0;
    double mended = 0;
    for (int r = 0; r <= 100; r++) {
        base += r <= 33 ? 1.0 : r <= 66 ? 2.0 / 3 : 3.0 / 5;
        mended += r <= 33 ? 1.0 : 3.0 / 5;
    }
    ck_assert_double_eq(ap[MLT_TIDE_RUN_POS], base / 101 * 100);
    ck_assert_double_eq(ap[LOC], mended / 101 * 100);
    ck_assert_double_eq(ap[BKG], 100);
    ck_assert_double_eq(ap[MLT_TIDE_RUN_FALSE_POS], 100);
}
END_TEST

/* Recalls are compared with i/100: 7 of 100 reaches the eighth sample, and not the ninth. */
START_TEST(recall_samples)
{
    mlt_keyed steps[7];
    double ap[MLT_TIDE_N_RUNS];
    for (int i = 0; i < 7; i++)
        steps[i] = match(1 - i);
    trace(steps, 7, 100, 7, 93, ap);
    ck_assert_double_eq(ap[MLT_TIDE_RUN_POS], 8.0 / 101 * 100);
    ck_assert_double_eq(ap[MLT_TIDE_RUN_MISS], 100);
}
END_TEST

START_TEST(nothing_asked_for)
{
    const mlt_keyed steps[] = {wrong(0.5)};
    double ap[MLT_TIDE_N_RUNS];
    trace(steps, 1, 0, 0, 0, ap);
    ck_assert_double_eq(ap[MLT_TIDE_RUN_POS], 0);
    ck_assert_double_eq(ap[BKG], -1); /* it is gone */
    ck_assert_double_eq(ap[LOC], 0);
    trace(steps, 0, 0, 0, 0, ap);
    for (int run = 0; run < MLT_TIDE_N_RUNS; run++)
        ck_assert_double_eq(ap[run], -1);
    trace(steps, 0, 2, 0, 2, ap);
    ck_assert_double_eq(ap[MLT_TIDE_RUN_POS], 0);
    ck_assert_double_eq(ap[MLT_TIDE_RUN_MISS], -1);
    ck_assert_double_eq(ap[MLT_TIDE_RUN_FALSE_NEG], -1);
    trace(steps, 1, 2, 0, 2, ap);
    ck_assert_double_eq(ap[MLT_TIDE_RUN_FALSE_NEG], 0);
}
END_TEST

Suite *mlt_suite_metric_tide_curve(void)
{
    Suite *suite = suite_create("metric_tide_curve");
    TCase *tests = tcase_create("curve");
    tcase_add_test(tests, equal_scores);
    tcase_add_test(tests, groups_of_ties);
    tcase_add_test(tests, recall_samples);
    tcase_add_test(tests, nothing_asked_for);
    suite_add_tcase(suite, tests);
    return suite;
}
