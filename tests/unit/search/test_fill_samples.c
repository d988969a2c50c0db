/* SPDX-License-Identifier: MIT */
#include "search/fixtures.h"

Suite *mlt_suite_search_fill_samples(void);

START_TEST(test_the_most_fragile_first)
{
    breaking_model m = {.breaks_at = {3, 9, .5, 1, 9}, .is_blind = {false, false, false, true}};
    mltest_stress *s = search_done(&m, 5, "brightness@1 contrast@1", "", "");
    const char *const *ids = mltest_stress_strings(s, "samples", "sample");
    const char *const *kinds = mltest_stress_strings(s, "samples", "kind");
    const int32_t *n_broken = mltest_stress_ints(s, "samples", "n_broken");
    ck_assert_uint_eq(mltest_stress_rows(s, "samples"), 4);
    ck_assert_str_eq(ids[0], "p2");
    ck_assert_str_eq(ids[1], "p0");
    ck_assert_str_eq(ids[2], "p1"); /* equals keep their order */
    ck_assert_str_eq(ids[3], "p4");
    ck_assert_str_eq(kinds[0], "brightness");
    ck_assert_int_eq(n_broken[0], 2);
    ck_assert_int_eq(n_broken[2], 0);
    ck_assert_int_eq(mltest_stress_ints(s, "samples", "n_kinds")[2], 2);
    ck_assert_double_eq(search_cell(s, "samples", "high", 0), 20.0 / 32);
    ck_assert_double_eq(search_cell(s, "samples", "low", 0), 15.0 / 32);
    ck_assert(isnan(search_cell(s, "samples", "high", 2)));
    ck_assert_double_eq(search_cell(s, "samples", "mean", 2), 5);
    mltest_stress_free(s);
}
END_TEST

/* The kind that breaks a sample first is named; a mean decides between equals. */
START_TEST(test_the_weakest_kind)
{
    breaking_model m = {.breaks_at = {2, 2}, .only_kind = "contrast"};
    mltest_stress *s = search_done(&m, 2, "brightness@1 contrast@1", "", "");
    ck_assert_str_eq(mltest_stress_strings(s, "samples", "kind")[0], "contrast");
    ck_assert_int_eq(mltest_stress_ints(s, "samples", "n_broken")[0], 1);
    ck_assert_double_eq(search_cell(s, "samples", "mean", 0), (65.0 / 32 + 5) / 2);
    mltest_stress_free(s);
}
END_TEST

/* A row a sample and kind, in the data set's order; what was only skipped has none. */
START_TEST(test_brackets)
{
    breaking_model m = {.breaks_at = {.1, 9}};
    mltest_stress *s = search_done(&m, 2, "brightness@1 shot_noise@1", "", "");
    const char *const *ids = mltest_stress_strings(s, "brackets", "sample");
    const char *const *kinds = mltest_stress_strings(s, "brackets", "kind");
    ck_assert_uint_eq(mltest_stress_rows(s, "brackets"), 4);
    ck_assert_str_eq(ids[1], "p0");
    ck_assert_str_eq(kinds[1], "shot_noise");
    ck_assert_double_eq(search_cell(s, "brackets", "low", 0), 0);
    ck_assert_double_eq(search_cell(s, "brackets", "high", 0), 5.0 / 32);
    ck_assert_double_eq(search_cell(s, "brackets", "high", 1), 1);
    ck_assert_double_eq(search_cell(s, "brackets", "low", 2), 5);
    ck_assert(isnan(search_cell(s, "brackets", "high", 3)));
    mltest_stress_free(s);
}
END_TEST

Suite *mlt_suite_search_fill_samples(void)
{
    TCase *tc = tcase_create("fill_samples");
    tcase_add_test(tc, test_the_most_fragile_first);
    tcase_add_test(tc, test_the_weakest_kind);
    tcase_add_test(tc, test_brackets);
    Suite *suite = suite_create("search_fill_samples");
    suite_add_tcase(suite, tc);
    return suite;
}
