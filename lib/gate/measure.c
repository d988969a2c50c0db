/* SPDX-License-Identifier: MIT */
#include "gate/measure.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/error.h"

static bool column_value(const mltest_scorecard *card, const char *name, int64_t row, double *value)
{
    const mlt_table *table = mlt_results_find_table(card->results, "conditions");
    const mlt_column *column = table != NULL ? mlt_table_find_column(table, name) : NULL;
    if (column == NULL || (size_t)row >= table->n_rows || column->type == MLT_COLUMN_STRING)
        return false;
    *value = column->type == MLT_COLUMN_INT ? column->ints[row] : column->doubles[row];
    return true;
}

bool mlt_gate_value_of(const mltest_scorecard *card, const mlt_gate_score *score, int64_t condition,
                       double *value)
{
    char name[64];
    if (condition >= 0)
        return column_value(card, score->source, condition, value);
    snprintf(name, sizeof name, "%s%s", score->scope == MLT_GATE_BOTH ? "clean." : "",
             score->source);
    const mlt_value *found = mlt_results_find_value(card->results, name);
    if (found == NULL || found->is_text)
        return false;
    *value = found->number;
    return true;
}

bool mlt_gate_is_measured(const mlt_gate_score *score, int64_t condition)
{
    if (score->bound == MLT_GATE_PRECISION)
        return condition <= 0;
    return score->bound != MLT_GATE_NONE;
}

mltest_status mlt_gate_measure_make(mlt_gate_measure *m, const mltest_scorecard *card,
                                    const mlt_gate_score *score, int64_t condition,
                                    const size_t *samples, size_t n, mltest_error **error)
{
    memset(m, 0, sizeof *m);
    m->is_precision = score->bound == MLT_GATE_PRECISION;
    if (condition < 0 && score->scope == MLT_GATE_BOTH)
        condition = 0;
    mltest_status status =
        m->is_precision ? mlt_gate_precision_make(&m->precision, card->ctx, card->journal,
                                                  score->source, samples, n, error)
                        : mlt_gate_panel_make(&m->panel, card, score, condition, samples, n, error);
    if (status != MLTEST_OK)
        mlt_gate_measure_free(m);
    return status;
}

void mlt_gate_measure_free(mlt_gate_measure *m)
{
    if (m->is_precision)
        mlt_gate_precision_free(&m->precision);
    else
        mlt_gate_panel_free(&m->panel);
    memset(m, 0, sizeof *m);
}

mltest_status mlt_gate_measure_value(void *data, const double *weights, double *value,
                                     mltest_error **error)
{
    mlt_gate_measure *m = data;
    if (m->is_precision)
        return mlt_gate_precision_value(&m->precision, weights, value, error);
    *value = mlt_gate_panel_value(&m->panel, weights);
    return MLTEST_OK;
}

size_t mlt_gate_measure_count(const mlt_gate_measure *m)
{
    const mlt_gate_panel *p = &m->panel;
    size_t count = 0;
    if (m->is_precision)
        return m->precision.n;
    for (size_t i = 0; i < p->n; i++) {
        bool any = false;
        for (size_t row = 0; row < p->n_rows; row++)
            any = any || !isnan(p->values[row * p->n + i]);
        count += any;
    }
    return count;
}
