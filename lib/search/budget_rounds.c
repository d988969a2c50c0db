/* SPDX-License-Identifier: MIT */
/*
 * The rounds of a run that does not ask everything.
 */
#include <stdint.h>

#include "base/error.h"
#include "search/ask.h"
#include "search/budget.h"

static const size_t nowhere = SIZE_MAX;

size_t mlt_budget_chunk(size_t n)
{
    size_t chunk = n / MLT_BUDGET_GROWTH;
    return chunk > MLT_BUDGET_CHUNK ? chunk : MLT_BUDGET_CHUNK;
}

static size_t count_open(const mlt_budget *b)
{
    size_t n = 0;
    for (size_t c = 0; c < b->run->suite->n; c++)
        n += mlt_budget_is_open(b, c);
    return n;
}

static bool wants(const void *data, uint64_t ordinal, size_t condition)
{
    const mlt_budget *b = data;
    size_t rank = b->order.rank_of[ordinal];
    return rank >= b->low && rank < b->high && condition >= b->first && condition < b->end &&
           b->covered[condition] == b->high && mlt_budget_is_asked(b, rank, condition);
}

/* From the progress of a round to that of the run. */
static int32_t report(void *user_data, uint64_t done, uint64_t total, uint64_t failed)
{
    mlt_budget *b = user_data;
    mltest_run *run = b->run;
    (void)total;
    if (run->cancelled)
        return 1;
    done += b->n_answers;
    return run->progress == NULL
               ? MLTEST_CALLBACK_DONE
               : run->progress(run->progress_data, done < b->n_total ? done : b->n_total,
                               b->n_total, failed);
}

/* Whether an earlier run left all answers of this round; failures are tried again. */
static bool is_all_there(const mlt_budget *b)
{
    for (size_t rank = b->low; b->journal != NULL && rank < b->high; rank++)
        for (size_t c = b->first; c < b->end; c++) {
            if (!wants(b, b->order.samples[rank], c))
                continue;
            if (b->place_of[rank] == nowhere)
                return false;
            mlt_outcome_type type = mlt_journal_outcome(b->journal, b->place_of[rank], c)->type;
            if (type != MLT_OUTCOME && type != MLT_SKIP)
                return false;
        }
    return b->journal != NULL;
}

static mltest_status ask(mlt_budget *b, const char *path, bool is_last, mltest_error **error)
{
    const mltest_run *run = b->run;
    size_t most = (b->high - b->low) * (b->end - b->first);
    mlt_search_questions q = {.ctx = run->ctx,
                              .dataset = run->dataset,
                              .predictor = run->predictor,
                              .suite = run->suite,
                              .settings = run->settings,
                              .rule = run->rule,
                              .choice = {wants, b},
                              .progress = report,
                              .progress_data = b,
                              .is_first = !b->is_begun,
                              .is_unfinished = !is_last};
    if (most < MLT_JUDGE_ROUND_FROM)
        q.settings.max_failures = 1;
    b->is_begun = true;
    TRY(mlt_search_ask(&q, path, &b->counters, error));
    return mlt_search_check_failures(&b->counters, MLT_JUDGE_FROM, run->settings.max_failures,
                                     error);
}

/* Where each rank is in the journal. */
static void find_places(mlt_budget *b)
{
    for (size_t rank = 0; rank < b->order.n; rank++)
        b->place_of[rank] = nowhere;
    for (size_t i = 0; i < b->journal->n_samples; i++) {
        uint64_t ordinal = b->journal->samples[i].n;
        if (ordinal < b->order.n_samples && b->order.rank_of[ordinal] < b->order.n)
            b->place_of[b->order.rank_of[ordinal]] = i;
    }
}

static void count_answers(mlt_budget *b)
{
    b->n_calls = b->n_answers = 0;
    for (size_t rank = 0; rank < b->high; rank++)
        for (size_t c = 0; b->place_of[rank] != nowhere && c < b->run->suite->n; c++) {
            mlt_outcome_type type = mlt_journal_outcome(b->journal, b->place_of[rank], c)->type;
            if (type == 0 || !mlt_budget_is_asked(b, rank, c))
                continue;
            b->n_answers++;
            b->n_calls += type != MLT_SKIP;
        }
}

/* Asks about conditions [first, end) of the samples of this round, those that are open. */
static mltest_status do_round(mlt_budget *b, const char *path, size_t first, size_t end,
                              mltest_error **error)
{
    const mlt_run_settings *s = &b->run->settings;
    b->first = first;
    b->end = end;
    for (size_t c = first; c < end; c++)
        if (c == 0 || !s->until_decided || mlt_budget_is_open(b, c))
            b->covered[c] = b->high;
    b->n_total = b->n_answers + (b->order.n - b->low) * (1 + count_open(b));
    if (s->budget > 0 && b->n_total > b->n_answers + s->budget - b->n_calls)
        b->n_total = b->n_answers + s->budget - b->n_calls;
    if (!is_all_there(b)) {
        TRY(ask(b, path, false, error));
        TRY(mlt_search_read_back(&b->journal, b->run->ctx, path, error));
        find_places(b);
    }
    count_answers(b);
    return MLTEST_OK;
}

/* How many more samples there are that can be paid for, each with so many calls. */
static size_t affordable(const mlt_budget *b, size_t calls)
{
    size_t n = b->order.n - b->high;
    uint64_t budget = b->run->settings.budget,
             paid = budget > 0 ? (budget - b->n_calls) / calls : n;
    return paid < n ? (size_t)paid : n;
}

static void take(mlt_budget *b, size_t n)
{
    b->low = b->high;
    b->high += n;
}

mltest_status mlt_budget_spend(mlt_budget *b, const char *path, mltest_error **error)
{
    size_t n_conditions = b->run->suite->n, n;
    while ((n = affordable(b, n_conditions)) > 0) {
        take(b, n);
        TRY(do_round(b, path, 0, n_conditions, error));
    }
    return MLTEST_OK;
}

mltest_status mlt_budget_decide(mlt_budget *b, const char *path, mltest_error **error)
{
    size_t n_open;
    while ((n_open = count_open(b)) > 0) {
        size_t n = affordable(b, 1 + n_open), chunk = mlt_budget_chunk(b->high);
        if (n == 0)
            break;
        take(b, n < chunk ? n : chunk);
        TRY(do_round(b, path, 0, 1, error));
        TRY(mlt_budget_note_clean(b, error));
        TRY(do_round(b, path, 1, b->run->suite->n, error));
        TRY(mlt_budget_judge(b, error));
    }
    return MLTEST_OK;
}

mltest_status mlt_budget_finish(mlt_budget *b, const char *path, mltest_error **error)
{
    TRY(mlt_search_check_failures(&b->counters, 1, b->run->settings.max_failures, error));
    b->low = b->high;
    b->n_total = b->n_answers;
    TRY(ask(b, path, true, error));
    (void)report(b, 0, 0, b->counters.failed); /* also where nothing was left to ask */
    return MLTEST_OK;
}
