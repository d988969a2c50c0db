/* SPDX-License-Identifier: MIT */
#include "report/report.h"

#include "score/evaluation_fixtures.h"

static mlt_text out;

static void show(const char *truth, const char *results)
{
    ck_assert_int_eq(ev_make(ev_write("t.json", truth), ev_write("p.json", results), true),
                     MLTEST_OK);
    mlt_text_init(&out, NULL);
    ck_assert_int_eq(mlt_report_evaluation_text(&out, ev, NULL), MLTEST_OK);
}

static void expect(const char *words)
{
    ck_assert_msg(strstr(mlt_text_string(&out), words) != NULL, "no \"%s\" in\n%s", words,
                  mlt_text_string(&out));
}

START_TEST(test_the_twelve_lines)
{
    show(EV_TRUTH, EV_RESULTS);
    expect(" Average Precision  (AP) @[ IoU=0.50:0.95 | area=   all | maxDets=100 ] = 0.500\n");
    expect(" Average Precision  (AP) @[ IoU=0.50      | area=   all | maxDets=100 ] = 0.500\n");
    expect(" Average Precision  (AP) @[ IoU=0.50:0.95 | area= large | maxDets=100 ] = -1.000\n");
    expect(" Average Recall     (AR) @[ IoU=0.50:0.95 | area=   all | maxDets=  1 ] = 0.500\n");
    expect(" Average Recall     (AR) @[ IoU=0.50:0.95 | area= small | maxDets=100 ] = 0.500\n");
    expect("class  truths     AP   AP50   AP75  AR100\n");
    expect("bee         1  0.000  0.000  0.000  0.000\n");
    mlt_text_free(&out);
}
END_TEST

START_TEST(test_classes_without_truths_and_notes)
{
    show(EV_IMAGES EV_ANNOTATION(0, 7, 1, EV_WHOLE) "]}", "[" EV_RESULT(8, 1, 10, 1) "]");
    expect("bee         0      -      -      -      -\n");
    expect("note: annotation id 0: a match with it counts as none: 1, first annotation 1\n");
    expect("note: a result for an image that is not listed: 1, first result 1\n");
    mlt_text_free(&out);
}
END_TEST

/* What the corrections did, and the lines of LVIS. */
START_TEST(test_modes)
{
    const char *truth = ev_write("t.json", EV_IMAGES EV_ANNOTATION(0, 7, 1, EV_WHOLE) "]}");
    const char *results = ev_write("p.json", EV_RESULTS);
    ck_assert_int_eq(ev_make_as("corrected", truth, results, true), MLTEST_OK);
    mlt_text_init(&out, NULL);
    ck_assert_int_eq(mlt_report_evaluation_text(&out, ev, NULL), MLTEST_OK);
    expect("\ncorrected annotation_id_0, 1: detections matched to the annotation with id 0");
    mlt_text_free(&out);
    ck_assert_int_eq(ev_make_as("corrected", ev_write("t.json", EV_TRUTH), results, true),
                     MLTEST_OK);
    mlt_text_init(&out, NULL);
    ck_assert_int_eq(mlt_report_evaluation_text(&out, ev, NULL), MLTEST_OK);
    expect("\ncorrected: there was nothing to\n");
    mlt_text_free(&out);
    ck_assert_int_eq(ev_make_as("lvis", truth, results, true), MLTEST_OK);
    mlt_text_init(&out, NULL);
    ck_assert_int_eq(mlt_report_evaluation_text(&out, ev, NULL), MLTEST_OK);
    expect(" Average Precision  (AP) @[ IoU=0.50:0.95 |      all | maxDets=300 an image ] = ");
    expect(" Average Recall     (AR) @[ IoU=0.50:0.95 |    large | maxDets=300 an image ] = ");
    expect("class  truths     AP   AP50   AP75     AR\n");
    mlt_text_free(&out);
}
END_TEST

Suite *mlt_suite_report_evaluation_text(void);
Suite *mlt_suite_report_evaluation_text(void)
{
    Suite *suite = suite_create("report_evaluation_text");
    TCase *tc = tcase_create("text");
    tcase_add_checked_fixture(tc, ev_set_up, ev_tear_down);
    tcase_add_test(tc, test_the_twelve_lines);
    tcase_add_test(tc, test_modes);
    tcase_add_test(tc, test_classes_without_truths_and_notes);
    suite_add_tcase(suite, tc);
    return suite;
}
