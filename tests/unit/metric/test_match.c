/* SPDX-License-Identifier: MIT */
#include "metric/match.h"
#include "testing.h"

#include <math.h>
#include <stdlib.h>

Suite *mlt_suite_metric_match(void);

enum { MOST = 60 };

static const mlt_match_rule half = {0.5, 0, MLT_MATCH_SAME_CLASS, 0, 0};
static uint64_t state;

static double random_in(double low, double high)
{
    state = state * 6364136223846793005u + 1442695040888963407u;
    return low + (high - low) * ((double)(state >> 11) / 9007199254740992.0);
}

static mlt_match_box exact(double x, double width, double score, int32_t cls)
{
    const mlt_box box = {x, 0, width, 10};
    return (mlt_match_box){box, box, score, cls, true};
}

static mlt_pred pred(double x, double width, double score, int32_t cls)
{
    return (mlt_pred){{x, 0, width, 10}, score, cls};
}

static void all_free(int32_t *partners, size_t n)
{
    for (size_t i = 0; i < n; i++)
        partners[i] = MLT_MATCH_FREE;
}

static void run(const mlt_match_rule *rule, const mlt_match_box *a, size_t n_a, const mlt_pred *b,
                size_t n_b, int32_t *partner_a, int32_t *partner_b)
{
    all_free(partner_a, n_a);
    all_free(partner_b, n_b);
    ck_assert_int_eq(mlt_match(NULL, rule, a, n_a, b, n_b, partner_a, partner_b, NULL, NULL),
                     MLTEST_OK);
}

START_TEST(best_overlap_first)
{
    const mlt_match_box a[] = {exact(0, 10, 0.9, 0), exact(3, 10, 0.4, 0)};
    const mlt_pred b[] = {pred(2.5, 10, 0.5, 0)}; /* nearer to the second, in spite of its score */
    int32_t partner_a[2], partner_b[1];
    double iou[2] = {-7, -7};
    all_free(partner_a, 2);
    all_free(partner_b, 1);
    ck_assert_int_eq(mlt_match(NULL, &half, a, 2, b, 1, partner_a, partner_b, iou, NULL),
                     MLTEST_OK);
    ck_assert_int_eq(partner_a[0], MLT_MATCH_FREE);
    ck_assert_int_eq(partner_a[1], 0);
    ck_assert_int_eq(partner_b[0], 1);
    ck_assert_double_eq(iou[0], -7);
    ck_assert_double_eq(iou[1], 95.0 / 105.0);
}
END_TEST

START_TEST(classes)
{
    const mlt_match_box a = exact(0, 10, 1, 0);
    const mlt_pred b[] = {pred(0, 10, 0.9, 1), pred(1, 10, 0.9, 0)};
    const mlt_match_rule other = {0.5, 0, MLT_MATCH_OTHER_CLASS, 0, 0};
    int32_t partner_a[1], partner_b[2];
    run(&half, &a, 1, b, 2, partner_a, partner_b);
    ck_assert_int_eq(partner_a[0], 1);
    run(&other, &a, 1, b, 2, partner_a, partner_b);
    ck_assert_int_eq(partner_a[0], 0);
    ck_assert_int_eq(partner_b[1], MLT_MATCH_FREE);
}
END_TEST

/* Identical boxes throughout: A's score, B's score, A's place, B's place. */
START_TEST(ties)
{
    const mlt_match_box a[] = {exact(0, 10, 0.5, 0), exact(0, 10, 0.9, 0), exact(0, 10, 0.5, 0)};
    const mlt_pred b[] = {pred(0, 10, 0.3, 0), pred(0, 10, 0.8, 0), pred(0, 10, 0.3, 0),
                          pred(0, 10, 0.1, 0)};
    int32_t partner_a[3], partner_b[4];
    run(&half, a, 3, b, 4, partner_a, partner_b);
    ck_assert_int_eq(partner_a[1], 1);
    ck_assert_int_eq(partner_a[0], 0);
    ck_assert_int_eq(partner_a[2], 2);
    ck_assert_int_eq(partner_b[3], MLT_MATCH_FREE);
}
END_TEST

