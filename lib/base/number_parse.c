/* SPDX-License-Identifier: MIT */
/*
 * Decimal text to the nearest double. The first 19 digits times a 128-bit power of ten give bounds
 * that nearly always round to one double; when they do not, the value lies next to the middle of
 * two neighbours and mlt_decimal_beside() compares it with that middle exactly.
 */
#include "base/checked.h"
#include "base/digits.h"
#include "base/number.h"
#include "base/number_decimal.h"
#include "base/number_powers.h"

#include <math.h>
#include <string.h>

/* Any exponent beyond this is as good as infinite, and may be counted with without overflow. */
#define EXPONENT_LIMIT INT64_C(1000000000000000)

enum { WORD_DIGITS = 19 }; /* that always fit 64 bits */

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static const char *skip_digits(const char *p, const char *end)
{
    while (end - p >= 8) {
        unsigned n = mlt_digits_count(mlt_digits_load(p));
        p += n;
        if (n < 8)
            return p;
    }
    while (p < end && is_digit(*p))
        p++;
    return p;
}

/* Takes digits into the number, as the next ones after those it has. */
static void take_digits(mlt_decimal *d, const char *p, const char *end)
{
    for (; p < end; p++) {
        if (d->n == 0 && *p == '0')
            continue;
        if (end - p >= 8 && d->n + 8 <= WORD_DIGITS) {
            d->word = 100000000 * d->word + mlt_digits_value(mlt_digits_load(p), 8);
            d->n += 8;
            p += 7;
            continue;
        }
        if (d->n < WORD_DIGITS)
            d->word = 10 * d->word + (uint64_t)(*p - '0');
        d->n++;
    }
}

/* e, a sign and digits up to the end. */
static bool scan_exponent(const char *p, const char *end, int64_t *out)
{
    int64_t value = 0;
    bool negative = p < end && *p == '-';
    if (p < end && (*p == '-' || *p == '+'))
        p++;
    if (p == end)
        return false;
    for (; p < end; p++) {
        if (!is_digit(*p))
            return false;
        if (value < EXPONENT_LIMIT)
            value = 10 * value + (*p - '0');
    }
    *out = negative ? -value : value;
    return true;
}

/* number = [ "-" ] whole [ "." digits ] [ e digits ], RFC 8259 section 6. */
static bool scan(const char *p, const char *end, mlt_decimal *d)
{
    int64_t exponent = 0;
    memset(d, 0, sizeof *d);
    d->negative = p < end && *p == '-';
    p += d->negative;
    d->whole = p;
    d->whole_end = d->fraction = d->fraction_end = p = skip_digits(p, end);
    if (p == d->whole || (*d->whole == '0' && p - d->whole > 1))
        return false;
    take_digits(d, d->whole, d->whole_end);
    if (p < end && *p == '.') {
        d->fraction = ++p;
        d->fraction_end = p = skip_digits(p, end);
        if (p == d->fraction)
            return false;
        take_digits(d, d->fraction, d->fraction_end);
    }
    if (p < end && ((*p != 'e' && *p != 'E') || !scan_exponent(p + 1, end, &exponent)))
        return false;
    d->exponent = exponent - (d->fraction_end - d->fraction);
    return true;
}

static double from_bits(uint64_t bits)
{
    double v;
    memcpy(&v, &bits, sizeof v);
    return v;
}

/*
 * The double nearest to v × 2^exponent as bits, ties to even; v >= 2^125. Adding one to the bits
 * carries from the significand into the exponent, and at the end into infinity, as it should.
 */
static uint64_t round_to_bits(mlt_u128 v, int exponent)
{
    int top = (uint64_t)(v >> 127) != 0 ? 127 : (uint64_t)(v >> 126) != 0 ? 126 : 125;
    int raw = exponent + top + 1023;
    if (raw >= 0x7ff)
        return UINT64_C(0x7ff) << 52;
    int drop = top - 52 + (raw < 1 ? 1 - raw : 0);
    if (drop >= 128) /* below the smallest, maybe above half of it */
        return drop == 128 && v > (mlt_u128)1 << 127;
    uint64_t kept = (uint64_t)(v >> drop);
    mlt_u128 rest = v - ((mlt_u128)kept << drop), half = (mlt_u128)1 << (drop - 1);
    uint64_t up = rest > half || (rest == half && (kept & 1) != 0);
    uint64_t bits = raw < 1 ? kept : kept + ((uint64_t)(raw - 1) << 52);
    return bits + up;
}

/* word × 10^q, and up to (word + 1) × 10^q when digits were left out. */
static uint64_t nearest_bits(const mlt_decimal *d, int q)
{
    const mlt_power10 *power = mlt_power10_at(q);
    int shift = __builtin_clzll(d->word);
    uint64_t word = d->word << shift;
    mlt_u128 product = (mlt_u128)power->high * word + (uint64_t)((mlt_u128)power->low * word >> 64);
    int exponent = mlt_power10_exponent(q) + 64 - shift;
    /* The power was rounded up by less than 1 of its low word, the product down by less than 1. */
    uint64_t left_out = d->n > WORD_DIGITS ? UINT64_C(1) << shift : 0;
    mlt_u128 more = (mlt_u128)power->high * left_out + left_out + 1;
    uint64_t low = round_to_bits(product - 1, exponent);
    uint64_t high = round_to_bits(product + more, exponent);
    return low == high ? low : mlt_decimal_beside(d, low);
}

static double to_double(const mlt_decimal *d)
{
    static const double exact[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                   1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                   1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
    if (d->n == 0)
        return 0.0;
    int64_t q = d->exponent + (d->n > WORD_DIGITS ? d->n - WORD_DIGITS : 0);
    if (d->n <= WORD_DIGITS && d->word <= UINT64_C(1) << 53 && q >= -22 && q <= 22)
        return q < 0 ? (double)d->word / exact[-q] : (double)d->word * exact[q];
    if (q < MLT_POWER10_LOWEST) /* the word is below 10^19, the value below 10^-324 */
        return 0.0;
    if (q > 308)
        return INFINITY;
    return from_bits(nearest_bits(d, (int)q));
}

bool mlt_parse_double(const char *text, size_t n, double *out)
{
    mlt_decimal d;
    if (n == 0 || !scan(text, text + n, &d))
        return false;
    double magnitude = to_double(&d);
    *out = d.negative ? -magnitude : magnitude;
    return true;
}

bool mlt_parse_u64(const char *text, size_t n, uint64_t *out)
{
    uint64_t value = 0;
    if (n == 0 || (n > 1 && text[0] == '0'))
        return false;
    for (size_t i = 0; i < n; i++) {
        uint64_t digit = (uint64_t)(unsigned char)text[i] - '0';
        if (digit > 9 || !mlt_mul_u64(value, 10, &value) || !mlt_add_u64(value, digit, &value))
            return false;
    }
    *out = value;
    return true;
}

bool mlt_parse_i64(const char *text, size_t n, int64_t *out)
{
    uint64_t magnitude;
    bool negative = n > 0 && text[0] == '-';
    if (negative) {
        text++;
        n--;
    }
    if (!mlt_parse_u64(text, n, &magnitude) || magnitude > (uint64_t)INT64_MAX + negative)
        return false;
    *out = negative ? (int64_t)(0 - magnitude) : (int64_t)magnitude;
    return true;
}
