/* SPDX-License-Identifier: MIT */
/*
 * Which journals are of which recipe, and what the second one has beyond the first.
 */
#ifndef MLT_COMPARE_AUGMENTATION_SETTINGS_H
#define MLT_COMPARE_AUGMENTATION_SETTINGS_H

#include "compare/augmentation_effect.h"

enum { MLT_ARM_NAME = 64, MLT_MOST_RUNS = 64 };

typedef struct {
    bool asked; /* otherwise the rest means nothing */
    mlt_augmentation_use uses[MLT_MOST_AUGMENTATIONS];
    size_t n_uses;
    char names[2][MLT_ARM_NAME];
    size_t models[MLT_MOST_RUNS];
    mlt_arm arms[2]; /* their names and models are of here: do not copy the struct */
} mlt_augmentation_settings;

/*
 * augmentations as for mlt_augmentations_parse(), arms as in "A=3,B=3": the names of two recipes
 * and how many of the n journals, in order, are runs of each. Either may be "". Without arms two
 * journals are a run each, named by their models. MLTEST_ERR_INVALID, MLTEST_ERR_NOT_FOUND.
 */
mltest_status mlt_augmentation_settings_read(mlt_augmentation_settings *s,
                                             const char *augmentations, const char *arms,
                                             const char *const *model_names, size_t n,
                                             mltest_error **error);

/* What was asked for, as tables and values of results; nothing if nothing was. n_draws 0: none was
 * asked for, and intervals are those of the default number. */
mltest_status mlt_augmentations_add(mlt_results *results, const mlt_panel *panel,
                                    const mlt_augmentation_settings *s,
                                    const mlt_effect_settings *effect, mltest_error **error);

#endif
