/* SPDX-License-Identifier: MIT */
#include "search/order.h"

#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/order.h"
#include "base/random.h"

/* A source of its own for each unit: that of its first sample. */
static mlt_draws draws_of(const mltest_dataset *dataset, size_t sample, uint64_t seed)
{
    mlt_draws d;
    mlt_draws_init(&d, mlt_random_key(seed, "order of samples", 0, 0, 0),
                   dataset->samples[sample].id, 0);
    return d;
}

static uint64_t draw_u64(mlt_draws *d)
{
    uint64_t high = mlt_draw_u32(d);
    return high << 32 | mlt_draw_u32(d);
}

mltest_status mlt_search_units_make(mlt_units *units, mltest_context *ctx,
                                    const mltest_dataset *dataset, size_t n, bool by_group,
                                    mltest_error **error)
{
    mlt_jsample *samples = mlt_alloc_zero(ctx, n + 1, sizeof *samples);
    if (samples == NULL)
        return mlt_fail_memory(error);
    for (size_t i = 0; i < n; i++)
        samples[i] = (mlt_jsample){.id = dataset->samples[i].id,
                                   .tags = dataset->samples[i].tags.items,
                                   .n_tags = dataset->samples[i].tags.n};
    mltest_status status = mlt_units_of(units, ctx, samples, n, error);
    for (size_t i = 0; status == MLTEST_OK && !by_group && i < n; i++)
        units->of[i] = i;
    if (!by_group)
        units->n = n;
    mlt_free(ctx, samples);
    return status;
}

/* Of each unit a key, and the sample that stands for it: the first at the beginning; the k-th takes
 * its place with a probability of 1/k, so that in the end all are equally likely. */
static void draw_units(const mlt_units *units, const mltest_dataset *dataset, size_t n,
                       uint64_t seed, mlt_keyed *items, mlt_draws *draws)
{
    for (size_t i = 0; i < n; i++) {
        size_t unit = units->of[i];
        mlt_keyed *item = &items[unit];
        if (item->group++ == 0) {
            draws[unit] = draws_of(dataset, i, seed);
            item->key = draw_u64(&draws[unit]);
            item->index = (uint32_t)i;
        } else if (mlt_draw_below(&draws[unit], item->group) == 0) {
            item->index = (uint32_t)i;
        }
    }
}

static mltest_status put_in_order(mlt_search_order *order, mltest_context *ctx,
                                  const mltest_dataset *dataset, const mlt_units *units,
                                  uint64_t seed, mltest_error **error)
{
    mlt_keyed *items = mlt_alloc_zero(ctx, 2 * units->n + 1, sizeof *items);
    mlt_draws *draws = mlt_alloc_zero(ctx, units->n + 1, sizeof *draws);
    if (items != NULL && draws != NULL) {
        draw_units(units, dataset, order->n_samples, seed, items, draws);
        mlt_sort_keyed(items, items + units->n, units->n);
        for (size_t i = 0; i < units->n; i++)
            order->samples[i] = items[i].index;
    }
    bool ok = items != NULL && draws != NULL;
    mlt_free(ctx, items);
    mlt_free(ctx, draws);
    return ok ? MLTEST_OK : mlt_fail_memory(error);
}

mltest_status mlt_search_order_make(mlt_search_order *order, mltest_context *ctx,
                                    const mltest_dataset *dataset, size_t n_samples, uint64_t seed,
                                    bool by_group, mltest_error **error)
{
    mlt_units units;
    *order = (mlt_search_order){.n_samples = n_samples};
    TRY(mlt_search_units_make(&units, ctx, dataset, n_samples, by_group, error));
    order->n = units.n;
    order->samples = mlt_alloc_zero(ctx, units.n + 1, sizeof *order->samples);
    order->rank_of = mlt_alloc_zero(ctx, n_samples + 1, sizeof *order->rank_of);
    mltest_status status = order->samples != NULL && order->rank_of != NULL
                               ? put_in_order(order, ctx, dataset, &units, seed, error)
                               : mlt_fail_memory(error);
    mlt_units_free(ctx, &units);
    if (status != MLTEST_OK) {
        mlt_search_order_free(ctx, order);
        return status;
    }
    for (size_t i = 0; i < n_samples; i++)
        order->rank_of[i] = order->n;
    for (size_t rank = 0; rank < order->n; rank++)
        order->rank_of[order->samples[rank]] = rank;
    return MLTEST_OK;
}

void mlt_search_order_free(mltest_context *ctx, mlt_search_order *order)
{
    mlt_free(ctx, order->samples);
    mlt_free(ctx, order->rank_of);
    memset(order, 0, sizeof *order);
}
