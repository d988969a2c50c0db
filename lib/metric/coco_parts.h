/* SPDX-License-Identifier: MIT */
/*
 * The accumulator's inside, shared by the coco_*.c files and judged.c, and by nobody else.
 *
 * Most detections of a detector find nothing, so that all there is to say of one is its score and
 * the area ranges that hold its size: 16 bytes. Those that were matched to a truth anywhere, the
 * hits, have a second record with a bit per area and threshold. A word of such bits has 16 for each
 * area: bit area·16 + iou.
 */
#ifndef MLT_METRIC_COCO_PARTS_H
#define MLT_METRIC_COCO_PARTS_H

#include "base/order.h"
#include "metric/coco.h"

#define MLT_COCO_HIT 0x80000000u
/* A word in which each area has the same bits. */
#define MLT_COCO_EVERY_AREA(bits) ((uint64_t)(bits)*0x0001000100010001u)
/* The bits of one area. */
#define MLT_COCO_OF_AREA(word, area) ((uint32_t)((word) >> (16 * (area)) & 0xffff))

enum { MLT_COCO_LEVEL_SHIFT = MLT_COCO_N_AREAS, MLT_COCO_N_MISSES = 64 };

typedef struct {
    double score;
    uint32_t image; /* place in images */
    /* MLT_COCO_HIT and the place in hits. Or of a miss: a bit for each area that holds it, then its
     * level, the first limit that it is within. */
    uint32_t what;
} mlt_coco_det;

/* Bits at which the detection is correct, or wrong; with neither it is ignored. */
typedef struct {
    uint64_t correct, wrong;
    uint32_t level;
} mlt_coco_hit;

/* An image's share of a class. */
typedef struct {
    int32_t column;
    uint32_t n_dets; /* ascending ranks */
    uint32_t asked[MLT_COCO_N_AREAS];
} mlt_coco_cell;

typedef struct {
    uint64_t key;
    size_t first_det, first_cell, n_cells;
} mlt_coco_image;

/* A hit in its class's order: by score, then image, then rank. */
typedef struct {
    double score;
    uint64_t correct, wrong;
    uint32_t image;  /* place in ascending order of keys */
    uint32_t misses; /* of the class, that count where this one does */
    uint32_t level;
} mlt_coco_ordered;

/* How many truths of a class an image asks for. */
typedef struct {
    uint32_t image; /* as above */
    uint32_t asked[MLT_COCO_N_AREAS];
} mlt_coco_ask;

/* What mlt_coco_prepare() makes: all detections and truths by class. Each first_ array has one more
 * place than there are columns. */
typedef struct {
    mlt_coco_ordered *hits;
    uint32_t *miss_image; /* as above */
    uint32_t *miss_det;   /* place in dets */
    uint8_t *miss_what;   /* as in dets */
    mlt_coco_ask *asks;   /* ascending images */
    size_t *first_hit, *first_miss, *first_ask;
    uint64_t n_ties; /* steps of several detections, some of them correct */
} mlt_coco_order;

/* One truth while its cell is matched. */
typedef struct {
    double x, y, right, bottom, area;
    uint64_t asked; /* bits of the areas in which it is asked for */
    uint64_t taken;
    bool crowd, id_zero;
    bool undefined;              /* the IoU with the detection in hand is no number */
    const mlt_coco_moved *moved; /* or NULL */
} mlt_coco_goal;

/* A class while an image is added. */
typedef struct {
    uint32_t n_preds, n_truths, first_pred, first_truth;
    bool seen, negative, not_exhaustive;
} mlt_coco_bucket;

struct mlt_coco {
    mltest_context *ctx;
    size_t n_classes;
    size_t n_columns; /* classes that are told apart: n_classes, or 1 */
    size_t n_ious, n_limits;
    double ious[MLT_COCO_MAX_IOUS];
    double areas[MLT_COCO_N_AREAS][2];
    uint32_t max_dets[MLT_COCO_N_LIMITS];
    bool class_agnostic, honour_ignore, reference, corrected, lvis;
    uint8_t *frequencies; /* n_classes, or NULL */

    mlt_coco_image *images;
    size_t n_images, cap_images;
    mlt_coco_det *dets;
    size_t n_dets, cap_dets;
    mlt_coco_hit *hits;
    size_t n_hits, cap_hits;
    mlt_coco_cell *cells;
    size_t n_cells, cap_cells;
    uint64_t n_given;              /* predictions, whatever became of them */
    uint64_t n_id_zero, n_ignored; /* matches with annotation id 0; truths set aside */
    mlt_coco_order *order;         /* NULL after an addition */
    uint64_t repeated_key;         /* of the last failure */

    /* Room for the image being added. */
    uint32_t *pred_list, *truth_list; /* in the order in which they are looked at */
    size_t cap_pred_list, cap_truth_list;
    uint32_t *pred_order, *truth_order; /* by class */
    size_t cap_pred_order, cap_truth_order;
    mlt_keyed *scratch;
    size_t cap_scratch;
    mlt_coco_goal *goals;
    size_t cap_goals;
    mlt_coco_bucket *buckets; /* a column each */
    uint32_t *seen;           /* columns */
    size_t n_seen;
};

/* The detections and truths of one image and column, as places in preds and truths. */
typedef struct {
    const mlt_pred *preds;
    const mlt_truth *truths;
    const mlt_coco_moved *moved; /* of truths, or NULL */
    uint32_t *pred_order;        /* in, any order; sorted by score and the rest by matching */
    const uint32_t *truth_order;
    size_t n_preds, n_truths;
    int32_t column;
    bool not_exhaustive;
} mlt_coco_lists;

