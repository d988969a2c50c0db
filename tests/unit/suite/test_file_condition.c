/* SPDX-License-Identifier: MIT */
#include "suite/suite_check.h"

Suite *mlt_suite_suite_file_condition(void);

/* A file with a list of conditions, given as JSON. */
static const char *list(const char *items)
{
    static char text[2048];
    snprintf(text, sizeof text, "{\"conditions\":\n%s}", items);
    return sc_file(text);
}

static void refused(const char *items, mltest_status status, const char *words)
{
    ck_assert_int_ge(sc_refused(list(items), status, words), 2);
}

START_TEST(test_texts)
{
    sc_opened(list("[\"clean\", \"fog@3\", \"clean#1\", \"saturate@1+fog@2#4\"]"));
    ck_assert_str_eq(sc_names(), "fog@3 clean#1 saturate@1+fog@2#4");
    sc_opened(list("[]"));
    ck_assert_uint_eq(sc_suite->n, 1);
}
END_TEST

START_TEST(test_sweeps)
{
    sc_opened(list("[{\"kind\":\"fog\",\"severities\":[1,2.5,3]},"
                   "{\"kind\":\"saturate\",\"severity\":4},"
                   "{\"kind\":\"brightness\",\"severities\":2}]"));
    ck_assert_str_eq(sc_names(), "fog@1 fog@2.5 fog@3 saturate@4 brightness@2");
    sc_opened(list("[{\"kind\":\"motion_blur\",\"severities\":[1,2],\"set\":{\"angle\":30},"
                   "\"replicate\":2}]"));
    ck_assert_str_eq(sc_names(), "motion_blur@1{angle=30}#2 motion_blur@2{angle=30}#2");
    sc_opened(list("[{\"kind\":\"GaussianNoise\",\"severity\":1,\"set\":{}}]"));
    ck_assert_str_eq(sc_names(), "gaussian_noise@1");
}
END_TEST

START_TEST(test_chains)
{
    sc_opened(list("[[\"motion_blur@2\", \"jpeg_compression@3\"],"
                   "[{\"kind\":\"fog\",\"severity\":1}, \"saturate@2\"],"
                   "{\"steps\":[\"fog@1\",{\"kind\":\"motion_blur\",\"severity\":2,"
                   "\"set\":{\"angle\":-5}}],\"replicate\":1},"
                   "[\"fog@2\"]]"));
    ck_assert_str_eq(sc_names(), "motion_blur@2+jpeg_compression@3 fog@1+saturate@2 "
                                 "fog@1+motion_blur@2{angle=-5}#1 fog@2");
}
END_TEST

START_TEST(test_texts_that_are_none)
{
    refused("[\"fog@1\",\n\"fgo@3\"]", MLTEST_ERR_NOT_FOUND,
            "s.json:3: column 1: no perturbation is named 'fgo'; did you mean 'fog'?");
    refused("[\"fog@1\",\n\n \"fog@1\"]", MLTEST_ERR_CONFLICT,
            "s.json:4: column 2: condition fog:r1@1 is in the suite already");
    refused("[\"fog@9\"]", MLTEST_ERR_INVALID, "s.json:2: column 2: ");
    refused("[\"a b\"]", MLTEST_ERR_NOT_FOUND, "s.json:2: column 2: ");
    refused("[3]", MLTEST_ERR_FORMAT,
            "s.json:2: column 2: expected a condition like fog@3, found \"3\"");
    refused("[\"\"]", MLTEST_ERR_FORMAT, "expected a condition like fog@3");
    refused("\"fog@3\"", MLTEST_ERR_FORMAT,
            "s.json:2: column 1: expected a list of conditions, found \"fog@3\"");
    refused("{\"fog\":3}", MLTEST_ERR_FORMAT, "expected a list of conditions, found a map");
    refused("null", MLTEST_ERR_FORMAT, "expected a list of conditions");
}
END_TEST

