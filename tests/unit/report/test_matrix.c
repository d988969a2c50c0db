/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <stdio.h>

#include "report/grid_fixtures.h"
#include "report/html/sections.h"

static char shown[1 << 17];

static void show(mltest_report *report)
{
    mlt_text out;
    mlt_text_init(&out, NULL);
    mlt_html_matrix(&out, report);
    ck_assert(mlt_text_ok(&out));
    ck_assert_uint_lt(out.n, sizeof shown);
    memcpy(shown, mlt_text_string(&out), out.n + 1);
    mlt_text_free(&out);
    mlt_report_unref(report);
}

START_TEST(test_cells)
{
    static const char *const parts[] = {
        "<section id=\"matrix\">",
        "data-figure=\"0\"",
        "data-model=\"0\"",
        "<caption><span class=\"model model-1\"><bdi>net</bdi></span><br>affected samples, %, by "
        "severity</caption>",
        "severity </span>1</th>",
        "severity </span>3</th>",
        "severity </span>5</th>",
        "<bdi>weather</bdi>",
        "<bdi>fog</bdi></th><td class=\"harm-0\"><a href=\"#c3\">0.0</a></td>"
        "<td class=\"harm-4\"><a href=\"#c1\">25.0</a></td><td><span",
        "not tested",
        "{amount=2}",
        "<a href=\"#c4\">50.0</a>",
        "<bdi>snow</bdi></th>",
        "<a href=\"#c5\">50.0</a>", /* of both replicates */
        "<bdi>rain</bdi></th>",
        "<td class=\"matrix-none\" title=\"left out: more skipped than counted\">"
        "<a href=\"#c7\">–",
        "<bdi>noise</bdi></th></tr>",
        "harm-7\"><a href=\"#c2\">100.0</a>",
        "data-figure=\"1\"",
        "<a href=\"#c1\">75.0</a>",
        "data-figure=\"2\"",
        "data-figure=\"3\""};
    show(gf_mixed_report(1));
    GF_IN_ORDER(shown, parts);
    ck_assert_uint_eq(gf_count(shown, "<table class=\"matrix-table\""), 4);
    ck_assert_uint_eq(gf_count(shown, "<tbody>"), gf_count(shown, "</tbody>"));
    ck_assert_ptr_null(strstr(shown, "name=\"matrix-model\""));
}
END_TEST

START_TEST(test_two_models)
{
    static const char *const parts[] = {
        "name=\"matrix-model\" value=\"2\" checked> all",
        "value=\"0\"> <span class=\"model model-1\"><bdi>net</bdi></span>",
        "value=\"1\"> <span class=\"model model-2\"><bdi>other</bdi></span>",
        "data-model=\"0\"",
        "data-model=\"1\"",
        "<bdi>fog</bdi></th>",
        "<td class=\"harm-0\"><a href=\"#c1\">0.0</a>"};
    show(gf_mixed_report(2));
    GF_IN_ORDER(shown, parts);
    ck_assert_uint_eq(gf_count(shown, "<table class=\"matrix-table\""), 8);
    ck_assert_uint_eq(gf_count(shown, " checked"), 2);
}
END_TEST

START_TEST(test_beside_the_risk)
{
    static const char *const parts[] = {
        "Beside the risk",
        "<a href=\"#c8\"><bdi>fog:r1@3+noise:r1@3</bdi></a></th><td>100.0 %</td><td>0.0</td>",
        "<a href=\"#c9\"><bdi>clean#1</bdi></a></th><td>0.0 %</td><td>100.0</td>",
        "<a href=\"#c10\"><bdi>dither:r1@1</bdi>"};
    show(gf_mixed_report(1));
    GF_IN_ORDER(shown, parts);
}
END_TEST

/* Without labels there is neither drop nor failure; where nothing counts, dashes remain. */
START_TEST(test_figures_that_nobody_has)
{
    mltest_report *report = gf_mixed_report(1);
    for (size_t i = 0; i < report->cards[0]->n_levels; i++)
        report->cards[0]->levels[i].drop = report->cards[0]->levels[i].wrong.value = NAN;
    show(report);
    ck_assert_uint_eq(gf_count(shown, "<div class=\"matrix-figure\""), 2);
    report = gf_mixed_report(1);
    for (size_t i = 0; i < report->cards[0]->n_levels; i++)
        report->cards[0]->levels[i] = (mlt_level_score){.first = i,
                                                        .undefined = true,
                                                        .affected = {0, 0, NAN, NAN, NAN},
                                                        .wrong = {0, 0, NAN, NAN, NAN},
                                                        .mean_r = NAN,
                                                        .drop = NAN};
    show(report);
    ck_assert_uint_eq(gf_count(shown, "<div class=\"matrix-figure\""), 1);
    ck_assert_ptr_null(strstr(shown, "harm-0\"><a"));
}
END_TEST

START_TEST(test_nothing_but_clean)
{
    static const char *const names[] = {"net"};
    show(gf_report(gf_mixed, 1, 1, names));
    ck_assert_str_eq(shown, "");
}
END_TEST

START_TEST(test_hostile_names)
{
    static const gf_condition conditions[] = {
        {"clean", NULL, "", 0, {0, 0}},
        {"<script>alert(1)</script>@3", "<script>", "\\\"><img src=x>", 3, {0, 0}}};
    static const char *const names[] = {"'><script>"};
    show(gf_report(conditions, 2, 1, names));
    ck_assert_ptr_null(strstr(shown, "<script>"));
    ck_assert_ptr_null(strstr(shown, "<img"));
    ck_assert_ptr_nonnull(strstr(shown, "<bdi>&lt;script&gt;</bdi></th>"));
}
END_TEST

static mltest_status body(mltest_context *ctx, void *data)
{
    (void)data;
    return gf_section_again(ctx, mlt_html_matrix);
}

START_TEST(test_out_of_memory)
{
    mlt_test_every_allocation(body, NULL);
}
END_TEST

MLT_TEST_SUITE(report_matrix, test_cells, test_two_models, test_beside_the_risk,
               test_figures_that_nobody_has, test_nothing_but_clean, test_hostile_names,
               test_out_of_memory)
