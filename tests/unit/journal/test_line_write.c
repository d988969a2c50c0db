/* SPDX-License-Identifier: MIT */
/*
 * Every type of record, written and read back: the text is the contract.
 */
#include <float.h>

#include "base/error.h"
#include "fixtures.h"
#include "journal/lines.h"

typedef struct {
    mlt_text text;
    mlt_line line;
    mlt_arena *arena;
} round_trip;

static round_trip start(void)
{
    round_trip r = {.arena = mlt_arena_new(NULL)};
    mlt_text_init(&r.text, NULL);
    return r;
}

static void read_back(round_trip *r)
{
    mltest_error *error = NULL;
    ck_assert(mlt_text_ok(&r->text));
    ck_assert_int_eq(r->text.bytes[r->text.n - 1], '\n');
    ck_assert_ptr_null(memchr(r->text.bytes, '\n', r->text.n - 1));
    mltest_status status =
        mlt_line_read(&r->line, r->arena, NULL, "j", 1, r->text.bytes, r->text.n - 1, &error);
    ck_assert_msg(status == MLTEST_OK, "%s: %s", mlt_error_text(error, MLT_ERROR_MESSAGE),
                  r->text.bytes);
}

static void finish(round_trip *r)
{
    mlt_text_free(&r->text);
    mlt_arena_free(r->arena);
}

static const char hostile[] = "a\"b\\c\n\r\t\x01\x7f</script> \xE2\x80\xA8 \xF0\x9F\x90\x88 {}[],:";

START_TEST(test_run)
{
    static const char *tags[] = {"", hostile};
    mlt_jrun run = fix_run(18446744073709551615u);
    run.model_name = hostile;
    run.model_tags = tags;
    run.n_model_tags = 2;
    run.seed = 18446744073709551615u;
    run.suite_hash = 0;
    run.frost_photographs = 0x123456789abcdef0;
    run.dataset_fingerprint = 0xfedcba9876543210;
    run.task = 2;
    run.has_score_floor = true;
    run.score_floor = 0.1;
    run.shard_index = 999999;
    run.shard_count = 1000000;
    run.f64 = true;
    round_trip r = start();
    mlt_line_run(&r.text, &run);
    read_back(&r);
    ck_assert_int_eq((int)r.line.type, MLT_LINE_RUN);
    const mlt_jrun *got = &r.line.run;
    ck_assert_str_eq(got->model_name, hostile);
    ck_assert_uint_eq(got->n_model_tags, 2);
    ck_assert_str_eq(got->model_tags[1], hostile);
    ck_assert_uint_eq(got->seed, run.seed);
    ck_assert_uint_eq(got->limit, run.limit);
    ck_assert_uint_eq(got->dataset_n, run.dataset_n);
    ck_assert_uint_eq(got->suite_hash, 0);
    ck_assert_uint_eq(got->frost_photographs, 0x123456789abcdef0);
    ck_assert_uint_eq(got->dataset_fingerprint, run.dataset_fingerprint);
    ck_assert_int_eq(got->task, 2);
    ck_assert(got->has_score_floor && got->f64);
    ck_assert_double_eq(got->score_floor, 0.1);
    ck_assert_uint_eq(got->shard_index, 999999);
    ck_assert_uint_eq(got->shard_count, 1000000);
    ck_assert_uint_eq(got->n_shards, 0);
    finish(&r);
}
END_TEST

START_TEST(test_text_of_a_run)
{
    mlt_jrun run = fix_run(3);
    round_trip r = start();
    mlt_line_run(&r.text, &run);
    ck_assert_str_eq(
        mlt_text_string(&r.text),
        "{\"type\":\"run\",\"format\":1,\"library\":\"0.1.0\",\"model\":{\"name\":\"net\","
        "\"version\":\"1\",\"tags\":[]},\"task\":\"detection\",\"classes\":[\"cat\",\"dog "
        "\\\"x\\\"\"],\"dataset\":{\"name\":\"pets\",\"fingerprint\":\"0123456789abcdef\",\"n\":3},"
        "\"suite\":\"s\",\"suite_hash\":\"0000000000000007\",\"seed\":5,\"shard\":[0,1],"
        "\"limit\":3,\"numbers\":\"f32\"}\n");
    finish(&r);
}
END_TEST

