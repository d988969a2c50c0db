/* SPDX-License-Identifier: MIT */
#include "journal/writer.h"

#include <signal.h>
#include <sys/resource.h>

#include "base/error.h"
#include "codec/gzip.h"
#include "fixtures.h"

enum { SAMPLES = 6 };

static mltest_status open_writer(mlt_journal_writer **w, const char *path, mlt_writer_mode mode,
                                 mltest_error **error)
{
    mlt_jrun run = fix_run(SAMPLES);
    return mlt_journal_writer_open(w, NULL, path, mode, false, &run, fix_conditions, FIX_CONDITIONS,
                                   error);
}

static size_t size_of(const char *path)
{
    size_t n;
    free(mlt_test_read_file(path, &n));
    return n;
}

START_TEST(test_a_new_file_replaces_nothing)
{
    const char *dir = mlt_test_make_dir(), *path = mlt_test_path(dir, "a.jsonl.gz");
    mlt_journal_writer *w = NULL;
    mltest_error *error = NULL;
    mlt_test_write_file(path, "mine", 4);
    ck_assert_int_eq(open_writer(&w, path, MLT_WRITER_NEW, &error), MLTEST_ERR_CONFLICT);
    ck_assert_ptr_nonnull(strstr(mlt_error_text(error, MLT_ERROR_MESSAGE), "exists already"));
    mlt_error_free(error);
    ck_assert_uint_eq(size_of(path), 4);
    mlt_test_remove_dir(dir);
}
END_TEST

START_TEST(test_one_writer_at_a_time)
{
    const char *dir = mlt_test_make_dir(), *path = mlt_test_path(dir, "a.jsonl.gz");
    mlt_journal_writer *first = NULL, *second = NULL;
    mltest_error *error = NULL;
    ck_assert_int_eq(open_writer(&first, path, MLT_WRITER_NEW, NULL), MLTEST_OK);
    size_t before = size_of(path);
    ck_assert_int_eq(open_writer(&second, path, MLT_WRITER_RESUME, &error), MLTEST_ERR_CONFLICT);
    ck_assert_ptr_null(second);
    ck_assert_ptr_nonnull(strstr(mlt_error_text(error, MLT_ERROR_MESSAGE), "another run"));
    mlt_error_free(error);
    ck_assert_uint_eq(size_of(path), before);
    ck_assert_int_eq(mlt_journal_writer_close(first, false, NULL), MLTEST_OK);
    ck_assert_int_eq(open_writer(&second, path, MLT_WRITER_RESUME, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_journal_writer_close(second, false, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_journal_writer_close(NULL, true, NULL), MLTEST_OK);
    mlt_test_remove_dir(dir);
}
END_TEST

static mlt_jsample simple_sample(uint64_t n, const char *id)
{
    return (mlt_jsample){.id = id, .n = n, .width = 4, .height = 4};
}

START_TEST(test_a_finished_run_is_left_as_it_is)
{
    const char *dir = mlt_test_make_dir(), *path = mlt_test_path(dir, "a.jsonl.gz");
    mlt_journal_writer *w = NULL;
    mlt_joutcome all[FIX_CONDITIONS];
    mlt_jsample sample = simple_sample(0, "a");
    for (int c = 0; c < FIX_CONDITIONS; c++)
        all[c] = (mlt_joutcome){.type = MLT_OUTCOME, .ms = -1};
    ck_assert_int_eq(open_writer(&w, path, MLT_WRITER_NEW, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_journal_writer_add(w, &sample, all, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_journal_writer_close(w, true, NULL), MLTEST_OK);
    size_t before = size_of(path);
    ck_assert_int_eq(open_writer(&w, path, MLT_WRITER_RESUME, NULL), MLTEST_OK);
    ck_assert_uint_eq(mlt_journal_writer_done_count(w), FIX_CONDITIONS);
    ck_assert_int_eq(mlt_journal_writer_close(w, true, NULL), MLTEST_OK);
    ck_assert_uint_eq(size_of(path), before);
    mlt_test_remove_dir(dir);
}
END_TEST

static mltest_status add_all(mlt_journal_writer *w)
{
    mlt_pred pred = {{1, 2, 3, 4}, 0.5, 0};
    mltest_status status = MLTEST_OK;
    for (unsigned i = 0; status == MLTEST_OK && i < SAMPLES; i++) {
        char id[16];
        uint8_t done[FIX_CONDITIONS];
        mlt_joutcome all[FIX_CONDITIONS];
        snprintf(id, sizeof id, "%u", i);
        mlt_jsample sample = simple_sample(i, id);
        mlt_journal_writer_done(w, i, done);
        for (int c = 0; c < FIX_CONDITIONS; c++)
            all[c] = (mlt_joutcome){
                .type = done[c] ? 0 : MLT_OUTCOME, .preds = &pred, .n_preds = 1, .ms = -1};
        if (!done[0])
            status = mlt_journal_writer_add(w, &sample, all, NULL);
    }
    return status;
}

/*
 * The disk is full at any byte, and there is room again when the writer is closed: what was whole
 * stays whole, and the run can be continued.
 */
static void check_full_disk_at(const char *dir, rlim_t most, const char *want)
{
    const char *path = mlt_test_path(dir, "full.jsonl.gz");
    mlt_journal_writer *w = NULL;
    mltest_error *error = NULL;
    struct rlimit limit, old;
    ck_assert_int_eq(getrlimit(RLIMIT_FSIZE, &old), 0);
    limit = old;
    limit.rlim_cur = most;
    ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &limit), 0);
    mltest_status opened = open_writer(&w, path, MLT_WRITER_NEW, NULL);
    mltest_status status = opened == MLTEST_OK ? add_all(w) : opened;
    ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &old), 0);
    ck_assert_int_eq(mlt_journal_writer_close(w, false, NULL), MLTEST_OK);
    ck_assert(status == MLTEST_OK || status == MLTEST_ERR_IO);
    w = NULL;
    status =
        open_writer(&w, path, opened == MLTEST_OK ? MLT_WRITER_RESUME : MLT_WRITER_NEW, &error);
    ck_assert_msg(status == MLTEST_OK, "full at byte %zu: %s", (size_t)most,
                  mlt_error_text(error, MLT_ERROR_MESSAGE));
    ck_assert_int_eq(add_all(w), MLTEST_OK);
    ck_assert_int_eq(mlt_journal_writer_close(w, true, NULL), MLTEST_OK);
    char *got = fix_canonical(dir, &path, 1);
    ck_assert_msg(strcmp(got, want) == 0, "full at byte %zu: not the same run", (size_t)most);
    free(got);
    remove(path);
}

