/* SPDX-License-Identifier: MIT */
#include "report/table_text.h"

#include <math.h>
#include <string.h>

#include "testing.h"

Suite *mlt_suite_report_table_text(void);

enum { ROWS = 3 };

static mlt_results *results;
static mlt_table *table;

static mlt_column *column(mlt_table *of, const char *name, mlt_column_type type)
{
    mlt_column *c;
    ck_assert_int_eq(mlt_table_column(results, of, name, type, &c, NULL), MLTEST_OK);
    return c;
}

static void numbers(mlt_table *of, const char *name, double a, double b, double c)
{
    double values[ROWS] = {a, b, c};
    mlt_column *to = column(of, name, MLT_COLUMN_DOUBLE);
    for (size_t i = 0; i < of->n_rows; i++)
        to->doubles[i] = values[i];
}

static void texts(mlt_table *of, const char *name, const char *a, const char *b, const char *c)
{
    const char *values[ROWS] = {a, b, c};
    mlt_column *to = column(of, name, MLT_COLUMN_STRING);
    for (size_t i = 0; i < of->n_rows; i++)
        ck_assert_int_eq(mlt_table_set_string(results, to, i, values[i], NULL), MLTEST_OK);
}

static void set_up(void)
{
    ck_assert_int_eq(mlt_results_new(&results, NULL, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_results_table(results, "rows", ROWS, &table, NULL), MLTEST_OK);
    texts(table, "name", "a", "bb", "c\x1B");
}

static void tear_down(void)
{
    mlt_results_free(results);
}

/* Below something else, from which an empty line parts it. */
static void shows(const mlt_shown *columns, size_t n, const char *heading, size_t first,
                  size_t most, const char *wanted)
{
    mlt_text out;
    mlt_text_init(&out, NULL);
    mlt_text_putc(&out, '.');
    mlt_table_text(&out, results, "rows", heading, columns, n, first, most);
    ck_assert_str_eq(mlt_text_string(&out) + 1, wanted);
    mlt_text_free(&out);
}

static const mlt_shown name = {"row", "name", MLT_SHOW_TEXT};

START_TEST(test_forms)
{
    const mlt_shown columns[] = {name,
                                 {"n", "n", MLT_SHOW_COUNT},
                                 {"one", "x", MLT_SHOW_1},
                                 {"three", "x", MLT_SHOW_3},
                                 {"share", "x", MLT_SHOW_SHARE}};
    mlt_column *n = column(table, "n", MLT_COLUMN_INT);
    for (int32_t i = 0; i < ROWS; i++)
        n->ints[i] = 10 * i;
    numbers(table, "x", 0.25, NAN, -1);
    shows(columns, 5, "Numbers", 0, 9,
          "\nNumbers\nrow   n   one   three     share\n"
          "a     0   0.3   0.250    25.0 %\n"
          "bb   10     -       -         -\n"
          "c?   20  -1.0  -1.000  -100.0 %\n");
    shows(columns, 3, NULL, 1, 1, "\nrow   n\nbb   10\n… 1 more: --json has them\n");
}
END_TEST

/* Nothing stands above it that it must be parted from. */
START_TEST(test_first)
{
    const mlt_shown columns[] = {name, {"x", "x", MLT_SHOW_1}};
    mlt_text out;
    mlt_text_init(&out, NULL);
    numbers(table, "x", 1, 2, 3);
    mlt_table_text(&out, results, "rows", NULL, columns, 2, 0, 1);
    ck_assert_str_eq(mlt_text_string(&out), "row    x\na    1.0\n… 2 more: --json has them\n");
    mlt_text_free(&out);
}
END_TEST

/* Of whatever names the two ends have. */
START_TEST(test_intervals)
{
    const mlt_shown columns[] = {name,
                                 {"95 %", "f", MLT_SHOW_BETWEEN_SHARES},
                                 {"95 %", "x", MLT_SHOW_BETWEEN},
                                 {"95 %", "gone", MLT_SHOW_BETWEEN}};
    numbers(table, "f.low", 0.1, 0, NAN);
    numbers(table, "f.high", 0.25, 1, NAN);
    numbers(table, "x_low", 1, NAN, -1);
    numbers(table, "x_high", 2, 1, 1);
    shows(columns, 4, NULL, 0, 9,
          "\nrow       95 %          95 %\n"
          "a    10.0…25.0   1.000…2.000\n"
          "bb   0.0…100.0             -\n"
          "c?           -  -1.000…1.000\n");
}
END_TEST

/* No width says that no draw differs, which is no interval. */
START_TEST(test_intervals_of_draws)
{
    double low, high;
    const mlt_shown columns[] = {name, {"95 %", "robustness", MLT_SHOW_BETWEEN_DRAWN}};
    mlt_table *drawn;
    ck_assert(!mlt_results_drawn(results, "robustness", "a", &low, &high));
    ck_assert_int_eq(mlt_results_table(results, "intervals", ROWS, &drawn, NULL), MLTEST_OK);
    texts(drawn, "figure", "risk", "robustness", "robustness");
    texts(drawn, "of", "a", "a", "bb");
    numbers(drawn, "low", 1, 60, 100);
    numbers(drawn, "high", 2, 70, 100);
    shows(columns, 2, NULL, 0, 9,
          "\nrow       95 %\na    60.0…70.0\nbb           -\nc?           -\n");
    ck_assert(mlt_results_drawn(results, "risk", "a", &low, &high));
    ck_assert(low == 1 && high == 2);
    ck_assert(!mlt_results_drawn(results, "robustness", "bb", &low, &high));
}
END_TEST

START_TEST(test_verdicts)
{
    const mlt_shown columns[] = {
        name, {"verdict", "verdict", MLT_SHOW_VERDICT}, {"f", "affected.value", MLT_SHOW_1}};
    texts(table, "verdict", "inconclusive", "inconclusive", "pass");
    numbers(table, "further_samples", 12, NAN, 0);
    numbers(table, "affected.value", 0.1, 0.05, 0);
    shows(columns, 3, NULL, 0, 9,
          "\nrow  verdict                    f\n"
          "a    inconclusive, 12 more    0.1\n"
          "bb   inconclusive, too close  0.1\n"
          "c?   pass                     0.0\n");
    table->columns[3].doubles[2] = NAN;
    shows(columns, 2, NULL, 2, 1, "");
    shows(columns, 3, NULL, 1, 9,
          "\nrow  verdict                    f\n"
          "bb   inconclusive, too close  0.1\n"
          "c?   left out                   -\n");
}
END_TEST

/* What says nothing takes no room: not a column, and not a table. */
START_TEST(test_what_is_not_shown)
{
    const mlt_shown columns[] = {name,
                                 {"gone", "gone", MLT_SHOW_3},
                                 {"nan", "nan", MLT_SHOW_3},
                                 {"no text", "gone", MLT_SHOW_TEXT},
                                 {"some", "some", MLT_SHOW_SOME},
                                 {"infinite", "infinite", MLT_SHOW_1}};
    numbers(table, "nan", NAN, NAN, NAN);
    numbers(table, "infinite", INFINITY, -INFINITY, NAN);
    mlt_column *some = column(table, "some", MLT_COLUMN_INT);
    shows(columns, 6, "Nothing", 0, 9, "");
    some->ints[1] = 7;
    shows(columns, 6, NULL, 0, 9, "\nrow  some\na       0\nbb      7\nc?      0\n");
    shows(columns, 6, NULL, 2, 9, "");
    shows(columns, 6, NULL, 3, 9, "");
    mlt_text out;
    mlt_text_init(&out, NULL);
    mlt_table_text(&out, results, "no table", "No", columns, 6, 0, 9);
    ck_assert_uint_eq(out.n, 0);
    mlt_text_free(&out);
}
END_TEST

static mltest_status print(mltest_context *ctx, void *data)
{
    const mlt_shown columns[] = {name, {"x", "x", MLT_SHOW_3}, {"95 %", "x", MLT_SHOW_BETWEEN}};
    mlt_text out;
    (void)data;
    mlt_text_init(&out, ctx);
    mlt_table_text(&out, results, "rows", "Heading", columns, 3, 0, 2);
    mltest_status status = mlt_text_ok(&out) ? MLTEST_OK : MLTEST_ERR_MEMORY;
    mlt_text_free(&out);
    return status;
}

START_TEST(test_out_of_memory)
{
    numbers(table, "x", 0.25, NAN, -1);
    numbers(table, "x_low", 0.25, NAN, -1);
    numbers(table, "x_high", 0.25, NAN, -1);
    mlt_test_every_allocation(print, NULL);
}
END_TEST

Suite *mlt_suite_report_table_text(void)
{
    TCase *tc = tcase_create("table_text");
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, test_forms);
    tcase_add_test(tc, test_first);
    tcase_add_test(tc, test_intervals);
    tcase_add_test(tc, test_intervals_of_draws);
    tcase_add_test(tc, test_verdicts);
    tcase_add_test(tc, test_what_is_not_shown);
    tcase_add_test(tc, test_out_of_memory);
    Suite *suite = suite_create("report_table_text");
    suite_add_tcase(suite, tc);
    return suite;
}
