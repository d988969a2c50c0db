/* SPDX-License-Identifier: MIT */
#include "mltest/gate.h"

#include <string.h>

#include "api/check.h"
#include "api/option_tables.h"
#include "api/results.h"
#include "gate/report.h"
#include "report/report.h"

mltest_status mltest_gates_open(mltest_gates **out, mltest_context *ctx, const char *path,
                                mltest_error **error)
{
    ENTRY(error);
    NEED_OUT(out);
    NEED(path);
    return mlt_gates_open(out, ctx, path, &mlt_suite_option_tables, error);
}

size_t mltest_gates_count(const mltest_gates *gates)
{
    return gates != NULL ? gates->n : 0;
}

const char *mltest_gates_text(const mltest_gates *gates, size_t i)
{
    return gates != NULL && i < gates->n ? gates->items[i].text : NULL;
}

void mltest_gates_free(mltest_gates *gates)
{
    mlt_gates_unref(gates);
}

mltest_status mltest_gate_report_new(mltest_gate_report **out, mltest_context *ctx,
                                     const mltest_gates *gates, mltest_journal *journal,
                                     mltest_journal *baseline, const mltest_options *options,
                                     mltest_error **error)
{
    ENTRY(error);
    NEED_OUT(out);
    NEED(gates);
    NEED(journal);
    return mlt_gate_report_make(out, ctx, gates, journal, baseline, options, error);
}

mltest_status mltest_gate_report_value(const mltest_gate_report *report, const char *name,
                                       double *value)
{
    if (report == NULL)
        return MLTEST_ERR_INVALID;
    return mlt_results_get(report->results, name, value);
}

const char *mltest_gate_report_text(const mltest_gate_report *report, const char *name)
{
    return report != NULL ? mlt_results_get_text(report->results, name) : NULL;
}

const double *mltest_gate_report_doubles(const mltest_gate_report *report, const char *column)
{
    const mlt_column *c =
        report != NULL ? mlt_results_get_cells(report->results, "gates", column) : NULL;
    return c != NULL && c->type == MLT_COLUMN_DOUBLE ? c->doubles : NULL;
}

const char *const *mltest_gate_report_strings(const mltest_gate_report *report, const char *column)
{
    const mlt_column *c =
        report != NULL ? mlt_results_get_cells(report->results, "gates", column) : NULL;
    return c != NULL && c->type == MLT_COLUMN_STRING ? c->strings : NULL;
}

static mltest_status format_it(mlt_text *out, const void *what, const char *format,
                               mltest_error **error)
{
    static const struct {
        const char *name;
        mltest_status (*write)(mlt_text *out, const mlt_results *results, mltest_error **error);
    } formats[] = {{"text", mlt_report_gate_text},
                   {"json", mlt_report_json},
                   {"csv", mlt_report_gate_csv},
                   {"junit", mlt_report_gate_junit},
                   {"markdown", mlt_report_gate_markdown}};
    const mltest_gate_report *report = what;
    for (size_t i = 0; i < sizeof formats / sizeof formats[0]; i++)
        if (strcmp(format, formats[i].name) == 0)
            return formats[i].write(out, report->results, error);
    return mlt_fail(error, MLTEST_ERR_NOT_FOUND,
                    "no format is named '%s': text, json, csv, junit and markdown are", format);
}

mltest_status mltest_write_gate_report(const mltest_gate_report *report, const char *format,
                                       mltest_write_fn write, void *user_data, mltest_error **error)
{
    ENTRY(error);
    NEED(report);
    NEED(format);
    NEED(write);
    return mlt_write_formatted(report->ctx, format_it, report, format, write, user_data, error);
}

void mltest_gate_report_free(mltest_gate_report *report)
{
    mlt_gate_report_unref(report);
}
