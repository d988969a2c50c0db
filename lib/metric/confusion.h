/* SPDX-License-Identifier: MIT */
/*
 * Which class was taken for which: a confusion matrix of detections. doc/metrics/confusion.md has
 * the conventions of other tools beside it.
 */
#ifndef MLT_METRIC_CONFUSION_H
#define MLT_METRIC_CONFUSION_H

#include "annotation/prediction.h"
#include "annotation/truth.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum {
    /* "score": detections by descending score, equal ones as given. Each takes the free truth of
     * the highest IoU, whatever its class; of equal IoUs the last. An IoU of `iou` suffices, and
     * so does a score of min_score. */
    MLT_CONFUSION_BY_SCORE,
    /* "iou": each detection claims the truth of the highest IoU, whatever its class; of equal IoUs
     * the first. A truth keeps the claim of the highest IoU; of equal ones that of the higher
     * score, then the one given first. There is no second choice. The IoU must be above `iou` and
     * the score above min_score. */
    MLT_CONFUSION_BY_IOU,
    MLT_CONFUSION_N_ASSIGNMENTS
} mlt_confusion_assignment;
extern const char *const mlt_confusion_names[MLT_CONFUSION_N_ASSIGNMENTS];

typedef struct {
    size_t n_classes; /* truths and detections of classes outside [0, n_classes) are dropped */
    mlt_confusion_assignment assignment;
    double iou;         /* by score in (0, 1], by IoU in [0, 1) */
    double min_score;   /* -INFINITY for no bound; not NaN */
    uint32_t max_dets;  /* the best of an image, all classes together; 0 for no limit */
    bool honour_ignore; /* MLT_TRUTH_IGNORE and _DIFFICULT are removed as crowds are */
} mlt_confusion_options;

typedef struct mlt_confusion mlt_confusion;

/* Options are copied. MLTEST_ERR_INVALID, MLTEST_ERR_LIMIT, MLTEST_ERR_MEMORY. */
mltest_status mlt_confusion_new(mlt_confusion **out, mltest_context *ctx,
                                const mlt_confusion_options *options, mltest_error **error);
void mlt_confusion_free(mlt_confusion *confusion);

/*
 * Adds an image. Crowds are removed before anything is matched: what was detected in one is a
 * detection of nothing. Detections whose score is NaN are left out; improper boxes overlap nothing.
 * On an error nothing was added.
 */
mltest_status mlt_confusion_add(mlt_confusion *confusion, const mlt_truth *truths, size_t n_truths,
                                const mlt_pred *preds, size_t n_preds, mltest_error **error);
/* Adds the counts of another accumulator with the same options, which stays as it is. */
mltest_status mlt_confusion_merge(mlt_confusion *into, const mlt_confusion *from,
                                  mltest_error **error);

/*
 * The counts so far, [n_classes + 1][n_classes + 1]: rows are the truths' classes, columns the
 * detections'. The last column has truths without a detection, the last row detections without a
 * truth; where these cross there is 0. Borrowed; the order of adding and merging has no effect.
 */
const uint64_t *mlt_confusion_counts(const mlt_confusion *confusion);
size_t mlt_confusion_n_classes(const mlt_confusion *confusion);

#endif
