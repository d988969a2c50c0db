/* SPDX-License-Identifier: MIT */
#include "score/tide_delta.h"

#include <string.h>

#include "base/error.h"

mltest_status mlt_tide_add_placed(mlt_performance *w, uint64_t key, size_t n_truths, size_t n_preds,
                                  mltest_error **error)
{
    for (size_t i = 0; i < n_truths; i++) {
        if (!mlt_truth_counts(&w->truths[i]) || w->moved[i].optional)
            w->truths[i].flags |= MLT_TRUTH_CROWD;
    }
    return mlt_tide_add(w->tide, key, w->truths, n_truths, w->preds, n_preds, error);
}

mltest_status mlt_tide_begin(mlt_performance *w, mltest_error **error)
{
    const mlt_tide_options options = {.n_classes = w->card->journal->run.n_classes};
    mlt_tide_free(w->tide);
    w->tide = NULL;
    return w->card->settings.tide ? mlt_tide_new(&w->tide, w->card->ctx, &options, error)
                                  : MLTEST_OK;
}

static mltest_status finish(mlt_performance *w, const mlt_tide *tide, double *out,
                            mltest_error **error)
{
    mlt_tide_result result;
    TRY(mlt_tide_finish(tide, 0, &result, error));
    memcpy(out, result.d_ap, sizeof result.d_ap);
    mlt_tide_result_free(w->card->ctx, &result);
    return MLTEST_OK;
}

/* The clean pictures of the samples that a condition was judged on. */
static mltest_status clean_on_same(mlt_performance *w, size_t condition, double *out,
                                   mltest_error **error)
{
    const mltest_journal *j = w->card->journal;
    size_t n_all = 0, n_both = 0;
    for (size_t i = 0; i < j->n_samples; i++) {
        bool clean = mlt_takes_part(w, &j->samples[i], mlt_journal_outcome(j, i, 0));
        n_all += clean;
        n_both += clean && mlt_takes_part(w, &j->samples[i], mlt_journal_outcome(j, i, condition));
    }
    if (n_both == n_all) {
        memcpy(out, w->clean_tide, sizeof w->clean_tide);
        return MLTEST_OK;
    }
    TRY(mlt_tide_begin(w, error));
    for (size_t i = 0; i < j->n_samples; i++) {
        const mlt_joutcome *clean = mlt_journal_outcome(j, i, 0);
        if (mlt_takes_part(w, &j->samples[i], clean) &&
            mlt_takes_part(w, &j->samples[i], mlt_journal_outcome(j, i, condition)))
            TRY(mlt_performance_add(w, NULL, &j->samples[i], clean, false, error));
    }
    return finish(w, w->tide, out, error);
}

mltest_status mlt_tide_end(mlt_performance *w, size_t condition, mltest_error **error)
{
    mlt_condition_score *out = &w->card->conditions[condition];
    const mlt_score_settings *settings = &w->card->settings;
    double clean[MLT_TIDE_N_KINDS];
    if (w->tide == NULL || mlt_tide_n_images(w->tide) == 0)
        return MLTEST_OK;
    TRY(finish(w, w->tide, out->tide, error));
    if (settings->performance_draws > 0 && settings->tide_resamples > 0)
        TRY(mlt_tide_steps_new(&w->steps, w->tide, error));
    if (condition == 0)
        memcpy(w->clean_tide, out->tide, sizeof w->clean_tide);
    TRY(clean_on_same(w, condition, clean, error));
    for (size_t k = 0; k < MLT_TIDE_N_KINDS; k++)
        out->tide_delta[k] = out->tide[k] - clean[k];
    return MLTEST_OK;
}
