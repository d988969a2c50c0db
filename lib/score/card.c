/* SPDX-License-Identifier: MIT */
/*
 * The scorecard: runs the scoring and keeps its parts alive.
 */
#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/context.h"
#include "base/error.h"
#include "base/fpenv.h"
#include "score/baseline_check.h"
#include "score/calibrate.h"
#include "score/condition.h"
#include "score/each_condition.h"
#include "score/fill.h"
#include "score/floor.h"
#include "score/levels.h"
#include "score/performance.h"
#include "score/risk.h"
#include "score/sample.h"
#include "score/weights_check.h"

/* Levels and the risk, without what takes time. */
static mltest_status group_only(mltest_scorecard *card, mltest_error **error)
{
    mlt_groups groups;
    mltest_status status = mlt_groups_make(&groups, card, error);
    mlt_groups_free(&groups);
    return status;
}

typedef struct {
    mltest_scorecard *card;
    double weak;
} consistency_job;

static mltest_status score_condition(void *data, size_t condition, mlt_sides *sides,
                                     mltest_error **error)
{
    const consistency_job *job = data;
    return mlt_score_condition(job->card, condition, sides, job->weak, error);
}

static mltest_status score_all(mltest_scorecard *card, mlt_sides *sides,
                               const mltest_scorecard *baseline, mltest_error **error)
{
    mlt_score_extras extras = {.floor = mlt_score_floor(card->journal, NULL, NULL),
                               .baseline = baseline};
    mlt_groups groups;
    const mlt_score_settings *s = &card->settings;
    extras.hysteresis = extras.floor <= s->match_confidence;
    consistency_job job = {card, mlt_score_weak(s, extras.floor)};
    TRY(mlt_each_condition(card->ctx, 0, card->journal->n_conditions, score_condition, &job,
                           error));
    if (s->samples_only)
        return group_only(card, error);
    mltest_status status =
        mlt_score_performance(card, sides, &extras.classes, &extras.headline, error);
    if (status == MLTEST_OK) {
        status = mlt_groups_make(&groups, card, error);
        if (status == MLTEST_OK && s->resamples > 0)
            status = mlt_score_resample(&extras.intervals, card, &groups, &card->units,
                                        s->resamples, error);
        if (status == MLTEST_OK)
            status = mlt_headline_estimate(&extras.mpc, &extras.rpc, card, &groups,
                                           &extras.headline, error);
        if (status == MLTEST_OK)
            status = mlt_score_fill(card, &groups, &extras, error);
        mlt_score_intervals_free(card->ctx, &extras.intervals);
        mlt_groups_free(&groups);
    }
    mlt_headline_free(card->ctx, &extras.headline);
    mlt_free(card->ctx, extras.classes.ap);
    mlt_free(card->ctx, extras.classes.ap50);
    mlt_free(card->ctx, extras.classes.n_truths);
    return status;
}

static mltest_status build(mltest_scorecard *card, const mltest_scorecard *baseline,
                           mltest_error **error)
{
    mltest_journal *j = card->journal;
    mlt_sides sides;
    fenv_t saved;
    if (j->n_conditions == 0 || j->conditions[0].n_steps != 0 || j->conditions[0].replicate != 0)
        return mlt_fail(error, MLTEST_ERR_INVALID, "the journal has no clean condition");
    card->samples =
        mlt_alloc_zero(card->ctx, j->n_samples * j->n_conditions + 1, sizeof *card->samples);
    card->conditions = mlt_alloc_zero(card->ctx, j->n_conditions, sizeof *card->conditions);
    card->changes =
        mlt_alloc_zero(card->ctx, j->n_conditions * j->run.n_classes + 1, sizeof *card->changes);
    card->figures =
        mlt_alloc_zero(card->ctx, j->n_conditions * j->run.n_classes + 1, sizeof *card->figures);
    if (card->samples == NULL || card->conditions == NULL || card->figures == NULL ||
        card->changes == NULL)
        return mlt_fail_memory(error);
    TRY(mlt_units_make(&card->units, card->ctx, j, error));
    TRY(mlt_weights_parse(&card->weights, card->ctx, card->settings.weights, error));
    card->settings.weights = card->settings.baseline = NULL; /* the options may go first */
    card->settings.calibration = NULL;
    TRY(mlt_results_new(&card->results, card->ctx, error));
    mlt_sides_init(&sides, card->ctx);
    mlt_fpenv_enter(&saved);
    mltest_status status = score_all(card, &sides, baseline, error);
    mlt_fpenv_leave(&saved);
    mlt_sides_free(&sides);
    return status;
}

