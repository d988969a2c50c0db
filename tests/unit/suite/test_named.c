/* SPDX-License-Identifier: MIT */
#include "suite/suite.h"

#include <string.h>

#include "testing.h"

Suite *mlt_suite_suite_named(void);

static const mlt_named_suite *find(const char *name)
{
    for (size_t i = 0; i < mlt_named_suite_count; i++)
        if (strcmp(mlt_named_suites[i].name, name) == 0)
            return &mlt_named_suites[i];
    return NULL;
}

static size_t n_words(const char *text)
{
    size_t n = 0;
    for (const char *at = text; *at != '\0'; at += strspn(at, " ")) {
        at += strcspn(at, " ");
        n++;
    }
    return n;
}

/* Names that people have in scripts and journals. */
START_TEST(test_rows_are_there)
{
    static const struct {
        const char *name;
        size_t n_kinds, n_severities;
    } rows[] = {{"quick", 8, 1},
                {"mltest", 22, 1},
                {"imagenet-c", 15, 5},
                {"imagenet-c-extra", 19, 5},
                {"everything", 1, 5}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const mlt_named_suite *row = find(rows[i].name);
        ck_assert_msg(row != NULL, "no suite %s", rows[i].name);
        ck_assert_uint_eq(n_words(row->kinds), rows[i].n_kinds);
        ck_assert_uint_eq(n_words(row->severities), rows[i].n_severities);
        ck_assert_int_ne(row->summary[0], '\0');
    }
}
END_TEST

START_TEST(test_names_are_different)
{
    for (size_t i = 0; i < mlt_named_suite_count; i++)
        ck_assert_ptr_eq(find(mlt_named_suites[i].name), &mlt_named_suites[i]);
}
END_TEST

START_TEST(test_every_one_opens)
{
    mltest_context *ctx = NULL;
    ck_assert_int_eq(mltest_context_new(&ctx, NULL, NULL, NULL), MLTEST_OK);
    for (size_t i = 0; i < mlt_named_suite_count; i++) {
        mltest_suite *suite = NULL;
        ck_assert_int_eq(mlt_suite_open(&suite, ctx, mlt_named_suites[i].name, NULL), MLTEST_OK);
        ck_assert_str_eq(suite->name, mlt_named_suites[i].name);
        ck_assert_uint_gt(suite->n, 2);
        mlt_suite_unref(suite);
    }
    mltest_context_free(ctx);
}
END_TEST

Suite *mlt_suite_suite_named(void)
{
    TCase *tc = tcase_create("named");
    tcase_add_test(tc, test_rows_are_there);
    tcase_add_test(tc, test_names_are_different);
    tcase_add_test(tc, test_every_one_opens);
    Suite *suite = suite_create("suite_named");
    suite_add_tcase(suite, tc);
    return suite;
}