START_TEST(test_a_full_disk)
{
    const char *dir = mlt_test_make_dir(), *path = mlt_test_path(dir, "whole.jsonl.gz");
    mlt_journal_writer *w = NULL;
    signal(SIGXFSZ, SIG_IGN);
    ck_assert_int_eq(open_writer(&w, path, MLT_WRITER_NEW, NULL), MLTEST_OK);
    ck_assert_int_eq(add_all(w), MLTEST_OK);
    ck_assert_int_eq(mlt_journal_writer_close(w, true, NULL), MLTEST_OK);
    char *want = fix_canonical(dir, &path, 1);
    size_t n = size_of(path);
    for (size_t most = 0; most <= n; most++)
        check_full_disk_at(dir, most, want);
    free(want);
    mlt_test_remove_dir(dir);
}
END_TEST

START_TEST(test_members_hold_whole_samples)
{
    enum { BIG = 400 };
    const char *dir = mlt_test_make_dir(), *path = mlt_test_path(dir, "a.jsonl.gz");
    mlt_jrun run = fix_run(BIG);
    size_t n, at = 0;
    ck_assert_int_eq(fix_write(NULL, path, MLT_WRITER_NEW, &run, 0, BIG, true, NULL), MLTEST_OK);
    char *bytes = mlt_test_read_file(path, &n);
    mlt_text text;
    mlt_gzip_member member;
    bool more;
    mlt_text_init(&text, NULL);
    int n_members = 0;
    for (;; n_members++) {
        mlt_text_clear(&text);
        ck_assert_int_eq(mlt_gzip_read(NULL, path, bytes, n, &at, &text, &member, &more, NULL),
                         MLTEST_OK);
        if (!more)
            break;
        ck_assert(!member.torn);
        ck_assert_int_eq(text.bytes[text.n - 1], '\n');
        ck_assert_int_eq(memcmp(bytes + member.start, "\x1f\x8b\x08\0\0\0\0\0\0\xff", 10), 0);
        ck_assert_int_eq(
            strncmp(text.bytes, n_members == 0 ? "{\"type\":\"run\"" : "{\"type\":\"sample\"", 13),
            0);
        if (n_members > 0 && member.end < n)
            ck_assert(text.n >= 65536 && text.n < 65536 + 1024);
    }
    ck_assert_int_ge(n_members, 4);
    mlt_text_free(&text);
    free(bytes);
    mlt_test_remove_dir(dir);
}
END_TEST

Suite *mlt_suite_journal_writer(void);
Suite *mlt_suite_journal_writer(void)
{
    Suite *suite = suite_create("journal_writer");
    TCase *tc = tcase_create("writer");
    tcase_set_timeout(tc, 120);
    tcase_add_test(tc, test_a_new_file_replaces_nothing);
    tcase_add_test(tc, test_one_writer_at_a_time);
    tcase_add_test(tc, test_a_finished_run_is_left_as_it_is);
    tcase_add_test(tc, test_a_full_disk);
    tcase_add_test(tc, test_members_hold_whole_samples);
    suite_add_tcase(suite, tc);
    return suite;
}
