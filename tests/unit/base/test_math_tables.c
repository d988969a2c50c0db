/* SPDX-License-Identifier: MIT */
/*
 * The tables against sums of their own series in pairs of doubles, and 2/pi against pi.
 */
#include "base/math_tables.h"

#include "base/math_check.h"

Suite *mlt_suite_base_math_tables(void);

static mlt_dd whole(double v)
{
    return (mlt_dd){v, 0};
}

/* How far a pair is from another, relative to it. */
static double apart(mlt_dd a, mlt_dd b)
{
    mlt_dd rest = mlt_dd_add(a, mlt_dd_negate(b));
    return b.high == 0 ? fabs(rest.high) : fabs(rest.high / b.high);
}

/* x - x^3/3 + x^5/5 … with the sign, or all of them added: atan and atanh. */
static mlt_dd odd_powers(mlt_dd x, double sign)
{
    mlt_dd square = mlt_dd_times(x, x), power = x, sum = x;
    for (int k = 3; k < 400; k += 2) {
        power = mlt_dd_times(power, square);
        power = sign < 0 ? mlt_dd_negate(power) : power;
        sum = mlt_dd_add(sum, mlt_dd_over(power, whole(k)));
    }
    return sum;
}

/* 2 atanh((x - 1) / (x + 1)) */
static mlt_dd log_of(mlt_dd x)
{
    mlt_dd t = mlt_dd_over(mlt_dd_add(x, whole(-1)), mlt_dd_add(x, whole(1)));
    return mlt_dd_times(whole(2), odd_powers(t, 1));
}

static mlt_dd exp_of(mlt_dd x)
{
    mlt_dd term = whole(1), sum = whole(1);
    for (int k = 1; k < 40; k++) {
        term = mlt_dd_over(mlt_dd_times(term, x), whole(k));
        sum = mlt_dd_add(sum, term);
    }
    return sum;
}

START_TEST(test_powers_of_two)
{
    mlt_dd log2 = log_of(whole(2));
    for (int i = 0; i < 64; i++) {
        mlt_dd want = exp_of(mlt_dd_times(log2, whole(i / 64.0)));
        ck_assert_double_lt(apart(mlt_exp_powers[i], want), 0x1p-98);
    }
}
END_TEST

/* Minus the log of the inverse; from the turn on, of twice the inverse. */
START_TEST(test_logarithms)
{
    for (int i = 0; i < 128; i++) {
        const mlt_log_cell *cell = &mlt_log_cells[i];
        double inverse = i >= MLT_LOG_TURN ? 2 * cell->inverse : cell->inverse;
        mlt_dd want = mlt_dd_negate(log_of(whole(inverse)));
        ck_assert_double_lt(fabs(cell->inverse * (1 + (i + 0.5) / 128) - 1), 1.0 / 128);
        ck_assert_double_lt(apart((mlt_dd){cell->high, cell->low}, want), 0x1p-95);
        ck_assert(cell->inverse * 512 == floor(cell->inverse * 512)); /* nine bits */
    }
}
END_TEST

START_TEST(test_arc_tangents)
{
    mlt_dd quarter = odd_powers(mlt_dd_over(whole(1), whole(5)), -1);
    mlt_dd small = odd_powers(mlt_dd_over(whole(1), whole(239)), -1);
    quarter = mlt_dd_add(mlt_dd_times(whole(4), quarter), mlt_dd_negate(small)); /* Machin */
    for (int i = 0; i <= 32; i++) {
        double x = i / 32.0;
        mlt_dd rest = mlt_dd_over(whole(1 - x), whole(1 + x)); /* of the angle to 45 degrees */
        mlt_dd want = i < 16 ? odd_powers(whole(x), -1)
                             : mlt_dd_add(quarter, mlt_dd_negate(odd_powers(rest, -1)));
        ck_assert_double_lt(apart(mlt_atan_steps[i], want), 0x1p-95);
    }
}
END_TEST

/* Big numbers: WORDS words of 32 bits behind the point, the whole part in the first. */
enum { WORDS = 44 };

static void divide(uint32_t *v, uint32_t by)
{
    uint64_t rest = 0;
    for (int i = 0; i < WORDS; i++) {
        uint64_t part = rest << 32 | v[i];
        v[i] = (uint32_t)(part / by);
        rest = part % by;
    }
}

static void add(uint32_t *to, const uint32_t *v, bool minus)
{
    int64_t carry = 0;
    for (int i = WORDS - 1; i >= 0; i--) {
        int64_t sum = (int64_t)to[i] + (minus ? -(int64_t)v[i] : (int64_t)v[i]) + carry;
        to[i] = (uint32_t)sum;
        carry = sum >> 32;
    }
}

/* to += times × atan(1/x), or -= */
static void add_atan(uint32_t *to, uint32_t times, uint32_t x, bool minus)
{
    uint32_t power[WORDS] = {times};
    divide(power, x);
    for (uint32_t k = 1; k < 2000; k += 2) {
        uint32_t term[WORDS];
        memcpy(term, power, sizeof term);
        divide(term, k);
        add(to, term, minus != (k % 4 == 3));
        divide(power, x * x);
    }
}

/* 2/pi × pi must be 2 but for what lies behind the last bit of the table. */
START_TEST(test_two_over_pi)
{
    uint32_t pi[WORDS] = {0}, product[WORDS + 1] = {0};
    add_atan(pi, 16, 5, false);
    add_atan(pi, 4, 239, true);
    ck_assert_uint_eq(pi[0], 3);
    ck_assert_uint_eq(pi[1], 0x243F6A88);
    ck_assert(mlt_two_over_pi[0] == 0);
    for (int i = 39; i >= 0; i--) { /* words of the table, behind the point */
        uint64_t cell = mlt_two_over_pi[1 + i / 2];
        uint64_t word = i % 2 == 0 ? cell >> 32 : cell & UINT32_MAX;
        uint64_t carry = 0;
        for (int k = WORDS - 1; k >= 0; k--) {
            int at = i + 1 + k;
            uint64_t sum = word * pi[k] + carry + (at < WORDS ? product[at] : 0);
            if (at < WORDS)
                product[at] = (uint32_t)sum;
            carry = sum >> 32;
        }
        for (int at = i; at >= 0 && carry > 0; at--) {
            uint64_t sum = product[at] + carry;
            product[at] = (uint32_t)sum;
            carry = sum >> 32;
        }
    }
    ck_assert_uint_eq(product[0], 1);
    for (int i = 1; i < 39; i++)
        ck_assert_msg(product[i] == UINT32_MAX, "word %d: %08x", i, product[i]);
}
END_TEST

START_TEST(test_polynomials_are_evaluated_from_the_top)
{
    static const double c[] = {1, 2, 3};
    ck_assert(mlt_polynomial(c, 3, 2) == 17);
    ck_assert(mlt_polynomial(c, 1, 2) == 1);
}
END_TEST

Suite *mlt_suite_base_math_tables(void)
{
    TCase *tc = tcase_create("math_tables");
    tcase_add_test(tc, test_powers_of_two);
    tcase_add_test(tc, test_logarithms);
    tcase_add_test(tc, test_arc_tangents);
    tcase_add_test(tc, test_two_over_pi);
    tcase_add_test(tc, test_polynomials_are_evaluated_from_the_top);
    Suite *suite = suite_create("base_math_tables");
    suite_add_tcase(suite, tc);
    return suite;
}
