/* SPDX-License-Identifier: MIT */
#include "mltest/journal.h"

#include <math.h>

#include "../journal/fixtures.h"
#include "mltest/options.h"

enum { SAMPLES = 4 };

static const char *write_run(const char *dir, uint64_t samples)
{
    const char *path = mlt_test_path(dir, "a.jsonl.gz");
    mlt_jrun run = fix_run(SAMPLES);
    ck_assert_int_eq(
        fix_write(NULL, path, MLT_WRITER_NEW, &run, 0, samples, samples == SAMPLES, NULL),
        MLTEST_OK);
    return path;
}

START_TEST(test_what_it_says)
{
    const char *dir = mlt_test_make_dir(), *path = write_run(dir, SAMPLES);
    mltest_journal *j = NULL;
    mltest_error *error = (mltest_error *)(uintptr_t)1;
    ck_assert_int_eq(mltest_journal_open(&j, NULL, &path, 1, &error), MLTEST_OK);
    ck_assert_ptr_null(error);
    ck_assert_int_eq(mltest_journal_is_complete(j), 1);
    ck_assert_str_eq(mltest_journal_info(j, "library"), "0.1.0");
    ck_assert_str_eq(mltest_journal_info(j, "model.name"), "net");
    ck_assert_str_eq(mltest_journal_info(j, "model.version"), "1");
    ck_assert_str_eq(mltest_journal_info(j, "task"), "detection");
    ck_assert_str_eq(mltest_journal_info(j, "dataset.name"), "pets");
    ck_assert_str_eq(mltest_journal_info(j, "dataset.fingerprint"), "0123456789abcdef");
    ck_assert_str_eq(mltest_journal_info(j, "suite.name"), "s");
    ck_assert_str_eq(mltest_journal_info(j, "suite.hash"), "0000000000000007");
    ck_assert_str_eq(mltest_journal_info(j, "frost_photographs"), "");
    ck_assert_str_eq(mltest_journal_info(j, "seed"), "5");
    ck_assert_ptr_null(mltest_journal_info(j, "Seed"));
    ck_assert_uint_eq(mltest_journal_condition_count(j), FIX_CONDITIONS);
    ck_assert_str_eq(mltest_journal_condition(j, 1), "fog:r1@3");
    ck_assert_ptr_null(mltest_journal_condition(j, FIX_CONDITIONS));
    ck_assert_uint_eq(mltest_journal_sample_count(j), SAMPLES);
    ck_assert_str_eq(mltest_journal_sample_id(j, 3), "dir/003.png");
    ck_assert_ptr_null(mltest_journal_sample_id(j, SAMPLES));
    ck_assert_uint_eq(mltest_journal_class_count(j), 2);
    ck_assert_str_eq(mltest_journal_class_name(j, 0), "cat");
    ck_assert_ptr_null(mltest_journal_class_name(j, 2));
    mltest_journal_free(j);
    mlt_test_remove_dir(dir);
}
END_TEST

