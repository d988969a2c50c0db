/* SPDX-License-Identifier: MIT */
#include "compare/arms.h"
#include "stats/sign_flip.h"

/* Single runs: sign flips and percentiles of what groups add. */
START_TEST(of_models)
{
    const double values[] = {0.4, 0.2};
    ar_arms a;
    mlt_sign_flip_result flipped;
    double added[AR_GROUPS];
    ar_make(&a, 1, 1, values, 0.3);
    for (size_t g = 0; g < AR_GROUPS; g++)
        added[g] = a.parts[AR_GROUPS + g] - a.parts[g];
    ck_assert_int_eq(mlt_sign_flip(&flipped, NULL, added, NULL, AR_GROUPS, NULL, NULL), MLTEST_OK);
    mlt_arms_effect e = ar_compare(&a);
    ck_assert_double_eq(e.p, flipped.p);
    ck_assert_double_eq_tol(e.difference, flipped.mean * AR_GROUPS, 1e-15);
    ck_assert(!e.of_recipes && isnan(e.df));
    ck_assert(e.low < e.lower && e.lower < e.difference);
    ck_assert(e.difference < e.upper && e.upper < e.high);
    /* about a normal interval: 0.3·sqrt(2/40) is the standard error */
    ck_assert_double_eq_tol(e.se, 0.067, 0.015);
    ck_assert_double_eq_tol(e.high - e.low, 4 * e.se, 0.3 * e.se);
}
END_TEST

START_TEST(two_runs_are_averaged)
{
    const double values[] = {0.1, 0.3, 0.5, 0.9};
    ar_arms a;
    ar_make(&a, 2, 2, values, 0);
    mlt_arms_effect e = ar_compare(&a);
    ck_assert_double_eq_tol(e.difference, 0.5, 1e-12);
    ck_assert(!e.of_recipes);
    ar_make(&a, 1, 3, values, 0);
    e = ar_compare(&a);
    ck_assert_double_eq_tol(e.difference, (0.3 + 0.5 + 0.9) / 3 - 0.1, 1e-12);
    ck_assert(!e.of_recipes); /* three runs of one arm tell nothing about the other's seeds */
}
END_TEST

/* A constant in all runs changes nothing: parts may be those of differences from one run. */
START_TEST(only_differences_count)
{
    const double values[] = {0.1, 0.3, 0.2, 0.5, 0.9, 0.6};
    ar_arms a, b;
    ar_make(&a, 3, 3, values, 0.2);
    b = a;
    b.arms.parts = b.parts;
    b.arms.shares = b.shares;
    for (size_t r = 0; r < 6; r++)
        for (size_t g = 0; g < AR_GROUPS; g++)
            b.parts[r * AR_GROUPS + g] -= a.parts[g];
    mlt_arms_effect e = ar_compare(&a), f = ar_compare(&b);
    ck_assert_double_eq_tol(e.difference, f.difference, 1e-14);
    ck_assert_double_eq_tol(e.se, f.se, 1e-14);
    ck_assert_double_eq_tol(e.p, f.p, 1e-12);
}
END_TEST

/* Several figures at once are what each is alone. */
START_TEST(figures_at_once)
{
    const double values[] = {0.4, 0.2};
    ar_arms a;
    static double parts[3 * 2 * AR_GROUPS], shares[3 * AR_GROUPS];
    mlt_arms_effect all[3];
    ar_make(&a, 1, 1, values, 0.3);
    memcpy(parts, a.parts, 2 * AR_GROUPS * sizeof *parts);
    memcpy(parts + 4 * AR_GROUPS, a.parts, 2 * AR_GROUPS * sizeof *parts);
    memcpy(shares, a.shares, sizeof a.shares);
    memcpy(shares + 2 * AR_GROUPS, a.shares, sizeof a.shares);
    const mlt_arms three = {3, 1, 1, AR_GROUPS, parts, shares};
    ck_assert_int_eq(mlt_arms_compare(all, NULL, &three, NULL, NULL), MLTEST_OK);
    mlt_arms_effect alone = ar_compare(&a);
    for (int i = 0; i < 3; i += 2) {
        ck_assert_double_eq(all[i].p, alone.p);
        ck_assert_double_eq(all[i].low, alone.low);
        ck_assert_double_eq(all[i].upper, alone.upper);
    }
    ck_assert(isnan(all[1].difference) && isnan(all[1].p) && isnan(all[1].low)); /* no shares */
}
END_TEST

START_TEST(nothing_to_compare)
{
    const double values[] = {0.4, 0.2};
    ar_arms a;
    ar_make(&a, 1, 1, values, 0.3);
    for (int what = 0; what < 3; what++) {
        mlt_arms none = a.arms;
        *(what == 0 ? &none.n_a : what == 1 ? &none.n_b : &none.n_groups) = 0;
        mlt_arms_effect e;
        ck_assert_int_eq(mlt_arms_compare(&e, NULL, &none, NULL, NULL), MLTEST_OK);
        ck_assert(isnan(e.difference) && isnan(e.p) && isnan(e.low) && isnan(e.upper));
        ck_assert_int_eq(mlt_arms_state(&e, NAN, 0.02), MLT_EFFECT_NOT_TESTED);
    }
}
END_TEST

