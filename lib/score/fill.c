/* SPDX-License-Identifier: MIT */
#include "score/fill.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "base/error.h"
#include "base/text.h"
#include "score/baseline_check.h"
#include "score/corruption_error.h"
#include "score/decision.h"
#include "score/weights_check.h"

static mltest_status fill_names(mltest_scorecard *card, mltest_error **error)
{
    const mlt_jrun *run = &card->journal->run;
    mlt_results *r = card->results;
    TRY(mlt_results_number(r, "format", 1, error));
    TRY(mlt_results_text(r, "model.name", run->model_name, error));
    TRY(mlt_results_text(r, "model.version", run->model_version, error));
    TRY(mlt_results_text(r, "dataset.name", run->dataset_name, error));
    TRY(mlt_results_text(r, "suite.name", run->suite_name, error));
    TRY(mlt_results_text(r, "task",
                         run->task == MLTEST_TASK_CLASSIFICATION ? "classification" : "detection",
                         error));
    TRY(mlt_results_flag(r, "complete", card->journal->complete, error));
    return mlt_results_number(r, "n_samples", (double)card->journal->n_samples, error);
}

static mltest_status fill_weights(mltest_scorecard *card, mltest_error **error)
{
    mlt_text text;
    mlt_text_init(&text, card->ctx);
    mlt_weights_print(&card->weights, &text);
    mltest_status status = mlt_text_ok(&text) ? mlt_results_text(card->results, "settings.weights",
                                                                 mlt_text_string(&text), error)
                                              : mlt_fail_memory(error);
    mlt_text_free(&text);
    return status;
}

static mltest_status fill_settings(mltest_scorecard *card, mltest_error **error)
{
    const mlt_score_settings *s = &card->settings;
    mlt_results *r = card->results;
    TRY(mlt_results_number(r, "settings.min_confidence", s->min_confidence, error));
    TRY(mlt_results_flag(r, "settings.odd_half", s->odd_half, error));
    TRY(mlt_results_number(r, "settings.match_confidence", s->match_confidence, error));
    TRY(mlt_results_number(r, "settings.score_strictness", s->score_strictness, error));
    TRY(mlt_results_number(r, "settings.target_fraction_affected_samples", s->target, error));
    TRY(mlt_results_number(r, "settings.min_visibility", s->min_visibility, error));
    TRY(mlt_results_text(r, "settings.consistency", s->macro ? "macro" : "micro", error));
    return fill_weights(card, error);
}

static mltest_status fill_risk(mltest_scorecard *card, const mlt_score_intervals *intervals,
                               mltest_error **error)
{
    const mlt_risk *risk = &card->risk;
    const bool drawn = intervals->n_draws > 0;
    const mlt_interval *interval = &intervals->risk.interval;
    mlt_results *r = card->results;
    TRY(mlt_results_number(r, "risk.value", risk->value, error));
    TRY(mlt_results_number(r, "risk.low", drawn ? interval->low : NAN, error));
    TRY(mlt_results_number(r, "risk.high", drawn ? interval->high : NAN, error));
    TRY(mlt_results_flag(r, "risk.low_evidence", risk->low_evidence, error));
    TRY(mlt_results_number(r, "risk.blind_share", risk->blind_share, error));
    TRY(mlt_results_number(r, "risk_flat", risk->flat, error));
    TRY(mlt_results_number(r, "failure_under_change", risk->failure, error));
    TRY(mlt_results_number(r, "worst_case_share", risk->worst_case, error));
    TRY(mlt_results_text(r, "worst_kind.name", risk->worst_kind, error));
    TRY(mlt_results_number(r, "worst_kind.affected", risk->worst_kind_value, error));
    TRY(mlt_results_text(r, "worst_category.name", risk->worst_category, error));
    TRY(mlt_results_number(r, "worst_category.affected", risk->worst_category_value, error));
    TRY(mlt_results_number(r, "mPC", risk->mpc, error));
    TRY(mlt_results_number(r, "rPC", risk->rpc, error));
    return mlt_results_number(r, "rPC_class_mean", risk->rpc_classes, error);
}

static mltest_status fill_clean_intervals(mltest_scorecard *card,
                                          const mlt_performance_estimates *e, bool classes,
                                          mltest_error **error)
{
    mlt_results *r = card->results;
    const mlt_interval *map = &e->map.interval, *ap50 = &e->ap50.interval;
    TRY(mlt_results_number(r, classes ? "clean.top1_low" : "clean.mAP_low", map->low, error));
    TRY(mlt_results_number(r, classes ? "clean.top1_high" : "clean.mAP_high", map->high, error));
    if (classes)
        return MLTEST_OK;
    TRY(mlt_results_number(r, "clean.AP50_low", ap50->low, error));
    return mlt_results_number(r, "clean.AP50_high", ap50->high, error);
}

