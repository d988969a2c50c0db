/* SPDX-License-Identifier: MIT */
/*
 * One condition over all samples: shares, means and counts.
 */
#include "score/condition.h"

#include <math.h>

#include "base/error.h"
#include "journal/placed.h"
#include "score/calibrate.h"
#include "score/share.h"

/* Sums of one condition while samples go by. */
typedef struct {
    double sum_r, sum_q, n_q, sum_change, sum_overlap, n_overlap;
    uint64_t n_answered;
    mlt_f1 counts;
} sums;

static void add_consistency(mlt_condition_score *out, sums *t, const mlt_sample_score *s)
{
    out->n_eligible++;
    t->sum_r += s->r;
    if (!isnan(s->overlap)) {
        t->n_overlap++;
        t->sum_overlap += s->overlap;
    }
    out->kept += s->kept;
    out->lost += s->lost;
    out->added += s->added;
    out->moved += s->moved;
    out->reclassified += s->reclassified;
}

/* Of the four that every sample is one of, those that are no share; a failure has broken whatever
 * there was. */
static void add_correctness(mlt_condition_score *out, sums *t, const mlt_sample_score *s,
                            double strictness)
{
    bool right = s->q >= strictness, was_right = s->q0 >= strictness;
    t->n_q++;
    t->sum_q += s->q;
    if (isnan(s->q0))
        return;
    out->n_stays_right += was_right && right;
    out->n_already_wrong += !was_right && !right && !s->failed;
}

static void add_sample(mlt_condition_score *out, sums *t, const mlt_sample_score *s,
                       double strictness)
{
    out->n_skipped += s->skipped;
    if (!s->counted)
        return;
    out->n_counted++;
    out->n_failed += s->failed;
    out->n_blind += s->blind;
    out->n_appeared += s->appeared;
    if (s->eligible)
        add_consistency(out, t, s);
    if (!isnan(s->q))
        add_correctness(out, t, s, strictness);
}

static mltest_status find_shares(const mltest_scorecard *card, size_t condition,
                                 mlt_condition_score *out, mltest_error **error)
{
    const mlt_figure_place place = {.place = condition};
    TRY(mlt_share_of(card, &place, MLT_FIGURE_AFFECTED, &out->affected, error));
    TRY(mlt_share_of(card, &place, MLT_FIGURE_TOTAL_LOSS, &out->total_loss, error));
    TRY(mlt_share_of(card, &place, MLT_FIGURE_WRONG, &out->wrong, error));
    TRY(mlt_share_of(card, &place, MLT_FIGURE_BROKEN, &out->newly_broken, error));
    TRY(mlt_share_of(card, &place, MLT_FIGURE_FIXED, &out->newly_fixed, error));
    TRY(mlt_share_of(card, &place, MLT_FIGURE_DEGRADED, &out->degraded, error));
    if (out->undefined)
        out->affected = (mlt_share){0, 0, NAN, NAN, NAN};
    return MLTEST_OK;
}

static void finish(mlt_condition_score *out, const sums *t)
{
    double n = (double)out->n_eligible;
    out->n_labelled = (uint64_t)t->n_q;
    out->undefined = out->n_skipped > out->n_counted;
    out->mean_r = n > 0 ? t->sum_r / n : NAN;
    out->mean_overlap = t->n_overlap > 0 ? t->sum_overlap / t->n_overlap : NAN;
    out->mean_q = t->n_q > 0 ? t->sum_q / t->n_q : NAN;
    out->change = t->n_answered > 0 ? t->sum_change / (double)t->n_answered : NAN;
    double precision = mlt_f1_precision(&t->counts), recall = mlt_f1_recall(&t->counts);
    bool any = t->n_q > 0;
    out->precision = any && precision >= 0 ? precision : NAN;
    out->recall = any && recall >= 0 ? recall : NAN;
    out->f1 = any ? mlt_f1_value(&t->counts) : NAN;
}

static void add_counts(mlt_f1 *to, const mlt_f1 *from)
{
    to->right += from->right;
    to->wrong += from->wrong;
    to->missed += from->missed;
}

/* A failure misses everything there is. */
static void count_failure(mlt_f1 *counts, const mlt_score_case *c, mlt_class_figures *figures)
{
    for (size_t i = 0; i < c->sample->n_truth; i++) {
        int32_t cls = mlt_place_class(c->sample->truth[i].cls, c->now);
        if (!mlt_truth_counts(&c->sample->truth[i]) || cls < 0)
            continue;
        counts->missed++;
        if (figures != NULL && (size_t)cls < c->n_classes)
            figures[cls].counts.missed++;
    }
}

mltest_status mlt_score_condition(mltest_scorecard *card, size_t condition, mlt_sides *sides,
                                  double weak, mltest_error **error)
{
    const mltest_journal *j = card->journal;
    mlt_condition_score *out = &card->conditions[condition];
    sums t = {.sum_r = 0};
    /* Those of classes of whole pictures are counted with their performance. */
    bool has_figures = card->figures != NULL && j->run.task != MLTEST_TASK_CLASSIFICATION;
    sides->figures = has_figures ? &card->figures[condition * j->run.n_classes] : NULL;
    sides->changes = card->changes == NULL ? NULL : &card->changes[condition * j->run.n_classes];
    for (size_t i = 0; i < j->n_samples; i++) {
        mlt_sample_score *s = &card->samples[i * j->n_conditions + condition];
        mlt_score_case c = {&card->settings,
                            weak,
                            j->run.n_classes,
                            &j->samples[i],
                            mlt_journal_outcome(j, i, 0),
                            mlt_journal_outcome(j, i, condition)};
        mlt_f1 counts;
        if (card->settings.odd_half && mlt_is_for_calibration(c.sample)) {
            *s = (mlt_sample_score){.r = NAN, .q = NAN, .q0 = NAN, .overlap = NAN};
            continue;
        }
        TRY(mlt_score_sample(sides, &c, s, &counts, error));
        if (s->failed && s->labelled)
            count_failure(&counts, &c, sides->figures);
        s->counts = counts;
        add_counts(&t.counts, &counts);
        add_sample(out, &t, s, card->settings.score_strictness);
        if (c.now->type == MLT_OUTCOME) {
            t.n_answered++;
            t.sum_change += c.now->change;
        }
    }
    finish(out, &t);
    return find_shares(card, condition, out, error);
}

bool mlt_condition_counts(const mlt_jcondition *condition)
{
    return condition->n_steps == 1 && !condition->steps[0].informational;
}
