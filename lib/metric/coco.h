/* SPDX-License-Identifier: MIT */
/*
 * COCO box evaluation, image by image. Every image is matched once, when it is added; what remains
 * of a detection is its score and, if it found anything, one bit per IoU threshold and area range.
 * Average precision can then be computed any number of times, with other weights per image
 * (bootstrap), without matching.
 *
 * Three ways, of which doc/metrics/coco.md tells the details:
 * - reference: with default options otherwise, and weights of 1, the arrays are those of the
 *   reference implementation bit for bit, and the twelve figures to the last bit but one;
 * - corrected: what its users take for mistakes is mended, and each mending counted;
 * - LVIS: federated data, with the figures of that benchmark.
 *
 * An accumulator belongs to one thread at a time. For several threads give each its own and merge
 * them: which image was added to which, and the order of merging, change no bit of a result.
 */
#ifndef MLT_METRIC_COCO_H
#define MLT_METRIC_COCO_H

#include "annotation/prediction.h"
#include "annotation/truth.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    MLT_COCO_N_AREAS = 4,  /* all, small, medium, large */
    MLT_COCO_N_LIMITS = 3, /* detections per image and class: 1, 10, 100 */
    MLT_COCO_N_RECALLS = 101,
    MLT_COCO_MAX_IOUS = 16
};

enum { /* places in mlt_coco_result.stats */
       MLT_COCO_AP,
       MLT_COCO_AP50,
       MLT_COCO_AP75,
       MLT_COCO_AP_SMALL,
       MLT_COCO_AP_MEDIUM,
       MLT_COCO_AP_LARGE,
       MLT_COCO_AR1,
       MLT_COCO_AR10,
       MLT_COCO_AR100,
       MLT_COCO_AR_SMALL,
       MLT_COCO_AR_MEDIUM,
       MLT_COCO_AR_LARGE,
       MLT_COCO_N_STATS
};
extern const char *const mlt_coco_stat_names[MLT_COCO_N_STATS]; /* "AP", "AP50" … */

enum { /* places in mlt_coco_result.lvis */
       MLT_LVIS_AP,
       MLT_LVIS_AP50,
       MLT_LVIS_AP75,
       MLT_LVIS_AP_SMALL,
       MLT_LVIS_AP_MEDIUM,
       MLT_LVIS_AP_LARGE,
       MLT_LVIS_AP_RARE,
       MLT_LVIS_AP_COMMON,
       MLT_LVIS_AP_FREQUENT,
       MLT_LVIS_AR,
       MLT_LVIS_AR_SMALL,
       MLT_LVIS_AR_MEDIUM,
       MLT_LVIS_AR_LARGE,
       MLT_LVIS_N_STATS
};
extern const char *const mlt_lvis_stat_names[MLT_LVIS_N_STATS]; /* "AP", … "APr" … "AR@300" … */

/* How often images of the training set show a category. */
enum { MLT_LVIS_RARE, MLT_LVIS_COMMON, MLT_LVIS_FREQUENT, MLT_LVIS_N_FREQUENCIES };

enum { /* places in mlt_coco_result.deviations */
       MLT_COCO_ID_ZERO,
       MLT_COCO_IGNORED,
       MLT_COCO_TIES,
       MLT_COCO_OTHER_LIMIT,
       MLT_COCO_EMPTY,
       MLT_COCO_N_DEVIATIONS
};
typedef struct {
    const char *name, *meaning;
} mlt_coco_deviation;
extern const mlt_coco_deviation mlt_coco_deviations[MLT_COCO_N_DEVIATIONS];

typedef struct {
    size_t n_classes;         /* classes outside [0, n_classes) are dropped */
    const double *ious;       /* in (0, 1]; NULL for .50, .55 … .95 */
    size_t n_ious;            /* at most MLT_COCO_MAX_IOUS */
    const double (*areas)[2]; /* MLT_COCO_N_AREAS closed ranges; NULL for COCO's */
    const uint32_t *max_dets; /* MLT_COCO_N_LIMITS; NULL for 1, 10, 100 */
    bool class_agnostic;      /* one class for all; matching does not look at classes */
    bool honour_ignore;       /* MLT_TRUTH_IGNORE and _DIFFICULT are neither asked for nor wrong */
    bool reference;           /* the reference's oddities: a match with annotation id 0 is none,
                                 and AP needs a max_dets of exactly 100 */
    bool corrected;           /* not with reference; implies honour_ignore. Equal scores are one
                                 step of a curve, and the order of the file decides nothing */
    bool lvis;                /* not with class_agnostic; implies honour_ignore. The largest of
                                 max_dets (NULL: 300) is for an image, all classes together, and
                                 the only limit; there are no crowds */
    const uint8_t *frequencies; /* of LVIS: MLT_LVIS_RARE … per class; NULL if not known */
} mlt_coco_options;

typedef struct mlt_coco mlt_coco;

/* Options are copied. MLTEST_ERR_INVALID, MLTEST_ERR_MEMORY. */
mltest_status mlt_coco_new(mlt_coco **out, mltest_context *ctx, const mlt_coco_options *options,
                           mltest_error **error);
void mlt_coco_free(mlt_coco *coco);

/*
 * Adds an image. Images count in ascending order of their keys, whatever the order of adding; the
 * order of truths and predictions is the file's and decides between equal scores. On an error
 * nothing was added.
 */
mltest_status mlt_coco_add(mlt_coco *coco, uint64_t key, const mlt_truth *truths, size_t n_truths,
                           const mlt_pred *preds, size_t n_preds, mltest_error **error);
