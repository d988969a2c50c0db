/* SPDX-License-Identifier: MIT */
/*
 * Gates whose limit is the true value: a pass is wrong, and so is a fail. Neither may happen more
 * often than in 5 % of data sets. They are judged as `mltest gate` judges them, from journals.
 */
#include "gate_sets.h"

#include "gate/measure.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { N_TRUTH_PICTURES = 200000 };

static mltest_context *ctx; /* of one thread: sets are judged at the same time */

static mltest_gates *make_gates(const gate_scenario *s)
{
    mltest_gates *gates;
    must(mlt_gates_make(&gates, ctx, NULL));
    for (size_t i = 0; s->gates[i].score != NULL; i++) {
        const set_gate *from = &s->gates[i];
        mlt_gate gate = {.at_least = from->at_least, .limit = s->limits[i], .text = from->score};
        must(mlt_gate_parse_score(gates, from->score, strlen(from->score), &gate, NULL));
        gate.baseline = from->paired ? "baseline" : NULL;
        must(mlt_gates_add(gates, &gate, NULL));
    }
    return gates;
}

static bool has_pair(const gate_scenario *s)
{
    for (size_t i = 0; s->gates[i].score != NULL; i++)
        if (s->gates[i].paired)
            return true;
    return false;
}

static mltest_gate_report *judge(const gate_scenario *s, mltest_journal *const *journals)
{
    mltest_gates *gates = make_gates(s);
    mltest_gate_report *report;
    must(mlt_gate_report_make(&report, ctx, gates, journals[0], has_pair(s) ? journals[1] : NULL,
                              NULL, NULL));
    mlt_gates_unref(gates);
    return report;
}

static void drop(mltest_journal *const *journals)
{
    for (int m = 0; m < SET_MODELS; m++)
        mlt_journal_unref(journals[m]);
}

/* Events 2g: gate g passes; 2g + 1: it fails. */
static void one(const void *data, mlt_draws *d, uint64_t set, bool *events)
{
    const gate_scenario *s = data;
    mltest_journal *journals[SET_MODELS];
    (void)set;
    draw_journals(ctx, s, d, journals);
    mltest_gate_report *report = judge(s, journals);
    const mlt_table *table = mlt_results_find_table(report->results, "gates");
    const char *const *verdicts = mlt_table_find_column(table, "verdict")->strings;
    for (size_t i = 0; i < table->n_rows; i++) {
        events[2 * i] = strcmp(verdicts[i], "pass") == 0;
        events[2 * i + 1] = strcmp(verdicts[i], "fail") == 0;
    }
    mlt_gate_report_unref(report);
    drop(journals);
}

/* --- true values --------------------------------------------------------------------------- */

static double share(const gate_scenario *s, int model, int condition)
{
    return share_of_probit(s->places[model][condition],
                           s->of_group * s->of_group + s->of_sample * s->of_sample);
}

/* Of simple pictures. */
static double known(const gate_scenario *s, int model, const char *score)
{
    double fog = share(s, model, SET_FOG);
    if (strncmp(score, "affected", 8) == 0 || strncmp(score, "newly_broken", 12) == 0)
        return fog;
    if (strncmp(score, "robustness", 10) == 0)
        return 100 * (1 - fog);
    return 100 *
           ((fog + share(s, model, SET_SNOW)) / 2 + share(s, model, SET_NOISE) +
            share(s, model, SET_BLUR)) /
           3;
}

/* Of others: that of so many pictures, as a point. */
static void measure(const gate_scenario *s, double values[SET_MODELS][MOST_GATES])
{
    gate_scenario many = *s;
    mltest_journal *journals[SET_MODELS];
    mlt_draws d;
    many.n_groups = N_TRUTH_PICTURES / (size_t)s->per_group;
    mltest_options *points; /* intervals of so many would take longer than all sets */
    must(mlt_options_make(&points, ctx, &mlt_score_options, NULL));
    must(mlt_options_set(points, "resamples", "0", NULL));
    must(mlt_options_set(points, "tide", "false", NULL));
    mlt_draws_init(&d, 1, "truth", 0);
    draw_journals(ctx, &many, &d, journals);
    for (int m = 0; m < SET_MODELS; m++) {
        mltest_scorecard *card;
        mltest_gates *gates = make_gates(s);
        must(mlt_scorecard_make(&card, ctx, journals[m], points, NULL));
        for (size_t i = 0; i < gates->n; i++)
            mlt_gate_value_of(card, gates->items[i].score,
                              gates->items[i].condition[0] != '\0' ? SET_FOG : -1, &values[m][i]);
        mlt_gates_unref(gates);
        mlt_scorecard_unref(card);
    }
    mlt_options_unref(points);
    drop(journals);
}

