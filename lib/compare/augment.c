/* SPDX-License-Identifier: MIT */
/*
 * The part of a comparison that is about training: effects of augmentations, if they are asked for,
 * and recommendations.
 */
#include "base/alloc.h"
#include "base/error.h"
#include "compare/augmentation_settings.h"
#include "compare/pairing.h"
#include "compare/recommend.h"

static mltest_status read_settings(mlt_augmentation_settings *s, const mltest_comparison *c,
                                   const mltest_options *options, mltest_error **error)
{
    const mlt_option_table *table = &mlt_score_options;
    const char **names = mlt_alloc_zero(c->ctx, c->n, sizeof *names);
    if (names == NULL)
        return mlt_fail_memory(error);
    for (size_t i = 0; i < c->n; i++)
        names[i] = c->cards[i]->journal->run.model_name;
    mltest_status status = mlt_augmentation_settings_read(
        s, mlt_options_string(options, table, "augmentations"),
        mlt_options_string(options, table, "arms"), names, c->n, error);
    mlt_free(c->ctx, (void *)names);
    return status;
}

mltest_status mlt_comparison_augment(mltest_comparison *c, const mlt_pairing *p,
                                     const mltest_options *options, mltest_error **error)
{
    const mlt_effect_settings effect = {.equivalence = p->settings.equivalence,
                                        .n_draws = p->settings.resamples};
    mlt_augmentation_settings settings;
    TRY(read_settings(&settings, c, options, error));
    TRY(mlt_augmentations_add(c->results, &p->panel, &settings, &effect, error));
    return mlt_recommend(c->results, c->cards, c->n, error);
}
