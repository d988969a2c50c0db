/* SPDX-License-Identifier: MIT */
#include "journal/line_fixtures.h"

#include "mltest/predictor.h"

START_TEST(test_a_run)
{
    const mlt_jrun *run =
        &line_of("run", "\"format\":1,\"library\":\"9.9\",\"model\":{\"name\":\"n\",\"version\":"
                        "\"v\",\"tags\":[\"a\",\"b\"],\"x\":1},\"task\":\"classification\","
                        "\"classes\":[\"c\"],\"dataset\":{\"name\":\"d\",\"fingerprint\":"
                        "\"00000000000000ff\",\"n\":12},\"suite\":\"s\",\"suite_hash\":"
                        "\"0123456789abcdef\",\"frost_photographs\":\"00000000000000aa\",\"seed\":"
                        "18446744073709551615,\"score_floor\":0.25,"
                        "\"shard\":[2,5],\"limit\":7,\"numbers\":\"f64\"")
             ->run;
    ck_assert_str_eq(run->library, "9.9");
    ck_assert_str_eq(run->model_name, "n");
    ck_assert_str_eq(run->model_version, "v");
    ck_assert_uint_eq(run->n_model_tags, 2);
    ck_assert_str_eq(run->model_tags[1], "b");
    ck_assert_int_eq(run->task, MLTEST_TASK_CLASSIFICATION);
    ck_assert_uint_eq(run->n_classes, 1);
    ck_assert_uint_eq(run->dataset_fingerprint, 255);
    ck_assert_uint_eq(run->dataset_n, 12);
    ck_assert_uint_eq(run->suite_hash, 0x0123456789abcdef);
    ck_assert_uint_eq(run->frost_photographs, 0xaa);
    ck_assert_uint_eq(run->seed, UINT64_MAX);
    ck_assert(run->has_score_floor && run->f64);
    ck_assert_uint_eq(run->shard_index, 2);
    ck_assert_uint_eq(run->shard_count, 5);
    ck_assert_uint_eq(run->limit, 7);
}
END_TEST

START_TEST(test_runs_that_do_not_ask_everything)
{
    const mlt_jrun *run = &line_of("run", "\"format\":1,\"budget\":7,\"until_decided\":"
                                          "{\"target\":0.1,\"new\":[1],\"consistency\":\"micro\"}")
                               ->run;
    ck_assert_uint_eq(run->budget, 7);
    ck_assert(run->until_decided && !run->rule.macro);
    ck_assert_double_eq(run->rule.target, 0.1);
    ck_assert(!line_of("run", "\"format\":1")->run.until_decided);
}
END_TEST

START_TEST(test_shards_of_a_merge)
{
    const mlt_jrun *run = &line_of("run", "\"format\":1,\"shards\":[0,3,4]")->run;
    ck_assert_uint_eq(run->n_shards, 3);
    ck_assert_uint_eq(run->shards[2], 4);
}
END_TEST

/* Written as it was read, and not at all where there is nothing to say. */
START_TEST(test_classes_of_a_condition)
{
    mlt_text text;
    const mlt_jcondition *c =
        &line_of("condition", "\"name\":\"f\",\"classes\":{\"a\":\"b\",\"c\":null}")
             ->condition_record;
    ck_assert_uint_eq(c->n_changes, 2);
    ck_assert_str_eq(c->changes[0].to, "b");
    ck_assert_ptr_null(c->changes[1].to);
    mlt_text_init(&text, NULL);
    mlt_line_condition(&text, c);
    ck_assert_ptr_nonnull(
        strstr(mlt_text_string(&text), ",\"classes\":{\"a\":\"b\",\"c\":null}}\n"));
    mlt_text_clear(&text);
    mlt_line_condition(&text, &line_of("condition", "\"name\":\"f\"")->condition_record);
    ck_assert_ptr_null(strstr(mlt_text_string(&text), "classes"));
    mlt_text_free(&text);
}
END_TEST

