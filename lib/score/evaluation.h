/* SPDX-License-Identifier: MIT */
/*
 * A model's recorded predictions against a data set's truths: no pictures, no run.
 */
#ifndef MLT_SCORE_EVALUATION_H
#define MLT_SCORE_EVALUATION_H

#include "base/options.h"
#include "base/table.h"
#include "metric/coco.h"
#include "mltest/evaluation.h"

extern const mlt_option_table mlt_evaluation_options;

/* Whose rules hold for detections; doc/metrics/coco.md. */
typedef enum {
    MLT_EVALUATION_DATA, /* difficult and ignored truths do not count; no oddities */
    MLT_EVALUATION_COCO,
    MLT_EVALUATION_CORRECTED,
    MLT_EVALUATION_LVIS,
    MLT_EVALUATION_N_MODES
} mlt_evaluation_mode;
extern const char *const mlt_evaluation_mode_names[MLT_EVALUATION_N_MODES];

enum { MLT_EVALUATION_PLACES = 3, MLT_EVALUATION_KINDS = 12 };

/* How often something odd was seen, and its first places: which annotation or result of its file,
 * counted from 1. */
typedef struct {
    const char *what, *thing; /* constants: a sentence; "annotation", "result", "sample" */
    uint64_t n;
    uint64_t places[MLT_EVALUATION_PLACES];
} mlt_evaluation_oddity;

struct mltest_evaluation {
    _Atomic uint32_t refs;
    mltest_context *ctx;
    mlt_results *results;
    bool lenient;
    mlt_evaluation_mode mode;             /* of detections, as what follows */
    uint32_t max_dets[MLT_COCO_N_LIMITS]; /* ascending */
    mlt_coco_result coco;                 /* arrays NULL for a classification */
    char top_k_name[24];                  /* of a classification: "top3" … if asked for */
    mlt_evaluation_oddity oddities[MLT_EVALUATION_KINDS];
    size_t n_oddities;
};

mltest_status mlt_evaluation_make(mltest_evaluation **out, mltest_context *ctx, const char *truth,
                                  const char *predictions, const mltest_options *options,
                                  mltest_error **error);
/* An evaluation whose figures are still to be filled in, and the end of that. */
mltest_status mlt_evaluation_empty(mltest_evaluation **out, mltest_context *ctx,
                                   mltest_error **error);
mltest_status mlt_evaluation_close(mltest_evaluation *evaluation, mltest_error **error);
void mlt_evaluation_unref(mltest_evaluation *evaluation);
/* Counts one; what and thing are constants. */
void mlt_evaluation_odd(mltest_evaluation *evaluation, const char *what, const char *thing,
                        uint64_t place);

/* The two ways: COCO's own files, as the reference reads them (evaluation_files.c), or any data set
 * with whatever a replay reads (evaluation_dataset.c). Each fills in coco, or the figures of a
 * classification, and the counts. */
mltest_status mlt_evaluation_of_files(mltest_evaluation *evaluation, const char *truth,
                                      const char *predictions, const mltest_options *options,
                                      mltest_error **error);
mltest_status mlt_evaluation_of_dataset(mltest_evaluation *evaluation, const char *truth,
                                        const char *predictions, const mltest_options *options,
                                        mltest_error **error);
/* What both have: names is NULL or one name a class. */
mltest_status mlt_evaluation_fill_counts(mltest_evaluation *evaluation, const uint64_t counts[3],
                                         mltest_error **error);
mltest_status mlt_evaluation_fill_coco(mltest_evaluation *evaluation, const char *const *names,
                                       const uint64_t counts[3], mltest_error **error);

#endif
