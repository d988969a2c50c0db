/* SPDX-License-Identifier: MIT */
#include "metric/coco_walk.h"

mlt_coco_walk mlt_coco_walk_class(const mlt_coco *coco, size_t cls)
{
    const mlt_coco_order *o = coco->order;
    return (mlt_coco_walk){.coco = coco,
                           .hit = o->first_hit[cls],
                           .end_hit = o->first_hit[cls + 1],
                           .miss = o->first_miss[cls],
                           .first_miss = o->first_miss[cls],
                           .end_miss = o->first_miss[cls + 1]};
}

static mlt_coco_kept from_miss(const mlt_coco *coco, size_t m)
{
    const mlt_coco_order *o = coco->order;
    uint64_t thresholds = ((uint64_t)1 << coco->n_ious) - 1;
    mlt_coco_kept out = {.score = coco->dets[o->miss_det[m]].score,
                         .image = o->miss_image[m],
                         .level = (uint32_t)o->miss_what[m] >> MLT_COCO_LEVEL_SHIFT};
    for (unsigned a = 0; a < MLT_COCO_N_AREAS; a++)
        if (o->miss_what[m] >> a & 1)
            out.wrong |= thresholds << (16 * a);
    return out;
}

bool mlt_coco_walk_next(mlt_coco_walk *walk, mlt_coco_kept *out)
{
    const mlt_coco_ordered *hit = walk->coco->order->hits + walk->hit;
    bool any_hit = walk->hit < walk->end_hit;
    size_t misses = any_hit ? hit->misses : walk->end_miss - walk->first_miss;
    if (walk->miss - walk->first_miss < misses) {
        *out = from_miss(walk->coco, walk->miss++);
        return true;
    }
    if (!any_hit)
        return false;
    *out = (mlt_coco_kept){hit->score, hit->correct, hit->wrong, hit->image, hit->level};
    walk->hit++;
    return true;
}
