/* SPDX-License-Identifier: MIT */
#include "compare/sweep.h"

#include <math.h>

#include "base/alloc.h"
#include "base/error.h"

static const double thresholds[] = {0.2, 0.3, 0.4, 0.5};
enum { N_THRESHOLDS = sizeof thresholds / sizeof thresholds[0] };

typedef struct {
    const mlt_pairing *p;
    mlt_score_settings settings;
    mltest_scorecard **cards; /* at a threshold */
    double *risks, *failures; /* [threshold][model] */
} sweep;

static mltest_status judge(sweep *s, size_t at, mltest_error **error)
{
    const mlt_pairing *p = s->p;
    mlt_panel panel;
    s->settings.min_confidence = thresholds[at];
    s->settings.match_confidence = thresholds[at] * 2 / 3;
    for (size_t m = 0; m < p->n; m++)
        TRY(mlt_scorecard_judge(&s->cards[m], p->ctx, p->cards[m]->journal, &s->settings, error));
    mltest_status status = mlt_panel_make(&panel, p->ctx, s->cards, p->n, error);
    for (size_t m = 0; status == MLTEST_OK && m < p->n; m++) {
        const double *row = mlt_panel_risk_row(&panel);
        s->risks[at * p->n + m] = 100 * mlt_panel_mean(&panel, MLT_PANEL_AFFECTED, m, row, NULL);
        s->failures[at * p->n + m] = 100 * mlt_panel_mean(&panel, MLT_PANEL_WRONG, m, row, NULL);
    }
    mlt_panel_free(&panel);
    return status;
}

static void drop_cards(sweep *s)
{
    for (size_t m = 0; s->cards != NULL && m < s->p->n; m++) {
        mlt_scorecard_unref(s->cards[m]);
        s->cards[m] = NULL;
    }
}

static mltest_status run(sweep *s, const mltest_options *options, mltest_error **error)
{
    size_t n = s->p->n;
    TRY(mlt_score_settings_read(&s->settings, options, error));
    s->settings.odd_half = s->p->cards[0]->settings.odd_half;
    s->cards = mlt_alloc_zero(s->p->ctx, n, sizeof *s->cards);
    s->risks = mlt_alloc_zero(s->p->ctx, N_THRESHOLDS * n, sizeof *s->risks);
    s->failures = mlt_alloc_zero(s->p->ctx, N_THRESHOLDS * n, sizeof *s->failures);
    if (s->cards == NULL || s->risks == NULL || s->failures == NULL)
        return mlt_fail_memory(error);
    for (size_t at = 0; at < N_THRESHOLDS; at++) {
        mltest_status status = judge(s, at, error);
        drop_cards(s);
        TRY(status);
    }
    return MLTEST_OK;
}

/* Whether two models change places between two thresholds. */
static bool order_changes(const sweep *s)
{
    size_t n = s->p->n;
    for (size_t a = 0; a < n; a++)
        for (size_t b = a + 1; b < n; b++) {
            bool above = false, below = false;
            for (size_t at = 0; at < N_THRESHOLDS; at++) {
                above = above || s->risks[at * n + a] > s->risks[at * n + b];
                below = below || s->risks[at * n + a] < s->risks[at * n + b];
            }
            if (above && below)
                return true;
        }
    return false;
}

static mltest_status fill(const sweep *s, size_t n_rows, mlt_results *results, mltest_error **error)
{
    size_t n = s->p->n;
    mlt_table *table;
    mlt_column *at, *model, *risk, *failure;
    TRY(mlt_results_table(results, "thresholds", n_rows, &table, error));
    TRY(mlt_table_column(results, table, "model", MLT_COLUMN_STRING, &model, error));
    TRY(mlt_table_column(results, table, "min_confidence", MLT_COLUMN_DOUBLE, &at, error));
    TRY(mlt_table_column(results, table, "risk", MLT_COLUMN_DOUBLE, &risk, error));
    TRY(mlt_table_column(results, table, "failure_under_change", MLT_COLUMN_DOUBLE, &failure,
                         error));
    for (size_t i = 0; i < n_rows; i++) {
        TRY(mlt_table_set_string(results, model, i, s->p->cards[i % n]->journal->run.model_name,
                                 error));
        at->doubles[i] = thresholds[i / n];
        risk->doubles[i] = s->risks[i];
        failure->doubles[i] = s->failures[i];
    }
    return mlt_results_text(results, "threshold_order",
                            n_rows == 0        ? ""
                            : order_changes(s) ? "order depends on the threshold"
                                               : "the order is the same at all thresholds",
                            error);
}

mltest_status mlt_sweep_fill(const mlt_pairing *p, const mltest_options *options,
                             mlt_results *results, mltest_error **error)
{
    sweep s = {.p = p};
    mltest_status status = p->is_classification ? MLTEST_OK : run(&s, options, error);
    if (status == MLTEST_OK)
        status = fill(&s, p->is_classification ? 0 : N_THRESHOLDS * p->n, results, error);
    mlt_free(p->ctx, (void *)s.cards);
    mlt_free(p->ctx, s.risks);
    mlt_free(p->ctx, s.failures);
    return status;
}
