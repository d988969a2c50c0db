/* SPDX-License-Identifier: MIT */
#include "report/html/comparison.h"
#include "section_fixtures.h"

static mltest_report *report_with(const char *augmentations)
{
    mltest_journal *journals[2] = {fx_open(true), fx_open(true)};
    journals[0]->run.model_name = "plain";
    journals[1]->run.model_name = "<flipped>";
    return sx_report_of(journals, 2, augmentations != NULL ? "augmentations" : NULL, augmentations);
}

START_TEST(test_nobody_asked)
{
    ck_assert_str_eq(sx_section(mlt_html_augmentations, report_with(NULL)), "");
}
END_TEST

START_TEST(test_what_was_not_tested)
{
    const char *shown = sx_section(mlt_html_augmentations, report_with("flip"));
    sx_check_tags(shown);
    SX_HAS(shown, "<p><bdi>&lt;flipped&gt;</bdi> (1 run) against <bdi>plain</bdi> (1 run). What "
                  "follows is about these models");
    SX_HAS(shown, "<bdi>flip</bdi></th><td class=\"text\"><span class=\"verdict none\"><span "
                  "aria-hidden=\"true\">?</span> not tested</span></td>");
    SX_HAS(shown, "<p>Side effects: evidence in 0 of 2 other kinds (exploratory).</p>");
}
END_TEST

static void set(mltest_report *report, const char *column, const char *text)
{
    const mlt_table *t = mlt_results_find_table(report->comparison->results, "augmentations");
    mlt_column *c = (mlt_column *)(uintptr_t)mlt_table_find_column(t, column);
    c->strings[0] = text;
}

START_TEST(test_states)
{
    static const char *const states[][2] = {
        {"helped", "verdict better\"><span aria-hidden=\"true\">▲"},
        {"harmed", "verdict worse\"><span aria-hidden=\"true\">▼"},
        {"no effect", "verdict none\"><span aria-hidden=\"true\">="},
        {"not decided", "verdict none\"><span aria-hidden=\"true\">?"}};
    for (size_t i = 0; i < sizeof states / sizeof states[0]; i++) {
        mltest_report *report = report_with("flip");
        set(report, "state", states[i][0]);
        const char *shown = sx_section(mlt_html_augmentations, report);
        sx_check_tags(shown);
        SX_HAS(shown, states[i][1]);
        SX_HAS(shown, states[i][0]);
    }
}
END_TEST

MLT_TEST_SUITE(report_augmentations, test_nobody_asked, test_what_was_not_tested, test_states)
