/* SPDX-License-Identifier: MIT */
#include "report/html/grid.h"

#include <stdio.h>

#include "report/grid_fixtures.h"

static void has_row(const mlt_grid *g, size_t row, const char *wanted, bool is_first)
{
    mlt_text out;
    mlt_text_init(&out, NULL);
    mlt_grid_put_row_name(&out, &g->rows[row]);
    ck_assert_str_eq(mlt_text_string(&out), wanted);
    ck_assert(mlt_grid_is_first(g, row) == is_first);
    mlt_text_free(&out);
}

/* The first condition at a place; -1 for none. */
static int at(const mlt_grid *g, size_t row, size_t severity)
{
    int64_t level = mlt_grid_at(g, row, severity);
    return level == MLT_GRID_NONE ? -1 : (int)g->card->levels[level].first;
}

START_TEST(test_rows_and_severities)
{
    mltest_report *report = gf_mixed_report(1);
    mlt_grid g;
    ck_assert(mlt_grid_make(&g, report));
    ck_assert_uint_eq(g.n_rows, 5);
    has_row(&g, 0, "<bdi>fog</bdi>", true);
    has_row(&g, 1, "<bdi>fog</bdi> <bdi>{amount=2}</bdi>", false);
    has_row(&g, 2, "<bdi>snow</bdi>", false);
    has_row(&g, 3, "<bdi>rain</bdi>", false);
    has_row(&g, 4, "<bdi>noise</bdi>", true);
    ck_assert_uint_eq(g.n_severities, 3);
    ck_assert(g.severities[0] == 1 && g.severities[1] == 3 && g.severities[2] == 5);
    static const int wanted[5][3] = {
        {3, 1, -1}, {-1, 4, -1}, {-1, 5, -1}, {-1, 7, -1}, {-1, -1, 2}};
    for (size_t row = 0; row < 5; row++)
        for (size_t i = 0; i < 3; i++)
            ck_assert_int_eq(at(&g, row, i), wanted[row][i]);
    mlt_grid_free(&g);
    mlt_report_unref(report);
}
END_TEST

/* Parameters and revisions are told where they tell rows of one kind from each other. */
START_TEST(test_names_of_rows)
{
    static const gf_condition conditions[] = {{"clean", NULL, "", 0, {0, 0}},
                                              {"fog:r1@1{amount=2}", "fog", "weather", 1, {0, 0}},
                                              {"snow:r2@1", "snow", "weather", 1, {0, 0}},
                                              {"snow:r2@1{a=1}", "snow", "weather", 1, {0, 0}},
                                              {"snow:r2@2{a=2}", "snow", "weather", 2, {0, 0}}};
    mltest_report *report = gf_report(conditions, 5, 1, (const char *const[]){"net"});
    mlt_grid g;
    ck_assert(mlt_grid_make(&g, report));
    has_row(&g, 0, "<bdi>fog</bdi>", true);
    has_row(&g, 1, "<bdi>snow</bdi> r2", false);
    has_row(&g, 2, "<bdi>snow</bdi> r2 <bdi>{a=1}</bdi>", false);
    has_row(&g, 3, "<bdi>snow</bdi> r2 <bdi>{a=2}</bdi>", false);
    mlt_grid_free(&g);
    mlt_report_unref(report);
}
END_TEST

START_TEST(test_what_stands_beside)
{
    static const size_t wanted[] = {8, 9, 10}; /* the chain, the repeat, what informs */
    mltest_report *report = gf_mixed_report(1);
    mlt_grid g;
    ck_assert(mlt_grid_make(&g, report));
    ck_assert_uint_eq(g.n_others, 3);
    for (size_t i = 0; i < 3; i++)
        ck_assert_uint_eq(g.card->levels[g.others[i]].first, wanted[i]);
    mlt_grid_free(&g);
    mlt_report_unref(report);
}
END_TEST

/* Two that claim one place, a repeat of nothing, and a name without a severity. */
START_TEST(test_names_that_are_not_canonical)
{
    static const gf_condition conditions[] = {{"clean", NULL, "", 0, {0, 0}},
                                              {"x@1", "fog", "weather", 3, {0, 0}},
                                              {"x@2", "fog", "weather", 3, {0, 0}},
                                              {"{", "fog", "weather", 3, {0, 0}}};
    static const char *const names[] = {"net"};
    mltest_report *report = gf_report(conditions, 4, 1, names);
    mlt_grid g;
    ck_assert(mlt_grid_make(&g, report));
    ck_assert_uint_eq(g.n_rows, 3);
    for (size_t row = 0; row < 3; row++)
        ck_assert_int_eq(at(&g, row, 0), (int)row + 1);
    mlt_grid_free(&g);
    mlt_report_unref(report);
}
END_TEST

START_TEST(test_more_severities_than_anybody_reads)
{
    enum { N = MLT_GRID_MOST_SEVERITIES + 3 };
    static gf_condition conditions[N];
    static char texts[N][16];
    static const char *const names[] = {"net"};
    conditions[0] = (gf_condition){"clean", NULL, "", 0, {0, 0}};
    for (int i = 1; i < N; i++) {
        snprintf(texts[i], sizeof texts[i], "fog:r1@%d", N - i);
        conditions[i] = (gf_condition){texts[i], "fog", "weather", N - i, {0, 0}};
    }
    mltest_report *report = gf_report(conditions, N, 1, names);
    mlt_grid g;
    ck_assert(mlt_grid_make(&g, report));
    ck_assert_uint_eq(g.n_severities, MLT_GRID_MOST_SEVERITIES);
    ck_assert_uint_eq(g.n_rows, 1);
    ck_assert_uint_eq(g.n_others, 2);
    ck_assert_int_eq(at(&g, 0, MLT_GRID_MOST_SEVERITIES - 1), 1);
    mlt_grid_free(&g);
    mlt_report_unref(report);
}
END_TEST

static void make_and_free(mlt_text *out, const mltest_report *report)
{
    mlt_grid g;
    if (!mlt_grid_make(&g, report)) {
        out->failed = true;
        return;
    }
    for (size_t i = 0; i < g.n_rows; i++)
        mlt_grid_put_row_name(out, &g.rows[i]);
    mlt_grid_free(&g);
}

static mltest_status body(mltest_context *ctx, void *data)
{
    (void)data;
    return gf_section_again(ctx, make_and_free);
}

START_TEST(test_out_of_memory)
{
    mlt_test_every_allocation(body, NULL);
}
END_TEST

MLT_TEST_SUITE(report_grid, test_rows_and_severities, test_names_of_rows, test_what_stands_beside,
               test_names_that_are_not_canonical, test_more_severities_than_anybody_reads,
               test_out_of_memory)
