/* SPDX-License-Identifier: MIT */
#include "mltest/evaluation.h"

#include "fixtures.h"
#include "score/evaluation_fixtures.h"

static void set_up(void)
{
    ev_set_up();
    ev_error = api_stale();
    ck_assert_int_eq(mltest_evaluation_new(&ev, NULL, ev_write("t.json", EV_TRUTH),
                                           ev_write("p.json", EV_RESULTS), NULL, &ev_error),
                     MLTEST_OK);
    ck_assert_ptr_null(ev_error);
}

START_TEST(test_refusals)
{
    mltest_evaluation *e = NULL;
    mltest_options *options;
    api_check_refused(mltest_evaluation_new(NULL, NULL, "t", "p", NULL, &ev_error), &ev_error,
                      MLTEST_ERR_INVALID, "out");
    api_check_refused(mltest_evaluation_new(&e, NULL, NULL, "p", NULL, &ev_error), &ev_error,
                      MLTEST_ERR_INVALID, "truth");
    api_check_refused(mltest_evaluation_new(&e, NULL, "t", NULL, NULL, &ev_error), &ev_error,
                      MLTEST_ERR_INVALID, "predictions");
    ck_assert_int_eq(mltest_options_new(&options, NULL, "score", NULL), MLTEST_OK);
    api_check_refused(mltest_evaluation_new(&e, NULL, "t", "p", options, &ev_error), &ev_error,
                      MLTEST_ERR_INVALID, "evaluation");
    mltest_options_free(options);
    ck_assert_ptr_null(e);
    mltest_evaluation_free(NULL);
}
END_TEST

START_TEST(test_options)
{
    mltest_options *options;
    mltest_evaluation *e = NULL;
    const char *results = ev_write("empty.json", "[]");
    ck_assert_int_eq(mltest_options_new(&options, NULL, "evaluation", NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_options_set_bool(options, "lenient", 1, NULL), MLTEST_OK);
    const char *truth = mlt_test_path(ev_dir, "t.json");
    api_check_refused(mltest_evaluation_new(&e, NULL, truth, results, NULL, &ev_error), &ev_error,
                      MLTEST_ERR_FORMAT, "no results at all");
    ck_assert_int_eq(mltest_evaluation_new(&e, NULL, truth, results, options, NULL), MLTEST_OK);
    ck_assert_double_eq(mltest_evaluation_doubles(e, "classes", "AP")[0], 0);
    mltest_evaluation_free(e);
    mltest_options_free(options);
}
END_TEST

START_TEST(test_reading)
{
    double value = 3;
    ck_assert_int_eq(mltest_evaluation_value(ev, "AR1", &value), MLTEST_OK);
    ck_assert_double_eq(value, 0.5);
    ck_assert_int_eq(mltest_evaluation_value(ev, "AP51", &value), MLTEST_ERR_NOT_FOUND);
    ck_assert_int_eq(mltest_evaluation_value(NULL, "AP", &value), MLTEST_ERR_INVALID);
    ck_assert_str_eq(mltest_evaluation_text(ev, "task"), "detection");
    ck_assert_ptr_null(mltest_evaluation_text(ev, "AP"));
    ck_assert_str_eq(mltest_evaluation_table(ev, 0), "classes");
    ck_assert_str_eq(mltest_evaluation_table(ev, 1), "oddities");
    ck_assert_ptr_null(mltest_evaluation_table(ev, 2));
    ck_assert_uint_eq(mltest_evaluation_rows(ev, "classes"), 2);
    ck_assert_uint_eq(mltest_evaluation_rows(ev, "oddities"), 0);
    ck_assert_str_eq(mltest_evaluation_column(ev, "classes", 0), "name");
    ck_assert_ptr_null(mltest_evaluation_column(ev, "classes", 99));
    ck_assert_str_eq(mltest_evaluation_strings(ev, "classes", "name")[0], "ant");
    ck_assert_double_eq(mltest_evaluation_doubles(ev, "classes", "n_truths")[0], 2);
    ck_assert_ptr_null(mltest_evaluation_doubles(ev, "classes", "name"));
    ck_assert_ptr_null(mltest_evaluation_strings(ev, "classes", "AP"));
    ck_assert_ptr_null(mltest_evaluation_doubles(NULL, "classes", "AP"));
}
END_TEST

START_TEST(test_arrays)
{
    static const size_t whole[] = {10, 101, 2, 4, 3}, flat[] = {10, 2, 4, 3, 0};
    size_t shape[5];
    const double *recall = mltest_evaluation_array(ev, "recall", shape);
    ck_assert_mem_eq(shape, flat, sizeof shape);
    ck_assert_double_eq(recall[2], 1);          /* IoU .5, ants, all sizes, 100 */
    ck_assert_double_eq(recall[4 * 3 + 2], 0);  /* bees */
    ck_assert_double_eq(recall[3 * 3 + 2], -1); /* large ants: none */
    ck_assert_ptr_nonnull(mltest_evaluation_array(ev, "precision", shape));
    ck_assert_mem_eq(shape, whole, sizeof shape);
    const double *scores = mltest_evaluation_array(ev, "scores", NULL);
    ck_assert_double_eq(scores[2], 0.9);
    ck_assert_ptr_null(mltest_evaluation_array(ev, "accuracy", shape));
    ck_assert_ptr_null(mltest_evaluation_array(NULL, "recall", shape));
}
END_TEST

static int32_t take(void *user_data, const void *bytes, size_t n)
{
    size_t *total = user_data;
    ck_assert_ptr_nonnull(bytes);
    *total += n;
    return 0;
}

START_TEST(test_writing)
{
    size_t text = 0, json = 0;
    ck_assert_int_eq(mltest_write_evaluation(ev, "text", take, &text, NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_write_evaluation(ev, "json", take, &json, NULL), MLTEST_OK);
    ck_assert(text > 900 && json > 300);
    api_check_refused(mltest_write_evaluation(ev, "xml", take, &text, &ev_error), &ev_error,
                      MLTEST_ERR_NOT_FOUND, "xml");
    api_check_refused(mltest_write_evaluation(NULL, "text", take, &text, &ev_error), &ev_error,
                      MLTEST_ERR_INVALID, "evaluation");
}
END_TEST

Suite *mlt_suite_api_evaluation(void);
Suite *mlt_suite_api_evaluation(void)
{
    Suite *suite = suite_create("api_evaluation");
    TCase *tc = tcase_create("evaluation");
    tcase_add_checked_fixture(tc, set_up, ev_tear_down);
    tcase_add_test(tc, test_refusals);
    tcase_add_test(tc, test_options);
    tcase_add_test(tc, test_reading);
    tcase_add_test(tc, test_arrays);
    tcase_add_test(tc, test_writing);
    suite_add_tcase(suite, tc);
    return suite;
}
