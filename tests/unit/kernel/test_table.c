/* SPDX-License-Identifier: MIT */
#include "kernel/loops.h"

START_TEST(test_builds_up_to_the_processors)
{
    ck_assert_ptr_nonnull(mlt_kernels_at(MLT_CPU_BASELINE));
    ck_assert_ptr_eq(mlt_kernels_get(), mlt_kernels_at((int)mlt_cpu_level_get()));
    ck_assert_ptr_null(mlt_kernels_at(LEVELS));
    for (int level = 0; level < LEVELS; level++)
        ck_assert_int_eq(mlt_kernels_at(level) != NULL, level <= (int)mlt_cpu_level_get());
}
END_TEST

START_TEST(test_builds_are_others)
{
    for (int level = 1; level <= (int)mlt_cpu_level_get(); level++) {
        const mlt_kernels *a = mlt_kernels_at(level), *b = mlt_kernels_at(level - 1);
#define GROUP(member, type) ck_assert_ptr_ne(a->member, b->member);
#include "kernel/groups.def"
#undef GROUP
    }
}
END_TEST

Suite *mlt_suite_kernel_table(void);
Suite *mlt_suite_kernel_table(void)
{
    Suite *suite = suite_create("kernel_table");
    TCase *tc = tcase_create("table");
    tcase_add_test(tc, test_builds_up_to_the_processors);
    tcase_add_test(tc, test_builds_are_others);
    suite_add_tcase(suite, tc);
    return suite;
}
