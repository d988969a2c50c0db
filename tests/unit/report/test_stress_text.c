/* SPDX-License-Identifier: MIT */
#include "search/fixtures.h"

Suite *mlt_suite_report_stress_text(void);

static void check(const char *text, const char *words)
{
    ck_assert_msg(strstr(text, words) != NULL, "no '%s' in:\n%s", words, text);
}

START_TEST(test_text)
{
    breaking_model m = {.only_kind = "brightness", .is_blind = {true}};
    for (size_t i = 0; i < 40; i++)
        m.breaks_at[i] = 2.5;
    mltest_stress *s = search_done(&m, 40, "contrast@1 brightness@1", "", "probe_samples=0");
    char *text = search_written(s, "text");
    check(text, " on tiny: 40 samples, 39 searched, 1 blind");
    check(text,
          "\nbrightness  39        0         2.50       2.50    2.50 … 2.50  amount 0.25 of full "
          "scale      100.0 %             -    195\n");
    check(text, "\ncontrast    39        0          > 5        > 5      > 5 … > 5 ");
    check(text,
          "breaks at: the severity at which 20 % of the samples are broken; first signs: 5 %");
    check(text, "\nbrightness             0.0 %  0.0 %  100.0 %  100.0 %  100.0 %\n");
    check(text, "\np1                    brightness    2.34 … 2.50                    1\n");
    check(text, "calls: 40 clean + 390 search + 0 probes = 430; five severities of each kind: 440, "
                "every step of the search's grid: 2600");
    ck_assert_ptr_null(strstr(text, "note:"));
    free(text);
    mltest_stress_free(s);
}
END_TEST

START_TEST(test_notes)
{
    breaking_model m = {.pictures = 0};
    for (size_t i = 0; i < 10; i++) {
        m.breaks_at[i] = 2;
        m.holds_again[i] = 3;
    }
    mltest_stress *s = search_done(&m, 10, "brightness@1", "", "");
    char *text = search_written(s, "text");
    check(text, "note: low evidence");
    check(text, "note: brightness: many samples hold again at a higher severity");
    free(text);
    mltest_stress_free(s);
}
END_TEST

Suite *mlt_suite_report_stress_text(void)
{
    TCase *tc = tcase_create("stress_text");
    tcase_add_test(tc, test_text);
    tcase_add_test(tc, test_notes);
    Suite *suite = suite_create("report_stress_text");
    suite_add_tcase(suite, tc);
    return suite;
}
