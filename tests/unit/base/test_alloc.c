/* SPDX-License-Identifier: MIT */
#include "base/alloc.h"

#include <stdint.h>
#include <string.h>

#include "testing.h"

Suite *mlt_suite_base_alloc(void);

static mlt_test_alloc state;
static mltest_context *ctx;

static void set_up(void)
{
    state = (mlt_test_alloc){.fail_at = 0};
    ctx = mlt_test_context(&state);
    state.calls = 0;
}

static void tear_down(void)
{
    mltest_context_free(ctx);
    ck_assert_uint_eq(state.live, 0);
}

START_TEST(test_everything_comes_from_the_context)
{
    void *a = mlt_alloc(ctx, 10);
    void *b = mlt_alloc_zero(ctx, 3, 4);
    void *c = mlt_realloc_array(ctx, NULL, 5, 2);
    char *d = mlt_strdup(ctx, "text");
    ck_assert_uint_eq(state.calls, 4);
    ck_assert_uint_eq(state.live, 5); /* the context is one */
    mlt_free(ctx, a);
    mlt_free(ctx, b);
    mlt_free(ctx, c);
    mlt_free(ctx, d);
    ck_assert_uint_eq(state.live, 1);
}
END_TEST

START_TEST(test_without_a_context)
{
    char *a = mlt_alloc(NULL, 10);
    ck_assert_ptr_nonnull(a);
    memset(a, 1, 10);
    a = mlt_realloc_array(NULL, a, 20, 1);
    ck_assert_ptr_nonnull(a);
    ck_assert_int_eq(a[9], 1);
    mlt_free(NULL, a);
    mlt_free(NULL, NULL);
    mlt_free(ctx, NULL);
}
END_TEST

START_TEST(test_nothing_is_served_as_one_byte)
{
    char *a = mlt_alloc(ctx, 0);
    char *b = mlt_alloc_zero(ctx, 0, 8);
    char *c = mlt_realloc_array(ctx, NULL, 8, 0);
    ck_assert(a != NULL && b != NULL && c != NULL);
    c = mlt_realloc_array(ctx, c, 0, 0); /* not a free */
    ck_assert_ptr_nonnull(c);
    ck_assert_uint_eq(state.live, 4);
    mlt_free(ctx, a);
    mlt_free(ctx, b);
    mlt_free(ctx, c);
}
END_TEST

START_TEST(test_zeroed)
{
    unsigned char *p = mlt_alloc_zero(ctx, 7, 9);
    for (size_t i = 0; i < 63; i++)
        ck_assert_uint_eq(p[i], 0);
    mlt_free(ctx, p);
}
END_TEST

START_TEST(test_products_that_overflow_never_reach_the_allocator)
{
    ck_assert_ptr_null(mlt_alloc_zero(ctx, SIZE_MAX / 2 + 1, 2));
    ck_assert_ptr_null(mlt_alloc_zero(ctx, 2, SIZE_MAX / 2 + 1));
    ck_assert_ptr_null(mlt_alloc_zero(ctx, SIZE_MAX, SIZE_MAX));
    char *p = mlt_strdup(ctx, "kept");
    ck_assert_ptr_null(mlt_realloc_array(ctx, p, SIZE_MAX / 2 + 1, 2));
    ck_assert_str_eq(p, "kept");
    mlt_free(ctx, p);
    ck_assert_ptr_null(mlt_strndup(ctx, "", SIZE_MAX));
    ck_assert_uint_eq(state.calls, 1);
}
END_TEST

START_TEST(test_failed_resizing_leaves_the_block)
{
    char *p = mlt_strdup(ctx, "kept");
    state.fail_at = state.calls + 1;
    ck_assert_ptr_null(mlt_realloc_array(ctx, p, 100, 1));
    ck_assert_str_eq(p, "kept");
    mlt_free(ctx, p);
}
END_TEST

START_TEST(test_copies_of_text)
{
    char *a = mlt_strndup(ctx, "abcdef", 3);
    char *b = mlt_strndup(ctx, "a\0c", 3);
    char *c = mlt_strdup(ctx, "");
    ck_assert_str_eq(a, "abc");
    ck_assert_mem_eq(b, "a\0c", 4);
    ck_assert_str_eq(c, "");
    mlt_free(ctx, a);
    mlt_free(ctx, b);
    mlt_free(ctx, c);
    state.fail_at = state.calls + 1;
    ck_assert_ptr_null(mlt_strdup(ctx, "x"));
}
END_TEST

START_TEST(test_arrays_grow_by_half)
{
    static const size_t caps[] = {8, 12, 18, 27, 40};
    uint64_t *items = NULL;
    size_t cap = 0, step = 0;
    for (size_t n = 0; n < 40; n++) {
        size_t before = cap;
        ck_assert(mlt_reserve(ctx, items, cap, n + 1));
        items[n] = n * n;
        if (cap != before)
            ck_assert_uint_eq(cap, caps[step++]);
    }
    ck_assert_uint_eq(step, 5);
    ck_assert_uint_eq(state.calls, 5);
    for (size_t n = 0; n < 40; n++)
        ck_assert_uint_eq(items[n], n * n);
    ck_assert(mlt_reserve(ctx, items, cap, 1000)); /* more than half at once */
    ck_assert_uint_eq(cap, 1000);
    ck_assert(mlt_reserve(ctx, items, cap, 0));
    ck_assert_uint_eq(cap, 1000);
    mlt_free(ctx, items);
}
END_TEST

START_TEST(test_failed_growth_changes_nothing)
{
    const char **items = NULL;
    size_t cap = 0;
    state.fail_at = state.calls + 1;
    ck_assert(!mlt_reserve(ctx, items, cap, 1));
    ck_assert_ptr_null(items);
    ck_assert_uint_eq(cap, 0);
    ck_assert(mlt_reserve(ctx, items, cap, 1));
    items[7] = "last";
    ck_assert(!mlt_reserve(ctx, items, cap, SIZE_MAX / 4));
    ck_assert(!mlt_reserve(ctx, items, cap, SIZE_MAX));
    state.fail_at = state.calls + 1;
    ck_assert(!mlt_reserve(ctx, items, cap, 9));
    ck_assert_uint_eq(cap, 8);
    ck_assert_str_eq(items[7], "last");
    mlt_free(ctx, (void *)items);
}
END_TEST

Suite *mlt_suite_base_alloc(void)
{
    Suite *suite = suite_create("base_alloc");
    TCase *tc = tcase_create("alloc");
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, test_everything_comes_from_the_context);
    tcase_add_test(tc, test_without_a_context);
    tcase_add_test(tc, test_nothing_is_served_as_one_byte);
    tcase_add_test(tc, test_zeroed);
    tcase_add_test(tc, test_products_that_overflow_never_reach_the_allocator);
    tcase_add_test(tc, test_failed_resizing_leaves_the_block);
    tcase_add_test(tc, test_copies_of_text);
    tcase_add_test(tc, test_arrays_grow_by_half);
    tcase_add_test(tc, test_failed_growth_changes_nothing);
    suite_add_tcase(suite, tc);
    return suite;
}
