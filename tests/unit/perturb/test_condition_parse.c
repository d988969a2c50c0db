/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "perturb/condition.h"
#include "testing.h"

static void check_name(const char *text, const char *want)
{
    mlt_condition c;
    mltest_error *error = NULL;
    mltest_status status = mlt_condition_parse(&c, NULL, text, NULL, 0, &error);
    ck_assert_msg(status == MLTEST_OK, "%s: %s", text, mlt_error_text(error, MLT_ERROR_MESSAGE));
    ck_assert_str_eq(c.name, want);
    mlt_condition again; /* the canonical name is its own canonical name */
    ck_assert_int_eq(mlt_condition_parse(&again, NULL, c.name, NULL, 0, NULL), MLTEST_OK);
    ck_assert_str_eq(again.name, want);
    mlt_condition_free(NULL, &again);
    mlt_condition_free(NULL, &c);
}

START_TEST(test_canonical_names)
{
    check_name("clean", "clean");
    check_name("clean#1", "clean#1");
    check_name("fog@3", "fog:r1@3");
    check_name("fog@3.0#0", "fog:r1@3");
    check_name("fog:r1@2.50#12", "fog:r1@2.5#12");
    check_name("motion_blur@2.5{angle=30}", "motion_blur:r1@2.5{angle=30}");
    check_name("motion_blur@2{radius=15}", "motion_blur:r1@2"); /* the default is left out */
    check_name("rotation@1{limit=7,border=0,angle=2}", "rotation:r1@1{angle=2,border=0,limit=7}");
    check_name("motion_blur@2+jpeg_compression@3#1", "motion_blur:r1@2+jpeg_compression:r1@3#1");
    check_name("fog@0", "fog:r1@0");
}
END_TEST

static void check_refused(const char *text, mltest_status want, const char *hint)
{
    mlt_condition c;
    mltest_error *error = NULL;
    mltest_status status = mlt_condition_parse(&c, NULL, text, NULL, 0, &error);
    ck_assert_msg(status == want, "'%s': status %d", text, (int)status);
    const char *message = mlt_error_text(error, MLT_ERROR_MESSAGE);
    ck_assert_msg(strstr(message, hint) != NULL, "'%s' does not say '%s'", message, hint);
    mlt_error_free(error);
}

START_TEST(test_mistakes_are_named)
{
    check_refused("", MLTEST_ERR_INVALID, "column 1");
    check_refused("fgo@3", MLTEST_ERR_NOT_FOUND, "did you mean 'fog'");
    check_refused("xyzzyxyzzy@3", MLTEST_ERR_NOT_FOUND, "list perturbations");
    check_refused("fog", MLTEST_ERR_INVALID, "'@'");
    check_refused("fog@", MLTEST_ERR_INVALID, "a number");
    check_refused("fog@6", MLTEST_ERR_INVALID, "between 0 and 5");
    check_refused("fog@-1", MLTEST_ERR_INVALID, "between 0 and 5");
    check_refused("fog@1e999", MLTEST_ERR_INVALID, "a number");
    check_refused("fog@3 ", MLTEST_ERR_INVALID, "column 6");
    check_refused("fog@3+", MLTEST_ERR_INVALID, "column 7");
    check_refused("fog@3#", MLTEST_ERR_INVALID, "replicate");
    check_refused("fog@3#99999999999", MLTEST_ERR_INVALID, "replicate");
    check_refused("fog:r2@3", MLTEST_ERR_NOT_FOUND, "revision 2");
    check_refused("fog:r0@3", MLTEST_ERR_INVALID, "revision");
    check_refused("fog:x@3", MLTEST_ERR_INVALID, "'r'");
    check_refused("fog@3{", MLTEST_ERR_INVALID, "parameter");
    check_refused("fog@3{amount}", MLTEST_ERR_INVALID, "'='");
    check_refused("fog@3{amuont=1}", MLTEST_ERR_NOT_FOUND, "did you mean 'amount'");
    check_refused("fog@3{amount=99}", MLTEST_ERR_INVALID, "between 0 and 10");
    check_refused("fog@3{amount=1", MLTEST_ERR_INVALID, "'}'");
    check_refused("clean@3", MLTEST_ERR_NOT_FOUND, "clean");
    check_refused("fog@1+fog@1+fog@1+fog@1+fog@1+fog@1+fog@1+fog@1+fog@1", MLTEST_ERR_INVALID,
                  "at most 8");
    char *name = calloc(100001, 1);
    memset(name, 'a', 100000);
    check_refused(name, MLTEST_ERR_INVALID, "name");
    free(name);
}
END_TEST

static mltest_status parse(mltest_context *ctx, void *text)
{
    mlt_condition c;
    mltest_status status = mlt_condition_parse(&c, ctx, text, NULL, 0, NULL);
    if (status == MLTEST_OK)
        mlt_condition_free(ctx, &c);
    return status;
}

START_TEST(test_every_allocation_may_fail)
{
    char text[] = "motion_blur@2.5{angle=30}+jpeg_compression@3#1";
    mlt_test_every_allocation(parse, text);
}
END_TEST

Suite *mlt_suite_perturb_condition_parse(void);
Suite *mlt_suite_perturb_condition_parse(void)
{
    Suite *suite = suite_create("perturb_condition_parse");
    TCase *tc = tcase_create("parse");
    tcase_add_test(tc, test_canonical_names);
    tcase_add_test(tc, test_mistakes_are_named);
    tcase_add_test(tc, test_every_allocation_may_fail);
    suite_add_tcase(suite, tc);
    return suite;
}
