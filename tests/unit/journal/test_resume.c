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

/* Resuming must refuse the file and leave each byte of it. */
static void check_left_alone(const char *name, const void *bytes, size_t n, mltest_status want)
{
    const char *dir = mlt_test_make_dir(), *path = mlt_test_path(dir, name);
    mlt_jrun run = fix_run(SAMPLES);
    size_t after;
    mlt_test_write_file(path, bytes, n);
    mltest_status status = fix_write(NULL, path, MLT_WRITER_RESUME, &run, 0, SAMPLES, true, NULL);
    ck_assert_msg(status == want, "%s: status %d", name, (int)status);
    char *now = mlt_test_read_file(path, &after);
    ck_assert_msg(after == n && memcmp(now, bytes, n) == 0, "%s was changed", name);
    free(now);
    mlt_test_remove_dir(dir);
}

static char *gzip_of(const char *dir, const void *text, size_t n, size_t *n_out)
{
    const char *path = mlt_test_path(dir, "foreign.gz");
    gzFile f = gzopen(path, "wb");
    ck_assert_int_eq(gzwrite(f, text, (unsigned)n), (int)n);
    gzclose(f);
    return mlt_test_read_file(path, n_out);
}

START_TEST(test_foreign_files_are_left_alone)
{
    const char *dir = mlt_test_make_dir();
    char noise[3000];
    size_t n;
    for (size_t i = 0; i < sizeof noise; i++)
        noise[i] = (char)(i * i * 2654435761u >> 7);
    char *bytes = gzip_of(dir, noise, sizeof noise, &n);
    check_left_alone("whole.tar.gz", bytes, n, MLTEST_ERR_FORMAT);
    check_left_alone("part.tar.gz", bytes, n / 2, MLTEST_ERR_FORMAT);
    free(bytes);
    mlt_test_remove_dir(dir);
}
END_TEST

/* The text of a journal of the run that check_left_alone() resumes. */
static char *journal_text(const char *dir)
{
    const char *path = mlt_test_path(dir, "a.jsonl.gz");
    mlt_jrun run = fix_run(SAMPLES);
    ck_assert_int_eq(fix_write(NULL, path, MLT_WRITER_NEW, &run, 0, SAMPLES, true, NULL),
                     MLTEST_OK);
    return fix_canonical(dir, &path, 1);
}

START_TEST(test_journals_in_other_wrapping_are_left_alone)
{
    const char *dir = mlt_test_make_dir();
    char *text = journal_text(dir);
    size_t n, length = strlen(text);
    check_left_alone("plain.jsonl", text, length, MLTEST_ERR_FORMAT);
    char *bytes = gzip_of(dir, text, length, &n);
    check_left_alone("one_member_torn.gz", bytes, n - 20, MLTEST_ERR_FORMAT);
    free(bytes);
    bytes = gzip_of(dir, text, length - 1, &n);
    check_left_alone("no_last_newline.gz", bytes, n, MLTEST_ERR_FORMAT);
    free(bytes);
    free(text);
    mlt_test_remove_dir(dir);
}
END_TEST

/* The head of another run, torn: nothing is lost with it, but it is not ours to replace. */
START_TEST(test_another_runs_torn_head_is_left_alone)
{
    const char *dir = mlt_test_make_dir(), *path = mlt_test_path(dir, "a.jsonl.gz");
    mlt_jrun other = fix_run(SAMPLES);
    size_t n;
    other.model_name = "other";
    ck_assert_int_eq(fix_write(NULL, path, MLT_WRITER_NEW, &other, 0, 0, false, NULL), MLTEST_OK);
    char *bytes = mlt_test_read_file(path, &n);
    check_left_alone("head.jsonl.gz", bytes, n - 30, MLTEST_ERR_CONFLICT);
    free(bytes);
    mlt_test_remove_dir(dir);
}
END_TEST

