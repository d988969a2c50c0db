/* SPDX-License-Identifier: MIT */
/*
 * From answers to outcomes, and from whole samples to the journal. Only the coordinator comes here.
 */
#include "base/alloc.h"
#include "base/clock.h"
#include "base/error.h"
#include "run/pipeline.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

void mlt_outcome_clear(const mltest_run *run, mlt_joutcome *outcome)
{
    mlt_free(run->predictor->ctx, outcome->preds);
    mlt_free(run->ctx, outcome->cover);
    mlt_free(run->ctx, (void *)(uintptr_t)outcome->map);
    mlt_free(run->ctx, (void *)(uintptr_t)outcome->message);
    memset(outcome, 0, sizeof *outcome);
}

static const char unchanged[] = "the picture did not change";

/* Why the model is not asked, or NULL. */
static const char *skip_reason(const mlt_pipeline *p, const mlt_slot *slot)
{
    if (slot->made.skip_reason != NULL)
        return slot->made.skip_reason;
    bool has_steps = p->run->suite->conditions[slot->condition].n_steps > 0;
    bool same_place = slot->made.map.type == MLT_MAP_IDENTITY;
    return has_steps && same_place && slot->made.change <= 0 ? unchanged : NULL;
}

bool mlt_slot_has_question(const mlt_pipeline *p, const mlt_slot *slot)
{
    return slot->stage->error == NULL && slot->error == NULL && skip_reason(p, slot) == NULL;
}

static mlt_joutcome *outcome_of(mlt_slot *slot)
{
    return &slot->stage->outcomes[slot->condition];
}

static mltest_status set_message(mlt_pipeline *p, mlt_joutcome *outcome, mlt_outcome_type type,
                                 int32_t code, const char *message, mltest_error **error)
{
    char *copy = mlt_strdup(p->run->ctx, message);
    if (copy == NULL)
        return mlt_fail_memory(error);
    outcome->type = type;
    outcome->code = code;
    outcome->message = copy;
    outcome->ms = -1;
    if (type == MLT_FAILURE)
        p->run->counters.failed++;
    else
        p->run->counters.skipped++;
    return MLTEST_OK;
}

/* A failure of loading or perturbing: the run goes on, except without memory or when told to stop.
 */
static mltest_status settle_error(mlt_pipeline *p, mlt_slot *slot, mltest_error *why,
                                  mltest_error **error)
{
    mltest_status status = mltest_error_status(why);
    if (status == MLTEST_ERR_MEMORY)
        return mlt_fail_memory(error);
    if (status == MLTEST_ERR_CANCELLED)
        return mlt_fail(error, status, "%s", mltest_error_message(why));
    int32_t code = mltest_error_callback_code(why);
    return set_message(p, outcome_of(slot), MLT_FAILURE, code != 0 ? code : status,
                       mltest_error_message(why), error);
}

static void settled(mlt_pipeline *p, mlt_slot *slot)
{
    slot->stage->n_left--;
    p->run->counters.done++;
    mltest_error_free(slot->error);
    slot->error = NULL;
}

mltest_status mlt_pipeline_settle_unasked(mlt_pipeline *p, mlt_slot *slot, mltest_error **error)
{
    mltest_error *why = slot->stage->error != NULL ? slot->stage->error : slot->error;
    if (why != NULL)
        TRY(settle_error(p, slot, why, error));
    else
        TRY(set_message(p, outcome_of(slot), MLT_SKIP, 0, skip_reason(p, slot), error));
    settled(p, slot);
    return MLTEST_OK;
}

static mltest_status copy_cover(mlt_pipeline *p, mlt_joutcome *outcome, const mlt_perturbed *made,
                                mltest_error **error)
{
    if (made->n_cover == 0)
        return MLTEST_OK;
    outcome->cover = mlt_alloc_zero(p->run->ctx, made->n_cover, sizeof *outcome->cover);
    if (outcome->cover == NULL)
        return mlt_fail_memory(error);
    memcpy(outcome->cover, made->cover, made->n_cover * sizeof *outcome->cover);
    outcome->n_cover = made->n_cover;
    return MLTEST_OK;
}

/* What stays as it was is not said. */
static mltest_status copy_map(mlt_pipeline *p, const mlt_slot *slot, mlt_joutcome *outcome,
                              mltest_error **error)
{
    const mlt_perturbed *made = &slot->made;
    if (made->map.type == MLT_MAP_IDENTITY && made->image.width == slot->stage->image.width &&
        made->image.height == slot->stage->image.height)
        return MLTEST_OK;
    size_t n = mlt_map_bytes(&made->map);
    mlt_map *copy = mlt_alloc(p->run->ctx, n);
    if (copy == NULL)
        return mlt_fail_memory(error);
    memcpy(copy, &made->map, n);
    outcome->map = copy;
    return MLTEST_OK;
}

static void add_oddities(mlt_answer_oddities *to, const mlt_answer_oddities *from)
{
    to->not_finite += from->not_finite;
    to->no_area += from->no_area;
    to->bad_score += from->bad_score;
    to->unknown_class += from->unknown_class;
    to->outside += from->outside;
    to->clipped_score += from->clipped_score;
}

