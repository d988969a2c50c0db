/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "predictor/fixtures.h"

Suite *mlt_suite_api_predictor(void);

static mltest_predictor *predictor;
static mltest_error *error;
static fix_batch batch;
static fix_model model;

/* A host that uses every function of the sink. */
static int32_t predict(void *user_data, const mltest_image_view *images, size_t n,
                       mltest_sink *sink)
{
    const float boxes[4] = {0, 0, 2, 1}, scores[1] = {0.5f};
    const int32_t classes[1] = {1};
    ck_assert_ptr_eq(user_data, &model);
    ck_assert_uint_eq(mltest_sink_count(sink), n);
    ck_assert_str_eq(mltest_sink_sample_id(sink, 1), "dir/1.png");
    ck_assert_str_eq(mltest_sink_condition(sink, 1), "clean");
    ck_assert_ptr_null(mltest_sink_sample_id(sink, n));
    ck_assert_ptr_null(mltest_sink_condition(sink, n));
    ck_assert_uint_eq(images[0].width, FIX_WIDTH);
    ck_assert_int_eq(mltest_sink_add_box(sink, 0, 1, 0.75, 1, 0, 2, 1), MLTEST_OK);
    ck_assert_int_eq(mltest_sink_add_boxes(sink, 0, 1, boxes, MLTEST_TYPE_F32, MLTEST_BOX_XYXY,
                                           scores, classes, MLTEST_TYPE_I32),
                     MLTEST_OK);
    ck_assert_int_eq(mltest_sink_fail(sink, 1, "too dark"), MLTEST_OK);
    ck_assert_int_eq(mltest_sink_add_class(sink, 2, 0, 1), MLTEST_ERR_INVALID);
    ck_assert_int_eq(mltest_sink_add_box(sink, n, 0, 1, 0, 0, 1, 1), MLTEST_ERR_INVALID);
    return MLTEST_CALLBACK_DONE;
}

static int32_t classify(void *user_data, const mltest_image_view *images, size_t n,
                        mltest_sink *sink)
{
    const double probabilities[2] = {0.25, 0.75};
    (void)user_data, (void)images;
    for (size_t i = 0; i < n; i++)
        ck_assert_int_eq(mltest_sink_set_probabilities(sink, i, 2, probabilities, MLTEST_TYPE_F64),
                         MLTEST_OK);
    ck_assert_int_eq(mltest_sink_add_class(sink, 0, 0, 0.5), MLTEST_OK);
    return MLTEST_CALLBACK_DONE;
}

static void make(int32_t (*function)(void *, const mltest_image_view *, size_t, mltest_sink *))
{
    const mltest_predictor_vtable vtable = {
        .struct_size = sizeof vtable, .predict = function, .destroy = fix_destroy, .max_batch = 3};
    model = (fix_model){.predict = function};
    ck_assert_int_eq(mltest_predictor_new(&predictor, NULL, &vtable, &model, &error), MLTEST_OK);
    ck_assert_ptr_null(error);
}

static void set_up(void)
{
    make(predict);
    fix_batch_init(&batch, 3);
}

static void tear_down(void)
{
    fix_batch_free(NULL, &batch);
    mltest_predictor_free(predictor);
    ck_assert_int_eq(model.destroyed, 1);
    mltest_predictor_free(NULL);
}

START_TEST(a_host_answers)
{
    ck_assert_int_eq(mlt_predict(predictor, batch.questions, 3, NULL, 2, NULL), MLTEST_OK);
    ck_assert_uint_eq(batch.answers[0].preds.n, 2);
    ck_assert_double_eq(batch.answers[0].preds.items[0].box.x, 1);
    ck_assert_double_eq(batch.answers[0].preds.items[1].box.width, 2);
    ck_assert_str_eq(batch.answers[1].message, "too dark");
    ck_assert_ptr_nonnull(strstr(batch.answers[2].message, "its task is detection"));
}
END_TEST

