/* SPDX-License-Identifier: MIT */
#include "measure/tags.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "testing.h"

Suite *mlt_suite_measure_tags(void);

static mlt_tags tags;
static mlt_test_alloc heap;
static mltest_context *ctx;

static void set_up(void)
{
    heap = (mlt_test_alloc){0, 0, 0};
    ctx = mlt_test_context(&heap);
    tags = (mlt_tags){NULL, 0, 0};
}

static void tear_down(void)
{
    mlt_tags_free(ctx, &tags);
    ck_assert_uint_eq(tags.n, 0);
    mltest_context_free(ctx);
    ck_assert_uint_eq(heap.live, 0);
}

static void set(const char *name, const char *text, double number)
{
    ck_assert_int_eq(mlt_tags_set(ctx, &tags, name, text, number, NULL), MLTEST_OK);
}

START_TEST(test_sorted_by_name_whatever_the_order_of_calls)
{
    static const char *const names[] = {"m", "z", "a", "mm", "B", "m0"};
    static const char *const sorted[] = {"B", "a", "m", "m0", "mm", "z"};
    for (size_t i = 0; i < 6; i++)
        set(names[i], NULL, (double)i);
    ck_assert_uint_eq(tags.n, 6);
    for (size_t i = 0; i < 6; i++)
        ck_assert_str_eq(tags.items[i].name, sorted[i]);
}
END_TEST

START_TEST(test_find)
{
    ck_assert_ptr_null(mlt_tags_find(&tags, "a"));
    set("b", NULL, 2.5);
    set("d", "text", 0);
    const mlt_tag *b = mlt_tags_find(&tags, "b");
    ck_assert_ptr_nonnull(b);
    ck_assert_ptr_null(b->text);
    ck_assert_double_eq(b->number, 2.5);
    ck_assert_str_eq(mlt_tags_find(&tags, "d")->text, "text");
    ck_assert_ptr_null(mlt_tags_find(&tags, "a"));
    ck_assert_ptr_null(mlt_tags_find(&tags, "c"));
    ck_assert_ptr_null(mlt_tags_find(&tags, "dd"));
}
END_TEST

START_TEST(test_replacing_changes_the_type_too)
{
    set("a", NULL, 1.0);
    set("a", "one", 7.0);
    ck_assert_uint_eq(tags.n, 1);
    ck_assert_str_eq(tags.items[0].text, "one");
    ck_assert_double_eq(tags.items[0].number, 0.0);
    set("a", NULL, -3.0);
    ck_assert_ptr_null(tags.items[0].text);
    ck_assert_double_eq(tags.items[0].number, -3.0);
    set("a", "", 0.0);
    ck_assert_str_eq(tags.items[0].text, "");
}
END_TEST

START_TEST(test_many)
{
    char name[16];
    for (int i = 0; i < 500; i++) {
        snprintf(name, sizeof name, "t%03d", (i * 7919) % 500);
        set(name, NULL, (i * 7919) % 500);
    }
    ck_assert_uint_eq(tags.n, 500);
    for (int i = 0; i < 500; i++) {
        snprintf(name, sizeof name, "t%03d", i);
        ck_assert_double_eq(mlt_tags_find(&tags, name)->number, i);
        ck_assert_str_eq(tags.items[i].name, name);
    }
}
END_TEST

START_TEST(test_refuses_bad_names_and_numbers)
{
    set("a", NULL, 1.0);
    mltest_error *error = NULL;
    ck_assert_int_eq(mlt_tags_set(ctx, &tags, "", NULL, 1.0, &error), MLTEST_ERR_INVALID);
    ck_assert_ptr_nonnull(error);
    mltest_error_free(error);
    error = NULL;
    ck_assert_int_eq(mlt_tags_set(ctx, &tags, "a", NULL, NAN, &error), MLTEST_ERR_INVALID);
    ck_assert_ptr_nonnull(strstr(mltest_error_message(error), "\"a\""));
    mltest_error_free(error);
    ck_assert_int_eq(mlt_tags_set(ctx, &tags, "b", NULL, INFINITY, NULL), MLTEST_ERR_INVALID);
    ck_assert_int_eq(mlt_tags_set(ctx, &tags, "b", NULL, -INFINITY, NULL), MLTEST_ERR_INVALID);
    ck_assert_uint_eq(tags.n, 1);
    ck_assert_double_eq(tags.items[0].number, 1.0);
    set("c", "a text needs no number", NAN);
    ck_assert_double_eq(mlt_tags_find(&tags, "c")->number, 0.0);
}
END_TEST

START_TEST(test_copy_is_deep_and_replaces)
{
    set("a", "x", 0);
    set("b", NULL, 4);
    mlt_tags copy = {NULL, 0, 0};
    ck_assert_int_eq(mlt_tags_set(ctx, &copy, "old", NULL, 1, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_tags_copy(ctx, &copy, &tags, NULL), MLTEST_OK);
    set("a", "y", 0);
    ck_assert_uint_eq(copy.n, 2);
    ck_assert_ptr_null(mlt_tags_find(&copy, "old"));
    ck_assert_str_eq(mlt_tags_find(&copy, "a")->text, "x");
    ck_assert_double_eq(mlt_tags_find(&copy, "b")->number, 4);
    mlt_tags_free(ctx, &copy);
}
END_TEST

static mltest_status set_and_copy(mltest_context *failing, void *data)
{
    (void)data;
    mlt_tags a = {NULL, 0, 0};
    mlt_tags b = {NULL, 0, 0};
    char name[8];
    mltest_status status = MLTEST_OK;
    for (int i = 0; i < 12 && status == MLTEST_OK; i++) {
        snprintf(name, sizeof name, "n%d", i);
        size_t before = a.n;
        status = mlt_tags_set(failing, &a, name, i % 2 ? "text" : NULL, i, NULL);
        ck_assert_uint_eq(a.n, status == MLTEST_OK ? before + 1 : before);
    }
    if (status == MLTEST_OK)
        status = mlt_tags_set(failing, &a, "n1", "other", 0, NULL);
    if (status == MLTEST_OK)
        status = mlt_tags_copy(failing, &b, &a, NULL);
    mlt_tags_free(failing, &a);
    mlt_tags_free(failing, &b);
    return status;
}

START_TEST(test_out_of_memory)
{
    mlt_test_every_allocation(set_and_copy, NULL);
}
END_TEST

Suite *mlt_suite_measure_tags(void)
{
    TCase *tc = tcase_create("tags");
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, test_sorted_by_name_whatever_the_order_of_calls);
    tcase_add_test(tc, test_find);
    tcase_add_test(tc, test_replacing_changes_the_type_too);
    tcase_add_test(tc, test_many);
    tcase_add_test(tc, test_refuses_bad_names_and_numbers);
    tcase_add_test(tc, test_copy_is_deep_and_replaces);
    tcase_add_test(tc, test_out_of_memory);
    Suite *suite = suite_create("measure_tags");
    suite_add_tcase(suite, tc);
    return suite;
}
