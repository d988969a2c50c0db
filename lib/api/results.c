/* SPDX-License-Identifier: MIT */
#include "api/results.h"

#include "base/error.h"

mltest_status mlt_results_get(const mlt_results *results, const char *name, double *value)
{
    if (name == NULL || value == NULL)
        return MLTEST_ERR_INVALID;
    const mlt_value *found = mlt_results_find_value(results, name);
    if (found == NULL || found->is_text)
        return MLTEST_ERR_NOT_FOUND;
    *value = found->number;
    return MLTEST_OK;
}

const char *mlt_results_get_text(const mlt_results *results, const char *name)
{
    const mlt_value *found = name != NULL ? mlt_results_find_value(results, name) : NULL;
    return found != NULL && found->is_text ? found->text : NULL;
}

const char *mlt_results_get_table(const mlt_results *results, size_t i)
{
    return i < mlt_results_table_count(results) ? mlt_results_table_at(results, i)->name : NULL;
}

static const mlt_table *find(const mlt_results *results, const char *table)
{
    return table != NULL ? mlt_results_find_table(results, table) : NULL;
}

size_t mlt_results_get_rows(const mlt_results *results, const char *table)
{
    const mlt_table *found = find(results, table);
    return found != NULL ? found->n_rows : 0;
}

const char *mlt_results_get_column(const mlt_results *results, const char *table, size_t i)
{
    const mlt_table *found = find(results, table);
    return found != NULL && i < found->n_columns ? found->columns[i].name : NULL;
}

const mlt_column *mlt_results_get_cells(const mlt_results *results, const char *table,
                                        const char *column)
{
    const mlt_table *found = find(results, table);
    return found != NULL && column != NULL ? mlt_table_find_column(found, column) : NULL;
}

mltest_status mlt_write_formatted(mltest_context *ctx, mlt_format_fn format_it, const void *what,
                                  const char *format, mltest_write_fn write, void *user_data,
                                  mltest_error **error)
{
    mlt_text out;
    mlt_text_init(&out, ctx);
    mltest_status status = format_it(&out, what, format, error);
    if (status == MLTEST_OK && out.n > 0) {
        int32_t code = write(user_data, out.bytes, out.n);
        if (code != 0)
            status = mlt_fail_callback(error, "write function", code);
    }
    mlt_text_free(&out);
    return status;
}
