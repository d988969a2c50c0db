/* SPDX-License-Identifier: MIT */
/*
 * Matching of one image and class. The reference matches once per IoU threshold and area range,
 * each detection looking for the best truth still free. Here a detection walks its candidate truths
 * once, from the best down, and settles all thresholds of all area ranges together as bits of a
 * word: at each threshold it gets the first candidate that reaches it and is free there, which is
 * the same.
 */
#include "metric/coco_parts.h"

#include <math.h>

/* Thresholds are lowered to this, so that an IoU of 1 that rounding spoiled still reaches 1. */
static const double almost_one = 1 - 1e-10;

/* The bits of the areas whose range holds the size. NaN is in every range. */
static uint64_t holding_areas(const mlt_coco *coco, double size)
{
    uint64_t bits = 0;
    for (unsigned a = 0; a < MLT_COCO_N_AREAS; a++)
        if (!(size < coco->areas[a][0]) && !(size > coco->areas[a][1]))
            bits |= (uint64_t)0xffff << (16 * a);
    return bits;
}

static bool is_ignored(const mlt_coco *coco, const mlt_truth *truth)
{
    uint32_t flags = coco->lvis ? 0 : MLT_TRUTH_CROWD;
    if (coco->honour_ignore)
        flags |= MLT_TRUTH_IGNORE | MLT_TRUTH_DIFFICULT;
    return (truth->flags & flags) != 0;
}

static mlt_coco_goal to_goal(mlt_coco *coco, const mlt_truth *truth, const mlt_coco_moved *moved)
{
    const mlt_box *box = &truth->box;
    bool crowd = !coco->lvis && (truth->flags & MLT_TRUTH_CROWD);
    bool ignored = is_ignored(coco, truth) || (moved != NULL && moved->optional);
    coco->n_ignored += ignored && !crowd;
    return (mlt_coco_goal){.x = box->x,
                           .y = box->y,
                           .right = box->x + box->width,
                           .bottom = box->y + box->height,
                           .area = box->width * box->height,
                           .asked = ignored ? 0 : holding_areas(coco, truth->area),
                           .crowd = crowd,
                           .id_zero = truth->ann_id == 0,
                           .moved = moved};
}

static void set_goals(mlt_coco *coco, const mlt_coco_lists *lists)
{
    mlt_coco_cell *cell = &coco->cells[coco->n_cells++];
    *cell = (mlt_coco_cell){.column = lists->column};
    for (size_t i = 0; i < lists->n_truths; i++) {
        uint32_t at = lists->truth_order[i];
        const mlt_coco_moved *moved = lists->moved != NULL ? &lists->moved[at] : NULL;
        coco->goals[i] = to_goal(coco, &lists->truths[at], moved);
        for (unsigned a = 0; a < MLT_COCO_N_AREAS; a++)
            cell->asked[a] += coco->goals[i].asked >> (16 * a) & 1;
    }
}

/* Of a truth that is known only up to an interval. */
static double overlap_interval(const mlt_box *box, const mlt_coco_goal *goal)
{
    const mlt_box outer = {goal->x, goal->y, goal->right - goal->x, goal->bottom - goal->y};
    const mlt_box near = mlt_box_clamp_between(box, &outer, &goal->moved->inner);
    return mlt_box_iou(box, &near);
}

double mlt_coco_overlap(const mlt_box *box, double area, const mlt_coco_goal *goal)
{
    if (goal->moved != NULL && !goal->moved->exact && !goal->crowd)
        return overlap_interval(box, goal);
    double right = box->x + box->width;
    double width =
        (right < goal->right ? right : goal->right) - (box->x > goal->x ? box->x : goal->x);
    if (!(width > 0))
        return 0;
    double bottom = box->y + box->height;
    double height =
        (bottom < goal->bottom ? bottom : goal->bottom) - (box->y > goal->y ? box->y : goal->y);
    if (!(height > 0))
        return 0;
    double common = width * height; /* may vanish, or be infinite */
    return common / (goal->crowd ? area : area + goal->area - common);
}

/* Whether half of the detection lies in what need not be found. */
static bool is_excused(const mlt_coco_lists *lists, const mlt_box *box, double area)
{
    for (size_t i = 0; lists->moved != NULL && i < lists->n_truths; i++) {
        uint32_t at = lists->truth_order[i];
        double common =
            lists->moved[at].optional ? mlt_box_intersection(box, &lists->truths[at].box) : 0;
        if (common > 0 && common >= 0.5 * area)
            return true;
    }
    return false;
}

static uint32_t reached(const mlt_coco *coco, double iou)
{
    uint32_t out = 0;
    for (size_t i = 0; i < coco->n_ious; i++) {
        double needed = coco->ious[i] < almost_one ? coco->ious[i] : almost_one;
        out |= (uint32_t)(iou >= needed) << i;
    }
    return out;
}

/* Candidates by descending IoU, of equal ones the last first; group holds the thresholds reached.
 * *undefined: some IoU is no number. */
