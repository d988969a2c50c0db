/* SPDX-License-Identifier: MIT */
/*
 * The promise of resuming: wherever a file is torn off, no whole sample is lost, and the finished
 * run is the one that was never interrupted.
 */
#include "journal/resume.h"

#include "base/error.h"
#include "fixtures.h"

enum { SAMPLES = 5 };

static void check_torn_at(const char *dir, const char *bytes, size_t n, const char *want)
{
    const char *path = mlt_test_path(dir, "torn.jsonl.gz");
    mlt_jrun run = fix_run(SAMPLES);
    mltest_error *error = NULL;
    mlt_test_write_file(path, bytes, n);
    mltest_status status = fix_write(NULL, path, MLT_WRITER_RESUME, &run, 0, SAMPLES, true, &error);
    ck_assert_msg(status == MLTEST_OK, "torn at byte %zu: %s", n, mlt_error_text(error, 0));
    char *got = fix_canonical(dir, &path, 1);
    ck_assert_msg(strcmp(got, want) == 0, "torn at byte %zu: not the same run", n);
    free(got);
    remove(path);
}

START_TEST(test_torn_at_every_byte)
{
    const char *dir = mlt_test_make_dir(), *path = mlt_test_path(dir, "whole.jsonl.gz");
    mlt_jrun run = fix_run(SAMPLES);
    size_t n;
    ck_assert_int_eq(fix_write(NULL, path, MLT_WRITER_NEW, &run, 0, SAMPLES, true, NULL),
                     MLTEST_OK);
    char *want = fix_canonical(dir, &path, 1);
    char *bytes = mlt_test_read_file(path, &n);
    for (size_t cut = 0; cut <= n; cut++)
        check_torn_at(dir, bytes, cut, want);
    free(bytes);
    free(want);
    mlt_test_remove_dir(dir);
}
END_TEST

START_TEST(test_whole_samples_are_kept)
{
    const char *dir = mlt_test_make_dir(), *path = mlt_test_path(dir, "a.jsonl.gz");
    mlt_jrun run = fix_run(SAMPLES);
    size_t n;
    mlt_journal_writer *w = NULL;
    uint8_t done[FIX_CONDITIONS];
    ck_assert_int_eq(fix_write(NULL, path, MLT_WRITER_NEW, &run, 0, 4, false, NULL), MLTEST_OK);
    char *bytes = mlt_test_read_file(path, &n);
    mlt_test_write_file(path, bytes, n - 9); /* the last member loses its tail */
    free(bytes);
    ck_assert_int_eq(mlt_journal_writer_open(&w, NULL, path, MLT_WRITER_RESUME, false, &run,
                                             fix_conditions, FIX_CONDITIONS, NULL),
                     MLTEST_OK);
    /* four samples with two answers each, and two skips; failures are to be tried again */
    ck_assert_uint_eq(mlt_journal_writer_done_count(w), 4 * 2 + 2);
    mlt_journal_writer_done(w, 1, done);
    ck_assert(done[0] && done[1] && done[2]);
    mlt_journal_writer_done(w, 2, done);
    ck_assert(done[0] && !done[1] && done[2]);
    mlt_journal_writer_done(w, 4, done);
    ck_assert(!done[0] && !done[1] && !done[2]);
    ck_assert_int_eq(mlt_journal_writer_close(w, false, NULL), MLTEST_OK);
    mlt_test_remove_dir(dir);
}
END_TEST

START_TEST(test_another_run_is_refused)
{
    const char *dir = mlt_test_make_dir(), *path = mlt_test_path(dir, "a.jsonl.gz");
    mlt_jrun run = fix_run(SAMPLES), other = fix_run(SAMPLES);
    mltest_error *error = NULL;
    size_t before, after;
    ck_assert_int_eq(fix_write(NULL, path, MLT_WRITER_NEW, &run, 0, 2, false, NULL), MLTEST_OK);
    free(mlt_test_read_file(path, &before));
    other.seed = 6;
    ck_assert_int_eq(fix_write(NULL, path, MLT_WRITER_RESUME, &other, 0, 2, false, &error),
                     MLTEST_ERR_CONFLICT);
    ck_assert_ptr_nonnull(strstr(mlt_error_text(error, MLT_ERROR_MESSAGE), "seed"));
    mlt_error_free(error);
    other = run;
    other.model_name = "other";
    ck_assert_int_eq(fix_write(NULL, path, MLT_WRITER_RESUME, &other, 0, 2, false, NULL),
                     MLTEST_ERR_CONFLICT);
    free(mlt_test_read_file(path, &after));
    ck_assert_uint_eq(before, after);
    mlt_test_remove_dir(dir);
}
END_TEST

START_TEST(test_what_is_no_journal_is_left_alone)
{
    const char *dir = mlt_test_make_dir(), *path = mlt_test_path(dir, "notes.txt");
    mlt_jrun run = fix_run(SAMPLES);
    size_t n;
    mlt_test_write_file(path, "{\"a\":1}\n", 8);
    ck_assert_int_eq(fix_write(NULL, path, MLT_WRITER_RESUME, &run, 0, 1, false, NULL),
                     MLTEST_ERR_FORMAT);
    char *bytes = mlt_test_read_file(path, &n);
    ck_assert_str_eq(bytes, "{\"a\":1}\n");
    free(bytes);
    mlt_test_remove_dir(dir);
}
END_TEST

Suite *mlt_suite_journal_resume(void);
Suite *mlt_suite_journal_resume(void)
{
    Suite *suite = suite_create("journal_resume");
    TCase *tc = tcase_create("resume");
    tcase_set_timeout(tc, 120);
    tcase_add_test(tc, test_torn_at_every_byte);
    tcase_add_test(tc, test_whole_samples_are_kept);
    tcase_add_test(tc, test_another_run_is_refused);
    tcase_add_test(tc, test_what_is_no_journal_is_left_alone);
    suite_add_tcase(suite, tc);
    return suite;
}
