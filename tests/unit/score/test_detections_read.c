/* SPDX-License-Identifier: MIT */
#include "score/detection_scene.h"

Suite *mlt_suite_score_detections_read(void);

static mltest_status read_one(const char *name, const char *value, mlt_detections_wanted *out)
{
    const char *const setting[1][2] = {{name, value}};
    mltest_options *options = ds_options(setting, 1);
    mltest_error *error = NULL;
    mltest_status status = mlt_detections_read(out, options, &error);
    if (status != MLTEST_OK) /* says what it does not understand */
        ck_assert_ptr_nonnull(strstr(mlt_error_text(error, MLT_ERROR_MESSAGE), value));
    mltest_error_free(error);
    mlt_options_unref(options);
    return status;
}

START_TEST(test_nothing_is_asked_for)
{
    mlt_detections_wanted w;
    ck_assert_int_eq(mlt_detections_read(&w, NULL, NULL), MLTEST_OK);
    ck_assert_ptr_null(w.coco.ious);
    ck_assert_ptr_null(w.coco.max_dets);
    ck_assert_ptr_null(w.voc_preset);
    ck_assert(!w.has_tide && !w.has_confusion && !w.has_calibration && !w.has_operating);
    ck_assert_uint_eq(w.calibration.n_bins, 15);
}
END_TEST

START_TEST(test_lists)
{
    mlt_detections_wanted w;
    ck_assert_int_eq(read_one("ious", "0.5,0.75", &w), MLTEST_OK);
    ck_assert_uint_eq(w.coco.n_ious, 2);
    ck_assert_double_eq(w.ious[1], 0.75);
    ck_assert_int_eq(read_one("max_dets", "1,10,300", &w), MLTEST_OK);
    ck_assert_uint_eq(w.max_dets[2], 300);
    static const char *const wrong[][2] = {
        {"ious", ","},         {"ious", "0.5,"},        {"ious", "half"},
        {"ious", "0.5 0.6"},   {"max_dets", "1,10"},    {"max_dets", "1,10,100,1000"},
        {"max_dets", "0,1,2"}, {"max_dets", "1,1.5,2"}, {"max_dets", "1,2,5000000000"}};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        ck_assert_int_eq(read_one(wrong[i][0], wrong[i][1], &w), MLTEST_ERR_INVALID);
}
END_TEST

START_TEST(test_modes)
{
    mlt_detections_wanted w;
    ck_assert_int_eq(read_one("mode", "", &w), MLTEST_OK);
    mlt_detections_set_mode(&w, MLT_EVALUATION_DATA);
    ck_assert(!w.coco.reference && !w.coco.corrected && !w.coco.lvis && w.coco.honour_ignore);
    mlt_detections_set_mode(&w, MLT_EVALUATION_COCO);
    ck_assert(w.coco.reference && !w.coco.corrected && !w.coco.lvis && !w.coco.honour_ignore);
    ck_assert_int_eq(read_one("mode", "corrected", &w), MLTEST_OK);
    mlt_detections_set_mode(&w, MLT_EVALUATION_COCO); /* another one is named */
    ck_assert(!w.coco.reference && w.coco.corrected && !w.coco.lvis && w.coco.honour_ignore);
    ck_assert_int_eq(read_one("mode", "lvis", &w), MLTEST_OK);
    mlt_detections_set_mode(&w, MLT_EVALUATION_DATA);
    ck_assert(w.coco.reference && !w.coco.corrected && w.coco.lvis && w.coco.honour_ignore);
    ck_assert_int_eq(read_one("mode", "data set", &w), MLTEST_ERR_INVALID);
    ck_assert_int_eq(read_one("mode", "coc", &w), MLTEST_ERR_INVALID);
}
END_TEST

START_TEST(test_names)
{
    mlt_detections_wanted w;
    ck_assert_int_eq(read_one("voc", "voc2007", &w), MLTEST_OK);
    ck_assert(w.voc.eleven_points && w.voc.strict);
    ck_assert_int_eq(read_one("voc", "voc2113", &w), MLTEST_ERR_NOT_FOUND);
    ck_assert_int_eq(read_one("voc_boxes", "round", &w), MLTEST_ERR_INVALID);
    ck_assert_int_eq(read_one("confusion", "score", &w), MLTEST_OK);
    ck_assert(w.has_confusion && w.confusion.assignment == MLT_CONFUSION_BY_SCORE);
    ck_assert_double_eq(w.confusion.min_score, -INFINITY); /* no score is too low */
    ck_assert_int_eq(read_one("min_score", "0.25", &w), MLTEST_OK);
    ck_assert_double_eq(w.confusion.min_score, 0.25);
    ck_assert_int_eq(read_one("confusion", "luck", &w), MLTEST_ERR_INVALID);
    ck_assert_int_eq(read_one("calibration", "quantile", &w), MLTEST_OK);
    ck_assert(w.has_calibration && w.calibration.binning == MLT_BINS_QUANTILE);
    ck_assert_int_eq(read_one("calibration", "fine", &w), MLTEST_ERR_INVALID);
}
END_TEST

Suite *mlt_suite_score_detections_read(void)
{
    Suite *suite = suite_create("score_detections_read");
    TCase *tc = tcase_create("read");
    tcase_add_test(tc, test_nothing_is_asked_for);
    tcase_add_test(tc, test_lists);
    tcase_add_test(tc, test_modes);
    tcase_add_test(tc, test_names);
    suite_add_tcase(suite, tc);
    return suite;
}
