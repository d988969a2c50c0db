/* SPDX-License-Identifier: MIT */
#include <fenv.h>

#include "predictor/fixtures.h"

Suite *mlt_suite_predictor_predict(void);

static fix_batch batch;
static fix_model model;
static mltest_predictor *predictor;

static void set_up(void)
{
    fix_batch_init(&batch, 3);
}

static void tear_down(void)
{
    fix_batch_free(NULL, &batch);
    mlt_predictor_unref(predictor);
    predictor = NULL;
}

static mltest_status ask(int32_t (*predict)(void *, const mltest_image_view *, size_t,
                                            mltest_sink *),
                         mltest_error **error)
{
    model = (fix_model){.predict = predict};
    if (error)
        *error = NULL;
    ck_assert_int_eq(fix_predictor(&predictor, NULL, &model, 4, NULL), MLTEST_OK);
    return mlt_predict(predictor, batch.questions, batch.n, NULL, 3, error);
}

/* Answers picture 0 with unordered boxes, fails picture 1, says nothing about picture 2. */
static int32_t mixed(void *user_data, const mltest_image_view *images, size_t n, mltest_sink *sink)
{
    static const double boxes[12] = {0, 0, 1, 1, 1, 0, 1, 1, 2, 0, 1, 1},
                        scores[3] = {0.5, 0.9, 0.5};
    static const int64_t classes[3] = {0, 1, 2};
    const mlt_sink_boxes in = {
        3, boxes, scores, classes, MLTEST_TYPE_F64, MLTEST_BOX_XYWH, MLTEST_TYPE_I64};
    ck_assert_ptr_eq(user_data, &model);
    ck_assert_uint_eq(n, 3);
    ck_assert_uint_eq(sink->n, 3);
    for (size_t i = 0; i < n; i++)
        ck_assert_ptr_eq(images[i].data, batch.pixels[i]);
    ck_assert_int_eq(mlt_sink_add_boxes(sink, 0, &in), MLTEST_OK);
    ck_assert_int_eq(mlt_sink_add_boxes(sink, 1, &in), MLTEST_OK);
    ck_assert_int_eq(mlt_sink_fail(sink, 1, "broken"), MLTEST_OK);
    return MLTEST_CALLBACK_DONE;
}

START_TEST(answers_failures_and_silence)
{
    ck_assert_int_eq(ask(mixed, NULL), MLTEST_OK);
    const mlt_answer *a = batch.answers;
    ck_assert(a[0].answered && !a[0].failed);
    ck_assert_uint_eq(a[0].preds.n, 3);
    ck_assert_int_eq(a[0].preds.items[0].cls, 1); /* .9, then the .5s as given */
    ck_assert_int_eq(a[0].preds.items[1].cls, 0);
    ck_assert_int_eq(a[0].preds.items[2].cls, 2);
    ck_assert(!a[1].answered && a[1].failed);
    ck_assert_str_eq(a[1].message, "broken");
    ck_assert_uint_eq(a[1].preds.n, 0);
    ck_assert(!a[2].answered && a[2].failed);
    ck_assert_str_eq(a[2].message, "no answer");
    ck_assert_int_eq(a[2].code, 0);
}
END_TEST

