/* SPDX-License-Identifier: MIT */
/*
 * Bootstrap intervals of mean consistency and of risk, and a negative control: a bootstrap that
 * counts a group once however often it was drawn.
 */
#include "simulation.h"

#include "stats/interval.h"

#include <stdio.h>
#include <string.h>

enum { MOST_GROUPS = 1000, N_CONDITIONS = 20 };
enum { MEAN, RISK, CONTROL, N_FIGURES };

typedef struct {
    const char *what;
    size_t n_groups;
    uint32_t most_samples; /* of a group: 1 … that many */
    bool bca;              /* beside the percentile interval */
} scenario;

/* Sums over the samples of a group. */
typedef struct {
    double samples, consistency, risk;
} group;

static const double of_group = 0.6, of_sample = 0.6, matched_at = 1;

/* Probit of being affected; severities of four kinds. Equal weights, so that a sample's part in the
 * risk is its share of conditions. */
static double affected_at(int condition)
{
    return -2.6 + 0.35 * (condition % 5) + 0.2 * (condition / 5);
}

static double true_mean(void)
{
    return share_of_probit(matched_at, of_group * of_group + of_sample * of_sample);
}

static double true_risk(void)
{
    double sum = 0;
    for (int c = 0; c < N_CONDITIONS; c++)
        sum += share_of_probit(affected_at(c), of_group * of_group + of_sample * of_sample);
    return 100 * sum / N_CONDITIONS;
}

static void draw_sample(mlt_draws *d, double of_this_group, group *g)
{
    double here = of_this_group + of_sample * mlt_draw_normal(d);
    uint32_t boxes = 1 + mlt_draw_below(d, 8);
    double matched = 0, affected = 0;
    for (uint32_t b = 0; b < boxes; b++)
        matched += mlt_draw_normal(d) < matched_at - here;
    for (int c = 0; c < N_CONDITIONS; c++)
        affected += mlt_draw_normal(d) < affected_at(c) + here;
    g->samples++;
    g->consistency += matched / boxes;
    g->risk += 100 * affected / N_CONDITIONS;
}

static mltest_status evaluate(const void *data, void *workspace, const double *weights,
                              double *values, mltest_error **error)
{
    const group *groups = data;
    group sum = {0}, once = {0};
    (void)error;
    (void)workspace;
    for (size_t g = 0; groups[g].samples > 0; g++) {
        double w = weights[g];
        sum.samples += w * groups[g].samples;
        sum.consistency += w * groups[g].consistency;
        sum.risk += w * groups[g].risk;
        if (w > 0) {
            once.samples += groups[g].samples;
            once.consistency += groups[g].consistency;
        }
    }
    values[MEAN] = sum.consistency / sum.samples;
    values[RISK] = sum.risk / sum.samples;
    values[CONTROL] = once.consistency / once.samples;
    return MLTEST_OK;
}

/* Event 2f: the percentile interval of figure f holds the truth; 2f + 1: the BCa interval. */
static void judge(const scenario *s, const mlt_bootstrap *b, bool *events)
{
    const double truths[N_FIGURES] = {true_mean(), true_risk(), true_mean()};
    for (size_t f = 0; f < N_FIGURES; f++)
        for (size_t bca = 0; bca <= s->bca; bca++) {
            mlt_interval i;
            must(
                mlt_bootstrap_interval(&i, NULL, b, f, 0.95, bca ? MLT_BCA : MLT_PERCENTILE, NULL));
            events[2 * f + bca] = i.low <= truths[f] && truths[f] <= i.high;
        }
}

static void one(const void *data, mlt_draws *d, uint64_t set, bool *events)
{
    const scenario *s = data;
    group groups[MOST_GROUPS + 1]; /* ends with one without samples */
    memset(groups, 0, sizeof groups);
    for (size_t g = 0; g < s->n_groups; g++) {
        uint32_t samples = 1 + mlt_draw_below(d, s->most_samples);
        double of_this_group = of_group * mlt_draw_normal(d);
        for (uint32_t i = 0; i < samples; i++)
            draw_sample(d, of_this_group, &groups[g]);
    }
    const mlt_statistic statistic = {
        .n_groups = s->n_groups, .n_values = N_FIGURES, .evaluate = evaluate, .data = groups};
    const mlt_bootstrap_options options = {.seed = set, .jackknife = s->bca, .n_threads = 1};
    mlt_bootstrap b;
    must(mlt_bootstrap_run(&b, NULL, &statistic, &options, NULL));
    judge(s, &b, events);
    mlt_bootstrap_free(NULL, &b);
}

static void check(const scenario *s)
{
    static const char *const figures[] = {"mean r", "risk", "control, counts once: mean r"};
    char what[80];
    size_t counts[2 * N_FIGURES];
    double low = s->n_groups < 1000 ? 0.92 : 0.935, high = s->n_groups < 1000 ? 0.97 : 0.965;
    simulate(s->what, N_SETS, one, s, 2 * N_FIGURES, counts);
    for (size_t e = 0; e < 2 * N_FIGURES; e += s->bca ? 1 : 2) {
        bool control = e / 2 == CONTROL;
        snprintf(what, sizeof what, "%s, %s, %s", figures[e / 2], e % 2 ? "BCa" : "percentile",
                 s->what);
        print_row(what, s->n_groups, counts[e], N_SETS, control ? 0 : low, control ? 0.8999 : high);
    }
}

void check_means(void)
{
    const scenario scenarios[] = {
        {"single samples", 100, 1, true},
        {"groups of 1-8", 100, 8, true},
        {"single samples", 1000, 1, false},
        {"groups of 1-8", 1000, 8, false},
    };
    printf("     the risk is %.1f\n", true_risk());
    for (size_t i = 0; i < sizeof scenarios / sizeof scenarios[0]; i++)
        check(&scenarios[i]);
}
