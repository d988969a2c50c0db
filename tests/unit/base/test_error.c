/* SPDX-License-Identifier: MIT */
#include "base/error.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include "testing.h"

Suite *mlt_suite_base_error(void);

static mltest_error *error;

static void set_up(void)
{
    error = NULL;
}

static void tear_down(void)
{
    mlt_error_free(error);
}

static const char *message(void)
{
    return mlt_error_text(error, MLT_ERROR_MESSAGE);
}

START_TEST(test_a_plain_failure)
{
    ck_assert_int_eq(mlt_fail(&error, MLTEST_ERR_FORMAT, "%s has %d legs", "dog", 5),
                     MLTEST_ERR_FORMAT);
    ck_assert_int_eq(mlt_error_status(error), MLTEST_ERR_FORMAT);
    ck_assert_str_eq(message(), "dog has 5 legs");
    ck_assert_str_eq(mlt_error_text(error, MLT_ERROR_FILE), "");
    ck_assert_str_eq(mlt_error_text(error, MLT_ERROR_SAMPLE), "");
    ck_assert_str_eq(mlt_error_text(error, MLT_ERROR_CONDITION), "");
    ck_assert_int_eq(mlt_error_line(error), 0);
    ck_assert_int_eq(mlt_error_offset(error), -1);
    ck_assert_int_eq(mlt_error_callback_code(error), 0);
}
END_TEST

START_TEST(test_nobody_wants_to_know)
{
    ck_assert_int_eq(mlt_fail(NULL, MLTEST_ERR_LIMIT, "%s", "x"), MLTEST_ERR_LIMIT);
    ck_assert_int_eq(mlt_fail_at(NULL, MLTEST_ERR_IO, MLT_NOWHERE, "x"), MLTEST_ERR_IO);
    ck_assert_int_eq(mlt_fail_memory(NULL), MLTEST_ERR_MEMORY);
    ck_assert_int_eq(mlt_fail_callback(NULL, "predict", 3), MLTEST_ERR_CALLBACK);
    ck_assert_int_eq(mlt_fail_errno(NULL, "a", "open", ENOENT), MLTEST_ERR_IO);
    mlt_error_add_where(NULL, "sample", "condition");
    mlt_error_clear(NULL);
    mlt_error_free(NULL);
}
END_TEST

START_TEST(test_no_error_reads_as_success)
{
    ck_assert_int_eq(mlt_error_status(NULL), MLTEST_OK);
    ck_assert_str_eq(mlt_error_text(NULL, MLT_ERROR_MESSAGE), "");
    ck_assert_str_eq(mlt_error_text(NULL, MLT_ERROR_FILE), "");
    ck_assert_str_eq(mlt_error_text(NULL, MLT_ERROR_SAMPLE), "");
    ck_assert_str_eq(mlt_error_text(NULL, MLT_ERROR_CONDITION), "");
    ck_assert_int_eq(mlt_error_line(NULL), 0);
    ck_assert_int_eq(mlt_error_offset(NULL), -1);
    ck_assert_int_eq(mlt_error_callback_code(NULL), 0);
}
END_TEST

