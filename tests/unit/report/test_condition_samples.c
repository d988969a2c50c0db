/* SPDX-License-Identifier: MIT */
#include <math.h>

#include "report/grid_fixtures.h"
#include "report/html/condition.h"

static char shown[1 << 14];

static void show(const mltest_report *report, size_t condition, size_t model, size_t most)
{
    mlt_text out;
    mlt_changed changed;
    mlt_text_init(&out, NULL);
    ck_assert(mlt_changed_make(&changed, NULL, most));
    mlt_condition_put_samples(&out, report, condition, model, &changed);
    mlt_changed_free(&changed, NULL);
    ck_assert(mlt_text_ok(&out));
    ck_assert_uint_lt(out.n, sizeof shown);
    memcpy(shown, mlt_text_string(&out), out.n + 1);
    mlt_text_free(&out);
}

START_TEST(test_rows)
{
    static const char *const all[] = {
        "<caption><span class=\"model model-1\"><bdi>net</bdi></span>: 4 samples change</caption>",
        ("<td><bdi>a.png</bdi></td><td>0.000</td><td>1</td><td>0</td><td>0</td><td>1.000</"
         "td><td>0.000</td></tr>\n"),
        "b.png", "c.png", "d.png"};
    static const char *const some[] = {"the 2 of 4 samples that change most", "a.png", "b.png"};
    mltest_report *report = gf_mixed_report(2);
    show(report, 2, 0, 10);
    GF_IN_ORDER(shown, all);
    ck_assert_ptr_null(strstr(shown, ">pictures"));
    show(report, 2, 0, 2);
    GF_IN_ORDER(shown, some);
    ck_assert_ptr_null(strstr(shown, "c.png"));
    show(report, 1, 0, 10);
    ck_assert_ptr_nonnull(strstr(shown, ": 1 sample changes</caption>"));
    show(report, 1, 1, 10);
    ck_assert_str_eq(
        shown,
        "<p><span class=\"model model-2\"><bdi>other</bdi></span>: no sample changes.</p>\n");
    show(report, 2, 0, 0);
    ck_assert_str_eq(shown, "");
    mlt_report_unref(report);
}
END_TEST

START_TEST(test_failed_ones)
{
    static const gf_condition conditions[] = {{"clean", NULL, "", 0, {0, 0}},
                                              {"fog:r1@1", "fog", "weather", 1, {GF_FAILED, 0}}};
    mltest_report *report = gf_report(conditions, 2, 1, (const char *const[]){"net"});
    show(report, 1, 0, 10);
    ck_assert_ptr_nonnull(strstr(shown, "<td><bdi>a.png</bdi></td><td>failed</td><td>1</td><td>"));
    mlt_report_unref(report);
}
END_TEST

/* Only where this model's answer to this picture under this condition is shown. */
START_TEST(test_pictures)
{
    mlt_page_failure failures[] = {{.model = 1, .sample = 1, .condition = 2},
                                   {.model = 0, .sample = 1, .condition = 1},
                                   {.model = 0, .sample = 0, .condition = 2},
                                   {.model = 0, .sample = 1, .condition = 2}};
    mltest_report *report = gf_mixed_report(2);
    report->failures = failures;
    report->n_failures = 4;
    show(report, 2, 0, 10);
    ck_assert_ptr_nonnull(
        strstr(shown, "<td><a href=\"#f2\">pictures</a></td></tr>\n<tr><td><bdi>b.png"));
    ck_assert_ptr_nonnull(
        strstr(shown, "<td><a href=\"#f3\">pictures</a></td></tr>\n<tr><td><bdi>c.png"));
    ck_assert_uint_eq(gf_count(shown, "href"), 2);
    report->failures = NULL;
    report->n_failures = 0;
    mlt_report_unref(report);
}
END_TEST

START_TEST(test_classification)
{
    mltest_report *report = gf_mixed_report(1);
    report->cards[0]->journal->run.task = MLTEST_TASK_CLASSIFICATION;
    show(report, 2, 0, 10);
    ck_assert_ptr_nonnull(strstr(
        shown, "<td><bdi>a.png</bdi></td><td>0.000</td><td>1.000</td><td>0.000</td></tr>\n"));
    ck_assert_ptr_null(strstr(shown, "lost"));
    mlt_report_unref(report);
}
END_TEST

MLT_TEST_SUITE(report_condition_samples, test_rows, test_failed_ones, test_pictures,
               test_classification)
