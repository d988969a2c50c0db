/* SPDX-License-Identifier: MIT */
#include <inttypes.h>

#include "base/error.h"
#include "base/notes.h"
#include "score/baseline_check.h"
#include "score/fill.h"
#include "score/weights_check.h"

typedef struct {
    const mltest_scorecard *card;
    const mlt_score_extras *extras;
    mlt_notes notes;
} warnings;

static mltest_status warn_of_evidence(warnings *w, mltest_error **error)
{
    const mlt_condition_score *clean = &w->card->conditions[0];
    uint64_t n = clean->n_eligible, all = w->card->journal->n_samples;
    if (w->card->risk.low_evidence)
        TRY(mlt_notes_add(&w->notes, error,
                          "low evidence: %" PRIu64 " of %" PRIu64
                          " samples are eligible (30 and half of them are wanted)",
                          n, all));
    if (clean->n_blind > 0)
        TRY(mlt_notes_add(&w->notes, error,
                          "%" PRIu64 " of %" PRIu64
                          " samples are blind: nothing is seen on the clean picture",
                          clean->n_blind, all));
    return MLTEST_OK;
}

/* A model that is wrong from the start has little to lose. */
static mltest_status warn_of_wrong(warnings *w, mltest_error **error)
{
    const mlt_share *wrong = &w->card->conditions[0].wrong;
    mlt_text line;
    if (!(wrong->value > 0.5))
        return MLTEST_OK;
    mlt_text_init(&line, w->card->ctx);
    mlt_text_puts(&line, "wrong on ");
    mlt_text_f64(&line, wrong->k);
    mlt_text_puts(&line, " of ");
    mlt_text_f64(&line, wrong->n);
    mlt_text_puts(&line, " clean pictures: the risk says how much such answers change, not how "
                         "good they are");
    return mlt_notes_take(&w->notes, &line, error);
}

/* A run that was not meant to ask everything. */
static mltest_status warn_of_plan(warnings *w, mltest_error **error)
{
    const mltest_journal *j = w->card->journal;
    mlt_text line;
    if (j->run.budget == 0 && !j->run.until_decided)
        return MLTEST_OK;
    mlt_text_init(&line, w->card->ctx);
    mlt_text_printf(
        &line, "%zu of %" PRIu64 " samples were run, drawn at random: %.0f of %.0f calls",
        j->n_samples, j->run.limit, mlt_results_find_number(w->card->results, "calls.total"),
        mlt_results_find_number(w->card->results, "calls.grid"));
    if (j->run.budget > 0)
        mlt_text_printf(&line, ", with a budget of %" PRIu64, j->run.budget);
    TRY(mlt_notes_take(&w->notes, &line, error));
    if (!j->run.until_decided)
        return MLTEST_OK;
    return mlt_notes_add(&w->notes, error,
                         "the run stopped at its verdicts: these hold at any time (e-processes), "
                         "but intervals of shares and means do not, and conditions have different "
                         "samples");
}

static mltest_status warn_of_journal(warnings *w, mltest_error **error)
{
    if (!w->card->journal->complete)
        TRY(mlt_notes_add(&w->notes, error,
                          "the journal is not complete: the run has not finished"));
    if (!w->extras->hysteresis)
        TRY(mlt_notes_add(&w->notes, error,
                          "the model reports no scores below %.6g: hysteresis is off, and mAP is "
                          "truncated at %.6g",
                          w->extras->floor, w->extras->floor));
    if (mlt_results_find_number(w->card->results, "noise_floor.repeat") > 0)
        TRY(mlt_notes_add(&w->notes, error,
                          "the model does not repeat itself: its answers to one picture differ "
                          "(noise_floor.repeat)"));
    return MLTEST_OK;
}

static mltest_status warn_of_answers(warnings *w, mltest_error **error)
{
    const mltest_scorecard *card = w->card;
    uint64_t failed = 0;
    for (size_t c = 0; c < card->journal->n_conditions; c++)
        failed += card->conditions[c].n_failed;
    if (failed > 0)
        TRY(mlt_notes_add(&w->notes, error, "%" PRIu64 " prediction%s failed; %s as affected",
                          failed, failed == 1 ? "" : "s",
                          failed == 1 ? "it counts" : "they count"));
    if (card->conditions[0].n_labelled == 0)
        TRY(mlt_notes_add(&w->notes, error,
                          "no labels: stability, not quality; a constant predictor scores 0"));
    return MLTEST_OK;
}

/* One line that names them all, however many they are. */
static mltest_status warn_of_skipped(warnings *w, mltest_error **error)
{
    const mltest_scorecard *card = w->card;
    mlt_text line;
    mlt_text_init(&line, card->ctx);
    for (size_t c = 0; c < card->journal->n_conditions; c++)
        if (card->conditions[c].undefined)
            mlt_text_printf(&line, "%s%s",
                            line.n > 0 ? ", "
                                       : "skipped for more than half of the samples and left out: ",
                            card->journal->conditions[c].name);
    if (line.n > 0 || line.failed)
        return mlt_notes_take(&w->notes, &line, error);
    return MLTEST_OK;
}

static mltest_status warn_of_objects(warnings *w, mltest_error **error)
{
    const mlt_class_scores *classes = &w->extras->classes;
    size_t few = 0;
    for (size_t i = 0; classes->ap != NULL && i < w->card->journal->run.n_classes; i++)
        few += mlt_has_few_objects(classes->n_truths[i]);
    if (few == 0)
        return MLTEST_OK;
    return mlt_notes_add(&w->notes, error,
                         "few objects: %zu class%s fewer than %d; there intervals of average "
                         "precision promise too much",
                         few, few == 1 ? " has" : "es have", MLT_FEW_OBJECTS);
}

/* Corruption errors are of the conditions that both have. */
static mltest_status warn_of_baseline(warnings *w, mltest_error **error)
{
    const mltest_scorecard *baseline = w->extras->baseline;
    size_t n_all, n_missing;
    if (baseline == NULL)
        return MLTEST_OK;
    n_missing = mlt_baseline_count_missing(w->card->journal, baseline->journal, &n_all);
    if (n_missing == 0)
        return MLTEST_OK;
    return mlt_notes_add(&w->notes, error,
                         "the baseline %s has %zu of the %zu conditions: corruption errors are of "
                         "these",
                         baseline->journal->run.model_name, n_all - n_missing, n_all);
}

static mltest_status warn_of_weights(warnings *w, mltest_error **error)
{
    mlt_text line;
    mlt_text_init(&line, w->card->ctx);
    if (mlt_weights_say_absent(&w->card->weights, w->card->journal, &line) > 0)
        return mlt_notes_take(&w->notes, &line, error);
    return MLTEST_OK;
}

static mltest_status gather(warnings *w, mltest_error **error)
{
    TRY(warn_of_evidence(w, error));
    TRY(warn_of_wrong(w, error));
    TRY(warn_of_plan(w, error));
    TRY(warn_of_journal(w, error));
    TRY(warn_of_answers(w, error));
    TRY(warn_of_skipped(w, error));
    TRY(warn_of_objects(w, error));
    TRY(warn_of_baseline(w, error));
    return warn_of_weights(w, error);
}

mltest_status mlt_score_fill_warnings(mltest_scorecard *card, const mlt_score_extras *extras,
                                      mltest_error **error)
{
    warnings w = {.card = card, .extras = extras};
    mlt_notes_init(&w.notes, card->ctx);
    mltest_status status = gather(&w, error);
    if (status == MLTEST_OK)
        status = mlt_notes_table(&w.notes, card->results, "warnings", error);
    mlt_notes_free(&w.notes);
    return status;
}
