/* SPDX-License-Identifier: MIT */
/*
 * TIDE: what kinds of error cost a detector how much average precision (Bolya et al., ECCV 2020;
 * doc/metrics/tide.md). Every image is matched and its errors are named when it is added; what one
 * would gain without a kind of error is computed from that at the end.
 *
 * The figures are those of the reference implementation, tidecv 1.0.1 in box mode, bit for bit, if
 * the keys ascend in the order of `images` and every category of both files is a class. Where it
 * raises an exception, the result here is:
 * - nothing was detected, nothing is asked for, or nothing is left after mending: an AP of 0;
 * - no score at a truth is above -1 (or all are NaN): the best of them is remembered all the same.
 */
#ifndef MLT_METRIC_TIDE_H
#define MLT_METRIC_TIDE_H

#include "annotation/prediction.h"
#include "annotation/truth.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum {
    MLT_TIDE_CLS,  /* on a truth of another class */
    MLT_TIDE_LOC,  /* near a truth of its class, but not near enough */
    MLT_TIDE_BOTH, /* near a truth, but neither the class nor the place is right */
    MLT_TIDE_DUPE, /* on a truth that a detection before it has taken */
    MLT_TIDE_BKG,  /* near no truth at all */
    MLT_TIDE_MISS, /* a truth that neither a match nor a Cls or Loc error comes near */
    MLT_TIDE_N_KINDS
} mlt_tide_kind;
extern const char *const mlt_tide_kind_names[MLT_TIDE_N_KINDS]; /* "Cls", "Loc" … */

enum { MLT_TIDE_N_IOUS = 10 };
extern const double mlt_tide_ious[MLT_TIDE_N_IOUS]; /* .5, .55 … .95 as decimals are read */

typedef struct {
    size_t n_classes;  /* classes outside [0, n_classes) are dropped */
    double pos;        /* IoU of a match, in (0, 1]; 0 for 0.5 */
    double bg;         /* at most this IoU is background, in (0, pos]; 0 for 0.1 */
    uint32_t max_dets; /* detections per image, all classes together; 0 for 100 */
} mlt_tide_options;

typedef struct mlt_tide mlt_tide;

/* Options are copied. MLTEST_ERR_INVALID, MLTEST_ERR_LIMIT, MLTEST_ERR_MEMORY. */
mltest_status mlt_tide_new(mlt_tide **out, mltest_context *ctx, const mlt_tide_options *options,
                           mltest_error **error);
void mlt_tide_free(mlt_tide *tide);

/*
 * Adds an image. Images count in ascending order of their keys, whatever the order of adding; the
 * order of truths and predictions is the file's and decides between equals. Crowds are regions in
 * which a detection of their class is not wrong; other flags and `area` are not looked at. On an
 * error nothing was added. MLTEST_ERR_LIMIT, MLTEST_ERR_MEMORY.
 */
mltest_status mlt_tide_add(mlt_tide *tide, uint64_t key, const mlt_truth *truths, size_t n_truths,
                           const mlt_pred *preds, size_t n_preds, mltest_error **error);
/* Adds the images of another accumulator with the same options, which stays as it is. */
mltest_status mlt_tide_merge(mlt_tide *into, const mlt_tide *from, mltest_error **error);
size_t mlt_tide_n_images(const mlt_tide *tide);

/* A detection that matched nothing (also one that a crowd excuses), or a truth that was missed. */
typedef struct {
    uint64_t image; /* its key */
    mlt_tide_kind kind;
    bool mends;        /* Cls, Loc: set right, it would be a match */
    uint32_t pred;     /* place in the image's predictions; UINT32_MAX for Miss */
    int32_t cls;       /* the prediction's; the truth's for Miss */
    int32_t truth_cls; /* the truth's that the kind is about; -1 for Both and Bkg */
    int64_t ann_id;    /* that truth's; 0 for Both and Bkg */
    double score;      /* the prediction's; 0 for Miss */
    double iou; /* with that truth; Both, Bkg: the best with any; Miss: the best of any detection */
} mlt_tide_error;

typedef struct {
    double ap;                     /* at pos; every AP is in percent, 0 … 100 */
    double ap_at[MLT_TIDE_N_IOUS]; /* at mlt_tide_ious */
    double ap_mean;                /* of these */
    /* AP without the errors of a kind minus ap, at least 0. They do not add up to 100 - ap. */
    double d_ap[MLT_TIDE_N_KINDS];
    double d_false_pos; /* with all wrong detections behind all right ones; may be negative */
    double d_false_neg; /* with no unmatched truth; may be negative */
    size_t counts[MLT_TIDE_N_KINDS];
    size_t n_false_pos, n_false_neg; /* wrong detections without excuse; unmatched truths */
    size_t n_classes;
    double *class_ap;       /* at pos; -1 for a class with neither truths nor detections */
    mlt_tide_error *errors; /* on request, else NULL: by image, then score, then missed truths */
    size_t n_errors;
} mlt_tide_result;

enum { MLT_TIDE_ERRORS = 1 /* fill in errors */ };

/*
 * Any number of times, also from several threads at once while nothing is added. MLTEST_ERR_MEMORY;
 * MLTEST_ERR_CONFLICT for a key that was added twice.
 */
mltest_status mlt_tide_finish(const mlt_tide *tide, unsigned flags, mlt_tide_result *out,
                              mltest_error **error);
void mlt_tide_result_free(mltest_context *ctx, mlt_tide_result *result);

/*
 * What a bootstrap repeats: what kinds of error cost, with other weights of images. The steps are
 * made once, and may be used by several threads, each with a workspace of its own; the accumulator
 * is not needed any more. MLTEST_ERR_MEMORY, MLTEST_ERR_CONFLICT as above.
 */
typedef struct mlt_tide_steps mlt_tide_steps;
typedef struct mlt_tide_workspace mlt_tide_workspace;
mltest_status mlt_tide_steps_new(mlt_tide_steps **out, const mlt_tide *tide, mltest_error **error);
void mlt_tide_steps_free(mlt_tide_steps *steps);
mltest_status mlt_tide_workspace_new(mlt_tide_workspace **out, const mlt_tide_steps *steps,
                                     mltest_error **error);
void mlt_tide_workspace_free(mlt_tide_workspace *workspace);
/* weights: one per image in ascending order of keys, finite; what is not above 0 leaves the image
 * out. With weights of 1 d_ap is that of mlt_tide_finish() but for rounding, and whole weights
 * equal so many copies, but for ties of score within an image. */
void mlt_tide_replicate(mlt_tide_workspace *workspace, const double *weights,
                        double d_ap[MLT_TIDE_N_KINDS]);

#endif