START_TEST(test_a_condition)
{
    const mlt_jcondition *c =
        &line_of("condition",
                 "\"name\":\"fog:r2@2.5#1\",\"steps\":[{\"kind\":\"fog\",\"revision\":2,"
                 "\"category\":\"weather\",\"family\":\"haze\",\"informational\":true,\"params\":"
                 "{\"a\":1.5,\"b\":-2},\"x\":[]}],\"severity\":2.5,\"replicate\":1")
             ->condition_record;
    ck_assert_str_eq(c->name, "fog:r2@2.5#1");
    ck_assert_uint_eq(c->n_steps, 1);
    ck_assert_str_eq(c->steps[0].kind, "fog");
    ck_assert_str_eq(c->steps[0].family, "haze");
    ck_assert_uint_eq(c->steps[0].revision, 2);
    ck_assert(c->steps[0].informational);
    ck_assert_uint_eq(c->steps[0].n_params, 2);
    ck_assert_str_eq(c->steps[0].params[1].name, "b");
    ck_assert_double_eq(c->steps[0].params[1].value, -2);
    ck_assert_double_eq(c->severity, 2.5);
    ck_assert_uint_eq(c->replicate, 1);
}
END_TEST

START_TEST(test_what_cannot_be)
{
    static const char *const bad[][2] = {
        {"\"dataset\":{\"fingerprint\":\"12\"}", "sixteen hexadecimal digits"},
        {"\"dataset\":{\"fingerprint\":\"00000000000000FF\"}", "sixteen hexadecimal digits"},
        {"\"dataset\":{\"n\":-1}", "integer"},
        {"\"shard\":[2,2]", "a shard [i, n] with i < n"},
        {"\"shard\":[0,1000001]", "a shard [i, n] with i < n"},
        {"\"shard\":[0]", "integer"},
        {"\"shard\":[0,1,2]", "the end of the shard"},
        {"\"seed\":0.5", "integer"},
        {"\"model\":[]", "an object"},
        {"\"classes\":[1]", "a text in quotes"},
        {"\"score_floor\":1e999", "a finite number"},
        {"\"score_floor\":NaN", ""},
        {"\"seed\":18446744073709551616", "integer"},
        {"\"seed\":\"5\"", "integer"},
        {"\"suite_hash\":7", "a text in quotes"},
        {"\"frost_photographs\":\"a\"", "sixteen hexadecimal digits"},
        {"\"suite_hash\":\"\"", "sixteen hexadecimal digits"},
        {"\"task\":null", "a text in quotes"},
        {"\"library\":\"a\\u0000\"", "a text without NUL"},
        {"\"dataset\":null", "an object"},
        {"\"shard\":{}", "a shard [i, n]"},
        {"\"shard\":[0,0]", "a shard [i, n] with i < n"},
        {"\"shards\":[-1]", "integer"},
        {"\"model\":{\"tags\":[null]}", "a text in quotes"},
    };
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        char members[256];
        snprintf(members, sizeof members, "\"format\":1,%s", bad[i][0]);
        line_refused("run", members, MLTEST_ERR_FORMAT, bad[i][1]);
    }
}
END_TEST

START_TEST(test_conditions_that_cannot_be)
{
    static const char *const bad[][2] = {
        {"\"name\":7", "a text in quotes"},
        {"\"steps\":{}", "a list"},
        {"\"steps\":[[]]", "an object"},
        {"\"steps\":[{\"kind\":null}]", "a text in quotes"},
        {"\"steps\":[{\"revision\":4294967296}]", "an integer below 2^32"},
        {"\"steps\":[{\"informational\":1}]", "true or false"},
        {"\"steps\":[{\"params\":[1]}]", "an object"},
        {"\"steps\":[{\"params\":{\"a\":1e999}}]", "a finite number"},
        {"\"steps\":[{\"params\":{\"a\":\"x\"}}]", "a number"},
        {"\"steps\":[{\"params\":{\"a\\u0000\":1}}]", "a key without NUL"},
        {"\"severity\":1e999", "a finite number"},
        {"\"severity\":NaN", ""},
        {"\"replicate\":-1", "integer"},
    };
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        line_refused("condition", bad[i][0], MLTEST_ERR_FORMAT, bad[i][1]);
}
END_TEST

