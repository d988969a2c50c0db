/* SPDX-License-Identifier: MIT */
#include "report/html/table.h"

#include "report/section_fixtures.h"

#include <math.h>
#include <string.h>

#include "testing.h"

enum { ROWS = 3 };

static mlt_results *results;

static mlt_column *column(mlt_table *t, const char *name, mlt_column_type type)
{
    mlt_column *c;
    ck_assert_int_eq(mlt_table_column(results, t, name, type, &c, NULL), MLTEST_OK);
    return c;
}

static void make(void)
{
    static const char *const names[ROWS] = {"a", "<b>", ""};
    static const char *const verdicts[ROWS] = {"better", "worse", "no evidence"};
    const double values[ROWS] = {0.25, NAN, 1};
    mlt_table *t;
    ck_assert_int_eq(mlt_results_new(&results, NULL, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_results_table(results, "rows", ROWS, &t, NULL), MLTEST_OK);
    mlt_column *name = column(t, "name", MLT_COLUMN_STRING),
               *verdict = column(t, "verdict", MLT_COLUMN_STRING);
    for (size_t i = 0; i < ROWS; i++) {
        ck_assert_int_eq(mlt_table_set_string(results, name, i, names[i], NULL), MLTEST_OK);
        ck_assert_int_eq(mlt_table_set_string(results, verdict, i, verdicts[i], NULL), MLTEST_OK);
    }
    memcpy(column(t, "x", MLT_COLUMN_DOUBLE)->doubles, values, sizeof values);
    memcpy(column(t, "x_low", MLT_COLUMN_DOUBLE)->doubles, values, sizeof values);
    mlt_column *high = column(t, "x_high", MLT_COLUMN_DOUBLE);
    high->doubles[0] = 0.5;
    high->doubles[2] = 1;
}

static const mlt_shown columns[] = {{"row", "name", MLT_SHOW_TEXT},
                                    {"gone", "gone", MLT_SHOW_3},
                                    {"share", "x", MLT_SHOW_SHARE},
                                    {"95 %", "x", MLT_SHOW_BETWEEN},
                                    {"which", "verdict", MLT_SHOW_TEXT}};
enum { N = sizeof columns / sizeof columns[0] };

#define HEAD                                                                                       \
    "<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"It &amp; all\">\n"            \
    "<table class=\"sorts\"><caption>It &amp; all</caption>\n<thead><tr>"                          \
    "<th scope=\"col\" class=\"text\"><bdi>row</bdi></th>"                                         \
    "<th scope=\"col\"><bdi>share</bdi></th><th scope=\"col\"><bdi>95 %</bdi></th>"                \
    "<th scope=\"col\" class=\"text\"><bdi>which</bdi></th></tr></thead>\n<tbody>\n"
#define VERDICT(class, sign, words)                                                                \
    "<td class=\"text\"><span class=\"verdict " class "\"><span aria-hidden=\"true\">" sign        \
                                                      "</span> " words "</span></td>"

START_TEST(test_results)
{
    mlt_text out;
    make();
    mlt_text_init(&out, NULL);
    ck_assert(mlt_html_results_table(&out, results, "rows", "It & all", columns, N, 0, 9));
    ck_assert_str_eq(
        mlt_text_string(&out), HEAD
        "<tr><th scope=\"row\"><bdi>a</bdi></th><td data-sort=\"0.25\">25.0 %</td>"
        "<td data-sort=\"0.25\">0.250…0.500</td>" VERDICT(
            "better", "▲",
            "better") "</tr>\n"
                      "<tr><th scope=\"row\"><bdi>&lt;b&gt;</bdi></th><td data-sort=\"\">–</td>"
                      "<td data-sort=\"\">–</td>" VERDICT(
                          "worse", "▼", "worse") "</tr>\n"
                                                 "<tr><th scope=\"row\"><bdi>all</bdi></th><td "
                                                 "data-sort=\"1\">100.0 %</td>"
                                                 "<td data-sort=\"\">–</td>" VERDICT(
                                                     "none", "–",
                                                     "no evidence") "</tr>\n"
                                                                    "</tbody></table></div>\n");
    mlt_text_free(&out);
    mlt_results_free(results);
}
END_TEST

/* What is left out is said; what says nothing is not written. */
START_TEST(test_parts_of_results)
{
    mlt_text out;
    make();
    mlt_text_init(&out, NULL);
    ck_assert(!mlt_html_results_table(&out, results, "rows", "It", columns, N, 1, 1));
    ck_assert(!mlt_html_results_table(&out, results, "rows", "It", columns, N, 3, 1));
    ck_assert(!mlt_html_results_table(&out, results, "none", "It", columns, N, 0, 1));
    ck_assert_uint_eq(out.n, 0);
    ck_assert(mlt_html_results_table(&out, results, "rows", "It", columns, N, 0, 1));
    ck_assert_ptr_nonnull(strstr(mlt_text_string(&out), "<p class=\"quiet\">… 2 more rows: "));
    mlt_text_free(&out);
    mlt_results_free(results);
}
END_TEST

START_TEST(test_cells)
{
    mlt_text out;
    mlt_text_init(&out, NULL);
    mlt_html_table(&out, "c", false);
    mltest_report *report = sx_report(1, true);
    report->cards[0]->journal->run.model_name = "<m>";
    mlt_html_head_model(&out, report, 0, false);
    mlt_report_unref(report);
    mlt_html_cell(&out, 1.25, 1);
    mlt_html_cell(&out, NAN, 1);
    mlt_html_cell_percent(&out, 0.5);
    mlt_html_cell_interval(&out, 1, 2, 10, 0);
    mlt_html_cell_interval(&out, 1, 1, 1, 0);
    mlt_html_cell_interval(&out, -INFINITY, 1, 1, 0);
    mlt_html_cell_p(&out, 0.00001);
    mlt_html_cell_p(&out, 0.5);
    mlt_html_cell_text(&out, "<t>");
    ck_assert_str_eq(mlt_text_string(&out),
                     "<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"c\">\n"
                     "<table><caption>c</caption>\n<thead><tr><th scope=\"col\">"
                     "<span class=\"model model-1\"><bdi>&lt;m&gt;</bdi></span></th>"
                     "<td data-sort=\"1.25\">1.3</td><td data-sort=\"\">–</td>"
                     "<td data-sort=\"0.5\">50.0 %</td><td data-sort=\"1\">10…20</td>"
                     "<td data-sort=\"\">–</td><td data-sort=\"\">–</td>"
                     "<td data-sort=\"0.00001\">&lt;0.0001</td><td data-sort=\"0.5\">0.5000</td>"
                     "<td class=\"text\"><bdi>&lt;t&gt;</bdi></td>");
    mlt_text_free(&out);
}
END_TEST

static mltest_status write(mltest_context *ctx, void *data)
{
    mlt_text out;
    (void)data;
    mlt_text_init(&out, ctx);
    mlt_html_results_table(&out, results, "rows", "It", columns, N, 0, 2);
    mltest_status status = mlt_text_ok(&out) ? MLTEST_OK : MLTEST_ERR_MEMORY;
    mlt_text_free(&out);
    return status;
}

START_TEST(test_out_of_memory)
{
    make();
    mlt_test_every_allocation(write, NULL);
    mlt_results_free(results);
}
END_TEST

MLT_TEST_SUITE(report_table, test_results, test_parts_of_results, test_cells, test_out_of_memory)
