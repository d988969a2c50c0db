/* SPDX-License-Identifier: MIT */
/*
 * Monotonic time; never part of a result except the `ms` fields, which can be left out.
 */
#ifndef MLT_BASE_CLOCK_H
#define MLT_BASE_CLOCK_H

#include <stdint.h>

/* Nanoseconds since an arbitrary moment. */
int64_t mlt_clock_ns(void);

#endif
