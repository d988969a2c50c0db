/* SPDX-License-Identifier: MIT */
/*
 * Effects of augmentations as tables and in words.
 */
#ifndef MLT_COMPARE_AUGMENTATION_FILL_H
#define MLT_COMPARE_AUGMENTATION_FILL_H

#include "base/table.h"
#include "base/text.h"
#include "compare/augmentation_effect.h"

/* What may be said of an augmentation: of the models, or of the recipes if there are enough runs.
 */
void mlt_effect_say(mlt_text *out, const mlt_effects *effects, const mlt_effect *effect,
                    const mlt_arm arms[2]);

/* Adds the tables "arms", "augmentations" and "side_effects" and the values augmentation.*. */
mltest_status mlt_effects_fill(mlt_results *results, const mlt_effects *effects,
                               const mlt_panel *panel, const mlt_arm arms[2], mltest_error **error);

#endif
