/* SPDX-License-Identifier: MIT */
/*
 * Which build of the hot loops this process runs; found out once. All give the same bits.
 */
#ifndef MLT_KERNEL_CPU_H
#define MLT_KERNEL_CPU_H

typedef enum { MLT_CPU_BASELINE = 0, MLT_CPU_AVX2 = 1, MLT_CPU_AVX512 = 2 } mlt_cpu_level;

/* The best that the processor can run, or what MLTEST_CPU names if it can. */
mlt_cpu_level mlt_cpu_level_get(void);
/* What a forced name (NULL = none) makes of the highest: never more than the processor can run. */
mlt_cpu_level mlt_cpu_choose(const char *forced, mlt_cpu_level highest);
/* "baseline", "avx2" or "avx512". */
const char *mlt_cpu_path(void);

#endif
