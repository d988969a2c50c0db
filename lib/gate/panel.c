/* SPDX-License-Identifier: MIT */
#include "gate/panel.h"

#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/checked.h"
#include "base/error.h"
#include "gate/value.h"
#include "score/levels.h"

/* The number of a name among those of earlier rows; *n grows if it is new. */
static size_t number_of(const mlt_gate_panel *p, const char *const *names, const size_t *numbers,
                        size_t row, size_t *n)
{
    const char *name = names[p->conditions[row]];
    for (size_t i = 0; i < row; i++)
        if (strcmp(names[p->conditions[i]], name) == 0)
            return numbers[i];
    return (*n)++;
}

/* The share that the scorecard gives a kind or category in the risk. */
static double weight_of(const mltest_scorecard *card, const char *table, const char *name)
{
    const mlt_table *t = mlt_results_find_table(card->results, table);
    const mlt_column *names = mlt_table_find_column(t, "name");
    for (size_t i = 0; i < t->n_rows; i++)
        if (strcmp(names->strings[i], name) == 0)
            return mlt_table_find_column(t, "weight")->doubles[i];
    return 0;
}

/* Kinds and categories by the scorecard's tables. Flat: one category of equal kinds. A row that is
 * judged alone needs no weight. */
static mltest_status arrange(mlt_gate_panel *p, const mltest_scorecard *card, bool alone, bool flat,
                             mltest_error **error)
{
    const mlt_table *table = mlt_results_find_table(card->results, "conditions");
    const char *const *kinds = mlt_table_find_column(table, "kind")->strings;
    const char *const *categories = mlt_table_find_column(table, "category")->strings;
    size_t *of_row = mlt_alloc_zero(p->ctx, p->n_rows + 1, sizeof *of_row);
    if (of_row == NULL)
        return mlt_fail_memory(error);
    for (size_t row = 0; row < p->n_rows; row++) {
        double weight = alone ? 1 : weight_of(card, "kinds", kinds[p->conditions[row]]);
        p->kinds[row] = number_of(p, kinds, p->kinds, row, &p->n_kinds);
        of_row[row] = flat ? 0 : number_of(p, categories, of_row, row, &p->n_categories);
        p->categories[p->kinds[row]] = of_row[row];
        p->weights[p->kinds[row]] = flat ? weight > 0 : weight;
    }
    if (flat)
        p->n_categories = 1;
    mlt_free(p->ctx, of_row);
    return MLTEST_OK;
}

/* The levels that count for risk, as the scorecard says. */
static void choose_levels(mlt_gate_panel *p, const mltest_scorecard *card)
{
    const mlt_table *table = mlt_results_find_table(card->results, "conditions");
    const int32_t *in_risk = mlt_table_find_column(table, "in_risk")->ints;
    for (size_t i = 0; i < card->n_levels; i++)
        if (in_risk[card->levels[i].first])
            p->conditions[p->n_rows++] = card->levels[i].first;
}

static void choose_replicates(mlt_gate_panel *p, const mltest_scorecard *card, size_t condition)
{
    for (size_t c = 0; c < card->journal->n_conditions; c++)
        if (card->level_of[c] == card->level_of[condition])
            p->conditions[p->n_rows++] = c;
}

/* All up to severity 3 of the kinds that weigh anything. */
static void choose_worst(mlt_gate_panel *p, const mltest_scorecard *card)
{
    for (size_t c = 0; c < card->journal->n_conditions; c++) {
        const mlt_jcondition *condition = &card->journal->conditions[c];
        if (mlt_condition_counts(condition) && condition->severity <= 3 &&
            !card->levels[card->level_of[c]].undefined &&
            weight_of(card, "kinds", condition->steps[0].kind) > 0)
            p->conditions[p->n_rows++] = c;
    }
}

static void choose_rows(mlt_gate_panel *p, const mltest_scorecard *card,
                        const mlt_gate_score *score, int64_t condition, bool with_replicates)
{
    if (score->bound == MLT_GATE_WORST_CASE)
        choose_worst(p, card);
    else if (condition < 0)
        choose_levels(p, card);
    else if (with_replicates)
        choose_replicates(p, card, (size_t)condition);
    else
        p->conditions[p->n_rows++] = (size_t)condition;
}

static double value_at(const mltest_scorecard *card, const mlt_gate_score *score, bool alone,
                       size_t sample, size_t condition)
{
    if (alone)
        return mlt_gate_sample_value(card, score->what, sample, condition);
    mlt_figure figure = score->what == MLT_GATE_AFFECTED ? MLT_FIGURE_AFFECTED : MLT_FIGURE_WRONG;
    return mlt_level_sample(card, card->level_of[condition], sample, figure);
}

static mltest_status fill_values(mlt_gate_panel *p, const mltest_scorecard *card,
                                 const mlt_gate_score *score, bool alone, const size_t *samples,
                                 mltest_error **error)
{
    size_t cells = 0;
    if (!mlt_mul_size(p->n_rows, p->n, &cells))
        return mlt_fail_memory(error);
    p->values = mlt_alloc_zero(p->ctx, cells + 1, sizeof(double));
    if (p->values == NULL)
        return mlt_fail_memory(error);
    for (size_t row = 0; row < p->n_rows; row++)
        for (size_t i = 0; i < p->n; i++)
            p->values[row * p->n + i] =
                value_at(card, score, alone, samples[i], p->conditions[row]);
    return MLTEST_OK;
}