static mltest_status fill_clean(mltest_scorecard *card, mltest_error **error)
{
    const mlt_condition_score *c = &card->conditions[0];
    mlt_results *r = card->results;
    bool classes = card->journal->run.task == MLTEST_TASK_CLASSIFICATION;
    TRY(mlt_results_number(r, classes ? "clean.top1" : "clean.mAP", c->map, error));
    TRY(mlt_results_number(r, classes ? "clean.top5" : "clean.AP50", c->ap50, error));
    TRY(mlt_results_number(r, classes ? "clean.balanced_accuracy" : "clean.AP75", c->ap75, error));
    TRY(fill_clean_intervals(card, &c->drawn, classes, error));
    TRY(mlt_results_number(r, "clean.AR", c->ar, error));
    TRY(mlt_results_number(r, "clean.precision", classes ? NAN : c->precision, error));
    TRY(mlt_results_number(r, "clean.recall", classes ? NAN : c->recall, error));
    TRY(mlt_results_number(r, "clean.F1", classes ? NAN : c->f1, error));
    TRY(mlt_results_number(r, "clean.eligible", (double)c->n_eligible, error));
    return mlt_results_number(r, "clean.blind", (double)c->n_blind, error);
}

enum { MOST_WARNINGS = 14 };

typedef struct {
    mltest_scorecard *card;
    mlt_text lines[MOST_WARNINGS];
    size_t n;
} warnings;

static void warn_evidence(warnings *w)
{
    const mltest_scorecard *card = w->card;
    const mlt_condition_score *c = &card->conditions[0];
    uint64_t n = c->n_eligible, all = card->journal->n_samples;
    if (card->risk.low_evidence)
        mlt_text_printf(&w->lines[w->n++],
                        "low evidence: %" PRIu64 " of %" PRIu64
                        " samples are eligible (30 and half of them are wanted)",
                        n, all);
    if (c->n_blind > 0)
        mlt_text_printf(&w->lines[w->n++],
                        "%" PRIu64 " of %" PRIu64
                        " samples are blind: nothing is seen on the clean picture",
                        c->n_blind, all);
}

/* A model that is wrong from the start has little to lose. */
static void warn_of_wrong(warnings *w)
{
    const mlt_share *wrong = &w->card->conditions[0].wrong;
    if (!(wrong->value > 0.5))
        return;
    mlt_text_puts(&w->lines[w->n], "wrong on ");
    mlt_text_f64(&w->lines[w->n], wrong->k);
    mlt_text_puts(&w->lines[w->n], " of ");
    mlt_text_f64(&w->lines[w->n], wrong->n);
    mlt_text_puts(&w->lines[w->n++],
                  " clean pictures: the risk says how much such answers change, not how good they "
                  "are");
}

/* A run that was not meant to ask everything. */
static void warn_plan(warnings *w)
{
    const mltest_journal *j = w->card->journal;
    mlt_text *line = &w->lines[w->n];
    if (j->run.budget > 0 || j->run.until_decided) {
        mlt_text_printf(
            line, "%zu of %" PRIu64 " samples were run, drawn at random: %.0f of %.0f calls",
            j->n_samples, j->run.limit, mlt_results_find_number(w->card->results, "calls.total"),
            mlt_results_find_number(w->card->results, "calls.grid"));
        if (j->run.budget > 0)
            mlt_text_printf(line, ", with a budget of %" PRIu64, j->run.budget);
        w->n++;
    }
    if (j->run.until_decided)
        mlt_text_puts(&w->lines[w->n++],
                      "the run stopped at its verdicts: these hold at any time (e-processes), but "
                      "intervals of shares and means do not, and conditions have different "
                      "samples");
}

static void warn_journal(warnings *w, const mlt_score_extras *extras)
{
    const mltest_scorecard *card = w->card;
    uint64_t failed = 0;
    if (!card->journal->complete)
        mlt_text_puts(&w->lines[w->n++], "the journal is not complete: the run has not finished");
    if (!extras->hysteresis)
        mlt_text_printf(&w->lines[w->n++],
                        "the model reports no scores below %.6g: hysteresis is off, and mAP is "
                        "truncated at %.6g",
                        extras->floor, extras->floor);
    if (mlt_results_find_number(card->results, "noise_floor.repeat") > 0)
        mlt_text_puts(&w->lines[w->n++], "the model does not repeat itself: its answers to one "
                                         "picture differ (noise_floor.repeat)");
    for (size_t c = 0; c < card->journal->n_conditions; c++)
        failed += card->conditions[c].n_failed;
    if (failed > 0)
        mlt_text_printf(&w->lines[w->n++], "%" PRIu64 " predictions failed; they count as affected",
                        failed);
    if (card->conditions[0].n_labelled == 0)
        mlt_text_puts(&w->lines[w->n++],
                      "no labels: stability, not quality; a constant predictor scores 0");
}

