/* SPDX-License-Identifier: MIT */
/*
 * Does a share of affected samples lie below a target? Exact one-sided binomial tests at 5 %
 * (doc/scores.md).
 */
#ifndef MLT_STATS_VERDICT_H
#define MLT_STATS_VERDICT_H

#include <stdint.h>

#define MLT_VERDICT_ALPHA 0.05

typedef enum {
    MLT_VERDICT_INCONCLUSIVE = 0,
    MLT_VERDICT_PASS = 1,
    MLT_VERDICT_FAIL = 2
} mlt_verdict;

enum {
    MLT_VERDICT_MAX_FURTHER = 100000, /* more further samples than this: too close to the target */
    MLT_VERDICT_NEVER = -1            /* no number of samples, or more than is worth naming */
};

typedef struct {
    mlt_verdict verdict;
    double p_pass;   /* P(X <= k) at the target: pass if <= 5 % */
    double p_fail;   /* P(X >= k) at the target: fail if <= 5 % */
    int64_t needed;  /* samples without which no pass is possible; MLT_VERDICT_NEVER for t <= 0 */
    int64_t further; /* samples beyond n that decide at the same share; 0 if decided;
                        MLT_VERDICT_NEVER: too close to the target */
} mlt_judgement;

/*
 * k of n samples are affected, t is the target share in [0, 1]. n may be an effective number and k
 * the share times it; what is not whole is rounded against the decision, so that neither error
 * exceeds 5 %. n <= 0 is no evidence: inconclusive.
 */
mlt_judgement mlt_verdict_judge(double k, double n, double t);

/* `further` in samples of which n are worth n_effective that were drawn one by one: in proportion,
 * rounded up. 0 if decided, NAN for MLT_VERDICT_NEVER. */
double mlt_verdict_further(const mlt_judgement *judged, double n, double n_effective);

/* The least n with (1 - t)^n <= 5 %; MLT_VERDICT_NEVER if there is none. */
int64_t mlt_verdict_needed(double t);

#endif
