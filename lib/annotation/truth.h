/* SPDX-License-Identifier: MIT */
/*
 * Ground truth of one sample. Classification truth is one item whose box is all zero.
 */
#ifndef MLT_ANNOTATION_TRUTH_H
#define MLT_ANNOTATION_TRUTH_H

#include "annotation/box.h"
#include "mltest/types.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { /* as in mltest/dataset.h and the journal */
       MLT_TRUTH_CROWD = 1,
       MLT_TRUTH_DIFFICULT = 2,
       MLT_TRUTH_IGNORE = 4,
       MLT_TRUTH_CLIPPED = 8
};

typedef struct {
    mlt_box box;
    double area;    /* the label file's own area; width × height if it has none */
    int64_t ann_id; /* the label file's own id, else its place counted from 1 */
    int32_t cls;
    uint32_t flags; /* MLT_TRUTH_ */
} mlt_truth;

typedef struct {
    mlt_truth *items;
    size_t n, cap;
} mlt_truths;

/* Not a crowd, not difficult, not ignored: counts for or against a model. */
static inline bool mlt_truth_counts(const mlt_truth *truth)
{
    return (truth->flags & (MLT_TRUTH_CROWD | MLT_TRUTH_DIFFICULT | MLT_TRUTH_IGNORE)) == 0;
}

mltest_status mlt_truths_add(mltest_context *ctx, mlt_truths *truths, const mlt_truth *item,
                             mltest_error **error);
/* Replaces what out held; out must be initialised ({0} is empty). */
mltest_status mlt_truths_copy(mltest_context *ctx, mlt_truths *out, const mlt_truths *from,
                              mltest_error **error);
void mlt_truths_free(mltest_context *ctx, mlt_truths *truths);

#endif
