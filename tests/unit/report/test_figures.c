/* SPDX-License-Identifier: MIT */
#include "report/html/figures.h"

#include "report/grid_fixtures.h"

START_TEST(test_values)
{
    mltest_report *report = gf_mixed_report(1);
    const mltest_scorecard *card = report->cards[0];
    const mlt_level_score *fog = &card->levels[card->level_of[1]]; /* lost on one of four */
    ck_assert(mlt_figure_value(fog, MLT_SHOWN_AFFECTED) == 0.25);
    ck_assert(mlt_figure_value(fog, MLT_SHOWN_ROBUSTNESS) == 75);
    ck_assert(mlt_figure_value(fog, MLT_SHOWN_FAILURE) == 0.25);
    ck_assert(mlt_figure_value(fog, MLT_SHOWN_DROP) == fog->drop && fog->drop > 0.2);
    /* Replicates with one and three. */
    ck_assert(mlt_figure_value(&card->levels[card->level_of[5]], MLT_SHOWN_AFFECTED) == 0.5);
    mlt_report_unref(report);
}
END_TEST

START_TEST(test_steps)
{
    ck_assert_uint_eq(mlt_figure_step(MLT_SHOWN_AFFECTED, 0), 0);
    ck_assert_uint_eq(mlt_figure_step(MLT_SHOWN_AFFECTED, 0.0499), 1);
    ck_assert_uint_eq(mlt_figure_step(MLT_SHOWN_AFFECTED, 0.05), 2);
    ck_assert_uint_eq(mlt_figure_step(MLT_SHOWN_FAILURE, 0.2), 4);
    ck_assert_uint_eq(mlt_figure_step(MLT_SHOWN_AFFECTED, 1), MLT_HARM_STEPS - 1);
    ck_assert_uint_eq(mlt_figure_step(MLT_SHOWN_ROBUSTNESS, 100), 0);
    ck_assert_uint_eq(mlt_figure_step(MLT_SHOWN_ROBUSTNESS, 0), MLT_HARM_STEPS - 1);
    ck_assert_uint_eq(mlt_figure_step(MLT_SHOWN_DROP, -0.3), 0);
    ck_assert_uint_eq(mlt_figure_step(MLT_SHOWN_DROP, 0.3), 4);
}
END_TEST

static void says(mlt_shown_figure figure, size_t step, const char *wanted)
{
    mlt_text out;
    mlt_text_init(&out, NULL);
    mlt_figure_put_step(&out, figure, step);
    ck_assert_str_eq(mlt_text_string(&out), wanted);
    mlt_text_free(&out);
}

START_TEST(test_names_of_steps)
{
    says(MLT_SHOWN_AFFECTED, 0, "under 2 %");
    says(MLT_SHOWN_AFFECTED, 1, "2–5 %");
    says(MLT_SHOWN_AFFECTED, MLT_HARM_STEPS - 1, "from 80 %");
    says(MLT_SHOWN_ROBUSTNESS, 0, "over 98");
    says(MLT_SHOWN_ROBUSTNESS, 3, "80–90");
    says(MLT_SHOWN_ROBUSTNESS, MLT_HARM_STEPS - 1, "to 20");
    says(MLT_SHOWN_DROP, 3, "0.10–0.20");
}
END_TEST

START_TEST(test_text)
{
    mltest_report *report = gf_mixed_report(1);
    mlt_text out;
    mlt_text_init(&out, NULL);
    mlt_figure_put_name(&out, report, MLT_SHOWN_DROP);
    mlt_text_putc(&out, ' ');
    mlt_figure_put(&out, MLT_SHOWN_DROP, 0.25);
    mlt_text_putc(&out, ' ');
    mlt_figure_put(&out, MLT_SHOWN_AFFECTED, 0.25);
    mlt_text_putc(&out, ' ');
    mlt_figure_put(&out, MLT_SHOWN_ROBUSTNESS, 99.96);
    ck_assert_str_eq(mlt_text_string(&out), "drop of mAP 0.250 25.0 100.0");
    mlt_text_free(&out);
    mlt_report_unref(report);
}
END_TEST

START_TEST(test_reasons)
{
    mltest_report *report = gf_mixed_report(1);
    const mltest_scorecard *card = report->cards[0];
    size_t rain = card->level_of[7], fog = card->level_of[1];
    ck_assert_ptr_nonnull(strstr(mlt_figure_reason(card, rain, MLT_SHOWN_AFFECTED), "skipped"));
    ck_assert_ptr_nonnull(strstr(mlt_figure_reason(card, fog, MLT_SHOWN_FAILURE), "labels"));
    ck_assert_ptr_nonnull(strstr(mlt_figure_reason(card, fog, MLT_SHOWN_ROBUSTNESS), "eligible"));
    card->conditions[1].label_limited = true;
    ck_assert_ptr_nonnull(strstr(mlt_figure_reason(card, fog, MLT_SHOWN_DROP), "AP50"));
    mlt_report_unref(report);
}
END_TEST

MLT_TEST_SUITE(report_figures, test_values, test_steps, test_names_of_steps, test_text,
               test_reasons)
