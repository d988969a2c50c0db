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

/* A kind that is written differently than in the catalogue would be left out with a warning. */
START_TEST(test_lists_are_well_formed)
{
    for (size_t i = 0; i < mlt_named_suite_count; i++) {
        const mlt_named_suite *row = &mlt_named_suites[i];
        ck_assert_msg(strcmp(row->kinds, "*") == 0 ||
                          strspn(row->kinds, "abcdefghijklmnopqrstuvwxyz_ ") == strlen(row->kinds),
                      "%s", row->name);
        ck_assert_ptr_null(strstr(row->kinds, "  "));
        ck_assert_uint_eq(strspn(row->severities, "12345 "), strlen(row->severities));
        ck_assert_ptr_null(strpbrk(row->name, "@. ,")); /* it would be read as something else */
        ck_assert_uint_ge(n_words(row->kinds), 1);
    }
}
END_TEST

/* The extra suite has all of the other's kinds, in the same order, before its own. */
START_TEST(test_extra_begins_as_the_other)
{
    const char *less = find("imagenet-c")->kinds, *more = find("imagenet-c-extra")->kinds;
    ck_assert_int_eq(strncmp(less, more, strlen(less)), 0);
    ck_assert_int_eq(more[strlen(less)], ' ');
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
    tcase_add_test(tc, test_lists_are_well_formed);
    tcase_add_test(tc, test_extra_begins_as_the_other);
    tcase_add_test(tc, test_every_one_opens);
    Suite *suite = suite_create("suite_named");
    suite_add_tcase(suite, tc);
    return suite;
}
