/* SPDX-License-Identifier: MIT */
#include "base/number_decimal.h"

#include "base/number_powers.h"

#include <stddef.h>

/*
 * The middle of two doubles has at most 768 digits (odd × 2^-1075), so of a longer number only the
 * first 768 and "something other than 0 follows" (one more digit, 1) matter.
 *
 * Size: the two numbers compared are D × 2^a and h × 5^n × 2^b, h < 2^54, about equal. D has at
 * most 769 digits and the value is at least 10^-326, so n <= 1095: 5^n < 2^2543, and both sides
 * stay below 2^2600. Without n both are below 2^1030. 2752 bits are enough.
 */
enum { MAX_DIGITS = 768, LIMBS = 43 };

typedef struct {
    size_t n; /* limbs in use; the highest is not 0 */
    uint64_t limb[LIMBS];
} big;

static void big_push(big *b, uint64_t limb)
{
    if (limb != 0 && b->n < LIMBS)
        b->limb[b->n++] = limb;
}

static void big_multiply_add(big *b, uint64_t factor, uint64_t summand)
{
    uint64_t carry = summand;
    for (size_t i = 0; i < b->n; i++) {
        mlt_u128 product = (mlt_u128)b->limb[i] * factor + carry;
        b->limb[i] = (uint64_t)product;
        carry = (uint64_t)(product >> 64);
    }
    big_push(b, carry);
}

static void big_shift(big *b, int64_t bits)
{
    for (; bits >= 63; bits -= 63)
        big_multiply_add(b, UINT64_C(1) << 63, 0);
    big_multiply_add(b, UINT64_C(1) << bits, 0);
}

static int big_compare(const big *a, const big *b)
{
    if (a->n != b->n)
        return a->n < b->n ? -1 : 1;
    for (size_t i = a->n; i-- > 0;)
        if (a->limb[i] != b->limb[i])
            return a->limb[i] < b->limb[i] ? -1 : 1;
    return 0;
}

static void big_times_5(big *b, int64_t n)
{
    for (; n >= 27; n -= 27)
        big_multiply_add(b, UINT64_C(7450580596923828125), 0); /* 5^27, the last to fit */
    for (; n > 0; n--)
        big_multiply_add(b, 5, 0);
}

/* Digits on their way into a big, up to 19 at a time. */
typedef struct {
    big *to;
    int64_t taken;
    uint64_t word, scale;
    bool more; /* digits other than 0 were left over */
} digit_sink;

static void flush(digit_sink *sink)
{
    big_multiply_add(sink->to, sink->scale, sink->word);
    sink->word = 0;
    sink->scale = 1;
}

static void take_digit(digit_sink *sink, unsigned digit)
{
    if (sink->taken == 0 && digit == 0)
        return;
    if (sink->taken == MAX_DIGITS) {
        sink->more = sink->more || digit != 0;
        return;
    }
    sink->taken++;
    sink->word = 10 * sink->word + digit;
    sink->scale *= 10;
    if (sink->scale == UINT64_C(10000000000000000000))
        flush(sink);
}

/* All digits as an integer; the result is the power of ten that goes with it. */
static int64_t read_digits(const mlt_decimal *d, big *out)
{
    digit_sink sink = {.to = out, .scale = 1};
    for (const char *p = d->whole; p < d->whole_end; p++)
        take_digit(&sink, (unsigned)(*p - '0'));
    for (const char *p = d->fraction; p < d->fraction_end; p++)
        take_digit(&sink, (unsigned)(*p - '0'));
    flush(&sink);
    int64_t exponent = d->exponent + (d->n - sink.taken);
    if (!sink.more)
        return exponent;
    big_multiply_add(out, 10, 1);
    return exponent - 1;
}

uint64_t mlt_decimal_beside(const mlt_decimal *d, uint64_t low)
{
    uint64_t fraction = low & ((UINT64_C(1) << 52) - 1);
    int raw = (int)(low >> 52);
    uint64_t significand = raw > 0 ? fraction | UINT64_C(1) << 52 : fraction;
    int64_t middle_exponent = (raw > 0 ? raw - 1 : 0) - 1075;
    big value = {0}, middle = {0};

    big_push(&middle, 2 * significand + 1);
    int64_t ten = read_digits(d, &value);
    big_times_5(ten < 0 ? &middle : &value, ten < 0 ? -ten : ten);
    if (ten > middle_exponent)
        big_shift(&value, ten - middle_exponent);
    else
        big_shift(&middle, middle_exponent - ten);

    int order = big_compare(&value, &middle);
    bool up = order > 0 || (order == 0 && (low & 1) != 0);
    return low + up;
}
