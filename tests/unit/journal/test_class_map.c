/* SPDX-License-Identifier: MIT */
#include "base/error.h"
#include "journal/journal.h"
#include "journal/placed.h"
#include "testing.h"

#include <stdio.h>
#include <string.h>

/* A journal of one sample whose second condition says this of classes. */
static mltest_status parse(const char *classes, mltest_journal **out, mltest_error **error)
{
    char text[2048];
    snprintf(text, sizeof text,
             "{\"type\":\"run\",\"format\":1,\"classes\":[\"left\",\"right\",\"text\",\"car\"]}\n"
             "{\"type\":\"condition\",\"name\":\"clean\"}\n"
             "{\"type\":\"condition\",\"name\":\"flip\"%s}\n"
             "{\"type\":\"sample\",\"id\":\"s\",\"n\":0,\"width\":9,\"height\":9}\n"
             "{\"type\":\"outcome\",\"id\":\"s\",\"condition\":\"clean\",\"pred\":[]}\n"
             "{\"type\":\"failure\",\"id\":\"s\",\"condition\":\"flip\",\"message\":\"\"}\n",
             classes);
    *out = NULL;
    return mlt_journal_parse(out, NULL, "j", text, strlen(text), error);
}

START_TEST(test_by_index)
{
    mltest_journal *j;
    mltest_error *error = NULL;
    mltest_status status =
        parse(",\"classes\":{\"left\":\"right\",\"right\":\"left\",\"text\":null}", &j, &error);
    ck_assert_msg(status == MLTEST_OK, "%s", mltest_error_message(error));
    const mlt_joutcome *clean = mlt_journal_outcome(j, 0, 0), *flip = mlt_journal_outcome(j, 0, 1);
    static const int32_t wanted[] = {1, 0, -1, 3};
    ck_assert_ptr_null(clean->classes);
    for (int32_t k = 0; k < 4; k++) {
        ck_assert_int_eq(mlt_place_class(k, flip), wanted[k]);
        ck_assert_int_eq(mlt_place_class(k, clean), k);
        ck_assert_int_eq(mlt_class_is_void(k, flip), k == 2);
        ck_assert(!mlt_class_is_void(k, clean));
    }
    ck_assert_int_eq(mlt_place_class(-1, flip), -1); /* no class of the run */
    ck_assert_int_eq(mlt_place_class(4, flip), 4);
    ck_assert(!mlt_class_is_void(4, flip) && !mlt_class_is_void(-1, flip));
    mlt_journal_unref(j);
}
END_TEST

/* A class that is left out, but that another one becomes, is still looked for. */
START_TEST(test_void)
{
    mltest_journal *j;
    ck_assert_int_eq(parse(",\"classes\":{\"left\":\"text\",\"text\":null}", &j, NULL), MLTEST_OK);
    const mlt_joutcome *flip = mlt_journal_outcome(j, 0, 1);
    ck_assert_int_eq(mlt_place_class(2, flip), -1);
    ck_assert(!mlt_class_is_void(2, flip));
    mlt_journal_unref(j);
}
END_TEST

START_TEST(test_mistakes)
{
    static const char *const bad[][2] = {
        {",\"classes\":{\"lift\":\"right\"}", "the class 'lift', which the run does not have"},
        {",\"classes\":{\"left\":\"rihgt\"}", "the class 'rihgt'"},
        {",\"classes\":{\"left\":7}", "a text in quotes"},
        {",\"classes\":[]", "an object"},
    };
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        mltest_journal *j;
        mltest_error *error = NULL;
        ck_assert_int_eq(parse(bad[i][0], &j, &error), MLTEST_ERR_FORMAT);
        ck_assert_msg(strstr(mltest_error_message(error), bad[i][1]) != NULL, "%s",
                      mltest_error_message(error));
        mltest_error_free(error);
        ck_assert_ptr_null(j);
    }
}
END_TEST

static mltest_status parse_once(mltest_context *ctx, void *data)
{
    static const char text[] =
        "{\"type\":\"run\",\"format\":1,\"classes\":[\"a\",\"b\"]}\n"
        "{\"type\":\"condition\",\"name\":\"flip\",\"classes\":{\"a\":\"b\",\"b\":null}}\n"
        "{\"type\":\"sample\",\"id\":\"s\",\"n\":0}\n";
    mltest_journal *j = NULL;
    (void)data;
    mltest_status status = mlt_journal_parse(&j, ctx, "j", text, sizeof text - 1, NULL);
    mlt_journal_unref(j);
    return status;
}

START_TEST(test_out_of_memory)
{
    mlt_test_every_allocation(parse_once, NULL);
}
END_TEST

Suite *mlt_suite_journal_class_map(void);
Suite *mlt_suite_journal_class_map(void)
{
    Suite *suite = suite_create("journal_class_map");
    TCase *tc = tcase_create("classes");
    tcase_add_test(tc, test_by_index);
    tcase_add_test(tc, test_void);
    tcase_add_test(tc, test_mistakes);
    tcase_add_test(tc, test_out_of_memory);
    suite_add_tcase(suite, tc);
    return suite;
}