START_TEST(test_sweeps_that_are_none)
{
    refused("[{\"kind\":\n\"fogg\",\"severity\":1}]", MLTEST_ERR_NOT_FOUND,
            "s.json:3: column 1: no perturbation is named \"fogg\"; did you mean \"fog\"?");
    refused("[{\"kid\":\"fog\",\"severity\":1}]", MLTEST_ERR_FORMAT,
            "s.json:2: column 3: unknown key \"kid\"; did you mean \"kind\"?");
    refused("[{\"severity\":1}]", MLTEST_ERR_FORMAT, "expected \"kind\" in this map");
    refused("[{\"kind\":\"fog\"}]", MLTEST_ERR_FORMAT, "expected \"severities\" in this map");
    refused("[{\"kind\":\"fog\",\"severity\":6}]", MLTEST_ERR_FORMAT,
            "s.json:2: column 27: expected a severity from 0 to 5, found \"6\"");
    refused("[{\"kind\":\"fog\",\"severity\":-1}]", MLTEST_ERR_FORMAT, "a severity from 0 to 5");
    refused("[{\"kind\":\"fog\",\"severity\":\"3\"}]", MLTEST_ERR_FORMAT, "a severity from 0 to");
    refused("[{\"kind\":\"fog\",\"severities\":[]}]", MLTEST_ERR_FORMAT, "at least one severity");
    refused("[{\"kind\":\"fog\",\"severities\":[1,\n1]}]", MLTEST_ERR_CONFLICT,
            "s.json:3: column 1: condition fog:r1@1 is in the suite already");
    refused("[{\"kind\":\"fog\",\"severities\":[1],\"severity\":2}]", MLTEST_ERR_FORMAT,
            "not both");
    refused("[{\"kind\":\"fog\",\"severity\":1,\"replicate\":0.5}]", MLTEST_ERR_FORMAT,
            "expected a replicate number from 0 to 1000000, found \"0.5\"");
    refused("[{\"kind\":7,\"severity\":1}]", MLTEST_ERR_FORMAT, "the name of a perturbation");
}
END_TEST

START_TEST(test_parameters_that_are_none)
{
#define BLUR "[{\"kind\":\"motion_blur\",\"severity\":1,\"set\":"
    refused(BLUR "{\"agnle\":3}}]", MLTEST_ERR_FORMAT,
            "unknown key \"agnle\"; did you mean \"angle\"?");
    refused(BLUR "\n{\"angle\":1000}}]", MLTEST_ERR_INVALID,
            "s.json:3: column 10: expected a number from ");
    refused(BLUR "{\"angle\":\"3\"}}]", MLTEST_ERR_FORMAT, "expected a number, found \"3\"");
    refused(BLUR "3}]", MLTEST_ERR_FORMAT, "expected a map with ");
    refused("[{\"kind\":\"horizontal_flip\",\"severity\":1,\"set\":{\"a\":1}}]", MLTEST_ERR_FORMAT,
            "unknown key \"a\"");
}
END_TEST

START_TEST(test_chains_that_are_none)
{
    refused("[[]]", MLTEST_ERR_FORMAT, "s.json:2: column 2: expected at least one step");
    refused("[[3]]", MLTEST_ERR_FORMAT, "expected a map with kind, severity, set, found \"3\"");
    refused("[[[\"fog@1\"]]]", MLTEST_ERR_FORMAT, "expected a map with kind, severity, set");
    refused("[[{\"kind\":\"fog\",\"severities\":[1]}]]", MLTEST_ERR_FORMAT,
            "unknown key \"severities\"; did you mean \"severity\"?");
    refused("[[{\"kind\":\"fog\"}]]", MLTEST_ERR_FORMAT, "expected \"severity\" in this map");
    refused("[{\"steps\":\"fog@1\"}]", MLTEST_ERR_FORMAT, "expected a list of steps");
    refused("[{\"steps\":[\"fog@1\"],\"kind\":\"fog\"}]", MLTEST_ERR_FORMAT,
            "unknown key \"kind\"");
    refused("[[\"fog@1#2\",\"fog@2\"]]", MLTEST_ERR_INVALID, "s.json:2: column 2: ");
    refused("[[\"fog@1\",\"fog@1\",\"fog@1\",\"fog@1\",\"fog@1\",\"fog@1\",\"fog@1\",\"fog@1\","
            "\"fog@1\"]]",
            MLTEST_ERR_INVALID, "at most 8 steps");
}
END_TEST

START_TEST(test_out_of_memory)
{
    sc_every_allocation(list("[\"fog@3\",{\"kind\":\"motion_blur\",\"severities\":[1],\"set\":"
                             "{\"angle\":1},\"replicate\":3},[\"fog@1\",{\"kind\":\"fog\","
                             "\"severity\":2}]]"));
}
END_TEST

SC_SUITE(mlt_suite_suite_file_condition, "suite_file_condition", test_texts, test_sweeps,
         test_chains, test_texts_that_are_none, test_sweeps_that_are_none,
         test_parameters_that_are_none, test_chains_that_are_none, test_out_of_memory)
