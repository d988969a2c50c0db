/* SPDX-License-Identifier: MIT */
#include "predictor/sink.h"

#include <fenv.h>
#include <math.h>

#include "predictor/fixtures.h"

Suite *mlt_suite_predictor_sink(void);

static fix_batch batch;
static mltest_sink sink;

static void set_up(void)
{
    fix_batch_init(&batch, 2);
    sink = fix_sink(NULL, &batch, MLTEST_TASK_DETECTION, 3);
}

static void tear_down(void)
{
    fix_batch_free(NULL, &batch);
}

static void check_box(const mlt_pred *pred, double x, double y, double width, double height)
{
    ck_assert_double_eq(pred->box.x, x);
    ck_assert_double_eq(pred->box.y, y);
    ck_assert_double_eq(pred->box.width, width);
    ck_assert_double_eq(pred->box.height, height);
}

START_TEST(one_box)
{
    const mlt_box box = {0.5, 1, 2, 1};
    ck_assert_int_eq(mlt_sink_add_box(&sink, 1, 2, 0.25, &box), MLTEST_OK);
    ck_assert(!batch.answers[0].answered);
    ck_assert(batch.answers[1].answered);
    ck_assert_uint_eq(batch.answers[1].preds.n, 1);
    ck_assert_int_eq(batch.answers[1].preds.items[0].cls, 2);
    ck_assert_double_eq(batch.answers[1].preds.items[0].score, 0.25);
    check_box(batch.answers[1].preds.items, 0.5, 1, 2, 1);
}
END_TEST

START_TEST(a_picture_outside_the_batch)
{
    const mlt_box box = {0, 0, 1, 1};
    ck_assert_int_eq(mlt_sink_add_box(&sink, 2, 0, 0.5, &box), MLTEST_ERR_INVALID);
    ck_assert_int_eq(mlt_sink_add_boxes(&sink, SIZE_MAX, &(mlt_sink_boxes){.n = 0}),
                     MLTEST_ERR_INVALID);
    ck_assert_int_eq(mlt_sink_answer(&sink, 2), MLTEST_ERR_INVALID);
    ck_assert_int_eq(mlt_sink_fail(&sink, 2, "x"), MLTEST_ERR_INVALID);
    ck_assert_int_eq(mlt_sink_fail_escaped(&sink, 2, "x"), MLTEST_ERR_INVALID);
    ck_assert_int_eq(mlt_sink_add_class(&sink, 2, 0, 1), MLTEST_ERR_INVALID);
    ck_assert_int_eq(mlt_sink_set_probabilities(&sink, 2, 1, &box, MLTEST_TYPE_F64),
                     MLTEST_ERR_INVALID);
    ck_assert(!batch.answers[0].answered && !batch.answers[1].answered);
}
END_TEST

START_TEST(every_array_type_and_box_format)
{
    static const double as[3][4] = {{1, 0.5, 2, 1}, {1, 0.5, 3, 1.5}, {2, 1, 2, 1}};
    for (int format = MLTEST_BOX_XYWH; format <= MLTEST_BOX_CXCYWH; format++) {
        for (int kind = 0; kind < 4; kind++) {
            float boxes32[4], scores32[1] = {0.5f};
            const double scores64[1] = {0.5};
            const int32_t classes32[1] = {1};
            const int64_t classes64[1] = {1};
            for (int j = 0; j < 4; j++)
                boxes32[j] = (float)as[format - 1][j];
            mlt_sink_boxes in = {.n = 1, .box_format = format};
            in.boxes = kind & 1 ? (const void *)boxes32 : (const void *)as[format - 1];
            in.scores = kind & 1 ? (const void *)scores32 : (const void *)scores64;
            in.box_type = kind & 1 ? MLTEST_TYPE_F32 : MLTEST_TYPE_F64;
            in.classes = kind & 2 ? (const void *)classes32 : (const void *)classes64;
            in.class_type = kind & 2 ? MLTEST_TYPE_I32 : MLTEST_TYPE_I64;
            ck_assert_int_eq(mlt_sink_add_boxes(&sink, 0, &in), MLTEST_OK);
            check_box(&batch.answers[0].preds.items[batch.answers[0].preds.n - 1], 1, 0.5, 2, 1);
        }
    }
    ck_assert_uint_eq(batch.answers[0].preds.n, 12);
    for (size_t i = 0; i < 12; i++)
        ck_assert_int_eq(batch.answers[0].preds.items[i].cls, 1);
}
END_TEST

