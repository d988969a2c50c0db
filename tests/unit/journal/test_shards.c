/* SPDX-License-Identifier: MIT */
/*
 * What part of a run a file claims to hold.
 */
#include "base/error.h"
#include "fixtures.h"

/* A run of limit samples, its run record with more keys; the samples first … last - 1. */
static mltest_status read_claim(const char *claim, unsigned first, unsigned last, bool *complete,
                                mltest_error **error)
{
    const char *dir = mlt_test_make_dir(), *path = mlt_test_path(dir, "j.jsonl");
    mlt_text text;
    mltest_journal *j = NULL;
    mlt_text_init(&text, NULL);
    mlt_text_printf(&text, "{\"type\":\"run\",\"limit\":10,%s}\n", claim);
    mlt_text_puts(&text, "{\"type\":\"condition\",\"name\":\"clean\",\"steps\":[]}\n");
    for (unsigned i = first; i < last; i++)
        mlt_text_printf(&text,
                        "{\"type\":\"sample\",\"id\":\"s%u\",\"n\":%u}\n{\"type\":\"outcome\","
                        "\"id\":\"s%u\",\"condition\":\"clean\"}\n",
                        i, i, i);
    mlt_text_puts(&text, "{\"type\":\"end\"}\n");
    mlt_test_write_file(path, text.bytes, text.n);
    mltest_status status = mlt_journal_read(&j, NULL, &path, 1, false, error);
    *complete = j != NULL && j->complete;
    mlt_journal_unref(j);
    mlt_text_free(&text);
    mlt_test_remove_dir(dir);
    return status;
}

static bool is_complete(const char *claim, unsigned first, unsigned last)
{
    bool complete;
    ck_assert_int_eq(read_claim(claim, first, last, &complete, NULL), MLTEST_OK);
    return complete;
}

START_TEST(test_a_shard_has_its_own_samples)
{
    ck_assert(is_complete("\"shard\":[0,1]", 0, 10));
    ck_assert(!is_complete("\"shard\":[0,1]", 0, 9));
    ck_assert(!is_complete("\"shard\":[0,1]", 1, 11)); /* ten, but not the ten */
    ck_assert(is_complete("\"shard\":[1,3]", 3, 6));
    ck_assert(!is_complete("\"shard\":[1,3]", 3, 7));
    ck_assert(!is_complete("\"shard\":[1,3]", 0, 3));
    ck_assert(is_complete("\"shard\":[2,3]", 6, 10));
    ck_assert(is_complete("\"shard\":[0,20]", 0, 0)); /* more shards than samples */
}
END_TEST

START_TEST(test_several_shards_are_listed)
{
    ck_assert(is_complete("\"shards\":[0,1],\"shard\":[0,3]", 0, 6));
    ck_assert(!is_complete("\"shards\":[0,1],\"shard\":[0,3]", 0, 3));
    ck_assert(!is_complete("\"shards\":[0,2],\"shard\":[0,3]", 0, 6));
    ck_assert(is_complete("\"shards\":[0,1,2],\"shard\":[0,3]", 0, 10));
}
END_TEST

static void check_refused(const char *claim, const char *hint)
{
    mltest_error *error = NULL;
    bool complete;
    ck_assert_int_eq(read_claim(claim, 0, 1, &complete, &error), MLTEST_ERR_FORMAT);
    const char *message = mlt_error_text(error, MLT_ERROR_MESSAGE);
    ck_assert_msg(strstr(message, hint) != NULL, "'%s' does not say '%s'", message, hint);
    mlt_error_free(error);
}

/* What they meant to ask is not all there is. */
START_TEST(test_runs_that_do_not_ask_everything)
{
    ck_assert(is_complete("\"budget\":3", 4, 7));
    ck_assert(is_complete("\"budget\":3", 0, 10));
    ck_assert(is_complete("\"until_decided\":{\"target\":0.05}", 4, 7));
    ck_assert(!is_complete("\"format\":1", 4, 7));
}
END_TEST

START_TEST(test_impossible_claims)
{
    check_refused("\"shard\":[3,3]", "i < n");
    check_refused("\"shard\":[0,0]", "i < n");
    check_refused("\"shard\":[-1,2]", "integer");
    check_refused("\"shard\":[0,1e300]", "integer");
    check_refused("\"shard\":[0.5,2]", "integer");
    check_refused("\"shard\":[0,2],\"shards\":[0,2]", "shard 2 of 2");
    check_refused("\"shard\":[0,2],\"shards\":[-1]", "integer");
}
END_TEST

START_TEST(test_shards_of_different_splits)
{
    const char *dir = mlt_test_make_dir();
    const char *paths[2] = {mlt_test_path(dir, "a.gz"), mlt_test_path(dir, "b.gz")};
    mlt_jrun run = fix_run(6);
    mltest_journal *j = NULL;
    mltest_error *error = NULL;
    for (unsigned k = 0; k < 2; k++) {
        run.shard_count = 2 + k;
        ck_assert_int_eq(fix_write(NULL, paths[k], MLT_WRITER_NEW, &run, 0, 2, true, NULL),
                         MLTEST_OK);
    }
    ck_assert_int_eq(mlt_journal_read(&j, NULL, paths, 2, false, &error), MLTEST_ERR_CONFLICT);
    const char *message = mlt_error_text(error, MLT_ERROR_MESSAGE);
    ck_assert_msg(strstr(message, "of 3") && strstr(message, "of 2"), "%s", message);
    mlt_error_free(error);
    mlt_test_remove_dir(dir);
}
END_TEST

Suite *mlt_suite_journal_shards(void);
Suite *mlt_suite_journal_shards(void)
{
    Suite *suite = suite_create("journal_shards");
    TCase *tc = tcase_create("shards");
    tcase_add_test(tc, test_a_shard_has_its_own_samples);
    tcase_add_test(tc, test_several_shards_are_listed);
    tcase_add_test(tc, test_runs_that_do_not_ask_everything);
    tcase_add_test(tc, test_impossible_claims);
    tcase_add_test(tc, test_shards_of_different_splits);
    suite_add_tcase(suite, tc);
    return suite;
}
