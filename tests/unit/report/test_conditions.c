/* SPDX-License-Identifier: MIT */
#include "report/grid_fixtures.h"
#include "report/html/sections.h"

static char shown[1 << 16];

static void show(mltest_report *report)
{
    mlt_text out;
    mlt_text_init(&out, NULL);
    mlt_html_conditions(&out, report);
    ck_assert(mlt_text_ok(&out));
    ck_assert_uint_lt(out.n, sizeof shown);
    memcpy(shown, mlt_text_string(&out), out.n + 1);
    mlt_text_free(&out);
    mlt_report_unref(report);
}

/* As in the matrix; every condition is there, with its replicates. */
START_TEST(test_order)
{
    static const char *const parts[] = {"<section id=\"conditions\">",
                                        "<details id=\"c0\"",
                                        "<details id=\"c3\"",
                                        "<details id=\"c1\"",
                                        "<details id=\"c4\"",
                                        "<details id=\"c5\"",
                                        "<details id=\"c6\"",
                                        "<details id=\"c7\"",
                                        "<details id=\"c2\"",
                                        "<details id=\"c8\"",
                                        "<details id=\"c9\"",
                                        "<details id=\"c10\"",
                                        "</section>"};
    show(gf_mixed_report(1));
    GF_IN_ORDER(shown, parts);
    ck_assert_uint_eq(gf_count(shown, "<details"), GF_N_MIXED);
    ck_assert_uint_eq(gf_count(shown, "</details>"), GF_N_MIXED);
}
END_TEST

START_TEST(test_summary)
{
    static const char *const parts[] = {
        "<details id=\"c1\" class=\"condition\"><summary><h3><bdi>fog:r1@3</bdi></h3>",
        "affected: <span class=\"model model-1\"><bdi>net</bdi></span> 25.0 %</span>",
        "<span class=\"model model-2\"><bdi>other</bdi></span> 0.0 %</span></summary>",
        "Pixels change by",
        "<span class=\"model model-1\"><bdi>net</bdi></span></th><td>4</td>",
        "<span class=\"model model-1\"><bdi>net</bdi></span>: 1 sample changes",
        "<span class=\"model model-2\"><bdi>other</bdi></span>: no sample changes",
        "</details>"};
    show(gf_mixed_report(2));
    GF_IN_ORDER(shown, parts);
    show(gf_mixed_report(1));
    ck_assert_ptr_nonnull(strstr(shown, "affected: 25.0 %</span></summary>"));
}
END_TEST

static void put_few(mlt_text *out, const mltest_report *report)
{
    mltest_report few = *report;
    few.settings.samples = 1;
    mlt_html_conditions(out, &few);
}

START_TEST(test_as_many_samples_as_wanted)
{
    mltest_report *report = gf_mixed_report(1);
    mlt_text out;
    mlt_text_init(&out, NULL);
    put_few(&out, report);
    ck_assert_ptr_nonnull(strstr(mlt_text_string(&out), "the 1 of 4 samples that change most"));
    mlt_text_free(&out);
    mlt_report_unref(report);
}
END_TEST

static mltest_status body(mltest_context *ctx, void *data)
{
    (void)data;
    return gf_section_again(ctx, put_few);
}

START_TEST(test_out_of_memory)
{
    mlt_test_every_allocation(body, NULL);
}
END_TEST

MLT_TEST_SUITE(report_conditions, test_order, test_summary, test_as_many_samples_as_wanted,
               test_out_of_memory)
