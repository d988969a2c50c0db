/* SPDX-License-Identifier: MIT */
#include "journal/journal.h"

#include "base/error.h"
#include "fixtures.h"

START_TEST(test_the_last_reference_frees)
{
    mlt_test_alloc state = {0, 0, 0};
    mltest_context *ctx = mlt_test_context(&state);
    const char *dir = mlt_test_make_dir(), *path = mlt_test_path(dir, "a.jsonl.gz");
    mlt_jrun run = fix_run(3);
    mltest_journal *j = NULL;
    ck_assert_int_eq(fix_write(NULL, path, MLT_WRITER_NEW, &run, 0, 3, true, NULL), MLTEST_OK);
    size_t before = state.live;
    ck_assert_int_eq(mlt_journal_read(&j, ctx, &path, 1, false, NULL), MLTEST_OK);
    ck_assert_ptr_eq(mlt_journal_ref(j), j);
    mlt_journal_unref(j);
    ck_assert_str_eq(j->samples[2].id, "dir/002.png");
    mltest_context_free(ctx); /* the journal keeps its context */
    ck_assert_uint_gt(state.live, before);
    mlt_journal_unref(j);
    mlt_journal_unref(NULL);
    ck_assert_uint_eq(state.live, 0);
    mlt_test_remove_dir(dir);
}
END_TEST

START_TEST(test_finding)
{
    const char *dir = mlt_test_make_dir(), *path = mlt_test_path(dir, "a.jsonl.gz");
    mlt_jrun run = fix_run(100);
    mltest_journal *j = NULL;
    ck_assert_int_eq(fix_write(NULL, path, MLT_WRITER_NEW, &run, 0, 100, true, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_journal_read(&j, NULL, &path, 1, false, NULL), MLTEST_OK);
    for (size_t i = 0; i < j->n_samples; i++)
        ck_assert_int_eq((int)mlt_journal_find_sample(j, j->samples[i].id), (int)i);
    for (size_t c = 0; c < j->n_conditions; c++)
        ck_assert_int_eq((int)mlt_journal_find_condition(j, j->conditions[c].name), (int)c);
    ck_assert_int_eq((int)mlt_journal_find_sample(j, "clean"), -1);
    ck_assert_int_eq((int)mlt_journal_find_condition(j, "dir/002.png"), -1);
    ck_assert_ptr_eq(mlt_journal_outcome(j, 2, 1), &j->outcomes[2 * FIX_CONDITIONS + 1]);
    mlt_journal_unref(j);
    mlt_test_remove_dir(dir);
}
END_TEST

Suite *mlt_suite_journal_journal(void);
Suite *mlt_suite_journal_journal(void)
{
    Suite *suite = suite_create("journal_journal");
    TCase *tc = tcase_create("journal");
    tcase_add_test(tc, test_the_last_reference_frees);
    tcase_add_test(tc, test_finding);
    suite_add_tcase(suite, tc);
    return suite;
}
