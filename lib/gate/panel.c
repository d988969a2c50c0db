/* SPDX-License-Identifier: MIT */
#include "gate/panel.h"

#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/checked.h"
#include "base/error.h"

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
        return was_right && !is_right;
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

/* Kinds and categories by the scorecard's table. Flat: every kind is a category of its own. */
static mltest_status arrange(mlt_gate_panel *p, const mltest_scorecard *card, bool flat,
                             mltest_error **error)
{
    const mlt_table *table = mlt_results_find_table(card->results, "conditions");
    const char *const *kinds = mlt_table_find_column(table, "kind")->strings;
    const char *const *categories =
        mlt_table_find_column(table, flat ? "kind" : "category")->strings;
    size_t *of_row = mlt_alloc_zero(p->ctx, p->n_rows + 1, sizeof *of_row);
    if (of_row == NULL)
        return mlt_fail_memory(error);
    for (size_t row = 0; row < p->n_rows; row++) {
        p->kinds[row] = number_of(p, kinds, p->kinds, row, &p->n_kinds);
        of_row[row] = number_of(p, categories, of_row, row, &p->n_categories);
        p->categories[p->kinds[row]] = of_row[row];
    }
    mlt_free(p->ctx, of_row);
    return MLTEST_OK;
}

static void choose_rows(mlt_gate_panel *p, const mltest_scorecard *card, int64_t condition)
{
    const mlt_table *table = mlt_results_find_table(card->results, "conditions");
    const int32_t *in_risk = mlt_table_find_column(table, "in_risk")->ints;
    for (size_t c = 0; c < table->n_rows; c++)
        if (condition < 0 ? in_risk[c] : (int64_t)c == condition)
            p->conditions[p->n_rows++] = c;
}

mltest_status mlt_gate_panel_make(mlt_gate_panel *panel, const mltest_scorecard *card,
                                  const mlt_gate_score *score, int64_t condition,
                                  const size_t *samples, size_t n, mltest_error **error)
{
    mltest_context *ctx = card->ctx;
    size_t most = card->journal->n_conditions + 1;
    *panel = (mlt_gate_panel){.ctx = ctx, .n = n, .scale = score->scale};
    panel->conditions = mlt_alloc_zero(ctx, most, sizeof(size_t));
    panel->kinds = mlt_alloc_zero(ctx, most, sizeof(size_t));
    panel->categories = mlt_alloc_zero(ctx, most, sizeof(size_t));
    panel->sums = mlt_alloc_zero(ctx, most, 4 * sizeof(double));
    if (panel->conditions == NULL || panel->kinds == NULL || panel->categories == NULL ||
        panel->sums == NULL)
        return mlt_fail_memory(error);
    choose_rows(panel, card, condition);
    TRY(arrange(panel, card, score->bound == MLT_GATE_FLAT_RISK, error));
    size_t cells = 0;
    if (!mlt_mul_size(panel->n_rows, n, &cells))
        return mlt_fail_memory(error);
    panel->values = mlt_alloc_zero(ctx, cells + 1, sizeof(double));
    if (panel->values == NULL)
        return mlt_fail_memory(error);
    for (size_t row = 0; row < panel->n_rows; row++)
        for (size_t i = 0; i < n; i++)
            panel->values[row * n + i] =
                mlt_gate_sample_value(card, score->what, samples[i], panel->conditions[row]);
    return MLTEST_OK;
}

void mlt_gate_panel_free(mlt_gate_panel *panel)
{
    mlt_free(panel->ctx, panel->values);
    mlt_free(panel->ctx, panel->conditions);
    mlt_free(panel->ctx, panel->kinds);
    mlt_free(panel->ctx, panel->categories);
    mlt_free(panel->ctx, panel->sums);
}

static double mean_of_row(const double *values, const double *weights, size_t n)
{
    double sum = 0, count = 0;
    for (size_t i = 0; i < n; i++) {
        double weight = weights != NULL ? weights[i] : 1;
        if (isnan(values[i]))
            continue;
        sum += weight * values[i];
        count += weight;
    }
    return count > 0 ? sum / count : NAN;
}

/* Adds to one of several running means, unless undefined. */
static void add(double *sums, size_t at, double value)
{
    if (isnan(value))
        return;
    sums[2 * at] += value;
    sums[2 * at + 1]++;
}

static double mean_at(const double *sums, size_t at)
{
    return sums[2 * at + 1] > 0 ? sums[2 * at] / sums[2 * at + 1] : NAN;
}

double mlt_gate_panel_value(mlt_gate_panel *panel, const double *weights)
{
    double *kinds = panel->sums, *categories = kinds + 2 * panel->n_kinds, all[2] = {0, 0};
    memset(panel->sums, 0, 2 * (panel->n_kinds + panel->n_categories) * sizeof(double));
    for (size_t row = 0; row < panel->n_rows; row++)
        add(kinds, panel->kinds[row],
            mean_of_row(&panel->values[row * panel->n], weights, panel->n));
    for (size_t i = 0; i < panel->n_kinds; i++)
        add(categories, panel->categories[i], mean_at(kinds, i));
    for (size_t i = 0; i < panel->n_categories; i++)
        add(all, 0, mean_at(categories, i));
    return panel->scale * mean_at(all, 0);
}
