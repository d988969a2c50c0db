/* SPDX-License-Identifier: MIT */
#include "score/risk.h"

#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "score/calibrate.h"
#include "score/levels.h"
#include "score/weighted_mean.h"

uint32_t mlt_group_find(const mlt_group_score *groups, size_t n, const char *name)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(groups[i].name, name) == 0)
            return (uint32_t)i;
    return MLT_NO_GROUP;
}

/* The names of kinds and categories, in the order of their first condition. */
static mltest_status collect(mlt_groups *g, const mltest_journal *j, mltest_error **error)
{
    for (size_t c = 0; c < j->n_conditions; c++) {
        const mlt_jcondition *condition = &j->conditions[c];
        if (!mlt_condition_counts(condition))
            continue;
        const mlt_jstep *step = &condition->steps[0];
        if (!mlt_reserve(g->ctx, g->kinds, g->cap_kinds, g->n_kinds + 1) ||
            !mlt_reserve(g->ctx, g->categories, g->cap_categories, g->n_categories + 1))
            return mlt_fail_memory(error);
        if (mlt_group_find(g->kinds, g->n_kinds, step->kind) == MLT_NO_GROUP)
            g->kinds[g->n_kinds++] =
                (mlt_group_score){.name = step->kind,
                                  .category = step->category,
                                  .family = step->family != NULL ? step->family : ""};
        if (mlt_group_find(g->categories, g->n_categories, step->category) == MLT_NO_GROUP)
            g->categories[g->n_categories++] =
                (mlt_group_score){.name = step->category, .category = step->category, .family = ""};
    }
    return MLTEST_OK;
}

/* Mean over the severities of a kind. */
static void score_kind(mlt_group_score *kind, const mltest_scorecard *card)
{
    mlt_weighted_mean affected = {0, 0}, wrong = {0, 0}, r = {0, 0}, performance = {0, 0};
    for (size_t i = 0; i < card->n_levels; i++) {
        const mlt_level_score *s = &card->levels[i];
        const mlt_jcondition *condition = &card->journal->conditions[s->first];
        if (!mlt_condition_counts(condition) || strcmp(condition->steps[0].kind, kind->name) != 0 ||
            s->undefined)
            continue;
        kind->n++;
        mlt_mean_add(&affected, 1, s->affected.value);
        mlt_mean_add(&wrong, 1, s->wrong.value);
        mlt_mean_add(&r, 1, s->mean_r);
        mlt_mean_add(&performance, 1, s->performance);
    }
    kind->affected = mlt_mean_value(&affected);
    kind->wrong = mlt_mean_value(&wrong);
    kind->mean_r = mlt_mean_value(&r);
    kind->performance = mlt_mean_value(&performance);
}

/* What a kind weighs in its category: near-duplicates share one weight. */
static void weigh_kinds(mlt_groups *g, const mltest_scorecard *card)
{
    for (size_t i = 0; i < g->n_kinds; i++) {
        const mlt_group_score *kind = &g->kinds[i];
        double relatives = 1;
        for (size_t k = 0; k < g->n_kinds && kind->family[0] != '\0'; k++) {
            const mlt_group_score *other = &g->kinds[k];
            relatives += k != i && strcmp(other->family, kind->family) == 0 &&
                         strcmp(other->category, kind->category) == 0 && !isnan(other->affected) &&
                         mlt_weight_of(&card->weights, other->name) > 0;
        }
        g->kinds[i].own = mlt_weight_of(&card->weights, kind->name) / relatives;
    }
}

static void score_category(mlt_group_score *category, const mlt_groups *g)
{
    mlt_weighted_mean affected = {0, 0}, wrong = {0, 0}, r = {0, 0}, performance = {0, 0};
    for (size_t i = 0; i < g->n_kinds; i++) {
        const mlt_group_score *kind = &g->kinds[i];
        if (strcmp(kind->category, category->name) != 0)
            continue;
        category->n++;
        mlt_mean_add(&affected, kind->own, kind->affected);
        mlt_mean_add(&wrong, kind->own, kind->wrong);
        mlt_mean_add(&r, kind->own, kind->mean_r);
        mlt_mean_add(&performance, kind->own, kind->performance);
    }
    category->affected = mlt_mean_value(&affected);
    category->wrong = mlt_mean_value(&wrong);
    category->mean_r = mlt_mean_value(&r);
    category->performance = mlt_mean_value(&performance);
}

