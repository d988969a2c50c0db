/* SPDX-License-Identifier: MIT */
#include "compare/pairing.h"

#include <math.h>
#include <string.h>

#include "base/error.h"
#include "base/fpenv.h"
#include "score/floor.h"

static const double floor_tolerance = 0.05; /* of floors that were not declared, but seen */

static bool is_other(double a, double b)
{
    return a < b || a > b;
}

/* The journals' samples are judged by the same rules, or their figures mean different things. */
static mltest_status check_thresholds(const mltest_scorecard *a, const mltest_scorecard *b,
                                      mltest_error **error)
{
    const mlt_score_settings *s = &a->settings, *t = &b->settings;
    if (!is_other(s->min_confidence, t->min_confidence) &&
        !is_other(s->match_confidence, t->match_confidence) && s->odd_half == t->odd_half)
        return MLTEST_OK;
    return mlt_fail(error, MLTEST_ERR_CONFLICT,
                    "%s and %s have different thresholds: calibration sets min_confidence to %.6g "
                    "and %.6g; name one journal for both",
                    a->journal->run.model_name, b->journal->run.model_name, s->min_confidence,
                    t->min_confidence);
}

static bool has_same_floor(const mltest_scorecard *a, const mltest_scorecard *b)
{
    const mlt_jrun *p = &a->journal->run, *q = &b->journal->run;
    double low = mlt_score_floor(a->journal, NULL, NULL),
           other = mlt_score_floor(b->journal, NULL, NULL);
    if (p->has_score_floor && q->has_score_floor)
        return !is_other(low, other);
    return fabs(low - other) <= floor_tolerance;
}

static mltest_status check_floors(mlt_pairing *p, mlt_notes *notes, mltest_error **error)
{
    p->has_same_floor = true;
    for (size_t k = 1; k < p->n && !p->is_classification; k++) {
        const mltest_journal *a = p->cards[0]->journal, *b = p->cards[k]->journal;
        if (has_same_floor(p->cards[0], p->cards[k]))
            continue;
        p->has_same_floor = false;
        TRY(mlt_notes_add(notes, error,
                          "average precision is not compared: %s reports scores from %.4g on, %s "
                          "from %.4g",
                          a->run.model_name, mlt_score_floor(a, NULL, NULL), b->run.model_name,
                          mlt_score_floor(b, NULL, NULL)));
    }
    return MLTEST_OK;
}

static mltest_status say_evidence(const mlt_pairing *p, mlt_notes *notes, mltest_error **error)
{
    for (size_t k = 0; k < p->n; k++) {
        const mltest_scorecard *card = p->cards[k];
        if (card->risk.low_evidence)
            TRY(mlt_notes_add(notes, error,
                              "low evidence: %llu of %zu samples of %s are eligible (30 and half "
                              "of them are wanted)",
                              (unsigned long long)card->conditions[0].n_eligible,
                              card->journal->n_samples, card->journal->run.model_name));
        if (!card->journal->complete)
            TRY(mlt_notes_add(notes, error, "the journal of %s is not complete",
                              card->journal->run.model_name));
    }
    for (size_t i = 0; i < p->panel.n_levels; i++)
        if (p->panel.levels[i].undefined && p->panel.levels[i].kind != MLT_PANEL_NO_KIND)
            TRY(mlt_notes_add(notes, error,
                              "%s is left out: skipped for more than half of the samples by some "
                              "model, or eligible for none of them in all",
                              p->panel.levels[i].name));
    return MLTEST_OK;
}

static void count_family(mlt_pairing *p)
{
    for (size_t k = 0; k < p->panel.n_kinds; k++)
        p->family += mlt_panel_is_in_risk(&p->panel, k);
    p->family *= p->n * (p->n - 1) / 2;
}

static mltest_status draw(mlt_pairing *p, mltest_error **error)
{
    const mlt_panel *panel = &p->panel;
    size_t n_rows = panel->n_levels + panel->n_kinds + panel->n_categories + 2;
    TRY(mlt_panel_draw(&p->draws, panel, panel->rows, n_rows, p->settings.resamples, error));
    return mlt_paired_performance_make(&p->performance, &p->draws, p->has_same_floor,
                                       p->settings.resamples, p->settings.performance_resamples,
                                       error);
}

static mltest_status make(mlt_pairing *p, mlt_notes *notes, mltest_error **error)
{
    for (size_t k = 1; k < p->n; k++)
        TRY(check_thresholds(p->cards[0], p->cards[k], error));
    TRY(check_floors(p, notes, error));
    TRY(mlt_panel_make(&p->panel, p->ctx, p->cards, p->n, error));
    count_family(p);
    TRY(say_evidence(p, notes, error));
    return draw(p, error);
}

mltest_status mlt_pairing_make(mlt_pairing *p, mltest_context *ctx, mltest_scorecard *const *cards,
                               size_t n, const mlt_compare_settings *settings, mlt_notes *notes,
                               mltest_error **error)
{
    fenv_t saved;
    *p = (mlt_pairing){.ctx = ctx,
                       .cards = cards,
                       .n = n,
                       .settings = *settings,
                       .is_classification =
                           cards[0]->journal->run.task == MLTEST_TASK_CLASSIFICATION};
    mlt_fpenv_enter(&saved);
    mltest_status status = make(p, notes, error);
    mlt_fpenv_leave(&saved);
    return status;
}

void mlt_pairing_free(mlt_pairing *p)
{
    mlt_paired_performance_free(&p->performance);
    mlt_panel_draws_free(&p->draws);
    mlt_panel_free(&p->panel);
}

/* The panel alone knows in which order its rows are. */
static size_t place_of(const mlt_pairing *p, const double *row)
{
    return (size_t)(row - p->panel.rows) / p->panel.n_levels;
}

size_t mlt_pairing_kind_row(const mlt_pairing *p, size_t kind)
{
    return place_of(p, mlt_panel_kind_row(&p->panel, kind));
}

size_t mlt_pairing_category_row(const mlt_pairing *p, size_t category)
{
    return place_of(p, mlt_panel_category_row(&p->panel, category));
}

size_t mlt_pairing_risk_row(const mlt_pairing *p)
{
    return place_of(p, mlt_panel_risk_row(&p->panel));
}

size_t mlt_pairing_flat_row(const mlt_pairing *p)
{
    return place_of(p, mlt_panel_flat_row(&p->panel));
}
