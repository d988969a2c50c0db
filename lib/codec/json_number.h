/* SPDX-License-Identifier: MIT */
/*
 * Numbers of JSON at a place in a text. All give the same values: the nearest double.
 */
#ifndef MLT_CODEC_JSON_NUMBER_H
#define MLT_CODEC_JSON_NUMBER_H

#include "base/digits.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* How far behind its start the quick readers look at a number. */
enum { MLT_JSON_QUICK_ROOM = 24 };

/* The length of what looks like a number at the start of a text: digits, signs, points and e. */
size_t mlt_json_number_length(const char *text, size_t n);
/* Reads a number of any form. Returns what is behind it, or NULL if it is none or too large. */
const char *mlt_json_number_any(const char *p, const char *end, double *out);

/*
 * The usual form, [-]d.d with up to seven digits on each side: below 2^53 and with a power of ten
 * that is exact, so one division rounds correctly. NULL for other forms. There must be
 * MLT_JSON_QUICK_ROOM bytes at p.
 */
static inline const char *mlt_json_number_usual(const char *p, double *out)
{
    static const double powers[] = {1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7};
    static const uint32_t tens[] = {1, 10, 100, 1000, 10000, 100000, 1000000, 10000000};
    const bool negative = *p == '-';
    p += negative;
    uint64_t word = mlt_digits_load(p);
    const unsigned n_whole = mlt_digits_count(word);
    if (n_whole - 1 > 6 || (*p == '0' && n_whole > 1))
        return NULL;
    uint64_t mantissa = mlt_digits_value(word, n_whole);
    unsigned n_fraction = 0;
    p += n_whole;
    if (*p == '.') {
        word = mlt_digits_load(p + 1);
        n_fraction = mlt_digits_count(word);
        if (n_fraction - 1 > 6)
            return NULL;
        mantissa = mantissa * tens[n_fraction] + mlt_digits_value(word, n_fraction);
        p += 1 + n_fraction;
    }
    if ((*p | 0x20) == 'e')
        return NULL;
    const double value = (double)mantissa / powers[n_fraction];
    *out = negative ? -value : value;
    return p;
}

/* The usual form quickly, else any. */
static inline const char *mlt_json_number_quick(const char *p, const char *end, double *out)
{
    if (end - p < MLT_JSON_QUICK_ROOM)
        return NULL;
    const char *behind = mlt_json_number_usual(p, out);
    return behind != NULL ? behind : mlt_json_number_any(p, end, out);
}

/* Up to fifteen digits and nothing else; NULL for other forms. What may not follow a number (a
 * point, an exponent) is for the caller to refuse. */
static inline const char *mlt_json_integer_quick(const char *p, const char *end, int64_t *out)
{
    static const uint32_t tens[] = {1, 10, 100, 1000, 10000, 100000, 1000000, 10000000};
    if (end - p < MLT_JSON_QUICK_ROOM)
        return NULL;
    const bool negative = *p == '-';
    p += negative;
    uint64_t word = mlt_digits_load(p);
    unsigned n = mlt_digits_count(word);
    if (n == 0 || (*p == '0' && n > 1))
        return NULL;
    int64_t value = (int64_t)mlt_digits_value(word, n);
    p += n;
    if (n == 8) {
        word = mlt_digits_load(p);
        n = mlt_digits_count(word);
        if (n == 8)
            return NULL;
        if (n > 0)
            value = value * tens[n] + (int64_t)mlt_digits_value(word, n);
        p += n;
    }
    *out = negative ? -value : value;
    return p;
}

#endif
