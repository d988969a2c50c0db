/* SPDX-License-Identifier: MIT */
/*
 * Extra probes: two random severities of some samples, beside those that the bisection asked about.
 * They tell how often a sample that is broken at one severity holds at a higher one.
 */
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/order.h"
#include "base/random.h"
#include "search/search.h"

enum { PROBES = 2 };

/* A source of its own for each kind and sample. */
static mlt_draws draws_of(const mltest_stress *stress, const mlt_search_kind *kind, size_t sample)
{
    mlt_draws d;
    uint64_t key = mlt_random_key(stress->run.seed, kind->kind->name, 0, 0, 0);
    mlt_draws_init(&d, key, stress->dataset->samples[sample].id, 0);
    return d;
}

/* Marks up to two settings that the bisection left out; all are equally likely. */
static void mark_sample(uint8_t *cells, size_t n, mlt_draws *d)
{
    mlt_search_walk walk = mlt_search_follow(cells, n);
    size_t left[MLT_MOST_SETTINGS], n_left = 0;
    for (size_t i = 0; i < n; i++) {
        bool on_path = false;
        for (size_t k = 0; k < walk.n_path; k++)
            on_path = on_path || walk.path[k] == i;
        if (!on_path)
            left[n_left++] = i;
    }
    for (size_t k = 0; k < PROBES && n_left > 0; k++) {
        size_t drawn = mlt_draw_below(d, (uint32_t)n_left);
        cells[left[drawn]] |= MLT_CELL_PROBE;
        left[drawn] = left[--n_left];
    }
}

/* The bracketed samples in random order. */
static size_t shuffle(const mltest_stress *stress, const mlt_search_kind *kind, mlt_keyed *items,
                      mlt_keyed *scratch)
{
    size_t n = 0;
    for (size_t i = 0; i < stress->n_samples; i++) {
        if (stress->clean[i] != MLT_ELIGIBLE ||
            mlt_search_follow(mlt_search_cells(stress, i, kind), kind->n).only_skips)
            continue;
        mlt_draws d = draws_of(stress, kind, i);
        uint64_t high = mlt_draw_u32(&d);
        items[n++] = (mlt_keyed){high << 32 | mlt_draw_u32(&d), (uint32_t)i, 0};
    }
    mlt_sort_keyed(items, scratch, n);
    return n;
}

mltest_status mlt_search_mark_probes(mltest_stress *stress, const mlt_search_kind *kind,
                                     mltest_error **error)
{
    mlt_keyed *items = mlt_alloc_zero(stress->ctx, 2 * stress->n_samples + 1, sizeof *items);
    if (items == NULL)
        return mlt_fail_memory(error);
    size_t n = shuffle(stress, kind, items, items + stress->n_samples);
    uint64_t most = stress->settings.probe_samples;
    for (size_t i = 0; i < n && i < most; i++) {
        size_t sample = items[i].index;
        mlt_draws d = draws_of(stress, kind, sample);
        (void)mlt_draw_u32(&d);
        (void)mlt_draw_u32(&d); /* they gave the order */
        mark_sample(mlt_search_cells(stress, sample, kind), kind->n, &d);
    }
    mlt_free(stress->ctx, items);
    return MLTEST_OK;
}