/* What else is known of a truth where a perturbation moved or hid what it marks. */
typedef struct {
    mlt_box inner; /* unless exact: it lies between its box and this, see mlt_match_box */
    bool exact;    /* its box alone counts */
    bool optional; /* may be found. Unmatched detections of its class are ignored of which at least
                      half lies in its box */
} mlt_coco_moved;

/* As mlt_coco_add(), with as many moved as there are truths. */
mltest_status mlt_coco_add_moved(mlt_coco *coco, uint64_t key, const mlt_truth *truths,
                                 const mlt_coco_moved *moved, size_t n_truths,
                                 const mlt_pred *preds, size_t n_preds, mltest_error **error);
/* Makes room for so many images and predictions, so that adding them is quicker. MLTEST_ERR_LIMIT,
 * MLTEST_ERR_MEMORY. */
mltest_status mlt_coco_expect(mlt_coco *coco, size_t n_images, size_t n_preds,
                              mltest_error **error);
/* What is known of an LVIS image beside its truths: classes, in any order, copied nowhere. */
typedef struct {
    const int32_t *negative; /* not there: detections of these are wrong */
    size_t n_negative;
    const int32_t *not_exhaustive; /* not all marked: unmatched detections of these are ignored */
    size_t n_not_exhaustive;
} mlt_coco_federated;

/* As mlt_coco_add(), which knows of no such classes. A detection of a class that is neither among
 * the truths nor negative is dropped. MLTEST_ERR_INVALID without options.lvis. */
mltest_status mlt_coco_add_lvis(mlt_coco *coco, uint64_t key, const mlt_truth *truths,
                                size_t n_truths, const mlt_pred *preds, size_t n_preds,
                                const mlt_coco_federated *federated, mltest_error **error);

/* Adds the images of another accumulator with the same options, which stays as it is. */
mltest_status mlt_coco_merge(mlt_coco *into, const mlt_coco *from, mltest_error **error);
size_t mlt_coco_n_images(const mlt_coco *coco);
/* Detections per image and class, ascending. */
void mlt_coco_limits(const mlt_coco *coco, uint32_t out[MLT_COCO_N_LIMITS]);

typedef struct {
    double stats[MLT_COCO_N_STATS]; /* -1: nothing to average; all -1 in LVIS mode */
    double lvis[MLT_LVIS_N_STATS];  /* the figures of LVIS mode, else -1 */
    size_t n_classes, n_ious;       /* n_classes is 1 if class_agnostic */
    size_t n_limits;                /* MLT_COCO_N_LIMITS, or 1 in LVIS mode */
    /* How often the rules in force led to something else than the reference's would have; weights
     * do not matter. */
    uint64_t deviations[MLT_COCO_N_DEVIATIONS];
    /* One value per class, -1 for a class without truths. */
    double *ap, *ap50, *ap75, *ar;
    double *n_truths; /* weighted; crowds and ignored ones not counted */
    /* The reference's arrays, on request, else NULL: [iou][recall][class][area][limit], recall
     * without its second axis. */
    double *precision, *scores, *recall;
} mlt_coco_result;

enum {
    MLT_COCO_ARRAYS = 1,   /* fill in precision, scores and recall */
    MLT_COCO_ALL_AREA = 2, /* the sizes' six figures stay -1; a quarter of the work */
    MLT_COCO_PARALLEL = 4  /* use the context's threads; the same numbers */
};

/*
 * weights: one per image in ascending order of keys, NULL for 1 each; what is not above 0 leaves
 * the image out, infinity is MLTEST_ERR_INVALID. A whole weight equals that many copies of the
 * image, but for ties of score within it. Repeated keys are MLTEST_ERR_CONFLICT. After
 * mlt_coco_prepare() (or a first finish) and until the next change, several threads may finish the
 * same accumulator at once.
 */
mltest_status mlt_coco_finish(mlt_coco *coco, const double *weights, unsigned flags,
                              mlt_coco_result *out, mltest_error **error);
mltest_status mlt_coco_prepare(mlt_coco *coco, mltest_error **error);
/* After MLTEST_ERR_CONFLICT of these: which key it was. */
uint64_t mlt_coco_repeated_key(const mlt_coco *coco);
/*
 * What a bootstrap repeats: precision and recall of all sizes at the largest limit, without any
 * allocation. Each thread needs a workspace of its own; making one prepares the accumulator, and it
 * is stale after the next change.
 */
typedef struct mlt_coco_workspace mlt_coco_workspace;
mltest_status mlt_coco_workspace_new(mlt_coco_workspace **out, mlt_coco *coco,
                                     mltest_error **error);
void mlt_coco_workspace_free(mlt_coco_workspace *workspace);
/*
 * ious: bit i for threshold i, 0 for all. The means are those of mlt_coco_finish() with the same
 * weights, to the bit; -1 if nothing was asked for. class_ap: NULL, or a value for each class.
 */
mltest_status mlt_coco_replicate(mlt_coco_workspace *workspace, const double *weights,
                                 uint32_t ious, double *ap, double *ar, double *class_ap,
                                 mltest_error **error);

/* The mean precision at some of the thresholds that the last replicate was asked for, -1 if at
 * none; from its curves: bits as above, 0 for all. */
double mlt_coco_replicated_ap(const mlt_coco_workspace *workspace, uint32_t ious);

void mlt_coco_result_free(mltest_context *ctx, mlt_coco_result *result);

#endif
