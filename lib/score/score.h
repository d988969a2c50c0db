/* SPDX-License-Identifier: MIT */
/*
 * From a journal to scores. Every definition is that of doc/scores.md.
 */
#ifndef MLT_SCORE_SCORE_H
#define MLT_SCORE_SCORE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/options.h"
#include "base/table.h"
#include "journal/journal.h"
#include "metric/coco.h"
#include "mltest/metric.h"
#include "mltest/predictor.h"
#include "mltest/scorecard.h"

extern const mlt_option_table mlt_score_options;

typedef struct {
    double min_confidence, match_confidence, score_strictness, target, min_visibility;
    bool macro; /* consistency is the mean over classes */
} mlt_score_settings;

mltest_status mlt_score_settings_read(mlt_score_settings *s, const mltest_options *options,
                                      mltest_error **error);

/* One sample under one condition. */
typedef struct {
    bool eligible, blind; /* of the clean picture; neither when it was not answered */
    bool counted;         /* answered or failed under the condition: in the denominators */
    bool failed, skipped;
    bool appeared; /* blind, and something is seen now */
    bool labelled;
    double r;                /* consistency, NAN unless eligible and counted */
    double q, q0;            /* correctness, NAN unless labelled and counted */
    uint32_t n_clean, n_now; /* required boxes on either side */
    uint32_t kept, lost, added, moved, reclassified;
    bool total_loss;
} mlt_sample_score;

typedef struct {
    double n, k, value, low, high; /* of a share, with its Wilson interval */
} mlt_share;

/* One condition over all samples. */
typedef struct {
    uint64_t n_counted, n_eligible, n_failed, n_skipped, n_blind, n_appeared, n_labelled;
    mlt_share affected, newly_broken, newly_fixed, total_loss, wrong, degraded;
    double mean_r, mean_q;
    uint64_t kept, lost, added, moved, reclassified;
    double precision, recall, f1;  /* at min_confidence */
    double map, ap50, ap75, ar;    /* NAN without labels; top-1, top-5, balanced for classes */
    double drop;                   /* of the headline figure, from clean on the same samples */
    double change;                 /* mean grey-level difference */
    bool label_limited, undefined; /* undefined: more than half skipped */
} mlt_condition_score;

typedef struct {
    double value, flat, failure, worst_case;
    const char *worst_kind, *worst_category;
    double worst_kind_value, worst_category_value;
    double mpc, rpc, mpc_clean;
} mlt_risk;

struct mltest_scorecard {
    _Atomic uint32_t refs;
    mltest_context *ctx;
    mltest_journal *journal;
    mlt_score_settings settings;
    mlt_sample_score *samples; /* n_samples × n_conditions, as the journal's outcomes */
    mlt_condition_score *conditions;
    mlt_risk risk;
    mlt_results *results;
};

mltest_status mlt_scorecard_make(mltest_scorecard **out, mltest_context *ctx,
                                 mltest_journal *journal, const mltest_options *options,
                                 mltest_error **error);
mltest_scorecard *mlt_scorecard_ref(mltest_scorecard *card);
void mlt_scorecard_unref(mltest_scorecard *card);
static inline const mlt_sample_score *mlt_scorecard_sample(const mltest_scorecard *card,
                                                           size_t sample, size_t condition)
{
    return &card->samples[sample * card->journal->n_conditions + condition];
}

/* A condition that takes part in risk: one step, not informational. */
bool mlt_condition_counts(const mlt_jcondition *condition);

#endif
