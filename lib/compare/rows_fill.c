/* SPDX-License-Identifier: MIT */
#include <stddef.h>
#include <string.h>

#include "base/error.h"
#include "compare/rows.h"

static const struct {
    const char *name;
    size_t offset;
} numbers[] = {
    {"first", offsetof(mlt_row, difference.first)},
    {"second", offsetof(mlt_row, difference.second)},
    {"difference", offsetof(mlt_row, difference.value)},
    {"low", offsetof(mlt_row, difference.low)},
    {"high", offsetof(mlt_row, difference.high)},
    {"lower", offsetof(mlt_row, difference.lower)},
    {"upper", offsetof(mlt_row, difference.upper)},
    {"se", offsetof(mlt_row, difference.se)},
    {"n", offsetof(mlt_row, n)},
    {"p", offsetof(mlt_row, p)},
    {"p_adjusted", offsetof(mlt_row, adjusted)},
    {"detectable", offsetof(mlt_row, detectable)},
};

static mltest_status fill_texts(const mlt_rows *rows, const mlt_pairing *p, mlt_results *results,
                                mlt_table *table, mltest_error **error)
{
    static const char *const names[] = {"model",   "name", "category", "figure",
                                        "verdict", "test", "family"};
    mlt_column *columns[sizeof names / sizeof names[0]];
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        TRY(mlt_table_column(results, table, names[i], MLT_COLUMN_STRING, &columns[i], error));
    for (size_t i = 0; i < rows->n; i++) {
        const mlt_row *row = &rows->items[i];
        const char *const texts[] = {p->cards[row->model]->journal->run.model_name,
                                     row->name,
                                     row->category,
                                     row->figure,
                                     mlt_row_verdict(row),
                                     mlt_test_name(row->test),
                                     row->is_primary ? "primary" : "exploratory"};
        for (size_t k = 0; k < sizeof names / sizeof names[0]; k++)
            TRY(mlt_table_set_string(results, table->columns + k, i, texts[k], error));
    }
    return MLTEST_OK;
}

mltest_status mlt_rows_fill(const mlt_rows *rows, const mlt_pairing *p, mlt_results *results,
                            const char *name, mltest_error **error)
{
    mlt_table *table;
    mlt_column *column;
    TRY(mlt_results_table(results, name, rows->n, &table, error));
    TRY(fill_texts(rows, p, results, table, error));
    TRY(mlt_table_column(results, table, "model_index", MLT_COLUMN_INT, &column, error));
    for (size_t i = 0; i < rows->n; i++)
        column->ints[i] = (int32_t)rows->items[i].model;
    for (size_t k = 0; k < sizeof numbers / sizeof numbers[0]; k++) {
        TRY(mlt_table_column(results, table, numbers[k].name, MLT_COLUMN_DOUBLE, &column, error));
        for (size_t i = 0; i < rows->n; i++)
            memcpy(&column->doubles[i], (const char *)&rows->items[i] + numbers[k].offset,
                   sizeof(double));
    }
    return MLTEST_OK;
}