START_TEST(bounds)
{
    const mlt_match_box a = exact(0, 10, 1, 0);
    const mlt_pred at_half = pred(0, 5, 0.9, 0);
    const mlt_match_rule moved = {0.1, 0.5, MLT_MATCH_SAME_CLASS, 0, 0};
    int32_t partner_a, partner_b;
    run(&half, &a, 1, &at_half, 1, &partner_a, &partner_b);
    ck_assert_int_eq(partner_a, 0); /* the gate itself suffices */
    run(&moved, &a, 1, &at_half, 1, &partner_a, &partner_b);
    ck_assert_int_eq(partner_a, MLT_MATCH_FREE); /* the upper bound does not */
    const mlt_pred at_tenth = pred(9, 1, 0.9, 0);
    run(&moved, &a, 1, &at_tenth, 1, &partner_a, &partner_b);
    ck_assert_int_eq(partner_a, 0);
    const mlt_pred beside = pred(10, 10, 0.9, 0);
    run(&moved, &a, 1, &beside, 1, &partner_a, &partner_b);
    ck_assert_int_eq(partner_a, MLT_MATCH_FREE);
    const mlt_match_rule none = {0, 0, MLT_MATCH_SAME_CLASS, 0, 0};
    ck_assert_int_eq(mlt_match(NULL, &none, &a, 1, &beside, 1, &partner_a, &partner_b, NULL, NULL),
                     MLTEST_ERR_INVALID);
}
END_TEST

START_TEST(hysteresis)
{
    const mlt_match_rule rule = {0.5, 0, MLT_MATCH_SAME_CLASS, 0.3, 0.2};
    const struct {
        double a, b;
        bool pairs;
    } cases[] = {{0.3, 0.3, true},   {0.3, 0.2, true},   {0.2, 0.3, true},  {0.29, 0.29, false},
                 {0.9, 0.19, false}, {0.19, 0.9, false}, {0.2, 0.2, false}, {0.9, 0.9, true}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const mlt_match_box a = exact(0, 10, cases[i].a, 0);
        const mlt_pred b = pred(0, 10, cases[i].b, 0);
        int32_t partner_a, partner_b;
        run(&rule, &a, 1, &b, 1, &partner_a, &partner_b);
        ck_assert_int_eq(partner_a >= 0, cases[i].pairs);
    }
    /* Two weak boxes do not pair, so they cannot take a strong one's partner either. */
    const mlt_match_box a[] = {exact(0, 10, 0.25, 0), exact(1, 10, 0.9, 0)};
    const mlt_pred b = pred(0, 10, 0.25, 0);
    int32_t partner_a[2], partner_b[1];
    run(&rule, a, 2, &b, 1, partner_a, partner_b);
    ck_assert_int_eq(partner_b[0], 1);
}
END_TEST

START_TEST(only_the_free_take_part)
{
    const mlt_match_box a[] = {exact(0, 10, 1, 0), exact(0, 10, 1, 0)};
    const mlt_pred b[] = {pred(0, 10, 1, 0), pred(0, 10, 1, 0)};
    int32_t partner_a[] = {MLT_MATCH_OUT, MLT_MATCH_FREE};
    int32_t partner_b[] = {5, MLT_MATCH_FREE};
    ck_assert_int_eq(mlt_match(NULL, &half, a, 2, b, 2, partner_a, partner_b, NULL, NULL),
                     MLTEST_OK);
    ck_assert_int_eq(partner_a[0], MLT_MATCH_OUT);
    ck_assert_int_eq(partner_a[1], 1);
    ck_assert_int_eq(partner_b[0], 5);
    ck_assert_int_eq(partner_b[1], 1);
    ck_assert_int_eq(mlt_match(NULL, &half, a, 0, b, 2, partner_a, partner_b, NULL, NULL),
                     MLTEST_OK);
    ck_assert_int_eq(mlt_match(NULL, &half, a, 2, b, 0, partner_a, partner_b, NULL, NULL),
                     MLTEST_OK);
}
END_TEST

START_TEST(intervals)
{
    mlt_match_box a = {{0, 0, 20, 20}, {5, 5, 10, 10}, 1, 0, false};
    const mlt_box between = {3, 3, 14, 14};
    const mlt_box smaller = {6, 6, 8, 8};
    const mlt_box larger = {-2, -2, 24, 24};
    ck_assert_double_eq(mlt_match_iou(&a, &between), 1);
    ck_assert_double_eq(mlt_match_iou(&a, &smaller), 64.0 / 100);
    ck_assert_double_eq(mlt_match_iou(&a, &larger), 400.0 / 576);
    a.exact = true;
    ck_assert_double_eq(mlt_match_iou(&a, &between), 196.0 / 400);
}
END_TEST

