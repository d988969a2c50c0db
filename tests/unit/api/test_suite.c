/* SPDX-License-Identifier: MIT */
#include "mltest/suite.h"

#include "fixtures.h"

Suite *mlt_suite_api_suite(void);

static mltest_suite *suite;
static mltest_error *error;

static void set_up(void)
{
    error = api_stale();
    ck_assert_int_eq(mltest_suite_new(&suite, NULL, "mine", &error), MLTEST_OK);
    ck_assert_ptr_null(error);
}

static void tear_down(void)
{
    mltest_suite_free(suite);
    ck_assert_ptr_null(error);
}

START_TEST(conditions_are_added)
{
    ck_assert_str_eq(mltest_suite_name(suite), "mine");
    ck_assert_uint_eq(mltest_suite_count(suite), 1);
    ck_assert_str_eq(mltest_suite_condition(suite, 0), "clean");
    ck_assert_int_eq(mltest_suite_add(suite, "fog@3", &error), MLTEST_OK);
    ck_assert_int_eq(mltest_suite_add(suite, "clean#1", &error), MLTEST_OK);
    ck_assert_uint_eq(mltest_suite_count(suite), 3);
    ck_assert_str_eq(mltest_suite_condition(suite, 1), "fog:r1@3");
    ck_assert_str_eq(mltest_suite_condition(suite, 2), "clean#1");
    ck_assert_ptr_null(mltest_suite_condition(suite, 3));
    ck_assert_ptr_null(mltest_suite_condition(suite, SIZE_MAX));
    ck_assert_uint_eq(mltest_suite_warning_count(suite), 0);
    ck_assert_ptr_null(mltest_suite_warning(suite, 0));
}
END_TEST

START_TEST(classes_are_set)
{
    ck_assert_int_eq(mltest_suite_set_class(suite, "horizontal_flip", "left", "right", &error),
                     MLTEST_OK);
    ck_assert_int_eq(mltest_suite_set_class(suite, "horizontal_flip", "text", NULL, &error),
                     MLTEST_OK);
    api_check_refused(mltest_suite_set_class(suite, "horizontal_flip", "left", "up", &error),
                      &error, MLTEST_ERR_CONFLICT, "'left' is said already");
    api_check_refused(mltest_suite_set_class(suite, "flip", "left", "right", &error), &error,
                      MLTEST_ERR_NOT_FOUND, "no perturbation is named 'flip'");
    api_check_refused(mltest_suite_set_class(suite, "rotate90", "", "right", &error), &error,
                      MLTEST_ERR_INVALID, "empty");
    api_check_refused(mltest_suite_set_class(suite, "rotate90", "left", "", &error), &error,
                      MLTEST_ERR_INVALID, "empty");
    api_check_refused(mltest_suite_set_class(NULL, "rotate90", "left", NULL, &error), &error,
                      MLTEST_ERR_INVALID, "suite is NULL");
    api_check_refused(mltest_suite_set_class(suite, NULL, "left", NULL, &error), &error,
                      MLTEST_ERR_INVALID, "kind is NULL");
    api_check_refused(mltest_suite_set_class(suite, "rotate90", NULL, NULL, &error), &error,
                      MLTEST_ERR_INVALID, "from is NULL");
}
END_TEST

START_TEST(conditions_are_refused)
{
    ck_assert_int_eq(mltest_suite_add(suite, "fog@3", &error), MLTEST_OK);
    api_check_refused(mltest_suite_add(suite, "fog:r1@3.0", &error), &error, MLTEST_ERR_CONFLICT,
                      "fog:r1@3 is in the suite");
    api_check_refused(mltest_suite_add(suite, "clean", &error), &error, MLTEST_ERR_CONFLICT,
                      "clean");
    api_check_refused(mltest_suite_add(suite, "frog@3", &error), &error, MLTEST_ERR_NOT_FOUND,
                      "fog");
    api_check_refused(mltest_suite_add(suite, "fog@6", &error), &error, MLTEST_ERR_INVALID,
                      "fog@6");
    api_check_refused(mltest_suite_add(suite, "", &error), &error, MLTEST_ERR_INVALID, "");
    ck_assert_uint_eq(mltest_suite_count(suite), 2);
}
END_TEST

