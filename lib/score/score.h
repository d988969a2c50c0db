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
#include "metric/f1.h"
#include "metric/tide.h"
#include "mltest/metric.h"
#include "mltest/predictor.h"
#include "mltest/scorecard.h"
#include "score/estimate.h"
#include "score/units.h"
#include "score/weights.h"

extern const mlt_option_table mlt_score_options;

typedef struct {
    double min_confidence, match_confidence, score_strictness, target, min_visibility;
    bool macro;               /* consistency is the mean over classes */
    size_t resamples;         /* for intervals; 0: none */
    size_t performance_draws; /* as many, for those of performance, unless nobody asks for them */
    bool draw_clean_only;     /* performance under changes is not drawn again */
    bool map_intervals;       /* intervals of mAP beside those of AP50 */
    bool tide;                /* find out what kinds of error cost */
    size_t tide_resamples;    /* for intervals of that; at most resamples count */
    /* While the card is made; then it has card->weights, and the others are not needed. */
    const char *weights, *baseline, *calibration;
    bool match_follows; /* match_confidence is two thirds of min_confidence */
    bool samples_only;  /* samples, conditions, levels and risk alone; no results */
    bool odd_half;      /* the other half was for calibration, and is left out */
} mlt_score_settings;

mltest_status mlt_score_settings_read(mlt_score_settings *s, const mltest_options *options,
                                      mltest_error **error);

/* How often performance under a condition is drawn again. */
static inline size_t mlt_performance_draws(const mlt_score_settings *s, size_t condition)
{
    return s->draw_clean_only && condition > 0 ? 0 : s->performance_draws;
}

/* One sample under one condition. */
typedef struct {
    bool eligible, blind; /* of the clean picture; neither when it was not answered */
    bool counted;         /* answered or failed under the condition: in the denominators */
    bool failed, skipped;
    bool appeared; /* blind, and something is seen now */
    bool labelled;
    double r;                /* consistency, NAN unless eligible and counted */
    double overlap;          /* 1 - total variation of two answers of probabilities, else NAN */
    double q, q0;            /* correctness, NAN unless labelled and counted */
    uint32_t n_clean, n_now; /* required boxes on either side */
    uint32_t kept, lost, added, moved, reclassified;
    bool total_loss;
    mlt_f1 counts; /* its part of the condition's precision and recall */
} mlt_sample_score;

/* What became of the boxes of one class under one condition. */
typedef struct {
    uint64_t required; /* clean boxes that must still be found: kept + lost */
    uint64_t kept, lost, added;
    uint64_t moved, reclassified; /* of the lost */
    double sum_iou, sum_shift;    /* of the kept: overlap, and score now minus score when clean */
} mlt_class_change;

/* Performance on one class under one condition; NAN where undefined. */
typedef struct {
    mlt_f1 counts;                 /* at min_confidence, or of the top class */
    double ap, ap50, ar, n_truths; /* of boxes; ap and ar NAN if limited by the labels */
} mlt_class_figures;

typedef struct {
    double n, k, value, low, high; /* of a share, with its Wilson interval */
} mlt_share;

/* Of performance under a condition, as below; NAN where undefined or not drawn. */
typedef struct {
    mlt_estimate map, ap50; /* of classes: top-1 and none */
    mlt_estimate balanced;  /* of classes only */
    mlt_estimate drop, drop50;
} mlt_performance_estimates;

