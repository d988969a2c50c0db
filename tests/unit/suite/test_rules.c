/* SPDX-License-Identifier: MIT */
#include "suite/suite_check.h"

static const char *after(const char *condition, const char *name)
{
    mlt_condition c;
    ck_assert_int_eq(mlt_condition_parse(&c, NULL, condition, NULL, 0, NULL), MLTEST_OK);
    const char *to = mlt_suite_class_after(sc_suite, &c, name);
    mlt_condition_free(NULL, &c);
    return to;
}

static void add(const char *kind, const char *from, const char *to)
{
    ck_assert_int_eq(mlt_suite_add_rule(sc_suite, kind, from, to, NULL), MLTEST_OK);
}

START_TEST(test_steps_one_after_another)
{
    sc_opened("quick");
    add("horizontal_flip", "left", "right");
    add("horizontal_flip", "right", "left");
    add("horizontal_flip", "text", NULL);
    add("rotate90", "right", "up");
    ck_assert_str_eq(after("clean", "left"), "left");
    ck_assert_str_eq(after("fog@3", "left"), "left");
    ck_assert_str_eq(after("horizontal_flip@1", "left"), "right");
    ck_assert_str_eq(after("horizontal_flip@1", "car"), "car");
    ck_assert_str_eq(after("horizontal_flip@1+fog@2+horizontal_flip@1", "left"), "left");
    ck_assert_str_eq(after("horizontal_flip@1+rotate90@1", "left"), "up");
    ck_assert_str_eq(after("rotate90@1+horizontal_flip@1", "left"), "right");
    ck_assert_str_eq(after("horizontal_flip@0", "left"), "left"); /* nothing happens */
    ck_assert_ptr_null(after("horizontal_flip@1", "text"));
    ck_assert_ptr_null(after("horizontal_flip@1+horizontal_flip@1", "text"));
}
END_TEST

START_TEST(test_refused)
{
    mltest_error *error = NULL;
    sc_opened("quick");
    ck_assert_int_eq(mlt_suite_add_rule(sc_suite, "horizontal_flop", "a", "b", &error),
                     MLTEST_ERR_NOT_FOUND);
    ck_assert_ptr_nonnull(strstr(mltest_error_message(error), "did you mean 'horizontal_flip'?"));
    add("horizontal_flip", "a", "b");
    ck_assert_int_eq(mlt_suite_add_rule(sc_suite, "horizontal_flip", "a", NULL, &error),
                     MLTEST_ERR_CONFLICT);
    add("vertical_flip", "a", NULL); /* of another kind */
    mltest_error_free(error);
    ck_assert_uint_eq(sc_suite->n_rules, 2);
}
END_TEST

static mltest_status add_once(mltest_context *ctx, void *data)
{
    mltest_suite *suite = NULL;
    (void)data;
    mltest_status status = mlt_suite_make(&suite, ctx, "s", NULL);
    if (status == MLTEST_OK)
        status = mlt_suite_add_rule(suite, "rotate90", "a", "b", NULL);
    mlt_suite_unref(suite);
    return status;
}

START_TEST(test_out_of_memory)
{
    mlt_test_every_allocation(add_once, NULL);
}
END_TEST

Suite *mlt_suite_suite_rules(void);
Suite *mlt_suite_suite_rules(void)
{
    Suite *suite = suite_create("suite_rules");
    TCase *tc = tcase_create("rules");
    tcase_add_checked_fixture(tc, sc_set_up, sc_tear_down);
    tcase_add_test(tc, test_steps_one_after_another);
    tcase_add_test(tc, test_refused);
    tcase_add_test(tc, test_out_of_memory);
    suite_add_tcase(suite, tc);
    return suite;
}
