/* SPDX-License-Identifier: MIT */
/*
 * A scanned decimal number for base/number_parse.c, and its exact comparison with doubles.
 */
#ifndef MLT_BASE_NUMBER_DECIMAL_H
#define MLT_BASE_NUMBER_DECIMAL_H

#include <stdbool.h>
#include <stdint.h>

typedef struct {
    bool negative;
    /* The digits before and after the point, as they stand in the text. */
    const char *whole, *whole_end, *fraction, *fraction_end;
    int64_t n;        /* of these, from the first that is not 0 on */
    uint64_t word;    /* the first 19 of those n, or all */
    int64_t exponent; /* of ten, at the last digit */
} mlt_decimal;

/*
 * Given the bits of a finite double low with low <= |d| <= the next above it, those of the two
 * that is nearer to |d|, ties to even. d is not 0, its value between 10^-326 and 10^310.
 */
uint64_t mlt_decimal_beside(const mlt_decimal *d, uint64_t low);

#endif