START_TEST(suites_are_opened)
{
    mltest_suite *other = NULL;
    const char *dir = mlt_test_make_dir(), *path = mlt_test_path(dir, "s.json");
    static const char json[] = "{\"name\": \"own\", \"conditions\": [\"clean\", \"fog@1\"]}";
    mlt_test_write_file(path, json, sizeof json - 1);
    ck_assert_int_eq(mltest_suite_open(&other, NULL, "fog@1,fog@3 clean", &error), MLTEST_OK);
    ck_assert_uint_eq(mltest_suite_count(other), 3);
    ck_assert_str_eq(mltest_suite_name(other), "custom");
    mltest_suite_free(other);
    ck_assert_int_eq(mltest_suite_open(&other, NULL, path, &error), MLTEST_OK);
    ck_assert_uint_eq(mltest_suite_count(other), 2);
    ck_assert_str_eq(mltest_suite_name(other), "own");
    mltest_suite_free(other);
    ck_assert_int_eq(mltest_suite_open(&other, NULL, "quick", &error), MLTEST_OK);
    ck_assert_str_eq(mltest_suite_name(other), "quick");
    for (size_t i = 0; i < mltest_suite_warning_count(other); i++)
        ck_assert_ptr_nonnull(strstr(mltest_suite_warning(other, i), "quick"));
    ck_assert_ptr_null(mltest_suite_warning(other, mltest_suite_warning_count(other)));
    mltest_suite_free(other);
    mlt_test_remove_dir(dir);
}
END_TEST

START_TEST(what_files_say_beside_conditions)
{
    static const char json[] =
        "{\"conditions\": [\"fog@1\"], \"thresholds\": {\"min_confidence\": 0.4, \"target\": 0.1},"
        " \"weights\": {\"weather\": 2}, \"gates\": [\"risk <= 45\"]}";
    mltest_suite *other = NULL;
    mltest_options *score = NULL;
    double value = 0;
    const char *dir = mlt_test_make_dir(), *path = mlt_test_path(dir, "s.json");
    mlt_test_write_file(path, json, sizeof json - 1);
    ck_assert_int_eq(mltest_suite_open(&other, NULL, path, &error), MLTEST_OK);
    ck_assert_int_eq(mltest_options_new(&score, NULL, "score", &error), MLTEST_OK);
    ck_assert_int_eq(mltest_options_set_double(score, "min_confidence", 0.5, &error), MLTEST_OK);
    ck_assert_int_eq(mltest_suite_fill_options(other, score, &error), MLTEST_OK);
    for (size_t i = 0; i < mltest_options_count(score); i++) {
        const char *name = mltest_options_name(score, i);
        if (strcmp(name, "min_confidence") == 0)
            ck_assert_str_eq(mltest_options_text(score, i), "0.5"); /* set, so it stays */
        if (strcmp(name, "target_fraction_affected_samples") == 0)
            ck_assert_str_eq(mltest_options_text(score, i), "0.1");
    }
    ck_assert_uint_eq(mltest_suite_weight_count(other), 1);
    ck_assert_str_eq(mltest_suite_weight(other, 0, &value), "weather");
    ck_assert_double_eq(value, 2);
    ck_assert_str_eq(mltest_suite_weight(other, 0, NULL), "weather");
    ck_assert_ptr_null(mltest_suite_weight(other, 1, &value));
    ck_assert_uint_eq(mltest_suite_gate_count(other), 1);
    ck_assert_str_eq(mltest_suite_gate(other, 0), "risk <= 45");
    ck_assert_ptr_null(mltest_suite_gate(other, 1));
    ck_assert_uint_eq(mltest_suite_warning_count(other), 1);
    mltest_options_free(score);
    mltest_suite_free(other);
    mlt_test_remove_dir(dir);
}
END_TEST

