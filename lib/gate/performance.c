/* SPDX-License-Identifier: MIT */
#include "gate/performance.h"

#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "score/weighted_mean.h"

typedef struct {
    mlt_gate_part_room *rooms; /* of each part */
    mlt_weighted_mean *of_levels, *of_kinds;
} workspace;

/* The clean part, where it is only compared with, is of no level. */
static bool has_clean(const mlt_gate_performance *p)
{
    return p->form == MLT_GATE_DROP || p->form == MLT_GATE_RPC;
}

/* Of the kinds that weigh anything, what counts and is not limited by the labels. */
static bool is_in_mean(const mltest_scorecard *card, size_t c)
{
    const mlt_jcondition *condition = &card->journal->conditions[c];
    return mlt_condition_counts(condition) && !card->levels[card->level_of[c]].undefined &&
           !card->conditions[c].label_limited &&
           mlt_weight_of(&card->weights, condition->steps[0].kind) > 0 &&
           mlt_weight_of(&card->weights, condition->steps[0].category) > 0;
}

static bool is_wanted(const mlt_gate_performance *p, const mltest_scorecard *card, size_t c,
                      int64_t condition, bool with_replicates)
{
    if (p->form == MLT_GATE_MPC || p->form == MLT_GATE_RPC)
        return is_in_mean(card, c);
    return with_replicates ? card->level_of[c] == card->level_of[condition]
                           : (int64_t)c == condition;
}

static size_t number_of_level(const mlt_gate_performance *p, const mltest_scorecard *card,
                              size_t part)
{
    for (size_t i = has_clean(p); i < part; i++)
        if (card->level_of[p->parts[i].condition] == card->level_of[p->parts[part].condition])
            return p->levels[i];
    return p->n_levels;
}

/* Of the level that the part is the first of. */
static size_t number_of_kind(const mlt_gate_performance *p, const mltest_scorecard *card,
                             size_t part)
{
    const mlt_jcondition *conditions = card->journal->conditions;
    const mlt_jcondition *own = &conditions[p->parts[part].condition];
    if (p->form != MLT_GATE_MPC && p->form != MLT_GATE_RPC)
        return 0;
    for (size_t i = has_clean(p); i < part; i++)
        if (strcmp(conditions[p->parts[i].condition].steps[0].kind, own->steps[0].kind) == 0)
            return p->kinds[p->levels[i]];
    return p->n_kinds;
}

static void place(mlt_gate_performance *p, const mltest_scorecard *card, size_t part)
{
    size_t level = number_of_level(p, card, part);
    p->levels[part] = level;
    if (level < p->n_levels)
        return;
    p->kinds[level] = number_of_kind(p, card, part);
    p->n_kinds += p->kinds[level] == p->n_kinds;
    p->n_levels++;
}

static mlt_gate_value figure_of(const mltest_scorecard *card, const mlt_gate_score *score)
{
    if (score->what != MLT_GATE_HEADLINE)
        return score->what;
    return card->journal->run.task == MLTEST_TASK_CLASSIFICATION ? MLT_GATE_ACCURACY : MLT_GATE_AP;
}

static mltest_status fill(mlt_gate_performance *p, const mltest_scorecard *card,
                          const mlt_gate_score *score, int64_t condition, bool with_replicates,
                          const size_t *samples, size_t n, mltest_error **error)
{
    mlt_sides sides;
    mlt_gate_value what = figure_of(card, score);
    mltest_status status = MLTEST_OK;
    mlt_sides_init(&sides, card->ctx);
    if (has_clean(p))
        status =
            mlt_gate_part_make(&p->parts[p->n_parts++], card, &sides, what, 0, samples, n, error);
    for (size_t c = 0; status == MLTEST_OK && c < card->journal->n_conditions; c++) {
        if (!is_wanted(p, card, c, condition, with_replicates))
            continue;
        status =
            mlt_gate_part_make(&p->parts[p->n_parts++], card, &sides, what, c, samples, n, error);
        place(p, card, p->n_parts - 1);
    }
    mlt_sides_free(&sides);
    return status;
}

mltest_status mlt_gate_performance_make(mlt_gate_performance *p, const mltest_scorecard *card,
                                        const mlt_gate_score *score, int64_t condition,
                                        bool with_replicates, const size_t *samples, size_t n,
                                        mltest_error **error)
{
    size_t most = card->journal->n_conditions + 2;
    *p = (mlt_gate_performance){.ctx = card->ctx, .form = score->bound};
    p->parts = mlt_alloc_zero(p->ctx, most, sizeof *p->parts);
    p->levels = mlt_alloc_zero(p->ctx, most, sizeof *p->levels);
    p->kinds = mlt_alloc_zero(p->ctx, most, sizeof *p->kinds);
    if (p->parts == NULL || p->levels == NULL || p->kinds == NULL)
        return mlt_fail_memory(error);
    return fill(p, card, score, condition < 0 ? 0 : condition, with_replicates, samples, n, error);
}