START_TEST(no_boxes_is_an_answer)
{
    ck_assert_int_eq(mlt_sink_add_boxes(&sink, 0, &(mlt_sink_boxes){.n = 0}), MLTEST_OK);
    ck_assert(batch.answers[0].answered && !batch.answers[0].failed);
    ck_assert_uint_eq(batch.answers[0].preds.n, 0);
}
END_TEST

static void check_misuse(const mlt_sink_boxes *in, const char *message)
{
    fix_batch_free(NULL, &batch);
    set_up();
    ck_assert_int_eq(mlt_sink_add_boxes(&sink, 0, in), MLTEST_ERR_INVALID);
    ck_assert(batch.answers[0].failed);
    ck_assert_ptr_nonnull(strstr(batch.answers[0].message, message));
    ck_assert(!batch.answers[1].answered);
}

START_TEST(misuse_fails_the_picture)
{
    static const double numbers[4] = {0, 0, 1, 1};
    static const int64_t classes[1] = {0};
    const mlt_sink_boxes good = {
        1, numbers, numbers, classes, MLTEST_TYPE_F64, MLTEST_BOX_XYWH, MLTEST_TYPE_I64};
    mlt_sink_boxes in = good;
    in.boxes = NULL;
    check_misuse(&in, "NULL");
    in = good;
    in.scores = NULL;
    check_misuse(&in, "NULL");
    in = good;
    in.classes = NULL;
    check_misuse(&in, "NULL");
    in = good;
    in.box_type = MLTEST_TYPE_I64;
    check_misuse(&in, "box_type");
    in = good;
    in.class_type = MLTEST_TYPE_F64;
    check_misuse(&in, "class_type");
    in = good;
    in.box_format = 0;
    check_misuse(&in, "box_format");
    in.box_format = 4;
    check_misuse(&in, "box_format");
    in = good;
    in.n = 100001;
    check_misuse(&in, "max_boxes");
}
END_TEST

START_TEST(the_wrong_task_fails_the_picture)
{
    const mlt_box box = {0, 0, 1, 1};
    ck_assert_int_eq(mlt_sink_add_class(&sink, 0, 0, 1), MLTEST_ERR_INVALID);
    ck_assert_ptr_nonnull(strstr(batch.answers[0].message, "with classes"));
    sink.task = MLTEST_TASK_CLASSIFICATION;
    ck_assert_int_eq(mlt_sink_add_box(&sink, 1, 0, 1, &box), MLTEST_ERR_INVALID);
    ck_assert_ptr_nonnull(strstr(batch.answers[1].message, "with boxes"));
}
END_TEST

START_TEST(oddities_are_counted_and_dropped)
{
    const mlt_box good = {0, 0, 1, 1}, flat = {0, 0, 1, 0}, wild = {NAN, 0, 1, 1},
                  far = {50, 50, 1, 1};
    mlt_answer *answer = &batch.answers[0];
    ck_assert_int_eq(mlt_sink_add_box(&sink, 0, 0, 0.5, &flat), MLTEST_OK);
    ck_assert_int_eq(mlt_sink_add_box(&sink, 0, 0, 0.5, &wild), MLTEST_OK);
    ck_assert_int_eq(mlt_sink_add_box(&sink, 0, 0, 2, &good), MLTEST_OK);
    ck_assert_int_eq(mlt_sink_add_box(&sink, 0, 3, 0.5, &good), MLTEST_OK);
    ck_assert_int_eq(mlt_sink_add_box(&sink, 0, -1, 0.5, &good), MLTEST_OK);
    ck_assert_int_eq(mlt_sink_add_box(&sink, 0, INT64_MAX, 0.5, &good), MLTEST_OK);
    ck_assert_uint_eq(answer->preds.n, 0);
    ck_assert_int_eq(mlt_sink_add_box(&sink, 0, 0, 0.5, &far), MLTEST_OK);
    ck_assert_uint_eq(answer->preds.n, 1);
    ck_assert_uint_eq(answer->oddities.no_area, 1);
    ck_assert_uint_eq(answer->oddities.not_finite, 1);
    ck_assert_uint_eq(answer->oddities.bad_score, 1);
    ck_assert_uint_eq(answer->oddities.unknown_class, 3);
    ck_assert_uint_eq(answer->oddities.outside, 1);
    ck_assert(answer->answered && !answer->failed);
}
END_TEST