/* All pairs in a list, best first by the words of the rule, no geometry used to save work. */
static void plain_match(const mlt_match_rule *rule, const mlt_match_box *a, size_t n_a,
                        const mlt_pred *b, size_t n_b, int32_t *partner_a, int32_t *partner_b)
{
    all_free(partner_a, n_a);
    all_free(partner_b, n_b);
    for (;;) {
        double best[3] = {0, 0, 0};
        size_t best_a = n_a;
        size_t best_b = 0;
        for (size_t i = 0; i < n_a; i++)
            for (size_t j = 0; j < n_b; j++) {
                double iou = mlt_match_iou(&a[i], &b[j].box);
                double now[3] = {iou, a[i].score, b[j].score};
                bool high = a[i].score >= rule->strong || b[j].score >= rule->strong;
                if (partner_a[i] >= 0 || partner_b[j] >= 0 || a[i].cls != b[j].cls || !high ||
                    iou < rule->low || a[i].score < rule->weak || b[j].score < rule->weak)
                    continue;
                int k = 0;
                while (k < 3 && best_a < n_a && now[k] == best[k])
                    k++;
                if (k == 3 || (best_a < n_a && now[k] < best[k]))
                    continue;
                best_a = i;
                best_b = j;
                memcpy(best, now, sizeof best);
            }
        if (best_a == n_a)
            return;
        partner_a[best_a] = (int32_t)best_b;
        partner_b[best_b] = (int32_t)best_a;
    }
}

START_TEST(as_the_words_say)
{
    static mlt_match_box a[MOST];
    static mlt_pred b[MOST];
    int32_t partner_a[MOST], partner_b[MOST], plain_a[MOST], plain_b[MOST];
    state = 31;
    int pairs = 0;
    for (int round = 0; round < 200; round++) {
        size_t n_a = (size_t)random_in(0, MOST);
        size_t n_b = (size_t)random_in(0, MOST);
        const mlt_match_rule rule = {round % 2 ? 0.5 : 0.1, 0, MLT_MATCH_SAME_CLASS, 0.3, 0.2};
        for (size_t i = 0; i < n_a; i++) {
            a[i] = exact(floor(random_in(0, 60)), floor(random_in(1, 30)),
                         floor(random_in(0, 10)) / 10, (int32_t)random_in(0, 2));
            if (round % 3 == 0) {
                a[i].exact = false;
                a[i].inner.x += a[i].outer.width / 4;
                a[i].inner.width /= 2;
            }
        }
        for (size_t j = 0; j < n_b; j++)
            b[j] = pred(floor(random_in(0, 60)), floor(random_in(1, 30)),
                        floor(random_in(0, 10)) / 10, (int32_t)random_in(0, 2));
        run(&rule, a, n_a, b, n_b, partner_a, partner_b);
        plain_match(&rule, a, n_a, b, n_b, plain_a, plain_b);
        for (size_t i = 0; i < n_a; i++) {
            ck_assert_int_eq(partner_a[i], plain_a[i]);
            pairs += plain_a[i] >= 0;
        }
        for (size_t j = 0; j < n_b; j++)
            ck_assert_int_eq(partner_b[j], plain_b[j]);
    }
    ck_assert_int_gt(pairs, 1000);
}
END_TEST

START_TEST(absurd_numbers_of_pairs)
{
    enum { N = 4200 }; /* 17.6 million pairs */
    mlt_match_box *a = malloc(N * sizeof *a);
    mlt_pred *b = malloc(N * sizeof *b);
    int32_t *partners = malloc(2 * N * sizeof *partners);
    for (int i = 0; i < N; i++) {
        a[i] = exact(0, 10, 1, 0);
        b[i] = pred(0, 10, 1, 0);
    }
    all_free(partners, 2 * N);
    ck_assert_int_eq(mlt_match(NULL, &half, a, N, b, N, partners, partners + N, NULL, NULL),
                     MLTEST_ERR_LIMIT);
    for (int i = 0; i < 2 * N; i++)
        ck_assert_int_eq(partners[i], MLT_MATCH_FREE);
    free(a);
    free(b);
    free(partners);
}
END_TEST

