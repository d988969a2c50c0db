/* SPDX-License-Identifier: MIT */
#include "suite/suite_check.h"

Suite *mlt_suite_suite_words(void);

START_TEST(test_next_word)
{
    const char *at = " a,,b{c, d}\t\r\ne", *word;
    size_t n;
    ck_assert(mlt_suite_next_word(&at, &word, &n));
    ck_assert(n == 1 && word[0] == 'a');
    ck_assert(mlt_suite_next_word(&at, &word, &n));
    ck_assert(n == 7 && strncmp(word, "b{c, d}", 7) == 0);
    ck_assert(mlt_suite_next_word(&at, &word, &n));
    ck_assert(n == 1 && word[0] == 'e');
    ck_assert(!mlt_suite_next_word(&at, &word, &n));
    ck_assert(!mlt_suite_next_word(&at, &word, &n)); /* it stays at the end */
}
END_TEST

START_TEST(test_conditions)
{
    sc_opened("fog@1, fog@3\tclean saturate@2");
    ck_assert_str_eq(sc_names(), "fog@1 fog@3 saturate@2");
    sc_opened("fog@1,,fog@2\n\r\n,saturate@2,"); /* gaps of any length */
    ck_assert_uint_eq(sc_suite->n, 4);
    sc_opened("clean,clean");
    ck_assert_uint_eq(sc_suite->n, 1);
    sc_opened("rotation@3{angle=10},fog@1"); /* what is in braces belongs to the condition */
    ck_assert_uint_eq(sc_suite->n, 3);
}
END_TEST

START_TEST(test_a_refused_word)
{
    sc_opened("clean");
    mltest_error *error = NULL;
    ck_assert_int_eq(mlt_suite_fill_words(sc_suite, "fog@1 fog@9 fog@2", &error),
                     MLTEST_ERR_INVALID);
    ck_assert_ptr_nonnull(strstr(mltest_error_message(error), "fog@9"));
    mltest_error_free(error);
    ck_assert_str_eq(sc_names(), "fog@1");
}
END_TEST

SC_SUITE(mlt_suite_suite_words, "suite_words", test_next_word, test_conditions, test_a_refused_word)
