/* SPDX-License-Identifier: MIT */
/*
 * The difference of two recipes, each with one or several training runs, in one figure: a share or
 * a mean under some conditions.
 *
 * With at least MLT_ARMS_RUNS runs an arm the runs are taken as drawn from what the recipe may
 * give, and groups from all pictures (two crossed random effects); the statement is about recipes.
 * Otherwise it is about the models themselves, and only groups are drawn. One run of each recipe
 * cannot tell the recipe from the seed.
 */
#ifndef MLT_COMPARE_AUGMENTATION_ARMS_H
#define MLT_COMPARE_AUGMENTATION_ARMS_H

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { MLT_ARMS_RUNS = 3 };

/*
 * Figures are a mean each. Figure f of run r is the sum of its row of parts, or that of another run
 * plus a constant; the runs of arm A come first.
 */
typedef struct {
    size_t n_figures, n_a, n_b, n_groups;
    const double *parts;  /* [n_figures][n_a + n_b][n_groups] what a group adds; finite */
    const double *shares; /* [n_figures][n_groups] of what it is a mean over; add up to 1, or are
                             all 0: the figure is not defined */
} mlt_arms;

typedef struct {
    size_t n_draws; /* of the bootstrap over groups; 0: its default */
    size_t family;  /* tests that p is corrected for later, 0 counts as 1 */
    uint64_t seed;
    size_t n_threads; /* 0: as mlt_parallel() */
} mlt_arms_options;

typedef struct {
    double difference;   /* mean over the runs of B minus that of A */
    double low, high;    /* 95 % interval */
    double lower, upper; /* 90 % interval: each end is a one-sided bound at 95 % */
    double se;
    double p;        /* two-sided */
    double df;       /* of Student's distribution; NAN where signs were flipped */
    bool of_recipes; /* runs were taken as drawn */
} mlt_arms_effect;

/*
 * Intervals are never narrower than Tango's (stats/paired_share.h) where fewer than ten groups
 * differ from the rest. out has room for n_figures; all NAN where a figure is not defined, without
 * groups and without runs. options NULL: the defaults. MLTEST_ERR_INVALID, MLTEST_ERR_MEMORY.
 *
 * Of models: sign flips of what groups add to the difference, and a percentile bootstrap over
 * groups. Of recipes: t = difference/se with se² = max(S, V) + max(0, D - V), where S = s_A²/n_A +
 * s_B²/n_B from the spread of runs, D is the variance of the difference over groups and V that part
 * of D and of S that comes from single runs doing well on single groups; B. L. Welch's and F. E.
 * Satterthwaite's degrees of freedom (Biometrika 34, 1947; Biometrics Bulletin 2, 1946).
 */
mltest_status mlt_arms_compare(mlt_arms_effect *out, mltest_context *ctx, const mlt_arms *arms,
                               const mlt_arms_options *options, mltest_error **error);

typedef enum {
    MLT_EFFECT_NOT_TESTED, /* nothing of it is in the suite */
    MLT_EFFECT_NOT_DECIDED,
    MLT_EFFECT_NONE,
    MLT_EFFECT_HELPED,
    MLT_EFFECT_HARMED
} mlt_effect_state;

/* For a figure of which less is better: helped or harmed if p after correction is at most 5 %, else
 * none if the 90 % interval lies within ±equivalence. */
mlt_effect_state mlt_arms_state(const mlt_arms_effect *effect, double p_corrected,
                                double equivalence);
/* "not tested", "not decided", "no effect", "helped", "harmed" */
const char *mlt_effect_state_name(mlt_effect_state state);

#endif