/* One condition over all samples. */
typedef struct {
    uint64_t n_counted, n_eligible, n_failed, n_skipped, n_blind, n_appeared, n_labelled;
    mlt_share affected, newly_broken, newly_fixed, total_loss, wrong, degraded;
    uint64_t n_stays_right, n_already_wrong;
    double mean_r, mean_q;
    double mean_overlap; /* of answers of probabilities, else NAN */
    uint64_t kept, lost, added, moved, reclassified;
    double precision, recall, f1; /* at min_confidence */
    double map, ap50, ap75, ar;   /* NAN without labels; top-1, top-5, balanced for classes */
    /* Clean minus changed, on the same samples: of map, of map in parts of the clean one, of ap50
     */
    double drop, drop_relative, drop50;
    mlt_performance_estimates drawn;
    double ece; /* of classification: expected calibration error, 15 bins */
    /* What each kind of error costs in points of AP50, and that minus what it costs when clean. */
    double tide[MLT_TIDE_N_KINDS], tide_delta[MLT_TIDE_N_KINDS];
    mlt_estimate drawn_tide[MLT_TIDE_N_KINDS]; /* of tide_delta */
    double change;                             /* mean grey-level difference */
    bool label_limited; /* ap50 alone is reported: map, ap75, ar and drop are NAN */
    bool undefined;     /* more than half skipped */
} mlt_condition_score;

/* A condition with all its replicates. */
typedef struct {
    const char *name;         /* of its first replicate */
    size_t first;             /* that condition */
    uint64_t n_replicates, n; /* n: eligible samples that count in at least one */
    mlt_share affected, newly_broken, total_loss, wrong; /* n and k are effective numbers */
    double mean_r;
    double performance, drop; /* means over the replicates; NAN if limited by the labels */
    bool undefined;
} mlt_level_score;

typedef struct {
    double value, flat, failure, worst_case;
    const char *worst_kind, *worst_category;
    double worst_kind_value, worst_category_value;
    double mpc, rpc, mpc_clean;
    double rpc_classes; /* the mean over classes of their own ratios */
    bool low_evidence;  /* fewer than 30 eligible samples, or fewer than half */
    double blind_share; /* of the samples answered when clean */
} mlt_risk;

typedef struct mlt_decision mlt_decision; /* score/decision.h */

struct mltest_scorecard {
    _Atomic uint32_t refs;
    mltest_context *ctx;
    mltest_journal *journal;
    mlt_score_settings settings;
    mlt_sample_score *samples; /* n_samples × n_conditions, as the journal's outcomes */
    mlt_condition_score *conditions;
    mlt_class_change *changes;  /* n_conditions × classes of the run */
    mlt_class_figures *figures; /* n_conditions × classes of the run */
    mlt_level_score *levels;
    size_t *level_of; /* of each condition */
    size_t n_levels;
    mlt_units units;         /* of resampling */
    mlt_decision *decisions; /* of levels; NULL unless the run stopped at its verdicts */
    mlt_weights weights;
    mlt_risk risk;
    mlt_results *results;
};

mltest_status mlt_scorecard_make(mltest_scorecard **out, mltest_context *ctx,
                                 mltest_journal *journal, const mltest_options *options,
                                 mltest_error **error);
/* Without intervals of performance under changes, and of TIDE: a comparison draws models
 * together. */
mltest_status mlt_scorecard_make_for_pairs(mltest_scorecard **out, mltest_context *ctx,
                                           mltest_journal *journal, const mltest_options *options,
                                           mltest_error **error);
/* As samples_only says; settings as they were read, or changed. */
mltest_status mlt_scorecard_judge(mltest_scorecard **out, mltest_context *ctx,
                                  mltest_journal *journal, const mlt_score_settings *settings,
                                  mltest_error **error);
mltest_scorecard *mlt_scorecard_ref(mltest_scorecard *card);
void mlt_scorecard_unref(mltest_scorecard *card);
static inline const mlt_sample_score *mlt_scorecard_sample(const mltest_scorecard *card,
                                                           size_t sample, size_t condition)
{
    return &card->samples[sample * card->journal->n_conditions + condition];
}

/* The order of samples by what changed: least consistency first, then most boxes lost; as for
 * qsort(). */
static inline int mlt_by_harm(double r_a, uint32_t lost_a, double r_b, uint32_t lost_b)
{
    if (r_a < r_b || r_a > r_b)
        return r_a < r_b ? -1 : 1;
    return lost_a > lost_b ? -1 : lost_a < lost_b;
}

/* A condition that takes part in risk: one step, not informational. */
bool mlt_condition_counts(const mlt_jcondition *condition);

#endif
