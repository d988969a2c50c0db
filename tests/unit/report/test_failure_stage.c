/* SPDX-License-Identifier: MIT */
#include "report/html/failure_parts.h"

#include <math.h>

#include "failure_fixtures.h"

static mltest_report *report;
static mlt_text out;

static void set_up(void)
{
    report = ff_pictures(1);
    mlt_text_init(&out, NULL);
}

static void tear_down(void)
{
    mlt_text_free(&out);
    mlt_report_unref(report);
}

static const mlt_text *stage(bool folder)
{
    mlt_text_clear(&out);
    mlt_html_stage(&out, report, &report->failures[0], folder);
    return &out;
}

START_TEST(boxes_are_in_pixels_of_the_picture)
{
    ck_assert_uint_eq(ff_count(stage(true), "viewBox=\"0 0 16 12\""), 2);
    ck_assert_uint_eq(ff_count(&out, "<rect x=\"2.0\" y=\"2.0\" width=\"6.0\" height=\"8.0\"/>"),
                      4);
    ck_assert_uint_eq(ff_count(&out, "<rect class=\"fail-under\""), 4);
    ck_assert_uint_eq(ff_count(&out, "<text"), 2); /* none for the truth */
    ck_assert_uint_eq(ff_count(&out, " width=\"16\" height=\"12\" alt=\""), 2);
}
END_TEST

/* What is beyond the picture is cut, and where it is not known, is not drawn. */
START_TEST(boxes_anywhere)
{
    mlt_page_box *box = &report->failures[0].now_boxes[1];
    box->box = (mlt_box){-1e300, 3, 2e300, 1e300};
    ck_assert_uint_eq(ff_count(stage(true), "x=\"-16.0\" y=\"3.0\" width=\"48.0\" height=\"21.0\""),
                      2);
    box->box = (mlt_box){5, 5, -3, 0};
    ck_assert_uint_eq(ff_count(stage(true), "width=\"0.0\" height=\"0.0\""), 2);
    box->box = (mlt_box){(double)NAN, 5, 3, 3};
    ck_assert_uint_eq(ff_count(stage(true), "<text"), 1);
}
END_TEST

START_TEST(no_more_than_can_be_seen)
{
    mlt_page_failure *f = &report->failures[0];
    mlt_page_box *one = f->now_boxes, many[400];
    for (size_t i = 0; i < 400; i++)
        many[i] = one[1];
    f->now_boxes = many;
    f->n_now = 400;
    ck_assert_uint_eq(ff_count(stage(true), "<text"), 301);
    f->now_boxes = one;
    f->n_now = 2;
}
END_TEST

START_TEST(answers_of_classification)
{
    report->cards[0]->journal->run.task = MLTEST_TASK_CLASSIFICATION;
    ck_assert_uint_eq(ff_count(stage(false), "<rect"), 0);
    ck_assert_uint_eq(ff_count(&out, "\">truth: ant</span>"), 2);
    ck_assert_uint_eq(ff_count(&out, "<span class=\"fail-answer fail-lost\">answer: ant (0.88)"),
                      2);
}
END_TEST

START_TEST(pictures_that_are_shared)
{
    mlt_html_shared_pictures(&out, report);
    ck_assert_uint_eq(ff_count(&out, "<image"), 0);
    report->failures[1].clean = report->failures[0].clean;
    mlt_text_clear(&out);
    mlt_html_shared_pictures(&out, report);
    ck_assert_uint_eq(ff_count(&out, "<image id=\"picture0\" width=\"16\" height=\"12\""), 1);
    ck_assert_uint_eq(ff_count(stage(false), "<use href=\"#picture0\"/>"), 1);
    ck_assert_uint_eq(ff_count(&out, "data:image"), 1);
}
END_TEST

Suite *mlt_suite_report_failure_stage(void);

Suite *mlt_suite_report_failure_stage(void)
{
    const TTest *const tests[] = {boxes_are_in_pixels_of_the_picture, boxes_anywhere,
                                  no_more_than_can_be_seen, answers_of_classification,
                                  pictures_that_are_shared};
    TCase *tc = tcase_create("failure_stage");
    Suite *suite = suite_create("report_failure_stage");
    tcase_add_checked_fixture(tc, set_up, tear_down);
    for (size_t i = 0; i < sizeof tests / sizeof tests[0]; i++)
        tcase_add_test(tc, tests[i]);
    suite_add_tcase(suite, tc);
    return suite;
}
