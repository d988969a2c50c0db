/* SPDX-License-Identifier: MIT */
/*
 * Tests of models that are exchangeable: a pair's two values come from one distribution, whatever
 * the sample is. How often is p at most a?
 */
#include "simulation.h"

#include "stats/mcnemar.h"
#include "stats/multiple.h"
#include "stats/sign_flip.h"

#include <math.h>
#include <stdio.h>

enum { N_KINDS = 6, N_SEVERITIES = 5, MOST_GROUPS = 100 };

typedef struct {
    size_t n_groups;
    uint32_t most_samples;
} scenario;

static const double levels[] = {0.01, 0.05, 0.1};
enum { N_LEVELS = 3, FAMILY = 2 * N_LEVELS, N_EVENTS };

/* Differences of the groups' affected shares for each kind, and the discordant pairs of one
 * condition, of single samples. */
typedef struct {
    double differences[N_KINDS][MOST_GROUPS];
    double sizes[MOST_GROUPS];
    int64_t only_a, only_b;
} pairs;

static void draw_group(const scenario *s, mlt_draws *d, size_t g, pairs *p)
{
    uint32_t samples = 1 + mlt_draw_below(d, s->most_samples);
    double hard = mlt_draw_normal(d);
    p->sizes[g] = samples;
    for (int k = 0; k < N_KINDS; k++) {
        double sum = 0;
        /* What a model makes of a group and a kind is its own, and shared by the severities. */
        double a = hard + 0.5 * mlt_draw_normal(d), b = hard + 0.5 * mlt_draw_normal(d);
        for (uint32_t i = 0; i < samples; i++)
            for (int severity = 0; severity < N_SEVERITIES; severity++) {
                bool of_a = mlt_draw_normal(d) + a > 2 - 0.3 * severity;
                bool of_b = mlt_draw_normal(d) + b > 2 - 0.3 * severity;
                sum += (of_a - of_b) / (double)N_SEVERITIES;
                if (k == 0 && i == 0 && severity == 4) {
                    p->only_a += of_a && !of_b;
                    p->only_b += of_b && !of_a;
                }
            }
        p->differences[k][g] = sum / samples;
    }
}

/* Events: p of a sign-flip test at each level, of McNemar's, any rejection after Holm. */
static void one(const void *data, mlt_draws *d, uint64_t set, bool *events)
{
    const scenario *s = data;
    pairs p = {.only_a = 0};
    double values[N_KINDS];
    for (size_t g = 0; g < s->n_groups; g++)
        draw_group(s, d, g, &p);
    const mlt_sign_flip_options options = {.family = N_KINDS, .seed = set, .n_threads = 1};
    for (int k = 0; k < N_KINDS; k++) {
        mlt_sign_flip_result r;
        must(mlt_sign_flip(&r, NULL, p.differences[k], p.sizes, s->n_groups, &options, NULL));
        values[k] = r.p;
    }
    double paired = mlt_mcnemar(p.only_a, p.only_b);
    for (int l = 0; l < N_LEVELS; l++) {
        events[l] = values[0] <= levels[l];
        events[N_LEVELS + l] = paired <= levels[l];
    }
    must(mlt_holm(NULL, values, N_KINDS, N_KINDS, values, NULL));
    for (int k = 0; k < N_KINDS; k++)
        events[FAMILY] |= values[k] <= 0.05;
}

static void check(const scenario *s)
{
    char what[80];
    size_t counts[N_EVENTS];
    simulate("exchangeable", N_SETS, one, s, N_EVENTS, counts);
    for (int e = 0; e < N_EVENTS; e++) {
        double level = e == FAMILY ? 0.05 : levels[e % N_LEVELS];
        double most = level + 3 * sqrt(level * (1 - level) / N_SETS);
        if (e == FAMILY)
            snprintf(what, sizeof what, "Holm rejects any of %d, groups of 1-%u", N_KINDS,
                     s->most_samples);
        else
            snprintf(what, sizeof what, "%s p <= %g, groups of 1-%u",
                     e < N_LEVELS ? "sign-flip" : "McNemar", level, s->most_samples);
        /* Few differences leave few values of p; with many the level is used. */
        double least = e < N_LEVELS && s->n_groups >= 100 ? level / 2 : 0;
        print_row(what, s->n_groups, counts[e], N_SETS, least, most);
    }
}

void check_tests(void)
{
    const scenario few = {20, 1}, single = {100, 1}, several = {100, 8};
    check(&few);
    check(&single);
    check(&several);
}
