/* SPDX-License-Identifier: MIT */
/*
 * Two training recipes with several runs each: a run of a recipe is drawn, too. Is a difference
 * found where the recipes are equal and only seeds differ, do intervals hold the difference of
 * recipes? Beside it, controls: one run of each with seeds ignored, and intervals from runs that
 * are resampled like pictures.
 */
#include "simulation.h"

#include "compare/augmentation_arms.h"
#include "stats/interval.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { N_LEVELS = 6, MOST_RUNS = 10, MOST_GROUPS = 300, N_DRAWS = 400 };

/* A picture is affected where its own hardness, the run's, that of both together, the recipe's on
 * this picture and chance exceed a threshold. */
typedef struct {
    const char *name;
    size_t n_a, n_b, n_groups;
    double of_run, of_pair, of_recipe; /* standard deviations; hardness and chance have 1 */
    double b_harder;
    double ignored_at_least;  /* one run of either finds a "difference" so often */
    double resampled_at_most; /* what resampling a few runs holds */
} scenario;

typedef struct {
    double parts[MOST_RUNS * MOST_GROUPS];
    double shares[MOST_GROUPS];
} figures;

/* Like severities 1 to 3 of two kinds. */
static double threshold(int level)
{
    return 2.4 - 0.5 * (level % 3) - 0.2 * (level / 3);
}

static double true_difference(const scenario *s)
{
    double variance =
        1 + s->of_run * s->of_run + s->of_pair * s->of_pair + s->of_recipe * s->of_recipe;
    double out = 0;
    for (int l = 0; l < N_LEVELS; l++)
        out += share_of_probit(s->b_harder - threshold(l), variance) -
               share_of_probit(-threshold(l), variance);
    return out / N_LEVELS;
}

static void draw_figures(const scenario *s, mlt_draws *d, figures *f)
{
    double hard[MOST_GROUPS], of_recipe[2][MOST_GROUPS];
    for (size_t g = 0; g < s->n_groups; g++) {
        hard[g] = mlt_draw_normal(d);
        for (int arm = 0; arm < 2; arm++)
            of_recipe[arm][g] = s->of_recipe * mlt_draw_normal(d);
        f->shares[g] = 1 / (double)s->n_groups;
    }
    for (size_t r = 0; r < s->n_a + s->n_b; r++) {
        int arm = r >= s->n_a;
        double of_run = s->of_run * mlt_draw_normal(d);
        for (size_t g = 0; g < s->n_groups; g++) {
            double level = hard[g] + of_run + of_recipe[arm][g] + arm * s->b_harder +
                           s->of_pair * mlt_draw_normal(d);
            double affected = 0;
            for (int l = 0; l < N_LEVELS; l++)
                affected += level + mlt_draw_normal(d) > threshold(l);
            f->parts[r * s->n_groups + g] = affected / N_LEVELS / (double)s->n_groups;
        }
    }
}

/* The control: a percentile interval of runs and groups drawn anew. */
static bool resampled_holds(const scenario *s, mlt_draws *d, const figures *f, double truth)
{
    double draws[N_DRAWS];
    const size_t n_runs[2] = {s->n_a, s->n_b}, first[2] = {0, s->n_a};
    for (int b = 0; b < N_DRAWS; b++) {
        double weights[MOST_GROUPS] = {0};
        for (size_t g = 0; g < s->n_groups; g++)
            weights[mlt_draw_below(d, (uint32_t)s->n_groups)]++;
        draws[b] = 0;
        for (int arm = 0; arm < 2; arm++)
            for (size_t i = 0; i < n_runs[arm]; i++) {
                size_t r = first[arm] + mlt_draw_below(d, (uint32_t)n_runs[arm]);
                double mean = 0;
                for (size_t g = 0; g < s->n_groups; g++)
                    mean += weights[g] * f->parts[r * s->n_groups + g];
                draws[b] += (arm ? mean : -mean) / (double)n_runs[arm];
            }
    }
    const mlt_bootstrap all = {.n_values = 1, .n_draws = N_DRAWS, .point = draws, .draws = draws};
    mlt_interval interval;
    must(mlt_bootstrap_interval(&interval, NULL, &all, 0, 0.95, MLT_PERCENTILE, NULL));
    return truth >= interval.low && truth <= interval.high;
}

