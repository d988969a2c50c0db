/* SPDX-License-Identifier: MIT */
#include "base/vtable.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "testing.h"

Suite *mlt_suite_base_vtable(void);

/* A struct of ours: the first release ended before `later`. */
typedef struct {
    size_t struct_size;
    uint64_t flags;
    uint64_t first;
    uint64_t later;
} ours;
enum { FIRST_SIZE = offsetof(ours, later) };

/* What a host built against a future release passes. */
typedef struct {
    ours known;
    unsigned char newer[24];
} theirs;

static theirs host;
static ours own;
static mltest_error *error;

static void set_up(void)
{
    memset(&host, 0, sizeof host);
    host.known = (ours){.struct_size = sizeof(ours), .first = 11, .later = 22};
    memset(&own, 0xAA, sizeof own);
    error = NULL;
}

static void tear_down(void)
{
    mlt_error_free(error);
}

static mltest_status read_it(uint64_t known_flags)
{
    mlt_error_free(error);
    error = NULL;
    return mlt_vtable_read(&own, sizeof own, FIRST_SIZE, &host, known_flags, "ours", &error);
}

static const char *message(void)
{
    return mlt_error_text(error, MLT_ERROR_MESSAGE);
}

START_TEST(test_the_same_size)
{
    host.known.flags = 5;
    ck_assert_int_eq(read_it(7), MLTEST_OK);
    ck_assert_ptr_null(error);
    ck_assert_uint_eq(own.flags, 5);
    ck_assert_uint_eq(own.first, 11);
    ck_assert_uint_eq(own.later, 22);
}
END_TEST

START_TEST(test_an_older_host)
{
    host.known.struct_size = FIRST_SIZE;
    ck_assert_int_eq(read_it(0), MLTEST_OK);
    ck_assert_uint_eq(own.first, 11);
    ck_assert_uint_eq(own.later, 0); /* what it does not know, whatever lies behind it */
}
END_TEST

START_TEST(test_nothing_is_read_behind_an_older_struct)
{
    unsigned char *exact = malloc(FIRST_SIZE); /* the sanitizers watch its end */
    ck_assert_ptr_nonnull(exact);
    host.known.struct_size = FIRST_SIZE;
    memcpy(exact, &host, FIRST_SIZE);
    ck_assert_int_eq(mlt_vtable_read(&own, sizeof own, FIRST_SIZE, exact, 0, "ours", NULL),
                     MLTEST_OK);
    free(exact);
}
END_TEST

START_TEST(test_a_newer_host_with_nothing_new)
{
    host.known.struct_size = sizeof host;
    ck_assert_int_eq(read_it(0), MLTEST_OK);
    ck_assert_uint_eq(own.later, 22);
    ck_assert_uint_eq(own.struct_size, sizeof host);
}
END_TEST

START_TEST(test_a_newer_host_that_uses_something_new)
{
    host.known.struct_size = sizeof host;
    for (size_t i = 0; i < sizeof host.newer; i++) {
        char offset[32];
        memset(host.newer, 0, sizeof host.newer);
        host.newer[i] = 1;
        ck_assert_int_eq(read_it(0), MLTEST_ERR_UNSUPPORTED);
        snprintf(offset, sizeof offset, "offset %zu ", sizeof(ours) + i);
        ck_assert_ptr_nonnull(strstr(message(), offset));
        ck_assert_ptr_nonnull(strstr(message(), "ours"));
    }
    host.known.struct_size = sizeof(ours); /* behind its end nothing counts */
    ck_assert_int_eq(read_it(0), MLTEST_OK);
}
END_TEST

START_TEST(test_sizes_that_no_release_had)
{
    static const size_t bad[] = {0, 1, 8, FIRST_SIZE - 1, 65537, SIZE_MAX};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        host.known.struct_size = bad[i];
        ck_assert_int_eq(read_it(0), MLTEST_ERR_INVALID);
        ck_assert_ptr_nonnull(strstr(message(), "struct_size"));
        ck_assert_ptr_nonnull(strstr(message(), "sizeof(ours)"));
    }
}
END_TEST

