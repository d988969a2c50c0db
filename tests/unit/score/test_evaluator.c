/* SPDX-License-Identifier: MIT */
#include "score/evaluator.h"

#include <pthread.h>

#include "score/detection_scene.h"

Suite *mlt_suite_score_evaluator(void);

static mltest_status add(mltest_evaluator *e, size_t i)
{
    ds_image s = ds_draw(i);
    mltest_box truth_boxes[DS_MOST], boxes[DS_MOST];
    int32_t truth_classes[DS_MOST], classes[DS_MOST];
    int64_t ids[DS_MOST];
    double scores[DS_MOST];
    for (size_t k = 0; k < DS_MOST; k++) {
        const mlt_box *t = &s.truths[k].box, *p = &s.preds[k].box;
        truth_boxes[k] = (mltest_box){t->x, t->y, t->width, t->height};
        boxes[k] = (mltest_box){p->x, p->y, p->width, p->height};
        truth_classes[k] = s.truths[k].cls;
        ids[k] = s.truths[k].ann_id;
        classes[k] = s.preds[k].cls;
        scores[k] = s.preds[k].score;
    }
    const mltest_evaluator_image image = {.struct_size = sizeof image,
                                          .image_id = (int64_t)i - 7,
                                          .n_truths = s.n_truths,
                                          .truth_boxes = truth_boxes,
                                          .truth_classes = truth_classes,
                                          .truth_ids = ids,
                                          .n_predictions = s.n_preds,
                                          .boxes = boxes,
                                          .classes = classes,
                                          .scores = scores};
    return mlt_evaluator_add(e, &image, NULL);
}

static mltest_evaluator *make(void)
{
    mltest_options *options = ds_options(ds_everything, DS_EVERYTHING);
    mltest_evaluator *e = NULL;
    ck_assert_int_eq(mlt_evaluator_make(&e, NULL, ds_names, DS_CLASSES, options, NULL), MLTEST_OK);
    mlt_options_unref(options); /* the evaluator has its own */
    return e;
}

static mltest_evaluation *finish(mltest_evaluator *e, const double *weights)
{
    mltest_evaluation *out = NULL;
    ck_assert_int_eq(mlt_evaluator_finish(e, weights, &out, NULL), MLTEST_OK);
    return out;
}

