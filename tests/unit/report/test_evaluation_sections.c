/* SPDX-License-Identifier: MIT */
#include "report/report.h"

#include "score/class_scene.h"
#include "score/evaluation_fixtures.h"

static mlt_text out;

static void expect(const char *words)
{
    ck_assert_msg(strstr(mlt_text_string(&out), words) != NULL, "no \"%s\" in\n%s", words,
                  mlt_text_string(&out));
}

static void show_classes(size_t top_k, bool odd)
{
    ck_assert_int_eq(cs_evaluate(&ev, NULL, top_k, odd, NULL), MLTEST_OK);
    mlt_text_init(&out, NULL);
    ck_assert_int_eq(mlt_report_evaluation_text(&out, ev, NULL), MLTEST_OK);
}

START_TEST(test_classification)
{
    show_classes(3, false);
    ck_assert_str_eq(mlt_text_string(&out),
                     "samples                                      5\n"
                     "without an answer                            1\n"
                     "with scores that are not probabilities       0\n"
                     "top-1                                   0.6000\n"
                     "top-5                                   0.8000\n"
                     "top-3                                   0.8000\n"
                     "balanced accuracy                       0.5833\n"
                     "adjusted, 0 for guessing                0.1667\n"
                     "Cohen's kappa                           0.2857\n"
                     "Matthews correlation                    0.3086\n"
                     "Brier score                             0.5000\n"
                     "log loss                                7.6586\n"
                     "\n"
                     "average   precision  recall     F1\n"
                     "macro         0.833   0.583  0.667\n"
                     "micro         0.750   0.600  0.667\n"
                     "weighted      0.800   0.600  0.667\n"
                     "\n"
                     "Classes\n"
                     "class  truths  predicted  right  precision  recall     F1\n"
                     "ant         2          1      1      1.000   0.500  0.667\n"
                     "bee         3          3      2      0.667   0.667  0.667\n"
                     "cow         0          0      0          -       -      -\n");
    mlt_text_free(&out);
}
END_TEST

START_TEST(test_classification_without_probabilities)
{
    show_classes(5, true);
    expect("with scores that are not probabilities       1\n");
    expect("top-5                                   0.8333\nbalanced");
    expect("\nBrier score                                  -\n");
    expect("\nlog loss                                     -\n");
    mlt_text_free(&out);
    ck_assert_int_eq(mlt_report_json(&out, ev->results, NULL), MLTEST_OK);
    expect("\"brier\": null,");
    expect("\"n_predicted\": 0,\n      \"n_correct\": 0,\n      \"precision\": null,");
    mlt_text_free(&out);
}
END_TEST

Suite *mlt_suite_report_evaluation_sections(void);
Suite *mlt_suite_report_evaluation_sections(void)
{
    Suite *suite = suite_create("report_evaluation_sections");
    TCase *tc = tcase_create("text");
    tcase_add_checked_fixture(tc, ev_set_up, ev_tear_down);
    tcase_add_test(tc, test_classification);
    tcase_add_test(tc, test_classification_without_probabilities);
    suite_add_tcase(suite, tc);
    return suite;
}