START_TEST(test_a_struct_that_was_never_filled_in)
{
    size_t only_size = 0; /* nothing behind it may be read */
    ck_assert_int_eq(mlt_vtable_read(&own, sizeof own, FIRST_SIZE, &only_size, 0, "ours", NULL),
                     MLTEST_ERR_INVALID);
    ck_assert_int_eq(mlt_vtable_read(&own, sizeof own, FIRST_SIZE, NULL, 0, "ours", &error),
                     MLTEST_ERR_INVALID);
    ck_assert_str_eq(message(), "ours is NULL");
}
END_TEST

START_TEST(test_flags)
{
    for (int bit = 0; bit < 64; bit++) {
        host.known.flags = UINT64_C(1) << bit;
        ck_assert_int_eq(read_it(0), MLTEST_ERR_UNSUPPORTED);
        ck_assert_int_eq(read_it(~host.known.flags), MLTEST_ERR_UNSUPPORTED);
        ck_assert_int_eq(read_it(host.known.flags), MLTEST_OK);
    }
    host.known.flags = 0x8001;
    ck_assert_int_eq(read_it(1), MLTEST_ERR_UNSUPPORTED);
    ck_assert_ptr_nonnull(strstr(message(), "0x8000")); /* only the unknown ones are named */
    host.known.flags = 0;
    ck_assert_int_eq(read_it(0), MLTEST_OK);
}
END_TEST

START_TEST(test_failures_leave_our_copy_alone)
{
    ours before = own;
    host.known.flags = 1;
    ck_assert_int_eq(read_it(0), MLTEST_ERR_UNSUPPORTED);
    host.known.struct_size = 3;
    ck_assert_int_eq(read_it(0), MLTEST_ERR_INVALID);
    ck_assert_mem_eq(&own, &before, sizeof own);
}
END_TEST

START_TEST(test_structs_need_not_be_aligned)
{
    unsigned char bytes[sizeof(ours) + 1];
    memcpy(bytes + 1, &host.known, sizeof(ours));
    ck_assert_int_eq(mlt_vtable_read(&own, sizeof own, FIRST_SIZE, bytes + 1, 0, "ours", NULL),
                     MLTEST_OK);
    ck_assert_uint_eq(own.later, 22);
}
END_TEST

/* No implicit padding: the size is the sum of the members, a multiple of 8. */
START_TEST(test_public_structs_have_no_padding)
{
    ck_assert_uint_eq(sizeof(mltest_allocator), sizeof(size_t) + 8 + 4 * sizeof(void (*)(void)));
    ck_assert_uint_eq(sizeof(mltest_log), sizeof(size_t) + 8 + 2 * sizeof(void (*)(void)));
    ck_assert_uint_eq(sizeof(mltest_io), sizeof(size_t) + 8 + 4 * sizeof(void (*)(void)));
    ck_assert_uint_eq(sizeof(mltest_pool), sizeof(size_t) + 16 + 2 * sizeof(void (*)(void)));
}
END_TEST

Suite *mlt_suite_base_vtable(void)
{
    Suite *suite = suite_create("base_vtable");
    TCase *tc = tcase_create("vtable");
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, test_the_same_size);
    tcase_add_test(tc, test_an_older_host);
    tcase_add_test(tc, test_nothing_is_read_behind_an_older_struct);
    tcase_add_test(tc, test_a_newer_host_with_nothing_new);
    tcase_add_test(tc, test_a_newer_host_that_uses_something_new);
    tcase_add_test(tc, test_sizes_that_no_release_had);
    tcase_add_test(tc, test_a_struct_that_was_never_filled_in);
    tcase_add_test(tc, test_flags);
    tcase_add_test(tc, test_failures_leave_our_copy_alone);
    tcase_add_test(tc, test_structs_need_not_be_aligned);
    tcase_add_test(tc, test_public_structs_have_no_padding);
    suite_add_tcase(suite, tc);
    return suite;
}
