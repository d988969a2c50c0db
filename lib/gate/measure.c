/* SPDX-License-Identifier: MIT */
#include "gate/measure.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
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

static bool is_performance(const mlt_gate_score *score)
{
    return score->bound >= MLT_GATE_PERFORMANCE;
}

mltest_status mlt_gate_measure_make(mlt_gate_measure *m, const mltest_scorecard *card,
                                    const mlt_gate_score *score, const mlt_gate_target *target,
                                    const size_t *samples, size_t n, mltest_error **error)
{
    int64_t condition = target->condition;
    memset(m, 0, sizeof *m);
    m->score = score;
    if (condition < 0 && score->scope == MLT_GATE_BOTH)
        condition = 0;
    mltest_status status = is_performance(score)
                               ? mlt_gate_performance_make(&m->performance, card, score, condition,
                                                           target->is_level, samples, n, error)
                               : mlt_gate_panel_make(&m->panel, card, score, condition,
                                                     target->is_level, samples, n, error);
    if (status != MLTEST_OK)
        mlt_gate_measure_free(m);
    return status;
}

void mlt_gate_measure_free(mlt_gate_measure *m)
{
    if (m->score != NULL && is_performance(m->score))
        mlt_gate_performance_free(&m->performance);
    else if (m->score != NULL)
        mlt_gate_panel_free(&m->panel);
    memset(m, 0, sizeof *m);
}

mltest_status mlt_gate_measure_end(mlt_gate_measure *m, mltest_error **error)
{
    mlt_gate_bound_form form = m->score->bound;
    if (form == MLT_GATE_SHARE || form == MLT_GATE_WORST_CASE || form == MLT_GATE_MEAN)
        return mlt_gate_panel_merge(&m->panel, form == MLT_GATE_WORST_CASE, error);
    return MLTEST_OK;
}

void mlt_gate_measure_keep_common(mlt_gate_measure *a, mlt_gate_measure *b)
{
    if (is_performance(a->score)) {
        mlt_gate_performance_keep_common(&a->performance, &b->performance);
        return;
    }
    for (size_t i = 0; i < a->panel.n_rows * a->panel.n; i++)
        if (isnan(a->panel.values[i]) || isnan(b->panel.values[i]))
            a->panel.values[i] = b->panel.values[i] = NAN;
}

size_t mlt_gate_measure_rows(const mlt_gate_measure *m)
{
    return is_performance(m->score) ? m->performance.n_parts : m->panel.n_rows;
}

size_t mlt_gate_measure_condition(const mlt_gate_measure *m, size_t row)
{
    return is_performance(m->score) ? m->performance.parts[row].condition
                                    : m->panel.conditions[row];
}

mltest_status mlt_gate_measure_open(const void *data, void **workspace, mltest_error **error)
{
    const mlt_gate_measure *m = data;
    if (is_performance(m->score))
        return mlt_gate_performance_open(&m->performance, workspace, error);
    mlt_gate_panel_room *room = mlt_alloc_zero(m->panel.ctx, 1, sizeof *room);
    if (room == NULL)
        return mlt_fail_memory(error);
    *workspace = room;
    mltest_status status = mlt_gate_panel_open(&m->panel, room, error);
    if (status != MLTEST_OK) {
        mlt_gate_measure_close(data, room);
        *workspace = NULL;
    }
    return status;
}

void mlt_gate_measure_close(const void *data, void *workspace)
{
    const mlt_gate_measure *m = data;
    if (is_performance(m->score)) {
        mlt_gate_performance_close(&m->performance, workspace);
        return;
    }
    mlt_gate_panel_close(&m->panel, workspace);
    mlt_free(m->panel.ctx, workspace);
}

mltest_status mlt_gate_measure_value(const void *data, void *workspace, const double *weights,
                                     double *value, mltest_error **error)
{
    const mlt_gate_measure *m = data;
    if (is_performance(m->score))
        return mlt_gate_performance_value(&m->performance, workspace, weights, value, error);
    *value = mlt_gate_panel_value(&m->panel, workspace, weights);
    return MLTEST_OK;
}

mltest_status mlt_gate_measure_point(const mlt_gate_measure *m, double *value, mltest_error **error)
{
    void *workspace = NULL;
    TRY(mlt_gate_measure_open(m, &workspace, error));
    mltest_status status = mlt_gate_measure_value(m, workspace, NULL, value, error);
    mlt_gate_measure_close(m, workspace);
    return status;
}

bool mlt_gate_measure_takes(const mlt_gate_measure *m, size_t sample)
{
    const mlt_gate_panel *p = &m->panel;
    if (is_performance(m->score))
        return mlt_gate_performance_takes(&m->performance, sample);
    for (size_t row = 0; row < p->n_rows; row++)
        if (!isnan(p->values[row * p->n + sample]))
            return true;
    return false;
}
