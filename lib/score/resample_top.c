/* SPDX-License-Identifier: MIT */
#include "score/resample_top.h"

#include "base/alloc.h"
#include "base/error.h"
#include "metric/classify.h"

enum { TOP1, BALANCED, DROP, N_FIGURES };

typedef struct {
    const mltest_scorecard *card;
    const mlt_top_answers *now, *clean;
} pair;

mltest_status mlt_top_answers_new(mlt_top_answers *out, mltest_context *ctx, size_t n,
                                  mltest_error **error)
{
    *out = (mlt_top_answers){.classes = mlt_alloc_zero(ctx, n + 1, sizeof *out->classes),
                             .ranks = mlt_alloc_zero(ctx, n + 1, sizeof *out->ranks),
                             .units = mlt_alloc_zero(ctx, n + 1, sizeof *out->units)};
    if (out->classes != NULL && out->ranks != NULL && out->units != NULL)
        return MLTEST_OK;
    mlt_top_answers_free(ctx, out);
    return mlt_fail_memory(error);
}

void mlt_top_answers_free(mltest_context *ctx, mlt_top_answers *answers)
{
    mlt_free(ctx, answers->classes);
    mlt_free(ctx, answers->ranks);
    mlt_free(ctx, answers->units);
    *answers = (mlt_top_answers){0};
}

static void close_weights(const void *data, void *room)
{
    const pair *p = data;
    mlt_free(p->card->ctx, room);
}

static mltest_status open_weights(const void *data, void **room, mltest_error **error)
{
    const pair *p = data;
    *room = mlt_alloc_zero(p->card->ctx, p->card->journal->n_samples + 1, sizeof(double));
    return *room != NULL ? MLTEST_OK : mlt_fail_memory(error);
}

static mltest_status classify(const pair *p, const mlt_top_answers *a, const double *of_units,
                              double *weights, mlt_classify_result *out, mltest_error **error)
{
    for (size_t i = 0; i < a->n; i++)
        weights[i] = of_units[a->units[i]];
    return mlt_classify(p->card->ctx, a->classes, a->ranks, weights, a->n,
                        p->card->journal->run.n_classes, out, error);
}

static mltest_status evaluate(const void *data, void *room, const double *weights, double *values,
                              mltest_error **error)
{
    const pair *p = data;
    mlt_classify_result now, clean;
    TRY(classify(p, p->now, weights, room, &now, error));
    TRY(classify(p, p->clean, weights, room, &clean, error));
    values[TOP1] = mlt_stat_value(now.top1);
    values[BALANCED] = mlt_stat_value(now.balanced);
    values[DROP] = mlt_stat_value(clean.top1) - values[TOP1];
    return MLTEST_OK;
}

mltest_status mlt_resample_top(mlt_performance *w, size_t condition, const mlt_top_answers *now,
                               const mlt_top_answers *clean, mltest_error **error)
{
    mltest_scorecard *card = w->card;
    const pair p = {card, now, clean};
    const mlt_statistic statistic = {.n_groups = card->units.n,
                                     .n_values = N_FIGURES,
                                     .open = open_weights,
                                     .close = close_weights,
                                     .evaluate = evaluate,
                                     .data = &p};
    const mlt_bootstrap_options options = {.n_draws = card->settings.performance_draws,
                                           .seed = card->journal->run.seed};
    mlt_performance_estimates *out = &card->conditions[condition].drawn;
    mlt_estimate *const places[N_FIGURES] = {&out->map, &out->balanced, &out->drop};
    mlt_bootstrap b;
    if (mlt_performance_draws(&card->settings, condition) == 0 || now->n == 0)
        return MLTEST_OK;
    TRY(mlt_bootstrap_run(&b, card->ctx, &statistic, &options, error));
    mltest_status status = mlt_headline_keep(w->headline, card, condition, &b, TOP1, error);
    for (size_t i = 0; status == MLTEST_OK && i < N_FIGURES; i++)
        status = mlt_estimate_take(places[i], card->ctx, &b, i, MLT_PERCENTILE, error);
    mlt_bootstrap_free(card->ctx, &b);
    return status;
}
