/* SPDX-License-Identifier: MIT */
#include "score/fill.h"

#include <math.h>
#include <string.h>

#include "base/error.h"
#include "base/text.h"
#include "score/corruption_error.h"
#include "score/decision.h"

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

static mltest_status fill_under_change(mltest_scorecard *card, const mlt_score_extras *extras,
                                       mltest_error **error)
{
    mlt_results *r = card->results;
    TRY(mlt_results_number(r, "mPC", card->risk.mpc, error));
    TRY(mlt_results_number(r, "mPC_low", extras->mpc.interval.low, error));
    TRY(mlt_results_number(r, "mPC_high", extras->mpc.interval.high, error));
    TRY(mlt_results_number(r, "rPC", card->risk.rpc, error));
    TRY(mlt_results_number(r, "rPC_low", extras->rpc.interval.low, error));
    TRY(mlt_results_number(r, "rPC_high", extras->rpc.interval.high, error));
    return mlt_results_number(r, "rPC_class_mean", card->risk.rpc_classes, error);
}

static mltest_status fill_risk(mltest_scorecard *card, const mlt_score_extras *extras,
                               mltest_error **error)
{
    const mlt_score_intervals *intervals = &extras->intervals;
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
    return fill_under_change(card, extras, error);
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

mltest_status mlt_score_fill(mltest_scorecard *card, const mlt_groups *groups,
                             const mlt_score_extras *extras, mltest_error **error)
{
    TRY(mlt_score_decide(card, error));
    TRY(fill_names(card, error));
    TRY(mlt_score_fill_decisions(card, error));
    TRY(fill_risk(card, extras, error));
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
    TRY(mlt_score_fill_intervals(card, groups, extras, error));
    TRY(mlt_score_fill_worst(card, error));
    TRY(mlt_score_fill_errors(card, extras->baseline, groups, error));
    return mlt_score_fill_warnings(card, extras, error);
}
