/* SPDX-License-Identifier: MIT */
#include "score/weights.h"

#include <string.h>

#include "testing.h"

START_TEST(test_weights_by_name)
{
    mlt_weights weights = {0};
    ck_assert_int_eq(mlt_weights_parse(&weights, NULL, " weather = 2 ,frost=0.5,fog=0", NULL),
                     MLTEST_OK);
    ck_assert_double_eq(mlt_weight_of(&weights, "weather"), 2);
    ck_assert_double_eq(mlt_weight_of(&weights, "frost"), 0.5);
    ck_assert_double_eq(mlt_weight_of(&weights, "fog"), 0);
    ck_assert_double_eq(mlt_weight_of(&weights, "fo"), 1);
    mlt_weights_free(&weights);
}
END_TEST

START_TEST(test_print)
{
    mlt_weights weights = {0};
    mlt_text text;
    mlt_text_init(&text, NULL);
    mlt_weights_print(&weights, &text);
    ck_assert_uint_eq(text.n, 0);
    ck_assert_int_eq(mlt_weights_parse(&weights, NULL, " weather = 2 ,frost=0.10", NULL),
                     MLTEST_OK);
    mlt_weights_print(&weights, &text);
    ck_assert_str_eq(mlt_text_string(&text), "weather=2,frost=0.1");
    mlt_text_free(&text);
    mlt_weights_free(&weights);
}
END_TEST

START_TEST(test_no_weights)
{
    mlt_weights weights = {0};
    ck_assert_int_eq(mlt_weights_parse(&weights, NULL, "", NULL), MLTEST_OK);
    ck_assert_uint_eq(weights.n, 0);
    ck_assert_double_eq(mlt_weight_of(&weights, "fog"), 1);
    mlt_weights_free(&weights);
}
END_TEST

static void is_refused(const char *text, const char *part)
{
    mlt_weights weights = {0};
    mltest_error *error = NULL;
    ck_assert_int_eq(mlt_weights_parse(&weights, NULL, text, &error), MLTEST_ERR_INVALID);
    ck_assert_msg(strstr(mltest_error_message(error), part) != NULL, "%s",
                  mltest_error_message(error));
    mltest_error_free(error);
    mlt_weights_free(&weights);
}

START_TEST(test_what_is_refused)
{
    is_refused("fog", "'fog'");
    is_refused("=1", "'=1'");
    is_refused("fog=", "'fog='");
    is_refused("fog=-1", "weight from 0");
    is_refused("fog=nan", "weight from 0");
    is_refused("fog=1000001", "weight from 0");
    is_refused("fog=1,,rain=1", "''");
    is_refused("fog=1,rain=1,fog=2", "'fog' has a weight already");
}
END_TEST

static mltest_status parse(mltest_context *ctx, void *data)
{
    mlt_weights weights = {0};
    mltest_error *error = NULL;
    (void)data;
    mltest_status status = mlt_weights_parse(&weights, ctx, "a=1,b=2", &error);
    mltest_error_free(error);
    mlt_weights_free(&weights);
    return status;
}

START_TEST(test_out_of_memory)
{
    mlt_test_every_allocation(parse, NULL);
}
END_TEST

Suite *mlt_suite_score_weights(void);
Suite *mlt_suite_score_weights(void)
{
    TCase *tc = tcase_create("weights");
    tcase_add_test(tc, test_weights_by_name);
    tcase_add_test(tc, test_print);
    tcase_add_test(tc, test_no_weights);
    tcase_add_test(tc, test_what_is_refused);
    tcase_add_test(tc, test_out_of_memory);
    Suite *suite = suite_create("score_weights");
    suite_add_tcase(suite, tc);
    return suite;
}
