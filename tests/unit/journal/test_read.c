/* SPDX-License-Identifier: MIT */
#include "base/error.h"
#include "fixtures.h"

enum { SAMPLES = 4 };

static mltest_journal *read_one(const char *path)
{
    mltest_journal *j = NULL;
    mltest_error *error = NULL;
    mltest_status status = mlt_journal_read(&j, NULL, &path, 1, false, &error);
    ck_assert_msg(status == MLTEST_OK, "%s", mlt_error_text(error, MLT_ERROR_MESSAGE));
    return j;
}

START_TEST(test_everything_comes_back)
{
    const char *dir = mlt_test_make_dir(), *path = mlt_test_path(dir, "a.jsonl.gz");
    mlt_jrun run = fix_run(SAMPLES);
    ck_assert_int_eq(fix_write(NULL, path, MLT_WRITER_NEW, &run, 0, SAMPLES, true, NULL),
                     MLTEST_OK);
    mltest_journal *j = read_one(path);
    ck_assert(j->complete && !j->torn);
    ck_assert_uint_eq(j->n_samples, SAMPLES);
    ck_assert_uint_eq(j->n_conditions, FIX_CONDITIONS);
    ck_assert_str_eq(j->run.model_name, "net");
    ck_assert_str_eq(j->run.classes[1], "dog \"x\"");
    ck_assert_uint_eq(j->run.dataset_fingerprint, 0x0123456789abcdef);
    ck_assert_str_eq(j->conditions[1].steps[0].kind, "fog");
    ck_assert_double_eq(j->conditions[1].steps[0].params[0].value, 2.5);
    ck_assert_str_eq(j->samples[2].id, "dir/002.png");
    ck_assert_uint_eq(j->samples[2].hash, 2 * 0x9e3779b97f4a7c15u);
    ck_assert_double_eq(j->samples[2].truth[0].box.width, 3.5);
    ck_assert_double_eq(j->samples[2].tags[0].number, 100.25);
    const mlt_joutcome *o = mlt_journal_outcome(j, 1, 0);
    ck_assert_uint_eq(o->n_preds, 2);
    ck_assert_double_eq(o->preds[0].box.x, 0.1); /* as the text says it */
    ck_assert_int_eq((int)mlt_journal_outcome(j, 1, 1)->type, MLT_SKIP);
    ck_assert_int_eq((int)mlt_journal_outcome(j, 2, 1)->type, MLT_FAILURE);
    ck_assert_str_eq(mlt_journal_outcome(j, 2, 1)->message, "why \xC3\xA4");
    o = mlt_journal_outcome(j, 3, 2);
    ck_assert(o->map != NULL && o->map->h[2] > 2.9);
    ck_assert_uint_eq(o->height, 12);
    ck_assert_uint_eq(o->n_cover, 1);
    ck_assert_int_eq((int)mlt_journal_find_sample(j, "dir/003.png"), 3);
    ck_assert_int_eq((int)mlt_journal_find_condition(j, "nix"), -1);
    mlt_journal_unref(j);
    mlt_test_remove_dir(dir);
}
END_TEST

static void write_text(const char *path, const char *more)
{
    static const char head[] =
        "{\"type\":\"run\",\"classes\":[\"a\"],\"limit\":2,\"suite_hash\":\"0000000000000000\"}\n"
        "{\"type\":\"condition\",\"name\":\"clean\",\"steps\":[]}\n"
        "{\"type\":\"news\",\"from\":\"the future\",\"x\":[1,{\"y\":2}]}\n"
        "{\"type\":\"sample\",\"id\":\"s\",\"n\":0,\"width\":4,\"height\":4}\n";
    char text[4096];
    int n = snprintf(text, sizeof text, "%s%s", head, more);
    mlt_test_write_file(path, text, (size_t)n);
}

static void check_refused(const char *more, mltest_status want, const char *hint)
{
    const char *dir = mlt_test_make_dir(), *path = mlt_test_path(dir, "bad.jsonl");
    mltest_journal *j = NULL;
    mltest_error *error = NULL;
    write_text(path, more);
    mltest_status status = mlt_journal_read(&j, NULL, &path, 1, false, &error);
    ck_assert_msg(status == want, "%s: status %d", more, (int)status);
    ck_assert_ptr_null(j);
    const char *message = mlt_error_text(error, MLT_ERROR_MESSAGE);
    ck_assert_msg(strstr(message, hint) != NULL, "'%s' does not say '%s'", message, hint);
    ck_assert_ptr_nonnull(strstr(message, "bad.jsonl"));
    mlt_error_free(error);
    mlt_test_remove_dir(dir);
}

#define ANSWER(rest) "{\"type\":\"outcome\",\"id\":\"s\",\"condition\":\"clean\"," rest "}\n"

