/* SPDX-License-Identifier: MIT */
/*
 * What a pair of models comes to, in a sentence each.
 */
#ifndef MLT_COMPARE_SENTENCE_H
#define MLT_COMPARE_SENTENCE_H

#include "base/text.h"
#include "compare/differences.h"

/* "same metric, different model: …", or why it is not said. Nothing without labels or draws. */
void mlt_sentence_of_metric(mlt_text *out, const mlt_pairing *p, const mlt_differences *d,
                            size_t model);
/* Risk and failure under change together; of the risk alone only where there are no labels. */
void mlt_sentence_of_change(mlt_text *out, const mlt_differences *d, size_t model);
/* The row of a figure of a table, of nothing in particular; NULL if there is none. */
const mlt_row *mlt_find_row(const mlt_rows *rows, const char *figure, size_t model);

#endif
