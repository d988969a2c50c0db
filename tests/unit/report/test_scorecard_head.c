/* SPDX-License-Identifier: MIT */
#include "report/scorecard_head.h"

#include "score/fixtures.h"

Suite *mlt_suite_report_scorecard_head(void);

static char shown[8192];

static void show(mltest_scorecard *card)
{
    mlt_text out;
    mlt_text_init(&out, NULL);
    mlt_scorecard_head(&out, card);
    ck_assert_uint_lt(out.n, sizeof shown);
    memcpy(shown, mlt_text_string(&out), out.n + 1);
    mlt_text_free(&out);
    mlt_scorecard_unref(card);
}

static void has(const char *text)
{
    ck_assert_msg(strstr(shown, text) != NULL, "\"%s\" is not in\n%s", text, shown);
}

START_TEST(test_every_line)
{
    show(fx_card(true, true));
    ck_assert_str_eq(
        shown,
        "net on pets, suite s, 4 samples\n\n"
        "                       value  95 % interval\n"
        "risk                    37.5      12.5…50.0  lower is better; LOW EVIDENCE; 0.0 % of "
        "samples blind\n"
        "failure under change    37.5      12.5…50.0  of 100, wrong answers, weighted as the risk\n"
        "flat risk               37.5      12.5…50.0  every kind alike\n"
        "worst case            75.0 %                 affected by some condition of severity 3 or "
        "less\n"
        "worst kind            50.0 %      0.0…100.0  affected by fog\n"
        "worst category        50.0 %      0.0…100.0  affected by weather\n"
        "noise floor, dither    0.0 %                 affected by one grey level of noise\n"
        "clean mAP              1.000\n"
        "clean AP50             1.000\n"
        "clean F1               1.000                 at confidence 0.30\n"
        "mPC                    0.629    0.500…1.000  mean performance under change\n"
        "rPC                    0.629    0.500…0.876  of the clean one; mean of the classes' own "
        "0.629\n"
        "Intervals hold 95 %; shares of samples have Wilson's, the rest is from 2000 draws of 4 "
        "samples,\nand not there where all draws agree.\n");
}
END_TEST

START_TEST(test_without_labels)
{
    show(fx_card(false, true));
    has("\nrisk                   37.5      12.5…50.0  lower is better; LOW EVIDENCE; 0.0 %");
    ck_assert_ptr_null(strstr(shown, "failure"));
    ck_assert_ptr_null(strstr(shown, "clean mAP"));
    ck_assert_ptr_null(strstr(shown, "mPC"));
}
END_TEST

/* Of a model that sees nothing there is no risk, and no line leaves it out. */
START_TEST(test_a_risk_that_is_not_defined)
{
    mltest_journal *journal = fx_repeat(40);
    for (size_t i = 0; i < 40; i++)
        for (size_t c = 0; c < FX_CONDITIONS; c++)
            fx_answer(journal, i, c, NULL, 0);
    show(fx_score(journal));
    has("\nrisk                      -                 lower is better; LOW EVIDENCE; 100.0 % of "
        "samples blind\n");
    has("\nfailure under change  100.0                 of 100,");
}
END_TEST

START_TEST(test_settings)
{
    mltest_options *options = NULL;
    ck_assert_int_eq(mlt_options_make(&options, NULL, &mlt_score_options, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_options_set(options, "resamples", "0", NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_options_set(options, "match_confidence", "0.2", NULL), MLTEST_OK);
    mltest_journal *journal = fx_open(true);
    journal->run.score_floor = 0.25;
    show(fx_score_with(journal, options));
    mlt_options_unref(options);
    has("the rest has none (resamples 0).\n");
    has("clean mAP              1.000                 truncated at 0.250\n");
    has("risk                    37.5                 lower is better");
}
END_TEST

START_TEST(test_a_baseline)
{
    const char *dir = mlt_test_make_dir(), *path = mlt_test_path(dir, "base.jsonl");
    mltest_options *options = NULL;
    mlt_text text;
    mlt_text_init(&text, NULL);
    mlt_text_puts(&text, fx_head);
    for (int i = 0; i < FX_SAMPLES; i++)
        fx_put_sample(&text, i, true);
    mlt_test_write_file(path, mlt_text_string(&text), text.n);
    mlt_text_free(&text);
    ck_assert_int_eq(mlt_options_make(&options, NULL, &mlt_score_options, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_options_set(options, "baseline", path, NULL), MLTEST_OK);
    show(fx_score_with(fx_open(true), options));
    mlt_options_unref(options);
    mlt_test_remove_dir(dir);
    has("\nmCE                    1.000                 against net; of mAP, which is not the "
        "standard measure\n");
    has("\nrelative mCE           1.000                 of the drops\n");
}
END_TEST

Suite *mlt_suite_report_scorecard_head(void)
{
    TCase *tc = tcase_create("scorecard_head");
    tcase_add_test(tc, test_every_line);
    tcase_add_test(tc, test_without_labels);
    tcase_add_test(tc, test_a_risk_that_is_not_defined);
    tcase_add_test(tc, test_settings);
    tcase_add_test(tc, test_a_baseline);
    Suite *suite = suite_create("report_scorecard_head");
    suite_add_tcase(suite, tc);
    return suite;
}
