/* SPDX-License-Identifier: MIT */
#include "kernel/cpu.h"
#include "kernel/kernels.h"

/* The members of a build, in the order of kernels.h. */
static const mlt_kernels builds[] = {
#define GROUP(member, type) &type##_baseline,
    [MLT_CPU_BASELINE] =
        {
#include "kernel/groups.def"
        },
#undef GROUP
#if defined(__x86_64__)
#define GROUP(member, type) &type##_avx2,
    [MLT_CPU_AVX2] =
        {
#include "kernel/groups.def"
        },
#undef GROUP
#define GROUP(member, type) &type##_avx512,
    [MLT_CPU_AVX512] =
        {
#include "kernel/groups.def"
        },
#undef GROUP
#endif
};
enum { N_BUILDS = sizeof builds / sizeof builds[0] };

const mlt_kernels *mlt_kernels_at(int level)
{
    return level <= (int)mlt_cpu_level_get() && level < N_BUILDS ? &builds[level] : NULL;
}

const mlt_kernels *mlt_kernels_get(void)
{
    return mlt_kernels_at((int)mlt_cpu_level_get());
}
