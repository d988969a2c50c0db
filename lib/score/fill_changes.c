/* SPDX-License-Identifier: MIT */
/*
 * Tables of boxes by condition and class, and of conditions without their replicates.
 */
#include <math.h>

#include "base/error.h"
#include "score/decision.h"
#include "score/fill.h"
#include "stats/verdict.h"

enum { N_COUNTS = 6, N_MEANS = 3 };

static int32_t whole(uint64_t n)
{
    return n < INT32_MAX ? (int32_t)n : INT32_MAX;
}

static void fill_row(mlt_column **counts, mlt_column **means, size_t row,
                     const mlt_class_change *change)
{
    const uint64_t values[N_COUNTS] = {change->required, change->kept,  change->lost,
                                       change->added,    change->moved, change->reclassified};
    double kept = (double)change->kept;
    for (size_t i = 0; i < N_COUNTS; i++)
        counts[i]->ints[row] = whole(values[i]);
    means[0]->doubles[row] = change->required > 0 ? kept / (double)change->required : NAN;
    means[1]->doubles[row] = change->kept > 0 ? change->sum_iou / kept : NAN;
    means[2]->doubles[row] = change->kept > 0 ? change->sum_shift / kept : NAN;
}

mltest_status mlt_score_fill_changes(mltest_scorecard *card, mltest_error **error)
{
    static const char *const count_names[N_COUNTS] = {"required", "kept",  "lost",
                                                      "new",      "moved", "reclassified"};
    static const char *const mean_names[N_MEANS] = {"survival", "mean_iou", "score_shift"};
    mlt_table *table;
    mlt_column *condition, *cls, *counts[N_COUNTS], *means[N_MEANS];
    mlt_results *r = card->results;
    const mltest_journal *j = card->journal;
    size_t n_classes = j->run.n_classes, n = j->n_conditions * n_classes;
    bool has_boxes = j->run.task != MLTEST_TASK_CLASSIFICATION;
    TRY(mlt_results_table(r, "changes", has_boxes ? n : 0, &table, error));
    TRY(mlt_table_column(r, table, "condition", MLT_COLUMN_STRING, &condition, error));
    TRY(mlt_table_column(r, table, "class", MLT_COLUMN_STRING, &cls, error));
    for (size_t i = 0; i < N_COUNTS; i++)
        TRY(mlt_table_column(r, table, count_names[i], MLT_COLUMN_INT, &counts[i], error));
    for (size_t i = 0; i < N_MEANS; i++)
        TRY(mlt_table_column(r, table, mean_names[i], MLT_COLUMN_DOUBLE, &means[i], error));
    for (size_t i = 0; i < table->n_rows; i++) {
        TRY(mlt_table_set_string(r, condition, i, j->conditions[i / n_classes].name, error));
        TRY(mlt_table_set_string(r, cls, i, j->run.classes[i % n_classes], error));
        fill_row(counts, means, i, &card->changes[i]);
    }
    return MLTEST_OK;
}

static const char *zone(double f)
{
    if (isnan(f))
        return "";
    return f <= 0.05 ? "green" : f <= 0.2 ? "yellow" : "red";
}

enum { N_LEVEL_FIGURES = 12 };

static void fill_level(mlt_column **to, size_t row, const mlt_level_score *s,
                       const mlt_judgement *judged)
{
    const double values[N_LEVEL_FIGURES] = {
        s->affected.value,   s->affected.low,
        s->affected.high,    s->affected.n,
        100 * s->mean_r,     s->newly_broken.value,
        s->newly_broken.low, s->newly_broken.high,
        s->total_loss.value, s->wrong.value,
        s->performance,      mlt_verdict_further(judged, (double)s->n, s->affected.n)};
    for (size_t i = 0; i < N_LEVEL_FIGURES; i++)
        to[i]->doubles[row] = values[i];
}

mltest_status mlt_score_fill_levels(mltest_scorecard *card, mltest_error **error)
{
    static const char *const figures[N_LEVEL_FIGURES] = {
        "affected.value",     "affected.low",     "affected.high",     "n_effective", "robustness",
        "newly_broken.value", "newly_broken.low", "newly_broken.high", "total_loss",  "failure",
        "performance",        "further_samples"};
    mlt_table *table;
    mlt_column *name, *n, *replicates, *verdict, *colour, *columns[N_LEVEL_FIGURES];
    mlt_results *r = card->results;
    TRY(mlt_results_table(r, "levels", card->n_levels, &table, error));
    TRY(mlt_table_column(r, table, "name", MLT_COLUMN_STRING, &name, error));
    TRY(mlt_table_column(r, table, "n", MLT_COLUMN_INT, &n, error));
    TRY(mlt_table_column(r, table, "replicates", MLT_COLUMN_INT, &replicates, error));
    for (size_t i = 0; i < N_LEVEL_FIGURES; i++)
        TRY(mlt_table_column(r, table, figures[i], MLT_COLUMN_DOUBLE, &columns[i], error));
    TRY(mlt_table_column(r, table, "verdict", MLT_COLUMN_STRING, &verdict, error));
    TRY(mlt_table_column(r, table, "zone", MLT_COLUMN_STRING, &colour, error));
    for (size_t i = 0; i < table->n_rows; i++) {
        const mlt_level_score *s = &card->levels[i];
        mlt_judgement judged =
            mlt_verdict_judge(s->affected.k, s->affected.n, card->settings.target);
        if (card->decisions != NULL)
            judged = (mlt_judgement){.verdict = card->decisions[i].verdict,
                                     .further = MLT_VERDICT_NEVER};
        bool is_clean = card->journal->conditions[s->first].n_steps == 0;
        TRY(mlt_table_set_string(r, name, i, s->name, error));
        n->ints[i] = whole(s->n);
        replicates->ints[i] = whole(s->n_replicates);
        fill_level(columns, i, s, &judged);
        verdict->strings[i] = is_clean ? "" : mlt_verdict_name(judged.verdict);
        colour->strings[i] = is_clean ? "" : zone(s->affected.value);
    }
    return MLTEST_OK;
}