static mltest_status settle_answer(mlt_pipeline *p, mlt_slot *slot, double ms, mltest_error **error)
{
    mlt_joutcome *outcome = outcome_of(slot);
    const mlt_perturbed *made = &slot->made;
    mlt_answer *answer = &slot->answer;
    if (answer->failed) {
        const char *why = answer->message != NULL ? answer->message : "no answer";
        TRY(set_message(p, outcome, MLT_FAILURE, answer->code, why, error));
        settled(p, slot);
        return MLTEST_OK;
    }
    TRY(copy_cover(p, outcome, made, error));
    TRY(copy_map(p, slot, outcome, error));
    outcome->type = MLT_OUTCOME;
    outcome->is_top = p->run->predictor->task == MLTEST_TASK_CLASSIFICATION;
    outcome->preds = answer->preds.items;
    outcome->n_preds = answer->preds.n;
    memset(&answer->preds, 0, sizeof answer->preds);
    outcome->width = made->image.width;
    outcome->height = made->image.height;
    outcome->change = made->change;
    outcome->ms = ms;
    add_oddities(&p->run->counters.oddities, &answer->oddities);
    p->run->counters.answered++;
    settled(p, slot);
    return MLTEST_OK;
}

mltest_status mlt_pipeline_settle_batch(mlt_pipeline *p, mlt_batch *batch, mltest_error **error)
{
    p->run->counters.ns_predict += (uint64_t)batch->ns;
    if (batch->status != MLTEST_OK) {
        mltest_status status =
            mlt_fail(error, batch->status, "%s", mltest_error_message(batch->error));
        mltest_error_free(batch->error);
        batch->error = NULL;
        return status;
    }
    double ms = (double)batch->ns / 1e6 / (double)batch->n;
    for (size_t i = 0; i < batch->n; i++)
        TRY(settle_answer(p, batch->slots[i], ms, error));
    return MLTEST_OK;
}

/* Counts a sample that is written, and keeps its last failure. */
static void note_failures(mlt_pipeline *p, const mlt_stage *stage)
{
    for (size_t i = 0; i < p->run->suite->n; i++) {
        const mlt_joutcome *outcome = &stage->outcomes[i];
        p->n_judged += outcome->type == MLT_OUTCOME || outcome->type == MLT_FAILURE;
        if (outcome->type != MLT_FAILURE)
            continue;
        p->n_judged_failed++;
        snprintf(p->last_failure, sizeof p->last_failure, "%s", outcome->message);
    }
}

/* Judged sample by sample as they are written, so that every machine stops at the same place. */
static mltest_status check_failures(mlt_pipeline *p, const mlt_stage *stage, mltest_error **error)
{
    enum { JUDGE_FROM = 20 };
    note_failures(p, stage);
    bool is_last = p->next_write + 1 == p->plan->n_samples;
    double limit = p->run->settings.max_failures;
    if ((p->n_judged < JUDGE_FROM && !is_last) ||
        (double)p->n_judged_failed <= limit * (double)p->n_judged)
        return MLTEST_OK;
    return mlt_fail(error, MLTEST_ERR_PREDICTOR,
                    "%" PRIu64 " of %" PRIu64
                    " predictions failed, more than the allowed %d %%; the journal keeps what was "
                    "done; the latest failure: %s",
                    p->n_judged_failed, p->n_judged, (int)(100 * limit), p->last_failure);
}

/* Whether labels of some condition are tight only with outlines: a matter of the suite, so that a
 * sample has one record however the run is cut. */
static bool needs_outlines(const mltest_suite *suite)
{
    for (size_t i = 0; i < suite->n; i++)
        if (!mlt_condition_is_exact(&suite->conditions[i]))
            return true;
    return false;
}

static mltest_status write_stage(mlt_pipeline *p, mlt_stage *stage, mltest_error **error)
{
    const mlt_plan_sample *planned = &p->plan->samples[stage->index];
    const mltest_sample *sample = &p->run->dataset->samples[planned->ordinal];
    bool loaded = stage->error == NULL;
    mlt_jsample record = {
        .id = sample->id,
        .n = planned->ordinal,
        .width = loaded ? stage->image.width : sample->width,
        .height = loaded ? stage->image.height : sample->height,
        .hash = loaded ? stage->hash : 0,
        .labelled = sample->labelled,
        .truth = sample->truths.items,
        .n_truth = sample->truths.n,
        .tags = stage->tags.items,
        .n_tags = stage->tags.n,
    };
    if (needs_outlines(p->run->suite))
        record.polygons = sample->polygons;
    int64_t start = mlt_clock_ns();
    mltest_status status = mlt_journal_writer_add(p->writer, &record, stage->outcomes, error);
    p->run->counters.ns_journal += (uint64_t)(mlt_clock_ns() - start);
    return status == MLTEST_OK ? check_failures(p, stage, error) : status;
}

/* Makes the stage ready for the sample that uses it next. */
static void recycle(mlt_pipeline *p, mlt_stage *stage)
{
    mltest_context *ctx = p->run->ctx;
    for (size_t c = 0; c < p->run->suite->n; c++)
        mlt_outcome_clear(p->run, &stage->outcomes[c]);
    mlt_tags_free(ctx, &stage->tags);
    mltest_error_free(stage->error);
    stage->error = NULL;
    pthread_mutex_lock(&p->lock);
    p->spare_images[p->n_spare_images++] = stage->image;
    mlt_image_init(&stage->image, ctx);
    stage->index += p->n_stages;
    stage->state = MLT_STAGE_EMPTY;
    pthread_cond_broadcast(&p->work);
    pthread_mutex_unlock(&p->lock);
}

mltest_status mlt_pipeline_write_finished(mlt_pipeline *p, mltest_error **error)
{
    while (p->next_write < p->plan->n_samples) {
        mlt_stage *stage = &p->stages[p->next_write % p->n_stages];
        uint64_t last =
            p->plan->samples[p->next_write].first_entry + p->plan->samples[p->next_write].n_entries;
        if (p->head < last || stage->n_left > 0)
            return MLTEST_OK;
        TRY(write_stage(p, stage, error));
        recycle(p, stage);
        p->next_write++;
    }
    return MLTEST_OK;
}
