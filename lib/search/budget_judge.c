/* SPDX-License-Identifier: MIT */
/*
 * From the answers up to now to verdicts, by the definitions of the scorecard.
 */
#include <math.h>

#include "base/alloc.h"
#include "base/error.h"
#include "score/floor.h"
#include "score/levels.h"
#include "score/sample.h"
#include "search/budget.h"

static bool is_asked(const void *data, size_t sample, size_t condition)
{
    const mlt_budget *b = data;
    uint64_t ordinal = b->journal->samples[sample].n;
    return ordinal < b->order.n_samples &&
           mlt_budget_is_asked(b, b->order.rank_of[ordinal], condition);
}

/* What was asked in later rounds before an interruption changes no verdict of this one. */
static mlt_score_case case_of(const mlt_budget *b)
{
    const mlt_score_settings *s = &b->score;
    return (mlt_score_case){.settings = s,
                            .weak = mlt_score_weak(s, mlt_score_floor(b->journal, is_asked, b)),
                            .n_classes = b->journal->run.n_classes};
}

static void set_sample(mlt_score_case *c, const mlt_budget *b, size_t rank)
{
    c->sample = &b->journal->samples[b->place_of[rank]];
    c->clean = mlt_journal_outcome(b->journal, b->place_of[rank], 0);
}

mltest_status mlt_budget_note_clean(mlt_budget *b, mltest_error **error)
{
    mlt_score_case c = case_of(b);
    mlt_sides sides;
    mltest_status status = MLTEST_OK;
    mlt_sides_init(&sides, b->run->ctx);
    for (size_t rank = b->low; status == MLTEST_OK && rank < b->high; rank++) {
        mlt_sample_score score;
        mlt_f1 counts;
        set_sample(&c, b, rank);
        c.now = c.clean;
        status = mlt_score_sample(&sides, &c, &score, &counts, error);
        b->is_eligible[rank] = score.eligible;
    }
    mlt_sides_free(&sides);
    return status;
}

/* The sums of one level while samples go by. */
typedef struct {
    double n, k;
    uint64_t n_counted, n_skipped;
} tally;

/* One sample under the conditions that are open; the others stay as if never asked. */
static mltest_status score_row(const mlt_budget *b, mlt_score_case *c, size_t rank,
                               mlt_sides *sides, mlt_sample_score *row, tally *tallies,
                               mltest_error **error)
{
    set_sample(c, b, rank);
    for (size_t k = 0; k < b->run->suite->n; k++) {
        mlt_f1 counts;
        tally *t = &tallies[b->level_of[k]];
        row[k] = (mlt_sample_score){.r = NAN};
        if (k == 0 || !mlt_budget_is_open(b, k) || !mlt_budget_is_asked(b, rank, k))
            continue;
        c->now = mlt_journal_outcome(b->journal, b->place_of[rank], k);
        TRY(mlt_score_sample(sides, c, &row[k], &counts, error));
        t->n_counted += row[k].counted;
        t->n_skipped += row[k].skipped;
    }
    return MLTEST_OK;
}

static mltest_status add_sample(const mlt_budget *b, mlt_score_case *c, size_t rank,
                                mlt_sides *sides, mlt_sample_score *row, tally *tallies,
                                mltest_error **error)
{
    TRY(score_row(b, c, rank, sides, row, tallies, error));
    for (size_t level = 1; level < b->n_levels; level++) {
        const mlt_figure_place place = {b->level_of, b->run->suite->n, level};
        double affected =
            mlt_figure_of_row(row, &place, b->score.score_strictness, MLT_FIGURE_AFFECTED, NULL);
        tallies[level].n += !isnan(affected);
        tallies[level].k += isnan(affected) ? 0 : affected;
    }
    return MLTEST_OK;
}

static mltest_status judge(mlt_budget *b, mlt_sample_score *row, tally *tallies,
                           mltest_error **error)
{
    mlt_score_case c = case_of(b);
    mlt_sides sides;
    mltest_status status = MLTEST_OK;
    mlt_sides_init(&sides, b->run->ctx);
    for (size_t rank = 0; status == MLTEST_OK && rank < b->high; rank++)
        if (b->is_eligible[rank])
            status = add_sample(b, &c, rank, &sides, row, tallies, error);
    mlt_sides_free(&sides);
    for (size_t level = 1; status == MLTEST_OK && level < b->n_levels; level++) {
        mlt_decision *d = &b->levels[level];
        const tally *t = &tallies[level];
        if (d->verdict != MLT_VERDICT_INCONCLUSIVE)
            continue;
        d->n = t->n;
        d->k = t->k;
        mlt_decision_judge(d, t->n_skipped > t->n_counted, b->score.target);
    }
    return status;
}

mltest_status mlt_budget_judge(mlt_budget *b, mltest_error **error)
{
    mltest_context *ctx = b->run->ctx;
    mlt_sample_score *row = mlt_alloc_zero(ctx, b->run->suite->n, sizeof *row);
    tally *tallies = mlt_alloc_zero(ctx, b->n_levels + 1, sizeof *tallies);
    mltest_status status =
        row != NULL && tallies != NULL ? judge(b, row, tallies, error) : mlt_fail_memory(error);
    mlt_free(ctx, row);
    mlt_free(ctx, tallies);
    return status;
}
