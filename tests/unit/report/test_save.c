/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "failure_fixtures.h"

static mltest_report *report;
static const char *dir;
static mltest_error *error;

static void set_up(void)
{
    report = ff_pictures(1);
    dir = mlt_test_make_dir();
}

static void tear_down(void)
{
    mlt_test_remove_dir(dir);
    mlt_report_unref(report);
}

static bool is_there(const char *name)
{
    return access(mlt_test_path(dir, name), F_OK) == 0;
}

START_TEST(a_file)
{
    size_t n;
    const char *path = mlt_test_path(dir, "a.html");
    mlt_text page = ff_page(report, false);
    mlt_test_write_file(path, "old", 3); /* is replaced */
    ck_assert_int_eq(mlt_report_save(report, path, NULL), MLTEST_OK);
    char *bytes = mlt_test_read_file(path, &n);
    ck_assert_uint_eq(n, page.n);
    ck_assert_mem_eq(bytes, page.bytes, n);
    free(bytes);
    mlt_text_free(&page);
}
END_TEST

START_TEST(a_folder)
{
    size_t n;
    const char *path = mlt_test_path(dir, "r/"); /* slashes at the end are none of the name */
    ck_assert_int_eq(mlt_report_save(report, path, NULL), MLTEST_OK);
    static const char *const files[] = {"r/index.html", "r/report.json", "r/pictures/0000.jpg",
                                        "r/pictures/0003.jpg"};
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++)
        ck_assert_msg(is_there(files[i]), "%s", files[i]);
    ck_assert(!is_there("r/pictures/0004.jpg"));
    ck_assert(!is_there("r.new"));
    char *bytes = mlt_test_read_file(mlt_test_path(dir, "r/pictures/0001.jpg"), &n);
    ck_assert_uint_eq(n, report->pictures[1].n);
    ck_assert_mem_eq(bytes, report->pictures[1].bytes, n);
    free(bytes);
}
END_TEST

START_TEST(an_empty_folder_is_taken)
{
    ck_assert_int_eq(mkdir(mlt_test_path(dir, "r"), 0777), 0);
    ck_assert_int_eq(mlt_report_save(report, mlt_test_path(dir, "r"), NULL), MLTEST_OK);
    ck_assert(is_there("r/index.html"));
}
END_TEST

/* Nothing is overwritten, and nothing stays of what was begun. */
START_TEST(what_is_in_the_way)
{
    const char *path = mlt_test_path(dir, "r");
    ck_assert_int_eq(mlt_report_save(report, path, NULL), MLTEST_OK);
    mlt_test_write_file(mlt_test_path(dir, "r/mine"), "x", 1);
    api_check_refused(mlt_report_save(report, path, &error), &error, MLTEST_ERR_CONFLICT,
                      "nothing is overwritten");
    ck_assert(is_there("r/mine") && is_there("r/index.html") && !is_there("r.new"));
    const char *file = mlt_test_path(dir, "f");
    mlt_test_write_file(file, "x", 1);
    api_check_refused(mlt_report_save(report, file, &error), &error, MLTEST_ERR_CONFLICT,
                      "nothing is overwritten");
    ck_assert(is_there("f") && !is_there("f.new"));
    ck_assert_int_eq(mlt_report_save(report, mlt_test_path(dir, "no/r"), &error), MLTEST_ERR_IO);
    mltest_error_free(error);
    error = NULL;
    ck_assert_int_eq(mlt_report_save(report, mlt_test_path(dir, "no/r.html"), &error),
                     MLTEST_ERR_IO);
    mltest_error_free(error);
    error = NULL;
}
END_TEST

static mltest_status save_in(mltest_context *ctx, void *data)
{
    mltest_context *was = report->ctx;
    mltest_error *failure = NULL;
    report->ctx = ctx;
    mltest_status status = mlt_report_save(report, mlt_test_path(dir, data), &failure);
    report->ctx = was;
    mltest_error_free(failure);
    if (status != MLTEST_OK)
        ck_assert(!is_there("r") && !is_there("r.new") && !is_there("r.html"));
    return status;
}

START_TEST(out_of_memory)
{
    mlt_test_every_allocation(save_in, "r");
    ck_assert(is_there("r/index.html"));
    mlt_test_remove_dir(dir);
    dir = mlt_test_make_dir();
    mlt_test_every_allocation(save_in, "r.html");
    ck_assert(is_there("r.html"));
}
END_TEST

Suite *mlt_suite_report_save(void);

Suite *mlt_suite_report_save(void)
{
    const TTest *const tests[] = {a_file, a_folder, an_empty_folder_is_taken, what_is_in_the_way,
                                  out_of_memory};
    TCase *tc = tcase_create("save");
    Suite *suite = suite_create("report_save");
    tcase_set_timeout(tc, 60);
    tcase_add_checked_fixture(tc, set_up, tear_down);
    for (size_t i = 0; i < sizeof tests / sizeof tests[0]; i++)
        tcase_add_test(tc, tests[i]);
    suite_add_tcase(suite, tc);
    return suite;
}
