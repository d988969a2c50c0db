/* SPDX-License-Identifier: MIT */
#include "score/score.h"
#include "suite/suite_check.h"

Suite *mlt_suite_suite_file_weights(void);

static const char *file(const char *weights)
{
    static char text[1024];
    snprintf(text, sizeof text, "{\"conditions\":[\"fog@3\",\"clean#1\"],\n\"weights\":%s}",
             weights);
    return sc_file(text);
}

START_TEST(test_all_three_sorts)
{
    sc_opened(file("{\"weather\":2,\"saturate\":0,\"fog:r1@3.0\":0.5,\"clean#1\":1e6}"));
    static const mlt_suite_weight wanted[] = {{(char *)(uintptr_t) "weather", 2},
                                              {(char *)(uintptr_t) "saturate", 0},
                                              {(char *)(uintptr_t) "fog:r1@3", 0.5},
                                              {(char *)(uintptr_t) "clean#1", 1e6}};
    ck_assert_uint_eq(sc_suite->n_weights, 4);
    for (size_t i = 0; i < 4; i++) {
        ck_assert_str_eq(sc_suite->weights[i].name, wanted[i].name);
        ck_assert_double_eq(sc_suite->weights[i].value, wanted[i].value);
    }
    ck_assert(sc_warns("s.json: the weights of 2 conditions are kept; the risk weighs"));
    sc_opened(file("{}"));
    ck_assert_uint_eq(sc_suite->n_weights, 0);
    ck_assert_uint_eq(sc_suite->n_warnings, 0);
}
END_TEST

static const char *option(void)
{
    return mlt_options_string(sc_suite->score, &mlt_score_options, "weights");
}

/* What scores are made with, unless somebody says otherwise. */
START_TEST(test_become_the_scores_option)
{
    mltest_options *own = NULL;
    sc_opened(file("{\"weather\":2,\"fog@3\":5,\"saturate\":0,\"blur\":0.1}"));
    ck_assert_str_eq(option(), "weather=2,saturate=0,blur=0.1");
    ck_assert_int_eq(mlt_options_make(&own, NULL, &mlt_score_options, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_suite_fill_options(sc_suite, own, NULL), MLTEST_OK);
    ck_assert_str_eq(mlt_options_string(own, &mlt_score_options, "weights"), option());
    ck_assert_int_eq(mlt_options_set(own, "weights", "fog=3", NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_suite_fill_options(sc_suite, own, NULL), MLTEST_OK);
    ck_assert_str_eq(mlt_options_string(own, &mlt_score_options, "weights"), "fog=3");
    mlt_options_unref(own);
    sc_opened(file("{\"weather\":2}"));
    ck_assert_uint_eq(sc_suite->n_warnings, 0);
    sc_opened(sc_file("{\"conditions\":[\"fog@3\"],\"thresholds\":{\"weights\":\"fog=2\"}}"));
    ck_assert_str_eq(option(), "fog=2");
    sc_refused(sc_file("{\"conditions\":[\"fog@3\"],\"thresholds\":{\"weights\":\"fog=2\"},\n"
                       "\"weights\":{\"fog\":1}}"),
               MLTEST_ERR_CONFLICT, "s.json:2: column 1: the thresholds have weights already");
}
END_TEST

START_TEST(test_mistakes)
{
    sc_refused(file("{\"wether\":2}"), MLTEST_ERR_NOT_FOUND,
               "s.json:2: column 12: no category, kind or condition is named \"wether\"; did you "
               "mean \"weather\"?");
    sc_refused(file("{\"what is this\":2}"), MLTEST_ERR_NOT_FOUND, "\"what is this\"");
    sc_refused(file("{\"fog@4\":2}"), MLTEST_ERR_NOT_FOUND,
               "s.json:2: column 12: the suite has no condition fog@4");
    sc_refused(file("{\"fgo@4\":2}"), MLTEST_ERR_NOT_FOUND, "s.json:2: column 12: no perturbation");
    sc_refused(file("{\"fog@3\":2,\"fog:r1@3\":1}"), MLTEST_ERR_CONFLICT,
               "s.json:2: column 22: fog:r1@3 has a weight already");
    sc_refused(file("{\"fog\":-1}"), MLTEST_ERR_FORMAT,
               "s.json:2: column 18: expected a weight from 0 to 1000000, found \"-1\"");
    sc_refused(file("{\"fog\":1000001}"), MLTEST_ERR_FORMAT, "a weight from 0 to 1000000");
    sc_refused(file("{\"fog\":\"2\"}"), MLTEST_ERR_FORMAT, "a weight from 0 to 1000000");
    sc_refused(file("[1]"), MLTEST_ERR_FORMAT, "expected a map of weights, found a list");
}
END_TEST

/* They may stand before the conditions they name. */
START_TEST(test_order_of_keys)
{
    sc_opened(sc_file("{\"weights\":{\"fog@1\":3},\"conditions\":[\"fog@1\"]}"));
    ck_assert_str_eq(sc_suite->weights[0].name, "fog:r1@1");
}
END_TEST

START_TEST(test_out_of_memory)
{
    sc_every_allocation(file("{\"fog@3\":1,\"weather\":2}"));
}
END_TEST

SC_SUITE(mlt_suite_suite_file_weights, "suite_file_weights", test_all_three_sorts,
         test_become_the_scores_option, test_mistakes, test_order_of_keys, test_out_of_memory)
