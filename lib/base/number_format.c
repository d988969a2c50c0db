/* SPDX-License-Identifier: MIT */
/*
 * The shortest decimal by one 128-bit power of ten and three multiplications: R. Giulietti, "The
 * Schubfach way to render doubles" (2020). A value c 2^q owns the decimals from half a spacing
 * below it to half above, ends included when c is even. With 10^k just below the spacing, at most
 * one multiple of 10^(k+1) and at least one multiple of 10^k lie in there.
 */
#include "base/number.h"
#include "base/number_powers.h"

#include <math.h>
#include <string.h>

typedef struct {
    uint64_t digits; /* value = digits × 10^exponent */
    int exponent;
} decimal;

/* What a finite number other than zero is made of: c × 2^q. */
typedef struct {
    uint64_t c;
    int q;
    bool closer_below; /* c is a power of two: the next value below is half as far away */
} parts;

/*
 * The integer part of power × x / 2^128, its lowest bit also set when a fraction is left ("round
 * to odd": comparisons with even integers stay right). That the rounded-up power leaves a false
 * fraction, or hides a true one, for no double and no float was proved by continued fractions.
 */
static uint64_t scale(const mlt_power10 *power, uint64_t x)
{
    mlt_u128 product = (mlt_u128)power->high * x + (uint64_t)((mlt_u128)power->low * x >> 64);
    return (uint64_t)(product >> 64) | ((uint64_t)product != 0);
}

static decimal shortest(parts v)
{
    /* floor(log10(2^q)), or of 3/4 of it: the spacing around v. */
    int k = (v.q * 315653 - (v.closer_below ? 131005 : 0)) >> 20;
    const mlt_power10 *power = mlt_power10_at(-k);
    int shift = v.q + mlt_power10_exponent(-k) + 128;
    /* v and its two ends in quarters of 10^k. */
    uint64_t value = scale(power, 4 * v.c << shift);
    uint64_t low = scale(power, (4 * v.c - (v.closer_below ? 1 : 2)) << shift) + (v.c & 1);
    uint64_t high = scale(power, (4 * v.c + 2) << shift) - (v.c & 1);
    uint64_t below = value / 4;

    if (below >= 10) {
        uint64_t tens = below / 10;
        bool below_fits = low <= 40 * tens, above_fits = 40 * tens + 40 <= high;
        if (below_fits != above_fits)
            return (decimal){tens + above_fits, k + 1};
    }
    bool below_fits = low <= 4 * below, above_fits = 4 * below + 4 <= high;
    if (below_fits != above_fits)
        return (decimal){below + above_fits, k};
    uint64_t middle = 4 * below + 2;
    bool up = value > middle || (value == middle && (below & 1) != 0);
    return (decimal){below + up, k};
}

static size_t write_digits(char *out, uint64_t v)
{
    char reversed[20];
    size_t n = 0;
    do
        reversed[n++] = (char)('0' + v % 10);
    while ((v /= 10) != 0);
    for (size_t i = 0; i < n; i++)
        out[i] = reversed[n - 1 - i];
    return n;
}

static size_t write_exponent(char *out, int e)
{
    out[0] = 'e';
    out[1] = e < 0 ? '-' : '+';
    return 2 + write_digits(out + 2, (uint64_t)(e < 0 ? -e : e));
}

/* d.ddd × 10^e for -5 <= e < 0: 0.00ddd. */
static size_t lay_out_small(char *out, const char *digits, size_t n, int e)
{
    size_t zeros = (size_t)(-1 - e);
    memcpy(out, "0.0000", 2 + zeros);
    memcpy(out + 2 + zeros, digits, n);
    return 2 + zeros + n;
}

/* The first `whole` of n digits, filled up with zeros, then the point and the others if any. */
static size_t lay_out_point(char *out, const char *digits, size_t n, size_t whole)
{
    if (n <= whole) {
        memcpy(out, digits, n);
        memset(out + n, '0', whole - n);
        return whole;
    }
    memcpy(out, digits, whole);
    out[whole] = '.';
    memcpy(out + whole + 1, digits + whole, n - whole);
    return n + 1;
}

/* d.ddd × 10^e in the notation of number.h. */
static size_t lay_out(char *out, const char *digits, size_t n, int e)
{
    if (e >= 0 && e < 17)
        return lay_out_point(out, digits, n, (size_t)e + 1);
    if (e < 0 && e >= -5)
        return lay_out_small(out, digits, n, e);
    size_t at = lay_out_point(out, digits, n, 1);
    return at + write_exponent(out + at, e);
}

static size_t write_parts(char *out, parts v)
{
    char digits[20];
    decimal d = shortest(v);
    while (d.digits % 10 == 0) {
        d.digits /= 10;
        d.exponent++;
    }
    size_t n = write_digits(digits, d.digits);
    return lay_out(out, digits, n, d.exponent + (int)n - 1);
}

static size_t write_integer(char *out, bool negative, uint64_t magnitude)
{
    out[0] = '-';
    size_t n = negative + write_digits(out + negative, magnitude);
    out[n] = '\0';
    return n;
}

/* A finite number; its integers below `exact` are spaced by at most 1 and so are their own
 * shortest decimals. */
static size_t write_number(char *out, bool negative, double magnitude, double exact, parts v)
{
    if (magnitude < exact && magnitude == (double)(uint64_t)magnitude)
        return write_integer(out, negative, (uint64_t)magnitude);
    out[0] = '-';
    size_t n = negative + write_parts(out + negative, v);
    out[n] = '\0';
    return n;
}

/* The parts of a format with `bits` stored significand bits and the given exponent of one unit of
 * them, from the raw exponent and significand. */
static parts take_apart(uint64_t raw_exponent, uint64_t significand, int bits, int lowest_exponent)
{
    if (raw_exponent == 0)
        return (parts){significand, lowest_exponent, false};
    return (parts){significand | UINT64_C(1) << bits, lowest_exponent + (int)raw_exponent - 1,
                   significand == 0 && raw_exponent > 1};
}

size_t mlt_format_double(char out[MLT_NUMBER_SIZE], double v)
{
    uint64_t bits;
    memcpy(&bits, &v, sizeof bits);
    uint64_t raw_exponent = bits >> 52 & 0x7ff;
    out[0] = '\0';
    if (raw_exponent == 0x7ff)
        return 0;
    parts p = take_apart(raw_exponent, bits & ((UINT64_C(1) << 52) - 1), 52, -1074);
    return write_number(out, bits >> 63 != 0, fabs(v), 0x1p53, p);
}

size_t mlt_format_float(char out[MLT_NUMBER_SIZE], float v)
{
    uint32_t bits;
    memcpy(&bits, &v, sizeof bits);
    uint32_t raw_exponent = bits >> 23 & 0xff;
    out[0] = '\0';
    if (raw_exponent == 0xff)
        return 0;
    parts p = take_apart(raw_exponent, bits & ((UINT32_C(1) << 23) - 1), 23, -149);
    return write_number(out, bits >> 31 != 0, fabs((double)v), 0x1p24, p);
}

size_t mlt_format_u64(char out[MLT_NUMBER_SIZE], uint64_t v)
{
    return write_integer(out, false, v);
}

size_t mlt_format_i64(char out[MLT_NUMBER_SIZE], int64_t v)
{
    return write_integer(out, v < 0, v < 0 ? 0 - (uint64_t)v : (uint64_t)v);
}
