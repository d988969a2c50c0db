/* SPDX-License-Identifier: MIT */
#include "report/html/comparison.h"
#include "section_fixtures.h"

static const mlt_table *table_of(const mltest_report *report, const char *name)
{
    return mlt_results_find_table(report->comparison->results, name);
}

START_TEST(test_rows_are_found)
{
    mltest_report *report = sx_report(3, true);
    const mlt_table *t = table_of(report, "kind_differences");
    size_t b = mlt_html_find_difference(t, 1, "fog", "affected"),
           c = mlt_html_find_difference(t, 2, "fog", "affected");
    ck_assert(b < c && c < t->n_rows);
    fx_near(mlt_table_find_column(t, "difference")->doubles[b], 0.5);
    fx_near(mlt_table_find_column(t, "difference")->doubles[c], 0);
    ck_assert_uint_eq(mlt_html_find_difference(t, 1, "fog", "none"), t->n_rows);
    ck_assert_uint_eq(mlt_html_find_difference(t, 1, "none", "affected"), t->n_rows);
    ck_assert_uint_eq(mlt_html_find_difference(NULL, 1, "fog", "affected"), 0);
    mlt_report_unref(report);
}
END_TEST

/* Rows of the third are not those of the second, although both have one name. */
START_TEST(test_rows_of_namesakes)
{
    mltest_journal *journals[3] = {fx_open(true), fx_open(true), fx_open(true)};
    for (size_t i = 0; i < FX_SAMPLES; i++)
        fx_answer(journals[2], i, FX_FOG, NULL, 0);
    mltest_report *report = sx_report_of(journals, 3, NULL, NULL);
    const mlt_table *t = table_of(report, "kind_differences");
    const double *difference = mlt_table_find_column(t, "difference")->doubles;
    fx_near(difference[mlt_html_find_difference(t, 1, "fog", "affected")], 0);
    fx_near(difference[mlt_html_find_difference(t, 2, "fog", "affected")], 0.5);
    mlt_report_unref(report);
}
END_TEST

static void overall(mlt_text *out, const mltest_report *report)
{
    mlt_html_overall_differences(out, report, 1);
}

START_TEST(test_overall)
{
    const char *shown = sx_section(overall, sx_report(2, true));
    sx_check_tags(shown);
    SX_HAS(shown, "<bdi>risk</bdi></th><td data-sort=\"37.5\">37.5</td><td data-sort=\"62.5\">62.5"
                  "</td><td data-sort=\"25\">25.0</td>");
    SX_HAS(shown, "<bdi>clean mAP</bdi></th><td data-sort=\"1\">1.000</td>");
    SX_HAS(shown, "<span class=\"verdict none\"><span aria-hidden=\"true\">–</span> no evidence");
    SX_LACKS(shown, "top-1");
}
END_TEST

static void classes(mlt_text *out, const mltest_report *report)
{
    mlt_html_class_differences(out, report, 1);
}

START_TEST(test_classes)
{
    const char *shown = sx_section(classes, sx_report(2, true));
    sx_check_tags(shown);
    SX_HAS(shown, "Clean mAP by class");
    SX_HAS(shown, "<bdi>cat</bdi></th>");
    SX_LACKS(shown, "<bdi>dog</bdi>"); /* there are none */
    ck_assert_str_eq(sx_section(classes, sx_report(2, false)), "");
}
END_TEST

START_TEST(test_classes_of_whole_pictures)
{
    mltest_journal *journals[2] = {fx_open(true), fx_open(true)};
    fx_make_top(journals[0]);
    fx_make_top(journals[1]);
    const char *shown = sx_section(classes, sx_report_of(journals, 2, NULL, NULL));
    SX_HAS(shown, "Clean recall by class");
}
END_TEST

START_TEST(test_out_of_memory)
{
    sx_every_allocation(overall);
}
END_TEST

MLT_TEST_SUITE(report_comparison_differences, test_rows_are_found, test_rows_of_namesakes,
               test_overall, test_classes, test_classes_of_whole_pictures, test_out_of_memory)