/* From weights within a category, and of it, to shares in the risk. */
static void share_weights(mlt_groups *g)
{
    double all = 0;
    for (size_t i = 0; i < g->n_categories; i++)
        all += isnan(g->categories[i].affected) ? 0 : g->categories[i].own;
    for (size_t i = 0; i < g->n_categories; i++) {
        mlt_group_score *category = &g->categories[i];
        double own = 0;
        category->weight = all > 0 && !isnan(category->affected) ? category->own / all : 0;
        for (size_t k = 0; k < g->n_kinds; k++)
            own += strcmp(g->kinds[k].category, category->name) == 0 && !isnan(g->kinds[k].affected)
                       ? g->kinds[k].own
                       : 0;
        for (size_t k = 0; k < g->n_kinds; k++) {
            mlt_group_score *kind = &g->kinds[k];
            if (strcmp(kind->category, category->name) == 0)
                kind->weight =
                    own > 0 && !isnan(kind->affected) ? category->weight * kind->own / own : 0;
        }
    }
}

static const mlt_group_score *worst(const mlt_group_score *groups, size_t n)
{
    const mlt_group_score *found = NULL;
    for (size_t i = 0; i < n; i++) {
        if (groups[i].weight > 0 && !isnan(groups[i].affected) &&
            (found == NULL || groups[i].affected > found->affected))
            found = &groups[i];
    }
    return found;
}

/* Whether a condition takes part in the risk, and is not stronger than severity 3. */
static bool is_in_worst_case(const mltest_scorecard *card, const mlt_groups *g, size_t condition)
{
    const mlt_jcondition *c = &card->journal->conditions[condition];
    if (!mlt_condition_counts(c) || c->severity > 3 ||
        card->levels[card->level_of[condition]].undefined)
        return false;
    uint32_t kind = mlt_group_find(g->kinds, g->n_kinds, c->steps[0].kind);
    return kind != MLT_NO_GROUP && g->kinds[kind].weight > 0;
}

/* Samples affected by any condition of the risk at severity 3 or less. in_it: one a condition. */
static double worst_case(const mltest_scorecard *card, const bool *in_it)
{
    const mltest_journal *j = card->journal;
    double n = 0, k = 0;
    for (size_t i = 0; i < j->n_samples; i++) {
        bool eligible = false, affected = false;
        for (size_t c = 0; c < j->n_conditions; c++) {
            const mlt_sample_score *s = mlt_scorecard_sample(card, i, c);
            if (!in_it[c] || !s->eligible || !s->counted)
                continue;
            eligible = true;
            affected = affected || s->r < card->settings.score_strictness;
        }
        n += eligible;
        k += affected;
    }
    return n > 0 ? k / n : NAN;
}

bool mlt_kind_counts(const mltest_scorecard *card, const mlt_group_score *kind)
{
    return mlt_weight_of(&card->weights, kind->name) > 0 &&
           mlt_weight_of(&card->weights, kind->category) > 0;
}

void mlt_groups_place_levels(const mlt_groups *groups, const mltest_scorecard *card,
                             uint32_t *kind_of)
{
    for (size_t i = 0; i < card->n_levels; i++) {
        const mlt_jcondition *c = &card->journal->conditions[card->levels[i].first];
        bool takes_part = mlt_condition_counts(c) && !card->levels[i].undefined;
        kind_of[i] = takes_part ? mlt_group_find(groups->kinds, groups->n_kinds, c->steps[0].kind)
                                : MLT_NO_GROUP;
    }
}

static void fill_worst(mlt_risk *risk, const mlt_groups *g)
{
    const mlt_group_score *kind = worst(g->kinds, g->n_kinds);
    const mlt_group_score *category = worst(g->categories, g->n_categories);
    risk->worst_kind = kind != NULL ? kind->name : "";
    risk->worst_kind_value = kind != NULL ? kind->affected : NAN;
    risk->worst_category = category != NULL ? category->name : "";
    risk->worst_category_value = category != NULL ? category->affected : NAN;
}

/* What the risk rests on: samples on whose clean picture something is seen, or rightly nothing. */
static void fill_evidence(mltest_scorecard *card)
{
    uint64_t eligible = 0, blind = 0, n = 0;
    for (size_t i = 0; i < card->journal->n_samples; i++) {
        const mlt_sample_score *s = mlt_scorecard_sample(card, i, 0);
        n += !(card->settings.odd_half && mlt_is_for_calibration(&card->journal->samples[i]));
        eligible += s->counted && s->eligible;
        blind += s->counted && s->blind;
    }
    card->risk.low_evidence = eligible < 30 || 2 * eligible < n;
    card->risk.blind_share =
        eligible + blind > 0 ? (double)blind / (double)(eligible + blind) : NAN;
}

