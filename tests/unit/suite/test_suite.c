/* SPDX-License-Identifier: MIT */
#include "suite/suite.h"

#include <stdio.h>
#include <string.h>

#include "perturb/host.h"
#include "testing.h"

Suite *mlt_suite_suite_suite(void);

static mlt_test_alloc memory;
static mltest_context *ctx;
static mltest_suite *suite;
static mltest_error *error;

static void set_up(void)
{
    memory = (mlt_test_alloc){0};
    ctx = mlt_test_context(&memory);
    error = NULL;
    ck_assert_int_eq(mlt_suite_make(&suite, ctx, "mine", NULL), MLTEST_OK);
}

static void tear_down(void)
{
    mlt_suite_unref(suite);
    mltest_error_free(error);
    mltest_context_free(ctx);
    ck_assert_uint_eq(memory.live, 0);
}

START_TEST(test_clean_is_always_first)
{
    ck_assert_str_eq(suite->name, "mine");
    ck_assert_uint_eq(suite->n, 1);
    ck_assert_str_eq(suite->conditions[0].name, "clean");
    ck_assert_int_eq(mlt_suite_add(suite, "fog@3", NULL), MLTEST_OK);
    ck_assert_str_eq(suite->conditions[1].name, "fog:r1@3");
}
END_TEST

/* Two ways to write one condition are a repeat. */
START_TEST(test_repeats_are_refused)
{
    static const char *const same[] = {"fog@3", "fog:r1@3", "fog@3.0"};
    ck_assert_int_eq(mlt_suite_add(suite, "fog@3", NULL), MLTEST_OK);
    for (size_t i = 0; i < 3; i++) {
        ck_assert_int_eq(mlt_suite_add(suite, same[i], &error), MLTEST_ERR_CONFLICT);
        ck_assert_ptr_nonnull(strstr(mltest_error_message(error), "fog:r1@3 is in the suite"));
        mltest_error_free(error);
        error = NULL;
    }
    ck_assert_uint_eq(suite->n, 2);
    ck_assert_int_eq(mlt_suite_add(suite, "fog@3#1", NULL), MLTEST_OK);
}
END_TEST

START_TEST(test_what_is_no_condition)
{
    static const char *const bad[] = {"", "fog@", "fgo@3", "fog@9", "fog@3+", "@3", "fog@nan"};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        ck_assert_msg(mlt_suite_add(suite, bad[i], &error) != MLTEST_OK, "'%s'", bad[i]);
        ck_assert_int_ne(mltest_error_message(error)[0], '\0');
        mltest_error_free(error);
        error = NULL;
    }
    ck_assert_uint_eq(suite->n, 1);
}
END_TEST

