/* SPDX-License-Identifier: MIT */
/*
 * From results to bytes.
 */
#ifndef MLT_REPORT_REPORT_H
#define MLT_REPORT_REPORT_H

#include "base/text.h"
#include "codec/json_write.h"
#include "compare/compare.h"
#include "dataset/dataset.h"
#include "perturb/perturb.h"
#include "score/evaluation.h"
#include "search/search.h"
#include "suite/suite.h"

/* Any set of results as JSON: dotted names nest, tables are arrays of objects, NAN is null. */
mltest_status mlt_report_json(mlt_text *out, const mlt_results *results, mltest_error **error);
/* The same as an object inside other JSON. */
mltest_status mlt_report_json_put(mlt_json_writer *w, const mlt_results *results,
                                  mltest_error **error);
/* Tables for people. */
mltest_status mlt_report_scorecard_text(mlt_text *out, const mltest_scorecard *card,
                                        mltest_error **error);
mltest_status mlt_report_comparison_text(mlt_text *out, const mltest_comparison *comparison,
                                         mltest_error **error);
mltest_status mlt_report_evaluation_text(mlt_text *out, const mltest_evaluation *evaluation,
                                         mltest_error **error);
/* What augmentations did, and what to train with next; nothing where there are no such tables. */
void mlt_report_augmentations(mlt_text *out, mltest_context *ctx, const mlt_results *results);
void mlt_report_recommendations(mlt_text *out, mltest_context *ctx, const mlt_results *results);
/* Of a search that was executed. */
mltest_status mlt_report_stress_text(mlt_text *out, const mltest_stress *stress,
                                     mltest_error **error);
/* Verdicts of gates (gate/report_fill.c), a writer a format. Names in them may be hostile. */
mltest_status mlt_report_gate_text(mlt_text *out, const mlt_results *results, mltest_error **error);
mltest_status mlt_report_gate_csv(mlt_text *out, const mlt_results *results, mltest_error **error);
mltest_status mlt_report_gate_junit(mlt_text *out, const mlt_results *results,
                                    mltest_error **error);
mltest_status mlt_report_gate_markdown(mlt_text *out, const mlt_results *results,
                                       mltest_error **error);
/* The two pictures of a pair with their boxes; image is initialised by the caller. */
mltest_status mlt_report_pair(mlt_image *image, mltest_context *ctx, const mltest_scorecard *card,
                              mltest_dataset *dataset, mltest_suite *suite, const char *sample_id,
                              const char *condition, mltest_error **error);

/* A picture under each kind at each severity. */
typedef struct {
    const mltest_image_view *view;
    const mlt_kind *const *kinds;
    size_t n_kinds;
    uint32_t tile_width; /* of each small picture, px */
    uint64_t seed;
    const char *sample_id;
} mlt_sheet;
/* image is initialised by the caller. */
mltest_status mlt_report_contact_sheet(mlt_image *image, mltest_context *ctx,
                                       const mlt_sheet *sheet, mltest_error **error);

#endif
