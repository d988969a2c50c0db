/* SPDX-License-Identifier: MIT */
/*
 * Pascal VOC box evaluation, image by image, as any of its well-known programs does it
 * (doc/metrics/voc.md). Every image is matched once, when it is added: in descending order of score
 * each detection claims the truth of its class that it overlaps most, and is wrong if another one
 * claimed that before. What remains of a detection is its score and how it ended.
 *
 * With a preset, the same corners and scores that are all different, average precision, precision
 * and recall are those of the program that the preset is named after, bit for bit, but for what
 * doc/metrics/voc.md says of it.
 */
#ifndef MLT_METRIC_VOC_H
#define MLT_METRIC_VOC_H

#include "annotation/prediction.h"
#include "annotation/truth.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Which corners (x1, y1) and (x2, y2) the numbers of a mlt_box stand for. */
typedef enum {
    MLT_VOC_EDGES,   /* x, y, x + width, y + height */
    MLT_VOC_CORNERS, /* x, y, width, height: the corners themselves, free of rounding */
    MLT_VOC_PIXELS   /* x + 1, y + 1, x + width, y + height: the outermost pixels, counted from 1,
                        as Pascal VOC's files name them for a box of this library */
} mlt_voc_boxes;

/* How numbers are added up; it decides about their last bits. */
typedef enum {
    MLT_VOC_NUMPY, /* area and mean: NumPy's order; 11 points: each divided by 11, from recall 0 */
    MLT_VOC_LOOP   /* area and mean: one after another; 11 points: from recall 1, divided last */
} mlt_voc_sums;

enum {                             /* details, by which the programs differ besides */
       MLT_VOC_MEET = 1,           /* boxes overlap only if the corners' own rectangles meet, and
                                      by more than 2.2e-308; else a gap below a pixel is closed */
       MLT_VOC_LAST_OF_EQUALS = 2, /* of truths overlapped equally the last counts, not the first */
       MLT_VOC_ASK_DIFFICULT = 4,  /* honoured difficult truths are among the positives */
       MLT_VOC_REPEATED_CROWDS = 8, /* crowds are plain truths, but asking again is not wrong */
       MLT_VOC_PRINTED = 16         /* predictions go through a file with one decimal for corners
                                       and three for scores */
};

typedef struct {
    size_t n_classes; /* classes outside [0, n_classes) are dropped */
    mlt_voc_boxes boxes;
    double iou;         /* the threshold, in [0, 1] */
    bool inclusive;     /* a side is x2 - x1 + 1 long, as between pixels; else x2 - x1 */
    bool strict;        /* IoU must be above the threshold; else reaching it suffices */
    bool eleven_points; /* mean precision at recalls 0, 0.1 … 1; else the area under the curve */
    bool honour_difficult; /* truths that are difficult, ignored or a crowd are neither asked for
                              nor wrong; else they are truths like any other */
    unsigned details;
    mlt_voc_sums sums;
} mlt_voc_options;

/*
 * Sets all but n_classes and boxes; the threshold becomes 0.5. MLTEST_ERR_NOT_FOUND for a name that
 * is not in voc_presets.def; nothing was set then.
 */
mltest_status mlt_voc_preset(const char *name, mlt_voc_options *options, mltest_error **error);
/* The names in order; NULL after the last. */
const char *mlt_voc_preset_name(size_t i);

typedef struct mlt_voc mlt_voc;

/* Options are copied. MLTEST_ERR_INVALID, MLTEST_ERR_LIMIT, MLTEST_ERR_MEMORY. */
mltest_status mlt_voc_new(mlt_voc **out, mltest_context *ctx, const mlt_voc_options *options,
                          mltest_error **error);
void mlt_voc_free(mlt_voc *voc);

/*
 * Adds an image. Detections of equal score count in ascending order of their images' keys, whatever
 * the order of adding, then in the order given here; a score that is NaN is below all others. On an
 * error nothing was added.
 */
mltest_status mlt_voc_add(mlt_voc *voc, uint64_t key, const mlt_truth *truths, size_t n_truths,
                          const mlt_pred *preds, size_t n_preds, mltest_error **error);
/* Adds the images of another accumulator with the same options, which stays as it is. */
mltest_status mlt_voc_merge(mlt_voc *into, const mlt_voc *from, mltest_error **error);
size_t mlt_voc_n_images(const mlt_voc *voc);

typedef struct {
    double ap;           /* -1 for a class without positives */
    size_t n_positives;  /* truths that are asked for */
    size_t n_detections; /* right, wrong, and neither */
    size_t tp, fp;
    /* After each detection, in descending order of score: borrowed from the result. Without
     * positives recall is 0, and so is precision while nothing is right or wrong. */
    const double *precision, *recall, *scores;
} mlt_voc_class;

typedef struct {
    double map; /* mean of ap over the classes with positives; -1 if there are none */
    size_t n_classes;
    mlt_voc_class *classes;
    double *curves; /* what the classes borrow from */
} mlt_voc_result;

/*
 * Uses the context's threads where there is enough to do; the numbers are the same. Repeated keys
 * are MLTEST_ERR_CONFLICT. Several threads may finish the same accumulator at once, and it can be
 * added to afterwards.
 */
mltest_status mlt_voc_finish(const mlt_voc *voc, mlt_voc_result *out, mltest_error **error);
void mlt_voc_result_free(mltest_context *ctx, mlt_voc_result *result);

#endif