enum { AT_5, AT_1, AT_10, HOLDS_95, HOLDS_90, RESAMPLED_HOLDS, ONE_RUN_AT_5, N_EVENTS };

static void one(const void *data, mlt_draws *d, uint64_t set, bool *events)
{
    const scenario *s = data;
    figures f;
    mlt_arms_effect e, of_models;
    double truth = true_difference(s);
    draw_figures(s, d, &f);
    const mlt_arms arms = {1, s->n_a, s->n_b, s->n_groups, f.parts, f.shares};
    const mlt_arms_options options = {.n_draws = N_DRAWS, .seed = set, .n_threads = 1};
    must(mlt_arms_compare(&e, NULL, &arms, &options, NULL));
    events[AT_5] = e.p <= 0.05;
    events[AT_1] = e.p <= 0.01;
    events[AT_10] = e.p <= 0.1;
    events[HOLDS_95] = truth >= e.low && truth <= e.high;
    events[HOLDS_90] = truth >= e.lower && truth <= e.upper;
    events[RESAMPLED_HOLDS] = resampled_holds(s, d, &f, truth);
    memmove(&f.parts[s->n_groups], &f.parts[s->n_a * s->n_groups], s->n_groups * sizeof(double));
    const mlt_arms single = {1, 1, 1, s->n_groups, f.parts, f.shares};
    must(mlt_arms_compare(&of_models, NULL, &single, &options, NULL));
    events[ONE_RUN_AT_5] = of_models.p <= 0.05;
}

static void row(const scenario *s, const char *what, const size_t *counts, int event, double low,
                double high)
{
    char text[160];
    snprintf(text, sizeof text, "%s, %zu+%zu runs: %s", s->name, s->n_a, s->n_b, what);
    print_row(text, s->n_groups, counts[event], N_SETS, low, high);
}

static double at_most(double level)
{
    return level + 3 * sqrt(level * (1 - level) / N_SETS);
}

static void check(const scenario *s)
{
    size_t counts[N_EVENTS];
    simulate("arms", N_SETS, one, s, N_EVENTS, counts);
    bool is_null = s->b_harder == 0;
    if (is_null) {
        row(s, "p <= 0.01", counts, AT_1, 0, at_most(0.01));
        row(s, "p <= 0.05", counts, AT_5, 0, at_most(0.05));
        row(s, "p <= 0.1", counts, AT_10, 0, at_most(0.1));
    } else {
        row(s, "finds it at 5 %", counts, AT_5, 0, 1);
    }
    row(s, "95 % interval", counts, HOLDS_95, 0.94, 1);
    row(s, "90 % interval", counts, HOLDS_90, 0.89, 1);
    row(s, "(control) runs resampled, 95 %", counts, RESAMPLED_HOLDS, 0, s->resampled_at_most);
    row(s, "(control) one run, p <= 0.05", counts, ONE_RUN_AT_5, s->ignored_at_least, 1);
}

void check_arms(void)
{
    const scenario all[] = {
        {"equal", 3, 3, 100, 0.12, 0.3, 0, 0, 0.15, 1},
        {"equal", 3, 3, 300, 0.12, 0.3, 0, 0, 0.30, 1},
        {"equal", 5, 5, 100, 0.12, 0.3, 0, 0, 0.15, 1},
        {"equal", 3, 7, 100, 0.12, 0.3, 0, 0, 0.15, 1},
        {"all seeds alike", 3, 3, 100, 0, 0, 0, 0, 0, 1},
        {"seeds far apart", 3, 3, 100, 0.5, 0.3, 0, 0, 0.5, 0.90},
        {"equal on other pictures", 3, 3, 100, 0.12, 0.3, 0.5, 0, 0.10, 1},
        {"few pictures", 3, 3, 20, 0.12, 0.3, 0, 0, 0, 1},
        {"worse", 3, 3, 300, 0.12, 0.3, 0.3, 0.5, 0, 1},
        {"worse", 5, 5, 300, 0.12, 0.3, 0.3, 0.5, 0, 1},
    };
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
        check(&all[i]);
}
