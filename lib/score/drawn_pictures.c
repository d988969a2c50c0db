/* SPDX-License-Identifier: MIT */
#include "score/drawn_pictures.h"

#include "base/alloc.h"
#include "base/error.h"

static const size_t left_out = SIZE_MAX;

mltest_status mlt_drawn_pictures_make(mlt_drawn_pictures *out, const mlt_performance *w,
                                      size_t condition, size_t judged, mltest_error **error)
{
    const mltest_scorecard *card = w->card;
    const mltest_journal *j = card->journal;
    *out = (mlt_drawn_pictures){.ctx = card->ctx, .all = true};
    out->unit_of = mlt_alloc_zero(out->ctx, j->n_samples + 1, sizeof *out->unit_of);
    if (out->unit_of == NULL)
        return mlt_fail_memory(error);
    for (size_t i = 0; i < j->n_samples; i++) {
        if (!mlt_takes_part(w, &j->samples[i], mlt_journal_outcome(j, i, condition)))
            continue;
        bool both = mlt_takes_part(w, &j->samples[i], mlt_journal_outcome(j, i, judged));
        out->all = out->all && both;
        out->unit_of[out->n++] = both ? card->units.of[i] : left_out;
    }
    return MLTEST_OK;
}

void mlt_drawn_pictures_free(mlt_drawn_pictures *pictures)
{
    mlt_free(pictures->ctx, pictures->unit_of);
    pictures->unit_of = NULL;
}

void mlt_drawn_pictures_weigh(const mlt_drawn_pictures *pictures, const double *of_units,
                              double *weights)
{
    for (size_t i = 0; i < pictures->n; i++)
        weights[i] = pictures->unit_of[i] == left_out ? 0 : of_units[pictures->unit_of[i]];
}

static void subtract(double *out, const double *a, const double *b, size_t n)
{
    for (size_t i = 0; i < n; i++)
        out[i] = a[i] - b[i];
}

void mlt_draws_subtract(mlt_bootstrap *out, size_t to, const mlt_bootstrap *a,
                        const mlt_bootstrap *b, size_t figure)
{
    const size_t n = out->n_draws, m = out->n_blocks;
    subtract(&out->point[to], &a->point[figure], &b->point[figure], 1);
    subtract(&out->draws[to * n], &a->draws[figure * n], &b->draws[figure * n], n);
    subtract(&out->jackknife[to * m], &a->jackknife[figure * m], &b->jackknife[figure * m], m);
}