/* Keys that are there only if a run did not ask everything. */
START_TEST(test_budget_and_rule)
{
    const mlt_jrule rule = {.target = 0.05,
                            .min_confidence = 0.3,
                            .match_confidence = 0.2,
                            .score_strictness = 0.75,
                            .min_visibility = 0.25,
                            .macro = true};
    mlt_jrun run = fix_run(3);
    round_trip r = start();
    mlt_line_run(&r.text, &run);
    read_back(&r);
    ck_assert_ptr_null(strstr(mlt_text_string(&r.text), "budget"));
    ck_assert_ptr_null(strstr(mlt_text_string(&r.text), "until_decided"));
    finish(&r);
    run.budget = 18446744073709551615u;
    run.until_decided = true;
    run.rule = rule;
    r = start();
    mlt_line_run(&r.text, &run);
    read_back(&r);
    const mlt_jrun *got = &r.line.run;
    ck_assert_uint_eq(got->budget, run.budget);
    ck_assert(got->until_decided && got->rule.macro);
    ck_assert_double_eq(got->rule.target, 0.05);
    ck_assert_double_eq(got->rule.min_confidence, 0.3);
    ck_assert_double_eq(got->rule.match_confidence, 0.2);
    ck_assert_double_eq(got->rule.score_strictness, 0.75);
    ck_assert_double_eq(got->rule.min_visibility, 0.25);
    finish(&r);
}
END_TEST

START_TEST(test_condition)
{
    mlt_jparam params[] = {{hostile, -0.0}, {"b", DBL_MAX}, {"c", DBL_TRUE_MIN}};
    mlt_jstep steps[] = {{"blur", "blur", "", 1, false, NULL, 0},
                         {hostile, "x", "fam", 4294967295u, true, params, 3}};
    mlt_jcondition condition = {
        .name = hostile, .steps = steps, .n_steps = 2, .severity = 2.5, .replicate = 4294967295u};
    round_trip r = start();
    mlt_line_condition(&r.text, &condition);
    read_back(&r);
    ck_assert_int_eq((int)r.line.type, MLT_LINE_CONDITION);
    const mlt_jcondition *got = &r.line.condition_record;
    ck_assert_str_eq(got->name, hostile);
    ck_assert_uint_eq(got->n_steps, 2);
    ck_assert_str_eq(got->steps[0].family, "");
    ck_assert_str_eq(got->steps[1].kind, hostile);
    ck_assert_str_eq(got->steps[1].family, "fam");
    ck_assert_uint_eq(got->steps[1].revision, 4294967295u);
    ck_assert(!got->steps[0].informational && got->steps[1].informational);
    ck_assert_str_eq(got->steps[1].params[0].name, hostile);
    ck_assert_double_eq(got->steps[1].params[1].value, DBL_MAX);
    ck_assert_double_eq(got->steps[1].params[2].value, DBL_TRUE_MIN);
    ck_assert_double_eq(got->severity, 2.5);
    ck_assert_uint_eq(got->replicate, 4294967295u);
    finish(&r);
}
END_TEST

START_TEST(test_sample)
{
    char long_name[301];
    memset(long_name, 'n', sizeof long_name - 1);
    long_name[sizeof long_name - 1] = '\0';
    mlt_truth truth[] = {
        {{-0.5, 1e-9, 3, 1e9}, .area = 14.25, .flags = 15, .cls = 1, .ann_id = INT64_MIN},
        {.ann_id = INT64_MAX}};
    mlt_tag tags[] = {{(char *)(uintptr_t)hostile, (char *)(uintptr_t)hostile, 0},
                      {long_name, NULL, 1.0 / 3},
                      {(char *)(uintptr_t) "empty", (char *)(uintptr_t) "", 0}};
    mlt_jsample sample = {.id = hostile,
                          .n = 18446744073709551615u,
                          .width = 4294967295u,
                          .height = 1,
                          .hash = 0xffffffffffffffff,
                          .labelled = true,
                          .truth = truth,
                          .n_truth = 2,
                          .tags = tags,
                          .n_tags = 3};
    round_trip r = start();
    mlt_line_sample(&r.text, &sample);
    read_back(&r);
    ck_assert_int_eq((int)r.line.type, MLT_LINE_SAMPLE);
    const mlt_jsample *got = &r.line.sample;
    ck_assert_str_eq(got->id, hostile);
    ck_assert_uint_eq(got->n, sample.n);
    ck_assert_uint_eq(got->width, sample.width);
    ck_assert_uint_eq(got->hash, sample.hash);
    ck_assert(got->labelled);
    ck_assert_uint_eq(got->n_truth, 2);
    ck_assert_double_eq(got->truth[0].box.y, 1e-9);
    ck_assert_double_eq(got->truth[0].area, 14.25);
    ck_assert_uint_eq(got->truth[0].flags, 15);
    ck_assert(got->truth[0].ann_id == INT64_MIN && got->truth[1].ann_id == INT64_MAX);
    ck_assert_uint_eq(got->n_tags, 3);
    ck_assert_str_eq(got->tags[0].name, hostile);
    ck_assert_str_eq(got->tags[0].text, hostile);
    ck_assert_str_eq(got->tags[1].name, long_name);
    ck_assert_double_eq(got->tags[1].number, 1.0 / 3);
    ck_assert_str_eq(got->tags[2].text, "");
    finish(&r);
}
END_TEST

