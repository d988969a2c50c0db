/* SPDX-License-Identifier: MIT */
#include "report/html/comparison.h"
#include "report/table_view.h"
#include "section_fixtures.h"

static void kinds(mlt_text *out, const mltest_report *report)
{
    mlt_html_bars(out, report, "kinds");
}

static void categories(mlt_text *out, const mltest_report *report)
{
    mlt_html_bars(out, report, "categories");
}

/* Every bar has its number beside it, and what is not defined has no bar. */
START_TEST(test_kinds)
{
    const char *shown = sx_section(kinds, sx_report(2, true));
    sx_check_tags(shown);
    SX_HAS(shown, "<tr class=\"comparison-first\"><th scope=\"rowgroup\" rowspan=\"2\"><bdi>fog"
                  "</bdi></th><td class=\"text\"><span class=\"model model-1\"><bdi>a</bdi>");
    SX_HAS(shown, "<rect y=\"2\" height=\"8\" width=\"50.0\"/>");
    SX_HAS(shown, "</svg></td><td data-sort=\"0.5\">50.0 %</td>");
    SX_HAS(shown, "<rect y=\"2\" height=\"8\" width=\"100.0\"/></svg></td><td data-sort=\"1\">"
                  "100.0 %</td><td data-sort=\"\">–</td><td data-sort=\"50\">50.0</td>");
    SX_HAS(shown, "d=\"M5 0V12M20 0V12\"/></svg></td><td data-sort=\"\">–</td>"); /* rain */
    SX_HAS(shown, "<bdi>p (Holm)</bdi>");
    ck_assert_uint_eq(sx_count(shown, "<svg "), sx_count(shown, "</tr>") - 1);
}
END_TEST

START_TEST(test_categories)
{
    const char *shown = sx_section(categories, sx_report(3, true));
    sx_check_tags(shown);
    ck_assert_uint_eq(sx_count(shown, "rowspan=\"3\""), 2);
    SX_HAS(shown, "<bdi>weather</bdi></th>");
    SX_HAS(shown, "<bdi>p (Benjamini-Hochberg)</bdi>");
}
END_TEST

START_TEST(test_whiskers_stand_where_the_interval_is)
{
    mltest_report *report = sx_report(2, true);
    double low, high;
    char wanted[64];
    ck_assert(mlt_results_drawn(report->cards[0]->results, "affected_of_kind", "fog", &low, &high));
    snprintf(wanted, sizeof wanted, "d=\"M%.1f 6L%.1f 6M%.1f 3L%.1f 9M", low, high, low, low);
    SX_HAS(sx_section(kinds, report), wanted);
}
END_TEST

START_TEST(test_out_of_memory)
{
    sx_every_allocation(kinds);
}
END_TEST

MLT_TEST_SUITE(report_comparison_bars, test_kinds, test_categories,
               test_whiskers_stand_where_the_interval_is, test_out_of_memory)