/* The mean AP of a class over the replicates of a level. */
static double level_of_class(const mltest_scorecard *card, size_t level, size_t cls)
{
    mlt_weighted_mean out = {0, 0};
    const mltest_journal *j = card->journal;
    for (size_t c = card->levels[level].first; c < j->n_conditions; c++)
        if (card->level_of[c] == level)
            mlt_mean_add(&out, 1, card->figures[c * j->run.n_classes + cls].ap);
    return mlt_mean_value(&out);
}

/* The mean of that over the severities of a kind. */
static double kind_of_class(const mltest_scorecard *card, const char *kind, size_t cls)
{
    mlt_weighted_mean out = {0, 0};
    for (size_t i = 0; i < card->n_levels; i++) {
        const mlt_jcondition *c = &card->journal->conditions[card->levels[i].first];
        if (mlt_condition_counts(c) && !card->levels[i].undefined &&
            strcmp(c->steps[0].kind, kind) == 0)
            mlt_mean_add(&out, 1, level_of_class(card, i, cls));
    }
    return mlt_mean_value(&out);
}

/* The mean over classes of their mPC in parts of their clean AP. */
static double relative_by_class(const mltest_scorecard *card, const mlt_groups *g)
{
    mlt_weighted_mean out = {0, 0};
    for (size_t k = 0; card->figures != NULL && k < card->journal->run.n_classes; k++) {
        mlt_weighted_mean mpc = {0, 0};
        double clean = card->figures[k].ap;
        for (size_t i = 0; i < g->n_kinds; i++)
            mlt_mean_add(&mpc, mlt_kind_counts(card, &g->kinds[i]),
                         kind_of_class(card, g->kinds[i].name, k));
        if (clean > 0)
            mlt_mean_add(&out, 1, mlt_mean_value(&mpc) / clean);
    }
    return mlt_mean_value(&out);
}

static void fill_risk(mltest_scorecard *card, const mlt_groups *g)
{
    mlt_risk *risk = &card->risk;
    mlt_weighted_mean value_of = {0, 0}, failure = {0, 0}, flat = {0, 0}, performance = {0, 0};
    for (size_t i = 0; i < g->n_categories; i++) {
        mlt_mean_add(&value_of, g->categories[i].own, g->categories[i].affected);
        mlt_mean_add(&failure, g->categories[i].own, g->categories[i].wrong);
    }
    for (size_t i = 0; i < g->n_kinds; i++) {
        mlt_mean_add(&flat, mlt_kind_counts(card, &g->kinds[i]), g->kinds[i].affected);
        mlt_mean_add(&performance, mlt_kind_counts(card, &g->kinds[i]), g->kinds[i].performance);
    }
    risk->value = 100 * mlt_mean_value(&value_of);
    risk->failure = 100 * mlt_mean_value(&failure);
    risk->flat = 100 * mlt_mean_value(&flat);
    risk->mpc = mlt_mean_value(&performance);
    risk->mpc_clean = card->conditions[0].map;
    risk->rpc = risk->mpc_clean > 0 ? risk->mpc / risk->mpc_clean : NAN;
    risk->rpc_classes = relative_by_class(card, g);
    fill_worst(risk, g);
    fill_evidence(card);
}

static mltest_status fill_worst_case(mltest_scorecard *card, const mlt_groups *g,
                                     mltest_error **error)
{
    size_t n = card->journal->n_conditions;
    bool *in_it = mlt_alloc_zero(card->ctx, n + 1, sizeof *in_it);
    if (in_it == NULL)
        return mlt_fail_memory(error);
    for (size_t c = 0; c < n; c++)
        in_it[c] = is_in_worst_case(card, g, c);
    card->risk.worst_case = worst_case(card, in_it);
    mlt_free(card->ctx, in_it);
    return MLTEST_OK;
}

mltest_status mlt_groups_make(mlt_groups *groups, mltest_scorecard *card, mltest_error **error)
{
    memset(groups, 0, sizeof *groups);
    groups->ctx = card->ctx;
    TRY(mlt_levels_make(card, error));
    TRY(collect(groups, card->journal, error));
    for (size_t i = 0; i < groups->n_kinds; i++)
        score_kind(&groups->kinds[i], card);
    weigh_kinds(groups, card);
    for (size_t i = 0; i < groups->n_categories; i++) {
        groups->categories[i].own = mlt_weight_of(&card->weights, groups->categories[i].name);
        score_category(&groups->categories[i], groups);
    }
    share_weights(groups);
    fill_risk(card, groups);
    return fill_worst_case(card, groups, error);
}

void mlt_groups_free(mlt_groups *groups)
{
    mlt_free(groups->ctx, groups->kinds);
    mlt_free(groups->ctx, groups->categories);
}
