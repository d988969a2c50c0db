/* SPDX-License-Identifier: MIT */
#include "search/fixtures.h"

Suite *mlt_suite_search_fill_kinds(void);

static const char *text(const mltest_stress *s, const char *table, const char *column, size_t row)
{
    const char *const *cells = mltest_stress_strings(s, table, column);
    ck_assert_msg(cells != NULL, "no column %s", column);
    return cells[row];
}

/* All break by brightness at 2.5, none by contrast. */
static mltest_stress *brightness_breaks(size_t n)
{
    breaking_model m = {.only_kind = "brightness"};
    for (size_t i = 0; i < n; i++)
        m.breaks_at[i] = 2.5;
    return search_done(&m, n, "contrast@1 brightness@1", "", "");
}

START_TEST(test_the_most_fragile_first)
{
    mltest_stress *s = brightness_breaks(40);
    ck_assert_uint_eq(mltest_stress_rows(s, "kinds"), 2);
    ck_assert_str_eq(text(s, "kinds", "name", 0), "brightness");
    ck_assert_str_eq(text(s, "kinds", "category", 0), "lighting");
    ck_assert_double_eq(search_cell(s, "kinds", "breaking.severity", 0), 2.5);
    ck_assert_double_eq(search_cell(s, "kinds", "breaking.low", 0), 2.5);
    ck_assert_double_eq(search_cell(s, "kinds", "breaking.high", 0), 2.5);
    ck_assert_str_eq(text(s, "kinds", "breaking.setting", 0), "amount 0.25 of full scale");
    ck_assert_double_eq(search_cell(s, "kinds", "first.severity", 0), 2.5);
    ck_assert_double_eq(search_cell(s, "kinds", "broken", 0), 1);
    ck_assert_double_eq(search_cell(s, "kinds", "mean", 0), 2.5);
    ck_assert_double_eq(search_cell(s, "kinds", "n", 0), 40);
    ck_assert_double_eq(search_cell(s, "kinds", "calls", 0), 40 * 5);
    ck_assert_double_eq(search_cell(s, "kinds", "probed", 0), 30);
    ck_assert_double_eq(search_cell(s, "kinds", "probe_calls", 0), 60);
    ck_assert_double_eq(search_cell(s, "kinds", "non_monotone.value", 0), 0);
    ck_assert_double_eq(search_cell(s, "kinds", "fitted", 0), 0);
    ck_assert_str_eq(text(s, "kinds", "name", 1), "contrast");
    ck_assert(isnan(search_cell(s, "kinds", "breaking.severity", 1)));
    ck_assert_str_eq(text(s, "kinds", "breaking.setting", 1), "");
    ck_assert_double_eq(search_cell(s, "kinds", "broken", 1), 0);
    mltest_stress_free(s);
}
END_TEST

START_TEST(test_curves)
{
    mltest_stress *s = brightness_breaks(10);
    ck_assert_uint_eq(mltest_stress_rows(s, "curve"), 62); /* in the order asked for */
    ck_assert_str_eq(text(s, "curve", "kind", 0), "contrast");
    ck_assert_str_eq(text(s, "curve", "kind", 31), "brightness");
    for (size_t i = 0; i < 62; i++) {
        double severity = search_cell(s, "curve", "severity", i);
        double want = i >= 31 && severity >= 2.5;
        ck_assert_double_eq(search_cell(s, "curve", "broken.value", i), want);
        ck_assert_double_le(search_cell(s, "curve", "broken.low", i), want);
        ck_assert_double_ge(search_cell(s, "curve", "broken.high", i), want);
    }
    ck_assert_str_eq(text(s, "curve", "setting", 61), "amount 0.5 of full scale");
    mltest_stress_free(s);
}
END_TEST

/* Samples that hold again above 3: probes find them, and the curve is marked. */
START_TEST(test_not_monotone)
{
    breaking_model m = {.pictures = 0};
    for (size_t i = 0; i < 40; i++) {
        m.breaks_at[i] = 2;
        m.holds_again[i] = i < 20 ? 3 : 0;
    }
    mltest_stress *s = search_done(&m, 40, "brightness@1", "", "probe_samples=40");
    double share = search_cell(s, "kinds", "non_monotone.value", 0);
    ck_assert_double_gt(share, .1);
    ck_assert_double_le(share, .5);
    ck_assert_double_lt(search_cell(s, "kinds", "non_monotone.low", 0), share);
    ck_assert_double_gt(search_cell(s, "kinds", "non_monotone.high", 0), share);
    ck_assert_double_eq(search_cell(s, "kinds", "fitted", 0), 1);
    for (size_t i = 1; i < 31; i++)
        ck_assert_double_ge(search_cell(s, "curve", "broken.value", i),
                            search_cell(s, "curve", "broken.value", i - 1));
    ck_assert_double_lt(search_cell(s, "kinds", "broken", 0), 1);
    mltest_stress_free(s);
}
END_TEST

Suite *mlt_suite_search_fill_kinds(void)
{
    TCase *tc = tcase_create("fill_kinds");
    tcase_add_test(tc, test_the_most_fragile_first);
    tcase_add_test(tc, test_curves);
    tcase_add_test(tc, test_not_monotone);
    Suite *suite = suite_create("search_fill_kinds");
    suite_add_tcase(suite, tc);
    return suite;
}
