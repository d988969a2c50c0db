/* SPDX-License-Identifier: MIT */
/*
 * How a group of loops gets its builds: the names of what is compiled once per instruction set.
 */
#ifndef MLT_KERNEL_BUILD_H
#define MLT_KERNEL_BUILD_H

#include <stddef.h>
#include <stdint.h>

/* In a group's header: the builds there may be. */
#define MLT_KERNEL_BUILDS(type) extern const type type##_baseline, type##_avx2, type##_avx512

/* In its source: the table of this build, MLT_ISA. */
#define MLT_KERNEL_NAME2(type, isa) type##_##isa
#define MLT_KERNEL_NAME(type, isa) MLT_KERNEL_NAME2(type, isa)
#define MLT_KERNEL_BUILD(type) const type MLT_KERNEL_NAME(type, MLT_ISA)

#endif
