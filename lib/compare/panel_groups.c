/* SPDX-License-Identifier: MIT */
/*
 * Kinds and categories of a panel, and what each level weighs in their means.
 */
#include <string.h>

#include "base/alloc.h"
#include "base/checked.h"
#include "base/error.h"
#include "compare/panel.h"

static size_t category_of(mlt_panel *p, const char *name)
{
    size_t i = 0;
    while (i < p->n_categories && strcmp(p->categories[i].name, name) != 0)
        i++;
    if (i == p->n_categories)
        p->categories[p->n_categories++] =
            (mlt_panel_category){name, mlt_weight_of(&p->cards[0]->weights, name)};
    return i;
}

static size_t kind_of(mlt_panel *p, const mlt_jstep *step)
{
    size_t i = 0;
    while (i < p->n_kinds && strcmp(p->kinds[i].name, step->kind) != 0)
        i++;
    if (i == p->n_kinds) {
        const char *family = step->family != NULL ? step->family : "";
        size_t category = category_of(p, step->category);
        p->kinds[p->n_kinds++] = (mlt_panel_kind){step->kind, family, category, 0, 0};
    }
    return i;
}

/* Near-duplicates that are defined share one weight. */
static void weigh_kinds(mlt_panel *p)
{
    const mlt_weights *weights = &p->cards[0]->weights;
    for (size_t i = 0; i < p->n_kinds; i++) {
        mlt_panel_kind *kind = &p->kinds[i];
        double relatives = 1;
        for (size_t k = 0; k < p->n_kinds && kind->family[0] != '\0'; k++) {
            const mlt_panel_kind *other = &p->kinds[k];
            relatives += k != i && other->category == kind->category && other->n_levels > 0 &&
                         strcmp(other->family, kind->family) == 0 &&
                         mlt_weight_of(weights, other->name) > 0;
        }
        kind->weight = mlt_weight_of(weights, kind->name) / relatives;
    }
}

static double *row_at(const mlt_panel *p, size_t i)
{
    return &p->rows[i * p->n_levels];
}

/* Adds one row to another, so many times. */
static void add_row(const mlt_panel *p, double *to, double weight, const double *from)
{
    for (size_t level = 0; level < p->n_levels; level++)
        to[level] += weight * from[level];
}

static void scale_row(const mlt_panel *p, double *row)
{
    double sum = 0;
    for (size_t level = 0; level < p->n_levels; level++)
        sum += row[level];
    for (size_t level = 0; level < p->n_levels && sum > 0; level++)
        row[level] /= sum;
}

static void fill_rows(mlt_panel *p)
{
    double *kinds = row_at(p, p->n_levels), *categories = row_at(p, p->n_levels + p->n_kinds);
    double *risk = row_at(p, p->n_levels + p->n_kinds + p->n_categories);
    double *flat = risk + p->n_levels;
    for (size_t level = 0; level < p->n_levels; level++) {
        const mlt_panel_level *l = &p->levels[level];
        row_at(p, level)[level] = 1;
        if (l->kind != MLT_PANEL_NO_KIND && !l->undefined)
            kinds[l->kind * p->n_levels + level] = 1 / (double)p->kinds[l->kind].n_levels;
    }
    for (size_t k = 0; k < p->n_kinds; k++) {
        const double *row = &kinds[k * p->n_levels];
        add_row(p, &categories[p->kinds[k].category * p->n_levels], p->kinds[k].weight, row);
        if (mlt_panel_is_in_risk(p, k))
            add_row(p, flat, 1, row);
    }
    for (size_t c = 0; c < p->n_categories; c++) {
        double *row = &categories[c * p->n_levels];
        scale_row(p, row);
        add_row(p, risk, p->categories[c].weight, row);
    }
    scale_row(p, risk);
    scale_row(p, flat);
}

mltest_status mlt_panel_arrange(mlt_panel *p, mltest_error **error)
{
    size_t cells;
    p->kinds = mlt_alloc_zero(p->ctx, p->n_levels + 1, sizeof *p->kinds);
    p->categories = mlt_alloc_zero(p->ctx, p->n_levels + 1, sizeof *p->categories);
    if (p->kinds == NULL || p->categories == NULL)
        return mlt_fail_memory(error);
    for (size_t i = 0; i < p->n_levels; i++) {
        mlt_panel_level *level = &p->levels[i];
        const mlt_jcondition *c = &p->cards[0]->journal->conditions[level->first];
        if (!mlt_condition_counts(c))
            continue;
        level->kind = kind_of(p, &c->steps[0]);
        p->kinds[level->kind].n_levels += !level->undefined;
    }
    weigh_kinds(p);
    if (!mlt_mul_size(p->n_levels + p->n_kinds + p->n_categories + 2, p->n_levels, &cells))
        return mlt_fail_memory(error);
    p->rows = mlt_alloc_zero(p->ctx, cells + 1, sizeof *p->rows);
    if (p->rows == NULL)
        return mlt_fail_memory(error);
    fill_rows(p);
    return MLTEST_OK;
}

bool mlt_panel_is_in_risk(const mlt_panel *p, size_t kind)
{
    const mlt_panel_kind *k = &p->kinds[kind];
    return k->n_levels > 0 && k->weight > 0 && p->categories[k->category].weight > 0;
}

const double *mlt_panel_level_row(const mlt_panel *p, size_t level)
{
    return row_at(p, level);
}

const double *mlt_panel_kind_row(const mlt_panel *p, size_t kind)
{
    return row_at(p, p->n_levels + kind);
}

const double *mlt_panel_category_row(const mlt_panel *p, size_t category)
{
    return row_at(p, p->n_levels + p->n_kinds + category);
}

const double *mlt_panel_risk_row(const mlt_panel *p)
{
    return row_at(p, p->n_levels + p->n_kinds + p->n_categories);
}

const double *mlt_panel_flat_row(const mlt_panel *p)
{
    return row_at(p, p->n_levels + p->n_kinds + p->n_categories + 1);
}