START_TEST(test_unlabelled_is_not_empty)
{
    mlt_jsample sample = {.id = "a"};
    round_trip r = start(), q = start();
    mlt_line_sample(&r.text, &sample);
    read_back(&r);
    ck_assert(!r.line.sample.labelled);
    sample.labelled = true;
    mlt_line_sample(&q.text, &sample);
    read_back(&q);
    ck_assert(q.line.sample.labelled && q.line.sample.n_truth == 0);
    finish(&r);
    finish(&q);
}
END_TEST

START_TEST(test_outcome)
{
    mlt_pred preds[] = {{{0.1, -2, 3e5, 4}, 0.7, 1}, {{5, 6, 7, 8}, 0.7, 0}};
    mlt_box cover[] = {{0, 0, 2.5, 2}, {1, 1, 1, 1}};
    const mlt_map map = {.type = MLT_MAP_HOMOGRAPHY, .h = {1, 0.5, 3, 0, 1, 0, 0, 1e-5, 1}};
    mlt_joutcome outcome = {.type = MLT_OUTCOME,
                            .preds = preds,
                            .n_preds = 2,
                            .width = 4294967295u,
                            .height = 1,
                            .map = &map,
                            .cover = cover,
                            .n_cover = 2,
                            .change = 0.1,
                            .ms = 12.34567};
    round_trip r = start();
    mlt_line_outcome(&r.text, hostile, "clean", &outcome, false, true);
    ck_assert_ptr_nonnull(
        strstr(r.text.bytes, "\"pred\":[[1,0.7,0.1,-2,300000,4],[0,0.7,5,6,7,8]]"));
    ck_assert_ptr_nonnull(strstr(r.text.bytes, ",\"change\":0.1,\"ms\":12.346}\n"));
    read_back(&r);
    const mlt_joutcome *got = &r.line.outcome;
    ck_assert_str_eq(r.line.id, hostile);
    ck_assert_str_eq(r.line.condition, "clean");
    ck_assert_int_eq((int)got->type, MLT_OUTCOME);
    ck_assert(!got->is_top && got->map != NULL);
    ck_assert_uint_eq(got->width, 4294967295u);
    ck_assert_mem_eq(got->map->h, map.h, sizeof map.h);
    ck_assert_uint_eq(got->n_cover, 2);
    ck_assert_double_eq(got->cover[0].width, 2.5);
    ck_assert_double_eq(got->ms, 12.346);
    ck_assert_int_eq(got->preds[0].cls, 1); /* equal scores keep their order */
    finish(&r);
}
END_TEST

START_TEST(test_times_are_left_out)
{
    mlt_joutcome outcome = {.type = MLT_OUTCOME, .ms = 5};
    round_trip r = start();
    mlt_line_outcome(&r.text, "a", "clean", &outcome, false, false);
    ck_assert_str_eq(mlt_text_string(&r.text),
                     "{\"type\":\"outcome\",\"id\":\"a\",\"condition\":\"clean\",\"pred\":[],"
                     "\"change\":0}\n");
    read_back(&r);
    ck_assert_double_eq(r.line.outcome.ms, -1);
    finish(&r);
}
END_TEST

/* Times come from other writers too: nothing may overflow on the way to microseconds. */
START_TEST(test_odd_times)
{
    static const double times[] = {0, 0.0004, 1e15, 9.3e15, 1e300};
    for (size_t i = 0; i < sizeof times / sizeof times[0]; i++) {
        mlt_joutcome outcome = {.type = MLT_OUTCOME, .ms = times[i]};
        round_trip r = start();
        mlt_line_outcome(&r.text, "a", "clean", &outcome, false, true);
        read_back(&r);
        ck_assert_double_eq(r.line.outcome.ms, i == 1 ? 0 : times[i]);
        finish(&r);
    }
}
END_TEST

