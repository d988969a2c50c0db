/* SPDX-License-Identifier: MIT */
/*
 * The order in which detections enter the curves: by class, score, image key, rank. It does not
 * depend on the order in which images were added, nor on what was merged with what.
 */
#include "base/alloc.h"
#include "base/error.h"
#include "base/pool.h"
#include "metric/coco_parts.h"

#include <inttypes.h>

static void free_order(mltest_context *ctx, mlt_coco_order *o)
{
    void *all[] = {o->hits, o->miss_image, o->miss_det,   o->miss_what,
                   o->asks, o->first_hit,  o->first_miss, o->first_ask};
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
        mlt_free(ctx, all[i]);
    mlt_free(ctx, o);
}

void mlt_coco_forget_order(mlt_coco *coco)
{
    if (coco->order)
        free_order(coco->ctx, coco->order);
    coco->order = NULL;
}

uint64_t mlt_coco_repeated_key(const mlt_coco *coco)
{
    return coco->repeated_key;
}

static mltest_status order_images(mlt_coco_preparation *p, mltest_error **error)
{
    const mlt_coco *coco = p->coco;
    size_t n = coco->n_images;
    mlt_keyed *keyed = mlt_realloc_array(coco->ctx, NULL, n + 1, 2 * sizeof *keyed);
    mltest_status status = MLTEST_OK;
    if (!keyed)
        return mlt_fail_memory(error);
    for (size_t i = 0; i < n; i++)
        keyed[i] = (mlt_keyed){coco->images[i].key, (uint32_t)i, 0};
    mlt_sort_keyed(keyed, keyed + n, n);
    for (size_t i = 0; i < n && status == MLTEST_OK; i++) {
        if (i > 0 && keyed[i].key == keyed[i - 1].key) {
            p->repeated_key = keyed[i].key;
            status = mlt_fail(error, MLTEST_ERR_CONFLICT, "image %" PRIu64 " was added twice",
                              keyed[i].key);
        }
        p->sequence[i] = keyed[i].index;
        p->place[keyed[i].index] = (uint32_t)i;
    }
    mlt_free(coco->ctx, keyed);
    return status;
}

/* From numbers per column, each at column + 1, to where each column begins. */
static void add_up(size_t *first, size_t n_columns)
{
    for (size_t c = 0; c < n_columns; c++)
        first[c + 1] += first[c];
}

static void count(mlt_coco_preparation *p)
{
    const mlt_coco *coco = p->coco;
    const mlt_coco_det *det = coco->dets;
    mlt_coco_order *o = p->order;
    for (size_t i = 0; i < coco->n_cells; i++) {
        const mlt_coco_cell *cell = &coco->cells[i];
        size_t next = (size_t)cell->column + 1;
        size_t hits = 0;
        for (size_t d = 0; d < cell->n_dets; d++)
            hits += (det++)->what >> 31;
        p->first[next] += cell->n_dets;
        o->first_hit[next] += hits;
        o->first_miss[next] += cell->n_dets - hits;
        o->first_ask[next] +=
            (cell->asked[0] | cell->asked[1] | cell->asked[2] | cell->asked[3]) != 0;
    }
    size_t *all[] = {p->first, o->first_hit, o->first_miss, o->first_ask};
    for (size_t i = 0; i < 4; i++)
        add_up(all[i], coco->n_columns);
}

static void go_back(size_t *next, size_t n_columns)
{
    for (size_t c = n_columns; c > 0; c--) /* each start had moved to the next one */
        next[c] = next[c - 1];
    next[0] = 0;
}

static void scatter_cell(mlt_coco_preparation *p, const mlt_coco_cell *cell, size_t first_det,
                         uint32_t image)
{
    const mlt_coco_det *dets = p->coco->dets;
    size_t *next = &p->first[cell->column];
    for (size_t d = first_det; d < first_det + cell->n_dets; d++)
        p->keys[(*next)++] =
            (mlt_coco_key){(uint32_t)(mlt_key_descending(dets[d].score) >> 32), (uint32_t)d};
    if (cell->asked[0] | cell->asked[1] | cell->asked[2] | cell->asked[3]) {
        mlt_coco_ask *ask = &p->order->asks[p->order->first_ask[cell->column]++];
        ask->image = image;
        for (size_t a = 0; a < MLT_COCO_N_AREAS; a++)
            ask->asked[a] = cell->asked[a];
    }
}

