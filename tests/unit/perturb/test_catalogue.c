/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "mltest/perturbation.h"
#include "perturb/perturb.h"
#include "testing.h"

START_TEST(test_every_row_is_found)
{
    ck_assert_uint_ge(mlt_kind_count(), 9);
    for (size_t i = 0; i < mlt_kind_count(); i++) {
        const mlt_kind *k = mlt_kind_at(i);
        ck_assert_ptr_eq(mlt_kind_find(k->name, k->revision), k);
        ck_assert_uint_ge(mlt_kind_find(k->name, 0)->revision, k->revision);
        for (size_t j = 0; j < i; j++) /* one name and revision is one kind */
            ck_assert(strcmp(mlt_kind_at(j)->name, k->name) != 0 ||
                      mlt_kind_at(j)->revision != k->revision);
    }
}
END_TEST

START_TEST(test_what_is_not_there)
{
    ck_assert_ptr_null(mlt_kind_find("", 0));
    ck_assert_ptr_null(mlt_kind_find("fo", 0));
    ck_assert_ptr_null(mlt_kind_find("fogg", 0));
    ck_assert_ptr_null(mlt_kind_find("fog", 1000));
    ck_assert_ptr_null(mlt_kind_find("clean", 0)); /* a condition's name, never a kind's */
}
END_TEST

/* Names are of the grammar's alphabet: they can be written in a condition. */
START_TEST(test_names_can_be_written)
{
    for (size_t i = 0; i < mlt_kind_count(); i++) {
        const mlt_kind *k = mlt_kind_at(i);
        static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789_";
        ck_assert_uint_eq(strspn(k->name, letters), strlen(k->name));
        ck_assert_uint_lt(strlen(k->name), 64);
        for (size_t p = 0; p < k->n_params; p++)
            ck_assert_uint_eq(strspn(k->params[p].name, letters), strlen(k->params[p].name));
    }
}
END_TEST

START_TEST(test_categories)
{
    ck_assert_str_eq(mlt_category_name(MLTEST_CATEGORY_NOISE), "noise");
    ck_assert_str_eq(mlt_category_name(MLTEST_CATEGORY_LIGHTING), "lighting");
    ck_assert_str_eq(mlt_category_name(MLTEST_CATEGORY_OCCLUSION), "occlusion");
    ck_assert_int_eq(MLT_CATEGORY_GEOMETRIC, MLTEST_CATEGORY_GEOMETRIC);
    ck_assert_str_eq(mlt_category_name(0), "");
    ck_assert_str_eq(mlt_category_name(9), "");
    ck_assert_str_eq(mlt_category_name(-1), "");
}
END_TEST

Suite *mlt_suite_perturb_catalogue(void);
Suite *mlt_suite_perturb_catalogue(void)
{
    Suite *suite = suite_create("perturb_catalogue");
    TCase *tc = tcase_create("catalogue");
    tcase_add_test(tc, test_every_row_is_found);
    tcase_add_test(tc, test_what_is_not_there);
    tcase_add_test(tc, test_names_can_be_written);
    tcase_add_test(tc, test_categories);
    suite_add_tcase(suite, tc);
    return suite;
}
