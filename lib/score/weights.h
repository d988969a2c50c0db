/* SPDX-License-Identifier: MIT */
/*
 * What categories and kinds weigh in the risk score: "weather=2, frost=0.5"; 1 unless said.
 */
#ifndef MLT_SCORE_WEIGHTS_H
#define MLT_SCORE_WEIGHTS_H

#include <stddef.h>

#include "base/text.h"

typedef struct {
    char *name;
    double value;
} mlt_weight;

typedef struct {
    mltest_context *ctx;
    mlt_weight *rows;
    size_t n, cap;
} mlt_weights;

/* weights must be zeroed; free it also after an error. MLTEST_ERR_INVALID says what is wrong. */
mltest_status mlt_weights_parse(mlt_weights *weights, mltest_context *ctx, const char *text,
                                mltest_error **error);
void mlt_weights_free(mlt_weights *weights);
/* As they are parsed. */
void mlt_weights_print(const mlt_weights *weights, mlt_text *text);
double mlt_weight_of(const mlt_weights *weights, const char *name);

#endif
