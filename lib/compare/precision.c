/* SPDX-License-Identifier: MIT */
#include "compare/precision.h"

#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "score/performance_parts.h"

enum { ALL_IOUS = 0, IOU_50 = 1 << 0 };

static bool takes_part(const mltest_scorecard *card, size_t sample, size_t condition)
{
    const mlt_performance w = {.card = (mltest_scorecard *)(uintptr_t)card};
    return mlt_takes_part(&w, &card->journal->samples[sample],
                          mlt_journal_outcome(card->journal, sample, condition));
}

void mlt_precision_find_pictures(const mlt_panel *panel, size_t condition, bool *out)
{
    for (size_t i = 0; i < panel->cards[0]->journal->n_samples; i++) {
        out[i] = true;
        for (size_t m = 0; m < panel->n_models && out[i]; m++)
            out[i] = takes_part(panel->cards[m], i, condition) && takes_part(panel->cards[m], i, 0);
    }
}

static mltest_status add_pictures(mlt_precision *p, size_t model, const bool *wanted,
                                  mltest_error **error)
{
    mltest_scorecard *card = p->panel->cards[model];
    const mltest_journal *j = card->journal;
    const mlt_coco_options options = {.n_classes = j->run.n_classes, .honour_ignore = true};
    mlt_sides sides;
    mlt_sides_init(&sides, card->ctx);
    mlt_performance w = {.card = card, .sides = &sides};
    mltest_status status = mlt_coco_new(&p->cocos[model], p->ctx, &options, error);
    p->n = 0;
    for (size_t i = 0; status == MLTEST_OK && i < j->n_samples; i++) {
        if (!wanted[i])
            continue;
        p->groups[p->n++] = p->panel->units.of[i];
        status = mlt_performance_add(&w, p->cocos[model], &j->samples[i],
                                     mlt_journal_outcome(j, i, p->condition), false, error);
    }
    mlt_sides_free(&sides);
    mlt_performance_close(&w);
    return status == MLTEST_OK ? mlt_coco_prepare(p->cocos[model], error) : status;
}

static mltest_status build(mlt_precision *p, const bool *wanted, mltest_error **error)
{
    p->cocos = mlt_alloc_zero(p->ctx, p->panel->n_models, sizeof *p->cocos);
    p->groups =
        mlt_alloc_zero(p->ctx, p->panel->cards[0]->journal->n_samples + 1, sizeof *p->groups);
    if (p->cocos == NULL || p->groups == NULL)
        return mlt_fail_memory(error);
    for (size_t m = 0; m < p->panel->n_models; m++)
        TRY(add_pictures(p, m, wanted, error));
    return MLTEST_OK;
}

mltest_status mlt_precision_make(mlt_precision *p, const mlt_panel *panel, size_t condition,
                                 const bool *wanted, bool with_all, mltest_error **error)
{
    size_t n_classes = panel->cards[0]->journal->run.n_classes;
    *p = (mlt_precision){.ctx = panel->ctx,
                         .panel = panel,
                         .condition = condition,
                         .with_all = with_all,
                         .n_classes = n_classes,
                         .n_values = with_all ? MLT_PRECISION_CLASSES + n_classes : 1};
    mltest_status status = build(p, wanted, error);
    if (status != MLTEST_OK)
        mlt_precision_free(p);
    return status;
}

void mlt_precision_free(mlt_precision *p)
{
    for (size_t m = 0; p->cocos != NULL && m < p->panel->n_models; m++)
        mlt_coco_free(p->cocos[m]);
    mlt_free(p->ctx, (void *)p->cocos);
    mlt_free(p->ctx, p->groups);
    memset(p, 0, sizeof *p);
}

typedef struct {
    mlt_coco_workspace **of; /* each model */
    double *weights;         /* of pictures */
} workspace;

static void close_workspace(const void *data, void *room)
{
    const mlt_precision *p = data;
    workspace *w = room;
    for (size_t m = 0; w->of != NULL && m < p->panel->n_models; m++)
        mlt_coco_workspace_free(w->of[m]);
    mlt_free(p->ctx, (void *)w->of);
    mlt_free(p->ctx, w->weights);
    mlt_free(p->ctx, w);
}

static mltest_status open_workspace(const void *data, void **room, mltest_error **error)
{
    const mlt_precision *p = data;
    workspace *w = *room = mlt_alloc_zero(p->ctx, 1, sizeof *w);
    if (w == NULL)
        return mlt_fail_memory(error);
    w->of = mlt_alloc_zero(p->ctx, p->panel->n_models, sizeof(mlt_coco_workspace *));
    w->weights = mlt_alloc_zero(p->ctx, p->n + 1, sizeof(double));
    if (w->of == NULL || w->weights == NULL)
        return mlt_fail_memory(error);
    for (size_t m = 0; m < p->panel->n_models; m++)
        TRY(mlt_coco_workspace_new(&w->of[m], p->cocos[m], error));
    return MLTEST_OK;
}

/* -1 is COCO's "nothing to average". */
static void mark_undefined(double *values, size_t n)
{
    for (size_t i = 0; i < n; i++)
        values[i] = mlt_stat_value(values[i]);
}

static mltest_status evaluate(const void *data, void *room, const double *weights, double *values,
                              mltest_error **error)
{
    const mlt_precision *p = data;
    const workspace *w = room;
    double ar;
    for (size_t i = 0; i < p->n; i++)
        w->weights[i] = weights[p->groups[i]];
    for (size_t m = 0; m < p->panel->n_models; m++, values += p->n_values) {
        double *classes = p->with_all ? &values[MLT_PRECISION_CLASSES] : NULL;
        if (p->with_all)
            TRY(mlt_coco_replicate(w->of[m], w->weights, IOU_50, &values[MLT_PRECISION_AP50], &ar,
                                   NULL, error));
        TRY(mlt_coco_replicate(w->of[m], w->weights, ALL_IOUS, &values[MLT_PRECISION_MAP], &ar,
                               classes, error));
        mark_undefined(values, p->n_values);
    }
    return MLTEST_OK;
}

mltest_status mlt_precision_draw(const mlt_precision *p, size_t n_draws, mlt_bootstrap *out,
                                 mltest_error **error)
{
    const mlt_statistic statistic = {.n_groups = p->panel->n_groups,
                                     .n_values = p->panel->n_models * p->n_values,
                                     .open = open_workspace,
                                     .close = close_workspace,
                                     .evaluate = evaluate,
                                     .data = p};
    const mlt_bootstrap_options options = {.n_draws = n_draws > 0 ? n_draws : 1,
                                           .seed = p->panel->cards[0]->journal->run.seed};
    return mlt_bootstrap_run(out, p->ctx, &statistic, &options, error);
}