START_TEST(test_precision)
{
    mlt_pred preds[] = {{{1.0 / 3, 1e39, -1e300, FLT_MAX}, 0.1, 0}};
    mlt_joutcome outcome = {.type = MLT_OUTCOME, .preds = preds, .n_preds = 1, .ms = -1};
    for (int f64 = 0; f64 <= 1; f64++) {
        round_trip r = start();
        mlt_line_outcome(&r.text, "a", "clean", &outcome, f64 != 0, false);
        read_back(&r);
        const mlt_pred *got = r.line.outcome.preds;
        ck_assert_msg(f64 ? got->box.x == 1.0 / 3 : (float)got->box.x == (float)(1.0 / 3), "%.17g",
                      got->box.x);
        ck_assert_double_eq(got->box.y, 1e39); /* no float holds it: written as it is */
        ck_assert_double_eq(got->box.width, -1e300);
        ck_assert(f64 ? got->box.height == FLT_MAX : (float)got->box.height == FLT_MAX);
        finish(&r);
    }
}
END_TEST

START_TEST(test_top)
{
    mlt_pred preds[] = {{{0, 0, 0, 0}, 0.75, 3}, {{0, 0, 0, 0}, 0.25, 1}};
    mlt_joutcome outcome = {
        .type = MLT_OUTCOME, .is_top = true, .preds = preds, .n_preds = 2, .ms = -1};
    round_trip r = start();
    mlt_line_outcome(&r.text, "a", "clean", &outcome, false, false);
    ck_assert_ptr_nonnull(strstr(r.text.bytes, "\"top\":[[3,0.75],[1,0.25]]"));
    read_back(&r);
    ck_assert(r.line.outcome.is_top);
    ck_assert_uint_eq(r.line.outcome.n_preds, 2);
    ck_assert_int_eq(r.line.outcome.preds[0].cls, 3);
    finish(&r);
}
END_TEST

START_TEST(test_failure_skip_end)
{
    mlt_joutcome failure = {.type = MLT_FAILURE, .code = INT32_MIN, .message = hostile};
    mlt_joutcome skip = {.type = MLT_SKIP, .message = hostile};
    round_trip r = start(), q = start(), e = start();
    mlt_line_outcome(&r.text, "a", "clean", &failure, false, true);
    read_back(&r);
    ck_assert_int_eq((int)r.line.outcome.type, MLT_FAILURE);
    ck_assert_int_eq(r.line.outcome.code, INT32_MIN);
    ck_assert_str_eq(r.line.outcome.message, hostile);
    mlt_line_outcome(&q.text, "a", "clean", &skip, false, true);
    ck_assert_int_eq(strncmp(q.text.bytes, "{\"type\":\"skip\",", 15), 0);
    read_back(&q);
    ck_assert_int_eq((int)q.line.outcome.type, MLT_SKIP);
    ck_assert_str_eq(q.line.outcome.message, hostile);
    mlt_line_end(&e.text, 1, 2, 3, 18446744073709551615u);
    ck_assert_str_eq(mlt_text_string(&e.text),
                     "{\"type\":\"end\",\"samples\":1,\"outcomes\":2,\"failures\":3,"
                     "\"skips\":18446744073709551615}\n");
    read_back(&e);
    ck_assert_int_eq((int)e.line.type, MLT_LINE_END);
    finish(&r);
    finish(&q);
    finish(&e);
}
END_TEST

/* A head is its run and conditions, as they are written alone. */
START_TEST(test_head)
{
    mlt_jrun run = fix_run(1);
    round_trip r = start(), q = start();
    mlt_line_head(&r.text, &run, fix_conditions, FIX_CONDITIONS);
    mlt_line_run(&q.text, &run);
    for (size_t i = 0; i < FIX_CONDITIONS; i++)
        mlt_line_condition(&q.text, &fix_conditions[i]);
    ck_assert_str_eq(mlt_text_string(&r.text), mlt_text_string(&q.text));
    finish(&r);
    finish(&q);
}
END_TEST

Suite *mlt_suite_journal_line_write(void);
Suite *mlt_suite_journal_line_write(void)
{
    Suite *suite = suite_create("journal_line_write");
    TCase *tc = tcase_create("line_write");
    tcase_add_test(tc, test_run);
    tcase_add_test(tc, test_text_of_a_run);
    tcase_add_test(tc, test_budget_and_rule);
    tcase_add_test(tc, test_condition);
    tcase_add_test(tc, test_sample);
    tcase_add_test(tc, test_unlabelled_is_not_empty);
    tcase_add_test(tc, test_outcome);
    tcase_add_test(tc, test_times_are_left_out);
    tcase_add_test(tc, test_odd_times);
    tcase_add_test(tc, test_precision);
    tcase_add_test(tc, test_top);
    tcase_add_test(tc, test_failure_skip_end);
    tcase_add_test(tc, test_head);
    suite_add_tcase(suite, tc);
    return suite;
}