/* Of names in order; nothing else of the suite is in it. */
START_TEST(test_hash)
{
    mltest_suite *other = NULL;
    ck_assert_int_eq(mlt_suite_make(&other, ctx, "another name", NULL), MLTEST_OK);
    ck_assert_uint_eq(mlt_suite_hash(suite), mlt_suite_hash(other));
    ck_assert_int_eq(mlt_suite_add(suite, "fog@3", NULL), MLTEST_OK);
    ck_assert_uint_ne(mlt_suite_hash(suite), mlt_suite_hash(other));
    ck_assert_int_eq(mlt_suite_add(suite, "fog@1", NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_suite_add(other, "fog@1", NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_suite_add(other, "fog@3", NULL), MLTEST_OK);
    ck_assert_uint_ne(mlt_suite_hash(suite), mlt_suite_hash(other));
    mlt_suite_unref(other);
}
END_TEST

START_TEST(test_warnings)
{
    char text[600];
    memset(text, 'x', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    ck_assert_int_eq(mlt_suite_warn(suite, NULL, "%s has %d\nlines", "this", 2), MLTEST_OK);
    ck_assert_int_eq(mlt_suite_warn(suite, NULL, "%s", text), MLTEST_OK);
    ck_assert_uint_eq(suite->n_warnings, 2);
    ck_assert_str_eq(suite->warnings[0], "this has 2 lines");
    ck_assert_uint_eq(strlen(suite->warnings[1]), 511); /* cut off */
}
END_TEST

/* A suite says something about three tables; what is set already stays. */
START_TEST(test_options_of_a_suite)
{
    static const mlt_option rows[] = {{"a", MLTEST_OPTION_INT, "", 0, 9, "1", "first"},
                                      {"b", MLTEST_OPTION_INT, "", 0, 9, "1", "second"}};
    static const mlt_option_table score = {"score", rows, 2}, run = {"run", rows, 2},
                                  report = {"report", rows, 2}, other = {"other", rows, 2};
    const mlt_option_table *const tables[] = {&score, &run, &report, &other};
    static const int64_t wanted[4][2] = {{5, 3}, {6, 3}, {8, 3}, {1, 3}};
    ck_assert_int_eq(mlt_options_make(&suite->score, ctx, &score, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_options_make(&suite->run, ctx, &run, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_options_make(&suite->report, ctx, &report, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_options_set(suite->score, "a", "5", NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_options_set(suite->score, "b", "7", NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_options_set(suite->run, "a", "6", NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_options_set(suite->report, "a", "8", NULL), MLTEST_OK);
    for (size_t i = 0; i < 4; i++) {
        mltest_options *own = NULL;
        ck_assert_int_eq(mlt_options_make(&own, ctx, tables[i], NULL), MLTEST_OK);
        ck_assert_int_eq(mlt_options_set(own, "b", "3", NULL), MLTEST_OK);
        ck_assert_int_eq(mlt_suite_fill_options(suite, own, NULL), MLTEST_OK);
        ck_assert_int_eq(mlt_options_int(own, tables[i], "a"), wanted[i][0]);
        ck_assert_int_eq(mlt_options_int(own, tables[i], "b"), wanted[i][1]);
        mlt_options_unref(own);
    }
}
END_TEST

START_TEST(test_references)
{
    ck_assert_ptr_eq(mlt_suite_ref(suite), suite);
    mlt_suite_unref(suite);
    ck_assert_str_eq(suite->name, "mine");
    mlt_suite_unref(NULL);
}
END_TEST

static int n_destroyed;

static int32_t do_nothing(void *user_data, const mltest_image_view *in, const double *params,
                          size_t n, mltest_canvas *canvas)
{
    (void)user_data;
    (void)in;
    (void)params;
    (void)n;
    (void)canvas;
    return MLTEST_CALLBACK_DONE;
}

static void count_destroyed(void *user_data)
{
    (void)user_data;
    n_destroyed++;
}

static mltest_status make_host(mltest_context *with, const char *name, mltest_perturbation **out)
{
    const mltest_perturbation_vtable vtable = {
        .struct_size = sizeof vtable, .apply = do_nothing, .destroy = count_destroyed};
    const mltest_parameter row = {.name = "level", .low = 0, .high = 9, .values = {1, 2, 3, 4, 5}};
    return mltest_perturbation_new(out, with, name, MLTEST_CATEGORY_LIGHTING, 2, "a host's own",
                                   &row, 1, &vtable, NULL, NULL);
}

/* Conditions name a host's kind once the suite has it; the suite keeps it. */
START_TEST(test_kinds_of_hosts)
{
    mltest_perturbation *host;
    n_destroyed = 0;
    ck_assert_int_eq(make_host(ctx, "own_kind", &host), MLTEST_OK);
    ck_assert_int_eq(mlt_suite_add(suite, "own_kind@3", NULL), MLTEST_ERR_NOT_FOUND);
    ck_assert_int_eq(mlt_suite_add_host(suite, host, NULL), MLTEST_OK);
    mltest_perturbation_free(host);
    ck_assert_int_eq(n_destroyed, 0);
    ck_assert_int_eq(mlt_suite_add(suite, "own_kind@3+fog@1", NULL), MLTEST_OK);
    ck_assert_str_eq(suite->conditions[1].name, "own_kind:r2@3+fog:r1@1");
    ck_assert_ptr_eq(suite->conditions[1].steps[0].host, host);
    ck_assert_int_eq(mlt_suite_add(suite, "own_kid@3", &error), MLTEST_ERR_NOT_FOUND);
    ck_assert_ptr_nonnull(strstr(mltest_error_message(error), "own_kind"));
    mlt_suite_unref(suite);
    ck_assert_int_eq(n_destroyed, 1);
    ck_assert_int_eq(mlt_suite_make(&suite, ctx, "mine", NULL), MLTEST_OK); /* for tear_down */
}
END_TEST

START_TEST(test_two_hosts_of_one_name)
{
    mltest_perturbation *one, *two, *other;
    ck_assert_int_eq(make_host(ctx, "own_kind", &one), MLTEST_OK);
    ck_assert_int_eq(make_host(ctx, "own_kind", &two), MLTEST_OK);
    ck_assert_int_eq(make_host(ctx, "other_kind", &other), MLTEST_OK);
    ck_assert_int_eq(mlt_suite_add_host(suite, one, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_suite_add_host(suite, two, &error), MLTEST_ERR_CONFLICT);
    ck_assert_ptr_nonnull(strstr(mltest_error_message(error), "a kind named own_kind already"));
    ck_assert_int_eq(mlt_suite_add_host(suite, other, NULL), MLTEST_OK);
    ck_assert_uint_eq(suite->n_hosts, 2);
    mltest_perturbation_free(one);
    mltest_perturbation_free(two);
    mltest_perturbation_free(other);
}
END_TEST

/* Lists grow; what was in them stays. */
START_TEST(test_many_conditions)
{
    char name[32];
    for (int i = 1; i <= 300; i++) {
        snprintf(name, sizeof name, "fog@%d.%02d", i / 100, i % 100);
        ck_assert_int_eq(mlt_suite_add(suite, name, NULL), MLTEST_OK);
    }
    ck_assert_uint_eq(suite->n, 301);
    ck_assert_str_eq(suite->conditions[1].name, "fog:r1@0.01");
    ck_assert_str_eq(suite->conditions[300].name, "fog:r1@3");
    ck_assert_int_eq(mlt_suite_add(suite, "fog@0.01", NULL), MLTEST_ERR_CONFLICT);
}
END_TEST

static mltest_status make_and_add(mltest_context *with, void *data)
{
    mltest_suite *made = NULL;
    mltest_error *why = NULL;
    mltest_status status = mlt_suite_make(&made, with, "x", &why);
    if (status == MLTEST_OK)
        status = mlt_suite_add(made, "fog@3+saturate@1", &why);
    if (status == MLTEST_OK)
        status = mlt_suite_add_host(made, data, &why);
    if (status == MLTEST_OK)
        status = mlt_suite_add(made, "own_kind@3", &why);
    mlt_suite_unref(made);
    mltest_error_free(why);
    return status;
}

START_TEST(test_out_of_memory)
{
    mltest_perturbation *host;
    ck_assert_int_eq(make_host(ctx, "own_kind", &host), MLTEST_OK);
    mlt_test_every_allocation(make_and_add, host);
    mltest_perturbation_free(host);
}
END_TEST

Suite *mlt_suite_suite_suite(void)
{
    TCase *tc = tcase_create("suite");
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, test_clean_is_always_first);
    tcase_add_test(tc, test_repeats_are_refused);
    tcase_add_test(tc, test_what_is_no_condition);
    tcase_add_test(tc, test_hash);
    tcase_add_test(tc, test_warnings);
    tcase_add_test(tc, test_options_of_a_suite);
    tcase_add_test(tc, test_references);
    tcase_add_test(tc, test_kinds_of_hosts);
    tcase_add_test(tc, test_two_hosts_of_one_name);
    tcase_add_test(tc, test_many_conditions);
    tcase_add_test(tc, test_out_of_memory);
    Suite *all = suite_create("suite_suite");
    suite_add_tcase(all, tc);
    return all;
}
