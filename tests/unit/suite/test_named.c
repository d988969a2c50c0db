/* SPDX-License-Identifier: MIT */
#include "suite/suite_check.h"

Suite *mlt_suite_suite_named(void);

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
        const mlt_named_suite *row = mlt_named_suite_find(rows[i].name);
        ck_assert_msg(row != NULL, "no suite %s", rows[i].name);
        ck_assert(row->is_relative ==
                  (strcmp(rows[i].name, "mltest") == 0 || strcmp(rows[i].name, "everything") == 0));
        ck_assert_uint_eq(n_words(row->kinds), rows[i].n_kinds);
        ck_assert_uint_eq(n_words(row->severities), rows[i].n_severities);
        ck_assert_int_ne(row->summary[0], '\0');
    }
}
END_TEST

START_TEST(test_names_are_different)
{
    for (size_t i = 0; i < mlt_named_suite_count; i++)
        ck_assert_ptr_eq(mlt_named_suite_find(mlt_named_suites[i].name), &mlt_named_suites[i]);
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
    const char *less = mlt_named_suite_find("imagenet-c")->kinds,
               *more = mlt_named_suite_find("imagenet-c-extra")->kinds;
    ck_assert_int_eq(strncmp(less, more, strlen(less)), 0);
    ck_assert_int_eq(more[strlen(less)], ' ');
}
END_TEST

/* The kinds of the row, then the noise floor. */
START_TEST(test_quick)
{
    sc_opened("quick");
    ck_assert_str_eq(sc_names(), "gaussian_noise@3 motion_blur@3 fog@3 brightness@3 saturate@3 "
                                 "jpeg_compression@3 rotation@3 cutout@3 clean#1 dither@1");
    ck_assert_uint_eq(sc_suite->n_warnings, 0);
}
END_TEST

START_TEST(test_what_is_missing_is_said)
{
    sc_opened("mltest");
    for (size_t i = 0; i < sc_suite->n_warnings; i++)
        ck_assert_ptr_nonnull(strstr(sc_suite->warnings[i], "this version does not have "));
    ck_assert_uint_le(sc_suite->n_warnings, 1);
    ck_assert_ptr_null(mlt_named_suite_find("Quick"));
    ck_assert_ptr_null(mlt_named_suite_find(""));
}
END_TEST

START_TEST(test_every_one_opens)
{
    for (size_t i = 0; i < mlt_named_suite_count; i++) {
        sc_opened(mlt_named_suites[i].name);
        ck_assert_str_eq(sc_suite->name, mlt_named_suites[i].name);
        ck_assert_uint_gt(sc_suite->n, 3);
    }
}
END_TEST

SC_SUITE(mlt_suite_suite_named, "suite_named", test_rows_are_there, test_names_are_different,
         test_lists_are_well_formed, test_extra_begins_as_the_other, test_quick,
         test_what_is_missing_is_said, test_every_one_opens)