START_TEST(answers_of_the_last_call_are_gone)
{
    ck_assert_int_eq(ask(mixed, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_predict(predictor, batch.questions, 3, NULL, 3, NULL), MLTEST_OK);
    ck_assert_uint_eq(batch.answers[0].preds.n, 3);
    ck_assert_str_eq(batch.answers[1].message, "broken");
}
END_TEST

static int32_t fail_late(void *user_data, const mltest_image_view *images, size_t n,
                         mltest_sink *sink)
{
    (void)mixed(user_data, images, n, sink);
    return -77;
}

START_TEST(a_code_fails_the_whole_batch)
{
    ck_assert_int_eq(ask(fail_late, NULL), MLTEST_OK);
    for (size_t i = 0; i < 3; i++) {
        ck_assert(!batch.answers[i].answered && batch.answers[i].failed);
        ck_assert_str_eq(batch.answers[i].message, "predict returned -77");
        ck_assert_int_eq(batch.answers[i].code, -77);
        ck_assert_uint_eq(batch.answers[i].preds.n, 0);
    }
}
END_TEST

static int32_t stop(void *user_data, const mltest_image_view *images, size_t n, mltest_sink *sink)
{
    (void)mixed(user_data, images, n, sink);
    return MLTEST_CALLBACK_STOP;
}

START_TEST(stop_discards_the_batch)
{
    mltest_error *error = NULL;
    ck_assert_int_eq(ask(stop, &error), MLTEST_ERR_CANCELLED);
    ck_assert_int_eq(mlt_error_status(error), MLTEST_ERR_CANCELLED);
    for (size_t i = 0; i < 3; i++) {
        ck_assert(!batch.answers[i].answered && !batch.answers[i].failed);
        ck_assert_ptr_null(batch.answers[i].message);
        ck_assert_uint_eq(batch.answers[i].preds.n, 0);
    }
    mlt_error_free(error);
}
END_TEST

static int32_t must_not_run(void *user_data, const mltest_image_view *images, size_t n,
                            mltest_sink *sink)
{
    (void)images, (void)n, (void)sink;
    ((fix_model *)user_data)->calls++;
    return MLTEST_CALLBACK_DONE;
}

START_TEST(batches_of_the_wrong_size)
{
    fix_batch big;
    ck_assert_int_eq(ask(must_not_run, NULL), MLTEST_OK);
    ck_assert_uint_eq(model.calls, 1);
    fix_batch_init(&big, 5);
    ck_assert_int_eq(mlt_predict(predictor, big.questions, 5, NULL, 3, NULL), MLTEST_ERR_INVALID);
    ck_assert_int_eq(mlt_predict(predictor, big.questions, 0, NULL, 3, NULL), MLTEST_ERR_INVALID);
    ck_assert_uint_eq(model.calls, 1);
}
END_TEST

static int rounding_seen;

/* A model that runs in another rounding mode, and leaves a third one behind. */
static int32_t round_upward(void *user_data, const mltest_image_view *images, size_t n,
                            mltest_sink *sink)
{
    (void)user_data, (void)images;
    rounding_seen = fegetround();
    fesetround(FE_TOWARDZERO);
    for (size_t i = 0; i < n; i++)
        (void)mlt_sink_answer(sink, i);
    return MLTEST_CALLBACK_DONE;
}

START_TEST(the_model_has_its_hosts_floating_point)
{
    fesetround(FE_UPWARD);
    ck_assert_int_eq(ask(round_upward, NULL), MLTEST_OK);
    ck_assert_int_eq(rounding_seen, FE_UPWARD);
    ck_assert_int_eq(fegetround(), FE_UPWARD);
    fesetround(FE_TONEAREST);
}
END_TEST

/* A host that ignores what the sink says. */
static int32_t careless(void *user_data, const mltest_image_view *images, size_t n,
                        mltest_sink *sink)
{
    static const mlt_box box = {0, 0, 1, 1};
    (void)user_data, (void)images;
    for (size_t i = 0; i < n; i++) {
        (void)mlt_sink_add_box(sink, i, 0, 0.5, &box);
        (void)mlt_sink_add_box(sink, i, 0, 0.75, &box);
    }
    (void)mlt_sink_fail(sink, 0, "x");
    return MLTEST_CALLBACK_DONE;
}

static mltest_status ask_carelessly(mltest_context *ctx, void *data)
{
    mltest_predictor *p = NULL;
    fix_model m = {.predict = careless};
    fix_batch b;
    mltest_error *error = NULL;
    (void)data;
    mltest_status status = fix_predictor(&p, ctx, &m, 4, &error);
    fix_batch_init(&b, 3);
    if (status == MLTEST_OK)
        status = mlt_predict(p, b.questions, 3, NULL, 3, &error);
    if (status == MLTEST_OK) {
        ck_assert(b.answers[0].failed && b.answers[1].answered);
        ck_assert_uint_eq(b.answers[2].preds.n, 2);
    } else {
        ck_assert_int_eq(mlt_error_status(error), MLTEST_ERR_MEMORY);
        ck_assert(!b.answers[0].failed && !b.answers[1].answered);
    }
    fix_batch_free(ctx, &b);
    mlt_predictor_unref(p);
    mlt_error_free(error);
    return status;
}

static int32_t just_fail(void *user_data, const mltest_image_view *images, size_t n,
                         mltest_sink *sink)
{
    (void)user_data, (void)images, (void)n, (void)sink;
    return 5;
}

static mltest_status ask_in_vain(mltest_context *ctx, void *data)
{
    mltest_predictor *p = NULL;
    fix_model m = {.predict = just_fail};
    fix_batch b;
    (void)data;
    mltest_status status = fix_predictor(&p, ctx, &m, 4, NULL);
    fix_batch_init(&b, 2);
    if (status == MLTEST_OK)
        status = mlt_predict(p, b.questions, 2, NULL, 3, NULL);
    fix_batch_free(ctx, &b);
    mlt_predictor_unref(p);
    return status;
}

START_TEST(out_of_memory_is_an_error_whatever_the_host_does)
{
    mlt_test_every_allocation(ask_carelessly, NULL);
    mlt_test_every_allocation(ask_in_vain, NULL);
}
END_TEST

Suite *mlt_suite_predictor_predict(void)
{
    Suite *suite = suite_create("predictor_predict");
    TCase *tests = tcase_create("predict");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, answers_failures_and_silence);
    tcase_add_test(tests, answers_of_the_last_call_are_gone);
    tcase_add_test(tests, a_code_fails_the_whole_batch);
    tcase_add_test(tests, stop_discards_the_batch);
    tcase_add_test(tests, batches_of_the_wrong_size);
    tcase_add_test(tests, the_model_has_its_hosts_floating_point);
    tcase_add_test(tests, out_of_memory_is_an_error_whatever_the_host_does);
    suite_add_tcase(suite, tests);
    return suite;
}
