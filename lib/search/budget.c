/* SPDX-License-Identifier: MIT */
#include "search/budget.h"

#include <inttypes.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/fpenv.h"
#include "score/levels.h"

bool mlt_budget_applies(const mltest_run *run)
{
    return run->settings.budget > 0 || run->settings.until_decided;
}

mltest_status mlt_budget_set_score(mltest_run *run, const mltest_options *options,
                                   mltest_error **error)
{
    mlt_score_settings s;
    TRY(mlt_score_settings_read(&s, options, error));
    if (run->settings.until_decided && s.calibration[0] != '\0')
        return mlt_fail(error, MLTEST_ERR_UNSUPPORTED,
                        "calibration: a run until decided needs its min_confidence beforehand");
    run->rule = (mlt_jrule){.target = s.target,
                            .min_confidence = s.min_confidence,
                            .match_confidence = s.match_confidence,
                            .score_strictness = s.score_strictness,
                            .min_visibility = s.min_visibility,
                            .macro = s.macro};
    return MLTEST_OK;
}

static mlt_score_settings settings_of(const mlt_jrule *rule)
{
    return (mlt_score_settings){.target = rule->target,
                                .min_confidence = rule->min_confidence,
                                .match_confidence = rule->match_confidence,
                                .score_strictness = rule->score_strictness,
                                .min_visibility = rule->min_visibility,
                                .macro = rule->macro};
}

bool mlt_budget_is_asked(const mlt_budget *b, size_t rank, size_t condition)
{
    bool any = condition == 0 || !b->run->settings.until_decided || b->is_eligible[rank];
    return rank < b->covered[condition] && any;
}

bool mlt_budget_is_open(const mlt_budget *b, size_t condition)
{
    return condition > 0 && b->levels[b->level_of[condition]].verdict == MLT_VERDICT_INCONCLUSIVE;
}

/* Replicates of a change are one level; repeats of the clean picture are none of it. */
static void number_levels(mlt_budget *b)
{
    const mltest_suite *suite = b->run->suite;
    for (size_t c = 0; c < suite->n; c++) {
        size_t same = suite->conditions[c].n_steps == 0 ? c : 0;
        while (same < c &&
               (suite->conditions[same].n_steps == 0 ||
                !mlt_level_is_same(suite->conditions[same].name, suite->conditions[c].name)))
            same++;
        b->level_of[c] = same < c ? b->level_of[same] : b->n_levels++;
    }
}

static mltest_status make(mlt_budget *b, mltest_run *run, mltest_error **error)
{
    const mlt_run_settings *s = &run->settings;
    size_t n = (size_t)run->dataset->n, n_conditions = run->suite->n + 1;
    if (s->limit != 0 && s->limit < n)
        n = (size_t)s->limit;
    *b = (mlt_budget){.run = run, .score = settings_of(&run->rule)};
    TRY(mlt_search_order_make(&b->order, run->ctx, run->dataset, n, s->seed, s->until_decided,
                              error));
    b->level_of = mlt_alloc_zero(run->ctx, n_conditions, sizeof *b->level_of);
    b->levels = mlt_alloc_zero(run->ctx, n_conditions, sizeof *b->levels);
    b->covered = mlt_alloc_zero(run->ctx, n_conditions, sizeof *b->covered);
    b->is_eligible = mlt_alloc_zero(run->ctx, b->order.n + 1, sizeof *b->is_eligible);
    b->place_of = mlt_alloc_zero(run->ctx, b->order.n + 1, sizeof *b->place_of);
    if (b->level_of == NULL || b->levels == NULL || b->covered == NULL || b->is_eligible == NULL ||
        b->place_of == NULL)
        return mlt_fail_memory(error);
    number_levels(b);
    return MLTEST_OK;
}

static void clean_up(mlt_budget *b)
{
    mltest_context *ctx = b->run->ctx;
    mlt_journal_unref(b->journal);
    mlt_search_order_free(ctx, &b->order);
    mlt_free(ctx, b->level_of);
    mlt_free(ctx, b->levels);
    mlt_free(ctx, b->covered);
    mlt_free(ctx, b->is_eligible);
    mlt_free(ctx, b->place_of);
}

static mltest_status check_budget(const mlt_budget *b, mltest_error **error)
{
    uint64_t budget = b->run->settings.budget;
    size_t each = b->run->suite->n;
    if (budget == 0 || budget >= each || b->order.n == 0)
        return MLTEST_OK;
    return mlt_fail(error, MLTEST_ERR_INVALID,
                    "budget: %" PRIu64 " calls are less than one sample takes, %zu: the clean "
                    "picture and %zu conditions",
                    budget, each, each - 1);
}

static void report_counters(const mlt_budget *b)
{
    mlt_run_counters *c = &b->run->counters;
    *c = b->counters;
    uint64_t fresh = c->answered + c->failed + c->skipped;
    c->samples = b->order.n_samples;
    c->conditions = b->run->suite->n;
    c->wanted = c->done = b->n_answers;
    c->resumed = b->n_answers > fresh ? b->n_answers - fresh : 0;
}

static mltest_status run_rounds(mlt_budget *b, const char *path, mltest_error **error)
{
    TRY(check_budget(b, error));
    TRY(b->run->settings.until_decided ? mlt_budget_decide(b, path, error)
                                       : mlt_budget_spend(b, path, error));
    return mlt_budget_finish(b, path, error);
}

mltest_status mlt_budget_execute(mltest_run *run, const char *path, mltest_error **error)
{
    mlt_budget b;
    fenv_t saved;
    if (run->executed++ != 0)
        return mlt_fail(error, MLTEST_ERR_INVALID, "a run can be executed once");
    mlt_fpenv_enter(&saved);
    mltest_status status = make(&b, run, error);
    if (status == MLTEST_OK)
        status = run_rounds(&b, path, error);
    report_counters(&b);
    clean_up(&b);
    mlt_fpenv_leave(&saved);
    return status;
}
