/* SPDX-License-Identifier: MIT */
/*
 * The severities at which a kind is searched, and the bisection over them.
 */
#ifndef MLT_SEARCH_GRID_H
#define MLT_SEARCH_GRID_H

#include "perturb/condition.h"

/* 31 settings, so that five answers tell all 32 outcomes apart: "> 5" is one of them. */
enum { MLT_MOST_SETTINGS = 31 };

typedef struct {
    const mlt_kind *kind;
    bool is_relative;
    size_t first; /* condition of the first setting in the suite of the search */
    size_t n;
    double severity[MLT_MOST_SETTINGS]; /* ascending */
} mlt_search_kind;

/*
 * Fills in n and severity: k · 5/32 for k = 1 … 30 and 5, or the first severity of each distinct
 * setting where a parameter goes in steps or nothing depends on severity.
 */
void mlt_search_grid(mlt_search_kind *kind);
/* How many answers a bisection over n settings takes at most. */
size_t mlt_search_depth(size_t n);

/* Where a bisection stands. */
typedef struct {
    size_t low;  /* settings below this hold */
    size_t high; /* this one breaks; n: none does */
    size_t next; /* the setting to ask about; n: none, the bracket is final */
    size_t n_calls;
    size_t path[8]; /* settings that were answered, in order */
    size_t n_path;
    bool only_skips; /* all of them were skipped: the kind says nothing of this sample */
} mlt_search_walk;

/* cells: of the n settings; see mlt_search_answer. */
mlt_search_walk mlt_search_follow(const uint8_t *cells, size_t n);

#endif