/* Forty pictures on which nothing differs may still differ by more than two points elsewhere. */
START_TEST(nothing_seen_is_not_nothing)
{
    const double values[] = {0.4, 0.4, 0.4, 0.4, 0.4, 0.4};
    ar_arms a;
    for (size_t n = 1; n <= 3; n += 2) {
        ar_make(&a, n, n, values, 0);
        mlt_arms_effect e = ar_compare(&a);
        ck_assert_double_eq_tol(e.difference, 0, 1e-15);
        ck_assert_double_eq(e.p, 1);
        ck_assert(e.low < e.lower && e.lower < -0.02);
        ck_assert(e.high > e.upper && e.upper > 0.02);
        ck_assert_int_eq(mlt_arms_state(&e, e.p, 0.02), MLT_EFFECT_NOT_DECIDED);
        ck_assert_int_eq(mlt_arms_state(&e, e.p, 0.1), MLT_EFFECT_NONE);
    }
}
END_TEST

/* Nor do forty on which everything changed show that all would. */
START_TEST(all_changed)
{
    const double values[] = {0, 1};
    ar_arms a;
    ar_make(&a, 1, 1, values, 0);
    mlt_arms_effect e = ar_compare(&a);
    ck_assert_double_eq_tol(e.difference, 1, 1e-12);
    ck_assert_double_lt(e.low, 0.95);
    ck_assert_double_lt(e.lower, 0.97);
    ck_assert_double_gt(e.lower, e.low);
    ck_assert_double_lt(e.p, 0.001);
    ck_assert_int_eq(mlt_arms_state(&e, e.p, 0.02), MLT_EFFECT_HARMED);
}
END_TEST

/* One or two that stand apart do not change that, whatever most are like. */
START_TEST(few_stand_apart)
{
    for (int most = 0; most <= 1; most++) {
        const double values[] = {0, most};
        ar_arms a;
        ar_make(&a, 1, 1, values, 0);
        a.parts[AR_GROUPS + 3] += (most ? -1. : 1.) / AR_GROUPS;
        mlt_arms_effect e = ar_compare(&a);
        double z = 1.9599639845400542, share = 1. / AR_GROUPS;
        double reach = z * sqrt(share / AR_GROUPS); /* of about as many pairs */
        ck_assert_double_eq_tol(e.difference, most ? 1 - share : share, 1e-12);
        ck_assert_double_gt(most ? e.difference - e.low : e.high - e.difference, 1.5 * reach);
    }
}
END_TEST

START_TEST(states)
{
    mlt_arms_effect e = {.difference = -0.05, .lower = -0.08, .upper = -0.01};
    ck_assert_int_eq(mlt_arms_state(&e, 0.05, 0.02), MLT_EFFECT_HELPED);
    ck_assert_int_eq(mlt_arms_state(&e, 0.051, 0.02), MLT_EFFECT_NOT_DECIDED);
    ck_assert_int_eq(mlt_arms_state(&e, NAN, 0.02), MLT_EFFECT_NOT_DECIDED);
    e.difference = 0.05;
    ck_assert_int_eq(mlt_arms_state(&e, 0.01, 0.02), MLT_EFFECT_HARMED);
    e = (mlt_arms_effect){.difference = 0.001, .lower = -0.0199, .upper = 0.0199};
    ck_assert_int_eq(mlt_arms_state(&e, 0.3, 0.02), MLT_EFFECT_NONE);
    e.upper = 0.02;
    ck_assert_int_eq(mlt_arms_state(&e, 0.3, 0.02), MLT_EFFECT_NOT_DECIDED);
    e.upper = NAN; /* no interval */
    ck_assert_int_eq(mlt_arms_state(&e, 0.3, 0.02), MLT_EFFECT_NOT_DECIDED);
    ck_assert_str_eq(mlt_effect_state_name(MLT_EFFECT_NONE), "no effect");
    ck_assert_str_eq(mlt_effect_state_name(MLT_EFFECT_HARMED), "harmed");
    ck_assert_str_eq(mlt_effect_state_name(MLT_EFFECT_NOT_TESTED), "not tested");
}
END_TEST

static mltest_status compare_again(mltest_context *ctx, void *data)
{
    mlt_arms_effect e;
    const mlt_arms_options few = {.n_draws = 50};
    return mlt_arms_compare(&e, ctx, data, &few, NULL);
}

START_TEST(out_of_memory)
{
    const double values[] = {0.1, 0.3, 0.2, 0.5, 0.9, 0.6};
    ar_arms a;
    ar_make(&a, 1, 1, values, 0.1);
    mlt_test_every_allocation(compare_again, &a.arms);
    ar_make(&a, 3, 3, values, 0.1);
    mlt_test_every_allocation(compare_again, &a.arms);
}
END_TEST

START_TEST(any_number_of_threads)
{
    const double values[] = {0.4, 0.2};
    ar_arms a;
    mlt_arms_effect e[2];
    ar_make(&a, 1, 1, values, 0.3);
    for (int i = 0; i < 2; i++) {
        const mlt_arms_options o = {.seed = 3, .n_threads = i ? 5 : 1};
        ck_assert_int_eq(mlt_arms_compare(&e[i], NULL, &a.arms, &o, NULL), MLTEST_OK);
    }
    ck_assert_double_eq(e[0].p, e[1].p);
    ck_assert_double_eq(e[0].low, e[1].low);
}
END_TEST

MLT_TEST_SUITE(compare_augmentation_arms, of_models, two_runs_are_averaged, only_differences_count,
               figures_at_once, nothing_to_compare, nothing_seen_is_not_nothing, all_changed,
               few_stand_apart, states, out_of_memory, any_number_of_threads)
