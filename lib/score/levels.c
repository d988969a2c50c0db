/* SPDX-License-Identifier: MIT */
#include "score/levels.h"

#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "stats/verdict.h"
#include "stats/wilson.h"

/* What a sample adds to a mean; NAN: nothing. */
typedef double (*sample_value)(const mlt_sample_score *s, double strictness);

static double affected(const mlt_sample_score *s, double strictness)
{
    return s->counted && s->eligible ? s->r < strictness : NAN;
}

static double total_loss(const mlt_sample_score *s, double strictness)
{
    (void)strictness;
    return s->counted && s->eligible ? s->total_loss : NAN;
}

static double broken(const mlt_sample_score *s, double strictness)
{
    if (!s->counted || isnan(s->q) || isnan(s->q0))
        return NAN;
    return s->failed || (s->q0 >= strictness && !(s->q >= strictness));
}

static double wrong(const mlt_sample_score *s, double strictness)
{
    return s->counted && !isnan(s->q) ? !(s->q >= strictness) : NAN;
}

static double consistency(const mlt_sample_score *s, double strictness)
{
    (void)strictness;
    return s->counted && s->eligible ? s->r : NAN;
}

/* The mean over the replicates of a sample in which it counts; NAN if there are none. */
static double mean_of_row(const mlt_sample_score *row, const size_t *level_of, size_t n,
                          size_t level, double strictness, sample_value value)
{
    double sum = 0, count = 0;
    for (size_t c = 0; c < n; c++) {
        double v = level_of[c] == level ? value(&row[c], strictness) : NAN;
        sum += isnan(v) ? 0 : v;
        count += !isnan(v);
    }
    return count > 0 ? sum / count : NAN;
}

static double mean_of_sample(const mltest_scorecard *card, size_t level, size_t sample,
                             sample_value value)
{
    return mean_of_row(mlt_scorecard_sample(card, sample, 0), card->level_of,
                       card->journal->n_conditions, level, card->settings.score_strictness, value);
}

double mlt_level_affected(const mlt_sample_score *row, const size_t *level_of, size_t n,
                          size_t level, double strictness)
{
    return mean_of_row(row, level_of, n, level, strictness, affected);
}

double mlt_level_sample(const mltest_scorecard *card, size_t level, size_t sample,
                        mlt_level_figure figure)
{
    static const sample_value of[MLT_LEVEL_N_FIGURES] = {affected, wrong, consistency};
    return mean_of_sample(card, level, sample, of[figure]);
}

static mlt_share pooled(const mltest_scorecard *card, size_t level, sample_value value)
{
    double sum = 0, n = 0, squares = 0;
    mlt_share out = {0, 0, NAN, NAN, NAN};
    for (size_t i = 0; i < card->journal->n_samples; i++) {
        double a = mean_of_sample(card, level, i, value);
        sum += isnan(a) ? 0 : a;
        n += !isnan(a);
    }
    if (!(n > 0))
        return out;
    out.value = sum / n;
    for (size_t i = 0; i < card->journal->n_samples; i++) {
        double a = mean_of_sample(card, level, i, value);
        squares += isnan(a) ? 0 : (a - out.value) * (a - out.value);
    }
    out.n =
        mlt_effective_samples(out.value, squares / n, n, (double)card->levels[level].n_replicates);
    out.k = out.value * out.n;
    mlt_wilson(out.k, out.n, MLT_Z95, &out.low, &out.high);
    return out;
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

static void pool(mltest_scorecard *card, size_t index)
{
    mlt_level_score *level = &card->levels[index];
    double sum = 0;
    level->affected = pooled(card, index, affected);
    level->newly_broken = pooled(card, index, broken);
    level->total_loss = pooled(card, index, total_loss);
    level->wrong = pooled(card, index, wrong);
    for (size_t i = 0; i < card->journal->n_samples; i++) {
        double r = mean_of_sample(card, index, i, consistency);
        sum += isnan(r) ? 0 : r;
        level->n += isnan(r) ? 0 : 1;
    }
    level->mean_r = level->n > 0 ? sum / (double)level->n : NAN;
    pool_figures(card, index);
    if (level->undefined)
        level->affected = (mlt_share){0, 0, NAN, NAN, NAN};
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
            pool(card, i);
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
