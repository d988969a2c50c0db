/* SPDX-License-Identifier: MIT */
/*
 * Wilson's interval of the affected share with the effective number of samples, where samples have
 * replicates or come in groups of several sizes.
 */
#include "simulation.h"

#include "base/math.h"
#include "stats/effective.h"
#include "stats/wilson.h"

typedef struct {
    const char *name;
    size_t n_groups;
    uint32_t most_samples; /* of a group: 1 … that many, each size as likely */
    int replicates;
    double place;               /* probit of an average sample being affected */
    double of_group, of_sample; /* standard deviations of what groups and samples add to it */
} scenario;

enum { MOST_GROUPS = 1000 };

static void draw_group(const scenario *s, mlt_draws *d, double *affected, double *size)
{
    uint32_t samples = 1 + mlt_draw_below(d, s->most_samples);
    double group = s->of_group * mlt_draw_normal(d);
    *affected = 0;
    *size = samples * (double)s->replicates;
    for (uint32_t i = 0; i < samples; i++) {
        double at = s->place + group + s->of_sample * mlt_draw_normal(d);
        for (int r = 0; r < s->replicates; r++)
            *affected += mlt_draw_normal(d) < at;
    }
}

/* Event 0: the interval holds the truth. */
static void one(const void *data, mlt_draws *d, uint64_t set, bool *events)
{
    const scenario *s = data;
    double affected[MOST_GROUPS], sizes[MOST_GROUPS], low, high;
    (void)set;
    for (size_t g = 0; g < s->n_groups; g++)
        draw_group(s, d, &affected[g], &sizes[g]);
    mlt_effective e = mlt_effective_of_groups(affected, sizes, s->n_groups);
    mlt_wilson(e.share * e.n_eff, e.n_eff, MLT_Z95, &low, &high);
    double truth =
        share_of_probit(s->place, s->of_group * s->of_group + s->of_sample * s->of_sample);
    events[0] = low <= truth && truth <= high;
}

void check_shares(void)
{
    const scenario scenarios[] = {
        {"f of single samples, f = .16", 0, 1, 1, -1, 0, 0},
        {"f of 4 replicates that differ, f = .08", 0, 1, 4, -2, 0, 1},
        {"f of 4 replicates that agree, f = .24", 0, 1, 4, -2, 0, 2.7},
        {"f of groups of 1-8 samples, f = .10", 0, 8, 1, -1.7, 0.6, 0.6},
        {"f of groups of 1-8 samples, f = .31, groups nearly alike", 0, 8, 1, -0.6, 0.2, 0.6},
        {"f of groups of 1-8 samples with 3 replicates, f = .21", 0, 8, 3, -1.2, 0.8, 0.7},
        {"f of groups of 1-40 samples, f = .30", 0, 40, 1, -0.7, 0.7, 0.6},
    };
    for (size_t i = 0; i < sizeof scenarios / sizeof scenarios[0]; i++)
        for (size_t n = 100; n <= MOST_GROUPS; n *= 10) {
            scenario s = scenarios[i];
            size_t count;
            s.n_groups = n;
            simulate(s.name, N_SETS, one, &s, 1, &count);
            print_row(s.name, n, count, N_SETS, n < 1000 ? 0.92 : 0.935, n < 1000 ? 0.97 : 0.965);
        }
}
