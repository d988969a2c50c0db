/* SPDX-License-Identifier: MIT */
#include "annotation/classes.h"
#include "testing.h"

#include <stdio.h>

Suite *mlt_suite_annotation_classes(void);

static void add(mlt_classes *classes, const char *name)
{
    ck_assert_int_eq(mlt_classes_add(NULL, classes, name, NULL), MLTEST_OK);
}

START_TEST(add_and_find)
{
    mlt_classes classes = {NULL, 0, 0};
    ck_assert_int_eq(mlt_classes_find(&classes, "cat"), -1);
    add(&classes, "cat");
    add(&classes, "dog");
    add(&classes, "Cat"); /* case matters */
    ck_assert_uint_eq(classes.n, 3);
    ck_assert_int_eq(mlt_classes_find(&classes, "cat"), 0);
    ck_assert_int_eq(mlt_classes_find(&classes, "dog"), 1);
    ck_assert_int_eq(mlt_classes_find(&classes, "Cat"), 2);
    ck_assert_int_eq(mlt_classes_find(&classes, "ca"), -1);
    ck_assert_int_eq(mlt_classes_find(&classes, ""), -1);
    mlt_classes_free(NULL, &classes);
    ck_assert_uint_eq(classes.n, 0);
    mlt_classes_free(NULL, &classes);
}
END_TEST

START_TEST(refusals)
{
    mlt_classes classes = {NULL, 0, 0};
    mltest_error *error = NULL;
    add(&classes, "cat");
    ck_assert_int_eq(mlt_classes_add(NULL, &classes, "", &error), MLTEST_ERR_INVALID);
    mltest_error_free(error);
    error = NULL;
    ck_assert_int_eq(mlt_classes_add(NULL, &classes, NULL, NULL), MLTEST_ERR_INVALID);
    ck_assert_int_eq(mlt_classes_add(NULL, &classes, "cat", &error), MLTEST_ERR_INVALID);
    ck_assert_ptr_nonnull(strstr(mltest_error_message(error), "cat"));
    mltest_error_free(error);
    ck_assert_uint_eq(classes.n, 1);
    mlt_classes_free(NULL, &classes);
}
END_TEST

START_TEST(limited)
{
    mlt_test_alloc alloc = {0, 0, 0};
    mltest_context *ctx = mlt_test_context(&alloc);
    ck_assert_int_eq(mltest_context_set_limit(ctx, "max_classes", 2, NULL), MLTEST_OK);
    mlt_classes classes = {NULL, 0, 0};
    ck_assert_int_eq(mlt_classes_add(ctx, &classes, "a", NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_classes_add(ctx, &classes, "b", NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_classes_add(ctx, &classes, "c", NULL), MLTEST_ERR_LIMIT);
    ck_assert_uint_eq(classes.n, 2);
    mlt_classes_free(ctx, &classes);
    mltest_context_free(ctx);
    ck_assert_uint_eq(alloc.live, 0);
}
END_TEST

START_TEST(copies)
{
    mlt_classes from = {NULL, 0, 0};
    mlt_classes to = {NULL, 0, 0};
    add(&from, "a");
    add(&from, "b");
    add(&to, "old");
    ck_assert_int_eq(mlt_classes_copy(NULL, &to, &from, NULL), MLTEST_OK);
    mlt_classes_free(NULL, &from);
    ck_assert_uint_eq(to.n, 2);
    ck_assert_str_eq(to.names[0], "a");
    ck_assert_str_eq(to.names[1], "b");
    ck_assert_int_eq(mlt_classes_copy(NULL, &to, &from, NULL), MLTEST_OK);
    ck_assert_uint_eq(to.n, 0);
}
END_TEST

static mltest_status fill_and_copy(mltest_context *ctx, void *data)
{
    (void)data;
    mlt_classes classes = {NULL, 0, 0};
    mlt_classes copy = {NULL, 0, 0};
    mltest_status status = MLTEST_OK;
    for (int i = 0; i < 20 && status == MLTEST_OK; i++) {
        char name[32];
        snprintf(name, sizeof name, "class %d", i);
        size_t before = classes.n;
        status = mlt_classes_add(ctx, &classes, name, NULL);
        if (status != MLTEST_OK)
            ck_assert_uint_eq(classes.n, before);
    }
    if (status == MLTEST_OK)
        status = mlt_classes_copy(ctx, &copy, &classes, NULL);
    if (status == MLTEST_OK)
        ck_assert_str_eq(copy.names[19], "class 19");
    mlt_classes_free(ctx, &classes);
    mlt_classes_free(ctx, &copy);
    return status;
}

START_TEST(out_of_memory)
{
    mlt_test_every_allocation(fill_and_copy, NULL);
}
END_TEST

Suite *mlt_suite_annotation_classes(void)
{
    Suite *suite = suite_create("annotation_classes");
    TCase *tests = tcase_create("classes");
    tcase_add_test(tests, add_and_find);
    tcase_add_test(tests, refusals);
    tcase_add_test(tests, limited);
    tcase_add_test(tests, copies);
    tcase_add_test(tests, out_of_memory);
    suite_add_tcase(suite, tests);
    return suite;
}
