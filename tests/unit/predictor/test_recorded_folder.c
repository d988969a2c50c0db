/* SPDX-License-Identifier: MIT */
#include <sys/stat.h>
#include <unistd.h>

#include "predictor/fixtures.h"
#include "predictor/recorded.h"

Suite *mlt_suite_predictor_recorded_folder(void);

static const char *dir;
static mlt_recorded recorded;
static mltest_error *error;

static void set_up(void)
{
    dir = mlt_test_make_dir();
    recorded = (mlt_recorded){.ctx = NULL};
    error = NULL;
}

static void tear_down(void)
{
    mlt_recorded_free(&recorded);
    mlt_error_free(error);
    mlt_test_remove_dir(dir);
}

static void put(const char *name, const char *text)
{
    mlt_test_write_file(mlt_test_path(dir, name), text, strlen(text));
}

static void refused(mltest_status status, const char *words)
{
    ck_assert_int_eq(mlt_recorded_read_folder(&recorded, NULL, dir, &error), status);
    ck_assert_ptr_nonnull(strstr(mlt_error_text(error, MLT_ERROR_MESSAGE), words));
    mlt_error_free(error);
    error = NULL;
    mlt_recorded_free(&recorded);
    recorded = (mlt_recorded){.ctx = NULL};
}

START_TEST(what_is_read)
{
    ck_assert_int_eq(mkdir(mlt_test_path(dir, "b"), 0777), 0);
    put("b/1.txt", "3 0.5 0.25 0.5 0.5 0.75\r\n\n0 0.5 0.5 1 1 1");
    put("a.txt", "");
    put("c.txt", "1 0.25 0.25 0.75 0.25 0.5 0.75 0.5\n");
    put("classes.txt", "cat\ndog\n");
    put(".hidden.txt", "cat\n");
    put("picture.png", "x");
    ck_assert_int_eq(mlt_recorded_read_folder(&recorded, NULL, dir, NULL), MLTEST_OK);
    ck_assert(recorded.is_folder);
    ck_assert_uint_eq(recorded.images.n, 3);
    ck_assert_str_eq(recorded.images.items[0].text, "a");
    ck_assert_str_eq(recorded.images.items[1].text, "b/1");
    ck_assert_uint_eq(recorded.n, 3);
    ck_assert_uint_eq(recorded.starts[1], 0);
    ck_assert_uint_eq(recorded.starts[2], 2);
    ck_assert_int_eq(recorded.items[0].category, 3);
    ck_assert_double_eq(recorded.items[0].box.y, 0.25);
    ck_assert_double_eq(recorded.items[0].score, 0.75);
    /* the polygon, as the centre and sides of the box around it */
    ck_assert_double_eq(recorded.items[2].box.x, 0.5);
    ck_assert_double_eq(recorded.items[2].box.y, 0.5);
    ck_assert_double_eq(recorded.items[2].box.width, 0.5);
    ck_assert_double_eq(recorded.items[2].box.height, 0.5);
    ck_assert_double_eq(recorded.items[2].score, 0.5);
}
END_TEST

START_TEST(what_is_refused)
{
    static const char *const rows[][2] = {
        {"0 0.5 0.5 0.1 0.1\n", "a.txt:1: \"class cx cy w h score\""},
        {"0 0.5 0.5 0.1 0.1", "found 5 numbers: are these labels, without scores?"},
        {"\n0 0.5 0.5 0.1 0.1 0.1 1\n", "a.txt:2: \"class cx cy w h score\""},
        {"0.5 0.5 0.5 0.1 0.1 1", "0.5 is not the number of a class"},
        {"-1 0.5 0.5 0.1 0.1 1", "-1 is not the number of a class"},
        {"1e10 0.5 0.5 0.1 0.1 1", "is not the number of a class"},
        {"0 320 240 20 20 1", "are these pixels?"},
        {"0 0.5 0.5 0.1 0.1 nan", "a number expected, found \"nan\""},
        {"cat 0.5 0.5 0.1 0.1 1", "a number expected, found \"cat\""},
    };
    refused(MLTEST_ERR_FORMAT, "no predictions: expected files PICTURE.txt");
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        put("a.txt", rows[i][0]);
        refused(MLTEST_ERR_FORMAT, rows[i][1]);
    }
    ck_assert_int_eq(unlink(mlt_test_path(dir, "a.txt")), 0);
    ck_assert_int_eq(symlink("/etc/passwd", mlt_test_path(dir, "a.txt")), 0);
    refused(MLTEST_ERR_INVALID, "a.txt");
    ck_assert_int_eq(unlink(mlt_test_path(dir, "a.txt")), 0);
    ck_assert_int_eq(mkfifo(mlt_test_path(dir, "a.txt"), 0600), 0);
    refused(MLTEST_ERR_IO, "a.txt"); /* would wait for a writer */
}
END_TEST

START_TEST(folders_in_a_circle)
{
    ck_assert_int_eq(mkdir(mlt_test_path(dir, "b"), 0777), 0);
    ck_assert_int_eq(symlink("..", mlt_test_path(dir, "b/up")), 0);
    put("b/1.txt", "0 0.5 0.5 1 1 1");
    ck_assert_int_eq(mlt_recorded_read_folder(&recorded, NULL, dir, NULL), MLTEST_OK);
    ck_assert_uint_eq(recorded.images.n, 1);
}
END_TEST

static mltest_status use(mltest_context *ctx, void *data)
{
    mlt_recorded r = {.ctx = ctx};
    (void)data;
    mltest_status status = mlt_recorded_read_folder(&r, ctx, dir, NULL);
    mlt_recorded_free(&r);
    return status;
}

START_TEST(out_of_memory)
{
    ck_assert_int_eq(mkdir(mlt_test_path(dir, "b"), 0777), 0);
    put("b/1.txt", "3 0.5 0.25 0.5 0.5 0.75\n");
    put("c.txt", "1 0.25 0.25 0.75 0.25 0.5 0.75 0.5\n");
    mlt_test_every_allocation(use, NULL);
}
END_TEST

Suite *mlt_suite_predictor_recorded_folder(void)
{
    Suite *suite = suite_create("predictor_recorded_folder");
    TCase *tests = tcase_create("recorded_folder");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, what_is_read);
    tcase_add_test(tests, what_is_refused);
    tcase_add_test(tests, folders_in_a_circle);
    tcase_add_test(tests, out_of_memory);
    suite_add_tcase(suite, tests);
    return suite;
}