START_TEST(what_is_no_suite)
{
    mltest_suite *other = api_stale();
    api_check_refused(mltest_suite_open(&other, NULL, "quik", &error), &error, MLTEST_ERR_NOT_FOUND,
                      "did you mean 'quick'");
    ck_assert_ptr_null(other);
    api_check_refused(mltest_suite_open(&other, NULL, "nowhere/s.json", &error), &error,
                      MLTEST_ERR_IO, "nowhere/s.json");
    ck_assert_ptr_null(other);
    api_check_refused(mltest_suite_open(&other, NULL, "", &error), &error, MLTEST_ERR_NOT_FOUND,
                      "no suite");
    ck_assert_ptr_null(other);
}
END_TEST

/* --- kinds of the host's own --- */

static int32_t apply(void *user_data, const mltest_image_view *in, const double *params, size_t n,
                     mltest_canvas *canvas)
{
    (void)user_data, (void)in, (void)params, (void)n, (void)canvas;
    return MLTEST_CALLBACK_DONE;
}

static void destroy(void *user_data)
{
    ++*(int *)user_data;
}

static mltest_status make_kind(mltest_perturbation **out, mltest_context *ctx, int *destroyed)
{
    const mltest_perturbation_vtable vtable = {
        .struct_size = sizeof vtable, .apply = apply, .destroy = destroy};
    return mltest_perturbation_new(out, ctx, "own", MLTEST_CATEGORY_BLUR, 2, NULL, NULL, 0, &vtable,
                                   destroyed, NULL);
}

START_TEST(kinds_of_the_host)
{
    int destroyed = 0;
    mltest_perturbation *kind, *twin;
    ck_assert_int_eq(make_kind(&kind, NULL, &destroyed), MLTEST_OK);
    ck_assert_int_eq(make_kind(&twin, NULL, &destroyed), MLTEST_OK);
    api_check_refused(mltest_suite_add(suite, "own@3", &error), &error, MLTEST_ERR_NOT_FOUND,
                      "own");
    ck_assert_int_eq(mltest_suite_add_perturbation(suite, kind, &error), MLTEST_OK);
    api_check_refused(mltest_suite_add_perturbation(suite, kind, &error), &error,
                      MLTEST_ERR_CONFLICT, "own");
    api_check_refused(mltest_suite_add_perturbation(suite, twin, &error), &error,
                      MLTEST_ERR_CONFLICT, "own");
    mltest_perturbation_free(twin);
    ck_assert_int_eq(destroyed, 1);
    mltest_perturbation_free(kind); /* the suite keeps it */
    ck_assert_int_eq(destroyed, 1);
    ck_assert_int_eq(mltest_suite_add(suite, "own@3", &error), MLTEST_OK);
    ck_assert_str_eq(mltest_suite_condition(suite, 1), "own:r2@3");
    mltest_suite_free(suite);
    suite = NULL;
    ck_assert_int_eq(destroyed, 2);
}
END_TEST

