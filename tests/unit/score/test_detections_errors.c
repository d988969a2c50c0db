/* SPDX-License-Identifier: MIT */
#include "score/detection_scene.h"

Suite *mlt_suite_score_detections_errors(void);

static size_t count_kind(const mltest_evaluation *e, const char *kind)
{
    const mlt_column *kinds = ds_column(e, "tide_errors", "kind");
    size_t n = 0;
    for (size_t i = 0; i < ds_rows(e, "tide_errors"); i++)
        n += strcmp(kinds->strings[i], kind) == 0;
    return n;
}

START_TEST(test_errors_add_up)
{
    mltest_evaluation *e = ds_evaluate();
    double all = 0;
    ck_assert_uint_eq(ds_rows(e, "tide_kinds"), MLT_TIDE_N_KINDS);
    for (size_t i = 0; i < MLT_TIDE_N_KINDS; i++) {
        double n = ds_column(e, "tide_kinds", "n")->doubles[i];
        ck_assert_double_eq(n, (double)count_kind(e, mlt_tide_kind_names[i]));
        all += n;
    }
    ck_assert_double_eq(all, (double)ds_rows(e, "tide_errors"));
    ck_assert_uint_gt(count_kind(e, "Cls"), 0);
    ck_assert_uint_gt(count_kind(e, "Miss"), 0);
    mlt_evaluation_unref(e);
}
END_TEST

/* Each row names what it is about. */
START_TEST(test_a_row_of_a_missed_truth_and_of_a_wrong_class)
{
    mltest_evaluation *e = ds_evaluate();
    for (size_t i = 0; i < ds_rows(e, "tide_errors"); i++) {
        const char *kind = ds_column(e, "tide_errors", "kind")->strings[i];
        const char *cls = ds_column(e, "tide_errors", "class")->strings[i];
        const char *truth = ds_column(e, "tide_errors", "true_class")->strings[i];
        double place = ds_column(e, "tide_errors", "prediction")->doubles[i];
        double id = ds_column(e, "tide_errors", "annotation")->doubles[i];
        unsigned image = 0;
        ck_assert_int_eq(
            sscanf(ds_column(e, "tide_errors", "image")->strings[i], "image %u", &image), 1);
        ds_image s = ds_draw(image);
        if (strcmp(kind, "Miss") == 0) {
            ck_assert_double_eq(place, -1);
            ck_assert_double_eq(floor((id - 1) / 10), image);
        } else if (strcmp(kind, "Cls") == 0) {
            ck_assert_str_ne(cls, truth);
            ck_assert_str_eq(cls, ds_names[s.preds[(size_t)place].cls]);
        }
    }
    mlt_evaluation_unref(e);
}
END_TEST

START_TEST(test_confusion_counts_every_truth_and_detection)
{
    mltest_evaluation *e = ds_evaluate();
    double truths = 0, predictions = 0;
    for (size_t i = 0; i < ds_rows(e, "confusion"); i++) {
        double n = ds_column(e, "confusion", "n")->doubles[i];
        ck_assert_double_gt(n, 0);
        truths += strcmp(ds_column(e, "confusion", "truth")->strings[i], "background") != 0 ? n : 0;
        predictions +=
            strcmp(ds_column(e, "confusion", "predicted")->strings[i], "background") != 0 ? n : 0;
    }
    ck_assert_double_eq(truths, ds_number(e, "n_truths"));
    ck_assert_double_eq(predictions, ds_number(e, "n_predictions"));
    mlt_evaluation_unref(e);
}
END_TEST

Suite *mlt_suite_score_detections_errors(void)
{
    Suite *suite = suite_create("score_detections_errors");
    TCase *tc = tcase_create("errors");
    tcase_add_test(tc, test_errors_add_up);
    tcase_add_test(tc, test_a_row_of_a_missed_truth_and_of_a_wrong_class);
    tcase_add_test(tc, test_confusion_counts_every_truth_and_detection);
    suite_add_tcase(suite, tc);
    return suite;
}