/* What a line leaves out is empty, not absent: no name is NULL. */
START_TEST(test_what_is_missing)
{
    const mlt_jrun *run = &line_of("run", "\"x\":[{}]")->run;
    ck_assert_str_eq(run->library, "");
    ck_assert_str_eq(run->model_name, "");
    ck_assert_str_eq(run->model_version, "");
    ck_assert_str_eq(run->dataset_name, "");
    ck_assert_str_eq(run->suite_name, "");
    ck_assert_int_eq(run->task, MLTEST_TASK_DETECTION);
    ck_assert_uint_eq(run->shard_count, 1);
    ck_assert(!run->has_score_floor && !run->f64);
    const mlt_jcondition *c = &line_of("condition", "\"steps\":[{}]")->condition_record;
    ck_assert_str_eq(c->name, "");
    ck_assert_uint_eq(c->n_steps, 1);
    ck_assert_str_eq(c->steps[0].kind, "");
    ck_assert_str_eq(c->steps[0].category, "");
    ck_assert_str_eq(c->steps[0].family, "");
    ck_assert_uint_eq(c->steps[0].n_params, 0);
}
END_TEST

START_TEST(test_too_many_steps)
{
    char members[2048] = "\"steps\":[{}";
    for (int i = 1; i < 64; i++)
        strcat(members, ",{}");
    size_t full = strlen(members);
    strcat(members, "]");
    ck_assert_uint_eq(line_of("condition", members)->condition_record.n_steps, 64);
    strcpy(members + full, ",{}]");
    line_refused("condition", members, MLTEST_ERR_LIMIT, "a list of more than 64 items");
}
END_TEST

START_TEST(test_what_this_version_does_not_know)
{
    line_refused("run", "\"format\":1,\"requires\":[\"time travel\"]", MLTEST_ERR_UNSUPPORTED,
                 "requires 'time travel'");
    line_of("run", "\"format\":1,\"requires\":[]");
}
END_TEST

START_TEST(test_too_many_parameters)
{
    char members[2048] = "\"name\":\"x\",\"steps\":[{\"kind\":\"k\",\"params\":{\"p\":0";
    for (int i = 1; i < 64; i++)
        strcat(members, ",\"p\":0");
    size_t full = strlen(members);
    strcat(members, "}}]");
    ck_assert_uint_eq(line_of("condition", members)->condition_record.steps[0].n_params, 64);
    strcpy(members + full, ",\"p\":0}}]");
    line_refused("condition", members, MLTEST_ERR_FORMAT, "at most 64 parameters");
}
END_TEST

START_TEST(test_out_of_memory)
{
    mlt_test_every_allocation(line_read_body,
                              "{\"type\":\"condition\",\"name\":\"x\",\"steps\":[{\"kind\":\"k\","
                              "\"params\":{\"a\":1}}],\"severity\":1,\"replicate\":0}");
    mlt_test_every_allocation(line_read_body,
                              "{\"type\":\"run\",\"format\":1,\"model\":{\"name\":\"n\",\"tags\":"
                              "[\"t\"]},\"classes\":[\"a\",\"b\"],\"shards\":[1]}");
}
END_TEST

LINE_SUITE(line_run, test_classes_of_a_condition, test_a_run, test_runs_that_do_not_ask_everything,
           test_shards_of_a_merge, test_a_condition, test_what_cannot_be,
           test_conditions_that_cannot_be, test_what_is_missing, test_too_many_steps,
           test_what_this_version_does_not_know, test_too_many_parameters, test_out_of_memory)
