/* SPDX-License-Identifier: MIT */
#include "search/fixtures.h"

Suite *mlt_suite_search_kinds(void);

static const char *name_of(const mltest_stress *s, size_t k)
{
    ck_assert_uint_lt(k, s->n_kinds);
    return s->kinds[k].kind->name;
}

START_TEST(test_each_kind_once)
{
    breaking_model m = {.pictures = 0};
    mltest_stress *s = search_make(
        &m, 1, "fog@1 clean#1 gaussian_blur@5{relative=1} fog@3 shot_noise@2#1", "", "");
    ck_assert_uint_eq(s->n_kinds, 3);
    ck_assert_str_eq(name_of(s, 0), "fog");
    ck_assert_str_eq(name_of(s, 1), "gaussian_blur");
    ck_assert_str_eq(name_of(s, 2), "shot_noise");
    ck_assert_uint_eq(s->suite->n, 1 + 31 + 31 + 5);
    ck_assert_uint_eq(s->kinds[1].first, 32);
    ck_assert(s->kinds[1].is_relative);
    ck_assert_str_eq(s->suite->conditions[0].name, "clean");
    ck_assert_str_eq(s->suite->conditions[1].name, "fog:r1@0.15625");
    ck_assert_str_eq(s->suite->conditions[62].name, "gaussian_blur:r1@5{relative=1}");
    ck_assert_str_eq(s->suite->conditions[67].name, "shot_noise:r1@5");
    mltest_stress_free(s);
}
END_TEST

START_TEST(test_two_paths)
{
    breaking_model m = {.pictures = 0};
    mltest_stress *s = search_make(&m, 1, "desaturate@1 saturate@2 spatter@3", "", "");
    ck_assert_uint_eq(s->n_kinds, 4);
    ck_assert_str_eq(name_of(s, 0), "desaturate");
    ck_assert_str_eq(name_of(s, 1), "oversaturate");
    ck_assert_str_eq(name_of(s, 2), "spatter_water");
    ck_assert_str_eq(name_of(s, 3), "spatter_mud");
    mltest_stress_free(s);
}
END_TEST

static void refused(const char *conditions, mltest_status want, const char *words)
{
    breaking_model m = {.pictures = 0};
    mltest_stress *s = NULL;
    mltest_error *error = NULL;
    ck_assert_int_eq(search_make_in(NULL, &s, &m, 1, conditions, "", "", &error), want);
    ck_assert_msg(strstr(mltest_error_message(error), words) != NULL, "%s",
                  mltest_error_message(error));
    ck_assert_ptr_null(s);
    mltest_error_free(error);
}

START_TEST(test_what_is_refused)
{
    refused("fog@1+gaussian_blur@2", MLTEST_ERR_UNSUPPORTED, "a chain has no severity");
    refused("gaussian_blur@1{sigma=3}", MLTEST_ERR_UNSUPPORTED, "leave sigma out");
    refused("clean", MLTEST_ERR_INVALID, "has no kind to search");
}
END_TEST

/* Kinds of the host's own, and what becomes of classes. */
START_TEST(test_what_a_suite_brings)
{
    const mltest_perturbation_vtable vtable = {.struct_size = sizeof vtable};
    const mltest_parameter row = {.name = "x", .low = 0, .high = 9, .values = {1, 2, 3, 4, 5}};
    breaking_model m = {.pictures = 0};
    mltest_perturbation *own = NULL;
    mltest_suite *suite;
    mltest_stress *s = NULL;
    mltest_dataset *dataset = search_dataset(1);
    mltest_predictor *predictor = search_predictor(&m);
    mltest_perturbation_vtable with_apply = vtable;
    with_apply.apply = (int32_t(*)(void *, const mltest_image_view *, const double *, size_t,
                                   mltest_canvas *))(void (*)(void))abort;
    ck_assert_int_eq(mltest_perturbation_new(&own, NULL, "own_kind", MLTEST_CATEGORY_LIGHTING, 1,
                                             "a host's own", &row, 1, &with_apply, NULL, NULL),
                     MLTEST_OK);
    ck_assert_int_eq(mltest_suite_new(&suite, NULL, "mine", NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_suite_add_perturbation(suite, own, NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_suite_add(suite, "own_kind@1", NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_suite_set_class(suite, "own_kind", "thing", NULL, NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_stress_new(&s, NULL, dataset, predictor, suite, NULL, NULL, NULL, NULL),
                     MLTEST_OK);
    mltest_suite_free(suite);
    mltest_perturbation_free(own);
    mltest_predictor_free(predictor);
    mltest_dataset_free(dataset);
    ck_assert_str_eq(name_of(s, 0), "own_kind");
    ck_assert_uint_eq(s->kinds[0].n, 31);
    ck_assert_uint_eq(s->suite->n_rules, 1);
    mltest_stress_free(s);
}
END_TEST

Suite *mlt_suite_search_kinds(void)
{
    TCase *tc = tcase_create("kinds");
    tcase_add_test(tc, test_each_kind_once);
    tcase_add_test(tc, test_two_paths);
    tcase_add_test(tc, test_what_is_refused);
    tcase_add_test(tc, test_what_a_suite_brings);
    Suite *suite = suite_create("search_kinds");
    suite_add_tcase(suite, tc);
    return suite;
}
