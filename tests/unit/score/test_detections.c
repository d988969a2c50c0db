/* SPDX-License-Identifier: MIT */
#include "score/detection_scene.h"

#include "report/report.h"

Suite *mlt_suite_score_detections(void);

static char *json_of(const mltest_evaluation *e)
{
    mlt_text out;
    mlt_text_init(&out, NULL);
    ck_assert_int_eq(mlt_report_json(&out, e->results, NULL), MLTEST_OK);
    char *copy = strdup(mlt_text_string(&out));
    mlt_text_free(&out);
    return copy;
}

/* Backwards in two halves that are merged: the same text to the last bit. */
START_TEST(test_the_order_of_adding_has_no_effect)
{
    mltest_options *options = ds_options(ds_everything, DS_EVERYTHING);
    mlt_detections *halves[2] = {NULL, NULL};
    for (size_t i = 0; i < 2; i++) {
        ck_assert_int_eq(ds_new(&halves[i], NULL, options, NULL), MLTEST_OK);
        ck_assert_int_eq(ds_add(halves[i], 1 - i, 2, NULL), MLTEST_OK);
    }
    ck_assert_int_eq(mlt_detections_merge(halves[0], halves[1], NULL), MLTEST_OK);
    ck_assert_uint_eq(mlt_detections_n_images(halves[0]), DS_IMAGES);
    mltest_evaluation *whole = ds_evaluate(), *merged = ds_finish(halves[0]);
    char *a = json_of(whole), *b = json_of(merged);
    ck_assert_str_eq(a, b);
    free(a);
    free(b);
    mlt_evaluation_unref(whole);
    mlt_evaluation_unref(merged);
    mlt_detections_free(halves[0]);
    mlt_detections_free(halves[1]);
    mlt_options_unref(options);
}
END_TEST

START_TEST(test_others_are_not_merged)
{
    static const char *const tide[1][2] = {{"tide", "true"}};
    mltest_options *options = ds_options(tide, 1);
    mlt_detections *a = NULL, *b = NULL;
    ck_assert_int_eq(ds_new(&a, NULL, options, NULL), MLTEST_OK);
    ck_assert_int_eq(ds_new(&b, NULL, NULL, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_detections_merge(a, b, NULL), MLTEST_ERR_INVALID);
    ck_assert_int_eq(mlt_detections_merge(b, a, NULL), MLTEST_ERR_INVALID);
    mlt_detections_free(a);
    mlt_detections_free(b);
    mlt_options_unref(options);
}
END_TEST

static mltest_status all_of_it(mltest_context *ctx, void *data)
{
    mlt_detections *d = NULL;
    mltest_evaluation *e = NULL;
    mltest_status status = ds_new(&d, ctx, data, NULL);
    if (status == MLTEST_OK)
        status = ds_add(d, 0, 1, NULL);
    if (status == MLTEST_OK)
        status = mlt_evaluation_empty(&e, ctx, NULL);
    if (status == MLTEST_OK)
        status = mlt_detections_finish(d, NULL, ds_names, ds_image_name, NULL, e, NULL);
    if (status == MLTEST_OK)
        status = mlt_evaluation_close(e, NULL);
    mlt_evaluation_unref(e);
    mlt_detections_free(d);
    return status;
}

START_TEST(test_out_of_memory)
{
    mltest_options *options = ds_options(ds_everything, DS_EVERYTHING);
    mlt_test_every_allocation(all_of_it, options);
    mlt_options_unref(options);
}
END_TEST

Suite *mlt_suite_score_detections(void)
{
    Suite *suite = suite_create("score_detections");
    TCase *tc = tcase_create("detections");
    tcase_set_timeout(tc, 60);
    tcase_add_test(tc, test_the_order_of_adding_has_no_effect);
    tcase_add_test(tc, test_others_are_not_merged);
    tcase_add_test(tc, test_out_of_memory);
    suite_add_tcase(suite, tc);
    return suite;
}
