/* SPDX-License-Identifier: MIT */
#include "base/arena.h"

#include <stdalign.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "testing.h"

Suite *mlt_suite_base_arena(void);

static mlt_test_alloc state;
static mltest_context *ctx;
static mlt_arena *arena;

static void set_up(void)
{
    state = (mlt_test_alloc){.fail_at = 0};
    ctx = mlt_test_context(&state);
    arena = mlt_arena_new(ctx);
    ck_assert_ptr_nonnull(arena);
}

static void tear_down(void)
{
    mlt_arena_free(arena);
    mltest_context_free(ctx);
    ck_assert_uint_eq(state.live, 0);
}

START_TEST(test_zeroed_and_aligned_for_any_type)
{
    for (size_t n = 0; n < 200; n++) {
        unsigned char *p = mlt_arena_alloc(arena, n, 3);
        ck_assert_ptr_nonnull(p);
        ck_assert_uint_eq((uintptr_t)p % alignof(max_align_t), 0);
        for (size_t i = 0; i < 3 * n; i++)
            ck_assert_uint_eq(p[i], 0);
        memset(p, 0xFF, 3 * n); /* the next piece must not show it */
    }
    ck_assert_uint_eq(state.live, 3); /* context, arena, one block for all */
}
END_TEST

START_TEST(test_pieces_do_not_overlap)
{
    enum { N = 3000 };
    static unsigned char *pieces[N];
    for (size_t i = 0; i < N; i++) {
        pieces[i] = mlt_arena_alloc(arena, 1 + i % 700, 1);
        memset(pieces[i], (int)(i % 256), 1 + i % 700);
    }
    for (size_t i = 0; i < N; i++) {
        for (size_t k = 0; k < 1 + i % 700; k++)
            ck_assert_uint_eq(pieces[i][k], i % 256);
    }
}
END_TEST

START_TEST(test_large_pieces_leave_the_block_in_use)
{
    enum { LARGE = 1000000 };
    char *a = mlt_arena_alloc(arena, 16, 1);
    size_t live = state.live;
    char *large = mlt_arena_alloc(arena, LARGE, 1);
    char *b = mlt_arena_alloc(arena, 16, 1);
    ck_assert_uint_eq(state.live, live + 1);
    ck_assert_ptr_eq(b, a + 16); /* still filled where it was left */
    memset(large, 1, LARGE);
    ck_assert_int_eq(b[0], 0);
}
END_TEST

START_TEST(test_a_large_piece_first)
{
    char *large = mlt_arena_alloc(arena, 1000000, 1);
    char *small = mlt_arena_alloc(arena, 100, 1);
    ck_assert(large != NULL && small != NULL);
    memset(large, 1, 1000000);
    ck_assert_int_eq(small[99], 0);
}
END_TEST

START_TEST(test_strings)
{
    ck_assert_str_eq(mlt_arena_string(arena, "abcdef", 3), "abc");
    ck_assert_str_eq(mlt_arena_string(arena, "", 0), "");
    ck_assert_mem_eq(mlt_arena_string(arena, "a\0b", 3), "a\0b", 4);
    ck_assert_ptr_null(mlt_arena_string(arena, "x", SIZE_MAX)); /* no room for its NUL */
}
END_TEST

START_TEST(test_sizes_that_overflow)
{
    size_t calls = state.calls;
    ck_assert_ptr_null(mlt_arena_alloc(arena, SIZE_MAX, 2));
    ck_assert_ptr_null(mlt_arena_alloc(arena, SIZE_MAX / 2 + 1, 2));
    ck_assert_ptr_null(mlt_arena_alloc(arena, SIZE_MAX, 1));
    ck_assert_ptr_null(mlt_arena_alloc(arena, SIZE_MAX - 40, 1));
    ck_assert_uint_eq(state.calls, calls);
    ck_assert_ptr_nonnull(mlt_arena_alloc(arena, 1, 1));
}
END_TEST

START_TEST(test_the_context_outlives_the_arena)
{
    mltest_context *own = ctx;
    ctx = NULL;
    mltest_context_free(own); /* the arena holds a reference */
    ck_assert_ptr_nonnull(mlt_arena_alloc(arena, 10, 1));
}
END_TEST

START_TEST(test_without_a_context)
{
    mlt_arena *plain = mlt_arena_new(NULL);
    ck_assert_str_eq(mlt_arena_string(plain, "text", 4), "text");
    mlt_arena_free(plain);
    mlt_arena_free(NULL);
}
END_TEST

START_TEST(test_joined_arenas)
{
    mlt_arena *other = mlt_arena_new(ctx), *empty = mlt_arena_new(ctx);
    char *a = mlt_arena_string(arena, "own", 3), *b = mlt_arena_string(other, "other", 5);
    mlt_arena_alloc(other, 300000, 1);
    mlt_arena_join(arena, other);
    mlt_arena_join(arena, empty);
    size_t calls = state.calls;
    char *c = mlt_arena_string(arena, "next", 4); /* in the block that was begun */
    ck_assert_uint_eq(state.calls, calls);
    ck_assert_str_eq(a, "own");
    ck_assert_str_eq(b, "other");
    ck_assert_str_eq(c, "next");
}
END_TEST

START_TEST(test_an_empty_arena_takes_over)
{
    mlt_arena *other = mlt_arena_new(ctx);
    char *a = mlt_arena_string(other, "other", 5);
    mlt_arena_join(arena, other);
    ck_assert_str_eq(a, "other");
    ck_assert_ptr_nonnull(mlt_arena_alloc(arena, 10, 1));
}
END_TEST

static mltest_status build(mltest_context *c, void *data)
{
    (void)data;
    mlt_arena *a = mlt_arena_new(c);
    bool ok = a != NULL;
    for (int i = 0; ok && i < 10; i++)
        ok = mlt_arena_alloc(a, 100000, 1) != NULL && mlt_arena_alloc(a, 300000, 1) != NULL;
    ok = ok && mlt_arena_string(a, "x", 1) != NULL;
    mlt_arena_free(a);
    return ok ? MLTEST_OK : MLTEST_ERR_MEMORY;
}

START_TEST(test_every_allocation_may_fail)
{
    mlt_test_every_allocation(build, NULL);
}
END_TEST

Suite *mlt_suite_base_arena(void)
{
    Suite *suite = suite_create("base_arena");
    TCase *tc = tcase_create("arena");
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, test_zeroed_and_aligned_for_any_type);
    tcase_add_test(tc, test_pieces_do_not_overlap);
    tcase_add_test(tc, test_large_pieces_leave_the_block_in_use);
    tcase_add_test(tc, test_a_large_piece_first);
    tcase_add_test(tc, test_strings);
    tcase_add_test(tc, test_sizes_that_overflow);
    tcase_add_test(tc, test_the_context_outlives_the_arena);
    tcase_add_test(tc, test_without_a_context);
    tcase_add_test(tc, test_joined_arenas);
    tcase_add_test(tc, test_an_empty_arena_takes_over);
    tcase_add_test(tc, test_every_allocation_may_fail);
    suite_add_tcase(suite, tc);
    return suite;
}
