/* SPDX-License-Identifier: MIT */
#include "score/corruption_error.h"

#include <math.h>
#include <string.h>

#include "base/error.h"

/* The baseline's severity of that name, if its performance is known. */
static const mlt_level_score *find(const mltest_scorecard *card, const char *name)
{
    for (size_t i = 0; i < card->n_levels; i++) {
        const mlt_level_score *level = &card->levels[i];
        if (strcmp(level->name, name) == 0)
            return level->undefined || isnan(level->performance) ? NULL : level;
    }
    return NULL;
}

mlt_kind_error mlt_corruption_error(const mltest_scorecard *card, const mltest_scorecard *baseline,
                                    const char *kind)
{
    mlt_kind_error out = {NAN, NAN, 0};
    double error = 0, error_base = 0, drop = 0, drop_base = 0;
    for (size_t i = 0; i < card->n_levels; i++) {
        const mlt_level_score *mine = &card->levels[i];
        const mlt_jcondition *condition = &card->journal->conditions[mine->first];
        if (!mlt_condition_counts(condition) || strcmp(condition->steps[0].kind, kind) != 0 ||
            mine->undefined || isnan(mine->performance))
            continue;
        const mlt_level_score *base = find(baseline, mine->name);
        if (base == NULL)
            continue;
        error += 1 - mine->performance;
        error_base += 1 - base->performance;
        drop += mine->drop;
        drop_base += base->drop;
        out.n++;
    }
    if (error_base > 0)
        out.ce = error / error_base;
    if (drop_base > 0.01 * (double)out.n)
        out.relative = drop / drop_base;
    return out;
}

static double mean_of(const double *values, size_t n)
{
    double sum = 0, count = 0;
    for (size_t i = 0; i < n; i++) {
        sum += isnan(values[i]) ? 0 : values[i];
        count += !isnan(values[i]);
    }
    return count > 0 ? sum / count : NAN;
}

mltest_status mlt_score_fill_errors(mltest_scorecard *card, const mltest_scorecard *baseline,
                                    const mlt_groups *groups, mltest_error **error)
{
    mlt_table *table;
    mlt_column *kind, *ce, *relative, *n;
    mlt_results *r = card->results;
    TRY(mlt_results_table(r, "corruption_errors", baseline != NULL ? groups->n_kinds : 0, &table,
                          error));
    TRY(mlt_table_column(r, table, "kind", MLT_COLUMN_STRING, &kind, error));
    TRY(mlt_table_column(r, table, "CE", MLT_COLUMN_DOUBLE, &ce, error));
    TRY(mlt_table_column(r, table, "relative_CE", MLT_COLUMN_DOUBLE, &relative, error));
    TRY(mlt_table_column(r, table, "severities", MLT_COLUMN_INT, &n, error));
    for (size_t i = 0; i < table->n_rows; i++) {
        const mlt_group_score *group = &groups->kinds[i];
        mlt_kind_error e = {NAN, NAN, 0};
        if (mlt_weight_of(&card->weights, group->name) > 0 &&
            mlt_weight_of(&card->weights, group->category) > 0)
            e = mlt_corruption_error(card, baseline, group->name);
        TRY(mlt_table_set_string(r, kind, i, group->name, error));
        ce->doubles[i] = e.ce;
        relative->doubles[i] = e.relative;
        n->ints[i] = (int32_t)e.n;
    }
    TRY(mlt_results_text(r, "mCE.baseline",
                         baseline != NULL ? baseline->journal->run.model_name : "", error));
    TRY(mlt_results_flag(r, "mCE.standard", card->journal->run.task == MLTEST_TASK_CLASSIFICATION,
                         error));
    TRY(mlt_results_number(r, "mCE.value", mean_of(ce->doubles, table->n_rows), error));
    return mlt_results_number(r, "mCE.relative", mean_of(relative->doubles, table->n_rows), error);
}
