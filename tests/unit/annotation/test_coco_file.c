/* SPDX-License-Identifier: MIT */
#include "annotation/coco_file.h"

#include <stdio.h>
#include <stdlib.h>

#include "testing.h"

Suite *mlt_suite_annotation_coco_file(void);

static const char truth_text[] =
    "{\"images\":[{\"id\":30,\"file_name\":\"c\"},{\"id\":-5,\"file_name\":\"a\","
    "\"neg_category_ids\":[4,1],\"not_exhaustive_category_ids\":[]},"
    "{\"id\":30,\"file_name\":\"again\",\"neg_category_ids\":[7]},{\"id\":8,\"file_name\":\"b\"}],"
    "\"annotations\":[{\"id\":2,\"image_id\":8,\"category_id\":1,\"bbox\":[0,0,1,1]},"
    "{\"id\":1,\"image_id\":30,\"category_id\":4,\"bbox\":[0,0,1,1]}],"
    "\"categories\":[{\"id\":4,\"name\":\"dog\"},{\"id\":1,\"name\":\"cat\"}]}";
static const char results_text[] =
    "[{\"image_id\":8,\"category_id\":1,\"bbox\":[0,0,1,1],\"score\":0.5},"
    "{\"image_id\":-5,\"category_id\":4,\"bbox\":[0,0,1,1],\"score\":0.9}]";

static const char *dir;

static void write_files(void)
{
    dir = mlt_test_make_dir();
    mlt_test_write_file(mlt_test_path(dir, "gt.json"), truth_text, sizeof truth_text - 1);
    mlt_test_write_file(mlt_test_path(dir, "dt.json"), results_text, sizeof results_text - 1);
    mlt_test_write_file(mlt_test_path(dir, "bad.json"), "{\n\n [", 5);
}

static void remove_files(void)
{
    mlt_test_remove_dir(dir);
}

START_TEST(sorted_lists)
{
    const int64_t ids[] = {-5, 8, 30};
    const char *const names[] = {"a", "b", "c"};
    mlt_coco_truth t;
    ck_assert_int_eq(mlt_coco_read_truth(NULL, mlt_test_path(dir, "gt.json"), &t, NULL, NULL),
                     MLTEST_OK);
    ck_assert_uint_eq(t.images.n, 3);
    for (int i = 0; i < 3; i++) {
        ck_assert_int_eq(t.images.items[i].id, ids[i]);
        ck_assert_str_eq(t.images.items[i].name, names[i]); /* of two 30s the first */
        ck_assert_int_eq(mlt_coco_find(&t.images, ids[i]), i);
    }
    ck_assert_uint_eq(t.images.items[0].negative.n, 2);
    ck_assert_ptr_null(t.images.items[2].negative.items);
    ck_assert_str_eq(t.categories.items[0].name, "cat");
    ck_assert_int_eq(t.annotations[0].id, 2); /* as in the file */
    const int64_t absent[] = {INT64_MIN, -6, -4, 9, 29, 31, INT64_MAX};
    for (size_t i = 0; i < sizeof absent / sizeof absent[0]; i++)
        ck_assert_int_eq(mlt_coco_find(&t.images, absent[i]), -1);
    mlt_coco_truth_free(NULL, &t);
    ck_assert_int_eq(mlt_coco_find(&t.images, 8), -1); /* of an empty list */
}
END_TEST

START_TEST(results_in_order)
{
    mlt_coco_results r;
    ck_assert_int_eq(mlt_coco_read_results(NULL, mlt_test_path(dir, "dt.json"), &r, NULL),
                     MLTEST_OK);
    ck_assert_uint_eq(r.n, 2);
    ck_assert_int_eq(r.images.items[r.items[0].image], 8);
    ck_assert_int_eq(r.images.items[r.items[1].image], -5);
    mlt_coco_results_free(NULL, &r);
    ck_assert_ptr_null(r.items);
}
END_TEST

START_TEST(unreadable)
{
    mlt_coco_truth t;
    mlt_coco_results r;
    mltest_error *error = NULL;
    ck_assert_int_eq(mlt_coco_read_truth(NULL, mlt_test_path(dir, "none.json"), &t, NULL, NULL),
                     MLTEST_ERR_IO);
    ck_assert_int_eq(mlt_coco_read_results(NULL, dir, &r, NULL), MLTEST_ERR_IO);
    ck_assert_int_eq(mlt_coco_read_truth(NULL, mlt_test_path(dir, "bad.json"), &t, NULL, &error),
                     MLTEST_ERR_FORMAT);
    ck_assert_ptr_nonnull(strstr(mltest_error_message(error), "bad.json:3"));
    mltest_error_free(error);
    ck_assert_ptr_null(t.images.items);
    ck_assert_int_eq(mlt_coco_read_results(NULL, mlt_test_path(dir, "gt.json"), &r, NULL),
                     MLTEST_ERR_FORMAT);
    ck_assert_ptr_null(r.items);
}
END_TEST

