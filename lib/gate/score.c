/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "gate/gate.h"

#define LESS true
#define MORE false
#define SCORE(name, of, source, bound, what, scale, less)                                          \
    {name, MLT_GATE_##of, source, MLT_GATE_##bound, MLT_GATE_##what, scale, less},
static const mlt_gate_score scores[] = {
#include "gate/score.def"
};
#undef SCORE
#define SCORE(name, of, source, bound, what, scale, less) name,
static const char *const names[] = {
#include "gate/score.def"
};
enum { N_SCORES = sizeof scores / sizeof scores[0] };

const mlt_gate_score *mlt_gate_score_find(const char *name, size_t n, const char **near)
{
    char copy[64];
    *near = NULL;
    for (size_t i = 0; i < N_SCORES; i++)
        if (strlen(names[i]) == n && memcmp(names[i], name, n) == 0)
            return &scores[i];
    if (n < sizeof copy) {
        memcpy(copy, name, n);
        copy[n] = '\0';
        *near = mlt_nearest_name(copy, names, N_SCORES);
    }
    return NULL;
}

void mlt_gate_range(const mlt_gate_score *score, double *least, double *most)
{
    *least = score->bound == MLT_GATE_DROP ? -score->scale : 0;
    *most = score->scale; /* rPC above 1, of easier pictures, is no more than noise */
}
