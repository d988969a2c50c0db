/* SPDX-License-Identifier: MIT */
#include "predictor/greeting.h"

#include "predictor/fixtures.h"

Suite *mlt_suite_predictor_greeting(void);

static mlt_greeting greeting;

static mltest_status parse(const char *line, mltest_error **error)
{
    mlt_greeting_free(&greeting, NULL);
    return mlt_greeting_parse(&greeting, NULL, line, strlen(line), error);
}

static void tear_down(void)
{
    mlt_greeting_free(&greeting, NULL);
}

START_TEST(the_least)
{
    ck_assert_int_eq(parse("{\"mltest\":1}", NULL), MLTEST_OK);
    ck_assert(!greeting.has_classes);
    ck_assert_ptr_null(greeting.name);
    ck_assert_ptr_null(greeting.version);
    ck_assert_int_eq(parse("{\"classes\":null,\"model\":null,\"mltest\":1.0}", NULL), MLTEST_OK);
    ck_assert(!greeting.has_classes);
}
END_TEST

START_TEST(everything)
{
    ck_assert_int_eq(parse(" {\"mltest\":1,\"classes\":[\"a\",\"b c\"],\"x\":[{\"y\":1}],\"model\":"
                           "{\"name\":\"net\",\"version\":\"1.2\",\"z\":null}} ",
                           NULL),
                     MLTEST_OK);
    ck_assert(greeting.has_classes);
    ck_assert_uint_eq(greeting.classes.n, 2);
    ck_assert_str_eq(greeting.classes.names[1], "b c");
    ck_assert_str_eq(greeting.name, "net");
    ck_assert_str_eq(greeting.version, "1.2");
}
END_TEST

START_TEST(the_last_of_two_keys_counts)
{
    ck_assert_int_eq(parse("{\"mltest\":1,\"classes\":[\"a\"],\"classes\":[\"b\"],\"model\":{"
                           "\"name\":\"x\",\"name\":\"y\"}}",
                           NULL),
                     MLTEST_OK);
    ck_assert_uint_eq(greeting.classes.n, 1);
    ck_assert_str_eq(greeting.classes.names[0], "b");
    ck_assert_str_eq(greeting.name, "y");
}
END_TEST

START_TEST(what_is_no_greeting)
{
    static const struct {
        const char *line, *message;
    } cases[] = {
        {"", "expected"},
        {"Loading model", "expected"},
        {"[1]", "a greeting like"},
        {"{}", "\"mltest\":1"},
        {"{\"mltest\":2}", "version 1"},
        {"{\"mltest\":\"1\"}", "integer"},
        {"{\"mltest\":1,\"classes\":[]}", "at least one class"},
        {"{\"mltest\":1,\"classes\":\"a\"}", "array"},
        {"{\"mltest\":1,\"classes\":[1]}", "text in quotes"},
        {"{\"mltest\":1,\"classes\":[\"\"]}", "control characters"},
        {"{\"mltest\":1,\"classes\":[\"a\\u001b\"]}", "control characters"},
        {"{\"mltest\":1,\"classes\":[\"a\",\"a\"]}", "listed twice"},
        {"{\"mltest\":1,\"model\":\"x\"}", "describes the model"},
        {"{\"mltest\":1,\"model\":{\"name\":7}}", "text in quotes"},
        {"{\"mltest\":1,\"model\":{\"name\":\"\\u0000\"}}", "control characters"},
        {"{\"mltest\":1} {}", "nothing more"},
        {"{\"mltest\":1", "expected"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        mltest_error *error = NULL;
        ck_assert_int_ne(parse(cases[i].line, &error), MLTEST_OK);
        const char *message = mlt_error_text(error, MLT_ERROR_MESSAGE);
        ck_assert_msg(strstr(message, cases[i].message) != NULL, "%s: %s", cases[i].line, message);
        mlt_error_free(error);
    }
}
END_TEST

static mltest_status parse_with(mltest_context *ctx, void *data)
{
    mlt_greeting g = {.has_classes = false};
    mltest_status status = mlt_greeting_parse(&g, ctx, data, strlen(data), NULL);
    mlt_greeting_free(&g, ctx);
    return status;
}

START_TEST(out_of_memory)
{
    mlt_test_every_allocation(
        parse_with, (char[]){"{\"mltest\":1,\"classes\":[\"a\",\"b\"],\"model\":{\"name\":"
                             "\"net\",\"name\":\"other\",\"version\":\"1\"}}"});
}
END_TEST

Suite *mlt_suite_predictor_greeting(void)
{
    Suite *suite = suite_create("predictor_greeting");
    TCase *tests = tcase_create("greeting");
    tcase_add_checked_fixture(tests, NULL, tear_down);
    tcase_add_test(tests, the_least);
    tcase_add_test(tests, everything);
    tcase_add_test(tests, the_last_of_two_keys_counts);
    tcase_add_test(tests, what_is_no_greeting);
    tcase_add_test(tests, out_of_memory);
    suite_add_tcase(suite, tests);
    return suite;
}
