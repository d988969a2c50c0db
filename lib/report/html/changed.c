/* SPDX-License-Identifier: MIT */
#include "report/html/changed.h"

#include "base/alloc.h"

bool mlt_changed_make(mlt_changed *c, mltest_context *ctx, size_t most)
{
    *c = (mlt_changed){.samples = mlt_alloc_zero(ctx, most + 1, sizeof *c->samples), .most = most};
    return c->samples != NULL;
}

void mlt_changed_free(mlt_changed *c, mltest_context *ctx)
{
    mlt_free(ctx, c->samples);
    *c = (mlt_changed){.samples = NULL};
}

typedef struct {
    const mltest_scorecard *card;
    size_t condition;
} place;

/* Whether sample a comes before b. */
static bool is_before(const place *at, size_t a, size_t b)
{
    const mlt_sample_score *p = mlt_scorecard_sample(at->card, a, at->condition);
    const mlt_sample_score *q = mlt_scorecard_sample(at->card, b, at->condition);
    if (p->failed != q->failed)
        return p->failed;
    /* r of a failed one may be NAN: neither is less then. */
    int order = mlt_by_harm(p->r, p->lost, q->r, q->lost);
    return order != 0 ? order < 0 : a < b;
}

/* A heap whose root is the last in order. Lets the sample at i sink to its place among n. */
static void sink(size_t *heap, size_t n, size_t i, const place *at)
{
    for (;;) {
        size_t last = i;
        for (size_t child = 2 * i + 1; child < n && child <= 2 * i + 2; child++)
            if (is_before(at, heap[last], heap[child]))
                last = child;
        if (last == i)
            return;
        size_t sample = heap[i];
        heap[i] = heap[last];
        heap[last] = sample;
        i = last;
    }
}

static void rise(size_t *heap, size_t i, const place *at)
{
    while (i > 0 && is_before(at, heap[(i - 1) / 2], heap[i])) {
        size_t sample = heap[i], parent = (i - 1) / 2;
        heap[i] = heap[parent];
        heap[parent] = sample;
        i = parent;
    }
}

static void add(mlt_changed *c, size_t sample, const place *at)
{
    c->n_changed++;
    if (c->n < c->most) {
        c->samples[c->n] = sample;
        rise(c->samples, c->n++, at);
    } else if (c->most > 0 && is_before(at, sample, c->samples[0])) {
        c->samples[0] = sample;
        sink(c->samples, c->n, 0, at);
    }
}

void mlt_changed_find(mlt_changed *c, const mltest_scorecard *card, size_t condition)
{
    const place at = {card, condition};
    c->n = c->n_changed = 0;
    for (size_t i = 0; i < card->journal->n_samples; i++) {
        const mlt_sample_score *s = mlt_scorecard_sample(card, i, condition);
        if (s->failed || (s->eligible && s->counted && s->r < 1))
            add(c, i, &at);
    }
    for (size_t n = c->n; n > 1; n--) {
        size_t last = c->samples[0];
        c->samples[0] = c->samples[n - 1];
        c->samples[n - 1] = last;
        sink(c->samples, n - 1, 0, &at);
    }
}