void mlt_gate_performance_free(mlt_gate_performance *p)
{
    for (size_t i = 0; i < p->n_parts; i++)
        mlt_gate_part_free(&p->parts[i]);
    mlt_free(p->ctx, p->parts);
    mlt_free(p->ctx, p->levels);
    mlt_free(p->ctx, p->kinds);
}

void mlt_gate_performance_close(const mlt_gate_performance *p, void *opened)
{
    workspace *w = opened;
    for (size_t i = 0; w->rooms != NULL && i < p->n_parts; i++)
        mlt_gate_part_close(&p->parts[i], &w->rooms[i]);
    mlt_free(p->ctx, w->rooms);
    mlt_free(p->ctx, w->of_levels);
    mlt_free(p->ctx, w->of_kinds);
    mlt_free(p->ctx, w);
}

static mltest_status open_rooms(const mlt_gate_performance *p, workspace *w, mltest_error **error)
{
    w->rooms = mlt_alloc_zero(p->ctx, p->n_parts + 1, sizeof *w->rooms);
    w->of_levels = mlt_alloc_zero(p->ctx, p->n_levels + 1, sizeof *w->of_levels);
    w->of_kinds = mlt_alloc_zero(p->ctx, p->n_kinds + 1, sizeof *w->of_kinds);
    if (w->rooms == NULL || w->of_levels == NULL || w->of_kinds == NULL)
        return mlt_fail_memory(error);
    for (size_t i = 0; i < p->n_parts; i++)
        TRY(mlt_gate_part_open(&p->parts[i], &w->rooms[i], error));
    return MLTEST_OK;
}

mltest_status mlt_gate_performance_open(const mlt_gate_performance *p, void **opened,
                                        mltest_error **error)
{
    workspace *w = mlt_alloc_zero(p->ctx, 1, sizeof *w);
    if (w == NULL)
        return mlt_fail_memory(error);
    mltest_status status = open_rooms(p, w, error);
    if (status == MLTEST_OK)
        *opened = w;
    else
        mlt_gate_performance_close(p, w);
    return status;
}

/* The mean over kinds of the mean over levels of the mean over replicates; of one condition, that
 * itself. */
static double average(const mlt_gate_performance *p, workspace *w)
{
    mlt_weighted_mean all = {0, 0};
    memset(w->of_kinds, 0, p->n_kinds * sizeof *w->of_kinds);
    for (size_t i = 0; i < p->n_levels; i++)
        mlt_mean_add(&w->of_kinds[p->kinds[i]], 1, mlt_mean_value(&w->of_levels[i]));
    for (size_t k = 0; k < p->n_kinds; k++)
        mlt_mean_add(&all, 1, mlt_mean_value(&w->of_kinds[k]));
    return mlt_mean_value(&all);
}

mltest_status mlt_gate_performance_value(const mlt_gate_performance *p, void *opened,
                                         const double *weights, double *value, mltest_error **error)
{
    workspace *w = opened;
    memset(w->of_levels, 0, p->n_levels * sizeof *w->of_levels);
    for (size_t i = has_clean(p); i < p->n_parts; i++) {
        double now, clean = 0;
        TRY(mlt_gate_part_value(&p->parts[i], &w->rooms[i], weights, NULL, &now, error));
        if (p->form == MLT_GATE_DROP) {
            TRY(mlt_gate_part_value(&p->parts[0], &w->rooms[0], weights, p->parts[i].takes, &clean,
                                    error));
            now = clean - now;
        }
        mlt_mean_add(&w->of_levels[p->levels[i]], 1, now);
    }
    *value = average(p, w);
    if (p->form == MLT_GATE_RPC) {
        double clean;
        TRY(mlt_gate_part_value(&p->parts[0], &w->rooms[0], weights, NULL, &clean, error));
        *value = clean > 0 ? *value / clean : NAN;
    }
    return MLTEST_OK;
}

bool mlt_gate_performance_takes(const mlt_gate_performance *p, size_t sample)
{
    for (size_t i = 0; i < p->n_parts; i++)
        if (p->parts[i].takes[sample] && !(p->form == MLT_GATE_DROP && i == 0))
            return true;
    return false;
}

void mlt_gate_performance_keep_common(mlt_gate_performance *a, mlt_gate_performance *b)
{
    for (size_t i = 0; i < a->n_parts; i++)
        for (size_t k = 0; k < a->parts[i].n; k++)
            a->parts[i].takes[k] = b->parts[i].takes[k] =
                a->parts[i].takes[k] && b->parts[i].takes[k];
}
