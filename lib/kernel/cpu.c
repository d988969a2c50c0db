/* SPDX-License-Identifier: MIT */
#include "kernel/cpu.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

static const char *const names[] = {"baseline", "avx2", "avx512"};
static pthread_once_t once = PTHREAD_ONCE_INIT;
static mlt_cpu_level level; /* written once, inside pthread_once */

static mlt_cpu_level best(void)
{
#if defined(__x86_64__)
    __builtin_cpu_init();
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
        __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl"))
        return MLT_CPU_AVX512;
    if (__builtin_cpu_supports("avx2"))
        return MLT_CPU_AVX2;
#endif
    return MLT_CPU_BASELINE;
}

mlt_cpu_level mlt_cpu_choose(const char *forced, mlt_cpu_level highest)
{
    for (int i = MLT_CPU_BASELINE; forced != NULL && i < (int)highest; i++) {
        if (strcmp(forced, names[i]) == 0)
            return (mlt_cpu_level)i;
    }
    return highest;
}

static void detect(void)
{
    level = mlt_cpu_choose(getenv("MLTEST_CPU"), best());
}

mlt_cpu_level mlt_cpu_level_get(void)
{
    pthread_once(&once, detect);
    return level;
}

const char *mlt_cpu_path(void)
{
    return names[mlt_cpu_level_get()];
}
