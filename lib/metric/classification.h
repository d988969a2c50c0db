/* SPDX-License-Identifier: MIT */
/*
 * The figures of a classification, sample by sample. doc/metrics/classification.md has their
 * formulas and where other tools differ.
 */
#ifndef MLT_METRIC_CLASSIFICATION_H
#define MLT_METRIC_CLASSIFICATION_H

#include "annotation/prediction.h"

#include <stddef.h>
#include <stdint.h>

typedef struct mlt_classification mlt_classification;

/* MLTEST_ERR_LIMIT (more classes than the context allows), MLTEST_ERR_MEMORY. */
mltest_status mlt_classification_new(mlt_classification **out, mltest_context *ctx,
                                     size_t n_classes, mltest_error **error);
void mlt_classification_free(mlt_classification *classification);

/*
 * Adds a sample: its true class and the scores of an answer. A class that an answer names twice
 * counts with its first mention; classes outside [0, n_classes) and scores of NaN count as not
 * named. The prediction is the class of rank 0 (metric/classify.h): equal scores go to the smaller
 * index. An answer that names nothing predicts no class, and is wrong. A sample whose true class is
 * outside [0, n_classes) is counted, and otherwise left out. MLTEST_ERR_MEMORY: nothing was added.
 */
mltest_status mlt_classification_add(mlt_classification *classification, int32_t truth,
                                     const mlt_pred *answer, size_t n, mltest_error **error);
/* Adds the samples of another accumulator of as many classes, which stays as it is. */
mltest_status mlt_classification_merge(mlt_classification *into, const mlt_classification *from,
                                       mltest_error **error);

typedef struct {
    uint64_t n_truths, n_predicted, n_correct;
    double precision; /* correct / predicted; NaN if never predicted */
    double recall;    /* correct / truths; NaN if not in the truth */
    double f1;        /* 2 correct / (predicted + truths); NaN if neither */
} mlt_classification_class;

typedef struct {
    double precision, recall, f1;
} mlt_classification_average;

typedef struct {
    uint64_t n;              /* samples */
    uint64_t n_left_out;     /* of a class outside [0, n_classes) */
    uint64_t n_unanswered;   /* of n: predicted no class */
    uint64_t n_not_probable; /* of n: with a score that is NaN or outside [0, 1] */
    size_t n_classes;
    mlt_classification_class *classes;
    uint64_t *n_at_rank; /* [n_classes] samples whose true class had that rank in the answer */

    double accuracy;
    double balanced; /* mean recall of the classes in the truth */
    double adjusted; /* the same, 0 for guessing: (b - 1/C) / (1 - 1/C) if these are C > 1 */
    /* Over classes that are in the truth or were predicted; in all three what a class has as NaN
     * is 0. Weighted: by n_truths. */
    mlt_classification_average macro, weighted;
    mlt_classification_average micro; /* of the sums of the counts */
    double kappa;                     /* Cohen's; NaN if chance alone agrees always */
    double mcc;      /* Matthews' for many classes (Gorodkin); 0 where its root is 0 */
    double brier;    /* mean over samples of the sum over classes of (score - right)^2 */
    double log_loss; /* mean of -ln of the true class's score within [2^-52, 1 - 2^-52] */
} mlt_classification_result;

/*
 * Without samples all figures are NaN. Brier and log loss are NaN, too, if n_not_probable is not 0;
 * a class that is not named has a score of 0 there. Scores are taken as they are, not made to add
 * up to 1. For two classes whose scores do, half of `brier` is the binary Brier score. Neither the
 * order of adding nor merging changes a bit. MLTEST_ERR_MEMORY.
 */
mltest_status mlt_classification_finish(mlt_classification *classification,
                                        mlt_classification_result *out, mltest_error **error);
void mlt_classification_result_free(mltest_context *ctx, mlt_classification_result *result);

/* The share of samples whose true class has a rank below k; NaN without samples. */
double mlt_classification_top_k(const mlt_classification_result *result, size_t k);

#endif