START_TEST(not_numbers)
{
    const mlt_match_box a = exact(0, 10, 1, 0);
    const mlt_pred b[] = {pred(NAN, 10, 1, 0), pred(0, NAN, 1, 0), pred(0, 10, NAN, 0),
                          pred(0, INFINITY, 1, 0), pred(-INFINITY, 10, 1, 0)};
    int32_t partner_a, partner_b[5];
    run(&half, &a, 1, b, 5, &partner_a, partner_b);
    ck_assert_int_eq(partner_a, MLT_MATCH_FREE);
}
END_TEST

START_TEST(absorbing)
{
    const mlt_match_box a[] = {exact(0, 100, 1, 0), exact(200, 100, 1, 0), exact(400, 100, 1, 0)};
    const uint8_t needs[] = {MLT_NEED_REQUIRED, MLT_NEED_OPTIONAL, MLT_NEED_IGNORED};
    const mlt_pred b[] = {pred(10, 10, 1, 0),  pred(210, 10, 1, 0), pred(410, 10, 1, 0),
                          pred(195, 10, 1, 0), pred(194, 10, 1, 0), pred(410, 10, 1, 1),
                          pred(410, 10, 1, 0), pred(410, 10, 1, 0)};
    int32_t partners[8];
    all_free(partners, 8);
    partners[6] = 3;
    partners[7] = MLT_MATCH_OUT;
    mlt_match_absorb(a, needs, NULL, 3, b, 8, partners);
    const int32_t expected[8] = {MLT_MATCH_FREE,
                                 MLT_MATCH_IGNORED,
                                 MLT_MATCH_IGNORED,
                                 MLT_MATCH_IGNORED,
                                 MLT_MATCH_FREE,
                                 MLT_MATCH_FREE,
                                 3,
                                 MLT_MATCH_OUT};
    for (int i = 0; i < 8; i++)
        ck_assert_int_eq(partners[i], expected[i]);
    const int32_t out[] = {MLT_MATCH_FREE, MLT_MATCH_OUT, MLT_MATCH_OUT}; /* excuse nobody */
    all_free(partners, 8);
    mlt_match_absorb(a, needs, out, 3, b, 8, partners);
    for (int i = 0; i < 8; i++)
        ck_assert_int_eq(partners[i], MLT_MATCH_FREE);
}
END_TEST

static mltest_status match_some(mltest_context *ctx, void *data)
{
    (void)data;
    mlt_match_box a[20];
    mlt_pred b[20];
    int32_t partner_a[20], partner_b[20];
    for (int i = 0; i < 20; i++) {
        a[i] = exact(i, 10, 1, 0);
        b[i] = pred(i, 10, 1, 0);
    }
    all_free(partner_a, 20);
    all_free(partner_b, 20);
    mltest_status status = mlt_match(ctx, &half, a, 20, b, 20, partner_a, partner_b, NULL, NULL);
    for (int i = 0; i < 20; i++)
        ck_assert_int_eq(partner_a[i], status == MLTEST_OK ? i : MLT_MATCH_FREE);
    return status;
}

START_TEST(out_of_memory)
{
    mlt_test_every_allocation(match_some, NULL);
}
END_TEST

Suite *mlt_suite_metric_match(void)
{
    Suite *suite = suite_create("metric_match");
    TCase *tests = tcase_create("match");
    tcase_set_timeout(tests, 30);
    tcase_add_test(tests, best_overlap_first);
    tcase_add_test(tests, classes);
    tcase_add_test(tests, ties);
    tcase_add_test(tests, bounds);
    tcase_add_test(tests, hysteresis);
    tcase_add_test(tests, only_the_free_take_part);
    tcase_add_test(tests, intervals);
    tcase_add_test(tests, as_the_words_say);
    tcase_add_test(tests, absurd_numbers_of_pairs);
    tcase_add_test(tests, not_numbers);
    tcase_add_test(tests, absorbing);
    tcase_add_test(tests, out_of_memory);
    suite_add_tcase(suite, tests);
    return suite;
}
