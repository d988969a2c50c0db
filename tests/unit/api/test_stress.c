/* SPDX-License-Identifier: MIT */
#include "search/fixtures.h"

Suite *mlt_suite_api_stress(void);

START_TEST(test_null_arguments)
{
    breaking_model m = {.pictures = 0};
    mltest_stress *s = (mltest_stress *)&m;
    mltest_dataset *dataset = search_dataset(1);
    mltest_predictor *predictor = search_predictor(&m);
    mltest_error *error = NULL;
    ck_assert_int_eq(
        mltest_stress_new(NULL, NULL, dataset, predictor, NULL, NULL, NULL, NULL, NULL),
        MLTEST_ERR_INVALID);
    ck_assert_int_eq(
        mltest_stress_new(&s, NULL, dataset, predictor, NULL, NULL, NULL, NULL, &error),
        MLTEST_ERR_INVALID);
    ck_assert_ptr_null(s);
    ck_assert_ptr_nonnull(strstr(mltest_error_message(error), "suite is NULL"));
    mltest_error_free(error);
    ck_assert_int_eq(mltest_stress_execute(NULL, "x", NULL), MLTEST_ERR_INVALID);
    ck_assert_int_eq(mltest_stress_set_progress(NULL, NULL, NULL), MLTEST_ERR_INVALID);
    ck_assert_int_eq(mltest_stress_value(NULL, "format", NULL), MLTEST_ERR_INVALID);
    ck_assert_ptr_null(mltest_stress_text(NULL, "model.name"));
    ck_assert_ptr_null(mltest_stress_table(NULL, 0));
    ck_assert_uint_eq(mltest_stress_rows(NULL, "kinds"), 0);
    ck_assert_ptr_null(mltest_stress_column(NULL, "kinds", 0));
    ck_assert_ptr_null(mltest_stress_doubles(NULL, "kinds", "n"));
    ck_assert_ptr_null(mltest_stress_ints(NULL, "samples", "n_kinds"));
    ck_assert_ptr_null(mltest_stress_strings(NULL, "kinds", "name"));
    ck_assert_int_eq(mltest_write_stress(NULL, "json", search_collect, NULL, NULL),
                     MLTEST_ERR_INVALID);
    mltest_stress_cancel(NULL);
    mltest_stress_free(NULL);
    mltest_predictor_free(predictor);
    mltest_dataset_free(dataset);
}
END_TEST

/* Before it was executed a search has no results. */
START_TEST(test_too_early)
{
    breaking_model m = {.pictures = 0};
    mltest_stress *s = search_make(&m, 1, "brightness@1", "", "");
    mltest_error *error = NULL;
    double value;
    ck_assert_int_eq(mltest_stress_value(s, "format", &value), MLTEST_ERR_INVALID);
    ck_assert_ptr_null(mltest_stress_table(s, 0));
    ck_assert_int_eq(mltest_write_stress(s, "json", search_collect, NULL, &error),
                     MLTEST_ERR_INVALID);
    ck_assert_ptr_nonnull(strstr(mltest_error_message(error), "has not been executed"));
    mltest_error_free(error);
    mltest_stress_free(s);
}
END_TEST

START_TEST(test_cancelled_before)
{
    breaking_model m = {.pictures = 0};
    const char *dir = mlt_test_make_dir();
    mltest_stress *s = search_make(&m, 1, "brightness@1", "", "");
    mltest_stress_cancel(s);
    ck_assert_int_eq(mltest_stress_execute(s, mlt_test_path(dir, "s"), NULL), MLTEST_ERR_CANCELLED);
    ck_assert_int_eq(m.pictures, 0);
    mltest_stress_free(s);
    mlt_test_remove_dir(dir);
}
END_TEST

START_TEST(test_results)
{
    static const char *const tables[] = {"kinds", "curve", "samples", "brackets"};
    breaking_model m = {.breaks_at = {2, 3}};
    mltest_stress *s = search_done(&m, 2, "brightness@1", "", "");
    for (size_t i = 0; i < 4; i++)
        ck_assert_str_eq(mltest_stress_table(s, i), tables[i]);
    ck_assert_ptr_null(mltest_stress_table(s, 4));
    ck_assert_str_eq(mltest_stress_column(s, "brackets", 0), "sample");
    ck_assert_ptr_null(mltest_stress_column(s, "brackets", 4));
    ck_assert_ptr_null(mltest_stress_doubles(s, "kinds", "name"));
    ck_assert_ptr_null(mltest_stress_strings(s, "kinds", "n"));
    ck_assert_ptr_null(mltest_stress_ints(s, "kinds", "n"));
    double value;
    ck_assert_int_eq(mltest_stress_value(s, "nothing", &value), MLTEST_ERR_NOT_FOUND);
    ck_assert_int_eq(mltest_write_stress(s, "xml", search_collect, NULL, NULL),
                     MLTEST_ERR_NOT_FOUND);
    char *text = search_written(s, "json");
    ck_assert_ptr_nonnull(strstr(text, "\"brackets\": ["));
    ck_assert_ptr_nonnull(strstr(text, "\"calls\": {"));
    free(text);
    mltest_stress_free(s);
}
END_TEST

Suite *mlt_suite_api_stress(void)
{
    TCase *tc = tcase_create("stress");
    tcase_add_test(tc, test_null_arguments);
    tcase_add_test(tc, test_too_early);
    tcase_add_test(tc, test_cancelled_before);
    tcase_add_test(tc, test_results);
    Suite *suite = suite_create("api_stress");
    suite_add_tcase(suite, tc);
    return suite;
}
