/* SPDX-License-Identifier: MIT */
/*
 * Matching of one image and class. The reference matches once per IoU threshold and area range,
 * each detection looking for the best truth still free. Here a detection walks its candidate truths
 * once, from the best down, and settles all thresholds of an area range together as bits of a word:
 * at each threshold it gets the first candidate that reaches it and is free there, which is the
 * same.
 */
#include "metric/coco_parts.h"

/* Thresholds are lowered to this, so that an IoU of 1 that rounding spoiled still reaches 1. */
static const double almost_one = 1 - 1e-10;

static uint64_t all_ious(const mlt_coco *coco)
{
    return ((uint64_t)1 << coco->n_ious) - 1;
}

/* The areas, as bits, whose range does not hold the size. NaN is in every range. */
static uint32_t outside_areas(const mlt_coco *coco, double size)
{
    uint32_t out = 0;
    for (unsigned a = 0; a < MLT_COCO_N_AREAS; a++)
        if (size < coco->areas[a][0] || size > coco->areas[a][1])
            out |= 1u << a;
    return out;
}

static bool is_ignored(const mlt_coco *coco, const mlt_truth *truth)
{
    uint32_t flags = MLT_TRUTH_CROWD;
    if (coco->honour_ignore)
        flags |= MLT_TRUTH_IGNORE | MLT_TRUTH_DIFFICULT;
    return (truth->flags & flags) != 0;
}

static void set_goals(mlt_coco *coco, const mlt_coco_lists *lists)
{
    mlt_coco_cell cell = {coco->class_agnostic ? 0 : lists->cls, {0}};
    for (size_t i = 0; i < lists->n_truths; i++) {
        const mlt_truth *truth = &lists->truths[lists->truth_order[i].index];
        mlt_coco_goal *goal = &coco->goals[i];
        goal->truth = truth;
        goal->taken = 0;
        goal->ignored = is_ignored(coco, truth) ? (1u << MLT_COCO_N_AREAS) - 1
                                                : outside_areas(coco, truth->area);
        for (unsigned a = 0; a < MLT_COCO_N_AREAS; a++)
            cell.asked[a] += !(goal->ignored >> a & 1);
    }
    if (lists->n_truths > 0)
        coco->cells[coco->n_cells++] = cell;
}

/* IoU; for a crowd the share of the detection that lies in it. */
static double overlap(const mlt_box *box, double area, const mlt_truth *truth)
{
    double common = mlt_box_intersection(box, &truth->box);
    if (!(common > 0))
        return 0;
    if (truth->flags & MLT_TRUTH_CROWD)
        return common / area;
    return common / (area + mlt_box_area(&truth->box) - common);
}

static uint32_t reached(const mlt_coco *coco, double iou)
{
    uint32_t out = 0;
    for (size_t i = 0; i < coco->n_ious; i++) {
        double needed = coco->ious[i] < almost_one ? coco->ious[i] : almost_one;
        if (iou >= needed)
            out |= 1u << i;
    }
    return out;
}

/* Candidates by descending IoU, of equal ones the last first; group holds the thresholds reached.
 */
static size_t find_candidates(mlt_coco *coco, const mlt_box *box, size_t n_goals)
{
    double area = mlt_box_area(box);
    size_t n = 0;
    for (size_t i = n_goals; i-- > 0;) {
        double iou = overlap(box, area, coco->goals[i].truth);
        uint32_t mask = iou > 0 ? reached(coco, iou) : 0;
        if (mask)
            coco->scratch[n++] = (mlt_keyed){mlt_key_descending(iou), (uint32_t)i, mask};
    }
    mlt_sort_keyed(coco->scratch, coco->scratch + n, n);
    return n;
}

/* How the thresholds of one area range end for one detection. */
typedef struct {
    uint64_t open;         /* not matched yet */
    uint64_t correct;      /* matched to a truth that is asked for */
    uint64_t unrecognised; /* matched, but to annotation id 0 */
} outcome;

/* Offers the candidates that are (or are not) ignored in area a. */
static void offer(mlt_coco *coco, size_t n_candidates, unsigned a, bool ignored, outcome *to)
{
    for (size_t c = 0; c < n_candidates && to->open; c++) {
        mlt_coco_goal *goal = &coco->goals[coco->scratch[c].index];
        if ((goal->ignored >> a & 1) != ignored)
            continue;
        uint64_t take = coco->scratch[c].group & to->open;
        if (!(goal->truth->flags & MLT_TRUTH_CROWD))
            take &= ~(goal->taken >> (16 * a));
        goal->taken |= take << (16 * a);
        to->open &= ~take;
        if (ignored)
            continue;
        if (coco->reference && goal->truth->ann_id == 0)
            to->unrecognised |= take;
        else
            to->correct |= take;
    }
}

static void match_one(mlt_coco *coco, const mlt_pred *pred, size_t n_goals, mlt_coco_det *det)
{
    uint32_t outside = outside_areas(coco, mlt_box_area(&pred->box));
    size_t n = find_candidates(coco, &pred->box, n_goals);
    for (unsigned a = 0; a < MLT_COCO_N_AREAS; a++) {
        outcome to = {all_ious(coco), 0, 0};
        offer(coco, n, a, false, &to);
        offer(coco, n, a, true, &to);
        det->correct |= to.correct << (16 * a);
        if (!(outside >> a & 1)) /* unmatched and of another size: ignored */
            det->wrong |= (to.open | to.unrecognised) << (16 * a);
    }
}

void mlt_coco_match(mlt_coco *coco, const mlt_coco_lists *lists)
{
    uint32_t limit = coco->max_dets[MLT_COCO_N_LIMITS - 1];
    set_goals(coco, lists);
    for (uint32_t rank = 0; rank < lists->n_preds && rank < limit; rank++) {
        const mlt_pred *pred = &lists->preds[lists->pred_order[rank].index];
        mlt_coco_det *det = &coco->dets[coco->n_dets++];
        *det = (mlt_coco_det){pred->score, 0, 0, coco->class_agnostic ? 0 : lists->cls, rank};
        match_one(coco, pred, lists->n_truths, det);
    }
}
