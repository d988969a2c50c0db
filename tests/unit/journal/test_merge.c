/* SPDX-License-Identifier: MIT */
#include "base/error.h"
#include "fixtures.h"

START_TEST(test_shards_make_the_whole_run)
{
    const char *dir = mlt_test_make_dir();
    const char *one = mlt_test_path(dir, "one.jsonl.gz");
    const char *shards[3] = {mlt_test_path(dir, "2.jsonl.gz"), mlt_test_path(dir, "0.jsonl.gz"),
                             mlt_test_path(dir, "1.jsonl.gz")};
    static const uint64_t index[3] = {2, 0, 1};
    mlt_jrun run = fix_run(7);
    ck_assert_int_eq(fix_write(NULL, one, MLT_WRITER_NEW, &run, 0, 7, true, NULL), MLTEST_OK);
    for (int k = 0; k < 3; k++) {
        mlt_jrun shard = run;
        shard.shard_index = index[k];
        shard.shard_count = 3;
        ck_assert_int_eq(fix_write(NULL, shards[k], MLT_WRITER_NEW, &shard, index[k] * 7 / 3,
                                   (index[k] + 1) * 7 / 3, true, NULL),
                         MLTEST_OK);
    }
    char *want = fix_canonical(dir, &one, 1), *got = fix_canonical(dir, shards, 3);
    ck_assert_str_eq(got, want);
    ck_assert_ptr_nonnull(strstr(want, "\"type\":\"end\""));
    free(got);
    free(want);
    mlt_test_remove_dir(dir);
}
END_TEST

