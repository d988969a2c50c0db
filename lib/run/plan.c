/* SPDX-License-Identifier: MIT */
#include "run/plan.h"

#include "base/alloc.h"
#include "base/checked.h"
#include "base/error.h"

#include <string.h>

void mlt_plan_range(const mltest_run *run, uint64_t *first, uint64_t *last)
{
    const mlt_run_settings *s = &run->settings;
    uint64_t n = run->dataset->n;
    if (s->limit != 0 && s->limit < n)
        n = s->limit;
    /* i·N/n without overflow: N = q·n + r. */
    uint64_t q = n / s->shard_count, r = n % s->shard_count;
    *first = q * s->shard_index + r * s->shard_index / s->shard_count;
    *last = q * (s->shard_index + 1) + r * (s->shard_index + 1) / s->shard_count;
}

static bool is_wanted(const mltest_run *run, uint64_t ordinal, size_t condition)
{
    const mlt_run_choice *choice = &run->choice;
    return choice->wants == NULL || choice->wants(choice->data, ordinal, condition);
}

/* Adds one sample's missing conditions. */
static void plan_sample(mlt_plan *plan, const mltest_run *run, uint64_t ordinal,
                        const uint8_t *done)
{
    mlt_plan_sample *sample = &plan->samples[plan->n_samples];
    *sample = (mlt_plan_sample){.ordinal = ordinal, .first_entry = plan->n_entries};
    for (size_t c = 0; c < run->suite->n; c++) {
        if (!done[c] && is_wanted(run, ordinal, c))
            plan->conditions[plan->n_entries++] = (uint32_t)c;
    }
    sample->n_entries = (uint32_t)(plan->n_entries - sample->first_entry);
    if (sample->n_entries > 0)
        plan->n_samples++;
}

mltest_status mlt_plan_make(mlt_plan *plan, const mltest_run *run, const mlt_journal_writer *writer,
                            mltest_error **error)
{
    uint64_t first, last;
    size_t n_conditions = run->suite->n, n_entries;
    mlt_plan_range(run, &first, &last);
    memset(plan, 0, sizeof *plan);
    plan->ctx = run->ctx;
    if (!mlt_mul_size((size_t)(last - first), n_conditions, &n_entries))
        return mlt_fail(error, MLTEST_ERR_LIMIT, "the plan has too many predictions");
    uint8_t *done = mlt_alloc_zero(run->ctx, n_conditions, 1);
    plan->samples = mlt_alloc_zero(run->ctx, (size_t)(last - first) + 1, sizeof *plan->samples);
    plan->conditions = mlt_alloc_zero(run->ctx, n_entries + 1, sizeof *plan->conditions);
    if (done == NULL || plan->samples == NULL || plan->conditions == NULL) {
        mlt_free(run->ctx, done);
        mlt_plan_free(plan);
        return mlt_fail_memory(error);
    }
    for (uint64_t i = first; i < last; i++) {
        if (writer != NULL)
            mlt_journal_writer_done(writer, i, done);
        plan_sample(plan, run, i, done);
    }
    mlt_free(run->ctx, done);
    return MLTEST_OK;
}

void mlt_plan_free(mlt_plan *plan)
{
    mlt_free(plan->ctx, plan->samples);
    mlt_free(plan->ctx, plan->conditions);
    memset(plan, 0, sizeof *plan);
}
