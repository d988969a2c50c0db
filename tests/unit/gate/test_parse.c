/* SPDX-License-Identifier: MIT */
#include "gate/fixtures.h"

static mltest_gates *gates;

static mlt_gate parsed(const char *text)
{
    mlt_gate gate;
    mltest_error *error = NULL;
    ck_assert_msg(mlt_gate_parse(gates, text, &gate, &error) == MLTEST_OK, "%s: %s", text,
                  mltest_error_message(error));
    return gate;
}

static void refused(const char *text, const char *words)
{
    mlt_gate gate;
    mltest_error *error = NULL;
    ck_assert_msg(mlt_gate_parse(gates, text, &gate, &error) == MLTEST_ERR_FORMAT, "%s", text);
    ck_assert_msg(strstr(mltest_error_message(error), words) != NULL, "%s: %s", text,
                  mltest_error_message(error));
    mltest_error_free(error);
}

START_TEST(limits)
{
    ck_assert_int_eq(mlt_gates_make(&gates, NULL, NULL), MLTEST_OK);
    mlt_gate gate = parsed("  affected( gaussian_blur@3 ) <= 0.05 ");
    ck_assert_str_eq(gate.text, "affected( gaussian_blur@3 ) <= 0.05");
    ck_assert_str_eq(gate.score->name, "affected");
    ck_assert_str_eq(gate.condition, "gaussian_blur@3");
    ck_assert_double_eq(gate.limit, 0.05);
    ck_assert(!gate.at_least && !gate.is_point && gate.baseline == NULL);
    gate = parsed("mAP50>=4e-1");
    ck_assert(gate.at_least);
    ck_assert_double_eq(gate.limit, 0.4);
    ck_assert_str_eq(gate.condition, "");
    ck_assert_str_eq(parsed("clean.mAP >= 0.3").score->name, "mAP");
    ck_assert_str_eq(parsed("robustness(motion_blur@3{angle=30}+fog@1#1) >= 80").condition,
                     "motion_blur@3{angle=30}+fog@1#1");
    ck_assert_double_eq(parsed("risk <= -1").limit, -1);
    /* A kind of a host's own is for the journal to know. */
    ck_assert_str_eq(parsed("affected(dust@3) <= 1").condition, "dust@3");
    mlt_gates_unref(gates);
}
END_TEST

START_TEST(mistakes)
{
    ck_assert_int_eq(mlt_gates_make(&gates, NULL, NULL), MLTEST_OK);
    static const char *const no_sign[] = {"",         "risk",      "risk = 4",  "risk < 4",
                                          "risk > 4", "risk =< 4", "risk == 4", "<"};
    for (size_t i = 0; i < sizeof no_sign / sizeof no_sign[0]; i++)
        refused(no_sign[i], "expected a gate like \"risk <= 45\"");
    refused("risk <= ", "expected a number after \"<=\"");
    refused("risk <= x", "expected a number after");
    refused("risk <= 4 5", "expected a number after");
    refused("risk >= nan", "expected a number after \">=\"");
    refused("risk >= NaN", "expected a number");
    refused("risk >= inf", "expected a number");
    refused("risk <= 1e999", "expected a number");
    refused("risk <= 4 <= 5", "expected a number");
    refused("<= 3", "no score is named \"\"");
    refused("rsk <= 45", "no score is named \"rsk\"; did you mean \"risk\"?");
    refused("affected <= 1", "affected is of a condition: write affected(fog@3)");
    refused("risk(fog@3) <= 1", "risk is of the whole journal");
    refused("clean.risk <= 1", "risk is not a score of clean pictures");
    refused("clean.mAP(fog@3) >= 1", "clean.mAP is of the whole journal");
    refused("affected() <= 1", "expected a condition in parentheses");
    refused("affected( ) <= 1", "expected a condition in parentheses");
    refused("affected(fog@3 <= 1", "expected a condition in parentheses");
    refused("affected( <= 1", "expected a condition in parentheses");
    refused("affected(fog@3)x <= 1", "expected a condition in parentheses");
    refused("affected(fog@9) <= 1", "9");
    refused("affected(fog@nan) <= 1", "fog@nan");
    refused("ri\x01sk <= 1", "expected a score like");
    refused("risk\xFF <= 1", "expected a score like");
    mlt_gates_unref(gates);
}
END_TEST

START_TEST(too_long)
{
    char text[3000];
    ck_assert_int_eq(mlt_gates_make(&gates, NULL, NULL), MLTEST_OK);
    memset(text, 'a', sizeof text);
    memcpy(text + 2900, " <= 1", 6);
    refused(text, "expected a score like");
    mlt_gates_unref(gates);
}
END_TEST

static mltest_status body(mltest_context *ctx, void *data)
{
    mltest_gates *own = NULL;
    mlt_gate gate;
    mltest_status status = mlt_gates_make(&own, ctx, NULL);
    if (status == MLTEST_OK)
        status = mlt_gate_parse(own, data, &gate, NULL);
    mlt_gates_unref(own);
    return status;
}

START_TEST(out_of_memory)
{
    char text[] = "affected(fog@3) <= 0.05";
    mlt_test_every_allocation(body, text);
}
END_TEST

MLT_TEST_SUITE(gate_parse, limits, mistakes, too_long, out_of_memory)
