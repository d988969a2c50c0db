/* SPDX-License-Identifier: MIT */
#include "kernel/cpu.h"
#include "kernel/kernels.h"

extern const mlt_kernels mlt_kernels_baseline;
#if defined(__x86_64__)
extern const mlt_kernels mlt_kernels_avx2, mlt_kernels_avx512;
#endif

const mlt_kernels *mlt_kernels_at(int level)
{
    if (level > (int)mlt_cpu_level_get())
        return NULL;
#if defined(__x86_64__)
    if (level == MLT_CPU_AVX512)
        return &mlt_kernels_avx512;
    if (level == MLT_CPU_AVX2)
        return &mlt_kernels_avx2;
#endif
    return level == MLT_CPU_BASELINE ? &mlt_kernels_baseline : NULL;
}

const mlt_kernels *mlt_kernels_get(void)
{
    return mlt_kernels_at((int)mlt_cpu_level_get());
}
