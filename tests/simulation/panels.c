/* SPDX-License-Identifier: MIT */
/*
 * The tests of a comparison itself, from scored samples on: exchangeable models, of which one skips
 * and is blind as often as the other, on other samples.
 */
#include "simulation.h"

#include "compare/tests.h"
#include "stats/multiple.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { N_SAMPLES = 100, N_KINDS = 4, N_SEVERITIES = 3, N_CONDITIONS = 1 + N_KINDS * N_SEVERITIES };
static const double levels[] = {0.01, 0.05, 0.1};
enum { N_LEVELS = 3, OF_KIND = 0, OF_CONDITION = N_LEVELS, ANY = 2 * N_LEVELS, N_EVENTS };

static const char *const names[N_KINDS] = {"a", "b", "c", "d"};

/* Scored samples of two models; everything that the panel reads of a scorecard. */
typedef struct {
    mlt_jstep steps[N_CONDITIONS];
    mlt_jcondition conditions[N_CONDITIONS];
    mlt_jsample samples[N_SAMPLES];
    mlt_level_score of[N_CONDITIONS];
    size_t level_of[N_CONDITIONS];
    mlt_sample_score scores[2][N_SAMPLES * N_CONDITIONS];
    mltest_journal journal;
    mltest_scorecard cards[2];
} world;

static void draw_conditions(world *w)
{
    for (size_t c = 0; c < N_CONDITIONS; c++) {
        const char *name = c > 0 ? names[(c - 1) / N_SEVERITIES] : "clean";
        w->steps[c] = (mlt_jstep){.kind = name, .category = "x", .family = ""};
        w->conditions[c] = (mlt_jcondition){
            .name = name, .steps = &w->steps[c], .n_steps = c > 0, .severity = (double)c};
        w->of[c] = (mlt_level_score){.name = name, .first = c, .n_replicates = 1};
        w->level_of[c] = c;
    }
}

static void draw_scores(world *w, mlt_draws *d)
{
    for (size_t i = 0; i < N_SAMPLES; i++) {
        double hard = mlt_draw_normal(d);
        w->samples[i] = (mlt_jsample){.id = ""};
        for (size_t m = 0; m < 2; m++) {
            bool blind = mlt_draw_uniform(d) < 0.05;
            for (size_t c = 0; c < N_CONDITIONS; c++) {
                bool lost = mlt_draw_normal(d) + hard > 1.5 - 0.3 * (double)(c % N_SEVERITIES);
                w->scores[m][i * N_CONDITIONS + c] =
                    (mlt_sample_score){.eligible = !blind,
                                       .blind = blind,
                                       .counted = mlt_draw_uniform(d) < 0.95,
                                       .r = lost ? 0 : 1,
                                       .q = NAN,
                                       .q0 = NAN};
            }
        }
    }
}

static void draw_world(world *w, mlt_draws *d)
{
    memset(w, 0, sizeof *w);
    draw_conditions(w);
    draw_scores(w, d);
    w->journal.conditions = w->conditions;
    w->journal.n_conditions = N_CONDITIONS;
    w->journal.samples = w->samples;
    w->journal.n_samples = N_SAMPLES;
    for (size_t m = 0; m < 2; m++) {
        w->cards[m].journal = &w->journal;
        w->cards[m].settings.score_strictness = 0.75;
        w->cards[m].samples = w->scores[m];
        w->cards[m].levels = w->of;
        w->cards[m].level_of = w->level_of;
        w->cards[m].n_levels = N_CONDITIONS;
    }
}

static void one(const void *data, mlt_draws *d, uint64_t set, bool *events)
{
    world w;
    mlt_panel panel;
    mlt_test_kind test;
    double p[N_KINDS], of_condition;
    (void)data;
    draw_world(&w, d);
    char ids[N_SAMPLES][8];
    for (size_t i = 0; i < N_SAMPLES; i++) {
        snprintf(ids[i], sizeof ids[i], "%zu", i);
        w.samples[i].id = ids[i];
    }
    w.journal.run.seed = set;
    mltest_scorecard *const cards[] = {&w.cards[0], &w.cards[1]};
    must(mlt_panel_make(&panel, NULL, cards, 2, NULL));
    for (size_t k = 0; k < N_KINDS; k++)
        must(mlt_test_flips(&panel, MLT_PANEL_AFFECTED, 1, mlt_panel_kind_row(&panel, k), N_KINDS,
                            &p[k], NULL));
    must(mlt_test_level(&panel, MLT_PANEL_AFFECTED, 1, 1, &of_condition, &test, NULL));
    mlt_panel_free(&panel);
    for (size_t l = 0; l < N_LEVELS; l++) {
        events[OF_KIND + l] = p[0] <= levels[l];
        events[OF_CONDITION + l] = of_condition <= levels[l];
    }
    must(mlt_holm(NULL, p, N_KINDS, N_KINDS, p, NULL));
    for (size_t k = 0; k < N_KINDS; k++)
        events[ANY] |= p[k] <= 0.05;
}

void check_panels(void)
{
    char what[80];
    size_t counts[N_EVENTS];
    simulate("panels", N_SETS, one, NULL, N_EVENTS, counts);
    for (size_t e = 0; e < N_EVENTS; e++) {
        double level = e == ANY ? 0.05 : levels[e % N_LEVELS];
        if (e == ANY)
            snprintf(what, sizeof what, "comparison: Holm rejects any of %d kinds", N_KINDS);
        else
            snprintf(what, sizeof what, "comparison: %s p <= %g",
                     e < OF_CONDITION ? "kind, sign flips," : "condition, McNemar,", level);
        /* With 20 and more pairs that differ the level of sign flips is used, not only kept. */
        print_row(what, N_SAMPLES, counts[e], N_SETS, e < OF_CONDITION ? level / 2 : 0,
                  level + 3 * sqrt(level * (1 - level) / N_SETS));
    }
}
