/* SPDX-License-Identifier: MIT */
#include "score/levels.h"

#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"

static mlt_figure_place level_place(const mltest_scorecard *card, size_t level)
{
    return (mlt_figure_place){card->level_of, card->journal->n_conditions, level};
}

double mlt_level_sample(const mltest_scorecard *card, size_t level, size_t sample,
                        mlt_figure figure)
{
    const mlt_figure_place place = level_place(card, level);
    return mlt_figure_of_row(mlt_scorecard_sample(card, sample, 0), &place,
                             card->settings.score_strictness, figure, NULL);
}

/* A single replicate is the condition itself. */
static void copy_condition(mlt_level_score *level, const mlt_condition_score *s)
{
    level->affected = s->affected;
    level->newly_broken = s->newly_broken;
    level->total_loss = s->total_loss;
    level->wrong = s->wrong;
    level->mean_r = s->mean_r;
    level->performance = s->label_limited ? NAN : s->map;
    level->drop = s->label_limited ? NAN : s->drop;
    level->undefined = s->undefined;
    level->n = s->n_eligible;
}

static void pool_figures(mltest_scorecard *card, size_t index)
{
    mlt_level_score *level = &card->levels[index];
    double sum = 0, sum_drop = 0, n = 0;
    uint64_t n_skipped = 0, n_counted = 0;
    for (size_t c = 0; c < card->journal->n_conditions; c++) {
        const mlt_condition_score *s = &card->conditions[c];
        if (card->level_of[c] != index)
            continue;
        n_skipped += s->n_skipped;
        n_counted += s->n_counted;
        if (s->label_limited || isnan(s->map))
            continue;
        sum += s->map;
        sum_drop += s->drop;
        n++;
    }
    level->undefined = n_skipped > n_counted;
    level->performance = n > 0 ? sum / n : NAN;
    level->drop = n > 0 ? sum_drop / n : NAN;
}

static mltest_status pool(mltest_scorecard *card, size_t index, mltest_error **error)
{
    mlt_level_score *level = &card->levels[index];
    const mlt_figure_place place = level_place(card, index);
    double sum = 0;
    TRY(mlt_share_of(card, &place, MLT_FIGURE_AFFECTED, &level->affected, error));
    TRY(mlt_share_of(card, &place, MLT_FIGURE_BROKEN, &level->newly_broken, error));
    TRY(mlt_share_of(card, &place, MLT_FIGURE_TOTAL_LOSS, &level->total_loss, error));
    TRY(mlt_share_of(card, &place, MLT_FIGURE_WRONG, &level->wrong, error));
    for (size_t i = 0; i < card->journal->n_samples; i++) {
        double r = mlt_level_sample(card, index, i, MLT_FIGURE_CONSISTENCY);
        sum += isnan(r) ? 0 : r;
        level->n += isnan(r) ? 0 : 1;
    }
    level->mean_r = level->n > 0 ? sum / (double)level->n : NAN;
    pool_figures(card, index);
    if (level->undefined)
        level->affected = (mlt_share){0, 0, NAN, NAN, NAN};
    return MLTEST_OK;
}

bool mlt_level_is_same(const char *a, const char *b)
{
    size_t n = strcspn(a, "#");
    return n == strcspn(b, "#") && memcmp(a, b, n) == 0;
}

static size_t find_level(const mltest_scorecard *card, const char *name)
{
    size_t i = 0;
    while (i < card->n_levels && !mlt_level_is_same(card->levels[i].name, name))
        i++;
    return i;
}

mltest_status mlt_levels_make(mltest_scorecard *card, mltest_error **error)
{
    const mltest_journal *j = card->journal;
    mlt_levels_free(card);
    card->levels = mlt_alloc_zero(card->ctx, j->n_conditions + 1, sizeof *card->levels);
    card->level_of = mlt_alloc_zero(card->ctx, j->n_conditions + 1, sizeof *card->level_of);
    if (card->levels == NULL || card->level_of == NULL)
        return mlt_fail_memory(error);
    for (size_t c = 0; c < j->n_conditions; c++) {
        /* A repeat of the clean picture is no replicate of a change. */
        bool is_clean = j->conditions[c].n_steps == 0;
        size_t i = is_clean ? card->n_levels : find_level(card, j->conditions[c].name);
        card->level_of[c] = i;
        if (i == card->n_levels)
            card->levels[card->n_levels++] =
                (mlt_level_score){.name = j->conditions[c].name, .first = c};
        card->levels[i].n_replicates++;
    }
    for (size_t i = 0; i < card->n_levels; i++) {
        if (card->levels[i].n_replicates == 1)
            copy_condition(&card->levels[i], &card->conditions[card->levels[i].first]);
        else
            TRY(pool(card, i, error));
    }
    return MLTEST_OK;
}

void mlt_levels_free(mltest_scorecard *card)
{
    mlt_free(card->ctx, card->levels);
    mlt_free(card->ctx, card->level_of);
    card->levels = NULL;
    card->level_of = NULL;
    card->n_levels = 0;
}
