/* SPDX-License-Identifier: MIT */
/*
 * Five answers about ants and bees, none about cows: an ant is taken for a bee, a bee for nothing.
 */
#ifndef MLT_TESTS_SCORE_CLASS_SCENE_H
#define MLT_TESTS_SCORE_CLASS_SCENE_H

#include "score/evaluation_classes.h"
#include "testing.h"

/* With `odd`, a bee is recognised with a score of 2 besides. */
static inline mltest_status cs_evaluate(mltest_evaluation **out, mltest_context *ctx, size_t top_k,
                                        bool odd, mltest_error **error)
{
    static const char *const names[] = {"ant", "bee", "cow"};
    static const int32_t truths[] = {0, 0, 1, 1, 1, 1}, firsts[] = {0, 1, 1, 1, 0, 1};
    mlt_classification *c = NULL;
    mlt_classification_result figures;
    mltest_status status = mlt_classification_new(&c, ctx, 3, error);
    for (size_t i = 0; i < (odd ? 6 : 5) && status == MLTEST_OK; i++) {
        const mlt_pred answer[] = {{.cls = firsts[i], .score = i < 5 ? 0.75 : 2},
                                   {.cls = 1 - firsts[i], .score = 0.25}};
        status = mlt_classification_add(c, truths[i], answer, i == 4 ? 0 : 2, error);
    }
    if (status == MLTEST_OK)
        status = mlt_classification_finish(c, &figures, error);
    mlt_classification_free(c);
    if (status != MLTEST_OK)
        return status;
    mltest_evaluation *e = NULL;
    status = mlt_evaluation_empty(&e, ctx, error);
    if (status == MLTEST_OK)
        status = mlt_evaluation_fill_classification(e, &figures, names, top_k, error);
    if (status == MLTEST_OK)
        status = mlt_evaluation_close(e, error);
    mlt_classification_result_free(ctx, &figures);
    if (status == MLTEST_OK)
        *out = e;
    else
        mlt_evaluation_unref(e);
    return status;
}

#endif
