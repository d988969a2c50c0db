/* SPDX-License-Identifier: MIT */
#include "report/html/grid.h"

#include <string.h>

#include "base/alloc.h"
#include "report/html/html.h"
#include "report/html/names.h"

/* A name is HEAD@severity{PARAMETERS}#replicate. */
typedef struct {
    size_t head;
    const char *params;
    size_t n_params;
} parts;

static parts split(const char *name)
{
    parts p = {.head = strcspn(name, "@#")};
    p.params = name + p.head + strcspn(name + p.head, "{#");
    p.n_params = *p.params == '{' ? strcspn(p.params, "#") : 0;
    return p;
}

static const mlt_jcondition *condition_of(const mlt_grid *g, size_t level)
{
    return &g->card->journal->conditions[g->card->levels[level].first];
}

/* Of the row, but for the severity. */
static bool is_of_row(const mlt_grid_row *row, const mlt_jcondition *c)
{
    parts a = split(row->name), b = split(c->name);
    return strcmp(row->step->kind, c->steps[0].kind) == 0 && a.head == b.head &&
           a.n_params == b.n_params && memcmp(row->name, c->name, a.head) == 0 &&
           memcmp(a.params, b.params, a.n_params) == 0;
}

static size_t find_severity(const mlt_grid *g, double severity)
{
    size_t i = 0;
    while (i < g->n_severities && g->severities[i] < severity)
        i++;
    return i;
}

static void collect_severities(mlt_grid *g)
{
    for (size_t i = 0; i < g->card->n_levels; i++) {
        const mlt_jcondition *c = condition_of(g, i);
        size_t at = find_severity(g, c->severity);
        if (!mlt_condition_counts(c) || g->n_severities == MLT_GRID_MOST_SEVERITIES ||
            (at < g->n_severities && g->severities[at] == c->severity))
            continue;
        memmove(&g->severities[at + 1], &g->severities[at],
                (g->n_severities - at) * sizeof *g->severities);
        g->severities[at] = c->severity;
        g->n_severities++;
    }
}

/* A new row is the last of its category, whose rows stand together. */
static size_t insert_row(mlt_grid *g, const mlt_jcondition *c)
{
    size_t at = g->n_rows, width = g->n_severities, first = g->n_rows;
    for (size_t i = 0; i < g->n_rows; i++) {
        if (strcmp(g->rows[i].step->category, c->steps[0].category) != 0)
            continue;
        first = g->rows[i].category_row;
        at = i + 1;
    }
    memmove(&g->rows[at + 1], &g->rows[at], (g->n_rows - at) * sizeof *g->rows);
    memmove(&g->levels[(at + 1) * width], &g->levels[at * width],
            (g->n_rows - at) * width * sizeof *g->levels);
    g->n_rows++;
    for (size_t i = at + 1; i < g->n_rows; i++)
        g->rows[i].category_row++;
    parts p = split(c->name);
    g->rows[at] = (mlt_grid_row){c->name, &c->steps[0], p.params, p.n_params, first, true};
    for (size_t i = 0; i < g->n_rows; i++)
        if (i != at && strcmp(g->rows[i].step->kind, c->steps[0].kind) == 0)
            g->rows[i].is_alone = g->rows[at].is_alone = false;
    for (size_t i = 0; i < width; i++)
        g->levels[at * width + i] = MLT_GRID_NONE;
    return at;
}

static bool has_place(const mlt_grid *g, size_t level)
{
    const mlt_jcondition *c = condition_of(g, level);
    size_t at = find_severity(g, c->severity);
    return mlt_condition_counts(c) && at < g->n_severities && g->severities[at] == c->severity;
}

/* Names that are not canonical may claim the same place; each gets one. */
static void place(mlt_grid *g, size_t level)
{
    const mlt_jcondition *c = condition_of(g, level);
    size_t severity = find_severity(g, c->severity), row = 0;
    while (row < g->n_rows &&
           (!is_of_row(&g->rows[row], c) || mlt_grid_at(g, row, severity) != MLT_GRID_NONE))
        row++;
    if (row == g->n_rows)
        row = insert_row(g, c);
    g->levels[row * g->n_severities + severity] = (int64_t)level;
}

static size_t count_levels(const mlt_grid *g)
{
    size_t n = 0;
    for (size_t i = 0; i < g->card->n_levels; i++)
        n += mlt_condition_counts(condition_of(g, i));
    return n;
}

bool mlt_grid_make(mlt_grid *g, const mltest_report *report)
{
    *g = (mlt_grid){.ctx = report->ctx, .card = report->cards[0]};
    size_t n = count_levels(g);
    g->severities = mlt_alloc_zero(g->ctx, n + 1, sizeof *g->severities);
    g->rows = mlt_alloc_zero(g->ctx, n + 1, sizeof *g->rows);
    g->others = mlt_alloc_zero(g->ctx, g->card->n_levels + 1, sizeof *g->others);
    if (g->severities != NULL)
        collect_severities(g);
    g->levels = mlt_alloc_zero(g->ctx, (n + 1) * (g->n_severities + 1), sizeof *g->levels);
    if (g->severities == NULL || g->rows == NULL || g->others == NULL || g->levels == NULL) {
        mlt_grid_free(g);
        return false;
    }
    for (size_t i = 0; i < g->card->n_levels; i++) {
        if (has_place(g, i))
            place(g, i);
        else if (g->card->levels[i].first > 0)
            g->others[g->n_others++] = i;
    }
    return true;
}

void mlt_grid_free(mlt_grid *g)
{
    mlt_free(g->ctx, g->severities);
    mlt_free(g->ctx, g->rows);
    mlt_free(g->ctx, g->levels);
    mlt_free(g->ctx, g->others);
    *g = (mlt_grid){.ctx = g->ctx};
}

void mlt_grid_put_row_name(mlt_text *out, const mlt_grid_row *row)
{
    mlt_html_short_name(out, row->step->kind);
    if (!row->is_alone && row->step->revision > 1)
        mlt_text_printf(out, " r%u", (unsigned)row->step->revision);
    if (row->is_alone || row->n_params == 0)
        return;
    mlt_text params;
    mlt_text_init(&params, out->ctx);
    mlt_text_add(&params, row->params, row->n_params);
    out->failed = out->failed || !mlt_text_ok(&params);
    mlt_text_putc(out, ' ');
    mlt_html_short_name(out, mlt_text_string(&params));
    mlt_text_free(&params);
}
