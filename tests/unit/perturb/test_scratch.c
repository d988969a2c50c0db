/* SPDX-License-Identifier: MIT */
#include "perturb/scratch.h"

#include <string.h>

#include "testing.h"

START_TEST(test_slots_grow_only)
{
    mlt_test_alloc state = {.fail_at = 0};
    mltest_context *ctx = mlt_test_context(&state);
    mlt_scratch *s = mlt_scratch_new(ctx);
    void *a = mlt_scratch_get(s, 0, 100), *b = mlt_scratch_get(s, MLT_SCRATCH_SLOTS - 1, 50);
    memset(a, 1, 100);
    memset(b, 2, 50);
    size_t calls = state.calls;
    ck_assert_ptr_ne(a, b);
    ck_assert_uint_eq((uintptr_t)a % 64, 0);
    ck_assert_uint_eq((uintptr_t)b % 64, 0);
    ck_assert_ptr_eq(mlt_scratch_get(s, 0, 40), a);
    ck_assert_ptr_eq(mlt_scratch_get(s, 0, 100), a);
    ck_assert_uint_eq(state.calls, calls);
    memset(mlt_scratch_get(s, 0, 101), 3, 101);
    ck_assert_uint_eq(state.calls, calls + 1);
    ck_assert_uint_eq(((unsigned char *)b)[49], 2);
    mlt_scratch_free(s);
    mlt_scratch_free(NULL);
    mltest_context_free(ctx);
    ck_assert_uint_eq(state.live, 0);
}
END_TEST

START_TEST(test_out_of_memory_keeps_what_was_there)
{
    mlt_test_alloc state = {.fail_at = 0};
    mltest_context *ctx = mlt_test_context(&state);
    mlt_scratch *s = mlt_scratch_new(ctx);
    void *a = mlt_scratch_get(s, 3, 64);
    state.fail_at = state.calls + 1;
    ck_assert_ptr_null(mlt_scratch_get(s, 3, 65));
    ck_assert_ptr_eq(mlt_scratch_get(s, 3, 64), a);
    bool is_new;
    state.fail_at = state.calls + 1;
    ck_assert_ptr_null(mlt_scratch_keep(s, MLT_KEPT_ICE, 10, &is_new));
    ck_assert_ptr_nonnull(mlt_scratch_keep(s, MLT_KEPT_ICE, 10, &is_new));
    state.fail_at = state.calls + 1;
    ck_assert_ptr_null(mlt_scratch_new(ctx));
    mlt_scratch_free(s);
    mltest_context_free(ctx);
    ck_assert_uint_eq(state.live, 0);
}
END_TEST

Suite *mlt_suite_perturb_scratch(void);
START_TEST(test_kept)
{
    bool is_new = false;
    mlt_scratch *scratch = mlt_scratch_new(NULL);
    ck_assert(!mlt_scratch_has(scratch, MLT_KEPT_ICE));
    char *first = mlt_scratch_keep(scratch, MLT_KEPT_ICE, 100, &is_new);
    ck_assert(is_new && mlt_scratch_has(scratch, MLT_KEPT_ICE));
    first[99] = 5;
    ck_assert_ptr_eq(mlt_scratch_keep(scratch, MLT_KEPT_ICE, 100, &is_new), first);
    ck_assert(!is_new);
    mlt_scratch_free(scratch);
}
END_TEST

Suite *mlt_suite_perturb_scratch(void)
{
    Suite *suite = suite_create("perturb_scratch");
    TCase *tc = tcase_create("scratch");
    tcase_add_test(tc, test_slots_grow_only);
    tcase_add_test(tc, test_out_of_memory_keeps_what_was_there);
    tcase_add_test(tc, test_kept);
    suite_add_tcase(suite, tc);
    return suite;
}
