/* SPDX-License-Identifier: MIT */
/*
 * Adding an image: its detections are matched at all thresholds at once, then those that matched
 * nothing get the name of their error.
 */
#include "base/alloc.h"
#include "base/error.h"
#include "metric/tide_parts.h"

/* One image while it is added. */
typedef struct {
    mlt_tide *tide;
    const mlt_pred *preds;
    mlt_tide_goal *goals, *crowds;
    size_t n_goals, n_crowds;
    mlt_tide_truth *truths; /* n_goals */
    mlt_tide_det *dets;
    size_t n_dets;
} scene;

static bool in_range(const mlt_tide *tide, int32_t cls)
{
    return cls >= 0 && (size_t)cls < tide->options.n_classes;
}

static void set_goals(scene *s, const mlt_truth *truths, size_t n)
{
    mlt_tide_goal *end = s->tide->goals + n;
    s->goals = s->tide->goals;
    for (size_t i = n; i-- > 0;) /* backwards, because crowds grow downwards */
        if (in_range(s->tide, truths[i].cls) && truths[i].flags & MLT_TRUTH_CROWD)
            *--end = (mlt_tide_goal){truths[i].box, 0, truths[i].cls, 0};
    s->crowds = end;
    s->n_crowds = (size_t)(s->tide->goals + n - end);
    for (size_t i = 0; i < n; i++) {
        const mlt_truth *truth = &truths[i];
        if (!in_range(s->tide, truth->cls) || truth->flags & MLT_TRUTH_CROWD)
            continue;
        s->goals[s->n_goals] =
            (mlt_tide_goal){truth->box, mlt_box_area(&truth->box), truth->cls, 0};
        s->truths[s->n_goals++] = (mlt_tide_truth){truth->ann_id, 0, truth->cls, false, false};
    }
}

/* The best detections of all classes together. */
static void set_dets(scene *s, size_t n_preds)
{
    mlt_keyed *order = s->tide->order;
    size_t n = 0;
    for (size_t i = 0; i < n_preds; i++)
        if (in_range(s->tide, s->preds[i].cls))
            order[n++] = (mlt_keyed){mlt_key_descending(s->preds[i].score), (uint32_t)i, 0};
    mlt_sort_keyed(order, s->tide->scratch, n);
    s->n_dets = n < s->tide->options.max_dets ? n : s->tide->options.max_dets;
    for (size_t i = 0; i < s->n_dets; i++) {
        const mlt_pred *pred = &s->preds[order[i].index];
        s->dets[i] = (mlt_tide_det){.score = pred->score,
                                    .pred = order[i].index,
                                    .cls = pred->cls,
                                    .truth_cls = -1,
                                    .kind = MLT_TIDE_N_KINDS};
    }
}

/* The base runs whose threshold an IoU reaches. */
static uint32_t reached(const mlt_tide *tide, double iou)
{
    uint32_t out = 0;
    for (unsigned run = 0; run < MLT_TIDE_N_BASE; run++)
        out |= (uint32_t)(iou >= tide->ious[run]) << run;
    return out;
}

/* The base runs whose threshold is below the share. */
static uint32_t exceeded(const mlt_tide *tide, double share)
{
    uint32_t out = 0;
    for (unsigned run = 0; run < MLT_TIDE_N_BASE; run++)
        out |= (uint32_t)(share > tide->ious[run]) << run;
    return out;
}

/* Looks at every truth; those a detection of the class may match become candidates. */
static size_t look_around(scene *s, const mlt_box *box, int32_t cls, mlt_tide_near *near)
{
    mlt_keyed *candidates = s->tide->order;
    double area = mlt_box_area(box);
    size_t n = 0;
    *near = (mlt_tide_near){0, 0, 0, 0};
    for (size_t i = 0; i < s->n_goals; i++) {
        double common = mlt_box_intersection(box, &s->goals[i].box);
        if (!(common > 0))
            continue;
        double iou = common / (area + s->goals[i].area - common);
        bool same = s->goals[i].cls == cls;
        double *best = same ? &near->same_iou : &near->other_iou;
        if (iou > *best) {
            *best = iou;
            *(same ? &near->same : &near->other) = (uint32_t)i;
        }
        if (iou > s->truths[i].iou)
            s->truths[i].iou = iou;
        uint32_t mask = same ? reached(s->tide, iou) : 0;
        if (mask)
            candidates[n++] = (mlt_keyed){mlt_key_descending(iou), (uint32_t)i, mask};
    }
    mlt_sort_keyed(candidates, s->tide->scratch, n);
    return n;
}

/* The base runs in which a crowd of the class excuses a box. */
static uint32_t excused(const scene *s, const mlt_box *box, int32_t cls)
{
    uint32_t out = 0;
    for (size_t i = 0; i < s->n_crowds; i++)
        if (s->crowds[i].cls == cls)
            out |=
                exceeded(s->tide, mlt_box_intersection(box, &s->crowds[i].box) / mlt_box_area(box));
    return out;
}

