/* SPDX-License-Identifier: MIT */
#include "report/html/glance.h"
#include "section_fixtures.h"

static void worst(mlt_text *out, const mltest_report *report)
{
    mlt_html_worst(out, report, 0);
}

static void advice(mlt_text *out, const mltest_report *report)
{
    mlt_html_advice(out, report, report->n - 1);
}

static void evidence(mlt_text *out, const mltest_report *report)
{
    mlt_html_evidence(out, report, 0);
}

/* The worst first, of equal ones the first; chains by their names, none that only informs. */
START_TEST(test_worst)
{
    const char *shown = sx_section(worst, sx_report(1, true));
    const char *both = strstr(shown, "<a href=\"#c4\"><bdi>fog:r1@3+noise:r1@3</bdi></a>"),
               *fog = strstr(shown, "<li>Under <a href=\"#c1\"><bdi>fog</bdi> at severity 3</a>, "
                                    "<strong>50.0 %</strong> of 4 pictures change"),
               *noise = strstr(shown, "<a href=\"#c2\"><bdi>noise</bdi> at severity 3</a>");
    ck_assert_uint_eq(sx_count(shown, "<li>"), 3);
    ck_assert(both != NULL && fog != NULL && noise != NULL);
    ck_assert(both < fog && fog < noise);
    SX_HAS(shown, "(95 %: 15.0…85.0)</span>; mAP falls from 1.000 to 0.505.</li>");
    SX_LACKS(shown, "dither");
}
END_TEST

START_TEST(test_nothing_changes)
{
    mltest_journal *journal = fx_open(true);
    for (size_t i = 0; i < FX_SAMPLES; i++)
        for (size_t c = 1; c < FX_CONDITIONS; c++)
            *fx_outcome(journal, i, c) = *fx_outcome(journal, i, FX_CLEAN);
    mltest_report *report = sx_report_of(&journal, 1, NULL, NULL);
    report->n = 1;
    const char *shown = sx_section(worst, report);
    SX_HAS(shown, "<p>No condition changes its answers.</p>");
}
END_TEST

/* The second loses everything in fog, which is surely the case. */
START_TEST(test_advice)
{
    const char *shown = sx_section(advice, sx_report(2, true));
    SX_HAS(shown, "Expected, not tested");
    SX_HAS(shown, "<li>Train with pictures of <bdi>fog</bdi>: <bdi>fog</bdi> changes 100.0 % of "
                  "pictures and costs at least <strong>50.0</strong> points of risk.</li>");
    mltest_journal *journal = fx_open(true);
    shown = sx_section(advice, sx_report_of(&journal, 1, "resamples", "0"));
    SX_HAS(shown, "Nothing is sure without draws");
}
END_TEST

/* Rows of the first are not those of the second, even if both have one name. */
START_TEST(test_advice_to_namesakes)
{
    mltest_journal *journals[2] = {fx_open(true), fx_open(true)};
    for (size_t i = 0; i < FX_SAMPLES; i++)
        for (size_t c = 0; c < 2; c++)
            fx_answer(journals[c], i, FX_FOG, NULL, 0);
    const char *shown = sx_section(advice, sx_report_of(journals, 2, NULL, NULL));
    ck_assert_uint_eq(sx_count(shown, "pictures of <bdi>fog</bdi>"), 1);
}
END_TEST

START_TEST(test_evidence)
{
    const char *shown = sx_section(evidence, sx_report(1, true));
    SX_HAS(shown, "<dt>failed answers</dt><dd>1 of 21</dd>");
    SX_HAS(shown, "<dt>skipped</dt><dd>3</dd>");
    SX_HAS(shown, "<dt>blind: nothing seen on the clean picture</dt><dd>0.0 %</dd>");
    SX_HAS(shown, "<dt>noise floor: one grey level of noise</dt><dd>0.0 %</dd>");
    SX_LACKS(shown, "asked once more");
    SX_HAS(shown, "<li>1 prediction failed; it counts as affected</li>");
}
END_TEST

/* What the journal's kinds are called is text. */
START_TEST(test_kinds_are_text)
{
    mltest_journal *journal = fx_open(true);
    journal->conditions[FX_FOG].steps[0].kind = SX_HOSTILE;
    const char *shown = sx_section(worst, sx_report_of(&journal, 1, NULL, NULL));
    SX_LACKS(shown, "<script");
    SX_HAS(shown, SX_ESCAPED "</bdi> at severity 3");
}
END_TEST

MLT_TEST_SUITE(report_glance_words, test_worst, test_nothing_changes, test_advice,
               test_advice_to_namesakes, test_evidence, test_kinds_are_text)
