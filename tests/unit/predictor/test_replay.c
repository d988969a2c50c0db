/* SPDX-License-Identifier: MIT */
#include "predictor/replay.h"

#include "predictor/fixtures.h"

Suite *mlt_suite_predictor_replay(void);

static const char *dir;
static mltest_predictor *predictor;

static void set_up(void)
{
    dir = mlt_test_make_dir();
}

static void tear_down(void)
{
    mlt_predictor_unref(predictor);
    predictor = NULL;
    mlt_test_remove_dir(dir);
}

static void write(const char *name, const char *text)
{
    mlt_test_write_file(mlt_test_path(dir, name), text, strlen(text));
}

/* Opens "a" or "a,b" below the folder; the names may hold commas. */
static mltest_status open_files(const char *a, const char *b, mltest_error **error)
{
    char files[9000];
    snprintf(files, sizeof files, "%s", mlt_test_path(dir, a));
    if (b != NULL) {
        strcat(files, ",");
        strcat(files, mlt_test_path(dir, b));
    }
    mlt_predictor_unref(predictor);
    predictor = NULL;
    return mlt_replay_open(&predictor, NULL, files, NULL, error);
}

static const char results[] =
    "[{\"image_id\":1,\"category_id\":9,\"bbox\":[0,0,1,1],\"score\":0.5}]";
static const char truth[] = "{\"images\":[{\"id\":1,\"file_name\":\"0.png\"}],\"categories\":[{"
                            "\"id\":9,\"name\":\"cell\"}]}";

START_TEST(results_with_and_without_truth)
{
    write("dt.json", results);
    write("gt.json", truth);
    ck_assert_int_eq(open_files("dt.json", NULL, NULL), MLTEST_OK);
    ck_assert_uint_eq(predictor->classes.n, 0);
    ck_assert_uint_eq(predictor->vtable.max_batch, 1);
    ck_assert_int_eq(open_files("dt.json", "gt.json", NULL), MLTEST_OK);
    ck_assert_uint_eq(predictor->classes.n, 1);
    ck_assert_str_eq(predictor->classes.names[0], "cell");
}
END_TEST

START_TEST(commas_in_names)
{
    write("d,t.json", results);
    write("gt.json", truth);
    ck_assert_int_eq(open_files("d,t.json", NULL, NULL), MLTEST_OK);
    ck_assert_uint_eq(predictor->classes.n, 0);
    ck_assert_int_eq(open_files("d,t.json", "gt.json", NULL), MLTEST_OK);
    ck_assert_uint_eq(predictor->classes.n, 1);
}
END_TEST

START_TEST(what_cannot_be_replayed)
{
    mltest_error *error = NULL;
    write("gt.json", truth);
    write("dt.json", results);
    write("j.jsonl.gz", "not gzip");
    ck_assert_int_eq(open_files("none.json", NULL, NULL), MLTEST_ERR_IO);
    ck_assert_int_eq(open_files("dt.json", "none.json", NULL), MLTEST_ERR_IO);
    ck_assert_int_eq(open_files("gt.json", NULL, NULL), MLTEST_ERR_FORMAT);
    ck_assert_int_eq(open_files("dt.json", "dt.json", NULL), MLTEST_ERR_FORMAT);
    ck_assert_int_eq(open_files("j.jsonl.gz", "gt.json", &error), MLTEST_ERR_INVALID);
    ck_assert_ptr_nonnull(strstr(mlt_error_text(error, MLT_ERROR_MESSAGE), "alone"));
    mlt_error_free(error);
    ck_assert_int_eq(open_files("j.jsonl.gz", NULL, NULL), MLTEST_ERR_FORMAT);
    ck_assert_ptr_null(predictor);
    ck_assert_int_eq(mlt_replay_open(&predictor, NULL, "", NULL, NULL), MLTEST_ERR_INVALID);
}
END_TEST

START_TEST(batches)
{
    mltest_options *options = NULL;
    write("dt.json", results);
    ck_assert_int_eq(mlt_options_make(&options, NULL, &mlt_predictor_options, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_options_set(options, "batch", "32", NULL), MLTEST_OK);
    ck_assert_int_eq(
        mlt_replay_open(&predictor, NULL, mlt_test_path(dir, "dt.json"), options, NULL), MLTEST_OK);
    ck_assert_uint_eq(predictor->vtable.max_batch, 32);
    mlt_options_unref(options);
}
END_TEST

Suite *mlt_suite_predictor_replay(void)
{
    Suite *suite = suite_create("predictor_replay");
    TCase *tests = tcase_create("replay");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, results_with_and_without_truth);
    tcase_add_test(tests, commas_in_names);
    tcase_add_test(tests, what_cannot_be_replayed);
    tcase_add_test(tests, batches);
    suite_add_tcase(suite, tests);
    return suite;
}
