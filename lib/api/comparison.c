/* SPDX-License-Identifier: MIT */
#include "compare/compare.h"

#include <string.h>

#include "api/check.h"
#include "api/results.h"
#include "report/report.h"

mltest_status mltest_comparison_new(mltest_comparison **out, mltest_context *ctx,
                                    mltest_journal *const *journals, size_t n,
                                    const mltest_options *options, mltest_error **error)
{
    ENTRY(error);
    NEED_OUT(out);
    NEED(journals);
    if (n < 2 || n > 16)
        return mlt_fail(error, MLTEST_ERR_INVALID, "a comparison takes 2 to 16 journals, not %zu",
                        n);
    for (size_t i = 0; i < n; i++)
        NEED(journals[i]);
    return mlt_comparison_make(out, ctx, journals, n, options, error);
}

mltest_status mltest_comparison_value(const mltest_comparison *comparison, const char *name,
                                      double *value)
{
    if (comparison == NULL)
        return MLTEST_ERR_INVALID;
    return mlt_results_get(comparison->results, name, value);
}

const char *mltest_comparison_text(const mltest_comparison *comparison, const char *name)
{
    return comparison != NULL ? mlt_results_get_text(comparison->results, name) : NULL;
}

const char *mltest_comparison_table(const mltest_comparison *comparison, size_t i)
{
    return comparison != NULL ? mlt_results_get_table(comparison->results, i) : NULL;
}

size_t mltest_comparison_rows(const mltest_comparison *comparison, const char *table)
{
    return comparison != NULL ? mlt_results_get_rows(comparison->results, table) : 0;
}

const char *mltest_comparison_column(const mltest_comparison *comparison, const char *table,
                                     size_t i)
{
    return comparison != NULL ? mlt_results_get_column(comparison->results, table, i) : NULL;
}

const double *mltest_comparison_doubles(const mltest_comparison *comparison, const char *table,
                                        const char *column)
{
    const mlt_column *c =
        comparison != NULL ? mlt_results_get_cells(comparison->results, table, column) : NULL;
    return c != NULL && c->type == MLT_COLUMN_DOUBLE ? c->doubles : NULL;
}

const int32_t *mltest_comparison_ints(const mltest_comparison *comparison, const char *table,
                                      const char *column)
{
    const mlt_column *c =
        comparison != NULL ? mlt_results_get_cells(comparison->results, table, column) : NULL;
    return c != NULL && c->type == MLT_COLUMN_INT ? c->ints : NULL;
}

const char *const *mltest_comparison_strings(const mltest_comparison *comparison, const char *table,
                                             const char *column)
{
    const mlt_column *c =
        comparison != NULL ? mlt_results_get_cells(comparison->results, table, column) : NULL;
    return c != NULL && c->type == MLT_COLUMN_STRING ? c->strings : NULL;
}

static mltest_status format_it(mlt_text *out, const void *what, const char *format,
                               mltest_error **error)
{
    const mltest_comparison *comparison = what;
    if (strcmp(format, "json") == 0)
        return mlt_report_json(out, comparison->results, error);
    if (strcmp(format, "text") == 0)
        return mlt_report_comparison_text(out, comparison, error);
    return mlt_fail(error, MLTEST_ERR_NOT_FOUND, "no format is named '%s': text and json are",
                    format);
}

mltest_status mltest_write_comparison(const mltest_comparison *comparison, const char *format,
                                      mltest_write_fn write, void *user_data, mltest_error **error)
{
    ENTRY(error);
    NEED(comparison);
    NEED(format);
    NEED(write);
    return mlt_write_formatted(comparison->ctx, format_it, comparison, format, write, user_data,
                               error);
}

void mltest_comparison_free(mltest_comparison *comparison)
{
    mlt_comparison_unref(comparison);
}
