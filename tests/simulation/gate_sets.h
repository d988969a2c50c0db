/* SPDX-License-Identifier: MIT */
/*
 * Journals of drawn data sets, and the gates that are judged on them, each with its limit at the
 * true value.
 */
#ifndef MLT_TESTS_GATE_SETS_H
#define MLT_TESTS_GATE_SETS_H

#include "simulation.h"

#include "gate/report.h"

enum { SET_CLEAN, SET_FOG, SET_SNOW, SET_NOISE, SET_BLUR, SET_CONDITIONS, SET_MODELS = 2 };
enum { MOST_GATES = MOST_EVENTS / 2 };

typedef struct {
    const char *score;     /* "affected(fog@3)" */
    bool at_least, paired; /* paired: no worse than the baseline */
} set_gate;

/* Model 1 is the baseline. */
typedef struct {
    const char *what;
    size_t n_groups;
    int per_group, replicates;              /* samples of a group; replicates of fog */
    double of_group, of_sample;             /* standard deviations of what is common to them */
    const double (*places)[SET_CONDITIONS]; /* of each model: probits of a box being lost */
    bool has_boxes; /* several of two classes, found inexactly, and false ones, clean and in fog;
                       else one a picture, which is always found in the clean one */
    const set_gate *gates;     /* up to one without a score */
    double limits[MOST_GATES]; /* the true value, or how much worse it is */
    bool messy; /* boxes are also off their place, of the other class, and found twice, the more so
                   in fog */
} gate_scenario;

/* The same pictures answered by both models. All in ctx. */
void draw_journals(mltest_context *ctx, const gate_scenario *s, mlt_draws *d,
                   mltest_journal *journals[SET_MODELS]);

#endif
