/* SPDX-License-Identifier: MIT */
#include "mltest/stress.h"

#include "api/check.h"
#include "api/results.h"
#include "report/report.h"
#include "search/search.h"

mltest_status mltest_stress_new(mltest_stress **out, mltest_context *ctx, mltest_dataset *dataset,
                                mltest_predictor *predictor, const mltest_suite *suite,
                                const mltest_options *run, const mltest_options *score,
                                const mltest_options *options, mltest_error **error)
{
    ENTRY(error);
    NEED_OUT(out);
    NEED(dataset);
    NEED(predictor);
    NEED(suite);
    return mlt_stress_make(out, ctx, dataset, predictor, suite, run, score, options, error);
}

mltest_status mltest_stress_set_progress(mltest_stress *stress, mltest_progress_fn progress,
                                         void *user_data)
{
    if (stress == NULL)
        return MLTEST_ERR_INVALID;
    stress->progress = progress;
    stress->progress_data = user_data;
    return MLTEST_OK;
}

mltest_status mltest_stress_execute(mltest_stress *stress, const char *path, mltest_error **error)
{
    ENTRY(error);
    NEED(stress);
    NEED(path);
    return mlt_stress_execute(stress, path, error);
}

void mltest_stress_cancel(mltest_stress *stress)
{
    if (stress != NULL)
        stress->cancelled = 1;
}

static const mlt_results *results_of(const mltest_stress *stress)
{
    return stress != NULL ? stress->results : NULL;
}

mltest_status mltest_stress_value(const mltest_stress *stress, const char *name, double *value)
{
    const mlt_results *results = results_of(stress);
    return results != NULL ? mlt_results_get(results, name, value) : MLTEST_ERR_INVALID;
}

const char *mltest_stress_text(const mltest_stress *stress, const char *name)
{
    const mlt_results *results = results_of(stress);
    return results != NULL ? mlt_results_get_text(results, name) : NULL;
}

const char *mltest_stress_table(const mltest_stress *stress, size_t i)
{
    const mlt_results *results = results_of(stress);
    return results != NULL ? mlt_results_get_table(results, i) : NULL;
}

size_t mltest_stress_rows(const mltest_stress *stress, const char *table)
{
    const mlt_results *results = results_of(stress);
    return results != NULL ? mlt_results_get_rows(results, table) : 0;
}

const char *mltest_stress_column(const mltest_stress *stress, const char *table, size_t i)
{
    const mlt_results *results = results_of(stress);
    return results != NULL ? mlt_results_get_column(results, table, i) : NULL;
}

static const mlt_column *cells_of(const mltest_stress *stress, const char *table,
                                  const char *column, mlt_column_type type)
{
    const mlt_results *results = results_of(stress);
    const mlt_column *c = results != NULL ? mlt_results_get_cells(results, table, column) : NULL;
    return c != NULL && c->type == type ? c : NULL;
}

const double *mltest_stress_doubles(const mltest_stress *stress, const char *table,
                                    const char *column)
{
    const mlt_column *c = cells_of(stress, table, column, MLT_COLUMN_DOUBLE);
    return c != NULL ? c->doubles : NULL;
}

const int32_t *mltest_stress_ints(const mltest_stress *stress, const char *table,
                                  const char *column)
{
    const mlt_column *c = cells_of(stress, table, column, MLT_COLUMN_INT);
    return c != NULL ? c->ints : NULL;
}

const char *const *mltest_stress_strings(const mltest_stress *stress, const char *table,
                                         const char *column)
{
    const mlt_column *c = cells_of(stress, table, column, MLT_COLUMN_STRING);
    return c != NULL ? c->strings : NULL;
}

static mltest_status format_it(mlt_text *out, const void *what, const char *format,
                               mltest_error **error)
{
    const mltest_stress *stress = what;
    if (strcmp(format, "json") == 0)
        return mlt_report_json(out, stress->results, error);
    if (strcmp(format, "text") == 0)
        return mlt_report_stress_text(out, stress, error);
    return mlt_fail(error, MLTEST_ERR_NOT_FOUND, "no format is named '%s': text and json are",
                    format);
}

mltest_status mltest_write_stress(const mltest_stress *stress, const char *format,
                                  mltest_write_fn write, void *user_data, mltest_error **error)
{
    ENTRY(error);
    NEED(stress);
    NEED(format);
    NEED(write);
    if (stress->results == NULL)
        return mlt_fail(error, MLTEST_ERR_INVALID, "the search has not been executed");
    return mlt_write_formatted(stress->ctx, format_it, stress, format, write, user_data, error);
}

void mltest_stress_free(mltest_stress *stress)
{
    mlt_stress_unref(stress);
}
