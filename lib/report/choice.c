/* SPDX-License-Identifier: MIT */
#include "report/choice.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "base/error.h"

typedef struct {
    double r;
    uint32_t lost, sample;
} change;

/* A condition's changes of one model, the largest first. */
typedef struct {
    change *items;
    size_t n, next;
} queue;

typedef struct {
    size_t condition;
    double affected;
} turn;

typedef struct {
    mltest_context *ctx;
    mltest_scorecard *const *cards;
    size_t n_cards, n_conditions;
    queue *queues; /* n_conditions × n_cards */
    turn *turns;   /* the order of conditions in a round */
    mlt_page_pair *out;
    size_t most, n;
} choice;

static int by_harm(const void *a, const void *b)
{
    const change *p = a, *q = b;
    int order = mlt_by_harm(p->r, p->lost, q->r, q->lost);
    if (order != 0)
        return order;
    return p->sample < q->sample ? -1 : p->sample > q->sample;
}

static int by_affected(const void *a, const void *b)
{
    const turn *p = a, *q = b;
    if (p->affected > q->affected || p->affected < q->affected)
        return p->affected > q->affected ? -1 : 1;
    return p->condition < q->condition ? -1 : p->condition > q->condition;
}

static void take_turns(choice *c)
{
    for (size_t k = 0; k < c->n_conditions; k++) {
        c->turns[k] = (turn){k, -1};
        for (size_t m = 0; m < c->n_cards; m++) {
            double affected = c->cards[m]->conditions[k].affected.value;
            if (affected > c->turns[k].affected)
                c->turns[k].affected = affected;
        }
    }
    qsort(c->turns, c->n_conditions, sizeof *c->turns, by_affected);
}

/* The largest changes of one model under one condition; room has a place for every sample. */
static mltest_status fill_queue(choice *c, size_t condition, size_t model, bool failed,
                                change *room, mltest_error **error)
{
    const mltest_scorecard *card = c->cards[model];
    queue *q = &c->queues[condition * c->n_cards + model];
    size_t n = 0;
    for (size_t i = 0; i < card->journal->n_samples; i++) {
        const mlt_sample_score *s = mlt_scorecard_sample(card, i, condition);
        if (s->eligible && s->counted && s->failed == failed && s->r < 1)
            room[n++] = (change){s->r, s->lost, (uint32_t)i};
    }
    qsort(room, n, sizeof *room, by_harm);
    q->next = 0;
    q->n = n < c->most ? n : c->most;
    mlt_free(c->ctx, q->items);
    q->items = mlt_alloc(c->ctx, q->n * sizeof *q->items);
    if (q->items == NULL)
        return mlt_fail_memory(error);
    for (size_t i = 0; i < q->n; i++)
        q->items[i] = room[i];
    return MLTEST_OK;
}

static mltest_status fill_queues(choice *c, bool failed, mltest_error **error)
{
    const mltest_journal *j = c->cards[0]->journal;
    mltest_status status = MLTEST_OK;
    change *room = mlt_alloc_zero(c->ctx, j->n_samples + 1, sizeof *room);
    if (room == NULL)
        return mlt_fail_memory(error);
    for (size_t k = 0; k < c->n_conditions && status == MLTEST_OK; k++)
        for (size_t m = 0; m < c->n_cards && status == MLTEST_OK; m++)
            if (j->conditions[k].n_steps > 0)
                status = fill_queue(c, k, m, failed, room, error);
    mlt_free(c->ctx, room);
    return status;
}

static bool is_chosen(const choice *c, size_t condition, size_t sample)
{
    for (size_t i = 0; i < c->n; i++)
        if (c->out[i].condition == condition && c->out[i].sample == sample)
            return true;
    return false;
}

/* The model whose next change is largest; of equal ones, models take turns. */
static queue *find_worst(const choice *c, size_t condition, size_t first)
{
    queue *worst = NULL;
    for (size_t k = 0; k < c->n_cards; k++) {
        queue *q = &c->queues[condition * c->n_cards + (first + k) % c->n_cards];
        while (q->next < q->n && is_chosen(c, condition, q->items[q->next].sample))
            q->next++;
        if (q->next < q->n && (worst == NULL || q->items[q->next].r < worst->items[worst->next].r))
            worst = q;
    }
    return worst;
}

/* Rounds until nothing is left or enough was chosen. */
static void choose(choice *c)
{
    bool any = true;
    for (size_t round = 0; any && c->n < c->most; round++) {
        any = false;
        for (size_t k = 0; k < c->n_conditions && c->n < c->most; k++) {
            size_t condition = c->turns[k].condition;
            queue *q = find_worst(c, condition, round + k);
            if (q == NULL)
                continue;
            c->out[c->n++] = (mlt_page_pair){q->items[q->next++].sample, condition};
            any = true;
        }
    }
}

mltest_status mlt_page_choose(mlt_page_pair *out, size_t most, size_t *n, mltest_context *ctx,
                              mltest_scorecard *const *cards, size_t n_cards, mltest_error **error)
{
    choice c = {.ctx = ctx,
                .cards = cards,
                .n_cards = n_cards,
                .n_conditions = cards[0]->journal->n_conditions,
                .out = out,
                .most = most};
    c.queues = mlt_alloc_zero(ctx, c.n_conditions * n_cards, sizeof *c.queues);
    c.turns = mlt_alloc_zero(ctx, c.n_conditions, sizeof *c.turns);
    mltest_status status = c.queues != NULL && c.turns != NULL ? MLTEST_OK : mlt_fail_memory(error);
    for (int failed = 0; failed < 2 && status == MLTEST_OK; failed++) {
        take_turns(&c);
        status = fill_queues(&c, failed, error);
        if (status == MLTEST_OK)
            choose(&c);
    }
    for (size_t i = 0; c.queues != NULL && i < c.n_conditions * n_cards; i++)
        mlt_free(ctx, c.queues[i].items);
    mlt_free(ctx, c.queues);
    mlt_free(ctx, c.turns);
    *n = c.n;
    return status;
}
