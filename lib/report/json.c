/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <string.h>

#include "base/error.h"
#include "report/report.h"

/* The length of the part of a dotted name before the dot; 0 without a dot. */
static size_t group_of(const char *name)
{
    const char *dot = strchr(name, '.');
    return dot != NULL ? (size_t)(dot - name) : 0;
}

/* Opens and closes objects as names come by; names of a group must follow each other. */
typedef struct {
    mlt_json_writer *w;
    const char *group;
    size_t n;
} nesting;

static void close_group(nesting *g)
{
    if (g->n > 0)
        mlt_json_end_object(g->w);
    g->n = 0;
}

/* Writes the key of a value, inside its group. */
static void key(nesting *g, const char *name)
{
    char text[64];
    size_t n = group_of(name);
    if (n != g->n || (n > 0 && strncmp(g->group, name, n) != 0)) {
        close_group(g);
        if (n > 0 && n < sizeof text) {
            memcpy(text, name, n);
            text[n] = '\0';
            mlt_json_key(g->w, text);
            mlt_json_begin_object(g->w);
        }
        g->group = name;
        g->n = n;
    }
    mlt_json_key(g->w, n > 0 ? name + n + 1 : name);
}

static bool is_same_key(const char *a, const char *b)
{
    size_t n = strcspn(a, ".");
    return n == strcspn(b, ".") && strncmp(a, b, n) == 0;
}

/* A reader keeps the last of two keys of one name and loses the other: values of a group must stand
 * together, and no table may be called like one. */
static mltest_status check_keys(const mlt_results *r, mltest_error **error)
{
    const char *before = "";
    for (size_t i = 0; i < mlt_results_value_count(r); i++) {
        const char *name = mlt_results_value_at(r, i)->name;
        bool is_twice = false;
        bool goes_on = group_of(before) > 0 && group_of(name) > 0 && is_same_key(before, name);
        for (size_t k = 0; k < i && !goes_on; k++)
            is_twice = is_twice || is_same_key(mlt_results_value_at(r, k)->name, name);
        for (size_t k = 0; k < mlt_results_table_count(r); k++)
            is_twice = is_twice || is_same_key(mlt_results_table_at(r, k)->name, name);
        if (is_twice)
            return mlt_fail(error, MLTEST_ERR_INVALID, "the key of %s would be written twice",
                            name);
        before = name;
    }
    return MLTEST_OK;
}

static void put_value(mlt_json_writer *w, const mlt_value *v)
{
    if (v->is_text)
        mlt_json_put_string(w, v->text);
    else if (v->is_flag)
        mlt_json_put_bool(w, v->number > 0);
    else
        mlt_json_put_f64(w, v->number);
}

static void put_cell(mlt_json_writer *w, const mlt_column *column, size_t row)
{
    if (column->type == MLT_COLUMN_STRING)
        mlt_json_put_string(w, column->strings[row]);
    else if (column->type == MLT_COLUMN_INT)
        mlt_json_put_i64(w, column->ints[row]);
    else
        mlt_json_put_f64(w, column->doubles[row]);
}

static void put_table(mlt_json_writer *w, const mlt_table *table)
{
    mlt_json_key(w, table->name);
    mlt_json_begin_array(w);
    for (size_t row = 0; row < table->n_rows; row++) {
        nesting g = {w, "", 0};
        mlt_json_begin_object(w);
        for (size_t c = 0; c < table->n_columns; c++) {
            key(&g, table->columns[c].name);
            put_cell(w, &table->columns[c], row);
        }
        close_group(&g);
        mlt_json_end_object(w);
    }
    mlt_json_end_array(w);
}

mltest_status mlt_report_json_put(mlt_json_writer *w, const mlt_results *results,
                                  mltest_error **error)
{
    TRY(check_keys(results, error));
    nesting g = {w, "", 0};
    mlt_json_begin_object(w);
    for (size_t i = 0; i < mlt_results_value_count(results); i++) {
        const mlt_value *v = mlt_results_value_at(results, i);
        key(&g, v->name);
        put_value(w, v);
    }
    close_group(&g);
    for (size_t i = 0; i < mlt_results_table_count(results); i++)
        put_table(w, mlt_results_table_at(results, i));
    mlt_json_end_object(w);
    return MLTEST_OK;
}

mltest_status mlt_report_json(mlt_text *out, const mlt_results *results, mltest_error **error)
{
    mlt_json_writer w;
    mlt_json_writer_init(&w, out, 2);
    TRY(mlt_report_json_put(&w, results, error));
    mlt_text_putc(out, '\n');
    return mlt_text_ok(out) ? MLTEST_OK : mlt_fail_memory(error);
}
