/* SPDX-License-Identifier: MIT */
#include "gate/fixtures.h"

START_TEST(three_shapes)
{
    static const char *const texts[] = {
        "[\"risk <= 45\", {\"gate\": \"mAP50 >= 0.4\", \"point\": true}]",
        "{\"gates\": [\"risk <= 45\", {\"gate\": \"mAP50 >= 0.4\", \"point\": true}]}",
        ("{\"name\": \"s\", \"conditions\": [\"fog@3\"], \"thresholds\": {\"min_confidence\": 0.4},"
         "\"gates\": [\"risk <= 45\", {\"gate\": \"mAP50 >= 0.4\", \"point\": true}]}")};
    for (size_t i = 0; i < 3; i++) {
        mltest_gates *gates = gt_gates(texts[i]);
        ck_assert_uint_eq(gates->n, 2);
        ck_assert_str_eq(gates->items[0].text, "risk <= 45");
        ck_assert(!gates->items[0].is_point && gates->items[1].is_point);
        ck_assert((gates->suite != NULL) == (i == 2));
        mlt_gates_unref(gates);
    }
}
END_TEST

START_TEST(options_of_mltest)
{
    mltest_gates *gates = gt_gates(
        "{\"project_info\": {\"project_id\": \"p\"}, \"tests\": {\"model_performance\": "
        "{\"params\": {\"target_metric_value\": 0.3}, \"tests\": [{\"metric\": \"MAP\"}]}}}");
    ck_assert_uint_eq(gates->n, 1);
    ck_assert_str_eq(gates->items[0].text, "clean.mAP >= 0.3");
    ck_assert_str_eq(gates->items[0].score->name, "mAP");
    mlt_gates_unref(gates);
}
END_TEST

START_TEST(yaml)
{
#ifdef MLT_HAVE_YAML
    mltest_gates *gates = gt_gates("point: true\ngates:\n- affected(fog@3) <= 0.05\n"
                                   "- {gate: risk <= 45, point: false}\n");
    ck_assert_uint_eq(gates->n, 2);
    ck_assert(gates->items[0].is_point && !gates->items[1].is_point);
    mlt_gates_unref(gates);
    ck_assert_int_eq(gt_refused("gates:\n- rsk <= 45\n", MLTEST_ERR_FORMAT,
                                "g.yaml:2: column 3: no score is named \"rsk\""),
                     2);
#else
    gt_refused("gates:\n- risk <= 45\n", MLTEST_ERR_UNSUPPORTED, "libyaml");
#endif
}
END_TEST

START_TEST(mistakes)
{
    ck_assert_int_eq(gt_refused("{\"gates\":\n[\"risk <= 45\",\n \"affected(fog@3) =< 1\"]}",
                                MLTEST_ERR_FORMAT, "g.json:3: column 2: expected a gate like"),
                     3);
    gt_refused("{\"gate\":[]}", MLTEST_ERR_FORMAT, "unknown key \"gate\"; did you mean \"gates\"?");
    gt_refused("{\"gates\":[],\"point\":1}", MLTEST_ERR_FORMAT, "expected true or false");
    gt_refused("{\"point\":true}", MLTEST_ERR_FORMAT, "expected a map with \"gates\"");
    gt_refused("{}", MLTEST_ERR_FORMAT, "expected a map with \"gates\"");
    gt_refused("[]", MLTEST_ERR_FORMAT, "expected at least one gate");
#ifdef MLT_HAVE_YAML /* what begins like no JSON of ours is read as that */
    gt_refused("3", MLTEST_ERR_FORMAT, "");
#endif
    gt_refused("{\"gates\":{}}", MLTEST_ERR_FORMAT, "expected a list of gates");
    gt_refused("[3]", MLTEST_ERR_FORMAT, "expected a gate like \"risk <= 45\", found \"3\"");
    gt_refused("[[\"risk <= 45\"]]", MLTEST_ERR_FORMAT, "found a list");
    gt_refused("[{\"gate\":\"risk <= 4\",\"no_worse_than\":{}}]", MLTEST_ERR_FORMAT, "either");
    gt_refused("[{\"point\":true}]", MLTEST_ERR_FORMAT, "either \"gate\" or \"no_worse_than\"");
    gt_refused("[{\"gat\":\"risk <= 4\"}]", MLTEST_ERR_FORMAT, "did you mean \"gate\"?");
    gt_refused("[{\"gate\":\"risk <= 4\",\"point\":\"yes\"}]", MLTEST_ERR_FORMAT,
               "expected true or false, found \"yes\"");
    gt_refused("[{\"gate\":\"risk <= 4\",\"gate\":\"risk <= 5\"}]", MLTEST_ERR_FORMAT,
               "key \"gate\" is there twice");
    gt_refused("{\"gates\":[],\"gates\":[]}", MLTEST_ERR_FORMAT, "there twice");
    gt_refused("{\"conditions\":[\"fog@3\"],\"thresolds\":{},\"gates\":[\"risk <= 4\"]}",
               MLTEST_ERR_FORMAT, "did you mean \"thresholds\"?");
    gt_refused("{\"conditions\":[\"fog@3\"]}", MLTEST_ERR_FORMAT, "expected at least one gate");
}
END_TEST

/* Every beginning of a document is an error, never a crash or a gate less. */
START_TEST(truncated)
{
    static const char whole[] =
        "{\"gates\":[\"risk <= 45\",{\"gate\":\"AP50 >= 0.5\",\"point\":true},{\"no_worse_than\":"
        "{\"baseline\":\"b\",\"on\":[\"risk\"],\"margin\":{\"risk\":2}}}]}";
    char part[sizeof whole];
    for (size_t n = 1; n + 1 < sizeof whole; n++) {
        memcpy(part, whole, n);
        part[n] = '\0';
        gt_refused(part, MLTEST_ERR_FORMAT, "g.json");
    }
    mlt_gates_unref(gt_gates(whole));
}
END_TEST

START_TEST(nested)
{
    char deep[2000];
    memset(deep, '[', 900);
    memset(deep + 900, ']', 900);
    deep[1800] = '\0';
    gt_refused(deep, MLTEST_ERR_LIMIT, "more levels of nesting");
}
END_TEST

START_TEST(no_such_file)
{
    mltest_gates *gates = NULL;
    mltest_error *error = NULL;
    ck_assert_int_eq(mlt_gates_open(&gates, NULL, "no/such.json", NULL, &error), MLTEST_ERR_IO);
    ck_assert_ptr_null(gates);
    mltest_error_free(error);
}
END_TEST

static mltest_status body(mltest_context *ctx, void *data)
{
    mltest_gates *gates = NULL;
    mltest_error *error = NULL;
    mltest_status status = gt_read(&gates, ctx, data, &error);
    mlt_gates_unref(gates);
    mltest_error_free(error);
    return status;
}

START_TEST(out_of_memory)
{
    char text[] = "{\"conditions\":[\"fog@3\"],\"gates\":[\"risk <= 4\",{\"no_worse_than\":"
                  "{\"baseline\":\"a\",\"on\":[\"risk\"],\"margin\":{\"risk\":2}}}]}";
    mlt_test_every_allocation(body, text);
}
END_TEST

MLT_TEST_SUITE(gate_file, three_shapes, options_of_mltest, yaml, mistakes, truncated, nested,
               no_such_file, out_of_memory)
