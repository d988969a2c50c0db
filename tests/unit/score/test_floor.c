/* SPDX-License-Identifier: MIT */
#include "score/floor.h"

#include "score/fixtures.h"

static bool is_noise(const void *data, size_t sample, size_t condition)
{
    (void)data;
    (void)sample;
    return condition == FX_NOISE;
}

static bool is_nothing(const void *data, size_t sample, size_t condition)
{
    (void)sample;
    (void)condition;
    return data != NULL;
}

START_TEST(declared_or_seen)
{
    mltest_journal *journal = fx_open(true);
    fx_near(mlt_score_floor(journal, NULL, NULL), 0); /* declared */
    journal->run.has_score_floor = false;
    fx_near(mlt_score_floor(journal, NULL, NULL), 0.5);
    fx_near(mlt_score_floor(journal, is_noise, NULL), 0.5);
    fx_outcome(journal, 2, FX_NOISE)->n_preds = 0;
    fx_near(mlt_score_floor(journal, is_noise, NULL), 0.9);
    fx_near(mlt_score_floor(journal, is_nothing, NULL), 0); /* nothing is known */
    mlt_journal_unref(journal);
}
END_TEST

FX_SUITE(floor, declared_or_seen)