static mltest_status make(mltest_scorecard **out, mltest_context *ctx, mltest_journal *journal,
                          const mlt_score_settings *settings, const mltest_scorecard *baseline,
                          mltest_error **error)
{
    mltest_scorecard *card = mlt_alloc_zero(ctx, 1, sizeof *card);
    if (card == NULL)
        return mlt_fail_memory(error);
    card->refs = 1;
    card->ctx = mlt_context_ref(ctx);
    card->journal = mlt_journal_ref(journal);
    card->settings = *settings;
    mltest_status status = build(card, baseline, error);
    if (status != MLTEST_OK) {
        mlt_scorecard_unref(card);
        return status;
    }
    *out = card;
    return MLTEST_OK;
}

/* The baseline's scores, by the same settings. */
static mltest_status make_baseline(mltest_scorecard **out, mltest_context *ctx,
                                   const mltest_journal *of, const mlt_score_settings *settings,
                                   mltest_error **error)
{
    mltest_journal *journal = NULL;
    mlt_score_settings plain = *settings;
    plain.baseline = "";
    plain.tide = false;
    plain.resamples = plain.performance_draws = 0;
    TRY(mlt_journal_read(&journal, ctx, &settings->baseline, 1, false, error));
    mltest_status status = mlt_baseline_check(of, journal, error);
    if (status == MLTEST_OK)
        status = make(out, ctx, journal, &plain, NULL, error);
    mlt_journal_unref(journal);
    return status;
}

/* Before anything is computed; a baseline may lack what this journal has. */
static mltest_status check_weights(mltest_context *ctx, const mltest_journal *journal,
                                   const char *text, mltest_error **error)
{
    mlt_weights weights = {0};
    mltest_status status = mlt_weights_parse(&weights, ctx, text, error);
    if (status == MLTEST_OK)
        status = mlt_weights_check(&weights, journal, error);
    mlt_weights_free(&weights);
    return status;
}

/* By settings as they were read. */
static mltest_status make_from(mltest_scorecard **out, mltest_context *ctx, mltest_journal *journal,
                               mlt_score_settings *settings, mltest_error **error)
{
    mltest_scorecard *baseline = NULL;
    TRY(check_weights(ctx, journal, settings->weights, error));
    TRY(mlt_score_settings_calibrate(settings, ctx, journal, error));
    if (settings->baseline[0] != '\0')
        TRY(make_baseline(&baseline, ctx, journal, settings, error));
    mltest_status status = make(out, ctx, journal, settings, baseline, error);
    mlt_scorecard_unref(baseline);
    return status;
}

mltest_status mlt_scorecard_make(mltest_scorecard **out, mltest_context *ctx,
                                 mltest_journal *journal, const mltest_options *options,
                                 mltest_error **error)
{
    mlt_score_settings settings;
    TRY(mlt_score_settings_read(&settings, options, error));
    return make_from(out, ctx, journal, &settings, error);
}

mltest_status mlt_scorecard_make_for_pairs(mltest_scorecard **out, mltest_context *ctx,
                                           mltest_journal *journal, const mltest_options *options,
                                           mltest_error **error)
{
    mlt_score_settings settings;
    TRY(mlt_score_settings_read(&settings, options, error));
    settings.draw_clean_only = true;
    settings.tide_resamples = 0;
    return make_from(out, ctx, journal, &settings, error);
}

mltest_status mlt_scorecard_judge(mltest_scorecard **out, mltest_context *ctx,
                                  mltest_journal *journal, const mlt_score_settings *settings,
                                  mltest_error **error)
{
    mlt_score_settings plain = *settings;
    plain.samples_only = true;
    return make(out, ctx, journal, &plain, NULL, error);
}

mltest_scorecard *mlt_scorecard_ref(mltest_scorecard *card)
{
    card->refs++;
    return card;
}

void mlt_scorecard_unref(mltest_scorecard *card)
{
    if (card == NULL || --card->refs > 0)
        return;
    mltest_context *ctx = card->ctx;
    mlt_results_free(card->results);
    mlt_free(ctx, card->samples);
    mlt_free(ctx, card->conditions);
    mlt_free(ctx, card->changes);
    mlt_free(ctx, card->figures);
    mlt_free(ctx, card->decisions);
    mlt_levels_free(card);
    mlt_units_free(ctx, &card->units);
    mlt_weights_free(&card->weights);
    mlt_journal_unref(card->journal);
    mlt_free(ctx, card);
    mlt_context_unref(ctx);
}
