/* SPDX-License-Identifier: MIT */
#include "score/resample_tide.h"

#include "base/alloc.h"
#include "base/error.h"
#include "score/drawn_pictures.h"

/* Values: what the kinds cost, then that minus the same of clean pictures. */
enum { N_VALUES = 2 * MLT_TIDE_N_KINDS };

typedef struct {
    mltest_context *ctx;
    const mlt_tide_steps *steps;
    mlt_drawn_pictures pictures;
} subject;

typedef struct {
    mlt_tide_workspace *tide;
    double *weights;
} workspace;

static void close_workspace(const void *data, void *room)
{
    const subject *s = data;
    workspace *w = room;
    mlt_tide_workspace_free(w->tide);
    mlt_free(s->ctx, w->weights);
    mlt_free(s->ctx, w);
}

static mltest_status open_workspace(const void *data, void **room, mltest_error **error)
{
    const subject *s = data;
    workspace *w = *room = mlt_alloc_zero(s->ctx, 1, sizeof *w);
    if (w == NULL)
        return mlt_fail_memory(error);
    w->weights = mlt_alloc_zero(s->ctx, s->pictures.n + 1, sizeof *w->weights);
    if (w->weights == NULL)
        return mlt_fail_memory(error);
    return mlt_tide_workspace_new(&w->tide, s->steps, error);
}

static mltest_status evaluate(const void *data, void *room, const double *weights, double *values,
                              mltest_error **error)
{
    const subject *s = data;
    workspace *w = room;
    (void)error;
    mlt_drawn_pictures_weigh(&s->pictures, weights, w->weights);
    mlt_tide_replicate(w->tide, w->weights, values);
    for (size_t k = MLT_TIDE_N_KINDS; k < N_VALUES; k++)
        values[k] = NAN;
    return MLTEST_OK;
}

/* The pictures under one condition, those alone that another was judged on as well. */
static mltest_status draw(mlt_bootstrap *out, const mlt_performance *w, const mlt_tide_steps *steps,
                          size_t condition, size_t judged, mltest_error **error)
{
    const mltest_scorecard *card = w->card;
    const mlt_score_settings *settings = &card->settings;
    subject s = {.ctx = card->ctx, .steps = steps};
    const mlt_statistic statistic = {.n_groups = card->units.n,
                                     .n_values = N_VALUES,
                                     .open = open_workspace,
                                     .close = close_workspace,
                                     .evaluate = evaluate,
                                     .data = &s};
    const mlt_bootstrap_options options = {.n_draws = settings->tide_resamples <
                                                              settings->performance_draws
                                                          ? settings->tide_resamples
                                                          : settings->performance_draws,
                                           .seed = card->journal->run.seed};
    TRY(mlt_drawn_pictures_make(&s.pictures, w, condition, judged, error));
    mltest_status status = mlt_bootstrap_run(out, card->ctx, &statistic, &options, error);
    mlt_drawn_pictures_free(&s.pictures);
    return status;
}

static mltest_status take(mlt_estimate *out, mltest_context *ctx, mlt_bootstrap *now,
                          const mlt_bootstrap *clean, mltest_error **error)
{
    for (size_t k = 0; k < MLT_TIDE_N_KINDS; k++) {
        mlt_draws_subtract(now, MLT_TIDE_N_KINDS + k, now, clean, k);
        TRY(mlt_estimate_take(&out[k], ctx, now, MLT_TIDE_N_KINDS + k, MLT_PERCENTILE, error));
    }
    return MLTEST_OK;
}

/* Clean pictures need to be drawn again only where some sample is left out. */
static mltest_status take_paired(mlt_performance *w, mlt_bootstrap *now, size_t condition,
                                 mltest_error **error)
{
    mltest_context *ctx = w->card->ctx;
    mlt_estimate *out = w->card->conditions[condition].drawn_tide;
    mlt_drawn_pictures same;
    mlt_bootstrap before;
    TRY(mlt_drawn_pictures_make(&same, w, 0, condition, error));
    mlt_drawn_pictures_free(&same);
    if (same.all)
        return take(out, ctx, now, &w->clean_tide_draws, error);
    TRY(draw(&before, w, w->steps, 0, condition, error));
    mltest_status status = take(out, ctx, now, &before, error);
    mlt_bootstrap_free(ctx, &before);
    return status;
}

mltest_status mlt_resample_tide(mlt_performance *w, const mlt_tide_steps *steps, size_t condition,
                                mltest_error **error)
{
    mlt_bootstrap now;
    if (steps == NULL || w->steps == NULL)
        return MLTEST_OK;
    TRY(draw(&now, w, steps, condition, condition, error));
    if (condition == 0)
        w->clean_tide_draws = now;
    mltest_status status = take_paired(w, &now, condition, error);
    if (condition != 0)
        mlt_bootstrap_free(w->card->ctx, &now);
    return status;
}
