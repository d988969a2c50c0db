/* SPDX-License-Identifier: MIT */
/*
 * Gates: limits on the scores of a journal, and what must not get worse than a baseline. Read from
 * a file (file.c), judged by bounds (report.c). Definitions: doc/gates.md.
 */
#ifndef MLT_GATE_GATE_H
#define MLT_GATE_GATE_H

#include <stdbool.h>

#include "base/arena.h"
#include "mltest/gate.h"
#include "score/score.h"
#include "suite/suite.h"

/* What a score is of. */
typedef enum { MLT_GATE_RUN, MLT_GATE_CONDITION, MLT_GATE_BOTH } mlt_gate_scope;

/* How bounds of a score come about. */
typedef enum {
    MLT_GATE_SHARE,      /* exactly, from counts */
    MLT_GATE_WORST_CASE, /* likewise, of samples affected by any condition up to severity 3 */
    /* All others by resampling. */
    MLT_GATE_MEAN,        /* of samples under one condition */
    MLT_GATE_RISK,        /* mean over categories of that over kinds of that over severities */
    MLT_GATE_FLAT_RISK,   /* mean over kinds */
    MLT_GATE_PERFORMANCE, /* under one condition */
    MLT_GATE_DROP,        /* from that of clean pictures, on the same samples */
    MLT_GATE_MPC,         /* mean over kinds of the mean over severities */
    MLT_GATE_RPC          /* that in parts of the clean one */
} mlt_gate_bound_form;

/* What a sample has under a condition, 0 or 1 but for the next two; then performance. */
typedef enum {
    MLT_GATE_AFFECTED,
    MLT_GATE_TOTAL_LOSS,
    MLT_GATE_WRONG,
    MLT_GATE_NEWLY_BROKEN,
    MLT_GATE_NEWLY_FIXED,
    MLT_GATE_DEGRADED,
    MLT_GATE_TOP1,
    MLT_GATE_TOP5,
    MLT_GATE_CONSISTENCY,
    MLT_GATE_CORRECTNESS,
    MLT_GATE_HEADLINE, /* AP, or the share of top classes that are right */
    MLT_GATE_AP,
    MLT_GATE_AP50,
    MLT_GATE_AP75,
    MLT_GATE_AR,
    MLT_GATE_PRECISION,
    MLT_GATE_RECALL,
    MLT_GATE_F1,
    MLT_GATE_ACCURACY,
    MLT_GATE_BALANCED
} mlt_gate_value;

/* A row of score.def. */
typedef struct {
    const char *name;
    mlt_gate_scope scope;
    const char *source;
    mlt_gate_bound_form bound;
    mlt_gate_value what;
    double scale; /* from what a sample has to the score */
    bool is_less_better;
} mlt_gate_score;

typedef struct {
    const char *text; /* as it was written, in one line */
    const mlt_gate_score *score;
    const char *condition; /* as it was written; "": none */
    bool at_least;         /* >=, else <= */
    double limit;          /* of the score; the margin where there is a baseline */
    bool is_point;         /* the value is judged, not its bounds */
    const char *baseline;  /* a journal's path; NULL: a limit */
} mlt_gate;

struct mltest_gates {
    _Atomic uint32_t refs;
    mltest_context *ctx;
    mlt_arena *arena; /* of all texts */
    mlt_gate *items;
    size_t n, cap;
    mltest_suite *suite; /* whose file it was, for its thresholds; or NULL */
};

/* score.c: NULL if there is none; then *near is the nearest name, or NULL. */
const mlt_gate_score *mlt_gate_score_find(const char *name, size_t n, const char **near);
/* A share of samples, of which exact bounds are known. */
static inline bool mlt_gate_is_share(const mlt_gate_score *score)
{
    return score->bound == MLT_GATE_SHARE || score->bound == MLT_GATE_WORST_CASE;
}
/* Made of curves of precision: these are the best at any higher recall. */
static inline bool mlt_gate_is_of_curves(const mltest_scorecard *card, const mlt_gate_score *score)
{
    return card->journal->run.task != MLTEST_TASK_CLASSIFICATION &&
           score->bound >= MLT_GATE_PERFORMANCE && score->what <= MLT_GATE_AP75;
}
/* Between what a score lies. */
void mlt_gate_range(const mlt_gate_score *score, double *least, double *most);

/* parse.c: NAME or NAME(CONDITION). The message says what is wrong with it and names no place. */
mltest_status mlt_gate_parse_score(mltest_gates *gates, const char *text, size_t n, mlt_gate *out,
                                   mltest_error **error);
/* NAME <= NUMBER or NAME >= NUMBER. */
mltest_status mlt_gate_parse(mltest_gates *gates, const char *text, mlt_gate *out,
                             mltest_error **error);

/* gates.c */
mltest_status mlt_gates_make(mltest_gates **out, mltest_context *ctx, mltest_error **error);
mltest_gates *mlt_gates_ref(mltest_gates *gates);
void mlt_gates_unref(mltest_gates *gates);
/* MLTEST_ERR_LIMIT beyond 10,000 gates. */
mltest_status mlt_gates_add(mltest_gates *gates, const mlt_gate *gate, mltest_error **error);

/* file.c: a file of gates, or a suite that has some. */
mltest_status mlt_gates_open(mltest_gates **out, mltest_context *ctx, const char *path,
                             const mlt_suite_tables *tables, mltest_error **error);

#endif
