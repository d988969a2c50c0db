/* SPDX-License-Identifier: MIT */
#include <math.h>

#include "report/grid_fixtures.h"
#include "report/html/condition.h"

static char shown[1 << 14];

static void show(void (*put)(mlt_text *, const mltest_report *, size_t),
                 const mltest_report *report, size_t condition)
{
    mlt_text out;
    mlt_text_init(&out, NULL);
    put(&out, report, condition);
    ck_assert(mlt_text_ok(&out));
    ck_assert_uint_lt(out.n, sizeof shown);
    memcpy(shown, mlt_text_string(&out), out.n + 1);
    mlt_text_free(&out);
}

START_TEST(test_about)
{
    mltest_report *report = gf_mixed_report(1);
    show(mlt_condition_put_about, report, 0);
    ck_assert_str_eq(shown, "<p>The pictures as they are.</p>\n");
    mlt_jparam param = {"sigma", 0.5};
    report->cards[0]->journal->conditions[1].steps[0].params = &param;
    report->cards[0]->journal->conditions[1].steps[0].n_params = 1;
    show(mlt_condition_put_about, report, 1);
    ck_assert_str_eq(shown, "<p><bdi>fog</bdi> (<bdi>weather</bdi>; <bdi>sigma</bdi> = 0.5). "
                            "Pixels change by 3.5 grey levels in the mean.</p>\n");
    show(mlt_condition_put_about, report, 5);
    ck_assert_ptr_nonnull(strstr(shown, "others: <a href=\"#c6\">1</a>."));
    show(mlt_condition_put_about, report, 8);
    ck_assert_ptr_nonnull(strstr(shown, ", then <bdi>noise</bdi>"));
    show(mlt_condition_put_about, report, 9);
    ck_assert_ptr_nonnull(strstr(shown, "once more"));
    show(mlt_condition_put_about, report, 10);
    ck_assert_ptr_nonnull(strstr(shown, "no part of the risk"));
    mlt_report_unref(report);
}
END_TEST

START_TEST(test_figures)
{
    static const char *const parts[] = {
        ">mAP</th>", ">AP50</th>",
        ("<span class=\"model "
         "model-1\"><bdi>net</bdi></span></th><td>4</td><td>0</td><td>0</td><td>25.0 "
         "%</td><td>4.6…69.9</td>"
         "<td>inconclusive, "),
        " more</td><td>75.0</td><td>25.0 %</td>",
        ("<span class=\"model "
         "model-2\"><bdi>other</bdi></span></th><td>4</td><td>0</td><td>0</td><td>0.0 %</td>")};
    mltest_report *report = gf_mixed_report(2);
    show(mlt_condition_put_figures, report, 1);
    GF_IN_ORDER(shown, parts);
    ck_assert_ptr_null(strstr(shown, "Label-limited"));
    report->cards[1]->conditions[1].label_limited = true;
    show(mlt_condition_put_figures, report, 1);
    ck_assert_uint_eq(gf_count(shown, "Label-limited"), 1);
    show(mlt_condition_put_figures, report, 7);
    ck_assert_ptr_nonnull(strstr(shown, "<td>4</td><td>–</td><td></td><td>left out</td>"));
    mlt_report_unref(report);
}
END_TEST

/* Clean pictures have no verdict and lose nothing. */
START_TEST(test_clean)
{
    mltest_report *report = gf_mixed_report(1);
    show(mlt_condition_put_figures, report, 0);
    ck_assert_ptr_nonnull(strstr(shown, "<td>–</td><td></td><td>–</td><td>–</td><td>–</td>"
                                        "<td>1.000</td><td>–</td><td>1.000</td><td>–</td>"));
    mlt_report_unref(report);
}
END_TEST

START_TEST(test_classification)
{
    mltest_report *report = gf_mixed_report(1);
    report->cards[0]->journal->run.task = MLTEST_TASK_CLASSIFICATION;
    show(mlt_condition_put_figures, report, 1);
    ck_assert_ptr_nonnull(strstr(shown, ">top-1</th>"));
    ck_assert_ptr_null(strstr(shown, "AP50"));
    mlt_report_unref(report);
}
END_TEST

MLT_TEST_SUITE(report_condition_figures, test_about, test_figures, test_clean, test_classification)
