/* SPDX-License-Identifier: MIT */
/*
 * What the tests of every group of loops need: lengths around those of vectors, numbers, and bytes
 * that nobody may touch. Every build is compared bit for bit with plain code.
 */
#ifndef MLT_TEST_KERNEL_LOOPS_H
#define MLT_TEST_KERNEL_LOOPS_H

#include <math.h>
#include <stdbool.h>
#include <string.h>

#include "kernel/cpu.h"
#include "kernel/kernels.h"
#include "testing.h"

enum { MOST = 200, GUARD = 8, LEVELS = 3, UNTOUCHED = 0x5A };

static const size_t lengths[] = {0, 1, 2, 3, 7, 8, 15, 16, 17, 31, 33, 63, 64, 65, 127, 129, 191};
enum { N_LENGTHS = sizeof lengths / sizeof lengths[0], N_CASES = N_LENGTHS * 3 };

/* One case: a length and an offset from what may be aligned. */
typedef struct {
    size_t n, at;
} loop_case;

static inline loop_case case_of(size_t t)
{
    return (loop_case){lengths[t / 3], t % 3};
}

/* Numbers of every kind that rows may hold, and some that they never should. */
static inline float number(size_t i)
{
    static const float odd[] = {0,    -0.0f, 255, 254.99998f, 256,       -1e-30f,
                                0.5f, 1e30f, NAN, INFINITY,   -INFINITY, 127.5f};
    enum { N = sizeof odd / sizeof odd[0] };
    return i % 3 == 0 ? odd[i / 3 % N] : (float)(i * 7919 % 3000) / 11 - 8;
}

static inline void fill(float *out, size_t factor, size_t period, float divisor)
{
    for (size_t i = 0; i < MOST; i++)
        out[i] = (float)(i * factor % period) / divisor;
}

/* Bytes from `from` to `end` of memory that was filled with UNTOUCHED. */
static inline void check_untouched(const void *memory, size_t from, size_t end)
{
    for (size_t i = from; i < end; i++)
        ck_assert_uint_eq(((const uint8_t *)memory)[i], UNTOUCHED);
}

#endif