mltest_status mlt_gate_panel_make(mlt_gate_panel *panel, const mltest_scorecard *card,
                                  const mlt_gate_score *score, int64_t condition,
                                  bool with_replicates, const size_t *samples, size_t n,
                                  mltest_error **error)
{
    mltest_context *ctx = card->ctx;
    size_t most = card->journal->n_conditions + 1;
    bool alone = condition >= 0 || score->bound == MLT_GATE_WORST_CASE;
    *panel = (mlt_gate_panel){.ctx = ctx, .n = n, .scale = score->scale};
    panel->conditions = mlt_alloc_zero(ctx, most, sizeof(size_t));
    panel->kinds = mlt_alloc_zero(ctx, most, sizeof(size_t));
    panel->categories = mlt_alloc_zero(ctx, most, sizeof(size_t));
    panel->weights = mlt_alloc_zero(ctx, most, sizeof(double));
    if (panel->conditions == NULL || panel->kinds == NULL || panel->categories == NULL ||
        panel->weights == NULL)
        return mlt_fail_memory(error);
    choose_rows(panel, card, score, condition, with_replicates);
    TRY(arrange(panel, card, alone, score->bound == MLT_GATE_FLAT_RISK, error));
    return fill_values(panel, card, score, alone, samples, error);
}

mltest_status mlt_gate_panel_merge(mlt_gate_panel *p, bool largest, mltest_error **error)
{
    p->counts = mlt_alloc_zero(p->ctx, p->n + 1, sizeof(double));
    if (p->counts == NULL)
        return mlt_fail_memory(error);
    for (size_t i = 0; i < p->n; i++) {
        double sum = 0;
        for (size_t row = 0; row < p->n_rows; row++) {
            double value = p->values[row * p->n + i];
            if (isnan(value))
                continue;
            sum = !largest ? sum + value : value > sum ? value : sum;
            p->counts[i]++;
        }
        if (largest && p->counts[i] > 1)
            p->counts[i] = 1;
        if (p->n_rows > 0)
            p->values[i] = p->counts[i] > 0 ? sum / p->counts[i] : NAN;
    }
    p->n_rows = p->n_kinds = p->n_categories = p->n_rows > 0;
    p->kinds[0] = p->categories[0] = 0;
    p->weights[0] = 1;
    return MLTEST_OK;
}

mltest_status mlt_gate_panel_open(const mlt_gate_panel *panel, mlt_gate_panel_room *room,
                                  mltest_error **error)
{
    room->kinds = mlt_alloc_zero(panel->ctx, panel->n_kinds + 1, sizeof *room->kinds);
    room->categories =
        mlt_alloc_zero(panel->ctx, panel->n_categories + 1, sizeof *room->categories);
    return room->kinds != NULL && room->categories != NULL ? MLTEST_OK : mlt_fail_memory(error);
}

void mlt_gate_panel_close(const mlt_gate_panel *panel, mlt_gate_panel_room *room)
{
    mlt_free(panel->ctx, room->kinds);
    mlt_free(panel->ctx, room->categories);
}

void mlt_gate_panel_free(mlt_gate_panel *panel)
{
    mlt_free(panel->ctx, panel->values);
    mlt_free(panel->ctx, panel->conditions);
    mlt_free(panel->ctx, panel->kinds);
    mlt_free(panel->ctx, panel->categories);
    mlt_free(panel->ctx, panel->weights);
    mlt_free(panel->ctx, panel->counts);
}

static double mean_of_row(const double *values, const double *weights, size_t n)
{
    mlt_weighted_mean m = {0, 0};
    for (size_t i = 0; i < n; i++)
        mlt_mean_add(&m, weights != NULL ? weights[i] : 1, values[i]);
    return mlt_mean_value(&m);
}

/* Within a category, and of categories, the shares in the risk are in the proportions of the
 * weights that were set; a category's share is the sum of its kinds'. */
double mlt_gate_panel_value(const mlt_gate_panel *panel, mlt_gate_panel_room *room,
                            const double *weights)
{
    mlt_weighted_mean *kinds = room->kinds, *categories = room->categories, all = {0, 0};
    memset(kinds, 0, panel->n_kinds * sizeof *kinds);
    memset(categories, 0, panel->n_categories * sizeof *categories);
    for (size_t row = 0; row < panel->n_rows; row++)
        mlt_mean_add(&kinds[panel->kinds[row]], 1,
                     mean_of_row(&panel->values[row * panel->n], weights, panel->n));
    for (size_t i = 0; i < panel->n_kinds; i++)
        mlt_mean_add(&categories[panel->categories[i]], panel->weights[i],
                     mlt_mean_value(&kinds[i]));
    for (size_t i = 0; i < panel->n_categories; i++) {
        double share = 0; /* also of kinds that are undefined in this draw */
        for (size_t k = 0; k < panel->n_kinds; k++)
            share += panel->categories[k] == i ? panel->weights[k] : 0;
        mlt_mean_add(&all, share, mlt_mean_value(&categories[i]));
    }
    return panel->scale * mlt_mean_value(&all);
}
