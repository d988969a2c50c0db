/* SPDX-License-Identifier: MIT */
/*
 * Runs until decided: how often they err, stopped at any time, and what they cost. Samples come one
 * by one, or in the chunks of the rounds (search/budget.h).
 */
#include "simulation.h"

#include "base/math.h"
#include "search/budget.h"
#include "stats/eprocess.h"
#include "stats/verdict.h"

#include <math.h>
#include <stdio.h>

enum { MOST = 364, OF_GROUP = 4 }; /* as many as BCCD has pictures */

/* Verdicts by the number of samples and of affected ones. */
typedef struct {
    double target;
    unsigned char at_any[MOST + 1][MOST + 1], of_fixed[MOST + 1];
} table;

static void fill(table *t, double target)
{
    t->target = target;
    for (int n = 0; n <= MOST; n++)
        for (int k = 0; k <= n; k++)
            t->at_any[n][k] = (unsigned char)mlt_e_verdict(k, n, target);
    for (int k = 0; k <= MOST; k++)
        t->of_fixed[k] = (unsigned char)mlt_verdict_judge(k, MOST, target).verdict;
}

typedef struct {
    const table *verdicts;
    double share; /* of affected samples */
    /* Samples come in groups that nearly agree; of each group one, or all in random order. */
    bool is_grouped, takes_one;
    unsigned *calls, *calls_of_rounds; /* of each set */
} scenario;

enum { PASS, FAIL, PASS_OF_ROUNDS, FAIL_OF_ROUNDS, OPPOSITE, UNDECIDED, N_EVENTS };

static int draw_samples(const scenario *s, mlt_draws *d, bool *affected)
{
    const double spread = 3;
    double place = mlt_normal_quantile(s->share) * sqrt(1 + spread * spread), group = 0;
    int n = 0;
    for (int i = 0; i < MOST; i++) {
        if (!s->is_grouped) {
            affected[n++] = mlt_draw_uniform(d) < s->share;
            continue;
        }
        if (i % OF_GROUP == 0)
            group = spread * mlt_draw_normal(d);
        bool is_affected = mlt_draw_normal(d) < place + group;
        if (!s->takes_one || i % OF_GROUP == 0)
            affected[n++] = is_affected;
    }
    for (int i = n - 1; i > 0; i--) {
        uint32_t other = mlt_draw_below(d, (uint32_t)i + 1);
        bool kept = affected[i];
        affected[i] = affected[other];
        affected[other] = kept;
    }
    return n;
}

/* Looks after every sample, or after every round; where it stops. */
static mlt_verdict look(const table *t, const bool *affected, int n, bool by_rounds,
                        unsigned *calls)
{
    int k = 0, next = 0;
    for (*calls = 0; *calls < (unsigned)n;) {
        next = by_rounds ? next + (int)mlt_budget_chunk(*calls) : next + 1;
        while (*calls < (unsigned)next && *calls < (unsigned)n)
            k += affected[(*calls)++];
        if (t->at_any[*calls][k] != MLT_VERDICT_INCONCLUSIVE)
            return (mlt_verdict)t->at_any[*calls][k];
    }
    return MLT_VERDICT_INCONCLUSIVE;
}

static void one(const void *data, mlt_draws *d, uint64_t set, bool *events)
{
    const scenario *s = data;
    bool affected[MOST];
    int n = draw_samples(s, d, affected), k = 0;
    mlt_verdict any = look(s->verdicts, affected, n, false, &s->calls[set]);
    mlt_verdict rounds = look(s->verdicts, affected, n, true, &s->calls_of_rounds[set]);
    for (int i = 0; i < n; i++)
        k += affected[i];
    mlt_verdict fixed = (mlt_verdict)s->verdicts->of_fixed[n == MOST ? k : 0];
    events[PASS] = any == MLT_VERDICT_PASS;
    events[FAIL] = any == MLT_VERDICT_FAIL;
    events[PASS_OF_ROUNDS] = rounds == MLT_VERDICT_PASS;
    events[FAIL_OF_ROUNDS] = rounds == MLT_VERDICT_FAIL;
    events[OPPOSITE] = n == MOST && rounds != MLT_VERDICT_INCONCLUSIVE &&
                       fixed != MLT_VERDICT_INCONCLUSIVE && rounds != fixed;
    events[UNDECIDED] = rounds == MLT_VERDICT_INCONCLUSIVE;
}

