/* SPDX-License-Identifier: MIT */
#if defined(__linux__)
#define _GNU_SOURCE /* for the processors that a container or taskset leaves to the process */
#include <sched.h>
#endif

#include "base/pool.h"

#include <unistd.h>

size_t mlt_cpu_count(void)
{
#if defined(__linux__)
    cpu_set_t allowed; /* the call fails on machines with more processors than it has bits */
    if (sched_getaffinity(0, sizeof allowed, &allowed) == 0 && CPU_COUNT(&allowed) > 0)
        return (size_t)CPU_COUNT(&allowed);
#endif
    long n = sysconf(_SC_NPROCESSORS_ONLN);
    return n < 1 ? 1 : (size_t)n;
}
