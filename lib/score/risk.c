/* SPDX-License-Identifier: MIT */
#include "score/risk.h"

#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"

/* Mean of what is defined. */
typedef struct {
    double sum;
    size_t n;
} mean;

static void add(mean *m, double v)
{
    if (isnan(v))
        return;
    m->sum += v;
    m->n++;
}

static double value(const mean *m)
{
    return m->n > 0 ? m->sum / (double)m->n : NAN;
}

static bool has(const mlt_group_score *groups, size_t n, const char *name)
{
    for (size_t i = 0; i < n; i++) {
        if (strcmp(groups[i].name, name) == 0)
            return true;
    }
    return false;
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
        if (!has(g->kinds, g->n_kinds, step->kind))
            g->kinds[g->n_kinds++] =
                (mlt_group_score){.name = step->kind, .category = step->category};
        if (!has(g->categories, g->n_categories, step->category))
            g->categories[g->n_categories++] =
                (mlt_group_score){.name = step->category, .category = step->category};
    }
    return MLTEST_OK;
}

/* Mean over the severities (and replicates) of a kind. */
static void score_kind(mlt_group_score *kind, const mltest_scorecard *card)
{
    mean affected = {0, 0}, wrong = {0, 0}, r = {0, 0}, performance = {0, 0};
    const mltest_journal *j = card->journal;
    for (size_t c = 0; c < j->n_conditions; c++) {
        const mlt_condition_score *s = &card->conditions[c];
        if (!mlt_condition_counts(&j->conditions[c]) ||
            strcmp(j->conditions[c].steps[0].kind, kind->name) != 0 || s->undefined)
            continue;
        kind->n++;
        add(&affected, s->affected.value);
        add(&wrong, s->wrong.value);
        add(&r, s->mean_r);
        if (!s->label_limited)
            add(&performance, s->map);
    }
    kind->affected = value(&affected);
    kind->wrong = value(&wrong);
    kind->mean_r = value(&r);
    kind->performance = value(&performance);
}

static void score_category(mlt_group_score *category, const mlt_groups *g)
{
    mean affected = {0, 0}, wrong = {0, 0}, r = {0, 0}, performance = {0, 0};
    for (size_t i = 0; i < g->n_kinds; i++) {
        if (strcmp(g->kinds[i].category, category->name) != 0)
            continue;
        category->n++;
        add(&affected, g->kinds[i].affected);
        add(&wrong, g->kinds[i].wrong);
        add(&r, g->kinds[i].mean_r);
        add(&performance, g->kinds[i].performance);
    }
    category->affected = value(&affected);
    category->wrong = value(&wrong);
    category->mean_r = value(&r);
    category->performance = value(&performance);
}

static const mlt_group_score *worst(const mlt_group_score *groups, size_t n)
{
    const mlt_group_score *found = NULL;
    for (size_t i = 0; i < n; i++) {
        if (!isnan(groups[i].affected) && (found == NULL || groups[i].affected > found->affected))
            found = &groups[i];
    }
    return found;
}

/* Samples affected by any condition that counts, at severity 3 or less. */
static double worst_case(const mltest_scorecard *card)
{
    const mltest_journal *j = card->journal;
    double n = 0, k = 0;
    for (size_t i = 0; i < j->n_samples; i++) {
        bool eligible = false, affected = false;
        for (size_t c = 0; c < j->n_conditions; c++) {
            const mlt_sample_score *s = mlt_scorecard_sample(card, i, c);
            if (!mlt_condition_counts(&j->conditions[c]) || j->conditions[c].severity > 3 ||
                !s->eligible || !s->counted)
                continue;
            eligible = true;
            affected = affected || s->r < card->settings.score_strictness;
        }
        n += eligible;
        k += affected;
    }
    return n > 0 ? k / n : NAN;
}

static void fill_risk(mltest_scorecard *card, const mlt_groups *g)
{
    mlt_risk *risk = &card->risk;
    mean value_of = {0, 0}, failure = {0, 0}, flat = {0, 0}, performance = {0, 0};
    for (size_t i = 0; i < g->n_categories; i++) {
        add(&value_of, g->categories[i].affected);
        add(&failure, g->categories[i].wrong);
    }
    for (size_t i = 0; i < g->n_kinds; i++) {
        add(&flat, g->kinds[i].affected);
        add(&performance, g->kinds[i].performance);
    }
    risk->value = 100 * value(&value_of);
    risk->failure = 100 * value(&failure);
    risk->flat = 100 * value(&flat);
    risk->worst_case = worst_case(card);
    risk->mpc = value(&performance);
    risk->mpc_clean = card->conditions[0].map;
    risk->rpc = risk->mpc_clean > 0 ? risk->mpc / risk->mpc_clean : NAN;
    const mlt_group_score *kind = worst(g->kinds, g->n_kinds);
    const mlt_group_score *category = worst(g->categories, g->n_categories);
    risk->worst_kind = kind != NULL ? kind->name : "";
    risk->worst_kind_value = kind != NULL ? kind->affected : NAN;
    risk->worst_category = category != NULL ? category->name : "";
    risk->worst_category_value = category != NULL ? category->affected : NAN;
}

mltest_status mlt_groups_make(mlt_groups *groups, mltest_scorecard *card, mltest_error **error)
{
    memset(groups, 0, sizeof *groups);
    groups->ctx = card->ctx;
    TRY(collect(groups, card->journal, error));
    for (size_t i = 0; i < groups->n_kinds; i++)
        score_kind(&groups->kinds[i], card);
    for (size_t i = 0; i < groups->n_categories; i++)
        score_category(&groups->categories[i], groups);
    fill_risk(card, groups);
    return MLTEST_OK;
}

void mlt_groups_free(mlt_groups *groups)
{
    mlt_free(groups->ctx, groups->kinds);
    mlt_free(groups->ctx, groups->categories);
}
