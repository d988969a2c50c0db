/* SPDX-License-Identifier: MIT */
#include "score/resample_boxes.h"

#include "base/alloc.h"
#include "base/error.h"
#include "score/drawn_pictures.h"

enum { MAP, AP50, DROP, DROP50, N_FIGURES };

static const uint32_t all_ious = 0, iou_50 = 1; /* bits of COCO's thresholds */
/* What is evaluated. */
typedef struct {
    mltest_context *ctx;
    mlt_coco *coco;
    mlt_drawn_pictures pictures;
    uint32_t ious;
} subject;

typedef struct {
    mlt_coco_workspace *coco;
    double *weights;
} workspace;

static void close_workspace(const void *data, void *room)
{
    const subject *p = data;
    workspace *w = room;
    mlt_coco_workspace_free(w->coco);
    mlt_free(p->ctx, w->weights);
    mlt_free(p->ctx, w);
}

static mltest_status open_workspace(const void *data, void **room, mltest_error **error)
{
    const subject *p = data;
    workspace *w = *room = mlt_alloc_zero(p->ctx, 1, sizeof *w);
    if (w == NULL)
        return mlt_fail_memory(error);
    w->weights = mlt_alloc_zero(p->ctx, p->pictures.n + 1, sizeof *w->weights);
    if (w->weights == NULL)
        return mlt_fail_memory(error);
    return mlt_coco_workspace_new(&w->coco, p->coco, error);
}

static mltest_status evaluate(const void *data, void *room, const double *weights, double *values,
                              mltest_error **error)
{
    const subject *p = data;
    workspace *w = room;
    double ap, ar;
    mlt_drawn_pictures_weigh(&p->pictures, weights, w->weights);
    TRY(mlt_coco_replicate(w->coco, w->weights, p->ious, &ap, &ar, NULL, error));
    values[MAP] = p->ious == all_ious ? mlt_stat_value(ap) : NAN;
    values[AP50] = mlt_stat_value(mlt_coco_replicated_ap(w->coco, iou_50));
    values[DROP] = values[DROP50] = NAN;
    return MLTEST_OK;
}

static mltest_status set_subject(subject *p, const mlt_performance *w, mlt_coco *coco,
                                 size_t condition, size_t judged, mltest_error **error)
{
    const mltest_scorecard *card = w->card;
    bool limited = card->conditions[condition].label_limited;
    *p = (subject){.ctx = card->ctx,
                   .coco = coco,
                   .ious = card->settings.map_intervals && !limited ? all_ious : iou_50};
    TRY(mlt_coco_prepare(coco, error)); /* threads share it; without pictures it was not finished */
    return mlt_drawn_pictures_make(&p->pictures, w, condition, judged, error);
}

static mltest_status draw(mlt_bootstrap *out, const mltest_scorecard *card, const subject *p,
                          mltest_error **error)
{
    const mlt_statistic statistic = {.n_groups = card->units.n,
                                     .n_values = N_FIGURES,
                                     .open = open_workspace,
                                     .close = close_workspace,
                                     .evaluate = evaluate,
                                     .data = p};
    const mlt_bootstrap_options options = {.n_draws = card->settings.performance_draws,
                                           .seed = card->journal->run.seed,
                                           .jackknife = true};
    return mlt_bootstrap_run(out, card->ctx, &statistic, &options, error);
}

static mltest_status take(mlt_performance_estimates *out, mltest_context *ctx, mlt_bootstrap *now,
                          const mlt_bootstrap *clean, mltest_error **error)
{
    mlt_estimate *const places[N_FIGURES] = {&out->map, &out->ap50, &out->drop, &out->drop50};
    mlt_draws_subtract(now, DROP, clean, now, MAP);
    mlt_draws_subtract(now, DROP50, clean, now, AP50);
    for (size_t i = 0; i < N_FIGURES; i++) {
        mlt_interval_method method = i == MAP || i == AP50 ? MLT_BCA : MLT_PERCENTILE;
        TRY(mlt_estimate_take(places[i], ctx, now, i, method, error));
    }
    return MLTEST_OK;
}

/* Clean pictures need to be drawn again only where some sample is left out. */
static mltest_status take_paired(mlt_performance *w, mlt_bootstrap *now, mlt_coco *clean,
                                 size_t condition, mltest_error **error)
{
    mltest_context *ctx = w->card->ctx;
    mlt_performance_estimates *out = &w->card->conditions[condition].drawn;
    subject same;
    mlt_bootstrap before;
    mltest_status status = set_subject(&same, w, clean, 0, condition, error);
    if (status == MLTEST_OK && same.pictures.all) {
        status = take(out, ctx, now, &w->clean_draws, error);
    } else if (status == MLTEST_OK) {
        same.ious = now->point[MAP] >= 0 ? all_ious : iou_50;
        status = draw(&before, w->card, &same, error);
        if (status == MLTEST_OK) {
            status = take(out, ctx, now, &before, error);
            mlt_bootstrap_free(ctx, &before);
        }
    }
    mlt_drawn_pictures_free(&same.pictures);
    return status;
}

mltest_status mlt_resample_boxes(mlt_performance *w, mlt_coco *coco, mlt_coco *clean,
                                 size_t condition, mltest_error **error)
{
    mltest_context *ctx = w->card->ctx;
    subject p;
    mlt_bootstrap now = {0};
    if (mlt_performance_draws(&w->card->settings, condition) == 0)
        return MLTEST_OK;
    mltest_status status = set_subject(&p, w, coco, condition, condition, error);
    if (status == MLTEST_OK)
        status = draw(&now, w->card, &p, error);
    mlt_drawn_pictures_free(&p.pictures);
    TRY(status);
    if (condition == 0)
        w->clean_draws = now; /* its own drop is 0 */
    status = mlt_headline_keep(w->headline, w->card, condition, &now, MAP, error);
    if (status == MLTEST_OK)
        status = take_paired(w, &now, clean, condition, error);
    if (condition != 0)
        mlt_bootstrap_free(ctx, &now);
    return status;
}
