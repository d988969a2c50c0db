/* SPDX-License-Identifier: MIT */
/*
 *     simulation [shares|means|tests|panels|map|arms|sequential|gates|tide]…
 */
#include "simulation.h"

#include "base/math.h"
#include "base/pool.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static unsigned n_passed, n_failed;

typedef struct {
    const char *name;
    one_set one;
    const void *data;
    bool (*events)[MOST_EVENTS];
} job;

static void run_set(void *data, size_t set)
{
    job *j = data;
    mlt_draws draws;
    mlt_draws_init(&draws, mlt_random_key(set, j->name, 1, 0, 0), "", 0);
    j->one(j->data, &draws, set, j->events[set]);
}

void simulate(const char *name, size_t n_sets, one_set one, const void *data, size_t n_events,
              size_t *counts)
{
    job j = {name, one, data, calloc(n_sets, sizeof *j.events)};
    must(j.events ? MLTEST_OK : MLTEST_ERR_MEMORY);
    mlt_parallel(NULL, 0, n_sets, run_set, &j);
    for (size_t e = 0; e < n_events; e++) {
        counts[e] = 0;
        for (size_t set = 0; set < n_sets; set++)
            counts[e] += j.events[set][e];
    }
    free(j.events);
}

void print_row(const char *what, size_t n, size_t count, size_t n_sets, double low, double high)
{
    double share = (double)count / (double)n_sets;
    bool good = share >= low && share <= high;
    *(good ? &n_passed : &n_failed) += 1;
    printf("%-4s %-58s %5zu  %.4f  [%.4f, %.4f]  %zu sets\n", good ? "ok" : "BAD", what, n, share,
           low, high, n_sets);
    fflush(stdout);
}

void must(mltest_status status)
{
    if (status == MLTEST_OK)
        return;
    fprintf(stderr, "simulation: %s\n", mltest_status_text(status));
    exit(EXIT_FAILURE);
}

double share_of_probit(double x, double variance)
{
    return mlt_normal_cdf(x / sqrt(1 + variance));
}

int main(int argc, char **argv)
{
    const struct {
        const char *name;
        void (*check)(void);
    } checks[] = {
        {"shares", check_shares},         {"means", check_means},           {"tests", check_tests},
        {"panels", check_panels},         {"map", check_average_precision}, {"arms", check_arms},
        {"sequential", check_sequential}, {"gates", check_gates},           {"tide", check_tide}};
    printf("%-63s %5s  %-6s  %s\n", "what", "n", "share", "bounds");
    for (size_t c = 0; c < sizeof checks / sizeof checks[0]; c++) {
        bool wanted = argc < 2;
        for (int i = 1; i < argc; i++)
            wanted |= strcmp(argv[i], checks[c].name) == 0;
        if (wanted)
            checks[c].check();
    }
    printf("%u passed, %u failed\n", n_passed, n_failed);
    return n_failed > 0 || n_passed == 0;
}
