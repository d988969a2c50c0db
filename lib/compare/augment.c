/* SPDX-License-Identifier: MIT */
/*
 * The part of a comparison that is about training: effects of augmentations, if they are asked for,
 * and recommendations.
 */
#include "base/alloc.h"
#include "base/error.h"
#include "compare/pairing.h"
#include "compare/recommend.h"

mltest_status mlt_comparison_read_arms(mlt_augmentation_settings *s, mltest_context *ctx,
                                       mltest_journal *const *journals, size_t n,
                                       const mltest_options *options, mltest_error **error)
{
    const mlt_option_table *table = &mlt_score_options;
    const char **names = mlt_alloc_zero(ctx, n, sizeof *names);
    if (names == NULL)
        return mlt_fail_memory(error);
    for (size_t i = 0; i < n; i++)
        names[i] = journals[i]->run.model_name;
    mltest_status status =
        mlt_augmentation_settings_read(s, mlt_options_string(options, table, "augmentations"),
                                       mlt_options_string(options, table, "arms"), names, n, error);
    mlt_free(ctx, (void *)names);
    return status;
}

mltest_status mlt_comparison_augment(mltest_comparison *c, const mlt_pairing *p,
                                     const mlt_augmentation_settings *settings,
                                     mltest_error **error)
{
    const mlt_effect_settings effect = {.equivalence = p->settings.equivalence,
                                        .n_draws = p->settings.resamples};
    TRY(mlt_augmentations_add(c->results, &p->panel, settings, &effect, error));
    return mlt_recommend(c->results, c->cards, c->n, error);
}
