/* SPDX-License-Identifier: MIT */
#include "score/evaluation.h"

#include <string.h>

#include "api/check.h"
#include "api/results.h"
#include "report/report.h"

mltest_status mltest_evaluation_new(mltest_evaluation **out, mltest_context *ctx, const char *truth,
                                    const char *predictions, const mltest_options *options,
                                    mltest_error **error)
{
    ENTRY(error);
    NEED_OUT(out);
    NEED(truth);
    NEED(predictions);
    return mlt_evaluation_make(out, ctx, truth, predictions, options, error);
}

mltest_status mltest_evaluation_value(const mltest_evaluation *evaluation, const char *name,
                                      double *value)
{
    if (evaluation == NULL)
        return MLTEST_ERR_INVALID;
    return mlt_results_get(evaluation->results, name, value);
}

const char *mltest_evaluation_text(const mltest_evaluation *evaluation, const char *name)
{
    return evaluation != NULL ? mlt_results_get_text(evaluation->results, name) : NULL;
}

const char *mltest_evaluation_table(const mltest_evaluation *evaluation, size_t i)
{
    return evaluation != NULL ? mlt_results_get_table(evaluation->results, i) : NULL;
}

size_t mltest_evaluation_rows(const mltest_evaluation *evaluation, const char *table)
{
    return evaluation != NULL ? mlt_results_get_rows(evaluation->results, table) : 0;
}

const char *mltest_evaluation_column(const mltest_evaluation *evaluation, const char *table,
                                     size_t i)
{
    return evaluation != NULL ? mlt_results_get_column(evaluation->results, table, i) : NULL;
}

static const mlt_column *cells(const mltest_evaluation *evaluation, const char *table,
                               const char *column, mlt_column_type type)
{
    const mlt_column *c =
        evaluation != NULL ? mlt_results_get_cells(evaluation->results, table, column) : NULL;
    return c != NULL && c->type == type ? c : NULL;
}

const double *mltest_evaluation_doubles(const mltest_evaluation *evaluation, const char *table,
                                        const char *column)
{
    const mlt_column *c = cells(evaluation, table, column, MLT_COLUMN_DOUBLE);
    return c != NULL ? c->doubles : NULL;
}

const char *const *mltest_evaluation_strings(const mltest_evaluation *evaluation, const char *table,
                                             const char *column)
{
    const mlt_column *c = cells(evaluation, table, column, MLT_COLUMN_STRING);
    return c != NULL ? c->strings : NULL;
}

const double *mltest_evaluation_array(const mltest_evaluation *evaluation, const char *name,
                                      size_t *shape)
{
    if (evaluation == NULL || name == NULL)
        return NULL;
    const mlt_coco_result *r = &evaluation->coco;
    const struct {
        const char *name;
        const double *values;
    } arrays[] = {{"precision", r->precision}, {"scores", r->scores}, {"recall", r->recall}};
    for (size_t i = 0; i < sizeof arrays / sizeof arrays[0]; i++) {
        if (strcmp(name, arrays[i].name) != 0)
            continue;
        const size_t whole[] = {r->n_ious, MLT_COCO_N_RECALLS, r->n_classes, MLT_COCO_N_AREAS,
                                r->n_limits};
        const size_t flat[] = {r->n_ious, r->n_classes, MLT_COCO_N_AREAS, r->n_limits, 0};
        if (shape != NULL)
            memcpy(shape, arrays[i].values == r->recall ? flat : whole, sizeof whole);
        return arrays[i].values;
    }
    return NULL;
}

static mltest_status format_it(mlt_text *out, const void *what, const char *format,
                               mltest_error **error)
{
    const mltest_evaluation *evaluation = what;
    if (strcmp(format, "json") == 0)
        return mlt_report_json(out, evaluation->results, error);
    if (strcmp(format, "text") == 0)
        return mlt_report_evaluation_text(out, evaluation, error);
    return mlt_fail(error, MLTEST_ERR_NOT_FOUND, "no format is named '%s': text and json are",
                    format);
}

mltest_status mltest_write_evaluation(const mltest_evaluation *evaluation, const char *format,
                                      mltest_write_fn write, void *user_data, mltest_error **error)
{
    ENTRY(error);
    NEED(evaluation);
    NEED(format);
    NEED(write);
    return mlt_write_formatted(evaluation->ctx, format_it, evaluation, format, write, user_data,
                               error);
}

void mltest_evaluation_free(mltest_evaluation *evaluation)
{
    mlt_evaluation_unref(evaluation);
}
