/* SPDX-License-Identifier: MIT */
#include "search/fixtures.h"

Suite *mlt_suite_search_fill(void);

START_TEST(test_values)
{
    breaking_model m = {.breaks_at = {1, 2, 9, 9}, .is_blind = {false, false, false, true}};
    mltest_stress *s = search_done(&m, 4, "brightness@1 shot_noise@1 bgr_swap@1", "", "");
    ck_assert_double_eq(search_value(s, "format"), 1);
    ck_assert_double_eq(search_value(s, "n_samples"), 4);
    ck_assert_double_eq(search_value(s, "n_eligible"), 3);
    ck_assert_double_eq(search_value(s, "n_blind"), 1);
    ck_assert_double_eq(search_value(s, "low_evidence"), 1);
    ck_assert_double_eq(search_value(s, "settings.break_at"), .2);
    ck_assert_double_eq(search_value(s, "calls.clean"), 4);
    ck_assert_double_eq(search_value(s, "calls.total"), m.pictures);
    ck_assert_double_eq(search_value(s, "calls.probes"), 3 * (2 + 2));
    ck_assert_double_eq(search_value(s, "calls.grid_of_5"), 4 * (1 + 5 + 5 + 1));
    ck_assert_double_eq(search_value(s, "calls.grid_of_32"), 4 * (1 + 32 + 5 + 1));
    ck_assert_str_eq(mltest_stress_text(s, "dataset.name"), "tiny");
    mltest_stress_free(s);
}
END_TEST

START_TEST(test_evidence)
{
    breaking_model m = {.pictures = 0};
    for (size_t i = 0; i < 64; i++) {
        m.breaks_at[i] = 9;
        m.is_blind[i] = i >= 32;
    }
    mltest_stress *s = search_done(&m, 64, "bgr_swap@1", "", "");
    ck_assert_double_eq(search_value(s, "n_eligible"), 32);
    ck_assert_double_eq(search_value(s, "low_evidence"), 0);
    mltest_stress_free(s);
    m.is_blind[31] = true;
    s = search_done(&m, 64, "bgr_swap@1", "", "");
    ck_assert_double_eq(search_value(s, "low_evidence"), 1); /* under half of them */
    mltest_stress_free(s);
}
END_TEST

Suite *mlt_suite_search_fill(void)
{
    TCase *tc = tcase_create("fill");
    tcase_add_test(tc, test_values);
    tcase_add_test(tc, test_evidence);
    Suite *suite = suite_create("search_fill");
    suite_add_tcase(suite, tc);
    return suite;
}