/* Groups detections and truths by class, within a class in ascending order of images and ranks. */
static void scatter(mlt_coco_preparation *p)
{
    const mlt_coco *coco = p->coco;
    for (size_t o = 0; o < coco->n_images; o++) {
        const mlt_coco_image *image = &coco->images[p->sequence[o]];
        size_t det = image->first_det;
        for (size_t i = 0; i < image->n_cells; i++) {
            const mlt_coco_cell *cell = &coco->cells[image->first_cell + i];
            scatter_cell(p, cell, det, (uint32_t)o);
            det += cell->n_dets;
        }
    }
    go_back(p->first, coco->n_columns);
    go_back(p->order->first_ask, coco->n_columns);
}

static bool new_order(mlt_coco_preparation *p)
{
    mltest_context *ctx = p->coco->ctx;
    size_t n = p->coco->n_columns + 1;
    mlt_coco_order *o = p->order = mlt_alloc_zero(ctx, 1, sizeof *o);
    if (!o)
        return false;
    o->first_hit = mlt_alloc_zero(ctx, n, sizeof *o->first_hit);
    o->first_miss = mlt_alloc_zero(ctx, n, sizeof *o->first_miss);
    o->first_ask = mlt_alloc_zero(ctx, n, sizeof *o->first_ask);
    return o->first_hit && o->first_miss && o->first_ask;
}

/* Room for what has been counted. */
static bool new_lists(mlt_coco_preparation *p)
{
    mltest_context *ctx = p->coco->ctx;
    mlt_coco_order *o = p->order;
    size_t last = p->coco->n_columns;
    size_t n_misses = o->first_miss[last] + 1;
    o->hits = mlt_realloc_array(ctx, NULL, o->first_hit[last] + 1, sizeof *o->hits);
    o->miss_image = mlt_realloc_array(ctx, NULL, n_misses, sizeof *o->miss_image);
    o->miss_det = mlt_realloc_array(ctx, NULL, n_misses, sizeof *o->miss_det);
    o->miss_what = mlt_realloc_array(ctx, NULL, n_misses, sizeof *o->miss_what);
    o->asks = mlt_realloc_array(ctx, NULL, o->first_ask[last] + 1, sizeof *o->asks);
    return o->hits && o->miss_image && o->miss_det && o->miss_what && o->asks;
}

static bool new_preparation(mlt_coco_preparation *p)
{
    const mlt_coco *coco = p->coco;
    mltest_context *ctx = coco->ctx;
    p->sequence = mlt_realloc_array(ctx, NULL, coco->n_images + 1, sizeof *p->sequence);
    p->place = mlt_realloc_array(ctx, NULL, coco->n_images + 1, sizeof *p->place);
    p->first = mlt_alloc_zero(ctx, coco->n_columns + 1, sizeof *p->first);
    p->keys = mlt_realloc_array(ctx, NULL, coco->n_dets + 1, sizeof *p->keys);
    p->scratch = mlt_realloc_array(ctx, NULL, coco->n_dets + 1, sizeof *p->scratch);
    p->ties = mlt_alloc_zero(ctx, coco->n_columns + 1, sizeof *p->ties);
    return new_order(p) && p->sequence && p->place && p->first && p->keys && p->scratch && p->ties;
}

static void free_preparation(mlt_coco_preparation *p)
{
    void *all[] = {p->sequence, p->place, p->first, p->keys, p->scratch, p->ties};
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
        mlt_free(p->coco->ctx, all[i]);
    if (p->order)
        free_order(p->coco->ctx, p->order);
}

static mltest_status prepare(mlt_coco_preparation *p, bool parallel, mltest_error **error)
{
    if (!new_preparation(p))
        return mlt_fail_memory(error);
    TRY(order_images(p, error));
    count(p);
    if (!new_lists(p))
        return mlt_fail_memory(error);
    scatter(p);
    if (parallel)
        mlt_parallel(p->coco->ctx, 0, p->coco->n_columns, mlt_coco_order_class, p);
    for (size_t c = 0; c < p->coco->n_columns; c++) {
        if (!parallel)
            mlt_coco_order_class(p, c);
        p->order->n_ties += p->ties[c];
    }
    return MLTEST_OK;
}

mltest_status mlt_coco_prepare_on(mlt_coco *coco, bool parallel, mltest_error **error)
{
    if (coco->order)
        return MLTEST_OK;
    mlt_coco_preparation p = {.coco = coco};
    mltest_status status = prepare(&p, parallel, error);
    if (status == MLTEST_OK) {
        coco->order = p.order;
        p.order = NULL;
    }
    coco->repeated_key = p.repeated_key;
    free_preparation(&p);
    return status;
}

mltest_status mlt_coco_prepare(mlt_coco *coco, mltest_error **error)
{
    return mlt_coco_prepare_on(coco, false, error);
}