static void check_same(mltest_evaluation *a, mltest_evaluation *b)
{
    static const char *const names[] = {"AP", "AP50", "APs", "AR10", "n_images", "n_predictions"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        ck_assert_double_eq(ds_number(a, names[i]), ds_number(b, names[i]));
}

/* Image ids are negative, too; the errors have them as names. */
START_TEST(test_the_figures_of_detections)
{
    mltest_evaluator *e = make();
    for (size_t i = 0; i < DS_IMAGES; i++)
        ck_assert_int_eq(add(e, i), MLTEST_OK);
    ck_assert_uint_eq(mlt_evaluator_n_images(e), DS_IMAGES);
    mltest_evaluation *a = finish(e, NULL), *b = ds_evaluate();
    check_same(a, b);
    ck_assert_double_eq(ds_number(a, "tide.AP"), ds_number(b, "tide.AP"));
    ck_assert_double_eq(ds_number(a, "calibration.ECE"), ds_number(b, "calibration.ECE"));
    int image = 0;
    ck_assert_int_eq(sscanf(ds_column(a, "tide_errors", "image")->strings[0], "%d", &image), 1);
    ck_assert(image >= -7 && image < DS_IMAGES - 7);
    mlt_evaluation_unref(a);
    mlt_evaluation_unref(b);
    mlt_evaluator_unref(e);
}
END_TEST

typedef struct {
    mltest_evaluator *evaluator;
    size_t first;
} share;

enum { THREADS = 4 };

static void *add_share(void *data)
{
    share *s = data;
    for (size_t i = s->first; i < DS_IMAGES; i += THREADS)
        if (add(s->evaluator, i) != MLTEST_OK)
            return data;
    return NULL;
}

START_TEST(test_any_number_of_threads)
{
    mltest_evaluator *e = make();
    pthread_t threads[THREADS];
    share shares[THREADS];
    for (size_t i = 0; i < THREADS; i++) {
        shares[i] = (share){e, i};
        ck_assert_int_eq(pthread_create(&threads[i], NULL, add_share, &shares[i]), 0);
    }
    for (size_t i = 0; i < THREADS; i++) {
        void *failed;
        pthread_join(threads[i], &failed);
        ck_assert_ptr_null(failed);
    }
    mltest_evaluation *a = finish(e, NULL), *b = ds_evaluate();
    check_same(a, b);
    mlt_evaluation_unref(a);
    mlt_evaluation_unref(b);
    mlt_evaluator_unref(e);
}
END_TEST

/* A weight of 0 leaves an image out. */
START_TEST(test_weights)
{
    double weights[DS_IMAGES];
    mltest_evaluator *all = make(), *some = make();
    for (size_t i = 0; i < DS_IMAGES; i++) {
        weights[i] = i % 3 != 0;
        ck_assert_int_eq(add(all, i), MLTEST_OK);
        if (i % 3 != 0)
            ck_assert_int_eq(add(some, i), MLTEST_OK);
    }
    mltest_evaluation *a = finish(all, weights), *b = finish(some, NULL);
    ck_assert_double_eq(ds_number(a, "AP"), ds_number(b, "AP"));
    ck_assert_double_ne(ds_number(a, "AP"), -1);
    ck_assert_uint_eq(ds_rows(a, "tide_kinds"), 0);
    mlt_evaluation_unref(a);
    mlt_evaluation_unref(b);
    mlt_evaluator_unref(all);
    mlt_evaluator_unref(some);
}
END_TEST

START_TEST(test_merging_and_repeated_images)
{
    mltest_evaluator *a = make(), *b = make();
    mltest_evaluation *out = NULL;
    mltest_error *error = NULL;
    for (size_t i = 0; i < DS_IMAGES; i++)
        ck_assert_int_eq(add(i % 2 != 0 ? a : b, i), MLTEST_OK);
    ck_assert_int_eq(mlt_evaluator_merge(a, a, NULL), MLTEST_ERR_INVALID);
    ck_assert_int_eq(mlt_evaluator_merge(a, b, NULL), MLTEST_OK);
    mltest_evaluation *merged = finish(a, NULL), *whole = ds_evaluate();
    check_same(merged, whole);
    ck_assert_int_eq(mlt_evaluator_merge(a, b, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_evaluator_finish(a, NULL, &out, &error), MLTEST_ERR_CONFLICT);
    ck_assert_str_eq(mltest_error_message(error), "image -7 was added twice");
    mltest_error_free(error);
    mlt_evaluation_unref(merged);
    mlt_evaluation_unref(whole);
    mlt_evaluator_unref(a);
    mlt_evaluator_unref(b);
}
END_TEST

static mltest_status of_memory(mltest_context *ctx, void *data)
{
    mltest_evaluator *e = NULL;
    mltest_evaluation *out = NULL;
    mltest_status status = mlt_evaluator_make(&e, ctx, ds_names, DS_CLASSES, data, NULL);
    for (size_t i = 0; i < 6 && status == MLTEST_OK; i++)
        status = add(e, i);
    if (status == MLTEST_OK)
        status = mlt_evaluator_finish(e, NULL, &out, NULL);
    mlt_evaluation_unref(out);
    mlt_evaluator_unref(e);
    return status;
}

START_TEST(test_out_of_memory)
{
    mltest_options *options = ds_options(ds_everything, DS_EVERYTHING);
    mlt_test_every_allocation(of_memory, options);
    mlt_options_unref(options);
}
END_TEST

static mltest_evaluation *evaluate_two(const char *mode, const char *frequencies,
                                       const mltest_evaluator_image *images)
{
    const char *const settings[][2] = {{"mode", mode}, {"frequencies", frequencies}};
    mltest_options *options = ds_options(settings, 2);
    mltest_evaluator *e = NULL;
    ck_assert_int_eq(mlt_evaluator_make(&e, NULL, NULL, 2, options, NULL), MLTEST_OK);
    for (size_t i = 0; i < 2; i++)
        ck_assert_int_eq(mlt_evaluator_add(e, &images[i], NULL), MLTEST_OK);
    mltest_evaluation *out = finish(e, NULL);
    mlt_evaluator_unref(e);
    mlt_options_unref(options);
    return out;
}

/* Image 0: a truth and what finds it, and a class 1 that is surely not there; image 1: an ignored
 * truth, and a detection of class 0 where not all are marked. */
START_TEST(test_modes)
{
    static const mltest_box boxes[] = {{0, 0, 10, 10}, {50, 50, 10, 10}};
    static const int32_t classes[] = {0, 1}, zero[] = {0}, one[] = {1};
    static const int64_t ids[] = {0, 1};
    static const double scores[] = {0.5, 0.9}, high[] = {0.9};
    static const uint32_t ignore[] = {MLT_TRUTH_IGNORE};
    const mltest_evaluator_image images[] = {{.image_id = 1,
                                              .n_truths = 1,
                                              .truth_boxes = boxes,
                                              .truth_classes = classes,
                                              .truth_ids = ids,
                                              .n_predictions = 2,
                                              .boxes = boxes,
                                              .classes = classes,
                                              .scores = scores,
                                              .n_negative = 1,
                                              .negative_classes = one},
                                             {.image_id = 2,
                                              .n_truths = 1,
                                              .truth_boxes = boxes,
                                              .truth_classes = classes,
                                              .truth_flags = ignore,
                                              .n_predictions = 1,
                                              .boxes = boxes + 1,
                                              .classes = zero,
                                              .scores = high,
                                              .n_not_exhaustive = 1,
                                              .not_exhaustive_classes = zero}};
    static const struct {
        const char *mode;
        double ap50, ar;
    } rows[] = {{"", 0.5, 1},   /* right behind a wrong one */
                {"coco", 0, 0}, /* annotation id 0; the ignored one is asked for */
                {"corrected", 0.5, 1},
                {"lvis", 0, 0}}; /* id 0 as well; nothing is wrong in image 1 */
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        bool lvis = strcmp(rows[i].mode, "lvis") == 0;
        mltest_evaluation *e = evaluate_two(rows[i].mode, lvis ? "rc" : "", images);
        ck_assert_double_eq_tol(ds_number(e, "AP50"), rows[i].ap50, 1e-12);
        ck_assert_double_eq(ds_number(e, lvis ? "AR@300" : "AR100"), rows[i].ar);
        mlt_evaluation_unref(e);
    }
    mltest_evaluator_image own[] = {images[0], images[1]};
    own[0].truth_ids = NULL;
    mltest_evaluation *e = evaluate_two("lvis", "rc", own);
    ck_assert_double_eq_tol(ds_number(e, "APr"), 1, 1e-12);
    ck_assert_double_eq(ds_number(e, "APc"), -1); /* none is asked for */
    mlt_evaluation_unref(e);
}
END_TEST

START_TEST(test_wrong_frequencies)
{
    static const char *const wrong[] = {"r", "rcf", "rx"};
    for (size_t i = 0; i < 3; i++) {
        const char *const settings[][2] = {{"mode", "lvis"}, {"frequencies", wrong[i]}};
        mltest_options *options = ds_options(settings, 2);
        mltest_evaluator *e = NULL;
        ck_assert_int_eq(mlt_evaluator_make(&e, NULL, NULL, 2, options, NULL), MLTEST_ERR_INVALID);
        mlt_options_unref(options);
    }
}
END_TEST

Suite *mlt_suite_score_evaluator(void)
{
    Suite *suite = suite_create("score_evaluator");
    TCase *tc = tcase_create("evaluator");
    tcase_set_timeout(tc, 60);
    tcase_add_test(tc, test_the_figures_of_detections);
    tcase_add_test(tc, test_modes);
    tcase_add_test(tc, test_wrong_frequencies);
    tcase_add_test(tc, test_any_number_of_threads);
    tcase_add_test(tc, test_weights);
    tcase_add_test(tc, test_merging_and_repeated_images);
    tcase_add_test(tc, test_out_of_memory);
    suite_add_tcase(suite, tc);
    return suite;
}
