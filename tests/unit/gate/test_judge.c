/* SPDX-License-Identifier: MIT */
#include "gate/judge.h"

#include "gate/fixtures.h"

START_TEST(at_most)
{
    ck_assert_int_eq(mlt_gate_judge_bounds(0.1, 0.3, 0.31, false), MLT_VERDICT_PASS);
    ck_assert_int_eq(mlt_gate_judge_bounds(0.1, 0.3, 0.3, false), MLT_VERDICT_PASS);
    ck_assert_int_eq(mlt_gate_judge_bounds(0.1, 0.3, 0.29, false), MLT_VERDICT_INCONCLUSIVE);
    ck_assert_int_eq(mlt_gate_judge_bounds(0.1, 0.3, 0.1, false), MLT_VERDICT_INCONCLUSIVE);
    ck_assert_int_eq(mlt_gate_judge_bounds(0.1, 0.3, 0.09, false), MLT_VERDICT_FAIL);
}
END_TEST

START_TEST(at_least)
{
    ck_assert_int_eq(mlt_gate_judge_bounds(0.1, 0.3, 0.09, true), MLT_VERDICT_PASS);
    ck_assert_int_eq(mlt_gate_judge_bounds(0.1, 0.3, 0.1, true), MLT_VERDICT_PASS);
    ck_assert_int_eq(mlt_gate_judge_bounds(0.1, 0.3, 0.11, true), MLT_VERDICT_INCONCLUSIVE);
    ck_assert_int_eq(mlt_gate_judge_bounds(0.1, 0.3, 0.3, true), MLT_VERDICT_INCONCLUSIVE);
    ck_assert_int_eq(mlt_gate_judge_bounds(0.1, 0.3, 0.31, true), MLT_VERDICT_FAIL);
}
END_TEST

/* The upper bound must be less than the margin, the lower one more. */
START_TEST(worsening)
{
    ck_assert_int_eq(mlt_gate_judge_worsening(-1, 1.9, 2), MLT_VERDICT_PASS);
    ck_assert_int_eq(mlt_gate_judge_worsening(-1, 2, 2), MLT_VERDICT_INCONCLUSIVE);
    ck_assert_int_eq(mlt_gate_judge_worsening(2, 3, 2), MLT_VERDICT_INCONCLUSIVE);
    ck_assert_int_eq(mlt_gate_judge_worsening(2.1, 3, 2), MLT_VERDICT_FAIL);
}
END_TEST

START_TEST(undefined_bounds)
{
    ck_assert_int_eq(mlt_gate_judge_bounds(NAN, NAN, 1, false), MLT_VERDICT_INCONCLUSIVE);
    ck_assert_int_eq(mlt_gate_judge_bounds(NAN, NAN, 1, true), MLT_VERDICT_INCONCLUSIVE);
    ck_assert_int_eq(mlt_gate_judge_worsening(NAN, NAN, 1), MLT_VERDICT_INCONCLUSIVE);
}
END_TEST

/* Twice as far from the limit as it is: four times as many. */
START_TEST(further)
{
    ck_assert_double_eq(mlt_gate_further(100, 0.2, 0.1), 300);
    ck_assert(isnan(mlt_gate_further(100, 0.2, 0)));
    ck_assert(isnan(mlt_gate_further(100, 0.2, 1e-9)));
    ck_assert(isnan(mlt_gate_further(100, NAN, 1)));
    ck_assert(isnan(mlt_gate_further(100, 0.1, 0.2)));
}
END_TEST

/* 100000 more samples are worth naming, more are not. */
START_TEST(too_many_more)
{
    ck_assert_double_eq(mlt_gate_further(1, 316, 1), 99855);
    ck_assert(isnan(mlt_gate_further(1, 317, 1)));
}
END_TEST

START_TEST(words_for_further)
{
    mlt_gate_outcome out = {.further = 12, .low = 0};
    mlt_text_init(&out.reason, NULL);
    mlt_gate_say_further(&out, true);
    ck_assert_str_eq(mlt_text_string(&out.reason), "needs about 12 more samples at the same value");
    mlt_gate_say_further(&out, true); /* there is a reason */
    ck_assert_uint_eq(out.reason.n, strlen("needs about 12 more samples at the same value"));
    mlt_text_clear(&out.reason);
    out.further = NAN;
    mlt_gate_say_further(&out, false);
    ck_assert_str_eq(mlt_text_string(&out.reason), "too close to the limit");
    mlt_text_clear(&out.reason);
    out.low = NAN;
    mlt_gate_say_further(&out, false);
    ck_assert_ptr_nonnull(strstr(mlt_text_string(&out.reason), "no bounds"));
    mlt_text_clear(&out.reason);
    out.verdict = MLT_VERDICT_PASS;
    mlt_gate_say_further(&out, false);
    ck_assert_uint_eq(out.reason.n, 0);
    mlt_text_free(&out.reason);
}
END_TEST

MLT_TEST_SUITE(gate_judge, at_most, at_least, worsening, undefined_bounds, further, too_many_more,
               words_for_further)
