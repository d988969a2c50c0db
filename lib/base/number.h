/* SPDX-License-Identifier: MIT */
/*
 * Numbers as text, the same in every locale and on every machine. Nothing here allocates.
 */
#ifndef MLT_BASE_NUMBER_H
#define MLT_BASE_NUMBER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { MLT_NUMBER_SIZE = 32 }; /* room for any number, and its NUL */

/*
 * The shortest decimal that reads back as the same value, the closest to it among the shortest;
 * legal JSON. With d.ddd × 10^e: plain for -5 <= e < 17 ("25", "-3.5", "0.00001"), else like
 * "1e-7" and "1.5e+300": sign always, no leading zeros in the exponent. Zero keeps its sign: "-0".
 * Returns the length without the NUL; 0 and "" when v is not finite, which the caller must sort
 * out before.
 */
size_t mlt_format_double(char out[MLT_NUMBER_SIZE], double v);
size_t mlt_format_float(char out[MLT_NUMBER_SIZE], float v);
size_t mlt_format_i64(char out[MLT_NUMBER_SIZE], int64_t v);
size_t mlt_format_u64(char out[MLT_NUMBER_SIZE], uint64_t v);

/*
 * Exactly n bytes of JSON number: no spaces, no '+', no leading zeros, digits on both sides of a
 * point. The nearest double, ties to even, whatever the number of digits. Too large gives ±inf,
 * too small ±0; both return true. On false *out is untouched.
 */
bool mlt_parse_double(const char *text, size_t n, double *out);
/* Exactly n bytes of digits ('-' before them for i64), no leading zeros; false if out of range. */
bool mlt_parse_i64(const char *text, size_t n, int64_t *out);
bool mlt_parse_u64(const char *text, size_t n, uint64_t *out);

#endif