START_TEST(test_outcomes)
{
    const char *dir = mlt_test_make_dir(), *path = write_run(dir, SAMPLES), *message = NULL;
    mltest_journal *j = NULL;
    size_t n = 9;
    ck_assert_int_eq(mltest_journal_open(&j, NULL, &path, 1, NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_journal_outcome(j, 0, 0, &n, &message), MLTEST_OUTCOME_ANSWERED);
    ck_assert_uint_eq(n, 2);
    ck_assert_str_eq(message, "");
    ck_assert_int_eq(mltest_journal_outcome(j, 0, 1, &n, &message), MLTEST_OUTCOME_FAILED);
    ck_assert_uint_eq(n, 0);
    ck_assert_str_eq(message, "why \xC3\xA4");
    ck_assert_int_eq(mltest_journal_outcome(j, 1, 1, NULL, NULL), MLTEST_OUTCOME_SKIPPED);
    ck_assert_int_eq(mltest_journal_outcome(j, SAMPLES, 0, &n, &message), MLTEST_OUTCOME_NONE);
    ck_assert_int_eq(mltest_journal_outcome(j, 0, FIX_CONDITIONS, &n, &message),
                     MLTEST_OUTCOME_NONE);
    ck_assert_str_eq(message, "");
    double boxes[8] = {0}, scores[2] = {0};
    int32_t classes[2] = {-1, -1};
    ck_assert_uint_eq(mltest_journal_predictions(j, 0, 0, 2, boxes, scores, classes), 2);
    ck_assert_double_eq(boxes[5], 6);
    ck_assert_double_eq(scores[0], 0.9);
    ck_assert_int_eq(classes[1], 1);
    classes[1] = -1;
    ck_assert_uint_eq(mltest_journal_predictions(j, 0, 0, 1, NULL, NULL, classes), 1);
    ck_assert_int_eq(classes[1], -1);
    ck_assert_uint_eq(mltest_journal_predictions(j, 0, 0, 100, NULL, NULL, NULL), 2);
    ck_assert_uint_eq(mltest_journal_predictions(j, 9, 0, 2, boxes, scores, classes), 0);
    mltest_journal_free(j);
    mlt_test_remove_dir(dir);
}
END_TEST

START_TEST(test_an_unfinished_run)
{
    const char *dir = mlt_test_make_dir(), *path = write_run(dir, 2);
    mltest_journal *j = NULL;
    ck_assert_int_eq(mltest_journal_open(&j, NULL, &path, 1, NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_journal_is_complete(j), 0);
    ck_assert_uint_eq(mltest_journal_sample_count(j), 2);
    mltest_journal_free(j);
    mlt_test_remove_dir(dir);
}
END_TEST

START_TEST(test_arguments)
{
    const char *path = "nowhere", *paths[2] = {"nowhere", NULL};
    mltest_journal *j = (mltest_journal *)(uintptr_t)1;
    ck_assert_int_eq(mltest_journal_open(NULL, NULL, &path, 1, NULL), MLTEST_ERR_INVALID);
    ck_assert_int_eq(mltest_journal_open(&j, NULL, NULL, 1, NULL), MLTEST_ERR_INVALID);
    ck_assert_ptr_null(j);
    ck_assert_int_eq(mltest_journal_open(&j, NULL, &path, 0, NULL), MLTEST_ERR_INVALID);
    ck_assert_int_eq(mltest_journal_open(&j, NULL, paths, 2, NULL), MLTEST_ERR_INVALID);
    ck_assert_int_eq(mltest_journal_open(&j, NULL, &path, 1, NULL), MLTEST_ERR_IO);
    ck_assert_ptr_null(j);
    ck_assert_int_eq(mltest_journal_merge(NULL, NULL, &path, 1, NULL, NULL), MLTEST_ERR_INVALID);
    ck_assert_int_eq(mltest_journal_merge(NULL, "o", NULL, 1, NULL, NULL), MLTEST_ERR_INVALID);
    ck_assert_int_eq(mltest_journal_merge(NULL, "o", &path, 0, NULL, NULL), MLTEST_ERR_INVALID);
    ck_assert_int_eq(mltest_journal_merge(NULL, "o", paths, 2, NULL, NULL), MLTEST_ERR_INVALID);
    ck_assert_ptr_null(mltest_journal_info(NULL, "seed"));
    ck_assert_int_eq(mltest_journal_is_complete(NULL), 0);
    ck_assert_uint_eq(mltest_journal_condition_count(NULL), 0);
    ck_assert_ptr_null(mltest_journal_condition(NULL, 0));
    ck_assert_uint_eq(mltest_journal_sample_count(NULL), 0);
    ck_assert_ptr_null(mltest_journal_sample_id(NULL, 0));
    ck_assert_uint_eq(mltest_journal_class_count(NULL), 0);
    ck_assert_ptr_null(mltest_journal_class_name(NULL, 0));
    ck_assert_int_eq(mltest_journal_outcome(NULL, 0, 0, NULL, NULL), MLTEST_OUTCOME_NONE);
    ck_assert_uint_eq(mltest_journal_predictions(NULL, 0, 0, 1, NULL, NULL, NULL), 0);
    mltest_journal_free(NULL);
}
END_TEST

START_TEST(test_merge_options)
{
    const char *dir = mlt_test_make_dir(), *path = write_run(dir, SAMPLES);
    const char *out = mlt_test_path(dir, "out.jsonl.gz");
    mltest_options *options = NULL, *other = NULL;
    mltest_journal *j = NULL;
    ck_assert_int_eq(mltest_options_new(&options, NULL, "merge", NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_options_new(&other, NULL, "run", NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_journal_merge(NULL, out, &path, 1, other, NULL), MLTEST_ERR_INVALID);
    ck_assert_int_eq(mltest_options_set_string(options, "prefer", "last", NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_journal_merge(NULL, out, &path, 1, options, NULL), MLTEST_ERR_INVALID);
    ck_assert_int_eq(mltest_options_set_string(options, "prefer", "first", NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_options_set_bool(options, "timing", 0, NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_journal_merge(NULL, out, &path, 1, options, NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_journal_open(&j, NULL, &out, 1, NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_journal_is_complete(j), 1);
    mltest_journal_free(j);
    mltest_options_free(options);
    mltest_options_free(other);
    mlt_test_remove_dir(dir);
}
END_TEST

/* A journal of one sample of 100 × 80 under a lens, and under one that was not answered. */
static mltest_journal *bent(const char *dir)
{
    static const char text[] =
        "{\"type\":\"run\",\"format\":1,\"task\":\"detection\",\"classes\":[\"a\"],\"shard\":[0,1]}"
        "\n"
        "{\"type\":\"condition\",\"name\":\"clean\"}\n"
        "{\"type\":\"condition\",\"name\":\"lens\"}\n"
        "{\"type\":\"condition\",\"name\":\"none\"}\n"
        "{\"type\":\"sample\",\"id\":\"s\",\"n\":0,\"width\":100,\"height\":80}\n"
        "{\"type\":\"outcome\",\"id\":\"s\",\"condition\":\"clean\",\"pred\":[]}\n"
        "{\"type\":\"outcome\",\"id\":\"s\",\"condition\":\"lens\",\"pred\":[],\"size\":[100,80],"
        "\"map\":{\"lens\":[50,40,64,0.1875]},\"cover\":[[0,0,50,80]]}\n"
        "{\"type\":\"failure\",\"id\":\"s\",\"condition\":\"none\",\"status\":1,\"message\":\"\"}"
        "\n";
    const char *path = mlt_test_path(dir, "bent.jsonl");
    mltest_journal *j = NULL;
    mltest_error *error = NULL;
    mlt_test_write_file(path, text, sizeof text - 1);
    mltest_status status = mltest_journal_open(&j, NULL, &path, 1, &error);
    ck_assert_msg(status == MLTEST_OK, "%s", mltest_error_message(error));
    return j;
}

START_TEST(test_points_follow_the_map)
{
    const char *dir = mlt_test_make_dir();
    mltest_journal *j = bent(dir);
    /* Half way to the corner shows what was at 67/128 of it (k1 = 3/16). */
    double at[4] = {50 + 33.5, 40, 50, 40};
    ck_assert_int_eq(mltest_journal_map_points(j, 0, 1, MLTEST_MAP_FORWARD, 2, at, at), MLTEST_OK);
    ck_assert_double_eq_tol(at[0], 50 + 32, 1e-9);
    ck_assert_double_eq_tol(at[1], 40, 1e-9);
    ck_assert_double_eq(at[2], 50);
    ck_assert_int_eq(mltest_journal_map_points(j, 0, 1, MLTEST_MAP_BACK, 2, at, at), MLTEST_OK);
    ck_assert_double_eq_tol(at[0], 50 + 33.5, 1e-9);
    ck_assert_int_eq(mltest_journal_map_points(j, 0, 0, MLTEST_MAP_BACK, 2, at, at), MLTEST_OK);
    ck_assert_double_eq_tol(at[0], 50 + 33.5, 1e-9); /* clean: where it was */
    at[0] = NAN;
    ck_assert_int_eq(mltest_journal_map_points(j, 0, 1, MLTEST_MAP_FORWARD, 1, at, at), MLTEST_OK);
    ck_assert(isnan(at[0]) && isnan(at[1]));
    ck_assert_int_eq(mltest_journal_map_points(j, 0, 1, 0, 0, NULL, NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_journal_map_points(j, 0, 1, 2, 1, at, at), MLTEST_ERR_INVALID);
    ck_assert_int_eq(mltest_journal_map_points(j, 0, 1, 0, 1, NULL, at), MLTEST_ERR_INVALID);
    ck_assert_int_eq(mltest_journal_map_points(j, 0, 1, 0, 1, at, NULL), MLTEST_ERR_INVALID);
    ck_assert_int_eq(mltest_journal_map_points(j, 0, 2, 0, 1, at, at), MLTEST_ERR_NOT_FOUND);
    ck_assert_int_eq(mltest_journal_map_points(j, 0, 3, 0, 1, at, at), MLTEST_ERR_INVALID);
    ck_assert_int_eq(mltest_journal_map_points(j, 1, 0, 0, 1, at, at), MLTEST_ERR_INVALID);
    ck_assert_int_eq(mltest_journal_map_points(NULL, 0, 0, 0, 1, at, at), MLTEST_ERR_INVALID);
    mltest_journal_free(j);
    mlt_test_remove_dir(dir);
}
END_TEST

START_TEST(test_boxes_follow_the_map)
{
    const char *dir = mlt_test_make_dir();
    mltest_journal *j = bent(dir);
    const mltest_box middle = {50 - 33.5, 40 - 1, 67, 2}, odd = {0, 0, NAN, 1},
                     less = {0, 0, -1, 1};
    mltest_box outer, inner;
    double visible;
    ck_assert_int_eq(mltest_journal_map_box(j, 0, 1, &middle, &outer, &inner, &visible), MLTEST_OK);
    ck_assert_double_eq_tol(outer.x, 18, 0.05);
    ck_assert_double_eq_tol(outer.width, 64, 0.1);
    ck_assert_double_eq_tol(inner.x, 18, 0.05);
    ck_assert_double_eq_tol(visible, 0.5, 1e-3); /* the left half is covered */
    ck_assert_int_eq(mltest_journal_map_box(j, 0, 0, &middle, &outer, NULL, NULL), MLTEST_OK);
    ck_assert_mem_eq(&outer, &middle, sizeof outer);
    ck_assert_int_eq(mltest_journal_map_box(j, 0, 1, &middle, NULL, NULL, NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_journal_map_box(j, 0, 1, NULL, &outer, NULL, NULL), MLTEST_ERR_INVALID);
    ck_assert_int_eq(mltest_journal_map_box(j, 0, 1, &odd, &outer, NULL, NULL), MLTEST_ERR_INVALID);
    ck_assert_int_eq(mltest_journal_map_box(j, 0, 1, &less, &outer, NULL, NULL),
                     MLTEST_ERR_INVALID);
    ck_assert_int_eq(mltest_journal_map_box(j, 0, 2, &middle, &outer, NULL, NULL),
                     MLTEST_ERR_NOT_FOUND);
    ck_assert_int_eq(mltest_journal_map_box(NULL, 0, 0, &middle, &outer, NULL, NULL),
                     MLTEST_ERR_INVALID);
    mltest_journal_free(j);
    mlt_test_remove_dir(dir);
}
END_TEST

Suite *mlt_suite_api_journal(void);
Suite *mlt_suite_api_journal(void)
{
    Suite *suite = suite_create("api_journal");
    TCase *tc = tcase_create("journal");
    tcase_add_test(tc, test_what_it_says);
    tcase_add_test(tc, test_outcomes);
    tcase_add_test(tc, test_an_unfinished_run);
    tcase_add_test(tc, test_arguments);
    tcase_add_test(tc, test_merge_options);
    tcase_add_test(tc, test_points_follow_the_map);
    tcase_add_test(tc, test_boxes_follow_the_map);
    suite_add_tcase(suite, tc);
    return suite;
}