START_TEST(classes_are_translated)
{
    static const int32_t map[3] = {7, -1, 0};
    const mlt_box box = {0, 0, 1, 1};
    sink.class_map = map;
    for (int64_t cls = 0; cls < 4; cls++)
        ck_assert_int_eq(mlt_sink_add_box(&sink, 0, cls, 0.5, &box), MLTEST_OK);
    ck_assert_uint_eq(batch.answers[0].preds.n, 2);
    ck_assert_int_eq(batch.answers[0].preds.items[0].cls, 7);
    ck_assert_int_eq(batch.answers[0].preds.items[1].cls, 0);
    ck_assert_uint_eq(batch.answers[0].oddities.unmatched_class, 1);
    ck_assert_uint_eq(batch.answers[0].oddities.unknown_class, 1);
}
END_TEST

START_TEST(without_any_class_list)
{
    const mlt_box box = {0, 0, 1, 1};
    sink.n_classes = 0;
    ck_assert_int_eq(mlt_sink_add_box(&sink, 0, 99999, 0.5, &box), MLTEST_OK);
    ck_assert_int_eq(mlt_sink_add_box(&sink, 0, 100000, 0.5, &box), MLTEST_OK);
    ck_assert_uint_eq(batch.answers[0].preds.n, 1);
    ck_assert_uint_eq(batch.answers[0].oddities.unknown_class, 1);
}
END_TEST

START_TEST(classification)
{
    const double all[3] = {0.25, 0.5, NAN};
    const float all32[3] = {0.25f, 0.5f, 0.25f};
    sink.task = MLTEST_TASK_CLASSIFICATION;
    ck_assert_int_eq(mlt_sink_set_probabilities(&sink, 0, 3, all, MLTEST_TYPE_F64), MLTEST_OK);
    ck_assert_uint_eq(batch.answers[0].preds.n, 2);
    ck_assert_uint_eq(batch.answers[0].oddities.not_finite, 1);
    check_box(batch.answers[0].preds.items, 0, 0, 0, 0);
    ck_assert_int_eq(mlt_sink_set_probabilities(&sink, 1, 3, all32, MLTEST_TYPE_F32), MLTEST_OK);
    ck_assert_int_eq(mlt_sink_add_class(&sink, 1, 0, 1), MLTEST_OK);
    ck_assert_uint_eq(batch.answers[1].preds.n, 4);
    ck_assert_int_eq(batch.answers[1].preds.items[1].cls, 1);
    ck_assert_double_eq(batch.answers[1].preds.items[1].score, 0.5);
}
END_TEST

START_TEST(probabilities_for_other_classes)
{
    const double all[4] = {0, 0, 0, 0};
    sink.task = MLTEST_TASK_CLASSIFICATION;
    ck_assert_int_eq(mlt_sink_set_probabilities(&sink, 0, 4, all, MLTEST_TYPE_F64),
                     MLTEST_ERR_INVALID);
    ck_assert_ptr_nonnull(strstr(batch.answers[0].message, "for each class"));
    ck_assert_int_eq(mlt_sink_set_probabilities(&sink, 1, 3, NULL, MLTEST_TYPE_F64),
                     MLTEST_ERR_INVALID);
    ck_assert(batch.answers[1].failed);
    fix_batch_free(NULL, &batch);
    fix_batch_init(&batch, 2);
    ck_assert_int_eq(mlt_sink_set_probabilities(&sink, 0, 3, all, MLTEST_TYPE_I32),
                     MLTEST_ERR_INVALID);
    sink.n_classes = 0;
    ck_assert_int_eq(mlt_sink_set_probabilities(&sink, 1, 0, all, MLTEST_TYPE_F64),
                     MLTEST_ERR_INVALID);
}
END_TEST

