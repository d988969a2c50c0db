/* SPDX-License-Identifier: MIT */
#include "report/decisions_text.h"

#include "score/fixtures.h"

Suite *mlt_suite_report_decisions_text(void);

static void shows(mltest_scorecard *card, const char *expected)
{
    mlt_text out;
    mlt_text_init(&out, NULL);
    mlt_decisions_text(&out, card);
    ck_assert_str_eq(mlt_text_string(&out), expected);
    mlt_text_free(&out);
    mlt_scorecard_unref(card);
}

START_TEST(test_of_another_run)
{
    shows(fx_card(true, true), "");
}
END_TEST

START_TEST(test_every_condition)
{
    mltest_journal *journal = fx_repeat(12);
    journal->run.until_decided = true;
    journal->run.limit = 12;
    shows(fx_score(journal),
          "\ncondition            calls   n  affected  E pass  E fail  decided\n"
          "fog:r1@3                12  12         6    0.08  > 1000  fail\n"
          "noise:r1@3              12  12         3    0.16    3.88  undecided\n"
          "rain:r1@5                3   3         0    1.11    0.24  undecided\n"
          "fog:r1@3+noise:r1@3     12  12        12    0.04  > 1000  fail\n"
          "dither:r1@1             12  12         0    1.53    0.09  undecided\n"
          "\ncalls: 63, of them clean 12; the full grid: 72 (saved 12.5 %); undecided 60.0 % of "
          "the conditions\n");
}
END_TEST

Suite *mlt_suite_report_decisions_text(void)
{
    Suite *suite = suite_create("decisions_text");
    TCase *all = tcase_create("all");
    tcase_add_test(all, test_of_another_run);
    tcase_add_test(all, test_every_condition);
    suite_add_tcase(suite, all);
    return suite;
}
