/* SPDX-License-Identifier: MIT */
#include "score/score.h"

#include <string.h>

#include "api/check.h"
#include "api/results.h"
#include "compare/recommend.h"
#include "report/report.h"
#include "score/host_metric.h"

mltest_status mltest_scorecard_new(mltest_scorecard **out, mltest_context *ctx,
                                   mltest_journal *journal, const mltest_options *options,
                                   mltest_metric *const *metrics, size_t n_metrics,
                                   mltest_error **error)
{
    ENTRY(error);
    NEED_OUT(out);
    NEED(journal);
    if (n_metrics > 0)
        NEED(metrics);
    for (size_t i = 0; i < n_metrics; i++)
        NEED(metrics[i]);
    TRY(mlt_scorecard_make(out, ctx, journal, options, error));
    mltest_status status = mlt_score_metrics(*out, metrics, n_metrics, error);
    if (status == MLTEST_OK)
        status = mlt_recommend((*out)->results, out, 1, error);
    if (status != MLTEST_OK) {
        mlt_scorecard_unref(*out);
        *out = NULL;
    }
    return status;
}

mltest_status mltest_scorecard_value(const mltest_scorecard *card, const char *name, double *value)
{
    if (card == NULL)
        return MLTEST_ERR_INVALID;
    return mlt_results_get(card->results, name, value);
}

const char *mltest_scorecard_text(const mltest_scorecard *card, const char *name)
{
    return card != NULL ? mlt_results_get_text(card->results, name) : NULL;
}

const char *mltest_scorecard_table(const mltest_scorecard *card, size_t i)
{
    return card != NULL ? mlt_results_get_table(card->results, i) : NULL;
}

size_t mltest_scorecard_rows(const mltest_scorecard *card, const char *table)
{
    return card != NULL ? mlt_results_get_rows(card->results, table) : 0;
}

const char *mltest_scorecard_column(const mltest_scorecard *card, const char *table, size_t i)
{
    return card != NULL ? mlt_results_get_column(card->results, table, i) : NULL;
}

const double *mltest_scorecard_doubles(const mltest_scorecard *card, const char *table,
                                       const char *column)
{
    const mlt_column *c = card != NULL ? mlt_results_get_cells(card->results, table, column) : NULL;
    return c != NULL && c->type == MLT_COLUMN_DOUBLE ? c->doubles : NULL;
}

const int32_t *mltest_scorecard_ints(const mltest_scorecard *card, const char *table,
                                     const char *column)
{
    const mlt_column *c = card != NULL ? mlt_results_get_cells(card->results, table, column) : NULL;
    return c != NULL && c->type == MLT_COLUMN_INT ? c->ints : NULL;
}

const char *const *mltest_scorecard_strings(const mltest_scorecard *card, const char *table,
                                            const char *column)
{
    const mlt_column *c = card != NULL ? mlt_results_get_cells(card->results, table, column) : NULL;
    return c != NULL && c->type == MLT_COLUMN_STRING ? c->strings : NULL;
}

static mltest_status format_it(mlt_text *out, const void *what, const char *format,
                               mltest_error **error)
{
    const mltest_scorecard *card = what;
    if (strcmp(format, "json") == 0)
        return mlt_report_json(out, card->results, error);
    if (strcmp(format, "text") == 0)
        return mlt_report_scorecard_text(out, card, error);
    return mlt_fail(error, MLTEST_ERR_NOT_FOUND, "no format is named '%s': text and json are",
                    format);
}

mltest_status mltest_write_scorecard(const mltest_scorecard *card, const char *format,
                                     mltest_write_fn write, void *user_data, mltest_error **error)
{
    ENTRY(error);
    NEED(card);
    NEED(format);
    NEED(write);
    return mlt_write_formatted(card->ctx, format_it, card, format, write, user_data, error);
}

void mltest_scorecard_free(mltest_scorecard *card)
{
    mlt_scorecard_unref(card);
}