START_TEST(test_the_place_comes_first)
{
    static const struct {
        mlt_where where;
        const char *message;
    } cases[] = {
        {{NULL, 7, 8, NULL, NULL}, "bad"},
        {{"a.json", 0, -1, NULL, NULL}, "a.json: bad"},
        {{"a.json", 12, -1, NULL, NULL}, "a.json:12: bad"},
        {{"a.json", 0, 0, NULL, NULL}, "a.json: byte 0: bad"},
        {{"a.json", 12, 40, NULL, NULL}, "a.json:12: bad"},
        {{"a.json", 0, INT64_MAX, NULL, NULL}, "a.json: byte 9223372036854775807: bad"},
        {{"50%s.json", 0, -1, NULL, NULL}, "50%s.json: bad"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        mlt_where where = cases[i].where;
        ck_assert_int_eq(mlt_fail_at(&error, MLTEST_ERR_FORMAT, where, "%s", "bad"),
                         MLTEST_ERR_FORMAT);
        ck_assert_str_eq(message(), cases[i].message);
        ck_assert_str_eq(mlt_error_text(error, MLT_ERROR_FILE),
                         where.file != NULL ? where.file : "");
        ck_assert_int_eq(mlt_error_line(error), where.line);
        ck_assert_int_eq(mlt_error_offset(error), where.offset);
    }
}
END_TEST

START_TEST(test_sample_and_condition_are_copied)
{
    char sample[] = "dir/1.png", condition[] = "fog:3";
    mlt_where where = {NULL, 0, -1, sample, condition};
    mlt_fail_at(&error, MLTEST_ERR_PREDICTOR, where, "gone");
    memset(sample, 'x', sizeof sample - 1);
    memset(condition, 'x', sizeof condition - 1);
    ck_assert_str_eq(message(), "gone");
    ck_assert_str_eq(mlt_error_text(error, MLT_ERROR_SAMPLE), "dir/1.png");
    ck_assert_str_eq(mlt_error_text(error, MLT_ERROR_CONDITION), "fog:3");
}
END_TEST

START_TEST(test_where_is_filled_in_but_never_changed)
{
    mlt_error_add_where(&error, "early", "early"); /* nothing failed yet */
    ck_assert_ptr_null(error);
    mlt_fail(&error, MLTEST_ERR_FORMAT, "bad");
    mlt_error_add_where(&error, NULL, NULL);
    ck_assert_str_eq(mlt_error_text(error, MLT_ERROR_SAMPLE), "");
    mlt_error_add_where(&error, "first", NULL);
    mlt_error_add_where(&error, "second", "clean");
    mlt_error_add_where(&error, "third", "other");
    ck_assert_str_eq(mlt_error_text(error, MLT_ERROR_SAMPLE), "first");
    ck_assert_str_eq(mlt_error_text(error, MLT_ERROR_CONDITION), "clean");
    ck_assert_str_eq(message(), "bad");
}
END_TEST

START_TEST(test_a_later_failure_replaces_its_cause)
{
    mlt_fail(&error, MLTEST_ERR_IO, "cannot read");
    mlt_fail(&error, MLTEST_ERR_FORMAT, "no label file (%s)", message()); /* quotes the old one */
    ck_assert_int_eq(mlt_error_status(error), MLTEST_ERR_FORMAT);
    ck_assert_str_eq(message(), "no label file (cannot read)");
    mlt_fail_at(&error, MLTEST_ERR_LIMIT, MLT_IN_FILE("f"), "%s!", message());
    ck_assert_str_eq(message(), "f: no label file (cannot read)!");
    mlt_fail_memory(&error);
    ck_assert_int_eq(mlt_error_status(error), MLTEST_ERR_MEMORY);
    mlt_fail(&error, MLTEST_ERR_INVALID, "again");
    ck_assert_str_eq(message(), "again");
}
END_TEST

START_TEST(test_what_was_there_on_entry_is_ignored)
{
    int not_ours;
    mltest_error *given = (mltest_error *)(void *)&not_ours;
    mlt_error_clear(&given); /* would crash if it were freed */
    ck_assert_ptr_null(given);
}
END_TEST

START_TEST(test_out_of_memory_is_a_constant)
{
    mltest_error *other = NULL;
    ck_assert_int_eq(mlt_fail_memory(&error), MLTEST_ERR_MEMORY);
    mlt_fail_memory(&other);
    ck_assert_ptr_eq(error, other);
    ck_assert_int_eq(mlt_error_status(error), MLTEST_ERR_MEMORY);
    ck_assert_str_eq(message(), "out of memory");
    ck_assert_int_eq(mlt_error_line(error), 0);
    ck_assert_int_eq(mlt_error_offset(error), -1);
    mlt_error_add_where(&error, "sample", "condition");
    ck_assert_str_eq(mlt_error_text(error, MLT_ERROR_SAMPLE), "");
    mlt_error_free(error);
    mlt_error_free(error);
    ck_assert_str_eq(message(), "out of memory");
}
END_TEST

/* A wide character outside every character set: printf fails, as it does without memory. */
static const wchar_t unprintable[] = {0x7fffffff, 0};

START_TEST(test_an_error_that_cannot_be_made_keeps_its_status)
{
    for (mltest_status status = MLTEST_ERR_INTERNAL; status < 0; status++) {
        ck_assert_int_eq(mlt_fail(&error, status, "%ls", unprintable), status);
        ck_assert_int_eq(mlt_error_status(error), status);
        ck_assert_str_ne(message(), "");
        ck_assert_int_eq(mlt_error_offset(error), -1);
        mlt_error_free(error);
    }
    ck_assert_int_eq(mlt_fail(&error, -1000, "%ls", unprintable), -1000);
    ck_assert_int_eq(mlt_error_status(error), MLTEST_ERR_INTERNAL);
    ck_assert_int_eq(mlt_fail(&error, INT32_MIN, "%ls", unprintable), INT32_MIN);
    ck_assert_int_eq(mlt_error_status(error), MLTEST_ERR_INTERNAL);
    mlt_where where = {"file", 1, -1, "sample", "condition"};
    mlt_fail_at(&error, MLTEST_ERR_FORMAT, where, "%ls", unprintable);
    ck_assert_str_eq(message(), "the input is not what its format requires");
    ck_assert_str_eq(mlt_error_text(error, MLT_ERROR_FILE), "");
}
END_TEST

START_TEST(test_callbacks_keep_their_code)
{
    ck_assert_int_eq(mlt_fail_callback(&error, "predict", -77), MLTEST_ERR_CALLBACK);
    ck_assert_int_eq(mlt_error_status(error), MLTEST_ERR_CALLBACK);
    ck_assert_int_eq(mlt_error_callback_code(error), -77);
    ck_assert_str_eq(message(), "the host's predict returned -77");
    mlt_fail_callback(&error, "load", INT32_MIN);
    ck_assert_int_eq(mlt_error_callback_code(error), INT32_MIN);
    mlt_fail(&error, MLTEST_ERR_FORMAT, "other");
    ck_assert_int_eq(mlt_error_callback_code(error), 0);
}
END_TEST

START_TEST(test_the_operating_system_explains)
{
    ck_assert_int_eq(mlt_fail_errno(&error, "dir/x", "open", ENOENT), MLTEST_ERR_IO);
    ck_assert_str_eq(message(), "dir/x: cannot open: No such file or directory");
    ck_assert_str_eq(mlt_error_text(error, MLT_ERROR_FILE), "dir/x");
    mlt_fail_errno(&error, NULL, "start the process", EAGAIN);
    ck_assert_ptr_nonnull(strstr(message(), "cannot start the process: "));
    ck_assert_str_eq(mlt_error_text(error, MLT_ERROR_FILE), "");
    mlt_fail_errno(&error, "x", "read", 123456); /* a host's own number */
    ck_assert_ptr_nonnull(strstr(message(), "123456"));
    mlt_fail_errno(&error, "x", "read", -5);
    ck_assert_ptr_nonnull(strstr(message(), "-5"));
}
END_TEST

START_TEST(test_messages_are_one_line)
{
    mlt_where where = {"a\nb", 0, -1, "s\n1", NULL};
    mlt_fail_at(&error, MLTEST_ERR_FORMAT, where, "class '%s'", "x\r\ny");
    ck_assert_str_eq(message(), "a b: class 'x  y'");
    ck_assert_str_eq(mlt_error_text(error, MLT_ERROR_FILE), "a\nb"); /* a name, not a line */
    ck_assert_str_eq(mlt_error_text(error, MLT_ERROR_SAMPLE), "s\n1");
}
END_TEST

START_TEST(test_messages_have_any_length)
{
    enum { N = 100000 };
    char *long_text = malloc(N + 1);
    ck_assert_ptr_nonnull(long_text);
    memset(long_text, 'y', N);
    long_text[N] = '\0';
    mlt_fail_at(&error, MLTEST_ERR_FORMAT, MLT_IN_FILE(long_text), "%s", long_text);
    ck_assert_uint_eq(strlen(message()), 2 * N + 2);
    ck_assert_uint_eq(strlen(mlt_error_text(error, MLT_ERROR_FILE)), N);
    free(long_text);
}
END_TEST

static mltest_status twice(int *calls, mltest_status status)
{
    ++*calls;
    TRY(status);
    ++*calls;
    return MLTEST_OK;
}

static mltest_status one_exit(int *calls, mltest_status first)
{
    mltest_status status;
    TRY_GOTO(first);
    ++*calls;
done:
    ++*calls;
    return status;
}

START_TEST(test_flow)
{
    int calls = 0;
    ck_assert_int_eq(twice(&calls, MLTEST_ERR_IO), MLTEST_ERR_IO);
    ck_assert_int_eq(calls, 1);
    ck_assert_int_eq(twice(&calls, MLTEST_OK), MLTEST_OK);
    ck_assert_int_eq(calls, 3);
    ck_assert_int_eq(one_exit(&calls, MLTEST_ERR_IO), MLTEST_ERR_IO);
    ck_assert_int_eq(calls, 4);
    ck_assert_int_eq(one_exit(&calls, MLTEST_OK), MLTEST_OK);
    ck_assert_int_eq(calls, 6);
}
END_TEST

Suite *mlt_suite_base_error(void)
{
    Suite *suite = suite_create("base_error");
    TCase *tc = tcase_create("error");
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, test_a_plain_failure);
    tcase_add_test(tc, test_nobody_wants_to_know);
    tcase_add_test(tc, test_no_error_reads_as_success);
    tcase_add_test(tc, test_the_place_comes_first);
    tcase_add_test(tc, test_sample_and_condition_are_copied);
    tcase_add_test(tc, test_where_is_filled_in_but_never_changed);
    tcase_add_test(tc, test_a_later_failure_replaces_its_cause);
    tcase_add_test(tc, test_what_was_there_on_entry_is_ignored);
    tcase_add_test(tc, test_out_of_memory_is_a_constant);
    tcase_add_test(tc, test_an_error_that_cannot_be_made_keeps_its_status);
    tcase_add_test(tc, test_callbacks_keep_their_code);
    tcase_add_test(tc, test_the_operating_system_explains);
    tcase_add_test(tc, test_messages_are_one_line);
    tcase_add_test(tc, test_messages_have_any_length);
    tcase_add_test(tc, test_flow);
    suite_add_tcase(suite, tc);
    return suite;
}
