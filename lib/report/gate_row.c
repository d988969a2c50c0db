/* SPDX-License-Identifier: MIT */
#include "report/gate_row.h"

#include <math.h>

#include "report/columns.h"

static const char *text_at(const mlt_table *table, const char *name, size_t i)
{
    const mlt_column *column = mlt_table_find_column(table, name);
    return column != NULL && column->type == MLT_COLUMN_STRING ? column->strings[i] : "";
}

static double number_at(const mlt_table *table, const char *name, size_t i)
{
    const mlt_column *column = mlt_table_find_column(table, name);
    return column != NULL && column->type == MLT_COLUMN_DOUBLE ? column->doubles[i] : NAN;
}

bool mlt_gate_row_read(mlt_gate_row *row, const mlt_results *results, size_t i)
{
    const mlt_table *table = mlt_results_find_table(results, "gates");
    if (table == NULL || i >= table->n_rows)
        return false;
    *row = (mlt_gate_row){.gate = text_at(table, "gate", i),
                          .score = text_at(table, "score", i),
                          .baseline = text_at(table, "baseline", i),
                          .verdict = text_at(table, "verdict", i),
                          .method = text_at(table, "method", i),
                          .reason = text_at(table, "reason", i),
                          .limit = number_at(table, "limit", i),
                          .value = number_at(table, "value", i),
                          .before = number_at(table, "baseline_value", i),
                          .low = number_at(table, "low", i),
                          .high = number_at(table, "high", i),
                          .n = number_at(table, "n", i),
                          .effective = number_at(table, "n_effective", i),
                          .further = number_at(table, "further_samples", i)};
    return true;
}

/* Shares have four decimals, scores of 0 to 100 two. */
void mlt_gate_row_number(mlt_text *out, const mlt_gate_row *row, double value)
{
    bool is_large = fabs(row->value) > 2 || fabs(row->limit) > 2 || fabs(row->before) > 2;
    if (isfinite(value))
        mlt_fixed(out, value, is_large ? 2 : 4);
    else
        mlt_text_putc(out, '-');
}

void mlt_gate_row_finding(mlt_text *out, const mlt_gate_row *row)
{
    bool has_bounds = isfinite(row->low) && isfinite(row->high), is_pair = isfinite(row->before);
    if (!isfinite(row->value))
        return;
    mlt_gate_row_number(out, row, row->value);
    if (is_pair) {
        mlt_text_puts(out, ", before ");
        mlt_gate_row_number(out, row, row->before);
    }
    if (has_bounds) {
        mlt_text_puts(out, is_pair ? ", worse by " : " (");
        mlt_gate_row_number(out, row, row->low);
        mlt_text_puts(out, " to ");
        mlt_gate_row_number(out, row, row->high);
    }
    if (isfinite(row->n)) {
        mlt_text_puts(out, is_pair || !has_bounds ? " (n = " : ", n = ");
        mlt_fixed(out, row->n, 0);
        if (row->effective > 0 && fabs(row->effective - row->n) >= 0.5) {
            mlt_text_puts(out, ", worth ");
            mlt_fixed(out, row->effective, 0);
        }
    }
    if (isfinite(row->n) || (has_bounds && !is_pair))
        mlt_text_putc(out, ')');
}

const char *mlt_gate_text_of(const mlt_results *results, const char *name)
{
    const mlt_value *value = mlt_results_find_value(results, name);
    return value != NULL && value->is_text ? value->text : "";
}

uint64_t mlt_gate_count_of(const mlt_results *results, const char *name)
{
    const mlt_value *value = mlt_results_find_value(results, name);
    return value != NULL && !value->is_text && value->number > 0 ? (uint64_t)value->number : 0;
}

const char *mlt_gate_row_note(const mlt_results *results)
{
    const mlt_value *value = mlt_results_find_value(results, "complete");
    bool is_cut = value != NULL && !value->is_text && !(value->number > 0);
    return is_cut ? "the journal is not complete: the run has not finished" : NULL;
}