START_TEST(test_merging_again_changes_nothing)
{
    const char *dir = mlt_test_make_dir();
    const char *a = mlt_test_path(dir, "a.jsonl.gz"), *b = mlt_test_path(dir, "b.jsonl.gz");
    mlt_jrun run = fix_run(3);
    ck_assert_int_eq(fix_write(NULL, a, MLT_WRITER_NEW, &run, 0, 3, true, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_journal_merge(NULL, b, &a, 1, false, true, NULL), MLTEST_OK);
    char *first = fix_canonical(dir, &a, 1), *second = fix_canonical(dir, &b, 1);
    ck_assert_str_eq(first, second);
    free(first);
    free(second);
    mlt_test_remove_dir(dir);
}
END_TEST

/* Shards may be merged in steps, in any order: the list of what is there makes it the same. */
START_TEST(test_shards_merge_in_steps)
{
    const char *dir = mlt_test_make_dir();
    const char *shards[4], *some = mlt_test_path(dir, "some.jsonl.gz");
    mltest_journal *j = NULL;
    mlt_jrun run = fix_run(10);
    for (unsigned k = 0; k < 4; k++) {
        char name[16];
        snprintf(name, sizeof name, "%u.gz", k);
        shards[k] = mlt_test_path(dir, name);
        run.shard_index = k;
        run.shard_count = 4;
        ck_assert_int_eq(fix_write(NULL, shards[k], MLT_WRITER_NEW, &run, k * 10 / 4,
                                   (k + 1) * 10 / 4, true, NULL),
                         MLTEST_OK);
    }
    const char *first[] = {shards[3], shards[1]}, *then[] = {shards[0], some, shards[2]};
    ck_assert_int_eq(mlt_journal_merge(NULL, some, first, 2, false, true, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_journal_read(&j, NULL, &some, 1, false, NULL), MLTEST_OK);
    ck_assert(j->complete); /* all that shards 1 and 3 should have */
    ck_assert_uint_eq(j->run.shard_count, 4);
    ck_assert_uint_eq(j->run.shard_index, 1);
    ck_assert_uint_eq(j->run.n_shards, 2);
    ck_assert_uint_eq(j->run.shards[1], 3);
    mlt_journal_unref(j);
    char *want = fix_canonical(dir, shards, 4), *got = fix_canonical(dir, then, 3);
    ck_assert_str_eq(got, want);
    ck_assert_ptr_nonnull(strstr(want, "\"shard\":[0,1],\"limit\""));
    ck_assert_ptr_nonnull(strstr(want, "\"type\":\"end\""));
    free(want);
    free(got);
    mlt_test_remove_dir(dir);
}
END_TEST

START_TEST(test_an_incomplete_shard_makes_an_incomplete_run)
{
    const char *dir = mlt_test_make_dir();
    const char *paths[2] = {mlt_test_path(dir, "0.gz"), mlt_test_path(dir, "1.gz")};
    mlt_jrun run = fix_run(6);
    run.shard_count = 2;
    ck_assert_int_eq(fix_write(NULL, paths[0], MLT_WRITER_NEW, &run, 0, 3, true, NULL), MLTEST_OK);
    run.shard_index = 1;
    ck_assert_int_eq(fix_write(NULL, paths[1], MLT_WRITER_NEW, &run, 3, 5, true, NULL), MLTEST_OK);
    char *got = fix_canonical(dir, paths, 2);
    ck_assert_ptr_null(strstr(got, "\"type\":\"end\""));
    free(got);
    mlt_test_remove_dir(dir);
}
END_TEST

START_TEST(test_contradictions_name_both_places)
{
    const char *dir = mlt_test_make_dir();
    const char *paths[2] = {mlt_test_path(dir, "a.jsonl"), mlt_test_path(dir, "b.jsonl")};
    const char *out = mlt_test_path(dir, "out.jsonl.gz");
    static const char head[] = "{\"type\":\"run\",\"limit\":1}\n"
                               "{\"type\":\"condition\",\"name\":\"clean\",\"steps\":[]}\n"
                               "{\"type\":\"sample\",\"id\":\"s\",\"n\":0}\n"
                               "{\"type\":\"outcome\",\"id\":\"s\",\"condition\":\"clean\","
                               "\"change\":";
    mltest_error *error = NULL;
    for (int k = 0; k < 2; k++) {
        char text[1024];
        int n = snprintf(text, sizeof text, "%s%d}\n", head, k);
        mlt_test_write_file(paths[k], text, (size_t)n);
    }
    ck_assert_int_eq(mlt_journal_merge(NULL, out, paths, 2, false, true, &error),
                     MLTEST_ERR_CONFLICT);
    const char *message = mlt_error_text(error, MLT_ERROR_MESSAGE);
    ck_assert_msg(strstr(message, "a.jsonl:4") && strstr(message, "b.jsonl:4"), "%s", message);
    ck_assert_str_eq(mlt_error_text(error, MLT_ERROR_SAMPLE), "s");
    ck_assert_str_eq(mlt_error_text(error, MLT_ERROR_CONDITION), "clean");
    mlt_error_free(error);
    mltest_journal *j = NULL;
    ck_assert_int_eq(mlt_journal_merge(NULL, out, paths, 2, true, true, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_journal_read(&j, NULL, &out, 1, false, NULL), MLTEST_OK);
    ck_assert_double_eq(mlt_journal_outcome(j, 0, 0)->change, 0);
    mlt_journal_unref(j);
    mlt_test_remove_dir(dir);
}
END_TEST

static size_t count_of(const char *text, const char *what)
{
    size_t n = 0;
    for (const char *at = strstr(text, what); at != NULL; at = strstr(at + 1, what))
        n++;
    return n;
}

START_TEST(test_times_may_be_left_out)
{
    const char *dir = mlt_test_make_dir(), *path = mlt_test_path(dir, "a.jsonl");
    const char *with = mlt_test_path(dir, "with.gz"), *without = mlt_test_path(dir, "without.gz");
    static const char text[] = "{\"type\":\"run\",\"limit\":1}\n"
                               "{\"type\":\"condition\",\"name\":\"clean\",\"steps\":[]}\n"
                               "{\"type\":\"sample\",\"id\":\"s\",\"n\":0}\n"
                               "{\"type\":\"outcome\",\"id\":\"s\",\"condition\":\"clean\","
                               "\"ms\":7.25}\n";
    mlt_test_write_file(path, text, sizeof text - 1);
    ck_assert_int_eq(mlt_journal_merge(NULL, with, &path, 1, false, true, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_journal_merge(NULL, without, &path, 1, false, false, NULL), MLTEST_OK);
    char *kept = fix_canonical(dir, &with, 1), *dropped = fix_canonical(dir, &without, 1);
    ck_assert_uint_eq(count_of(kept, "\"ms\":7.25"), 1);
    ck_assert_uint_eq(count_of(dropped, "\"ms\""), 0);
    free(kept);
    free(dropped);
    mlt_test_remove_dir(dir);
}
END_TEST

typedef struct {
    const char *paths[2], *out;
} two_files;

static mltest_status merge_two(mltest_context *ctx, void *data)
{
    const two_files *files = data;
    return mlt_journal_merge(ctx, files->out, files->paths, 2, false, true, NULL);
}

START_TEST(test_every_allocation_may_fail)
{
    const char *dir = mlt_test_make_dir();
    two_files files = {{mlt_test_path(dir, "0.gz"), mlt_test_path(dir, "1.gz")},
                       mlt_test_path(dir, "out.gz")};
    mlt_jrun run = fix_run(3);
    run.shard_count = 3;
    ck_assert_int_eq(fix_write(NULL, files.paths[0], MLT_WRITER_NEW, &run, 0, 1, true, NULL),
                     MLTEST_OK);
    run.shard_index = 2;
    ck_assert_int_eq(fix_write(NULL, files.paths[1], MLT_WRITER_NEW, &run, 2, 3, true, NULL),
                     MLTEST_OK);
    mlt_test_every_allocation(merge_two, &files);
    mlt_test_remove_dir(dir);
}
END_TEST

START_TEST(test_a_place_that_cannot_be_written)
{
    const char *dir = mlt_test_make_dir(), *path = mlt_test_path(dir, "a.gz");
    mlt_jrun run = fix_run(1);
    ck_assert_int_eq(fix_write(NULL, path, MLT_WRITER_NEW, &run, 0, 1, true, NULL), MLTEST_OK);
    ck_assert_int_eq(
        mlt_journal_merge(NULL, mlt_test_path(dir, "no/where.gz"), &path, 1, false, true, NULL),
        MLTEST_ERR_IO);
    ck_assert_int_eq(mlt_journal_merge(NULL, dir, &path, 1, false, true, NULL), MLTEST_ERR_IO);
    mlt_test_remove_dir(dir);
}
END_TEST

START_TEST(test_other_runs_do_not_mix)
{
    const char *dir = mlt_test_make_dir();
    const char *paths[2] = {mlt_test_path(dir, "a.jsonl.gz"), mlt_test_path(dir, "b.jsonl.gz")};
    const char *out = mlt_test_path(dir, "out.jsonl.gz");
    mlt_jrun run = fix_run(3), other = fix_run(3);
    mltest_error *error = NULL;
    other.suite_hash = 8;
    ck_assert_int_eq(fix_write(NULL, paths[0], MLT_WRITER_NEW, &run, 0, 3, true, NULL), MLTEST_OK);
    ck_assert_int_eq(fix_write(NULL, paths[1], MLT_WRITER_NEW, &other, 0, 3, true, NULL),
                     MLTEST_OK);
    ck_assert_int_eq(mlt_journal_merge(NULL, out, paths, 2, false, true, &error),
                     MLTEST_ERR_CONFLICT);
    ck_assert_ptr_nonnull(strstr(mlt_error_text(error, MLT_ERROR_MESSAGE), "suite"));
    mlt_error_free(error);
    ck_assert_int_ne(remove(out), 0); /* nothing half-written is left */
    mlt_test_remove_dir(dir);
}
END_TEST

Suite *mlt_suite_journal_merge(void);
Suite *mlt_suite_journal_merge(void)
{
    Suite *suite = suite_create("journal_merge");
    TCase *tc = tcase_create("merge");
    tcase_add_test(tc, test_shards_make_the_whole_run);
    tcase_add_test(tc, test_merging_again_changes_nothing);
    tcase_add_test(tc, test_shards_merge_in_steps);
    tcase_add_test(tc, test_an_incomplete_shard_makes_an_incomplete_run);
    tcase_add_test(tc, test_contradictions_name_both_places);
    tcase_add_test(tc, test_times_may_be_left_out);
    tcase_add_test(tc, test_every_allocation_may_fail);
    tcase_add_test(tc, test_a_place_that_cannot_be_written);
    tcase_add_test(tc, test_other_runs_do_not_mix);
    suite_add_tcase(suite, tc);
    return suite;
}
