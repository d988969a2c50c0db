/* SPDX-License-Identifier: MIT */
#include "score/share.h"

#include <math.h>

#include "base/error.h"
#include "score/worth.h"
#include "stats/wilson.h"

/* Every sample with both is one of four; a failure has broken whatever there was. */
static double of_both(const mlt_sample_score *s, double strictness, mlt_figure figure)
{
    bool was_right = s->q0 >= strictness, right = s->q >= strictness;
    if (!s->counted || isnan(s->q) || isnan(s->q0))
        return NAN;
    switch (figure) {
    case MLT_FIGURE_BROKEN:
        return s->failed || (was_right && !right);
    case MLT_FIGURE_FIXED:
        return !was_right && right;
    default:
        return s->q0 - s->q > 1 - strictness;
    }
}

/* NAN: adds nothing. */
static double value_of(const mlt_sample_score *s, double strictness, mlt_figure figure)
{
    bool is_judged = s->counted && s->eligible;
    switch (figure) {
    case MLT_FIGURE_AFFECTED:
        return is_judged ? s->r < strictness : NAN;
    case MLT_FIGURE_CONSISTENCY:
        return is_judged ? s->r : NAN;
    case MLT_FIGURE_TOTAL_LOSS:
        return is_judged ? s->total_loss : NAN;
    case MLT_FIGURE_WRONG:
        return s->counted && !isnan(s->q) ? !(s->q >= strictness) : NAN;
    default:
        return of_both(s, strictness, figure);
    }
}

double mlt_figure_of_row(const mlt_sample_score *row, const mlt_figure_place *place,
                         double strictness, mlt_figure figure, double *n)
{
    double sum = 0, count = 0;
    size_t first = place->level_of == NULL ? place->place : 0;
    size_t end = place->level_of == NULL ? place->place + 1 : place->n_conditions;
    for (size_t c = first; c < end; c++) {
        if (place->level_of != NULL && place->level_of[c] != place->place)
            continue;
        double v = value_of(&row[c], strictness, figure);
        sum += isnan(v) ? 0 : v;
        count += !isnan(v);
    }
    if (n != NULL)
        *n = count;
    return count > 0 ? sum / count : NAN;
}

mltest_status mlt_share_of(const mltest_scorecard *card, const mlt_figure_place *place,
                           mlt_figure figure, mlt_share *share, mltest_error **error)
{
    mlt_worth worth;
    double sum = 0, n = 0, n_values;
    *share = (mlt_share){0, 0, NAN, NAN, NAN};
    TRY(mlt_worth_open(&worth, card->ctx, card->units.n, error));
    for (size_t i = 0; i < card->journal->n_samples; i++) {
        double v = mlt_figure_of_row(mlt_scorecard_sample(card, i, 0), place,
                                     card->settings.score_strictness, figure, &n_values);
        if (isnan(v))
            continue;
        mlt_worth_add(&worth, card->units.of[i], v, n_values);
        sum += v;
        n++;
    }
    if (n > 0) {
        share->value = sum / n;
        share->n = mlt_worth_of(&worth, n * share->value * (1 - share->value));
        share->k = mlt_worth_times(share->value, share->n);
        mlt_wilson(share->k, share->n, MLT_Z95, &share->low, &share->high);
    }
    mlt_worth_close(&worth);
    return MLTEST_OK;
}
