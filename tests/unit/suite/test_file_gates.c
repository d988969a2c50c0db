/* SPDX-License-Identifier: MIT */
#include "suite/suite_check.h"

Suite *mlt_suite_suite_file_gates(void);

static const char *file(const char *gates)
{
    static char text[1024];
    snprintf(text, sizeof text, "{\"conditions\":[\"fog@3\"],\n\"gates\":%s}", gates);
    return sc_file(text);
}

START_TEST(test_limits)
{
    sc_opened(file("[\"risk <= 45\", \"affected(fog@3)<=0.05\", \"clean.mAP >= 3e-1 \"]"));
    ck_assert_uint_eq(sc_suite->n_gates, 3);
    ck_assert_str_eq(sc_suite->gates[0], "risk <= 45");
    ck_assert_str_eq(sc_suite->gates[1], "affected(fog@3)<=0.05");
    ck_assert_str_eq(sc_suite->gates[2], "clean.mAP >= 3e-1 ");
    ck_assert(sc_warns("3 gates are kept; `mltest gate` judges them"));
    sc_opened(file("[]"));
    ck_assert_uint_eq(sc_suite->n_gates + sc_suite->n_warnings, 0);
}
END_TEST

START_TEST(test_baselines)
{
    static const char one[] = "{\"no_worse_than\":{\"baseline\":\"a.jsonl.gz\",\"on\":[\"risk\","
                              "\"affected(rain@3)\"],\"margin\":{\"risk\":2,\"mAP50\":0.01}}}";
    char all[512];
    snprintf(all, sizeof all, "[%s]", one);
    sc_opened(file(all));
    ck_assert_uint_eq(sc_suite->n_gates, 1);
    ck_assert_str_eq(sc_suite->gates[0], one);
    sc_opened(file("[{\"no_worse_than\":{\"baseline\":\"a\",\"on\":[]}}]"));
    ck_assert_str_eq(sc_suite->gates[0], "{\"no_worse_than\":{\"baseline\":\"a\",\"on\":[]}}");
}
END_TEST

START_TEST(test_gates_that_judge_the_value)
{
    static const char one[] = "{\"gate\":\"risk <= 45\",\"point\":true}";
    char all[512];
    snprintf(all, sizeof all, "[%s]", one);
    sc_opened(file(all));
    ck_assert_uint_eq(sc_suite->n_gates, 1);
    ck_assert_str_eq(sc_suite->gates[0], one);
    sc_refused(file("[{\"gate\":\"risk <= 45\",\"point\":1}]"), MLTEST_ERR_FORMAT,
               "expected true or false, found \"1\"");
    sc_refused(file("[{\"gate\":\"risk\",\"point\":true}]"), MLTEST_ERR_FORMAT,
               "expected a gate like");
    sc_refused(file("[{\"point\":true}]"), MLTEST_ERR_FORMAT, "either gate or no_worse_than");
    sc_refused(file("[{\"gate\":\"risk <= 1\",\"no_worse_than\":{}}]"), MLTEST_ERR_FORMAT,
               "either gate or no_worse_than");
}
END_TEST

START_TEST(test_mistakes_in_limits)
{
    static const char *const bad[] = {"risk < 45", "risk = 45", "risk",          "<= 45",
                                      "risk <=",   "risk <= x", "risk <= 1e999", "  <= 3",
                                      "risk =< 4", ""};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        char gates[64];
        snprintf(gates, sizeof gates, "[\"%s\"]", bad[i]);
        ck_assert_int_eq(sc_refused(file(gates), MLTEST_ERR_FORMAT,
                                    "s.json:2: column 10: expected a gate like \"risk <= 45\""),
                         2);
    }
    sc_refused(file("[45]"), MLTEST_ERR_FORMAT, "expected a gate like");
    sc_refused(file("\"risk <= 45\""), MLTEST_ERR_FORMAT, "expected a list of gates");
}
END_TEST

START_TEST(test_mistakes_in_baselines)
{
    sc_refused(file("[{\"no_worse\":{}}]"), MLTEST_ERR_FORMAT, "unknown key \"no_worse\"");
    sc_refused(file("[{}]"), MLTEST_ERR_FORMAT, "expected a map with either gate or no_worse_than");
    sc_refused(file("[{\"no_worse_than\":\"a\"}]"), MLTEST_ERR_FORMAT,
               "expected a map with baseline, on, margin, found \"a\"");
    sc_refused(file("[{\"no_worse_than\":{\"baseline\":\"a\"}}]"), MLTEST_ERR_FORMAT,
               "expected \"baseline\" and \"on\" in this map");
    sc_refused(file("[{\"no_worse_than\":{\"baseline\":7,\"on\":[]}}]"), MLTEST_ERR_FORMAT,
               "expected the name of a journal");
    sc_refused(file("[{\"no_worse_than\":{\"baseline\":\"a\",\"on\":[[]]}}]"), MLTEST_ERR_FORMAT,
               "expected the name of a score");
    sc_refused(file("[{\"no_worse_than\":{\"baseline\":\"a\",\"on\":\"risk\"}}]"),
               MLTEST_ERR_FORMAT, "expected a list of scores");
    sc_refused(file("[{\"no_worse_than\":{\"baseline\":\"a\",\"on\":[],\"margin\":3}}]"),
               MLTEST_ERR_FORMAT, "expected a map of margins");
    sc_refused(file("[{\"no_worse_than\":{\"baseline\":\"a\",\"on\":[],\"margin\":{\"x\":-1}}}]"),
               MLTEST_ERR_FORMAT, "expected a margin of at least 0, found \"-1\"");
}
END_TEST

START_TEST(test_out_of_memory)
{
    sc_every_allocation(file("[\"risk <= 4\",{\"no_worse_than\":{\"baseline\":\"a\",\"on\":"
                             "[\"risk\"]}}]"));
}
END_TEST

SC_SUITE(mlt_suite_suite_file_gates, "suite_file_gates", test_limits, test_baselines,
         test_gates_that_judge_the_value, test_mistakes_in_limits, test_mistakes_in_baselines,
         test_out_of_memory)
