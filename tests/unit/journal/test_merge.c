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
    got = fix_canonical(dir, shards, 2); /* two of three are no whole run */
    ck_assert_ptr_null(strstr(got, "\"type\":\"end\""));
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
    ck_assert_int_eq(mlt_journal_merge(NULL, b, &a, 1, false, NULL), MLTEST_OK);
    char *first = fix_canonical(dir, &a, 1), *second = fix_canonical(dir, &b, 1);
    ck_assert_str_eq(first, second);
    free(first);
    free(second);
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
    ck_assert_int_eq(mlt_journal_merge(NULL, out, paths, 2, false, &error), MLTEST_ERR_CONFLICT);
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
    tcase_add_test(tc, test_other_runs_do_not_mix);
    suite_add_tcase(suite, tc);
    return suite;
}