/* A hostile ordinal must not become an allocation. */
START_TEST(test_ordinals_stay_inside_the_run)
{
    const char *dir = mlt_test_make_dir(), *path = mlt_test_path(dir, "a.jsonl.gz");
    mlt_jrun run = fix_run(SAMPLES);
    mlt_journal_writer *w = NULL;
    mlt_jsample sample = {.id = "far", .n = 9999999, .width = 1, .height = 1};
    mlt_joutcome outcomes[FIX_CONDITIONS] = {{.type = MLT_OUTCOME, .ms = -1}};
    mltest_error *error = NULL;
    ck_assert_int_eq(mlt_journal_writer_open(&w, NULL, path, MLT_WRITER_NEW, false, &run,
                                             fix_conditions, FIX_CONDITIONS, NULL),
                     MLTEST_OK);
    ck_assert_int_eq(mlt_journal_writer_add(w, &sample, outcomes, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_journal_writer_close(w, false, NULL), MLTEST_OK);
    ck_assert_int_eq(fix_write(NULL, path, MLT_WRITER_RESUME, &run, 0, 1, false, &error),
                     MLTEST_ERR_FORMAT);
    ck_assert_ptr_nonnull(strstr(mlt_error_text(error, MLT_ERROR_MESSAGE), "ordinal"));
    mlt_error_free(error);
    mlt_test_remove_dir(dir);
}
END_TEST

static int32_t no_such_file(void *user_data, const char *path, void **file)
{
    (void)path;
    (void)file;
    ++*(int *)user_data;
    return 2; /* ENOENT */
}

static int32_t no_bytes(void *user_data, void *file, void *bytes, size_t n, size_t *got)
{
    (void)user_data;
    (void)file;
    (void)bytes;
    (void)n;
    *got = 0;
    return 0;
}

static void no_close(void *user_data, void *file)
{
    (void)user_data;
    (void)file;
}

/* The host's io is for pictures and labels: journals are read where they are written. */
START_TEST(test_journals_use_the_file_system)
{
    const char *dir = mlt_test_make_dir(), *path = mlt_test_path(dir, "a.jsonl.gz");
    int calls = 0;
    mltest_io io = {
        .struct_size = sizeof io, .open = no_such_file, .read = no_bytes, .close = no_close};
    mltest_context *ctx = NULL;
    mltest_journal *j = NULL;
    mlt_jrun run = fix_run(SAMPLES);
    ck_assert_int_eq(mltest_context_new(&ctx, NULL, NULL, NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_context_set_io(ctx, &io, &calls, NULL), MLTEST_OK);
    ck_assert_int_eq(fix_write(ctx, path, MLT_WRITER_NEW, &run, 0, 2, false, NULL), MLTEST_OK);
    ck_assert_int_eq(fix_write(ctx, path, MLT_WRITER_RESUME, &run, 0, SAMPLES, true, NULL),
                     MLTEST_OK);
    ck_assert_int_eq(mlt_journal_read(&j, ctx, &path, 1, false, NULL), MLTEST_OK);
    ck_assert(j->complete);
    ck_assert_int_eq(calls, 0);
    mlt_journal_unref(j);
    mltest_context_free(ctx);
    mlt_test_remove_dir(dir);
}
END_TEST

/* Out of memory while a torn file is being continued: an error, and what was whole stays. */
typedef struct {
    const char *dir, *bytes, *want;
    char path[4096];
    size_t n;
} torn_file;

static mltest_status resume_torn(mltest_context *ctx, void *data)
{
    const torn_file *torn = data;
    const char *path = torn->path;
    mlt_jrun run = fix_run(3);
    mlt_test_write_file(path, torn->bytes, torn->n);
    mltest_status status = fix_write(ctx, path, MLT_WRITER_RESUME, &run, 0, 3, true, NULL);
    ck_assert_int_eq(fix_write(NULL, path, MLT_WRITER_RESUME, &run, 0, 3, true, NULL), MLTEST_OK);
    char *got = fix_canonical(torn->dir, &path, 1);
    ck_assert_str_eq(got, torn->want);
    free(got);
    return status;
}

START_TEST(test_every_allocation_may_fail)
{
    const char *dir = mlt_test_make_dir();
    torn_file torn = {.dir = dir};
    mlt_jrun run = fix_run(3);
    snprintf(torn.path, sizeof torn.path, "%s/torn.jsonl.gz", dir);
    const char *path = torn.path;
    ck_assert_int_eq(fix_write(NULL, path, MLT_WRITER_NEW, &run, 0, 3, true, NULL), MLTEST_OK);
    char *want = fix_canonical(dir, &path, 1), *bytes = mlt_test_read_file(path, &torn.n);
    torn.n -= 150;
    torn.bytes = bytes;
    torn.want = want;
    mlt_test_every_allocation(resume_torn, &torn);
    free(bytes);
    free(want);
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
    tcase_add_test(tc, test_foreign_files_are_left_alone);
    tcase_add_test(tc, test_journals_in_other_wrapping_are_left_alone);
    tcase_add_test(tc, test_another_runs_torn_head_is_left_alone);
    tcase_add_test(tc, test_ordinals_stay_inside_the_run);
    tcase_add_test(tc, test_journals_use_the_file_system);
    tcase_add_test(tc, test_every_allocation_may_fail);
    suite_add_tcase(suite, tc);
    return suite;
}