static unsigned calls[N_SETS], calls_of_rounds[N_SETS];

static void run(const char *name, scenario s, size_t *counts)
{
    s.calls = calls;
    s.calls_of_rounds = calls_of_rounds;
    simulate(name, N_SETS, one, &s, N_EVENTS, counts);
}

/* 5 % and three standard errors. */
static double most_errors(void)
{
    return 0.05 + 3 * sqrt(0.05 * 0.95 / N_SETS);
}

static void check_errors(const table *t)
{
    static const char *const whats[] = {"wrong pass at any time", "wrong fail at any time",
                                        "wrong pass of rounds", "wrong fail of rounds"};
    size_t counts[N_EVENTS];
    char text[80];
    run("at the target", (scenario){.verdicts = t, .share = t->target}, counts);
    for (int e = PASS; e <= FAIL_OF_ROUNDS; e++) {
        snprintf(text, sizeof text, "sequential: %s, f = target = %.2f", whats[e], t->target);
        print_row(text, MOST, counts[e], N_SETS, 0, most_errors());
    }
}

static size_t sum(const unsigned *values)
{
    size_t all = 0;
    for (size_t i = 0; i < N_SETS; i++)
        all += values[i];
    return all;
}

/* Mean calls of a condition, the clean ones not counted. */
static void check_calls(const table *t)
{
    static const struct {
        double share, low, high, low_of_rounds, high_of_rounds;
    } rows[] = {{0, 74, 74, 76, 76},        {0.005, 95, 105, 100, 110}, {0.02, 225, 235, 232, 250},
                {0.05, 345, 356, 345, 362}, {0.1, 210, 226, 220, 240},  {0.2, 31, 35, 33, 41},
                {0.5, 5, 6, 6, 9}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        size_t counts[N_EVENTS];
        char text[80];
        run("calls", (scenario){.verdicts = t, .share = rows[i].share}, counts);
        snprintf(text, sizeof text, "sequential: mean calls one by one, f = %.3f", rows[i].share);
        print_row(text, MOST, sum(calls), N_SETS, rows[i].low, rows[i].high);
        snprintf(text, sizeof text, "sequential: mean calls in rounds, f = %.3f", rows[i].share);
        print_row(text, MOST, sum(calls_of_rounds), N_SETS, rows[i].low_of_rounds,
                  rows[i].high_of_rounds);
        snprintf(text, sizeof text, "sequential: opposite to all samples, f = %.3f", rows[i].share);
        print_row(text, MOST, counts[OPPOSITE], N_SETS, 0, 0.02);
        snprintf(text, sizeof text, "sequential: undecided, f = %.3f", rows[i].share);
        print_row(text, MOST, counts[UNDECIDED], N_SETS, 0, 1);
    }
}

/* Copies of one picture are no evidence of their own: one of each keeps the level, all do not. */
static void check_groups(const table *t)
{
    size_t counts[N_EVENTS];
    scenario s = {.verdicts = t, .share = t->target, .is_grouped = true, .takes_one = true};
    run("one of each group", s, counts);
    print_row("sequential: wrong pass, one of each group", MOST / OF_GROUP, counts[PASS], N_SETS, 0,
              most_errors());
    print_row("sequential: wrong fail, one of each group", MOST / OF_GROUP, counts[FAIL], N_SETS, 0,
              most_errors());
    s.takes_one = false;
    run("all of each group", s, counts);
    print_row("sequential: wrong verdict, all of each group (control)", MOST,
              counts[PASS] + counts[FAIL], N_SETS, 0.1 + 3 * sqrt(0.1 * 0.9 / N_SETS), 1);
}

void check_sequential(void)
{
    static const double targets[] = {0.01, 0.05, 0.2};
    static table t;
    for (size_t i = 0; i < sizeof targets / sizeof targets[0]; i++) {
        fill(&t, targets[i]);
        check_errors(&t);
    }
    fill(&t, 0.05);
    check_calls(&t);
    check_groups(&t);
}
