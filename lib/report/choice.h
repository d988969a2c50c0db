/* SPDX-License-Identifier: MIT */
/*
 * Which pairs of clean and perturbed picture are worth a look.
 */
#ifndef MLT_REPORT_CHOICE_H
#define MLT_REPORT_CHOICE_H

#include "score/score.h"

typedef struct {
    size_t sample, condition;
} mlt_page_pair;

/*
 * At most `most` pairs on which some model changed, into out[most]; *n of them. By rounds: of every
 * condition, the most affected ones first, the sample that changed most for any of the models;
 * then the next of every condition. Predictions that failed come after all others. Cards are on the
 * same samples and conditions.
 */
mltest_status mlt_page_choose(mlt_page_pair *out, size_t most, size_t *n, mltest_context *ctx,
                              mltest_scorecard *const *cards, size_t n_cards, mltest_error **error);

#endif