START_TEST(a_host_classifies)
{
    mltest_predictor_free(predictor);
    make(classify);
    ck_assert_int_eq(mltest_predictor_set_task(predictor, MLTEST_TASK_CLASSIFICATION, &error),
                     MLTEST_OK);
    ck_assert_int_eq(mlt_predict(predictor, batch.questions, 3, NULL, 2, NULL), MLTEST_OK);
    ck_assert_uint_eq(batch.answers[0].preds.n, 3);
    ck_assert_int_eq(batch.answers[2].preds.items[0].cls, 1);
}
END_TEST

/* The last call must have been refused for this reason. */
static void check_refused(mltest_status status, mltest_status expected, const char *message)
{
    ck_assert_int_eq(status, expected);
    ck_assert_int_eq(mltest_error_status(error), expected);
    ck_assert_msg(strstr(mltest_error_message(error), message) != NULL, "%s",
                  mltest_error_message(error));
    mltest_error_free(error);
    error = NULL;
}

START_TEST(arguments_that_are_missing)
{
    static const char *const names[] = {"a", NULL};
    const mltest_predictor_vtable vtable = {.struct_size = sizeof vtable};
    mltest_predictor *p = predictor;
    check_refused(mltest_predictor_new(NULL, NULL, &vtable, NULL, &error), MLTEST_ERR_INVALID,
                  "out is NULL");
    check_refused(mltest_predictor_new(&p, NULL, NULL, NULL, &error), MLTEST_ERR_INVALID,
                  "vtable is NULL");
    ck_assert_ptr_null(p);
    p = predictor;
    check_refused(mltest_predictor_new(&p, NULL, &vtable, NULL, &error), MLTEST_ERR_INVALID,
                  "predict");
    ck_assert_ptr_null(p);
    check_refused(mltest_predictor_open(NULL, NULL, "x", NULL, &error), MLTEST_ERR_INVALID, "out");
    check_refused(mltest_predictor_open(&p, NULL, NULL, NULL, &error), MLTEST_ERR_INVALID, "spec");
    check_refused(mltest_predictor_set_task(NULL, 1, &error), MLTEST_ERR_INVALID, "predictor");
    check_refused(mltest_predictor_set_classes(NULL, names, 1, &error), MLTEST_ERR_INVALID,
                  "predictor");
    check_refused(mltest_predictor_set_classes(predictor, NULL, 1, &error), MLTEST_ERR_INVALID,
                  "names");
    check_refused(mltest_predictor_set_classes(predictor, names, 2, &error), MLTEST_ERR_INVALID,
                  "names[i]");
    check_refused(mltest_predictor_set_model(NULL, "x", NULL, &error), MLTEST_ERR_INVALID,
                  "predictor");
    check_refused(mltest_predictor_set_model(predictor, NULL, NULL, &error), MLTEST_ERR_INVALID,
                  "name");
    check_refused(mltest_predictor_set_score_floor(NULL, 0, &error), MLTEST_ERR_INVALID,
                  "predictor");
    ck_assert_int_eq(mltest_predictor_set_score_floor(NULL, 0, NULL), MLTEST_ERR_INVALID);
}
END_TEST

START_TEST(values_that_cannot_be)
{
    static const char *const names[] = {"a", "b\n"}, *const twice[] = {"a", "a"};
    static const double scores[] = {-0.1, 1.1, NAN, INFINITY};
    check_refused(mltest_predictor_set_task(predictor, 0, &error), MLTEST_ERR_INVALID, "number 0");
    check_refused(mltest_predictor_set_task(predictor, 3, &error), MLTEST_ERR_INVALID, "number 3");
    check_refused(mltest_predictor_set_classes(predictor, names, 2, &error), MLTEST_ERR_INVALID,
                  "control");
    check_refused(mltest_predictor_set_classes(predictor, twice, 2, &error), MLTEST_ERR_INVALID,
                  "twice");
    check_refused(mltest_predictor_set_model(predictor, "", NULL, &error), MLTEST_ERR_INVALID,
                  "empty");
    check_refused(mltest_predictor_set_model(predictor, "x", "\xff", &error), MLTEST_ERR_INVALID,
                  "UTF-8");
    for (size_t i = 0; i < 4; i++)
        check_refused(mltest_predictor_set_score_floor(predictor, scores[i], &error),
                      MLTEST_ERR_INVALID, "score floor");
    ck_assert(!predictor->has_score_floor);
    ck_assert_str_eq(predictor->name, "model");
}
END_TEST

