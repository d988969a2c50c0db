/* SPDX-License-Identifier: MIT */
/*
 * All that is computed of detections, fed image by image: COCO's figures always, the others as they
 * are asked for. Each part gets every image; none keeps more than it needs of a detection.
 */
#ifndef MLT_SCORE_DETECTIONS_H
#define MLT_SCORE_DETECTIONS_H

#include "metric/calibration.h"
#include "metric/coco.h"
#include "metric/confusion.h"
#include "metric/tide.h"
#include "metric/voc.h"
#include "score/evaluation.h"

/* What the options of an evaluation ask for; n_classes of the parts is set when they are made. */
typedef struct {
    mlt_evaluation_mode mode; /* MLT_EVALUATION_DATA: none is named */
    mlt_coco_options coco;
    const char *frequencies; /* a letter a class, or ""; borrowed from the options */
    double ious[MLT_COCO_MAX_IOUS];
    uint32_t max_dets[MLT_COCO_N_LIMITS];
    const char *voc_preset; /* constant; NULL for none */
    mlt_voc_options voc;
    mlt_confusion_options confusion;
    mlt_calibration_options calibration;
    bool has_arrays, has_tide, has_confusion, has_calibration, has_operating;
} mlt_detections_wanted;

/* MLTEST_ERR_INVALID or MLTEST_ERR_NOT_FOUND with the option that is wrong. */
mltest_status mlt_detections_read(mlt_detections_wanted *out, const mltest_options *options,
                                  mltest_error **error);

/* Sets the rules of the mode, or of another one if none is named. */
void mlt_detections_set_mode(mlt_detections_wanted *wanted, mlt_evaluation_mode otherwise);

typedef struct mlt_detections mlt_detections;

/* wanted is copied. */
mltest_status mlt_detections_new(mlt_detections **out, mltest_context *ctx, size_t n_classes,
                                 const mlt_detections_wanted *wanted, mltest_error **error);
void mlt_detections_free(mlt_detections *detections);
/* As mlt_coco_expect(). */
mltest_status mlt_detections_expect(mlt_detections *detections, size_t n_images, size_t n_preds,
                                    mltest_error **error);
/* As mlt_coco_add(), or with federated as mlt_coco_add_lvis(). After a failure half-way through the
 * parts no result can be had any more: that is MLTEST_ERR_INVALID then, here and everywhere. */
mltest_status mlt_detections_add(mlt_detections *detections, uint64_t key, const mlt_truth *truths,
                                 size_t n_truths, const mlt_pred *preds, size_t n_preds,
                                 const mlt_coco_federated *federated, mltest_error **error);
mltest_status mlt_detections_merge(mlt_detections *into, const mlt_detections *from,
                                   mltest_error **error);
size_t mlt_detections_n_images(const mlt_detections *detections);

/* What an image is called: borrowed until the next call, or formatted into room. */
typedef const char *(*mlt_image_name_fn)(const void *data, uint64_t key, char room[32]);

/*
 * Fills the figures into an evaluation. names: one a class. weights as in mlt_coco_finish(); with
 * them only COCO's figures are computed.
 */
mltest_status mlt_detections_finish(mlt_detections *detections, const double *weights,
                                    const char *const *names, mlt_image_name_fn image_name,
                                    const void *data, mltest_evaluation *evaluation,
                                    mltest_error **error);

#endif
