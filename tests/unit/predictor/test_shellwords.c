/* SPDX-License-Identifier: MIT */
#include "predictor/shellwords.h"

#include <string.h>

#include "base/error.h"
#include "testing.h"

Suite *mlt_suite_predictor_shellwords(void);

/* Words joined by '|', as the shell's printf '%s|' shows them. */
static void check(const char *line, const char *expected)
{
    mlt_names words = {NULL, 0, 0};
    char joined[256] = "";
    ck_assert_int_eq(mlt_shellwords(NULL, line, &words, NULL), MLTEST_OK);
    for (size_t i = 0; i < words.n; i++) {
        strcat(joined, words.items[i]);
        strcat(joined, "|");
    }
    ck_assert_str_eq(joined, expected);
    mlt_names_free(NULL, &words);
}

START_TEST(plain_words)
{
    check("a", "a|");
    check("  a\t b\nc  ", "a|b|c|");
    check("python3 -u model.py --size=352", "python3|-u|model.py|--size=352|");
}
END_TEST

START_TEST(single_quotes)
{
    check("'a b'", "a b|");
    check("a'b c'd", "ab cd|");
    check("'' x ''", "|x||");
    check("'a\\'", "a\\|");
    check("'\"$x`'", "\"$x`|");
    check("'it'\\''s'", "it's|");
}
END_TEST

START_TEST(double_quotes)
{
    check("\"a b\"", "a b|");
    check("\"a'b\"", "a'b|");
    check("\"\\$\\`\\\"\\\\\"", "$`\"\\|");
    check("\"\\n\\a\"", "\\n\\a|"); /* the backslash stays */
    check("\"a\\\nb\"", "ab|");
    check("\"\"", "|");
    check("x\"\"", "x|");
}
END_TEST

START_TEST(backslashes)
{
    check("a\\ b", "a b|");
    check("\\a\\\"\\'", "a\"'|");
    check("a\\\nb", "ab|");
    check("a \\\n b", "a|b|"); /* no empty word between them */
    check("\\\\", "\\|");
}
END_TEST

START_TEST(nothing_is_expanded)
{
    check("$HOME ~ *.c `x` $(y) {a,b} # c", "$HOME|~|*.c|`x`|$(y)|{a,b}|#|c|");
    check("a|b;c&&d>e<f", "a|b;c&&d>e<f|");
}
END_TEST

START_TEST(mistakes)
{
    static const struct {
        const char *line, *message;
    } cases[] = {
        {"", "empty"},
        {" \t\n", "empty"},
        {"\\\n", "empty"},
        {"a 'b", "single quote"},
        {"a \"b", "double quote"},
        {"\"a\\\"", "double quote"},
        {"\"\\", "double quote"},
        {"a\\", "backslash"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        mlt_names words = {NULL, 0, 0};
        mltest_error *error = NULL;
        ck_assert_int_eq(mlt_shellwords(NULL, cases[i].line, &words, &error), MLTEST_ERR_INVALID);
        ck_assert_ptr_nonnull(strstr(mlt_error_text(error, MLT_ERROR_MESSAGE), cases[i].message));
        ck_assert_uint_eq(words.n, 0);
        ck_assert_ptr_null(words.items);
        mlt_error_free(error);
    }
}
END_TEST

static mltest_status split(mltest_context *ctx, void *data)
{
    mlt_names words = {NULL, 0, 0};
    mltest_status status = mlt_shellwords(ctx, data, &words, NULL);
    mlt_names_free(ctx, &words);
    return status;
}

START_TEST(out_of_memory)
{
    mlt_test_every_allocation(split,
                              (void *)(uintptr_t) "one 'two three' \"four\" '' five\\ six 7");
}
END_TEST

Suite *mlt_suite_predictor_shellwords(void)
{
    Suite *suite = suite_create("predictor_shellwords");
    TCase *tests = tcase_create("shellwords");
    tcase_add_test(tests, plain_words);
    tcase_add_test(tests, single_quotes);
    tcase_add_test(tests, double_quotes);
    tcase_add_test(tests, backslashes);
    tcase_add_test(tests, nothing_is_expanded);
    tcase_add_test(tests, mistakes);
    tcase_add_test(tests, out_of_memory);
    suite_add_tcase(suite, tests);
    return suite;
}
