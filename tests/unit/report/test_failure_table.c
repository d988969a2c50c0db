/* SPDX-License-Identifier: MIT */
#include "report/html/failure_parts.h"

#include "failure_fixtures.h"

START_TEST(a_row_for_every_box)
{
    mltest_report *report = ff_pictures(1);
    mlt_page_failure *f = &report->failures[0];
    mlt_text out;
    mlt_text_init(&out, NULL);
    mlt_html_failure_table(&out, report, f);
    ck_assert_uint_eq(ff_count(&out, "<tr><td>"), 4);
    ck_assert_uint_eq(ff_count(&out, "<tr><td>changed<td class=\"text\">lost (where it would be)"
                                     "<td class=\"text\"><bdi>ant</bdi><td>0.88<td>2.0<td>2.0"
                                     "<td>6.0<td>8.0\n"),
                      1);
    ck_assert_uint_eq(ff_count(&out, "<bdi>ant</bdi><td>–<td>2.0"), 2); /* truth has no score */
    mlt_text_clear(&out);
    report->cards[0]->journal->run.task = MLTEST_TASK_CLASSIFICATION;
    mlt_html_failure_table(&out, report, f);
    ck_assert_uint_eq(ff_count(&out, "<th scope=\"col\">width"), 0);
    ck_assert_uint_eq(ff_count(&out, "<td>2.0"), 0);
    mlt_text_free(&out);
    mlt_report_unref(report);
}
END_TEST

START_TEST(very_many)
{
    static mlt_page_box many[400];
    mltest_report *report = ff_pictures(1);
    mlt_page_failure *f = &report->failures[0];
    mlt_page_box *one = f->now_boxes;
    mlt_text out;
    f->now_boxes = many;
    f->n_now = 400;
    mlt_text_init(&out, NULL);
    mlt_html_failure_table(&out, report, f);
    ck_assert_uint_eq(ff_count(&out, "<tr><td>changed"), 300);
    ck_assert_uint_eq(ff_count(&out, "100 more are in the JSON"), 1);
    f->now_boxes = one;
    f->n_now = 2;
    mlt_text_free(&out);
    mlt_report_unref(report);
}
END_TEST

MLT_TEST_SUITE(report_failure_table, a_row_for_every_box, very_many)