START_TEST(values_that_are_taken)
{
    static const char *const names[] = {"a", "b"};
    ck_assert_int_eq(mltest_predictor_set_classes(predictor, names, 2, &error), MLTEST_OK);
    ck_assert_uint_eq(predictor->classes.n, 2);
    ck_assert_int_eq(mltest_predictor_set_classes(predictor, NULL, 0, &error), MLTEST_OK);
    ck_assert_uint_eq(predictor->classes.n, 0);
    ck_assert_int_eq(mltest_predictor_set_model(predictor, "net", "", &error), MLTEST_OK);
    ck_assert_str_eq(predictor->version, "");
    ck_assert_int_eq(mltest_predictor_set_score_floor(predictor, 1, &error), MLTEST_OK);
    ck_assert_double_eq(predictor->score_floor, 1);
    ck_assert_int_eq(mltest_predictor_set_score_floor(predictor, 0, &error), MLTEST_OK);
    ck_assert(predictor->has_score_floor);
}
END_TEST

START_TEST(specifications)
{
    mltest_predictor *p = NULL;
    mltest_options *options = NULL;
    ck_assert_int_eq(mltest_options_new(&options, NULL, "predictor", &error), MLTEST_OK);
    ck_assert_int_eq(mltest_options_set_int(options, "batch", 4, &error), MLTEST_OK);
    ck_assert_int_eq(mltest_predictor_open(&p, NULL, "process:cat", options, &error), MLTEST_OK);
    ck_assert_uint_eq(p->vtable.max_batch, 4);
    mltest_predictor_free(p);
    mltest_options_free(options);
    check_refused(mltest_predictor_open(&p, NULL, "nonsense", NULL, &error), MLTEST_ERR_NOT_FOUND,
                  "process:CMD");
    ck_assert_ptr_null(p);
}
END_TEST

START_TEST(no_sink)
{
    ck_assert_uint_eq(mltest_sink_count(NULL), 0);
    ck_assert_ptr_null(mltest_sink_sample_id(NULL, 0));
    ck_assert_ptr_null(mltest_sink_condition(NULL, 0));
    ck_assert_int_eq(mltest_sink_add_box(NULL, 0, 0, 0, 0, 0, 1, 1), MLTEST_ERR_INVALID);
    ck_assert_int_eq(mltest_sink_add_boxes(NULL, 0, 0, NULL, 0, 0, NULL, NULL, 0),
                     MLTEST_ERR_INVALID);
    ck_assert_int_eq(mltest_sink_add_class(NULL, 0, 0, 0), MLTEST_ERR_INVALID);
    ck_assert_int_eq(mltest_sink_set_probabilities(NULL, 0, 0, NULL, 0), MLTEST_ERR_INVALID);
    ck_assert_int_eq(mltest_sink_fail(NULL, 0, "x"), MLTEST_ERR_INVALID);
}
END_TEST

Suite *mlt_suite_api_predictor(void)
{
    Suite *suite = suite_create("api_predictor");
    TCase *tests = tcase_create("predictor");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, a_host_answers);
    tcase_add_test(tests, a_host_classifies);
    tcase_add_test(tests, arguments_that_are_missing);
    tcase_add_test(tests, values_that_cannot_be);
    tcase_add_test(tests, values_that_are_taken);
    tcase_add_test(tests, specifications);
    tcase_add_test(tests, no_sink);
    suite_add_tcase(suite, tests);
    return suite;
}
