/* SPDX-License-Identifier: MIT */
#include "score/headline.h"

#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "score/weighted_mean.h"

enum { MPC, RPC, N_FIGURES };

static double *draws_of(const mlt_headline_draws *h, size_t condition)
{
    return &h->values[condition * (h->n_draws + h->n_blocks)];
}

/* What is never drawn is not defined. */
static mltest_status make_room(mlt_headline_draws *h, const mltest_scorecard *card,
                               const mlt_bootstrap *draws, mltest_error **error)
{
    h->n_conditions = card->journal->n_conditions;
    h->n_draws = draws->n_draws;
    h->n_blocks = draws->n_blocks;
    size_t n = h->n_conditions * (h->n_draws + h->n_blocks);
    h->values = mlt_alloc_zero(card->ctx, n + 1, sizeof *h->values);
    if (h->values == NULL)
        return mlt_fail_memory(error);
    for (size_t i = 0; i < n; i++)
        h->values[i] = NAN;
    return MLTEST_OK;
}

mltest_status mlt_headline_keep(mlt_headline_draws *h, const mltest_scorecard *card,
                                size_t condition, const mlt_bootstrap *draws, size_t value,
                                mltest_error **error)
{
    if (h->values == NULL)
        TRY(make_room(h, card, draws, error));
    double *to = draws_of(h, condition);
    memcpy(to, &draws->draws[value * h->n_draws], h->n_draws * sizeof *to);
    if (h->n_blocks > 0)
        memcpy(to + h->n_draws, &draws->jackknife[value * h->n_blocks], h->n_blocks * sizeof *to);
    return MLTEST_OK;
}

void mlt_headline_free(mltest_context *ctx, mlt_headline_draws *h)
{
    mlt_free(ctx, h->values);
    *h = (mlt_headline_draws){0};
}

/* --- the mPC of a draw ------------------------------------------------------------------------ */

typedef struct {
    const mltest_scorecard *card;
    const mlt_groups *groups;
    const mlt_headline_draws *draws;
    uint32_t *kind_of; /* of each level */
    mlt_weighted_mean *levels, *kinds;
} plan;

/* Replicates, then severities, then kinds. */
static double mean_of(const plan *p, size_t draw)
{
    const mltest_scorecard *card = p->card;
    mlt_weighted_mean all = {0, 0};
    memset(p->levels, 0, card->n_levels * sizeof *p->levels);
    memset(p->kinds, 0, p->groups->n_kinds * sizeof *p->kinds);
    for (size_t c = 0; c < p->draws->n_conditions; c++)
        mlt_mean_add(&p->levels[card->level_of[c]], 1, draws_of(p->draws, c)[draw]);
    for (size_t i = 0; i < card->n_levels; i++)
        if (p->kind_of[i] != MLT_NO_GROUP)
            mlt_mean_add(&p->kinds[p->kind_of[i]], 1, mlt_mean_value(&p->levels[i]));
    for (size_t k = 0; k < p->groups->n_kinds; k++)
        mlt_mean_add(&all, mlt_kind_counts(card, &p->groups->kinds[k]) ? 1 : 0,
                     mlt_mean_value(&p->kinds[k]));
    return mlt_mean_value(&all);
}

static void fill(const plan *p, size_t first, size_t n, double *mpc, double *rpc)
{
    const double *clean = draws_of(p->draws, 0);
    for (size_t i = 0; i < n; i++) {
        mpc[i] = mean_of(p, first + i);
        rpc[i] = clean[first + i] > 0 ? mpc[i] / clean[first + i] : NAN;
    }
}

static mltest_status estimate(mlt_estimate *mpc, mlt_estimate *rpc, const plan *p,
                              mlt_bootstrap *room, mltest_error **error)
{
    const size_t n = room->n_draws, m = room->n_blocks;
    fill(p, 0, n, &room->draws[MPC * n], &room->draws[RPC * n]);
    fill(p, n, m, &room->jackknife[MPC * m], &room->jackknife[RPC * m]);
    TRY(mlt_estimate_take(mpc, p->card->ctx, room, MPC, m > 0 ? MLT_BCA : MLT_PERCENTILE, error));
    return mlt_estimate_take(rpc, p->card->ctx, room, RPC, MLT_PERCENTILE, error);
}

static mltest_status open_plan(plan *p, mlt_bootstrap *room, mltest_error **error)
{
    mltest_context *ctx = p->card->ctx;
    p->kind_of = mlt_alloc_zero(ctx, p->card->n_levels + 1, sizeof *p->kind_of);
    p->levels = mlt_alloc_zero(ctx, p->card->n_levels + 1, sizeof *p->levels);
    p->kinds = mlt_alloc_zero(ctx, p->groups->n_kinds + 1, sizeof *p->kinds);
    room->draws = mlt_alloc_zero(ctx, N_FIGURES * room->n_draws + 1, sizeof *room->draws);
    room->jackknife = mlt_alloc_zero(ctx, N_FIGURES * room->n_blocks + 1, sizeof *room->jackknife);
    if (p->kind_of == NULL || p->levels == NULL || p->kinds == NULL || room->draws == NULL ||
        room->jackknife == NULL)
        return mlt_fail_memory(error);
    mlt_groups_place_levels(p->groups, p->card, p->kind_of);
    return MLTEST_OK;
}

mltest_status mlt_headline_estimate(mlt_estimate *mpc, mlt_estimate *rpc,
                                    const mltest_scorecard *card, const mlt_groups *groups,
                                    const mlt_headline_draws *h, mltest_error **error)
{
    mltest_context *ctx = card->ctx;
    double point[N_FIGURES] = {[MPC] = card->risk.mpc, [RPC] = card->risk.rpc};
    plan p = {.card = card, .groups = groups, .draws = h};
    mlt_bootstrap room = {
        .n_values = N_FIGURES, .n_draws = h->n_draws, .n_blocks = h->n_blocks, .point = point};
    *mpc = *rpc = mlt_estimate_none();
    if (h->values == NULL)
        return MLTEST_OK;
    mltest_status status = open_plan(&p, &room, error);
    if (status == MLTEST_OK)
        status = estimate(mpc, rpc, &p, &room, error);
    mlt_free(ctx, p.kind_of);
    mlt_free(ctx, p.levels);
    mlt_free(ctx, p.kinds);
    mlt_free(ctx, room.draws);
    mlt_free(ctx, room.jackknife);
    return status;
}
