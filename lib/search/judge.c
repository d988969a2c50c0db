/* SPDX-License-Identifier: MIT */
/*
 * From a journal to what is known of each sample.
 */
#include <math.h>
#include <string.h>

#include "base/error.h"
#include "score/floor.h"
#include "score/sample.h"
#include "search/search.h"

/* Clean pictures alone say how low scores go: all of them are there before anything is judged, so
 * that no later round judges by another rule. */
static bool is_clean(const void *data, size_t sample, size_t condition)
{
    (void)data;
    (void)sample;
    return condition == 0;
}

static mlt_search_answer answer_of(const mltest_stress *stress, const mlt_sample_score *score,
                                   uint8_t cell)
{
    if (score->skipped)
        return MLT_SKIPPED;
    if (!score->counted || (score->failed && (cell & MLT_CELL_ASKED) == 0))
        return MLT_UNKNOWN;
    return score->r < stress->score.score_strictness ? MLT_BROKEN : MLT_HOLDS;
}

static mlt_clean_state clean_of(const mlt_sample_score *score, const mlt_joutcome *clean,
                                uint8_t cell)
{
    if (clean->type == MLT_OUTCOME)
        return score->eligible ? MLT_ELIGIBLE : MLT_CLEAN_BLIND;
    bool asked = (cell & MLT_CELL_ASKED) != 0;
    return clean->type == MLT_FAILURE && asked ? MLT_CLEAN_FAILED : MLT_CLEAN_UNKNOWN;
}

static mltest_status judge_sample(mltest_stress *stress, mlt_sides *sides, mlt_score_case *c,
                                  size_t at, mltest_error **error)
{
    const mltest_journal *j = stress->journal;
    size_t ordinal = (size_t)j->samples[at].n;
    uint8_t *cells = stress->cells + ordinal * stress->suite->n;
    mlt_sample_score score;
    mlt_f1 counts;
    c->sample = &j->samples[at];
    c->clean = mlt_journal_outcome(j, at, 0);
    for (size_t k = 0; k < j->n_conditions; k++) {
        c->now = mlt_journal_outcome(j, at, k);
        if (c->now->type == 0)
            continue;
        TRY(mlt_score_sample(sides, c, &score, &counts, error));
        if (k == 0)
            stress->clean[ordinal] = (uint8_t)clean_of(&score, c->clean, cells[0]);
        uint8_t flags = cells[k] & (uint8_t)~MLT_ANSWER_MASK;
        cells[k] = flags | (uint8_t)answer_of(stress, &score, cells[k]);
    }
    return MLTEST_OK;
}

mltest_status mlt_search_judge(mltest_stress *stress, mltest_error **error)
{
    const mltest_journal *j = stress->journal;
    const mlt_score_settings *settings = &stress->score;
    mlt_score_case c = {.settings = settings,
                        .weak = mlt_score_weak(settings, mlt_score_floor(j, is_clean, NULL)),
                        .n_classes = j->run.n_classes};
    mlt_sides sides;
    mltest_status status = MLTEST_OK;
    mlt_sides_init(&sides, stress->ctx);
    for (size_t i = 0; status == MLTEST_OK && i < j->n_samples; i++)
        if (j->samples[i].n < stress->n_samples)
            status = judge_sample(stress, &sides, &c, i, error);
    mlt_sides_free(&sides);
    return status;
}
