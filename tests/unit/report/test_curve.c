/* SPDX-License-Identifier: MIT */
#include "report/html/curve.h"

#include <math.h>

#include "report/grid_fixtures.h"

static char shown[1 << 14];

static void show(const mltest_report *report, size_t row)
{
    mlt_grid g;
    mlt_text out;
    mlt_text_init(&out, NULL);
    ck_assert(mlt_grid_make(&g, report));
    mlt_curve_put(&out, report, &g, row);
    ck_assert(mlt_text_ok(&out));
    ck_assert_uint_lt(out.n, sizeof shown);
    memcpy(shown, mlt_text_string(&out), out.n + 1);
    mlt_text_free(&out);
    mlt_grid_free(&g);
}

START_TEST(test_drawing)
{
    static const char *const parts[] = {
        "<svg viewBox=\"0 0 240 163\" role=\"img\"", "affected samples by severity.",
        "net\xe2\x81\xa9: 0.0 % at 1, 25.0 % at 3.",
        /* the field is 120 high, from y = 8: zones of 96, 18 and 6 */
        "curve-green\" x=\"34\" width=\"198\" y=\"122.0\" height=\"6.0\"",
        "curve-yellow\" x=\"34\" width=\"198\" y=\"104.0\" height=\"18.0\"",
        "curve-red\" x=\"34\" width=\"198\" y=\"8.0\" height=\"96.0\"", "curve-model-1",
        "curve-whisker", "V", "curve-line\" d=\"M46.0 128.0L133.0 98.0\"", "curve-marker",
        "M46.0 128.0", "M133.0 98.0"};
    mltest_report *report = gf_mixed_report(1);
    show(report, 0);
    GF_IN_ORDER(shown, parts);
    ck_assert_ptr_null(strstr(shown, "nan"));
    mlt_report_unref(report);
}
END_TEST

START_TEST(test_two_models)
{
    static const char *const parts[] = {"net",
                                        "other",
                                        ": 0.0 % at 1, 0.0 % at 3.",
                                        "curve-model-1",
                                        "M44.5 128.0L131.5 98.0",
                                        "curve-model-2",
                                        "M47.5 128.0L134.5 128.0"};
    mltest_report *report = gf_mixed_report(2);
    show(report, 0);
    GF_IN_ORDER(shown, parts);
    mlt_report_unref(report);
}
END_TEST

/* A line is broken where a value is not defined, and goes on where a severity was not tried. */
START_TEST(test_gaps)
{
    static const gf_condition conditions[] = {{"clean", NULL, "", 0, {0, 0}},
                                              {"fog:r1@1", "fog", "weather", 1, {0, 0}},
                                              {"noise:r1@2", "noise", "noise", 2, {0, 0}},
                                              {"fog:r1@3", "fog", "weather", 3, {0, 0}},
                                              {"fog:r1@4", "fog", "weather", 4, {GF_SKIPPED, 0}},
                                              {"fog:r1@5", "fog", "weather", 5, {0, 0}}};
    static const char *const names[] = {"net"};
    mltest_report *report = gf_report(conditions, 6, 1, names);
    show(report, 0);
    ck_assert_ptr_nonnull(strstr(shown, "curve-line\" d=\"M46.0 128.0L133.0 128.0M220.0 128.0\""));
    ck_assert_ptr_null(strstr(shown, " at 4"));
    mlt_report_unref(report);
}
END_TEST

START_TEST(test_one_severity)
{
    mltest_report *report = gf_report(gf_mixed, 2, 1, (const char *const[]){"net"});
    show(report, 0);
    ck_assert_ptr_nonnull(strstr(shown, "curve-line\" d=\"M133.0 98.0\""));
    mlt_report_unref(report);
}
END_TEST

START_TEST(test_sample)
{
    mlt_text out;
    mlt_text_init(&out, NULL);
    for (size_t i = 0; i < MLT_MOST_PAGE_MODELS; i++)
        mlt_curve_put_sample(&out, i);
    ck_assert_uint_eq(gf_count(mlt_text_string(&out), "aria-hidden"), MLT_MOST_PAGE_MODELS);
    ck_assert_ptr_nonnull(strstr(mlt_text_string(&out), "curve-model-5"));
    mlt_text_free(&out);
}
END_TEST

MLT_TEST_SUITE(report_curve, test_drawing, test_two_models, test_gaps, test_one_severity,
               test_sample)