/* One line that names them all, however many they are. */
static void warn_skipped(warnings *w)
{
    const mltest_scorecard *card = w->card;
    mlt_text *line = &w->lines[w->n];
    bool any = false;
    for (size_t c = 0; c < card->journal->n_conditions; c++) {
        if (!card->conditions[c].undefined)
            continue;
        mlt_text_printf(line, "%s%s",
                        any ? ", " : "skipped for more than half of the samples and left out: ",
                        card->journal->conditions[c].name);
        any = true;
    }
    w->n += any;
}

static void warn_objects(warnings *w, const mlt_class_scores *classes)
{
    size_t few = 0;
    for (size_t i = 0; classes->ap != NULL && i < w->card->journal->run.n_classes; i++)
        few += mlt_has_few_objects(classes->n_truths[i]);
    if (few > 0)
        mlt_text_printf(&w->lines[w->n++],
                        "few objects: %zu class%s fewer than %d; there intervals of average "
                        "precision promise too much",
                        few, few == 1 ? " has" : "es have", MLT_FEW_OBJECTS);
}

/* Corruption errors are of the conditions that both have. */
static void warn_baseline(warnings *w, const mltest_scorecard *baseline)
{
    size_t n_all, n_missing;
    if (baseline == NULL)
        return;
    n_missing = mlt_baseline_count_missing(w->card->journal, baseline->journal, &n_all);
    if (n_missing > 0)
        mlt_text_printf(&w->lines[w->n++],
                        "the baseline %s has %zu of the %zu conditions: corruption errors are of "
                        "these",
                        baseline->journal->run.model_name, n_all - n_missing, n_all);
}

static mltest_status fill_warnings(mltest_scorecard *card, const mlt_score_extras *extras,
                                   mltest_error **error)
{
    warnings w = {.card = card};
    mlt_table *table;
    mlt_column *text;
    mltest_status status = MLTEST_OK;
    for (size_t i = 0; i < MOST_WARNINGS; i++)
        mlt_text_init(&w.lines[i], card->ctx);
    warn_evidence(&w);
    warn_of_wrong(&w);
    warn_plan(&w);
    warn_journal(&w, extras);
    warn_skipped(&w);
    warn_objects(&w, &extras->classes);
    warn_baseline(&w, extras->baseline);
    w.n += mlt_weights_say_absent(&card->weights, card->journal, &w.lines[w.n]) > 0;
    status = mlt_results_table(card->results, "warnings", w.n, &table, error);
    if (status == MLTEST_OK)
        status = mlt_table_column(card->results, table, "text", MLT_COLUMN_STRING, &text, error);
    for (size_t i = 0; i < MOST_WARNINGS; i++) {
        if (status == MLTEST_OK && i < w.n)
            status = mlt_text_ok(&w.lines[i])
                         ? mlt_table_set_string(card->results, text, i,
                                                mlt_text_string(&w.lines[i]), error)
                         : mlt_fail_memory(error);
        mlt_text_free(&w.lines[i]);
    }
    return status;
}

mltest_status mlt_score_fill(mltest_scorecard *card, const mlt_groups *groups,
                             const mlt_score_extras *extras, mltest_error **error)
{
    TRY(mlt_score_decide(card, error));
    TRY(fill_names(card, error));
    TRY(mlt_score_fill_decisions(card, error));
    TRY(fill_risk(card, &extras->intervals, error));
    TRY(fill_clean(card, error));
    TRY(fill_settings(card, error));
    TRY(mlt_score_fill_floor(card, extras, error));
    TRY(mlt_score_fill_conditions(card, error));
    TRY(mlt_score_fill_groups(card, "categories", groups->categories, groups->n_categories, error));
    TRY(mlt_score_fill_groups(card, "kinds", groups->kinds, groups->n_kinds, error));
    TRY(mlt_score_fill_classes(card, &extras->classes, error));
    TRY(mlt_score_fill_figures(card, error));
    TRY(mlt_score_fill_tide(card, error));
    TRY(mlt_score_fill_changes(card, error));
    TRY(mlt_score_fill_levels(card, error));
    TRY(mlt_score_fill_intervals(card, groups, &extras->intervals, error));
    TRY(mlt_score_fill_worst(card, error));
    TRY(mlt_score_fill_errors(card, extras->baseline, groups, error));
    return fill_warnings(card, extras, error);
}
