/* SPDX-License-Identifier: MIT */
#include "metric/assign.h"
#include "testing.h"

#include <math.h>
#include <stdbool.h>

Suite *mlt_suite_metric_assign(void);

enum { MOST = 12, NOBODY = -1 };

static uint64_t state;

static double random_in(double low, double high)
{
    state = state * 6364136223846793005u + 1442695040888963407u;
    return low + (high - low) * ((double)(state >> 11) / 9007199254740992.0);
}

/* A row of height 1, so that IoUs are ratios of lengths. */
static mlt_assigned at(double x, double width)
{
    return (mlt_assigned){.box = {x, 0, width, 1}, .cls = 9, .partner = 77, .iou = 5};
}

static void check_partners(const mlt_assigned *items, size_t n, const int *expected)
{
    for (size_t i = 0; i < n; i++)
        ck_assert_msg(items[i].partner ==
                          (expected[i] < 0 ? MLT_ASSIGN_NOBODY : (uint32_t)expected[i]),
                      "item %zu has %u", i, items[i].partner);
}

START_TEST(the_rules_differ)
{
    /* The second detection overlaps both truths; the first one more, which is taken. */
    mlt_assigned truths[] = {at(0, 10), at(4, 10)};
    mlt_assigned dets[] = {at(0, 10), at(1, 10)};
    mlt_assign_by_score(dets, 2, truths, 2, 0.5);
    check_partners(dets, 2, (int[]){0, 1});
    check_partners(truths, 2, (int[]){0, 1});
    ck_assert_double_eq(truths[0].iou, 1);
    ck_assert_double_eq(truths[1].iou, 7. / 13);
    mlt_assign_by_iou(dets, 2, truths, 2, 0.5); /* no second choice */
    check_partners(dets, 2, (int[]){0, NOBODY});
    check_partners(truths, 2, (int[]){0, NOBODY});
    ck_assert_double_eq(truths[1].iou, 0);

    /* The better detection comes second. */
    mlt_assigned swapped[] = {at(1, 10), at(0, 10)};
    mlt_assign_by_score(swapped, 2, truths, 1, 0.5);
    check_partners(swapped, 2, (int[]){0, NOBODY});
    mlt_assign_by_iou(swapped, 2, truths, 1, 0.5);
    check_partners(swapped, 2, (int[]){NOBODY, 0});
    check_partners(truths, 1, (int[]){1});
}
END_TEST

START_TEST(thresholds)
{
    mlt_assigned truth = at(0, 10);
    mlt_assigned half = at(0, 5);
    mlt_assign_by_score(&half, 1, &truth, 1, 0.5);
    check_partners(&half, 1, (int[]){0}); /* the threshold itself suffices */
    mlt_assign_by_iou(&half, 1, &truth, 1, 0.5);
    check_partners(&half, 1, (int[]){NOBODY}); /* and does not */
    mlt_assign_by_iou(&half, 1, &truth, 1, nextafter(0.5, 0));
    check_partners(&half, 1, (int[]){0});
    mlt_assign_by_score(&half, 1, &truth, 1, nextafter(0.5, 1));
    check_partners(&half, 1, (int[]){NOBODY});
    mlt_assigned same = at(0, 10);
    mlt_assign_by_score(&same, 1, &truth, 1, 1);
    check_partners(&same, 1, (int[]){0});
    mlt_assigned beside = at(10, 10);
    mlt_assign_by_iou(&beside, 1, &truth, 1, 0);
    check_partners(&beside, 1, (int[]){NOBODY});
}
END_TEST

/* Identical boxes: the last truth of equals by score, the first by IoU; the first detection. */
START_TEST(ties)
{
    mlt_assigned truths[] = {at(0, 10), at(0, 10), at(0, 10)};
    mlt_assigned dets[] = {at(0, 10), at(0, 10), at(0, 10), at(0, 10)};
    mlt_assign_by_score(dets, 4, truths, 3, 0.5);
    check_partners(dets, 4, (int[]){2, 1, 0, NOBODY});
    check_partners(truths, 3, (int[]){2, 1, 0});
    mlt_assign_by_iou(dets, 4, truths, 3, 0.5);
    check_partners(dets, 4, (int[]){0, NOBODY, NOBODY, NOBODY});
    check_partners(truths, 3, (int[]){0, NOBODY, NOBODY});
}
END_TEST

START_TEST(nobody_and_nonsense)
{
    mlt_assigned one = at(0, 10);
    mlt_assigned bad[] = {at(0, -10), at(0, 0), at(NAN, 10), at(0, INFINITY), at(-1e308, 1e308)};
    mlt_assign_by_score(NULL, 0, &one, 1, 0.5);
    check_partners(&one, 1, (int[]){NOBODY});
    mlt_assign_by_iou(&one, 1, NULL, 0, 0);
    check_partners(&one, 1, (int[]){NOBODY});
    const int none[] = {NOBODY, NOBODY, NOBODY, NOBODY, NOBODY};
    mlt_assign_by_score(bad, 5, &one, 1, 1e-300);
    check_partners(bad, 5, none);
    mlt_assign_by_iou(&one, 1, bad, 5, 0);
    check_partners(bad, 5, none);
}
END_TEST

