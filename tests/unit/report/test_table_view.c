/* SPDX-License-Identifier: MIT */
#include "report/table_view.h"

#include <math.h>
#include <string.h>

#include "testing.h"

enum { ROWS = 2 };

static mlt_results *results;
static mlt_table *table;

static void add(const char *name, double a, double b)
{
    mlt_column *c;
    ck_assert_int_eq(mlt_table_column(results, table, name, MLT_COLUMN_DOUBLE, &c, NULL),
                     MLTEST_OK);
    c->doubles[0] = a;
    c->doubles[1] = b;
}

static void make(void)
{
    mlt_column *name;
    ck_assert_int_eq(mlt_results_new(&results, NULL, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_results_table(results, "rows", ROWS, &table, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_table_column(results, table, "name", MLT_COLUMN_STRING, &name, NULL),
                     MLTEST_OK);
    ck_assert_int_eq(mlt_table_set_string(results, name, 0, "<a>", NULL), MLTEST_OK);
    add("x", 0.5, NAN);
    add("low", 0.25, 1);
    add("high", 0.75, 1);
    add("few", 0, 1);
    add("p", 0.00001, 1);
}

static void shows(const mlt_table_view *v, size_t row, size_t column, const char *wanted)
{
    mlt_text out;
    mlt_text_init(&out, NULL);
    mlt_table_view_put(&out, v, row, column);
    ck_assert_str_eq(mlt_text_string(&out), wanted);
    mlt_text_free(&out);
}

/* Cells as they are, without a dash where nothing is defined, and what they are sorted by. */
START_TEST(test_cells_and_keys)
{
    static const mlt_shown columns[] = {
        {"row", "name", MLT_SHOW_TEXT}, {"x", "x", MLT_SHOW_SHARE},
        {"95 %", "", MLT_SHOW_BETWEEN}, {"95 %", "", MLT_SHOW_BETWEEN_1},
        {"few", "few", MLT_SHOW_FLAG},  {"p", "p", MLT_SHOW_P}};
    static const char *const wanted[ROWS][6] = {
        {"<a>", "50.0 %", "0.250…0.750", "0.3…0.8", "", "<0.0001"},
        {"", "", "", "", "yes", "1.0000"}};
    const double keys[ROWS][6] = {{NAN, 0.5, 0.25, 0.25, 0, 0.00001}, {NAN, NAN, NAN, NAN, 1, 1}};
    mlt_table_view v;
    make();
    ck_assert(mlt_table_view_open(&v, results, "rows", columns, 6, 0, 9));
    ck_assert_uint_eq(v.n, 6);
    for (size_t row = 0; row < ROWS; row++)
        for (size_t i = 0; i < v.n; i++) {
            double key = mlt_table_view_key(&v, row, i);
            shows(&v, row, i, wanted[row][i]);
            ck_assert(isnan(keys[row][i]) ? isnan(key) : fabs(key - keys[row][i]) < 1e-12);
            ck_assert(mlt_table_view_is_text(&v, i) == (i == 0));
        }
    mlt_results_free(results);
}
END_TEST

/* A flag that is nowhere set takes no room, nor does a table of words alone. */
START_TEST(test_what_is_not_shown)
{
    static const mlt_shown columns[] = {{"row", "name", MLT_SHOW_TEXT},
                                        {"few", "few", MLT_SHOW_FLAG}};
    mlt_table_view v;
    make();
    ck_assert(!mlt_table_view_open(&v, results, "rows", columns, 2, 0, 1));
    ck_assert(mlt_table_view_open(&v, results, "rows", columns, 2, 0, 2));
    ck_assert(mlt_table_view_open(&v, results, "rows", columns, 2, 1, 9));
    ck_assert_uint_eq(v.last, 2);
    ck_assert(!mlt_table_view_open(&v, results, "rows", columns, 2, 2, 9));
    ck_assert(!mlt_table_view_open(&v, results, "none", columns, 2, 0, 9));
    mlt_results_free(results);
}
END_TEST

START_TEST(test_cells_by_name)
{
    make();
    ck_assert(mlt_table_number(table, "x", 0) == 0.5);
    ck_assert(isnan(mlt_table_number(table, "none", 0)));
    ck_assert(isnan(mlt_table_number(table, "name", 0)));
    ck_assert(isnan(mlt_table_number(NULL, "x", 0)));
    ck_assert_str_eq(mlt_table_string(table, "name", 0), "<a>");
    ck_assert_str_eq(mlt_table_string(table, "none", 0), "");
    ck_assert_str_eq(mlt_table_string(table, "x", 0), "");
    ck_assert_str_eq(mlt_table_string(NULL, "name", 0), "");
    mlt_results_free(results);
}
END_TEST

/* By the place among the models, not by their names. */
START_TEST(test_rows_of_models)
{
    mlt_column *place;
    make();
    ck_assert(!mlt_table_is_of(table, 0, 0));
    ck_assert_int_eq(mlt_table_column(results, table, "model_index", MLT_COLUMN_INT, &place, NULL),
                     MLTEST_OK);
    place->ints[1] = 2;
    ck_assert(mlt_table_is_of(table, 0, 0) && mlt_table_is_of(table, 1, 2));
    ck_assert(!mlt_table_is_of(table, 0, 2) && !mlt_table_is_of(table, 1, 0));
    mlt_results_free(results);
}
END_TEST

MLT_TEST_SUITE(report_table_view, test_rows_of_models, test_cells_and_keys, test_what_is_not_shown,
               test_cells_by_name)
