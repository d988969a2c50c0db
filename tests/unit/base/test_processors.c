/* SPDX-License-Identifier: MIT */
#if defined(__linux__)
#define _GNU_SOURCE
#include <sched.h>
#endif

#include <unistd.h>

#include "base/pool.h"
#include "testing.h"

Suite *mlt_suite_base_processors(void);

START_TEST(test_between_one_and_what_is_there)
{
    size_t n = mlt_cpu_count();
    ck_assert_uint_ge(n, 1);
    ck_assert_uint_le(n, (size_t)sysconf(_SC_NPROCESSORS_CONF));
}
END_TEST

#if defined(__linux__)
/* Containers and taskset leave a process fewer processors than the machine has. */
START_TEST(test_only_those_left_to_the_process)
{
    cpu_set_t before, one;
    ck_assert_int_eq(sched_getaffinity(0, sizeof before, &before), 0);
    ck_assert_uint_eq(mlt_cpu_count(), (size_t)CPU_COUNT(&before));
    size_t first = 0;
    while (!CPU_ISSET(first, &before))
        first++;
    CPU_ZERO(&one);
    CPU_SET(first, &one);
    ck_assert_int_eq(sched_setaffinity(0, sizeof one, &one), 0);
    ck_assert_uint_eq(mlt_cpu_count(), 1);
    ck_assert_int_eq(sched_setaffinity(0, sizeof before, &before), 0);
    ck_assert_uint_eq(mlt_cpu_count(), (size_t)CPU_COUNT(&before));
}
END_TEST
#endif

Suite *mlt_suite_base_processors(void)
{
    Suite *suite = suite_create("base_processors");
    TCase *tc = tcase_create("processors");
    tcase_add_test(tc, test_between_one_and_what_is_there);
#if defined(__linux__)
    tcase_add_test(tc, test_only_those_left_to_the_process);
#endif
    suite_add_tcase(suite, tc);
    return suite;
}
