/* SPDX-License-Identifier: MIT */
#include "section_fixtures.h"

START_TEST(test_one_model)
{
    const char *shown = sx_section(mlt_html_glance, sx_report(1, true));
    sx_check_tags(shown);
    ck_assert_uint_eq(sx_count(shown, "<article"), 1);
    SX_LACKS(shown, "glance-pair");
    SX_HAS(shown, "glance-score zone-red\"><p class=\"glance-label\">Risk: answers that change</p>"
                  "<p class=\"glance-big\">37.5</p>");
    SX_HAS(shown, "red zone: above 20");
    SX_HAS(shown, "Failure under change</p><p class=\"glance-big\">37.5</p>");
    SX_HAS(shown, "<strong>Low evidence.</strong> Something is seen on 4 of 4 clean pictures");
    SX_HAS(shown, "<bdi>clean mAP</bdi></th><td data-sort=\"1\">1.000</td>");
    SX_HAS(shown, "<bdi>cat</bdi></th><td data-sort=\"4\">4</td><td data-sort=\"1\">yes</td>");
    SX_LACKS(shown, "No labels");
}
END_TEST

/* Without labels there is no failure and no performance, and that is said. */
START_TEST(test_without_labels)
{
    const char *shown = sx_section(mlt_html_glance, sx_report(2, false));
    sx_check_tags(shown);
    ck_assert_uint_eq(sx_count(shown, "No labels: stability, not quality."), 2);
    SX_LACKS(shown, "Failure under change");
    SX_LACKS(shown, "clean mAP");
    SX_HAS(shown, "stability, not quality: a constant predictor has risk 0");
}
END_TEST

START_TEST(test_models_beside_each_other)
{
    const char *shown = sx_section(mlt_html_glance, sx_report(3, true));
    sx_check_tags(shown);
    ck_assert_uint_eq(sx_count(shown, "<article"), 3);
    ck_assert_uint_eq(sx_count(shown, "class=\"glance-pair\""), 2);
    SX_HAS(shown, "<p class=\"glance-pair\"><span class=\"model model-3\"><bdi>c</bdi></span> "
                  "beside <span class=\"model model-1\"><bdi>a</bdi></span>: <strong>");
}
END_TEST

static void set_metric(mltest_report *report, const char *sentence)
{
    mlt_table *pairs =
        (mlt_table *)(uintptr_t)mlt_results_find_table(report->comparison->results, "pairs");
    mlt_column *metric = (mlt_column *)(uintptr_t)mlt_table_find_column(pairs, "metric");
    metric->strings[0] = sentence;
}

START_TEST(test_the_same_metric_stands_out)
{
    mltest_report *report = sx_report(2, true);
    set_metric(report, "same metric, different model: it differs under <fog>");
    const char *shown = sx_section(mlt_html_glance, report);
    SX_HAS(shown, "<span class=\"glance-same\"><strong>Same metric, different model</strong>: it "
                  "differs under &lt;fog&gt;.</span>");
    report = sx_report(2, true);
    set_metric(report, "clean mAP is higher by 0.1");
    shown = sx_section(mlt_html_glance, report);
    SX_LACKS(shown, "glance-same");
    SX_HAS(shown, "<span>clean mAP is higher by 0.1.</span>");
}
END_TEST

START_TEST(test_classification)
{
    mltest_journal *journal = fx_open(true);
    fx_make_top(journal);
    const char *shown = sx_section(mlt_html_glance, sx_report_of(&journal, 1, NULL, NULL));
    sx_check_tags(shown);
    SX_HAS(shown, "<bdi>clean top-1</bdi></th><td data-sort=\"1\">1.000</td>");
    SX_HAS(shown, "By class, clean pictures");
    SX_LACKS(shown, "mAP");
}
END_TEST

START_TEST(test_names_are_text)
{
    static const char *classes[] = {SX_HOSTILE, "dog"};
    mltest_journal *journal = fx_open(true);
    journal->run.model_name = SX_HOSTILE;
    journal->run.classes = classes;
    const char *shown = sx_section(mlt_html_glance, sx_report_of(&journal, 1, NULL, NULL));
    sx_check_tags(shown);
    SX_LACKS(shown, "<script");
    ck_assert_uint_eq(sx_count(shown, SX_ESCAPED), 2);
}
END_TEST

START_TEST(test_out_of_memory)
{
    sx_every_allocation(mlt_html_glance);
}
END_TEST

MLT_TEST_SUITE(report_glance, test_one_model, test_without_labels, test_models_beside_each_other,
               test_the_same_metric_stands_out, test_classification, test_names_are_text,
               test_out_of_memory)
