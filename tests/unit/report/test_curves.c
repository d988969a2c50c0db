/* SPDX-License-Identifier: MIT */
#include <math.h>

#include "report/grid_fixtures.h"
#include "report/html/sections.h"

static char shown[1 << 16];

static void show(mltest_report *report)
{
    mlt_text out;
    mlt_text_init(&out, NULL);
    mlt_html_curves(&out, report);
    ck_assert(mlt_text_ok(&out));
    ck_assert_uint_lt(out.n, sizeof shown);
    memcpy(shown, mlt_text_string(&out), out.n + 1);
    mlt_text_free(&out);
    mlt_report_unref(report);
}

START_TEST(test_kinds_with_two_severities)
{
    static const char *const parts[] = {
        "<section id=\"curves\">",
        "class=\"curve-legend\"",
        "<span class=\"model model-1\"><bdi>net</bdi></span>",
        "<span class=\"model model-2\"><bdi>other</bdi></span>",
        "<figure class=\"curve\"><figcaption><h3><bdi>fog</bdi></h3>",
        "<svg",
        "<span class=\"model model-1\"><bdi>net</bdi></span> reaches 20 % at <b>3</b>",
        "<span class=\"model model-2\"><bdi>other</bdi></span> stays below 20 %",
        "<details><summary>Numbers",
        "<th scope=\"row\">1</th><td>1.5</td><td>0.0 %</td>",
        "<th scope=\"row\">3</th><td>3.5</td><td>25.0 %</td><td>4.6…69.9</td><td>0.0 %</td>",
        "</section>"};
    show(gf_mixed_report(2));
    GF_IN_ORDER(shown, parts);
    ck_assert_uint_eq(gf_count(shown, "<figure"), 1);
}
END_TEST

START_TEST(test_no_kind_with_two_severities)
{
    show(gf_report(gf_mixed, 3, 1, (const char *const[]){"net"}));
    ck_assert_str_eq(shown, "");
}
END_TEST

START_TEST(test_change_is_of_all_replicates)
{
    static const gf_condition conditions[] = {{"clean", NULL, "", 0, {0, 0}},
                                              {"fog:r1@1", "fog", "weather", 1, {0, 0}},
                                              {"fog:r1@3#0", "fog", "weather", 3, {0, 0}},
                                              {"fog:r1@3#1", "fog", "weather", 3, {0, 0}}};
    mltest_report *report = gf_report(conditions, 4, 1, (const char *const[]){"net"});
    report->cards[0]->conditions[2].change = 2;
    report->cards[0]->conditions[3].change = 4;
    report->cards[0]->conditions[1].change = NAN;
    show(report);
    ck_assert_ptr_nonnull(strstr(shown, "<th scope=\"row\">3</th><td>3.0</td>"));
    ck_assert_ptr_nonnull(strstr(shown, "<th scope=\"row\">1</th><td>–</td>"));
}
END_TEST

static mltest_status body(mltest_context *ctx, void *data)
{
    (void)data;
    return gf_section_again(ctx, mlt_html_curves);
}

START_TEST(test_out_of_memory)
{
    mlt_test_every_allocation(body, NULL);
}
END_TEST

MLT_TEST_SUITE(report_curves, test_kinds_with_two_severities, test_no_kind_with_two_severities,
               test_change_is_of_all_replicates, test_out_of_memory)
