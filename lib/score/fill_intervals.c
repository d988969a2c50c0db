/* SPDX-License-Identifier: MIT */
/*
 * The intervals of figures that were drawn again, as a table.
 */
#include "base/error.h"
#include "score/fill.h"

typedef struct {
    mltest_scorecard *card;
    mlt_table *table;
    size_t row;
    mltest_status status;
} rows;

static void put(rows *to, const char *figure, const char *of, const mlt_estimate *e,
                mltest_error **error)
{
    mlt_column *columns = to->table->columns;
    const double values[] = {e->value, e->interval.low, e->interval.high,
                             e->lower, e->upper,        e->interval.se};
    if (to->status == MLTEST_OK)
        to->status = mlt_table_set_string(to->card->results, &columns[0], to->row, figure, error);
    if (to->status == MLTEST_OK)
        to->status = mlt_table_set_string(to->card->results, &columns[1], to->row, of, error);
    for (size_t i = 0; i < sizeof values / sizeof values[0]; i++)
        columns[2 + i].doubles[to->row] = values[i];
    to->row++;
}

static mltest_status make_columns(mlt_results *r, mlt_table *table, mltest_error **error)
{
    static const char *const texts[] = {"figure", "of"};
    static const char *const numbers[] = {"value", "low", "high", "lower", "upper", "se"};
    mlt_column *column;
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        TRY(mlt_table_column(r, table, texts[i], MLT_COLUMN_STRING, &column, error));
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
        TRY(mlt_table_column(r, table, numbers[i], MLT_COLUMN_DOUBLE, &column, error));
    return MLTEST_OK;
}

/* Performance under a condition. Rows are there whatever is defined. */
static void put_performance(rows *to, size_t condition, mltest_error **error)
{
    const mltest_scorecard *card = to->card;
    const mlt_performance_estimates *e = &card->conditions[condition].drawn;
    const char *name = card->journal->conditions[condition].name;
    if (card->journal->run.task == MLTEST_TASK_CLASSIFICATION) {
        put(to, "top1", name, &e->map, error);
        put(to, "balanced_accuracy", name, &e->balanced, error);
        put(to, "drop", name, &e->drop, error);
        return;
    }
    put(to, "AP50", name, &e->ap50, error);
    put(to, "drop_AP50", name, &e->drop50, error);
    if (!card->settings.map_intervals)
        return;
    put(to, "mAP", name, &e->map, error);
    put(to, "drop", name, &e->drop, error);
}

static size_t count_performance(const mltest_scorecard *card)
{
    bool classes = card->journal->run.task == MLTEST_TASK_CLASSIFICATION;
    size_t each = classes ? 3 : card->settings.map_intervals ? 4 : 2;
    return card->conditions[0].n_labelled > 0 ? each * card->journal->n_conditions : 0;
}

/* Whether mPC and rPC are drawn. */
static bool has_headline(const mltest_scorecard *card)
{
    return card->conditions[0].n_labelled > 0 &&
           (card->settings.map_intervals || card->journal->run.task == MLTEST_TASK_CLASSIFICATION);
}

static size_t count_rows(const mltest_scorecard *card, const mlt_score_intervals *v)
{
    size_t n_risks = 3, n_headline = has_headline(card) ? 2 : 0;
    return v->n_draws > 0 ? n_risks + n_headline + v->n_levels + v->n_kinds + v->n_categories +
                                count_performance(card)
                          : 0;
}

mltest_status mlt_score_fill_intervals(mltest_scorecard *card, const mlt_groups *groups,
                                       const mlt_score_extras *extras, mltest_error **error)
{
    const mlt_score_intervals *v = &extras->intervals;
    rows to = {.card = card, .status = MLTEST_OK};
    size_t n = count_rows(card, v);
    TRY(mlt_results_number(card->results, "resampling.draws", (double)v->n_draws, error));
    TRY(mlt_results_table(card->results, "intervals", n, &to.table, error));
    TRY(make_columns(card->results, to.table, error));
    if (n == 0)
        return MLTEST_OK;
    put(&to, "risk", "", &v->risk, error);
    put(&to, "risk_flat", "", &v->flat, error);
    put(&to, "failure_under_change", "", &v->failure, error);
    if (has_headline(card)) {
        put(&to, "mPC", "", &extras->mpc, error);
        put(&to, "rPC", "", &extras->rpc, error);
    }
    for (size_t i = 0; i < v->n_categories; i++)
        put(&to, "affected_of_category", groups->categories[i].name, &v->categories[i], error);
    for (size_t i = 0; i < v->n_kinds; i++)
        put(&to, "affected_of_kind", groups->kinds[i].name, &v->kinds[i], error);
    for (size_t i = 0; i < v->n_levels; i++)
        put(&to, "robustness", card->levels[i].name, &v->robustness[i], error);
    for (size_t c = 0; count_performance(card) > 0 && c < card->journal->n_conditions; c++)
        put_performance(&to, c, error);
    return to.status;
}
