/* SPDX-License-Identifier: MIT */
/*
 * The verdict on one gate.
 */
#ifndef MLT_GATE_JUDGE_H
#define MLT_GATE_JUDGE_H

#include "base/text.h"
#include "gate/measure.h"
#include "gate/samples.h"
#include "stats/verdict.h"

typedef struct {
    mlt_verdict verdict;
    double value;    /* of the score; with a baseline, on the common samples */
    double baseline; /* the same of the baseline; NAN without one */
    double low,
        high;        /* one-sided 95 % bounds of the value, or of how much worse it is; NAN: none */
    double n;        /* samples that take part */
    double n_groups; /* that they are of */
    double n_effective; /* what they are worth to a share's bounds; else NAN */
    double further;     /* samples that would decide, beyond n; NAN: not known, or none needed */
    const char
        *method;     /* "exact", "effective", "paired", "sequential", "resampling", "value" or "" */
    mlt_text reason; /* words for people; may be empty */
} mlt_gate_outcome;

/* Pass if the bounds lie within the limit, fail if they lie beyond it; NAN is inconclusive. */
mlt_verdict mlt_gate_judge_bounds(double low, double high, double limit, bool at_least);
/* Worse by less than the margin, or by more. */
mlt_verdict mlt_gate_judge_worsening(double low, double high, double margin);
/* Why resampling decides nothing here, in out->reason: too few samples to go by. */
bool mlt_gate_is_low_evidence(const mlt_gate_samples *s, const mlt_gate_score *score,
                              mlt_gate_outcome *out);
/* Whether the run, or that of the baseline, stopped at its verdicts, so that no bounds of means and
 * differences hold; then why, in out->reason. */
bool mlt_gate_is_sequential(const mlt_gate_samples *s, mlt_gate_outcome *out);
/* Samples that would decide if bounds closed in on a value as one over the root of n; NAN: more
 * than are worth naming. distance: from the value to the limit. half: from it to the bound. */
double mlt_gate_further(double n, double half, double distance);
/* Puts "needs N more samples …" into the reason of what is inconclusive. */
void mlt_gate_say_further(mlt_gate_outcome *out, bool is_estimate);

/* Reasons why a score cannot be judged at all; out fails then. Whether the mean over the replicates
 * of a level is defined is not known before it was measured. */
bool mlt_gate_is_defined(const mltest_scorecard *card, const mlt_gate *gate,
                         const mlt_gate_target *target, double *value, mlt_gate_outcome *out);
void mlt_gate_say_undefined(const mltest_scorecard *card, mlt_gate_outcome *out);
/* The condition that was found for a gate, as the gate means it: all replicates unless it names one
 * of several. */
mlt_gate_target mlt_gate_target_of(const mltest_scorecard *card, const mlt_gate *gate,
                                   int64_t condition);
/* Fills in how many samples and groups take part. */
mltest_status mlt_gate_count_samples(const mlt_gate_samples *s, const mlt_gate_measure *m,
                                     mlt_gate_outcome *out, mltest_error **error);

/* limit.c: gate has no baseline. no_worse.c: it has one, and so has s. */
mltest_status mlt_gate_judge_limit(const mlt_gate *gate, const mlt_gate_samples *s,
                                   mlt_gate_outcome *out, mltest_error **error);
mltest_status mlt_gate_judge_no_worse(const mlt_gate *gate, const mlt_gate_samples *s,
                                      mlt_gate_outcome *out, mltest_error **error);

#endif
