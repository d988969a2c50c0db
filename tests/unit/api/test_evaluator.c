/* SPDX-License-Identifier: MIT */
#include "mltest.h"

#include <string.h>

#include "testing.h"

Suite *mlt_suite_api_evaluator(void);

static mltest_error *error;
static mltest_evaluator *evaluator;

static void set_up(void)
{
    static const char *const names[] = {"cat", "dog"};
    ck_assert_int_eq(mltest_evaluator_new(&evaluator, NULL, names, 2, NULL, NULL), MLTEST_OK);
}

static void tear_down(void)
{
    mltest_evaluator_free(evaluator);
}

static void expect(mltest_status status, mltest_status expected, const char *text)
{
    ck_assert_int_eq(status, expected);
    ck_assert_msg(strstr(mltest_error_message(error), text) != NULL, "%s",
                  mltest_error_message(error));
    mltest_error_free(error);
    error = NULL;
}

static const mltest_box box = {1, 2, 30, 40};
static const int32_t dog = 1;
static const double score = 0.9;

static mltest_evaluator_image one(void)
{
    return (mltest_evaluator_image){.struct_size = sizeof(mltest_evaluator_image),
                                    .image_id = 5,
                                    .n_truths = 1,
                                    .truth_boxes = &box,
                                    .truth_classes = &dog,
                                    .n_predictions = 1,
                                    .boxes = &box,
                                    .classes = &dog,
                                    .scores = &score};
}

START_TEST(test_one_image)
{
    mltest_evaluation *evaluation = NULL;
    mltest_evaluator_image image = one();
    double value;
    ck_assert_int_eq(mltest_evaluator_add(evaluator, &image, &error), MLTEST_OK);
    ck_assert_uint_eq(mltest_evaluator_image_count(evaluator), 1);
    ck_assert_int_eq(mltest_evaluator_finish(evaluator, NULL, &evaluation, &error), MLTEST_OK);
    ck_assert_int_eq(mltest_evaluation_value(evaluation, "AP50", &value), MLTEST_OK);
    ck_assert_double_eq_tol(value, 1, 1e-15);
    ck_assert_str_eq(mltest_evaluation_strings(evaluation, "classes", "name")[1], "dog");
    ck_assert_double_eq(mltest_evaluation_doubles(evaluation, "classes", "AP")[0], -1);
    mltest_evaluation_free(evaluation);
}
END_TEST

START_TEST(test_what_is_missing)
{
    mltest_evaluation *evaluation = NULL;
    mltest_evaluator *none = NULL;
    static const char *const hole[] = {"cat", NULL}, *const twice[] = {"cat", "cat"};
    expect(mltest_evaluator_new(NULL, NULL, NULL, 1, NULL, &error), MLTEST_ERR_INVALID, "out");
    expect(mltest_evaluator_new(&none, NULL, NULL, 0, NULL, &error), MLTEST_ERR_INVALID,
           "n_classes");
    expect(mltest_evaluator_new(&none, NULL, hole, 2, NULL, &error), MLTEST_ERR_INVALID, "names");
    expect(mltest_evaluator_new(&none, NULL, twice, 2, NULL, &error), MLTEST_ERR_INVALID, "cat");
    expect(mltest_evaluator_add(NULL, NULL, &error), MLTEST_ERR_INVALID, "evaluator");
    expect(mltest_evaluator_add(evaluator, NULL, &error), MLTEST_ERR_INVALID, "image");
    expect(mltest_evaluator_merge(NULL, evaluator, &error), MLTEST_ERR_INVALID, "into");
    expect(mltest_evaluator_merge(evaluator, NULL, &error), MLTEST_ERR_INVALID, "from");
    expect(mltest_evaluator_finish(NULL, NULL, &evaluation, &error), MLTEST_ERR_INVALID,
           "evaluator");
    expect(mltest_evaluator_finish(evaluator, NULL, NULL, &error), MLTEST_ERR_INVALID,
           "evaluation");
    ck_assert_uint_eq(mltest_evaluator_image_count(NULL), 0);
    mltest_evaluator_free(NULL);
}
END_TEST

START_TEST(test_columns_that_are_missing)
{
    mltest_evaluator_image image = one();
    image.scores = NULL;
    expect(mltest_evaluator_add(evaluator, &image, &error), MLTEST_ERR_INVALID, "scores");
    image = one();
    image.truth_classes = NULL;
    expect(mltest_evaluator_add(evaluator, &image, &error), MLTEST_ERR_INVALID, "truth_classes");
    image = one();
    image.struct_size = 8;
    ck_assert_int_ne(mltest_evaluator_add(evaluator, &image, NULL), MLTEST_OK);
    image = one();
    image.flags = 1;
    expect(mltest_evaluator_add(evaluator, &image, &error), MLTEST_ERR_UNSUPPORTED, "flag");
    image = (mltest_evaluator_image){.struct_size = sizeof image, .image_id = 1};
    ck_assert_int_eq(mltest_evaluator_add(evaluator, &image, NULL), MLTEST_OK); /* empty is fine */
    ck_assert_uint_eq(mltest_evaluator_image_count(evaluator), 1);
}
END_TEST

Suite *mlt_suite_api_evaluator(void)
{
    Suite *suite = suite_create("api_evaluator");
    TCase *tc = tcase_create("evaluator");
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, test_one_image);
    tcase_add_test(tc, test_what_is_missing);
    tcase_add_test(tc, test_columns_that_are_missing);
    suite_add_tcase(suite, tc);
    return suite;
}