static void find_limits(gate_scenario *s)
{
    double values[SET_MODELS][MOST_GATES] = {{0}};
    if (s->has_boxes)
        measure(s, values);
    mltest_gates *gates = make_gates(s);
    for (size_t i = 0; i < gates->n; i++) {
        double now = s->has_boxes ? values[0][i] : known(s, 0, s->gates[i].score);
        double before = s->has_boxes ? values[1][i] : known(s, 1, s->gates[i].score);
        double sign = gates->items[i].score->is_less_better ? 1 : -1;
        s->limits[i] = s->gates[i].paired ? sign * (now - before) : now;
    }
    mlt_gates_unref(gates);
}

/* --- scenarios ------------------------------------------------------------------------------- */

static void check(gate_scenario *s)
{
    char what[100];
    size_t counts[MOST_EVENTS], n_samples = s->n_groups * (size_t)s->per_group;
    double most = 0.05 + 3 * sqrt(0.05 * 0.95 / N_SETS);
    find_limits(s);
    simulate(s->what, N_SETS, one, s, MOST_EVENTS, counts);
    for (size_t i = 0; s->gates[i].score != NULL; i++)
        for (size_t e = 0; e < 2; e++) {
            const set_gate *gate = &s->gates[i];
            snprintf(what, sizeof what, "%s: %s %s %.3g %s", s->what, gate->score,
                     gate->paired     ? "no worse by"
                     : gate->at_least ? ">="
                                      : "<=",
                     s->limits[i], e == 0 ? "passes" : "fails");
            print_row(what, n_samples, counts[2 * i + e], N_SETS, 0, most);
        }
}

static const double often[SET_MODELS][SET_CONDITIONS] = {{0, -1.6, -1.3, -2, -1},
                                                         {0, -1.8, -1.6, -2, -1.2}};
static const double rarely[SET_MODELS][SET_CONDITIONS] = {{0, -2.2, -2.4, -2.6, -2.2},
                                                          {0, -2.4, -2.5, -2.6, -2.4}};
static const double of_boxes[SET_MODELS][SET_CONDITIONS] = {{-1.2, -0.4}, {-1.3, -0.5}};
static const set_gate shares[] = {{"affected(fog@3)", false, false},
                                  {"affected(fog@3)", false, true},
                                  {"robustness(fog@3)", true, false},
                                  {"risk", false, false},
                                  {"risk", false, true},
                                  {NULL, false, false}};
static const set_gate figures[] = {{"mAP50", true, false},
                                   {"mAP50(fog@3)", true, false},
                                   {"mAP50(fog@3)", true, true},
                                   {"recall(fog@3)", true, false},
                                   {"precision(fog@3)", true, false},
                                   {"F1(fog@3)", true, false},
                                   {"F1(fog@3)", true, true},
                                   {NULL, false, false}};
/* Of ten thresholds; of one changed condition, mPC is its mAP. */
static const set_gate headline[] = {{"mAP", true, false},         {"mAP(fog@3)", true, false},
                                    {"mAP(fog@3)", true, true},   {"drop(fog@3)", false, false},
                                    {"drop(fog@3)", false, true}, {"mPC", true, false},
                                    {"rPC", true, false},         {NULL, false, false}};
static const set_gate precision[] = {{"mAP50(fog@3)", true, false}, {NULL, false, false}};

void check_gates(void)
{
    gate_scenario scenarios[] = {
        {"single", 100, 1, 1, 0, 0.8, often, false, shares, {0}, false},
        {"rare", 100, 1, 1, 0, 0.8, rarely, false, shares, {0}, false},
        {"single", 400, 1, 1, 0, 0.8, often, false, shares, {0}, false},
        {"groups of 5", 60, 5, 1, 0.8, 0.6, often, false, shares, {0}, false},
        {"groups of 3", 200, 3, 1, 0.8, 0.6, often, false, shares, {0}, false},
        {"3 replicates", 100, 1, 3, 0, 1, often, false, shares, {0}, false},
        {"boxes", 100, 1, 1, 0, 0.7, of_boxes, true, figures, {0}, false},
        {"boxes", 400, 1, 1, 0, 0.7, of_boxes, true, precision, {0}, false},
        {"boxes", 100, 1, 1, 0, 0.7, of_boxes, true, headline, {0}, false},
    };
    must(mltest_context_new(&ctx, NULL, NULL, NULL));
    must(mltest_context_set_limit(ctx, "max_threads", 1, NULL));
    for (size_t i = 0; i < sizeof scenarios / sizeof scenarios[0]; i++)
        if (!getenv("ONLY") || atoi(getenv("ONLY")) == (int)i)
            check(&scenarios[i]);
    mltest_context_free(ctx);
}
