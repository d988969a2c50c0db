/* SPDX-License-Identifier: MIT */
#include <math.h>

#include "base/error.h"
#include "codec/csv.h"
#include "report/columns.h"
#include "report/report.h"

static void put_text(mlt_text *out, const char *text)
{
    mlt_text clean;
    mlt_text_init(&clean, out->ctx);
    mlt_columns_clean(&clean, text);
    mlt_csv_put(out, mlt_text_string(&clean));
    if (!mlt_text_ok(&clean))
        out->failed = true;
    mlt_text_free(&clean);
}

static void put_cell(mlt_text *out, const mlt_column *column, size_t row)
{
    if (column->type == MLT_COLUMN_STRING)
        put_text(out, column->strings[row]);
    else if (column->type == MLT_COLUMN_DOUBLE && isfinite(column->doubles[row]))
        mlt_csv_put_number(out, column->doubles[row]);
    else
        mlt_csv_put(out, "");
}

mltest_status mlt_report_gate_csv(mlt_text *out, const mlt_results *results, mltest_error **error)
{
    const mlt_table *table = mlt_results_find_table(results, "gates");
    for (size_t c = 0; c < table->n_columns; c++)
        mlt_csv_put(out, table->columns[c].name);
    mlt_text_putc(out, '\n');
    for (size_t row = 0; row < table->n_rows; row++) {
        for (size_t c = 0; c < table->n_columns; c++)
            put_cell(out, &table->columns[c], row);
        mlt_text_putc(out, '\n');
    }
    return mlt_text_ok(out) ? MLTEST_OK : mlt_fail_memory(error);
}