typedef struct {
    size_t det, truth;
    double iou;
} pair;

/* Stable, by insertion: IoU descending. */
static void sort_pairs(pair *pairs, size_t n)
{
    for (size_t i = 1; i < n; i++)
        for (size_t j = i; j > 0 && pairs[j - 1].iou < pairs[j].iou; j--) {
            pair swap = pairs[j];
            pairs[j] = pairs[j - 1];
            pairs[j - 1] = swap;
        }
}

/* Keeps the first pair of each detection, or of each truth. */
static size_t unique(pair *pairs, size_t n, bool of_truths)
{
    bool seen[MOST] = {false};
    size_t kept = 0;
    for (size_t i = 0; i < n; i++) {
        size_t who = of_truths ? pairs[i].truth : pairs[i].det;
        if (!seen[who])
            pairs[kept++] = pairs[i];
        seen[who] = true;
    }
    return kept;
}

/* Word for word: all pairs, sorted; unique by detection; unique by truth. */
static void by_iou_plainly(const mlt_assigned *dets, size_t n_dets, const mlt_assigned *truths,
                           size_t n_truths, double threshold, int *expected)
{
    pair pairs[MOST * MOST];
    size_t n = 0;
    for (size_t d = 0; d < n_dets; d++) {
        expected[d] = NOBODY;
        for (size_t t = 0; t < n_truths; t++) {
            double iou = mlt_box_iou(&dets[d].box, &truths[t].box);
            if (iou > threshold)
                pairs[n++] = (pair){d, t, iou};
        }
    }
    sort_pairs(pairs, n);
    n = unique(pairs, n, false);
    n = unique(pairs, n, true);
    for (size_t i = 0; i < n; i++)
        expected[pairs[i].det] = (int)pairs[i].truth;
}

/* Each detection in turn, all free truths from the last to the first. */
static void by_score_plainly(const mlt_assigned *dets, size_t n_dets, const mlt_assigned *truths,
                             size_t n_truths, double threshold, int *expected)
{
    bool taken[MOST] = {false};
    for (size_t d = 0; d < n_dets; d++) {
        double best = 0;
        expected[d] = NOBODY;
        for (size_t t = n_truths; t-- > 0;) {
            double iou = mlt_box_iou(&dets[d].box, &truths[t].box);
            if (taken[t] || iou < threshold || !(iou > best))
                continue;
            best = iou;
            expected[d] = (int)t;
        }
        if (expected[d] != NOBODY)
            taken[expected[d]] = true;
    }
}

START_TEST(as_the_words_say)
{
    state = 3;
    int n_parted = 0;
    for (int round = 0; round < 3000; round++) {
        mlt_assigned dets[MOST], truths[MOST];
        int expected[MOST], other[MOST];
        size_t n_dets = (size_t)random_in(0, MOST + 1);
        size_t n_truths = (size_t)random_in(0, MOST + 1);
        for (size_t i = 0; i < MOST; i++) { /* coarse, for equal IoUs */
            dets[i] = at(floor(random_in(0, 8)), floor(random_in(3, 6)));
            truths[i] = at(floor(random_in(0, 8)), floor(random_in(3, 6)));
        }
        double threshold = random_in(0, 1) < 0.5 ? 0.5 : 0.2;
        by_iou_plainly(dets, n_dets, truths, n_truths, threshold, expected);
        mlt_assign_by_iou(dets, n_dets, truths, n_truths, threshold);
        check_partners(dets, n_dets, expected);
        by_score_plainly(dets, n_dets, truths, n_truths, threshold, other);
        mlt_assign_by_score(dets, n_dets, truths, n_truths, threshold);
        check_partners(dets, n_dets, other);
        for (size_t d = 0; d < n_dets; d++)
            n_parted += expected[d] != other[d];
        for (size_t t = 0; t < n_truths; t++)
            if (truths[t].partner != MLT_ASSIGN_NOBODY)
                ck_assert_uint_eq(dets[truths[t].partner].partner, t);
    }
    ck_assert_int_gt(n_parted, 1000);
}
END_TEST

Suite *mlt_suite_metric_assign(void)
{
    Suite *suite = suite_create("metric_assign");
    TCase *tests = tcase_create("assign");
    tcase_add_test(tests, the_rules_differ);
    tcase_add_test(tests, thresholds);
    tcase_add_test(tests, ties);
    tcase_add_test(tests, nobody_and_nonsense);
    tcase_add_test(tests, as_the_words_say);
    suite_add_tcase(suite, tests);
    return suite;
}
