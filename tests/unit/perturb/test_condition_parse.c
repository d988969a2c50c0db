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
    check_name("fog@-0", "fog:r1@0"); /* one value has one name */
    check_name("rotation@1{angle=-0}", "rotation:r1@1{angle=0}");
    check_name("rotation@1{limit=3e+0,angle=1.5E+1}+fog@2", "rotation:r1@1{angle=15}+fog:r1@2");
    check_name("fog@1e-7+fog@1e-7", "fog:r1@1e-7+fog:r1@1e-7");
    check_name("saturate@2.49", "saturate:r1@2.49");
    check_name("motion_blur@2{sigma=4,relative=1,angle=3}",
               "motion_blur:r1@2{angle=3,relative=1,sigma=4}");
    check_name("motion_blur@2{relative=0}", "motion_blur:r1@2");
}
END_TEST

START_TEST(test_relative_steps)
{
    mlt_condition c;
    ck_assert_int_eq(
        mlt_condition_parse(&c, NULL, "fog@1+motion_blur@2+rotation@3#1", NULL, 0, NULL),
        MLTEST_OK);
    ck_assert_int_eq(mlt_condition_make_relative(&c, NULL, NULL), MLTEST_OK);
    ck_assert_str_eq(c.name, "fog:r1@1+motion_blur:r1@2{relative=1}+rotation:r1@3#1");
    ck_assert(!c.steps[0].is_relative && c.steps[1].is_relative && !c.steps[2].is_relative);
    mlt_condition_free(NULL, &c);
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
    check_refused("motion_blur@3{relative=2}", MLTEST_ERR_INVALID, "0 or 1");
    check_refused("fog@3{relative=1}", MLTEST_ERR_NOT_FOUND, "no parameter 'relative'");
    check_refused("fog@3{amount=1", MLTEST_ERR_INVALID, "'}'");
    check_refused("fog@3{amount=1,decay=2,amount=1}", MLTEST_ERR_INVALID, "twice");
    check_refused("fog@3{amount=1}{decay=2}", MLTEST_ERR_INVALID, "column 16");
    check_refused("fog@3{}", MLTEST_ERR_INVALID, "column 7");
    check_refused("fog@1e", MLTEST_ERR_INVALID, "a number");
    check_refused("fog@+1", MLTEST_ERR_INVALID, "a number");
    check_refused("fog@1.", MLTEST_ERR_INVALID, "a number");
    check_refused("fog@0x1", MLTEST_ERR_INVALID, "column 6");
    check_refused("fog@nan", MLTEST_ERR_INVALID, "a number");
    check_refused("Fog@1", MLTEST_ERR_INVALID, "column 1");
    check_refused("fog#1@3", MLTEST_ERR_INVALID, "'@'");
    check_refused("fog@3#1#2", MLTEST_ERR_INVALID, "column 8");
    check_refused("clean+fog@3", MLTEST_ERR_NOT_FOUND, "clean");
    check_refused("fog@3+clean", MLTEST_ERR_NOT_FOUND, "clean");
    check_refused("clean@3", MLTEST_ERR_NOT_FOUND, "clean");
    check_refused("fog@1+fog@1+fog@1+fog@1+fog@1+fog@1+fog@1+fog@1+fog@1", MLTEST_ERR_INVALID,
                  "at most 8");
    char *name = calloc(100001, 1);
    memset(name, 'a', 100000);
    check_refused(name, MLTEST_ERR_INVALID, "name");
    free(name);
}
END_TEST

START_TEST(test_what_a_condition_holds)
{
    mlt_condition c;
    ck_assert_int_eq(mlt_condition_parse(&c, NULL, "fog@0.5+motion_blur@2.5{angle=30}+saturate@.7",
                                         NULL, 0, NULL),
                     MLTEST_ERR_INVALID); /* a number begins with a digit */
    ck_assert_int_eq(mlt_condition_parse(&c, NULL,
                                         "fog@0.5+motion_blur@2.5{angle=30}+saturate@0.7#4", NULL,
                                         0, NULL),
                     MLTEST_OK);
    ck_assert_uint_eq(c.n_steps, 3);
    ck_assert_uint_eq(c.replicate, 4);
    ck_assert_double_eq(mlt_condition_severity(&c), 2.5);
    ck_assert_str_eq(c.steps[1].kind->name, "motion_blur");
    ck_assert_double_eq(c.steps[0].params[0], 0.75); /* half of severity 1's */
    ck_assert_double_eq(c.steps[0].blend, 1);
    ck_assert_double_eq(c.steps[1].params[0], 15); /* the radius of severity 3 */
    ck_assert_double_eq(c.steps[1].params[1], 6.5);
    ck_assert_double_eq(c.steps[1].params[2], 30);
    ck_assert(c.steps[1].is_set[2] && !c.steps[1].is_set[0]);
    ck_assert_double_eq(c.steps[2].blend, 0.7); /* has no identity */
    mlt_condition_free(NULL, &c);
    ck_assert_int_eq(mlt_condition_parse(&c, NULL, "clean", NULL, 0, NULL), MLTEST_OK);
    ck_assert_double_eq(mlt_condition_severity(&c), 0);
    mlt_condition_free(NULL, &c);
}
END_TEST

/* Every prefix and every changed byte of a long name: refused or parsed, and then stable. */
START_TEST(test_mangled_names)
{
    static const char whole[] = "motion_blur:r1@2.5{angle=30,radius=12}+fog:r1@1e-3#17";
    static const char bytes[] = "{}@:+#,=.-eEr09a_ ÿ";
    for (size_t i = 0; i < sizeof whole; i++) {
        for (size_t k = 0; k <= sizeof bytes - 1; k++) {
            char text[sizeof whole + 1] = {0}; /* the last NUL may be changed as well */
            mlt_condition c, again;
            memcpy(text, whole, sizeof whole);
            text[i] = k == sizeof bytes - 1 ? '\0' : bytes[k];
            if (mlt_condition_parse(&c, NULL, text, NULL, 0, NULL) != MLTEST_OK)
                continue;
            ck_assert_int_eq(mlt_condition_parse(&again, NULL, c.name, NULL, 0, NULL), MLTEST_OK);
            ck_assert_str_eq(again.name, c.name);
            mlt_condition_free(NULL, &again);
            mlt_condition_free(NULL, &c);
        }
    }
}
END_TEST

START_TEST(test_exactness)
{
    static const struct {
        const char *text;
        bool exact;
    } rows[] = {{"clean", true},
                {"fog@3+cutout@2", true},
                {"horizontal_flip@1+rotate90@1+scale@3+fog@1", true},
                {"rotation@1", false},
                {"fog@1+lens_distortion@1+horizontal_flip@1", false},
                {"elastic_transform@5", true}}; /* labels stay, as published */
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        mlt_condition c;
        ck_assert_int_eq(mlt_condition_parse(&c, NULL, rows[i].text, NULL, 0, NULL), MLTEST_OK);
        ck_assert_msg(mlt_condition_is_exact(&c) == rows[i].exact, "%s", rows[i].text);
        mlt_condition_free(NULL, &c);
    }
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
    tcase_add_test(tc, test_relative_steps);
    tcase_add_test(tc, test_mistakes_are_named);
    tcase_add_test(tc, test_what_a_condition_holds);
    tcase_add_test(tc, test_mangled_names);
    tcase_add_test(tc, test_exactness);
    tcase_add_test(tc, test_every_allocation_may_fail);
    suite_add_tcase(suite, tc);
    return suite;
}
