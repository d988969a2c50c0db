/* SPDX-License-Identifier: MIT */
#include "base/table.h"

#include "base/alloc.h"
#include "base/context.h"
#include "base/error.h"

#include <math.h>
#include <string.h>

struct mlt_results {
    mltest_context *ctx;
    mlt_value *values;
    size_t n_values, cap_values;
    mlt_table **tables; /* pointers, so that a table stays where it is while others are added */
    size_t n_tables, cap_tables;
    char **strings; /* every copied text */
    size_t n_strings, cap_strings;
};

mltest_status mlt_results_new(mlt_results **out, mltest_context *ctx, mltest_error **error)
{
    *out = mlt_alloc_zero(ctx, 1, sizeof **out);
    if (*out == NULL)
        return mlt_fail_memory(error);
    (*out)->ctx = mlt_context_ref(ctx);
    return MLTEST_OK;
}

static void free_table(mltest_context *ctx, mlt_table *table)
{
    for (size_t i = 0; i < table->n_columns; i++) {
        mlt_free(ctx, table->columns[i].doubles);
        mlt_free(ctx, table->columns[i].ints);
        mlt_free(ctx, (void *)table->columns[i].strings);
    }
    mlt_free(ctx, table->columns);
    mlt_free(ctx, table);
}

void mlt_results_free(mlt_results *results)
{
    if (results == NULL)
        return;
    mltest_context *ctx = results->ctx;
    for (size_t i = 0; i < results->n_tables; i++)
        free_table(ctx, results->tables[i]);
    for (size_t i = 0; i < results->n_strings; i++)
        mlt_free(ctx, results->strings[i]);
    mlt_free(ctx, (void *)results->tables);
    mlt_free(ctx, (void *)results->strings);
    mlt_free(ctx, results->values);
    mlt_free(ctx, results);
    mlt_context_unref(ctx);
}

/* A copy of a text that lives as long as the set. */
static mltest_status keep(mlt_results *results, const char *text, const char **out,
                          mltest_error **error)
{
    if (!mlt_reserve(results->ctx, results->strings, results->cap_strings, results->n_strings + 1))
        return mlt_fail_memory(error);
    char *copy = mlt_strdup(results->ctx, text);
    if (copy == NULL)
        return mlt_fail_memory(error);
    results->strings[results->n_strings++] = copy;
    *out = copy;
    return MLTEST_OK;
}

static mltest_status put(mlt_results *results, mlt_value value, mltest_error **error)
{
    for (size_t i = 0; i < results->n_values; i++) {
        if (strcmp(results->values[i].name, value.name) == 0) {
            results->values[i] = value;
            return MLTEST_OK;
        }
    }
    if (!mlt_reserve(results->ctx, results->values, results->cap_values, results->n_values + 1))
        return mlt_fail_memory(error);
    results->values[results->n_values++] = value;
    return MLTEST_OK;
}

mltest_status mlt_results_number(mlt_results *results, const char *name, double value,
                                 mltest_error **error)
{
    return put(results, (mlt_value){.name = name, .number = value}, error);
}

mltest_status mlt_results_text(mlt_results *results, const char *name, const char *value,
                               mltest_error **error)
{
    mlt_value v = {.name = name, .is_text = true, .number = NAN};
    TRY(keep(results, value, &v.text, error));
    return put(results, v, error);
}

mltest_status mlt_results_flag(mlt_results *results, const char *name, bool value,
                               mltest_error **error)
{
    return put(results, (mlt_value){.name = name, .is_flag = true, .number = value ? 1 : 0}, error);
}

mltest_status mlt_results_table(mlt_results *results, const char *name, size_t n_rows,
                                mlt_table **out, mltest_error **error)
{
    *out = NULL;
    if (!mlt_reserve(results->ctx, results->tables, results->cap_tables, results->n_tables + 1))
        return mlt_fail_memory(error);
    mlt_table *table = mlt_alloc_zero(results->ctx, 1, sizeof *table);
    if (table == NULL)
        return mlt_fail_memory(error);
    table->name = name;
    table->n_rows = n_rows;
    results->tables[results->n_tables++] = table;
    *out = table;
    return MLTEST_OK;
}

/* Gives a column its cells in their starting state. */
static bool fill_column(mltest_context *ctx, mlt_column *column, size_t n)
{
    size_t room = n == 0 ? 1 : n;
    if (column->type == MLT_COLUMN_INT)
        return (column->ints = mlt_alloc_zero(ctx, room, sizeof(int32_t))) != NULL;
    if (column->type == MLT_COLUMN_STRING) {
        column->strings = mlt_alloc_zero(ctx, room, sizeof(char *));
        for (size_t i = 0; column->strings != NULL && i < n; i++)
            column->strings[i] = "";
        return column->strings != NULL;
    }
    column->doubles = mlt_alloc_zero(ctx, room, sizeof(double));
    for (size_t i = 0; column->doubles != NULL && i < n; i++)
        column->doubles[i] = NAN;
    return column->doubles != NULL;
}

mltest_status mlt_table_column(mlt_results *results, mlt_table *table, const char *name,
                               mlt_column_type type, mlt_column **out, mltest_error **error)
{
    enum { MOST_COLUMNS = 64 }; /* fixed room, so that columns stay where they are */
    if (table->columns == NULL) {
        table->columns = mlt_alloc_zero(results->ctx, MOST_COLUMNS, sizeof *table->columns);
        if (table->columns == NULL)
            return mlt_fail_memory(error);
        table->cap_columns = MOST_COLUMNS;
    }
    if (table->n_columns == table->cap_columns)
        return mlt_fail(error, MLTEST_ERR_INTERNAL, "table %s has too many columns", table->name);
    mlt_column column = {.name = name, .type = type};
    if (!fill_column(results->ctx, &column, table->n_rows))
        return mlt_fail_memory(error);
    table->columns[table->n_columns] = column;
    *out = &table->columns[table->n_columns++];
    return MLTEST_OK;
}

mltest_status mlt_table_set_string(mlt_results *results, mlt_column *column, size_t row,
                                   const char *text, mltest_error **error)
{
    return keep(results, text, &column->strings[row], error);
}

const mlt_value *mlt_results_find_value(const mlt_results *results, const char *name)
{
    for (size_t i = 0; i < results->n_values; i++) {
        if (strcmp(results->values[i].name, name) == 0)
            return &results->values[i];
    }
    return NULL;
}

double mlt_results_find_number(const mlt_results *results, const char *name)
{
    const mlt_value *value = mlt_results_find_value(results, name);
    return value != NULL ? value->number : NAN;
}

const mlt_table *mlt_results_find_table(const mlt_results *results, const char *name)
{
    for (size_t i = 0; i < results->n_tables; i++) {
        if (strcmp(results->tables[i]->name, name) == 0)
            return results->tables[i];
    }
    return NULL;
}

const mlt_column *mlt_table_find_column(const mlt_table *table, const char *name)
{
    for (size_t i = 0; i < table->n_columns; i++) {
        if (strcmp(table->columns[i].name, name) == 0)
            return &table->columns[i];
    }
    return NULL;
}

size_t mlt_results_value_count(const mlt_results *results)
{
    return results->n_values;
}

const mlt_value *mlt_results_value_at(const mlt_results *results, size_t i)
{
    return &results->values[i];
}

size_t mlt_results_table_count(const mlt_results *results)
{
    return results->n_tables;
}

const mlt_table *mlt_results_table_at(const mlt_results *results, size_t i)
{
    return results->tables[i];
}
