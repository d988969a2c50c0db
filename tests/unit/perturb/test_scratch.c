/* SPDX-License-Identifier: MIT */
#include "perturb/scratch.h"

#include <math.h>
#include <string.h>

#include "base/math.h"
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
    state.fail_at = state.calls + 1;
    ck_assert_ptr_null(mlt_scratch_normals(s));
    ck_assert_ptr_nonnull(mlt_scratch_normals(s));
    state.fail_at = state.calls + 1;
    ck_assert_ptr_null(mlt_scratch_new(ctx));
    mlt_scratch_free(s);
    mltest_context_free(ctx);
    ck_assert_uint_eq(state.live, 0);
}
END_TEST

/* The accuracy that the header states. */
START_TEST(test_normals)
{
    mlt_scratch *s = mlt_scratch_new(NULL);
    const float *z = mlt_scratch_normals(s);
    double square = 0, fourth = 0;
    ck_assert_ptr_eq(mlt_scratch_normals(s), z); /* made once */
    for (int k = 0; k < MLT_NORMAL_TABLE; k++) {
        ck_assert(k == 0 || z[k] > z[k - 1]);
        ck_assert_float_eq(z[k], -z[MLT_NORMAL_TABLE - 1 - k]);
        square += (double)(z[k] * z[k]) / MLT_NORMAL_TABLE;
        fourth += (double)(z[k] * z[k]) * (double)(z[k] * z[k]) / MLT_NORMAL_TABLE;
    }
    ck_assert_double_eq_tol(sqrt(square), 1, 1e-4);
    ck_assert_double_eq_tol(fourth / 3, 1, 2e-3);
    ck_assert_double_eq_tol((double)z[MLT_NORMAL_TABLE - 1], 4.32, 0.01);
    ck_assert_float_eq(z[1000], (float)mlt_normal_quantile(1000.5 / MLT_NORMAL_TABLE));
    mlt_scratch_free(s);
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
    ck_assert_ptr_eq(mlt_scratch_normals(scratch), mlt_scratch_normals(scratch));
    mlt_scratch_free(scratch);
}
END_TEST

Suite *mlt_suite_perturb_scratch(void)
{
    Suite *suite = suite_create("perturb_scratch");
    TCase *tc = tcase_create("scratch");
    tcase_add_test(tc, test_slots_grow_only);
    tcase_add_test(tc, test_out_of_memory_keeps_what_was_there);
    tcase_add_test(tc, test_normals);
    tcase_add_test(tc, test_kept);
    suite_add_tcase(suite, tc);
    return suite;
}
