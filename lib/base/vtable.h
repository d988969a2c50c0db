/* SPDX-License-Identifier: MIT */
/*
 * Reading the structs that hosts pass: the one place that knows the rules for sizes and flags.
 */
#ifndef MLT_BASE_VTABLE_H
#define MLT_BASE_VTABLE_H

#include "mltest/types.h"

#include <stddef.h>
#include <stdint.h>

/*
 * Copies a host's struct (size_t struct_size, uint64_t flags, …) into ours.
 * smaller than first_size → MLTEST_ERR_INVALID; shorter than own_size → the rest is zero; longer →
 * accepted if the tail is zero, else MLTEST_ERR_UNSUPPORTED naming the offset; flag bits outside
 * known_flags → MLTEST_ERR_UNSUPPORTED.
 */
mltest_status mlt_vtable_read(void *own, size_t own_size, size_t first_size, const void *host,
                              uint64_t known_flags, const char *name, mltest_error **error);

#endif
