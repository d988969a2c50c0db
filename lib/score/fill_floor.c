/* SPDX-License-Identifier: MIT */
/*
 * What else qualifies the figures: the noise floor, the units of evidence, a truncated mAP.
 */
#include <math.h>
#include <string.h>

#include "base/error.h"
#include "score/fill.h"

/* The mean affected share of the repeats of the clean picture, or of one grey level of dither. */
static double floor_of(const mltest_scorecard *card, bool dither)
{
    double sum = 0, n = 0;
    for (size_t c = 1; c < card->journal->n_conditions; c++) {
        const mlt_jcondition *condition = &card->journal->conditions[c];
        double f = card->conditions[c].affected.value;
        bool fits = dither
                        ? condition->n_steps == 1 && strcmp(condition->steps[0].kind, "dither") == 0
                        : condition->n_steps == 0;
        if (!fits || isnan(f))
            continue;
        sum += f;
        n++;
    }
    return n > 0 ? sum / n : NAN;
}

mltest_status mlt_score_fill_floor(mltest_scorecard *card, const mlt_score_extras *extras,
                                   mltest_error **error)
{
    mlt_results *r = card->results;
    TRY(mlt_results_number(r, "score_floor", extras->floor, error));
    TRY(mlt_results_flag(r, "hysteresis", extras->hysteresis, error));
    TRY(mlt_results_number(r, "mAP_truncated_at", extras->hysteresis ? NAN : extras->floor, error));
    TRY(mlt_results_number(r, "noise_floor.repeat", floor_of(card, false), error));
    TRY(mlt_results_number(r, "noise_floor.dither", floor_of(card, true), error));
    TRY(mlt_results_text(r, "resampling.unit", card->units.is_grouped ? "group" : "sample", error));
    return mlt_results_number(r, "resampling.units", (double)card->units.n, error);
}
