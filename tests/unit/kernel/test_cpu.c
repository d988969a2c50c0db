/* SPDX-License-Identifier: MIT */
#include "kernel/cpu.h"

#include <pthread.h>
#include <stdlib.h>

#include "testing.h"

Suite *mlt_suite_kernel_cpu(void);

static const char *const names[] = {"baseline", "avx2", "avx512"};

START_TEST(test_a_name_for_every_level)
{
    mlt_cpu_level level = mlt_cpu_level_get();
    ck_assert_int_ge((int)level, (int)MLT_CPU_BASELINE);
    ck_assert_int_le((int)level, (int)MLT_CPU_AVX512);
    ck_assert_str_eq(mlt_cpu_path(), names[level]);
}
END_TEST

START_TEST(test_forcing)
{
    for (int highest = 0; highest < 3; highest++) {
        ck_assert_int_eq((int)mlt_cpu_choose(NULL, (mlt_cpu_level)highest), highest);
        for (int forced = 0; forced < 3; forced++) {
            int expected = forced < highest ? forced : highest; /* never more than it can run */
            ck_assert_int_eq((int)mlt_cpu_choose(names[forced], (mlt_cpu_level)highest), expected);
        }
    }
}
END_TEST

START_TEST(test_names_that_are_none)
{
    static const char *const bad[] = {"", "AVX2", "avx", "avx2 ", "baseline2", "sse", "0"};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        ck_assert_int_eq((int)mlt_cpu_choose(bad[i], MLT_CPU_AVX512), (int)MLT_CPU_AVX512);
}
END_TEST

START_TEST(test_the_environment_is_read_once)
{
    mlt_cpu_level level = mlt_cpu_level_get();
    ck_assert_int_eq(setenv("MLTEST_CPU", level == MLT_CPU_BASELINE ? "avx2" : "baseline", 1), 0);
    ck_assert_int_eq((int)mlt_cpu_level_get(), (int)level);
    ck_assert_int_eq(unsetenv("MLTEST_CPU"), 0);
}
END_TEST

static void *ask(void *level)
{
    *(mlt_cpu_level *)level = mlt_cpu_level_get();
    return NULL;
}

START_TEST(test_all_threads_see_the_same)
{
    pthread_t threads[8];
    mlt_cpu_level levels[8];
    for (int i = 0; i < 8; i++)
        ck_assert_int_eq(pthread_create(&threads[i], NULL, ask, &levels[i]), 0);
    for (int i = 0; i < 8; i++) {
        pthread_join(threads[i], NULL);
        ck_assert_int_eq((int)levels[i], (int)mlt_cpu_level_get());
    }
}
END_TEST

#if !defined(__x86_64__)
START_TEST(test_other_processors_run_the_baseline)
{
    ck_assert_str_eq(mlt_cpu_path(), "baseline");
}
END_TEST
#endif

Suite *mlt_suite_kernel_cpu(void)
{
    Suite *suite = suite_create("kernel_cpu");
    TCase *tc = tcase_create("cpu");
    tcase_add_test(tc, test_a_name_for_every_level);
    tcase_add_test(tc, test_forcing);
    tcase_add_test(tc, test_names_that_are_none);
    tcase_add_test(tc, test_the_environment_is_read_once);
    tcase_add_test(tc, test_all_threads_see_the_same);
#if !defined(__x86_64__)
    tcase_add_test(tc, test_other_processors_run_the_baseline);
#endif
    suite_add_tcase(suite, tc);
    return suite;
}
