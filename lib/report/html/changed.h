/* SPDX-License-Identifier: MIT */
/*
 * The samples that a condition changes most for a model, without sorting those that nobody sees.
 */
#ifndef MLT_REPORT_HTML_CHANGED_H
#define MLT_REPORT_HTML_CHANGED_H

#include "score/score.h"

typedef struct {
    size_t *samples; /* room for `most` */
    size_t most, n;
    size_t n_changed; /* of all samples */
} mlt_changed;

/* most: of them that are kept. false: no memory; there is nothing to free then. */
bool mlt_changed_make(mlt_changed *changed, mltest_context *ctx, size_t most);
void mlt_changed_free(mlt_changed *changed, mltest_context *ctx);
/* Failed ones first, then the least consistent, then those that lost most, then as in the journal.
 */
void mlt_changed_find(mlt_changed *changed, const mltest_scorecard *card, size_t condition);

#endif
