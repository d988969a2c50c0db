/* SPDX-License-Identifier: MIT */
#include "gate/fixtures.h"

#define MAP(inside) "[{\"no_worse_than\":{" inside "}}]"

START_TEST(a_gate_a_score)
{
    mltest_gates *gates = gt_gates(
        "[{\"no_worse_than\":{\"baseline\":\"old/last.jsonl.gz\",\"on\":[\"risk\",\"mAP50\","
        "\"affected(rain@3)\",\"affected(fog@1)\"],\"margin\":{\"risk\":2,\"affected\":0.02,"
        "\"affected(fog@1)\":0.5}},\"point\":true}]");
    const double margins[] = {2, 0, 0.02, 0.5};
    ck_assert_uint_eq(gates->n, 4);
    for (size_t i = 0; i < 4; i++) {
        ck_assert_double_eq(gates->items[i].limit, margins[i]);
        ck_assert(gates->items[i].is_point);
        ck_assert_msg(strstr(gates->items[i].baseline, "/old/last.jsonl.gz") != NULL, "%s",
                      gates->items[i].baseline);
    }
    ck_assert_str_eq(gates->items[2].text,
                     "affected(rain@3) no worse than last.jsonl.gz, margin 0.02");
    ck_assert_str_eq(gates->items[3].condition, "fog@1");
    mlt_gates_unref(gates);
}
END_TEST

START_TEST(an_absolute_name_stays)
{
    mltest_gates *gates = gt_gates(MAP("\"baseline\":\"/a/b\",\"on\":[\"risk\"]"));
    ck_assert_str_eq(gates->items[0].baseline, "/a/b");
    mlt_gates_unref(gates);
}
END_TEST

START_TEST(mistakes)
{
    gt_refused("[{\"no_worse_than\":\"a\"}]", MLTEST_ERR_FORMAT, "expected a map with baseline");
    gt_refused(MAP("\"baseline\":\"a\""), MLTEST_ERR_FORMAT, "expected \"baseline\" and \"on\"");
    gt_refused(MAP("\"on\":[\"risk\"]"), MLTEST_ERR_FORMAT, "expected \"baseline\" and \"on\"");
    gt_refused(MAP("\"baseline\":7,\"on\":[\"risk\"]"), MLTEST_ERR_FORMAT, "name of a journal");
    gt_refused(MAP("\"baseline\":\"a\",\"on\":\"risk\""), MLTEST_ERR_FORMAT, "a list of scores");
    gt_refused(MAP("\"baseline\":\"a\",\"on\":[]"), MLTEST_ERR_FORMAT, "at least one score");
    gt_refused(MAP("\"baseline\":\"a\",\"on\":[3]"), MLTEST_ERR_FORMAT, "the name of a score");
    gt_refused(MAP("\"baseline\":\"a\",\"on\":[\"rsk\"]"), MLTEST_ERR_FORMAT,
               "did you mean \"risk\"?");
    gt_refused(MAP("\"baseline\":\"a\",\"on\":[\"affected\"]"), MLTEST_ERR_FORMAT,
               "affected is of a condition");
    gt_refused(MAP("\"baselin\":\"a\",\"on\":[\"risk\"]"), MLTEST_ERR_FORMAT,
               "did you mean \"baseline\"?");
    gt_refused(MAP("\"baseline\":\"a\",\"on\":[\"risk\"],\"margin\":2"), MLTEST_ERR_FORMAT,
               "a map of margins");
    gt_refused(MAP("\"baseline\":\"a\",\"on\":[\"risk\"],\"margin\":{\"risk\":-1}"),
               MLTEST_ERR_FORMAT, "a margin of at least 0, found \"-1\"");
    gt_refused(MAP("\"baseline\":\"a\",\"on\":[\"risk\"],\"margin\":{\"risk\":1e999}"),
               MLTEST_ERR_FORMAT, "");
    gt_refused(MAP("\"baseline\":\"a\",\"on\":[\"risk\"],\"margin\":{\"rsk\":1}"),
               MLTEST_ERR_FORMAT, "did you mean \"risk\"?");
    gt_refused(MAP("\"baseline\":\"a\",\"on\":[\"risk\"],\"margin\":{\"risk\":1,\"risk\":2}"),
               MLTEST_ERR_FORMAT, "there twice");
}
END_TEST

MLT_TEST_SUITE(gate_file_baseline, a_gate_a_score, an_absolute_name_stays, mistakes)
