/* SPDX-License-Identifier: MIT */
/*
 * Intervals of what kinds of errors cost more under a change, as scorecards have them.
 */
#include "gate_sets.h"

#include "score/score.h"

#include <math.h>
#include <stdio.h>

enum { N_TRUTH_PICTURES = 200000 };

typedef struct {
    gate_scenario of;
    double truth[MLT_TIDE_N_KINDS];
    double least;     /* a kind that costs less has too few errors to be judged by */
    double low, high; /* bounds of the coverage */
} scenario;

static mltest_context *ctx; /* of one thread: sets are judged at the same time */
static mltest_options *with_draws, *without;

static mltest_scorecard *draw(const gate_scenario *s, mlt_draws *d, const mltest_options *options)
{
    mltest_journal *journals[SET_MODELS];
    mltest_scorecard *card;
    draw_journals(ctx, s, d, journals);
    must(mlt_scorecard_make(&card, ctx, journals[0], options, NULL));
    for (int m = 0; m < SET_MODELS; m++)
        mlt_journal_unref(journals[m]);
    return card;
}

/* Event k: the interval of kind k holds the truth. */
static void one(const void *data, mlt_draws *d, uint64_t set, bool *events)
{
    const scenario *s = data;
    mltest_scorecard *card = draw(&s->of, d, with_draws);
    (void)set;
    for (size_t k = 0; k < MLT_TIDE_N_KINDS; k++) {
        const mlt_interval *i = &card->conditions[SET_FOG].drawn_tide[k].interval;
        events[k] = i->low <= s->truth[k] && s->truth[k] <= i->high;
    }
    mlt_scorecard_unref(card);
}

static void find_truth(scenario *s)
{
    gate_scenario many = s->of;
    mlt_draws d;
    many.n_groups = N_TRUTH_PICTURES;
    mlt_draws_init(&d, 1, "truth", 0);
    mltest_scorecard *card = draw(&many, &d, without);
    for (size_t k = 0; k < MLT_TIDE_N_KINDS; k++)
        s->truth[k] = card->conditions[SET_FOG].tide_delta[k];
    mlt_scorecard_unref(card);
}

static void check(scenario *s)
{
    char what[80];
    size_t counts[MLT_TIDE_N_KINDS];
    find_truth(s);
    simulate(s->of.what, N_SETS, one, s, MLT_TIDE_N_KINDS, counts);
    for (size_t k = 0; k < MLT_TIDE_N_KINDS; k++) {
        bool few = fabs(s->truth[k]) < s->least;
        snprintf(what, sizeof what, "TIDE: %s costs %.2f points more, B = 300%s",
                 mlt_tide_kind_names[k], s->truth[k], few ? ", not judged" : "");
        print_row(what, s->of.n_groups, counts[k], N_SETS, few ? 0 : s->low, few ? 1 : s->high);
    }
}

static mltest_options *make_options(const char *draws)
{
    mltest_options *options;
    must(mlt_options_make(&options, ctx, &mlt_score_options, NULL));
    must(mlt_options_set(options, "resamples", draws, NULL));
    must(mlt_options_set(options, "tide_resamples", draws, NULL));
    must(mlt_options_set(options, "map_intervals", "false", NULL));
    return options;
}

void check_tide(void)
{
    static const double places[SET_MODELS][SET_CONDITIONS] = {{-1.2, -0.4}, {-1.3, -0.5}};
    scenario scenarios[] = {
        {{"tide", 100, 1, 1, 0, 0.7, places, true, NULL, {0}, true}, {0}, 0.2, 0.915, 1},
        {{"tide", 400, 1, 1, 0, 0.7, places, true, NULL, {0}, true}, {0}, 0, 0.93, 0.97},
    };
    must(mltest_context_new(&ctx, NULL, NULL, NULL));
    must(mltest_context_set_limit(ctx, "max_threads", 1, NULL));
    with_draws = make_options("300");
    without = make_options("0");
    for (size_t i = 0; i < sizeof scenarios / sizeof scenarios[0]; i++)
        check(&scenarios[i]);
    mltest_options_free(with_draws);
    mltest_options_free(without);
    mltest_context_free(ctx);
}
