/* SPDX-License-Identifier: MIT */
#include "base/clock.h"

#include <time.h>

#include "testing.h"

Suite *mlt_suite_base_clock(void);

START_TEST(test_never_backwards)
{
    int64_t last = mlt_clock_ns();
    for (int i = 0; i < 10000; i++) {
        int64_t now = mlt_clock_ns();
        ck_assert_int_ge(now, last);
        last = now;
    }
}
END_TEST

START_TEST(test_counts_nanoseconds)
{
    const struct timespec wait = {.tv_sec = 0, .tv_nsec = 20000000};
    int64_t before = mlt_clock_ns();
    while (nanosleep(&wait, NULL) != 0) {
    }
    int64_t passed = mlt_clock_ns() - before;
    ck_assert_int_ge(passed, 20000000);
    ck_assert_int_lt(passed, INT64_C(60000000000)); /* milliseconds or seconds would be far off */
}
END_TEST

START_TEST(test_the_monotonic_clock)
{
    struct timespec before, after;
    clock_gettime(CLOCK_MONOTONIC, &before);
    int64_t now = mlt_clock_ns();
    clock_gettime(CLOCK_MONOTONIC, &after);
    ck_assert_int_ge(now / 1000000000, before.tv_sec);
    ck_assert_int_le(now / 1000000000, after.tv_sec);
    if (before.tv_sec == after.tv_sec) {
        ck_assert_int_ge(now % 1000000000, before.tv_nsec);
        ck_assert_int_le(now % 1000000000, after.tv_nsec);
    }
}
END_TEST

Suite *mlt_suite_base_clock(void)
{
    Suite *suite = suite_create("base_clock");
    TCase *tc = tcase_create("clock");
    tcase_set_timeout(tc, 90);
    tcase_add_test(tc, test_never_backwards);
    tcase_add_test(tc, test_counts_nanoseconds);
    tcase_add_test(tc, test_the_monotonic_clock);
    suite_add_tcase(suite, tc);
    return suite;
}