START_TEST(more_than_max_boxes)
{
    mltest_context *ctx = NULL;
    const mlt_box box = {0, 0, 1, 1};
    ck_assert_int_eq(mltest_context_new(&ctx, NULL, NULL, NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_context_set_limit(ctx, "max_boxes", 2, NULL), MLTEST_OK);
    sink.ctx = ctx;
    ck_assert_int_eq(mlt_sink_add_box(&sink, 0, 0, 0.5, &box), MLTEST_OK);
    ck_assert_int_eq(mlt_sink_add_box(&sink, 0, 0, 0.5, &box), MLTEST_OK);
    ck_assert(!batch.answers[0].failed);
    ck_assert_int_eq(mlt_sink_add_box(&sink, 0, 0, 0.5, &box), MLTEST_ERR_LIMIT);
    ck_assert(batch.answers[0].failed);
    ck_assert_ptr_nonnull(strstr(batch.answers[0].message, "max_boxes"));
    mltest_context_free(ctx);
}
END_TEST

START_TEST(the_first_reason_counts)
{
    ck_assert_int_eq(mlt_sink_fail(&sink, 0, "first\n\xff"), MLTEST_OK);
    ck_assert_int_eq(mlt_sink_fail(&sink, 0, "second"), MLTEST_OK);
    ck_assert_int_eq(mlt_sink_fail_escaped(&sink, 0, "third"), MLTEST_OK);
    ck_assert_str_eq(batch.answers[0].message, "first\\n\\xff");
    ck_assert(batch.answers[0].failed);
    ck_assert_int_eq(mlt_sink_fail(&sink, 1, NULL), MLTEST_OK);
    ck_assert_str_eq(batch.answers[1].message, "the model gave no reason");
}
END_TEST

START_TEST(a_long_reason_is_cut)
{
    char text[9001];
    memset(text, 'x', sizeof text);
    text[9000] = '\0';
    memcpy(text + 4095, "€", 3);
    ck_assert_int_eq(mlt_sink_fail(&sink, 0, text), MLTEST_OK);
    ck_assert_uint_eq(strlen(batch.answers[0].message), 4095);
    ck_assert_int_eq(mlt_sink_fail(&sink, 1, ""), MLTEST_OK);
    ck_assert_str_eq(batch.answers[1].message, "the model gave no reason");
}
END_TEST

START_TEST(the_hosts_rounding_mode_changes_nothing)
{
    const double boxes[4] = {0.1, 0.2, 0.7, 0.9}, score = 0.5;
    const int64_t cls = 0;
    const mlt_sink_boxes in = {
        1, boxes, &score, &cls, MLTEST_TYPE_F64, MLTEST_BOX_XYXY, MLTEST_TYPE_I64};
    ck_assert_int_eq(mlt_sink_add_boxes(&sink, 0, &in), MLTEST_OK);
    ck_assert_int_eq(fesetround(FE_UPWARD), 0);
    ck_assert_int_eq(mlt_sink_add_boxes(&sink, 1, &in), MLTEST_OK);
    ck_assert_int_eq(fegetround(), FE_UPWARD);
    ck_assert_int_eq(fesetround(FE_TONEAREST), 0);
    ck_assert_mem_eq(&batch.answers[0].preds.items[0].box, &batch.answers[1].preds.items[0].box,
                     sizeof(mlt_box));
}
END_TEST

START_TEST(out_of_memory_is_remembered)
{
    mlt_test_alloc state = {.fail_at = 0};
    mltest_context *ctx = mlt_test_context(&state);
    const mlt_box box = {0, 0, 1, 1};
    sink.ctx = ctx;
    state.fail_at = state.calls + 1;
    ck_assert_int_eq(mlt_sink_add_box(&sink, 0, 0, 0.5, &box), MLTEST_ERR_MEMORY);
    ck_assert(sink.out_of_memory);
    sink.out_of_memory = false;
    state.fail_at = state.calls + 1;
    ck_assert_int_eq(mlt_sink_fail(&sink, 0, "x"), MLTEST_ERR_MEMORY);
    ck_assert(sink.out_of_memory);
    fix_batch_free(ctx, &batch);
    mltest_context_free(ctx);
    ck_assert_uint_eq(state.live, 0);
}
END_TEST

Suite *mlt_suite_predictor_sink(void)
{
    Suite *suite = suite_create("predictor_sink");
    TCase *tests = tcase_create("sink");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, one_box);
    tcase_add_test(tests, a_picture_outside_the_batch);
    tcase_add_test(tests, every_array_type_and_box_format);
    tcase_add_test(tests, no_boxes_is_an_answer);
    tcase_add_test(tests, misuse_fails_the_picture);
    tcase_add_test(tests, the_wrong_task_fails_the_picture);
    tcase_add_test(tests, oddities_are_counted_and_dropped);
    tcase_add_test(tests, classes_are_translated);
    tcase_add_test(tests, without_any_class_list);
    tcase_add_test(tests, classification);
    tcase_add_test(tests, probabilities_for_other_classes);
    tcase_add_test(tests, more_than_max_boxes);
    tcase_add_test(tests, the_first_reason_counts);
    tcase_add_test(tests, a_long_reason_is_cut);
    tcase_add_test(tests, the_hosts_rounding_mode_changes_nothing);
    tcase_add_test(tests, out_of_memory_is_remembered);
    suite_add_tcase(suite, tests);
    return suite;
}