/* The column of a class, or -1. */
static inline int32_t mlt_coco_column(const mlt_coco *coco, int32_t cls)
{
    if (cls < 0 || (size_t)cls >= coco->n_classes)
        return -1;
    return coco->class_agnostic ? 0 : cls;
}

/* Whether one of the limits is the reference's own largest. */
static inline bool mlt_coco_has_100(const mlt_coco *coco)
{
    return coco->max_dets[0] == 100 || coco->max_dets[1] == 100 || coco->max_dets[2] == 100;
}

/* Room for so much more, so that nothing fails half-way through an addition. */
mltest_status mlt_coco_make_room(mlt_coco *coco, size_t n_images, size_t n_dets, size_t n_hits,
                                 size_t n_cells, mltest_error **error);

/* Fills truth_list and pred_list, in the order that decides between equals, and returns how many
 * predictions LVIS's limit leaves. scratch has room for twice as many items. */
size_t mlt_coco_list_image(mlt_coco *coco, const mlt_truth *truths, size_t n_truths,
                           const mlt_pred *preds, size_t n_preds);
/* Sorts a cell's detections by score; equal ones as given or, in corrected mode, by the best IoU
 * with a goal that is asked for. */
void mlt_coco_sort_cell(mlt_coco *coco, const mlt_coco_lists *lists);

/* Matches one image and class, appends its detections and its cell; room must have been made. */
void mlt_coco_match(mlt_coco *coco, const mlt_coco_lists *lists);
/* IoU; for a crowd the share of the detection that lies in it. NaN if areas vanish or overflow. */
double mlt_coco_overlap(const mlt_box *box, double area, const mlt_coco_goal *goal);

/* A detection's place under the upper half of its key; see mlt_coco_sort(). */
typedef struct {
    uint32_t key, det;
} mlt_coco_key;

/* Ascending keys, stable; scratch has room for n as well. */
void mlt_coco_sort(mlt_coco_key *items, mlt_coco_key *scratch, size_t n);

/* What preparing works with, beside what it makes. */
typedef struct {
    const mlt_coco *coco;
    mlt_coco_order *order;
    uint32_t *sequence;    /* places of images, ascending keys */
    uint32_t *place;       /* of an image in that */
    size_t *first;         /* [column + 1], in keys */
    mlt_coco_key *keys;    /* one a detection, by class */
    mlt_coco_key *scratch; /* as many */
    uint64_t *ties;        /* [column] */
    uint64_t repeated_key;
} mlt_coco_preparation;

/* Puts class c of a preparation in order; different classes may run at once. */
void mlt_coco_order_class(void *preparation, size_t c);
/* mlt_coco_prepare(), the classes on the context's threads. */
mltest_status mlt_coco_prepare_on(mlt_coco *coco, bool parallel, mltest_error **error);
/* Drops what it made. */
void mlt_coco_forget_order(mlt_coco *coco);

/* A hit of an image of positive weight, as one area and limit see it. */
typedef struct {
    double score, weight;
    double missed; /* the weight of the misses that count here */
    uint16_t correct, wrong;
    uint16_t level;
    uint16_t joins; /* 1: belongs to the same step of the curve as the one before */
} mlt_coco_step;

/* A point of a precision-recall curve, and the score that reaches it. */
typedef struct {
    double right, wrong, score;
} mlt_coco_point;

/* What one computation works with. */
typedef struct {
    const mlt_coco *coco;
    mlt_coco_result *result; /* NULL: only precision and recall below */
    unsigned flags;
    uint32_t ious;          /* bit per threshold that is wanted */
    size_t n_areas;         /* the first ones */
    size_t n_rows;          /* classes that have truths */
    double *weights;        /* by place of image, 0 for one left out */
    double *asked;          /* [column][area], weighted */
    uint32_t *classes;      /* the columns of which anything is asked */
    size_t n_present;       /* how many */
    double *precision;      /* [present][area][iou][recall], at the last limit */
    double *recall;         /* [present][area][iou][limit] */
    mlt_coco_step *steps;   /* one per hit */
    mlt_coco_point *points; /* one per hit */
    double *values;         /* [present][iou][recall]: what is being averaged */
} mlt_coco_work;

mltest_status mlt_coco_work_new(mlt_coco_work *work, const mlt_coco *coco, size_t n_areas,
                                mltest_error **error);
void mlt_coco_work_free(mlt_coco_work *work);
/* Takes the weights over and finds the classes that are present. */
mltest_status mlt_coco_weigh(mlt_coco_work *work, const double *weights, mltest_error **error);

/* Computes the curves of present class i. Different classes may run at once. */
void mlt_coco_curves(const mlt_coco_work *work, size_t i);

/* Means over the wanted thresholds and the present classes; -1 if there are none.
 * frequency: MLT_LVIS_RARE … or -1 for all classes. */
double mlt_coco_mean_precision(const mlt_coco_work *work, size_t area, uint32_t ious,
                               int frequency);
double mlt_coco_mean_recall(const mlt_coco_work *work, size_t area, size_t limit, uint32_t ious);
/* The bit of a threshold that was asked for by its exact value, or 0. */
uint32_t mlt_coco_find_iou(const mlt_coco *coco, double iou);
/* The figures, from the curves of all present classes. */
void mlt_coco_summarise(const mlt_coco_work *work);
void mlt_coco_summarise_lvis(const mlt_coco_work *work);
/* Fills in result->deviations. */
void mlt_coco_deviate(const mlt_coco *coco, mlt_coco_result *result);

#endif
