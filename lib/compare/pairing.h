/* SPDX-License-Identifier: MIT */
/*
 * All that the tables of a comparison are filled from.
 */
#ifndef MLT_COMPARE_PAIRING_H
#define MLT_COMPARE_PAIRING_H

#include "base/notes.h"
#include "compare/augmentation_settings.h"
#include "compare/compare.h"
#include "compare/performance.h"
#include "compare/settings.h"

typedef struct {
    mltest_context *ctx;
    mltest_scorecard *const *cards; /* borrowed */
    size_t n;                       /* models; each is compared with the first */
    mlt_compare_settings settings;
    bool is_classification;
    bool has_same_floor; /* else there is no comparison of average precision */
    size_t family;       /* hypotheses of the primary family: pairs of models × kinds */
    mlt_panel panel;
    mlt_panel_draws draws; /* of all rows of the panel, in its order */
    mlt_paired_performance performance;
} mlt_pairing;

/* MLTEST_ERR_CONFLICT: the scorecards have different thresholds. Free it also after a failure. */
mltest_status mlt_pairing_make(mlt_pairing *p, mltest_context *ctx, mltest_scorecard *const *cards,
                               size_t n, const mlt_compare_settings *settings, mlt_notes *notes,
                               mltest_error **error);
void mlt_pairing_free(mlt_pairing *p);

/* fill.c: all values and tables. */
mltest_status mlt_comparison_fill(mltest_comparison *c, const mlt_pairing *p,
                                  const mltest_options *options, const mlt_notes *notes,
                                  mltest_error **error);
/* augment.c: what is asked of the journals' arms, which can be wrong before anything is scored; */
mltest_status mlt_comparison_read_arms(mlt_augmentation_settings *s, mltest_context *ctx,
                                       mltest_journal *const *journals, size_t n,
                                       const mltest_options *options, mltest_error **error);
/* effects of augmentations, if they are asked for, and recommendations. */
mltest_status mlt_comparison_augment(mltest_comparison *c, const mlt_pairing *p,
                                     const mlt_augmentation_settings *settings,
                                     mltest_error **error);
/* fill_models.c: a row a model. */
mltest_status mlt_comparison_fill_models(mltest_comparison *c, const mlt_pairing *p,
                                         mltest_error **error);

/* Places of rows in the draws. */
size_t mlt_pairing_kind_row(const mlt_pairing *p, size_t kind);
size_t mlt_pairing_category_row(const mlt_pairing *p, size_t category);
size_t mlt_pairing_risk_row(const mlt_pairing *p);
size_t mlt_pairing_flat_row(const mlt_pairing *p);

#endif
