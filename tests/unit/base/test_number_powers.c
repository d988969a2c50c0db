/* SPDX-License-Identifier: MIT */
#include "base/number_powers.h"

#include <check.h>
#include <stdbool.h>
#include <string.h>

/* Plain schoolbook numbers of 32-bit limbs, lowest first, big enough for 10^342 × 2^128. */
enum { LIMBS = 48 };

typedef struct {
    uint32_t limb[LIMBS];
} number;

static void times(number *a, uint32_t factor)
{
    uint64_t carry = 0;
    for (int i = 0; i < LIMBS; i++) {
        carry += (uint64_t)a->limb[i] * factor;
        a->limb[i] = (uint32_t)carry;
        carry >>= 32;
    }
    ck_assert_uint_eq(carry, 0);
}

static number one(void)
{
    number a = {{1}};
    return a;
}

static number power5(int n)
{
    number a = one();
    while (n-- > 0)
        times(&a, 5);
    return a;
}

static number shifted(number a, int bits)
{
    while (bits-- > 0)
        times(&a, 2);
    return a;
}

static number from_power(const mlt_power10 *p)
{
    number a = {
        {(uint32_t)p->low, (uint32_t)(p->low >> 32), (uint32_t)p->high, (uint32_t)(p->high >> 32)}};
    return a;
}

static number product(const number *a, const number *b)
{
    number sum = {{0}};
    for (int j = 0; j < LIMBS; j++) {
        uint64_t carry = 0;
        for (int i = 0; i + j < LIMBS; i++) {
            carry += (uint64_t)a->limb[i] * b->limb[j] + sum.limb[i + j];
            sum.limb[i + j] = (uint32_t)carry;
            carry >>= 32;
        }
    }
    return sum;
}

static int compare(const number *a, const number *b)
{
    for (int i = LIMBS; i-- > 0;)
        if (a->limb[i] != b->limb[i])
            return a->limb[i] < b->limb[i] ? -1 : 1;
    return 0;
}

/* a - b when a >= b. */
static number minus(const number *a, const number *b)
{
    number rest;
    int64_t borrow = 0;
    for (int i = 0; i < LIMBS; i++) {
        borrow += (int64_t)a->limb[i] - b->limb[i];
        rest.limb[i] = (uint32_t)borrow;
        borrow >>= 32;
    }
    return rest;
}

/* entry - 1 < exact / unit <= entry, all times unit. */
static void check_rounded_up(int p, number entry, number exact, number unit)
{
    ck_assert_msg(compare(&entry, &exact) >= 0, "10^%d was not rounded up", p);
    number excess = minus(&entry, &exact);
    ck_assert_msg(compare(&excess, &unit) < 0, "10^%d is too large", p);
}

START_TEST(test_every_power_is_exact_or_rounded_up)
{
    for (int p = MLT_POWER10_LOWEST; p <= MLT_POWER10_HIGHEST; p++) {
        int twos = mlt_power10_exponent(p) - p; /* 5^p is the entry × 2^twos */
        number entry = from_power(mlt_power10_at(p)), five = power5(p < 0 ? -p : p);
        ck_assert_msg(mlt_power10_at(p)->high >> 63 == 1, "10^%d", p);
        if (p < 0)
            check_rounded_up(p, product(&entry, &five), shifted(one(), -twos), five);
        else if (twos > 0)
            check_rounded_up(p, shifted(entry, twos), five, shifted(one(), twos));
        else
            check_rounded_up(p, entry, shifted(five, -twos), one());
    }
}
END_TEST

START_TEST(test_small_powers_are_exact)
{
    for (int p = 0; p <= 55; p++) {
        int twos = mlt_power10_exponent(p) - p;
        number entry = from_power(mlt_power10_at(p)), five = power5(p);
        number exact = shifted(five, twos < 0 ? -twos : 0);
        number scaled = shifted(entry, twos > 0 ? twos : 0);
        ck_assert_int_eq(compare(&scaled, &exact), 0);
    }
    ck_assert_uint_eq(mlt_power10_at(0)->high, UINT64_C(1) << 63);
    ck_assert_int_eq(mlt_power10_exponent(0), -127);
}
END_TEST

Suite *mlt_suite_base_number_powers(void);
Suite *mlt_suite_base_number_powers(void)
{
    Suite *suite = suite_create("base_number_powers");
    TCase *tc = tcase_create("number_powers");
    tcase_set_timeout(tc, 60);
    tcase_add_test(tc, test_every_power_is_exact_or_rounded_up);
    tcase_add_test(tc, test_small_powers_are_exact);
    suite_add_tcase(suite, tc);
    return suite;
}