/* At each threshold the best candidate that is free there, if it reaches it. */
static void match_one(scene *s, mlt_tide_det *det, mlt_tide_near *near)
{
    const mlt_box *box = &s->preds[det->pred].box;
    const mlt_keyed *candidates = s->tide->order;
    size_t n = look_around(s, box, det->cls, near);
    uint32_t open = MLT_TIDE_BASE_BITS;
    for (size_t i = 0; i < n && open; i++) {
        mlt_tide_goal *goal = &s->goals[candidates[i].index];
        uint32_t take = candidates[i].group & open & ~goal->taken;
        goal->taken |= take;
        open &= ~take;
    }
    det->correct = (uint16_t)(MLT_TIDE_BASE_BITS & ~open);
    det->ignored = (uint16_t)(open & excused(s, box, det->cls));
}

/* The first question that is answered with yes decides. */
static mlt_tide_kind name_error(const mlt_tide_options *options, const mlt_tide_near *near)
{
    if (near->same_iou >= options->bg && near->same_iou <= options->pos)
        return MLT_TIDE_LOC;
    if (near->other_iou >= options->pos)
        return MLT_TIDE_CLS;
    if (near->same_iou > options->pos) /* whatever it reaches has been taken, or it had matched */
        return MLT_TIDE_DUPE;
    if (near->other_iou <= options->bg) /* the IoU with its own class is even below bg */
        return MLT_TIDE_BKG;
    return MLT_TIDE_BOTH;
}

/* Of the Cls and Loc errors at a truth the first one, which has the highest score, mends it. */
static void classify(scene *s, mlt_tide_det *det, const mlt_tide_near *near)
{
    det->kind = (uint8_t)name_error(&s->tide->options, near);
    if (det->kind == MLT_TIDE_BKG || det->kind == MLT_TIDE_BOTH) {
        det->iou = near->same_iou > near->other_iou ? near->same_iou : near->other_iou;
        return;
    }
    bool other = det->kind == MLT_TIDE_CLS;
    mlt_tide_truth *truth = &s->truths[other ? near->other : near->same];
    det->iou = other ? near->other_iou : near->same_iou;
    det->ann_id = truth->ann_id;
    det->truth_cls = truth->cls;
    det->mends = det->kind != MLT_TIDE_DUPE && !truth->used && !truth->usable;
    truth->usable |= det->mends;
}

static void analyse(scene *s)
{
    for (size_t i = 0; i < s->n_dets; i++)
        match_one(s, &s->dets[i], &s->tide->near[i]);
    for (size_t i = 0; i < s->n_goals; i++)
        s->truths[i].used = s->goals[i].taken >> MLT_TIDE_RUN_POS & 1;
    for (size_t i = 0; i < s->n_dets; i++)
        if (!(s->dets[i].correct >> MLT_TIDE_RUN_POS & 1))
            classify(s, &s->dets[i], &s->tide->near[i]);
}

static bool make_workspace(mlt_tide *tide, size_t n_truths, size_t n_preds, size_t n_dets)
{
    mltest_context *ctx = tide->ctx;
    size_t larger = n_truths > n_preds ? n_truths : n_preds;
    return mlt_reserve(ctx, tide->order, tide->cap_order, larger) &&
           mlt_reserve(ctx, tide->scratch, tide->cap_scratch, larger) &&
           mlt_reserve(ctx, tide->goals, tide->cap_goals, n_truths + 1) &&
           mlt_reserve(ctx, tide->near, tide->cap_near, n_dets);
}

mltest_status mlt_tide_add(mlt_tide *tide, uint64_t key, const mlt_truth *truths, size_t n_truths,
                           const mlt_pred *preds, size_t n_preds, mltest_error **error)
{
    if (n_truths > UINT32_MAX || n_preds > UINT32_MAX)
        return mlt_fail(error, MLTEST_ERR_LIMIT, "too many truths or predictions in one image");
    size_t n_dets = n_preds < tide->options.max_dets ? n_preds : tide->options.max_dets;
    TRY(mlt_tide_make_room(tide, 1, n_dets, n_truths, error));
    if (!make_workspace(tide, n_truths, n_preds, n_dets))
        return mlt_fail_memory(error);
    scene s = {.tide = tide,
               .preds = preds,
               .truths = tide->truths + tide->n_truths,
               .dets = tide->dets + tide->n_dets};
    set_goals(&s, truths, n_truths);
    set_dets(&s, n_preds);
    analyse(&s);
    tide->images[tide->n_images++] =
        (mlt_tide_image){key, tide->n_dets, s.n_dets, tide->n_truths, s.n_goals};
    tide->n_dets += s.n_dets;
    tide->n_truths += s.n_goals;
    return MLTEST_OK;
}
