/* SPDX-License-Identifier: MIT */
#include "gate/panel.h"

#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/checked.h"
#include "base/error.h"
#include "score/levels.h"

static double value_of_labels(const mlt_sample_score *s, mlt_gate_value what, double strictness)
{
    if (isnan(s->q))
        return NAN;
    if (what == MLT_GATE_CORRECTNESS)
        return s->q;
    if (what == MLT_GATE_TOP1)
        return s->q >= 1;
    if (what == MLT_GATE_WRONG)
        return s->q < strictness;
    if (isnan(s->q0))
        return NAN;
    bool was_right = s->q0 >= strictness, is_right = s->q >= strictness;
    if (what == MLT_GATE_NEWLY_BROKEN)
        return s->failed || (was_right && !is_right);
    if (what == MLT_GATE_NEWLY_FIXED)
        return !was_right && is_right;
    return s->q0 - s->q > 1 - strictness;
}

double mlt_gate_sample_value(const mltest_scorecard *card, mlt_gate_value what, size_t sample,
                             size_t condition)
{
    const mlt_sample_score *s = mlt_scorecard_sample(card, sample, condition);
    double strictness = card->settings.score_strictness;
    bool of_labels =
        what != MLT_GATE_AFFECTED && what != MLT_GATE_TOTAL_LOSS && what != MLT_GATE_CONSISTENCY;
    if (!s->counted)
        return NAN;
    if (of_labels)
        return value_of_labels(s, what, strictness);
    if (!s->eligible)
        return NAN;
    if (what == MLT_GATE_CONSISTENCY)
        return s->r;
    return what == MLT_GATE_AFFECTED ? s->r < strictness : s->total_loss;
}

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

static double value_at(const mltest_scorecard *card, const mlt_gate_score *score, bool alone,
                       size_t sample, size_t condition)
{
    if (alone)
        return mlt_gate_sample_value(card, score->what, sample, condition);
    mlt_level_figure figure =
        score->what == MLT_GATE_AFFECTED ? MLT_LEVEL_AFFECTED : MLT_LEVEL_WRONG;
    return mlt_level_sample(card, card->level_of[condition], sample, figure);
}

mltest_status mlt_gate_panel_make(mlt_gate_panel *panel, const mltest_scorecard *card,
                                  const mlt_gate_score *score, int64_t condition,
                                  const size_t *samples, size_t n, mltest_error **error)
{
    mltest_context *ctx = card->ctx;
    size_t most = card->journal->n_conditions + 1;
    bool alone = condition >= 0;
    *panel = (mlt_gate_panel){.ctx = ctx, .n = n, .scale = score->scale};
    panel->conditions = mlt_alloc_zero(ctx, most, sizeof(size_t));
    panel->kinds = mlt_alloc_zero(ctx, most, sizeof(size_t));
    panel->categories = mlt_alloc_zero(ctx, most, sizeof(size_t));
    panel->weights = mlt_alloc_zero(ctx, most, sizeof(double));
    panel->of_kinds = mlt_alloc_zero(ctx, most, sizeof *panel->of_kinds);
    panel->of_categories = mlt_alloc_zero(ctx, most, sizeof *panel->of_categories);
    if (panel->conditions == NULL || panel->kinds == NULL || panel->categories == NULL ||
        panel->weights == NULL || panel->of_kinds == NULL || panel->of_categories == NULL)
        return mlt_fail_memory(error);
    if (alone)
        panel->conditions[panel->n_rows++] = (size_t)condition;
    else
        choose_levels(panel, card);
    TRY(arrange(panel, card, alone, score->bound == MLT_GATE_FLAT_RISK, error));
    size_t cells = 0;
    if (!mlt_mul_size(panel->n_rows, n, &cells))
        return mlt_fail_memory(error);
    panel->values = mlt_alloc_zero(ctx, cells + 1, sizeof(double));
    if (panel->values == NULL)
        return mlt_fail_memory(error);
    for (size_t row = 0; row < panel->n_rows; row++)
        for (size_t i = 0; i < n; i++)
            panel->values[row * n + i] =
                value_at(card, score, alone, samples[i], panel->conditions[row]);
    return MLTEST_OK;
}

void mlt_gate_panel_free(mlt_gate_panel *panel)
{
    mlt_free(panel->ctx, panel->values);
    mlt_free(panel->ctx, panel->conditions);
    mlt_free(panel->ctx, panel->kinds);
    mlt_free(panel->ctx, panel->categories);
    mlt_free(panel->ctx, panel->weights);
    mlt_free(panel->ctx, panel->of_kinds);
    mlt_free(panel->ctx, panel->of_categories);
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
double mlt_gate_panel_value(mlt_gate_panel *panel, const double *weights)
{
    mlt_weighted_mean *kinds = panel->of_kinds, *categories = panel->of_categories, all = {0, 0};
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
