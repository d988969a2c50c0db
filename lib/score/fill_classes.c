/* SPDX-License-Identifier: MIT */
/*
 * Tables of performance by condition and class, and of what kinds of error cost.
 */
#include <math.h>

#include "base/error.h"
#include "score/fill.h"

enum { N_FIGURES = 7 };

static double or_nan(double v)
{
    return v < 0 ? NAN : v;
}

static void fill_row(mlt_column **to, size_t row, const mlt_class_figures *f, bool has_boxes)
{
    bool any = f->counts.right + f->counts.wrong + f->counts.missed > 0;
    const double values[N_FIGURES] = {f->ap,
                                      f->ap50,
                                      f->ar,
                                      or_nan(mlt_f1_precision(&f->counts)),
                                      or_nan(mlt_f1_recall(&f->counts)),
                                      any ? mlt_f1_value(&f->counts) : NAN,
                                      has_boxes ? f->n_truths : f->counts.right + f->counts.missed};
    for (size_t i = 0; i < N_FIGURES; i++)
        to[i]->doubles[row] = values[i];
}

mltest_status mlt_score_fill_figures(mltest_scorecard *card, mltest_error **error)
{
    static const char *const names[N_FIGURES] = {"mAP",    "AP50", "AR",      "precision",
                                                 "recall", "F1",   "n_truths"};
    mlt_table *table;
    mlt_column *condition, *cls, *columns[N_FIGURES];
    mlt_results *r = card->results;
    const mltest_journal *j = card->journal;
    size_t n_classes = j->run.n_classes;
    bool is_labelled = card->conditions[0].n_labelled > 0;
    TRY(mlt_results_table(r, "class_performance", is_labelled ? j->n_conditions * n_classes : 0,
                          &table, error));
    TRY(mlt_table_column(r, table, "condition", MLT_COLUMN_STRING, &condition, error));
    TRY(mlt_table_column(r, table, "class", MLT_COLUMN_STRING, &cls, error));
    for (size_t i = 0; i < N_FIGURES; i++)
        TRY(mlt_table_column(r, table, names[i], MLT_COLUMN_DOUBLE, &columns[i], error));
    for (size_t i = 0; i < table->n_rows; i++) {
        TRY(mlt_table_set_string(r, condition, i, j->conditions[i / n_classes].name, error));
        TRY(mlt_table_set_string(r, cls, i, j->run.classes[i % n_classes], error));
        fill_row(columns, i, &card->figures[i], j->run.task != MLTEST_TASK_CLASSIFICATION);
    }
    return MLTEST_OK;
}

mltest_status mlt_score_fill_tide(mltest_scorecard *card, mltest_error **error)
{
#define NAMES(kind)                                                                                \
    {                                                                                              \
        kind ".value", kind ".delta", kind ".delta_low", kind ".delta_high"                        \
    }
    static const char *const names[MLT_TIDE_N_KINDS][4] = {
        NAMES("Cls"), NAMES("Loc"), NAMES("Both"), NAMES("Dupe"), NAMES("Bkg"), NAMES("Miss")};
#undef NAMES
    mlt_table *table;
    mlt_column *condition, *numbers[4];
    mlt_results *r = card->results;
    const mltest_journal *j = card->journal;
    bool any = card->settings.tide && j->run.task != MLTEST_TASK_CLASSIFICATION &&
               card->conditions[0].n_labelled > 0;
    TRY(mlt_results_table(r, "tide", any ? j->n_conditions : 0, &table, error));
    TRY(mlt_table_column(r, table, "condition", MLT_COLUMN_STRING, &condition, error));
    for (size_t i = 0; i < table->n_rows; i++)
        TRY(mlt_table_set_string(r, condition, i, j->conditions[i].name, error));
    for (size_t k = 0; k < MLT_TIDE_N_KINDS; k++) {
        for (size_t n = 0; n < 4; n++)
            TRY(mlt_table_column(r, table, names[k][n], MLT_COLUMN_DOUBLE, &numbers[n], error));
        for (size_t i = 0; i < table->n_rows; i++) {
            const mlt_condition_score *s = &card->conditions[i];
            numbers[0]->doubles[i] = s->tide[k];
            numbers[1]->doubles[i] = s->tide_delta[k];
            numbers[2]->doubles[i] = s->drawn_tide[k].interval.low;
            numbers[3]->doubles[i] = s->drawn_tide[k].interval.high;
        }
    }
    return MLTEST_OK;
}
