/* SPDX-License-Identifier: MIT */
/*
 * The order in which an image's truths and predictions are looked at, which decides between equals.
 * It is the file's, unless equals are to be told apart by what they are, or classes by nothing. All
 * sorting is stable: the last key is sorted by first.
 */
#include "metric/coco_parts.h"

typedef uint64_t key_of(const void *items, uint32_t at, int field);

static double box_field(const mlt_box *box, int field)
{
    const double fields[] = {box->height, box->width, box->y, box->x};
    return fields[field];
}

enum { BOX_FIELDS = 4, AREA = BOX_FIELDS, FLAGS, CLASS, SCORE, ID };

static uint64_t truth_key(const void *items, uint32_t at, int field)
{
    const mlt_truth *truth = (const mlt_truth *)items + at;
    if (field == FLAGS)
        return truth->flags;
    if (field == CLASS)
        return mlt_key_signed(truth->cls);
    if (field == ID)
        return mlt_key_signed(truth->ann_id);
    return mlt_key_descending(field == AREA ? truth->area : box_field(&truth->box, field));
}

static uint64_t pred_key(const void *items, uint32_t at, int field)
{
    const mlt_pred *pred = (const mlt_pred *)items + at;
    if (field == CLASS)
        return mlt_key_signed(pred->cls);
    return mlt_key_descending(field == SCORE ? pred->score : box_field(&pred->box, field));
}

static void sort_by(mlt_coco *coco, uint32_t *list, const void *items, size_t n, key_of *key,
                    int field)
{
    mlt_keyed *keyed = coco->scratch;
    for (size_t i = 0; i < n; i++)
        keyed[i] = (mlt_keyed){key(items, list[i], field), list[i], 0};
    mlt_sort_keyed(keyed, keyed + n, n);
    for (size_t i = 0; i < n; i++)
        list[i] = keyed[i].index;
}

static void list_truths(mlt_coco *coco, const mlt_truth *truths, size_t n)
{
    uint32_t *list = coco->truth_list;
    for (size_t i = 0; i < n; i++)
        list[i] = (uint32_t)i;
    if (coco->corrected)
        sort_by(coco, list, truths, n, truth_key, ID);
    for (int field = 0; coco->corrected && field <= FLAGS; field++)
        sort_by(coco, list, truths, n, truth_key, field);
    if (coco->class_agnostic && !coco->corrected)
        sort_by(coco, list, truths, n, truth_key, CLASS);
}

static size_t list_preds(mlt_coco *coco, const mlt_pred *preds, size_t n)
{
    uint32_t *list = coco->pred_list;
    for (size_t i = 0; i < n; i++)
        list[i] = (uint32_t)i;
    for (int field = 0; coco->corrected && field < BOX_FIELDS; field++)
        sort_by(coco, list, preds, n, pred_key, field);
    if (coco->class_agnostic ? !coco->corrected : coco->corrected && coco->lvis)
        sort_by(coco, list, preds, n, pred_key, CLASS);
    if (!coco->lvis)
        return n;
    sort_by(coco, list, preds, n, pred_key, SCORE);
    size_t limit = coco->max_dets[MLT_COCO_N_LIMITS - 1];
    return n < limit ? n : limit;
}

size_t mlt_coco_list_image(mlt_coco *coco, const mlt_truth *truths, size_t n_truths,
                           const mlt_pred *preds, size_t n_preds)
{
    list_truths(coco, truths, n_truths);
    return list_preds(coco, preds, n_preds);
}

static bool is_sorted(const mlt_coco_lists *lists)
{
    const mlt_pred *preds = lists->preds;
    for (size_t i = 1; i < lists->n_preds; i++) /* not if there is a NaN */
        if (!(preds[lists->pred_order[i - 1]].score >= preds[lists->pred_order[i]].score))
            return false;
    return true;
}

/* The key of the best IoU with a goal that is asked for in any size. */
static uint64_t best_key(const mlt_coco *coco, const mlt_pred *pred, size_t n_goals)
{
    double best = 0;
    double area = mlt_box_area(&pred->box);
    for (size_t i = 0; i < n_goals; i++) {
        double iou =
            coco->goals[i].asked != 0 ? mlt_coco_overlap(&pred->box, area, &coco->goals[i]) : 0;
        best = iou > best ? iou : best;
    }
    return mlt_key_descending(best);
}

/* By descending best IoU; the sort by score keeps that among equals. */
static void sort_by_best(mlt_coco *coco, const mlt_coco_lists *lists)
{
    mlt_keyed *keyed = coco->scratch;
    size_t n = lists->n_preds;
    for (size_t i = 0; i < n; i++) {
        uint32_t at = lists->pred_order[i];
        keyed[i] = (mlt_keyed){best_key(coco, &lists->preds[at], lists->n_truths), at, 0};
    }
    mlt_sort_keyed(keyed, keyed + n, n);
    for (size_t i = 0; i < n; i++)
        lists->pred_order[i] = keyed[i].index;
}

void mlt_coco_sort_cell(mlt_coco *coco, const mlt_coco_lists *lists)
{
    if (coco->corrected && lists->n_truths > 0)
        sort_by_best(coco, lists);
    if (!is_sorted(lists))
        sort_by(coco, lists->pred_order, lists->preds, lists->n_preds, pred_key, SCORE);
}
