/* SPDX-License-Identifier: MIT */
#include "search/grid.h"

#include "search/search.h"

enum { STEPS = 32, LEFT_OUT = 31 };

static bool is_bound(const mlt_param *param)
{
    return !param->is_free;
}

/* Whether some value moves with severity and none jumps. */
static bool is_smooth(const mlt_kind *kind)
{
    bool moves = false;
    for (size_t i = 0; i < kind->n_params; i++) {
        if (!is_bound(&kind->params[i]))
            continue;
        if (kind->params[i].rule == MLT_PARAM_STEP)
            return false;
        moves = true;
    }
    return moves && (kind->flags & MLT_KIND_SINGLE) == 0;
}

static bool same_setting(const mlt_kind *kind, double a, double b)
{
    double at_a[MLT_MAX_PARAMS], at_b[MLT_MAX_PARAMS], blend;
    if ((kind->flags & MLT_KIND_SINGLE) != 0)
        return true;
    mlt_kind_params(kind, a, at_a, &blend);
    mlt_kind_params(kind, b, at_b, &blend);
    for (size_t i = 0; i < kind->n_params; i++)
        if (is_bound(&kind->params[i]) && at_a[i] != at_b[i])
            return false;
    return true;
}

void mlt_search_grid(mlt_search_kind *kind)
{
    kind->n = 0;
    if (is_smooth(kind->kind)) {
        for (int k = 1; k <= STEPS; k++)
            if (k != LEFT_OUT)
                kind->severity[kind->n++] = k * 5.0 / STEPS;
        return;
    }
    for (int s = 1; s <= 5; s++)
        if (kind->n == 0 || !same_setting(kind->kind, kind->severity[kind->n - 1], s))
            kind->severity[kind->n++] = s;
}

size_t mlt_search_depth(size_t n)
{
    size_t depth = 0;
    for (; n > 0; n /= 2)
        depth++;
    return depth;
}

/* A skipped picture is as it was, or cannot be made: nothing broke there. */
mlt_search_walk mlt_search_follow(const uint8_t *cells, size_t n)
{
    mlt_search_walk w = {.low = 0, .high = n, .next = n, .only_skips = true};
    while (w.low < w.high) {
        size_t middle = (w.low + w.high) / 2;
        int answer = cells[middle] & MLT_ANSWER_MASK;
        if (answer == MLT_UNKNOWN) {
            w.next = middle;
            return w;
        }
        w.path[w.n_path++] = middle;
        w.n_calls += answer != MLT_SKIPPED;
        w.only_skips = w.only_skips && answer == MLT_SKIPPED;
        if (answer == MLT_BROKEN)
            w.high = middle;
        else
            w.low = middle + 1;
    }
    return w;
}