START_TEST(arguments_that_are_missing)
{
    mltest_suite *other = api_stale();
    int destroyed = 0;
    mltest_perturbation *kind;
    ck_assert_int_eq(make_kind(&kind, NULL, &destroyed), MLTEST_OK);
    api_check_refused(mltest_suite_new(NULL, NULL, "x", &error), &error, MLTEST_ERR_INVALID,
                      "out is NULL");
    api_check_refused(mltest_suite_new(&other, NULL, NULL, &error), &error, MLTEST_ERR_INVALID,
                      "name is NULL");
    ck_assert_ptr_null(other);
    api_check_refused(mltest_suite_open(NULL, NULL, "quick", &error), &error, MLTEST_ERR_INVALID,
                      "out is NULL");
    other = api_stale();
    api_check_refused(mltest_suite_open(&other, NULL, NULL, &error), &error, MLTEST_ERR_INVALID,
                      "spec is NULL");
    ck_assert_ptr_null(other);
    api_check_refused(mltest_suite_fill_options(NULL, NULL, &error), &error, MLTEST_ERR_INVALID,
                      "suite is NULL");
    api_check_refused(mltest_suite_fill_options(suite, NULL, &error), &error, MLTEST_ERR_INVALID,
                      "options is NULL");
    ck_assert_uint_eq(mltest_suite_weight_count(NULL) + mltest_suite_gate_count(NULL), 0);
    ck_assert_ptr_null(mltest_suite_weight(NULL, 0, NULL));
    ck_assert_ptr_null(mltest_suite_gate(NULL, 0));
    api_check_refused(mltest_suite_add(NULL, "fog@3", &error), &error, MLTEST_ERR_INVALID,
                      "suite is NULL");
    api_check_refused(mltest_suite_add(suite, NULL, &error), &error, MLTEST_ERR_INVALID,
                      "condition is NULL");
    api_check_refused(mltest_suite_add_perturbation(NULL, kind, &error), &error, MLTEST_ERR_INVALID,
                      "suite is NULL");
    api_check_refused(mltest_suite_add_perturbation(suite, NULL, &error), &error,
                      MLTEST_ERR_INVALID, "perturbation is NULL");
    ck_assert_int_eq(mltest_suite_new(&other, NULL, NULL, NULL), MLTEST_ERR_INVALID);
    ck_assert_str_eq(mltest_suite_name(NULL), "");
    ck_assert_uint_eq(mltest_suite_count(NULL), 0);
    ck_assert_ptr_null(mltest_suite_condition(NULL, 0));
    ck_assert_uint_eq(mltest_suite_warning_count(NULL), 0);
    ck_assert_ptr_null(mltest_suite_warning(NULL, 0));
    mltest_suite_free(NULL);
    mltest_perturbation_free(kind);
    ck_assert_int_eq(destroyed, 1);
}
END_TEST

/* Every way to fill a suite; what was made is freed once, whatever fails. */
static mltest_status fill(mltest_context *ctx, void *data)
{
    mltest_suite *s = api_stale();
    mltest_perturbation *kind = NULL;
    int destroyed = 0, made = 0;
    mltest_status status = data != NULL ? mltest_suite_open(&s, ctx, data, &error)
                                        : mltest_suite_new(&s, ctx, "mine", &error);
    ck_assert_int_eq(s != NULL, status == MLTEST_OK);
    ck_assert_int_eq(mltest_error_status(error), status);
    mltest_error_free(error);
    error = NULL;
    if (status == MLTEST_OK) {
        status = make_kind(&kind, ctx, &destroyed);
        made = kind != NULL;
    }
    if (status == MLTEST_OK)
        status = mltest_suite_add_perturbation(s, kind, NULL);
    if (status == MLTEST_OK)
        status = mltest_suite_add(s, "fog@4.5+own@2#1", NULL);
    mltest_perturbation_free(kind);
    mltest_suite_free(s);
    ck_assert_int_eq(destroyed, made);
    return status;
}

START_TEST(out_of_memory)
{
    const char *dir = mlt_test_make_dir(), *path = mlt_test_path(dir, "s.json");
    char words[] = "fog@1 clean saturate@2", quick[] = "quick", file[4096];
    static const char json[] = "{\"name\": \"own\", \"conditions\": [\"fog@1\"]}";
    mlt_test_write_file(path, json, sizeof json - 1);
    snprintf(file, sizeof file, "%s", path);
    mlt_test_every_allocation(fill, NULL);
    mlt_test_every_allocation(fill, words);
    mlt_test_every_allocation(fill, quick);
    mlt_test_every_allocation(fill, file);
    mlt_test_remove_dir(dir);
}
END_TEST

Suite *mlt_suite_api_suite(void)
{
    Suite *all = suite_create("api_suite");
    TCase *tests = tcase_create("suite");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, conditions_are_added);
    tcase_add_test(tests, conditions_are_refused);
    tcase_add_test(tests, classes_are_set);
    tcase_add_test(tests, suites_are_opened);
    tcase_add_test(tests, what_files_say_beside_conditions);
    tcase_add_test(tests, what_is_no_suite);
    tcase_add_test(tests, kinds_of_the_host);
    tcase_add_test(tests, arguments_that_are_missing);
    tcase_add_test(tests, out_of_memory);
    suite_add_tcase(all, tests);
    return all;
}