static size_t find_candidates(mlt_coco *coco, const mlt_box *box, double area, size_t n_goals,
                              bool *undefined)
{
    size_t n = 0;
    *undefined = false;
    for (size_t i = n_goals; i-- > 0;) {
        double iou = mlt_coco_overlap(box, area, &coco->goals[i]);
        coco->goals[i].undefined = isnan(iou);
        *undefined |= coco->goals[i].undefined;
        uint32_t mask = iou > 0 ? reached(coco, iou) : 0;
        if (mask)
            coco->scratch[n++] = (mlt_keyed){mlt_key_descending(iou), (uint32_t)i, mask};
    }
    if (n > 1)
        mlt_sort_keyed(coco->scratch, coco->scratch + n, n);
    return n;
}

/* How one detection ends. */
typedef struct {
    uint64_t open;    /* not matched yet */
    uint64_t correct; /* matched to a truth that is asked for */
    uint64_t id_zero; /* among these, to annotation id 0 */
} outcome;

/* The bits at which a goal is free, among those where it is asked for, or is not. */
static uint64_t free_bits(const mlt_coco_goal *goal, bool asked)
{
    uint64_t bits = asked ? goal->asked : ~goal->asked;
    return goal->crowd ? bits : bits & ~goal->taken;
}

static void take_goal(mlt_coco_goal *goal, uint64_t take, bool asked, outcome *to)
{
    goal->taken |= take;
    to->open &= ~take;
    if (!asked)
        return;
    to->correct |= take;
    to->id_zero |= goal->id_zero ? take : 0;
}

/* Boxes so small or large that areas vanish or overflow have no IoU. The reference goes through the
 * goals and lets go those of too small an IoU: none is below what is no number, nor is any behind
 * that, so that the last one free gets the detection. */
static void offer_undefined(mlt_coco *coco, size_t n_goals, bool asked, outcome *to)
{
    uint64_t reached = 0;
    for (size_t i = 0; i < n_goals; i++)
        if (coco->goals[i].undefined)
            reached |= free_bits(&coco->goals[i], asked);
    for (size_t i = n_goals; i-- > 0;) {
        mlt_coco_goal *goal = &coco->goals[i];
        take_goal(goal, reached & to->open & free_bits(goal, asked), asked, to);
    }
}

/* Offers the candidates where they are asked for, or where they are not. */
static void offer(mlt_coco *coco, size_t n_candidates, bool asked, outcome *to)
{
    for (size_t c = 0; c < n_candidates && to->open; c++) {
        mlt_coco_goal *goal = &coco->goals[coco->scratch[c].index];
        uint64_t take = MLT_COCO_EVERY_AREA(coco->scratch[c].group) & to->open;
        take_goal(goal, take & free_bits(goal, asked), asked, to);
    }
}

/* The smallest limit that a rank is within. */
static uint32_t level_of(const mlt_coco *coco, size_t rank)
{
    uint32_t level = 0;
    while (level + 1 < coco->n_limits && rank >= coco->max_dets[level])
        level++;
    return level;
}

static uint32_t to_miss(uint64_t held, uint32_t level)
{
    uint32_t what = level << MLT_COCO_LEVEL_SHIFT;
    for (unsigned a = 0; a < MLT_COCO_N_AREAS; a++)
        what |= (uint32_t)(held >> (16 * a) & 1) << a;
    return what;
}

/* Unmatched, and of a size that the area does not hold: ignored. */
static uint32_t match_one(mlt_coco *coco, const mlt_pred *pred, const mlt_coco_lists *lists,
                          uint32_t level)
{
    uint64_t all = MLT_COCO_EVERY_AREA(((uint32_t)1 << coco->n_ious) - 1);
    double area = pred->box.width * pred->box.height;
    bool let_go = lists->not_exhaustive || is_excused(lists, &pred->box, area);
    uint64_t held = let_go ? 0 : all & holding_areas(coco, area);
    bool undefined;
    size_t n = find_candidates(coco, &pred->box, area, lists->n_truths, &undefined);
    undefined &= coco->reference;
    if (n == 0 && !undefined)
        return to_miss(held, level);
    outcome to = {all, 0, 0};
    for (int asked = 1; asked >= 0; asked--) {
        if (undefined)
            offer_undefined(coco, lists->n_truths, asked, &to);
        offer(coco, n, asked, &to);
    }
    if (coco->reference) {
        to.correct &= ~to.id_zero;
        to.open |= to.id_zero;
    } else {
        coco->n_id_zero += to.id_zero != 0;
    }
    if (to.correct == 0 && (to.open & held) == held)
        return to_miss(held, level);
    coco->hits[coco->n_hits] = (mlt_coco_hit){to.correct, to.open & held, level};
    return MLT_COCO_HIT | (uint32_t)coco->n_hits++;
}

void mlt_coco_match(mlt_coco *coco, const mlt_coco_lists *lists)
{
    size_t limit = coco->lvis ? SIZE_MAX : coco->max_dets[MLT_COCO_N_LIMITS - 1];
    size_t n = lists->n_preds < limit ? lists->n_preds : limit;
    set_goals(coco, lists);
    mlt_coco_sort_cell(coco, lists);
    coco->cells[coco->n_cells - 1].n_dets = (uint32_t)n;
    for (size_t rank = 0; rank < n; rank++) {
        const mlt_pred *pred = &lists->preds[lists->pred_order[rank]];
        uint32_t what = match_one(coco, pred, lists, level_of(coco, rank));
        coco->dets[coco->n_dets++] = (mlt_coco_det){pred->score, (uint32_t)coco->n_images, what};
    }
}
