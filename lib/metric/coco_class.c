/* SPDX-License-Identifier: MIT */
/*
 * One class put in order: by score, and what tells apart where scores do not.
 */
#include "metric/coco_parts.h"

/* What half a key cannot tell apart is sorted by the other half. */
static void sort_scores(const mlt_coco_det *dets, mlt_coco_key *keys, mlt_coco_key *scratch,
                        size_t n)
{
    mlt_coco_sort(keys, scratch, n);
    for (size_t first = 0, end; first < n; first = end) {
        for (end = first + 1; end < n && keys[end].key == keys[first].key;)
            end++;
        if (end - first == 1)
            continue;
        for (size_t i = first; i < end; i++)
            keys[i].key = (uint32_t)mlt_key_descending(dets[keys[i].det].score);
        mlt_coco_sort(keys + first, scratch, end - first);
    }
}

/* The hits [first, end) and the misses up to `misses` have one score: one step of the curve. */
static bool close_step(mlt_coco_ordered *hits, size_t first, size_t end, size_t misses,
                       size_t n_dets)
{
    bool correct = false;
    for (size_t h = first; h < end; h++) {
        hits[h].misses = (uint32_t)misses;
        correct |= hits[h].correct != 0;
    }
    return correct && n_dets > 1;
}

static uint64_t key_of(const mlt_coco_preparation *p, size_t i)
{
    return mlt_key_descending(p->coco->dets[p->keys[i].det].score);
}

/* Splits a sorted class into hits and misses. Corrected, what stands in one step counts whole. */
static void split(mlt_coco_preparation *p, size_t c)
{
    const mlt_coco *coco = p->coco;
    mlt_coco_order *o = p->order;
    size_t h = o->first_hit[c];
    size_t m = o->first_miss[c];
    size_t step = p->first[c]; /* where it starts, and its first hit */
    size_t step_hit = h;
    for (size_t i = p->first[c]; i < p->first[c + 1]; i++) {
        const mlt_coco_det *det = &coco->dets[p->keys[i].det];
        uint32_t image = p->place[det->image];
        if (coco->corrected && i > step && key_of(p, i) != key_of(p, i - 1)) {
            p->ties[c] += close_step(o->hits, step_hit, h, m - o->first_miss[c], i - step);
            step = i;
            step_hit = h;
        }
        if (det->what & MLT_COCO_HIT) {
            const mlt_coco_hit *hit = &coco->hits[det->what & ~MLT_COCO_HIT];
            o->hits[h++] = (mlt_coco_ordered){
                det->score, hit->correct, hit->wrong, image, (uint32_t)(m - o->first_miss[c]),
                hit->level};
        } else {
            o->miss_image[m] = image;
            o->miss_det[m] = p->keys[i].det;
            o->miss_what[m++] = (uint8_t)det->what;
        }
    }
    if (coco->corrected)
        p->ties[c] +=
            close_step(o->hits, step_hit, h, m - o->first_miss[c], p->first[c + 1] - step);
}

void mlt_coco_order_class(void *data, size_t c)
{
    mlt_coco_preparation *p = data;
    size_t first = p->first[c];
    sort_scores(p->coco->dets, p->keys + first, p->scratch + first, p->first[c + 1] - first);
    split(p, c);
}
