/* SPDX-License-Identifier: MIT */
/*
 * What augmentations did: the difference of two arms over the kinds that each augmentation should
 * protect against, and over every other kind.
 */
#ifndef MLT_COMPARE_AUGMENTATION_EFFECT_H
#define MLT_COMPARE_AUGMENTATION_EFFECT_H

#include "compare/augmentation.h"
#include "compare/augmentation_arms.h"
#include "compare/panel.h"

/* Training runs of one recipe: places of models in the panel. */
typedef struct {
    const char *name;
    const size_t *models;
    size_t n;
} mlt_arm;

typedef struct {
    const char *name;         /* of an augmentation, or a kind */
    const char *kinds;        /* of an augmentation; NULL for a kind */
    size_t kind;              /* of the panel, for a kind */
    size_t n_kinds;           /* that are in the suite and defined */
    double first, second;     /* affected fraction, mean over the runs of A and of B */
    mlt_arms_effect affected; /* B - A */
    mlt_arms_effect failure;  /* share not right; NAN without labels */
    double p_corrected;       /* Holm over augmentations; Benjamini-Hochberg over other kinds */
    mlt_effect_state state;   /* of an augmentation; of a kind without equivalence */
} mlt_effect;

typedef struct {
    mltest_context *ctx;
    mlt_effect *rows; /* augmentations as told, then kinds that none of them is for */
    size_t n_uses, n;
    double *weights; /* [n][n_levels] */
    bool of_recipes; /* each arm has at least MLT_ARMS_RUNS runs */
    double equivalence;
} mlt_effects;

typedef struct {
    double equivalence; /* as in 0.02 */
    size_t n_draws;     /* 0: the bootstrap's default */
} mlt_effect_settings;

/* uses, arms and panel are borrowed until mlt_effects_free(), which must be called also after a
 * failure. MLTEST_ERR_MEMORY. */
mltest_status mlt_effects_make(mlt_effects *out, const mlt_panel *panel, const mlt_arm arms[2],
                               const mlt_augmentation_use *uses, size_t n_uses,
                               const mlt_effect_settings *settings, mltest_error **error);
void mlt_effects_free(mlt_effects *effects);

#endif
