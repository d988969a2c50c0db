/* SPDX-License-Identifier: MIT */
/*
 * The conditions of a report as a grid: kinds, by category, × severities. Levels stand for their
 * replicates. Chains, informational kinds and repeats of the clean picture stand beside it.
 */
#ifndef MLT_REPORT_HTML_GRID_H
#define MLT_REPORT_HTML_GRID_H

#include "report/page.h"

enum {
    MLT_GRID_NONE = -1,
    MLT_GRID_MOST_SEVERITIES = 100, /* levels of further ones stand beside the grid */
};

/* A kind with parameters of its own has a row of its own. */
typedef struct {
    const char *name; /* of its first condition; borrowed, as the others */
    const mlt_jstep *step;
    const char *params; /* "{…}", not ended there; n_params bytes, 0 for those of the severity */
    size_t n_params;
    size_t category_row; /* the first row of its category */
    bool is_alone;       /* the only row of its kind */
} mlt_grid_row;

typedef struct {
    mltest_context *ctx;
    const mltest_scorecard *card; /* the first: all have the same conditions */
    mlt_grid_row *rows;
    size_t n_rows;
    double *severities; /* ascending */
    size_t n_severities;
    int64_t *levels; /* [row][severity]: a level of the cards, or MLT_GRID_NONE */
    size_t *others;  /* levels beside the grid, but for the clean one */
    size_t n_others;
} mlt_grid;

/* false: no memory; there is nothing to free then. */
bool mlt_grid_make(mlt_grid *grid, const mltest_report *report);
void mlt_grid_free(mlt_grid *grid);

static inline int64_t mlt_grid_at(const mlt_grid *grid, size_t row, size_t severity)
{
    return grid->levels[row * grid->n_severities + severity];
}
/* Begins a category: the rows before are of others. */
static inline bool mlt_grid_is_first(const mlt_grid *grid, size_t row)
{
    return grid->rows[row].category_row == row;
}
/* The kind, and what tells it from other rows of that kind if there are some. */
void mlt_grid_put_row_name(mlt_text *out, const mlt_grid_row *row);

#endif