START_TEST(test_hostile_lines)
{
    check_refused("garbage\n", MLTEST_ERR_FORMAT, ":5:");
    check_refused("[1]\n", MLTEST_ERR_FORMAT, ":5:");
    check_refused(ANSWER("\"pred\":[[0,0.5,1,2,3]]"), MLTEST_ERR_FORMAT, "a number");
    check_refused(ANSWER("\"pred\":[[-1,0.5,1,2,3,4]]"), MLTEST_ERR_FORMAT, "class index");
    check_refused(ANSWER("\"pred\":[[1e300,0.5,1,2,3,4]]"), MLTEST_ERR_FORMAT, "class index");
    check_refused(ANSWER("\"map\":{\"h\":[0,0,0,0,0,0,0,0,0]}"), MLTEST_ERR_FORMAT, "inverted");
    check_refused(ANSWER("\"size\":[0,4]"), MLTEST_ERR_FORMAT, "size");
    check_refused("{\"type\":\"outcome\",\"id\":\"t\",\"condition\":\"clean\"}\n",
                  MLTEST_ERR_FORMAT, "no sample record");
    check_refused("{\"type\":\"outcome\",\"id\":\"s\",\"condition\":\"fog\"}\n", MLTEST_ERR_FORMAT,
                  "no condition record");
    check_refused("{\"type\":\"sample\",\"n\":1}\n", MLTEST_ERR_FORMAT, "id");
    check_refused("{\"type\":\"sample\",\"id\":\"t\",\"n\":0}\n", MLTEST_ERR_CONFLICT, "ordinal");
    check_refused("{\"type\":\"sample\",\"id\":\"s\",\"n\":0,\"width\":5,\"height\":4}\n",
                  MLTEST_ERR_CONFLICT, "contradicts");
    check_refused("{\"type\":\"run\",\"limit\":2,\"requires\":[\"magic\"]}\n",
                  MLTEST_ERR_UNSUPPORTED, "magic");
    check_refused(ANSWER("\"change\":1") ANSWER("\"change\":2"), MLTEST_ERR_CONFLICT,
                  "contradicts");
}
END_TEST

START_TEST(test_equal_duplicates_and_superseded_failures)
{
    const char *dir = mlt_test_make_dir(), *path = mlt_test_path(dir, "a.jsonl");
    write_text(path, "{\"type\":\"failure\",\"id\":\"s\",\"condition\":\"clean\",\"status\":1,"
                     "\"message\":\"m\"}\n" ANSWER("\"change\":1,\"ms\":5")
                         ANSWER("\"change\":1,\"ms\":7"));
    mltest_journal *j = read_one(path);
    ck_assert_int_eq((int)mlt_journal_outcome(j, 0, 0)->type, MLT_OUTCOME);
    ck_assert(!j->complete); /* the run has two samples */
    mlt_journal_unref(j);
    mlt_test_remove_dir(dir);
}
END_TEST

START_TEST(test_not_a_journal)
{
    const char *dir = mlt_test_make_dir(), *path = mlt_test_path(dir, "x");
    mltest_journal *j = NULL;
    mlt_test_write_file(path, "", 0);
    ck_assert_int_eq(mlt_journal_read(&j, NULL, &path, 1, false, NULL), MLTEST_ERR_FORMAT);
    mlt_test_write_file(path, "\x1f\x8b\x08", 3);
    ck_assert_int_eq(mlt_journal_read(&j, NULL, &path, 1, false, NULL), MLTEST_ERR_FORMAT);
    path = mlt_test_path(dir, "missing");
    ck_assert_int_eq(mlt_journal_read(&j, NULL, &path, 1, false, NULL), MLTEST_ERR_IO);
    mlt_test_remove_dir(dir);
}
END_TEST

static mltest_status write_and_read(mltest_context *ctx, void *data)
{
    const char *path = data;
    mlt_jrun run = fix_run(2);
    mltest_journal *j = NULL;
    remove(path);
    mltest_status status = fix_write(ctx, path, MLT_WRITER_NEW, &run, 0, 2, true, NULL);
    if (status == MLTEST_OK)
        status = mlt_journal_read(&j, ctx, (const char *const *)&path, 1, false, NULL);
    mlt_journal_unref(j);
    return status;
}

START_TEST(test_every_allocation_may_fail)
{
    const char *dir = mlt_test_make_dir();
    char path[4096];
    snprintf(path, sizeof path, "%s/m.jsonl.gz", dir);
    mlt_test_every_allocation(write_and_read, path);
    mlt_test_remove_dir(dir);
}
END_TEST

Suite *mlt_suite_journal_read(void);
Suite *mlt_suite_journal_read(void)
{
    Suite *suite = suite_create("journal_read");
    TCase *tc = tcase_create("read");
    tcase_set_timeout(tc, 120);
    tcase_add_test(tc, test_everything_comes_back);
    tcase_add_test(tc, test_hostile_lines);
    tcase_add_test(tc, test_equal_duplicates_and_superseded_failures);
    tcase_add_test(tc, test_not_a_journal);
    tcase_add_test(tc, test_every_allocation_may_fail);
    suite_add_tcase(suite, tc);
    return suite;
}
