/* SPDX-License-Identifier: MIT */
#include "gate/samples.h"

#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "journal/same.h"
#include "score/units.h"

static mltest_status check_runs(const mlt_jrun *run, const mlt_jrun *base, mltest_error **error)
{
    if (run->dataset_fingerprint != base->dataset_fingerprint)
        return mlt_fail(error, MLTEST_ERR_CONFLICT,
                        "%s was run on data set '%s', its baseline %s on '%s': they differ",
                        run->model_name, run->dataset_name, base->model_name, base->dataset_name);
    if (run->seed != base->seed)
        return mlt_fail(error, MLTEST_ERR_CONFLICT,
                        "%s and its baseline %s were run with different seeds", run->model_name,
                        base->model_name);
    return mlt_same_question(run, base, "its baseline ", error);
}

static mltest_status take_common(mlt_gate_samples *s, mltest_error **error)
{
    const mltest_journal *j = s->card->journal,
                         *base = s->baseline != NULL ? s->baseline->journal : NULL;
    for (size_t i = 0; i < j->n_samples; i++) {
        int64_t at = base != NULL ? mlt_journal_find_sample(base, j->samples[i].id) : 0;
        if (at < 0)
            continue;
        if (base != NULL && base->samples[at].hash != j->samples[i].hash)
            return mlt_fail(error, MLTEST_ERR_CONFLICT,
                            "sample '%s' is another picture in the baseline %s", j->samples[i].id,
                            base->run.model_name);
        s->of_baseline[s->n] = (size_t)at;
        s->samples[s->n++] = i;
    }
    return MLTEST_OK;
}

/* Groups without a common sample are left out, and the others numbered again. */
static mltest_status take_groups(mlt_gate_samples *s, mltest_error **error)
{
    mlt_units units;
    TRY(mlt_units_make(&units, s->ctx, s->card->journal, error));
    size_t *numbers = mlt_alloc_zero(s->ctx, units.n + 1, sizeof *numbers); /* from 1; 0: none */
    for (size_t i = 0; numbers != NULL && i < s->n; i++) {
        size_t *number = &numbers[units.of[s->samples[i]]];
        if (*number == 0)
            *number = ++s->n_groups;
        s->groups[i] = *number - 1;
    }
    mlt_units_free(s->ctx, &units);
    mlt_free(s->ctx, numbers);
    return numbers != NULL ? MLTEST_OK : mlt_fail_memory(error);
}

static mltest_status fill(mlt_gate_samples *s, mltest_error **error)
{
    size_t room = s->card->journal->n_samples + 1;
    if (s->baseline != NULL)
        TRY(check_runs(&s->card->journal->run, &s->baseline->journal->run, error));
    s->samples = mlt_alloc_zero(s->ctx, room, sizeof *s->samples);
    s->of_baseline = mlt_alloc_zero(s->ctx, room, sizeof *s->of_baseline);
    s->groups = mlt_alloc_zero(s->ctx, room, sizeof *s->groups);
    if (s->samples == NULL || s->of_baseline == NULL || s->groups == NULL)
        return mlt_fail_memory(error);
    TRY(take_common(s, error));
    if (s->n == 0 && s->baseline != NULL)
        return mlt_fail(error, MLTEST_ERR_CONFLICT,
                        "%s and its baseline %s have no sample in common",
                        s->card->journal->run.model_name, s->baseline->journal->run.model_name);
    return take_groups(s, error);
}

mltest_status mlt_gate_samples_make(mlt_gate_samples *s, const mltest_scorecard *card,
                                    const mltest_scorecard *baseline, mltest_error **error)
{
    *s = (mlt_gate_samples){.ctx = card->ctx, .card = card, .baseline = baseline};
    mltest_status status = fill(s, error);
    if (status != MLTEST_OK)
        mlt_gate_samples_free(s);
    return status;
}

void mlt_gate_samples_free(mlt_gate_samples *s)
{
    mlt_free(s->ctx, s->samples);
    mlt_free(s->ctx, s->of_baseline);
    mlt_free(s->ctx, s->groups);
    *s = (mlt_gate_samples){.ctx = s->ctx};
}