START_TEST(pairs)
{
    mlt_coco_truth t;
    mlt_coco_results r;
    mltest_error *error = NULL;
    const char *truth = mlt_test_path(dir, "gt.json"), *results = mlt_test_path(dir, "dt.json");
    const char *bad = mlt_test_path(dir, "bad.json");
    ck_assert_int_eq(mlt_coco_read_pair(NULL, truth, results, &t, &r, NULL), MLTEST_OK);
    ck_assert_uint_eq(t.images.n, 3);
    ck_assert_uint_eq(r.n, 2);
    mlt_coco_truth_free(NULL, &t);
    mlt_coco_results_free(NULL, &r);
    ck_assert_int_eq(mlt_coco_read_pair(NULL, truth, bad, &t, &r, &error), MLTEST_ERR_FORMAT);
    ck_assert_ptr_nonnull(strstr(mltest_error_message(error), "bad.json:1"));
    ck_assert_ptr_null(t.images.items);
    mltest_error_free(error);
    error = NULL; /* the truth's error comes first */
    ck_assert_int_eq(mlt_coco_read_pair(NULL, bad, mlt_test_path(dir, "none"), &t, &r, &error),
                     MLTEST_ERR_FORMAT);
    ck_assert_ptr_nonnull(strstr(mltest_error_message(error), "bad.json:3"));
    ck_assert_ptr_null(r.items);
    mltest_error_free(error);
}
END_TEST

/* Files large enough for two threads and several windows. */
START_TEST(large_pairs)
{
    enum { N = 30000 };
    const size_t room = N * 110;
    char *text = malloc(room);
    size_t n =
        (size_t)sprintf(text, "{\"images\":[{\"id\":1}],\"categories\":[],\"annotations\":[");
    for (int i = 0; i < N; i++)
        n += (size_t)sprintf(
            text + n,
            "%s{\"id\": %d, \"image_id\": 1, \"category_id\": 1, \"bbox\": [%d.25, 0, 1, 1]}",
            i > 0 ? ", " : "", i, i);
    n += (size_t)sprintf(text + n, "]}");
    const char *truth = mlt_test_path(dir, "large.json"), *results = mlt_test_path(dir, "r.json");
    mlt_test_write_file(truth, text, n);
    n = 0;
    for (int i = 0; i < N; i++)
        n += (size_t)sprintf(
            text + n, "%s{\"image_id\":%d,\"category_id\":%d,\"bbox\":[0,%d,1,1],\"score\":0.%d}",
            i > 0 ? ",\n" : "[", i % 1000, i % 7, i, i);
    n += (size_t)sprintf(text + n, "]");
    mlt_test_write_file(results, text, n);
    free(text);
    mlt_coco_truth t;
    mlt_coco_results r;
    ck_assert_int_eq(mlt_coco_read_pair(NULL, truth, results, &t, &r, NULL), MLTEST_OK);
    ck_assert_uint_eq(t.n_annotations, N);
    ck_assert_uint_eq(r.n, N);
    ck_assert_uint_eq(r.images.n, 1000);
    for (int i = 0; i < N; i++) {
        ck_assert_int_eq(t.annotations[i].id, i);
        ck_assert_double_eq(t.annotations[i].box.x, i + 0.25);
        ck_assert_double_eq(r.items[i].box.y, i);
        ck_assert_int_eq(r.images.items[r.items[i].image], i % 1000);
        ck_assert_int_eq(r.categories.items[r.items[i].category], i % 7);
    }
    mlt_coco_truth_free(NULL, &t);
    mlt_coco_results_free(NULL, &r);
}
END_TEST

static mltest_status read_both(mltest_context *ctx, void *data)
{
    (void)data;
    mlt_coco_truth t;
    mlt_coco_results r;
    mltest_status status = mlt_coco_read_truth(ctx, mlt_test_path(dir, "gt.json"), &t, NULL, NULL);
    if (status != MLTEST_OK) {
        ck_assert_ptr_null(t.images.items);
        return status;
    }
    status = mlt_coco_read_results(ctx, mlt_test_path(dir, "dt.json"), &r, NULL);
    if (status == MLTEST_OK)
        ck_assert_uint_eq(r.n, 2);
    mlt_coco_truth_free(ctx, &t);
    mlt_coco_results_free(ctx, &r);
    return status;
}

START_TEST(out_of_memory)
{
    mlt_test_every_allocation(read_both, NULL);
}
END_TEST

Suite *mlt_suite_annotation_coco_file(void)
{
    Suite *suite = suite_create("annotation_coco_file");
    TCase *tests = tcase_create("coco_file");
    tcase_add_checked_fixture(tests, write_files, remove_files);
    tcase_add_test(tests, sorted_lists);
    tcase_add_test(tests, results_in_order);
    tcase_add_test(tests, unreadable);
    tcase_add_test(tests, pairs);
    tcase_add_test(tests, large_pairs);
    tcase_add_test(tests, out_of_memory);
    suite_add_tcase(suite, tests);
    return suite;
}
