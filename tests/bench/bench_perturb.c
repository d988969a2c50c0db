/* SPDX-License-Identifier: MIT */
/*
 * How long each kind takes at each severity, on one thread and on two at once, beside a copy of the
 * picture: one JSON line each.
 *     bench_perturb [KIND…]
 * Rounds are interleaved over the severities and medians taken, since machines are noisy.
 */
#include <stdio.h>
#include <string.h>

#include "kernel/cpu.h"
#include "timing.h"

enum { SEVERITIES = 5, ROUNDS = 15 };

/* The times of one kind: [severity][round] for one thread and for two, and of the copy. */
typedef struct {
    double one[SEVERITIES][ROUNDS], two[SEVERITIES][ROUNDS], copy[ROUNDS];
} times;

static void run_round(times *t, int round, const mlt_condition *conditions, const int *repeats)
{
    t->copy[round] = bench_copy_ms();
    for (int s = 0; s < SEVERITIES; s++) {
        t->one[s][round] = bench_ms(&conditions[s], 1, repeats[s]);
        t->two[s][round] = bench_ms(&conditions[s], 2, repeats[s]);
    }
}

static void print_times(const char *kind, times *t)
{
    double copied = bench_median(t->copy, ROUNDS), sum = 0, sum_two = 0;
    for (int s = 0; s < SEVERITIES; s++) {
        double one = bench_median(t->one[s], ROUNDS), two = bench_median(t->two[s], ROUNDS);
        printf("{\"bench\":\"perturb\",\"kind\":\"%s\",\"severity\":%d,\"ms\":%.3f,"
               "\"ms_two_threads\":%.3f,\"speedup\":%.2f,\"times_memcpy\":%.1f}\n",
               kind, s + 1, one, two, 2 * one / two, one / copied);
        sum += one;
        sum_two += two;
    }
    printf("{\"bench\":\"perturb\",\"kind\":\"%s\",\"severity\":\"mean\",\"ms\":%.3f,"
           "\"ms_two_threads\":%.3f,\"speedup\":%.2f,\"times_memcpy\":%.1f,\"memcpy_ms\":%.4f,"
           "\"isa\":\"%s\"}\n",
           kind, sum / SEVERITIES, sum_two / SEVERITIES, 2 * sum / sum_two,
           sum / SEVERITIES / copied, copied, mlt_cpu_path());
    fflush(stdout);
}

static void bench(const char *kind)
{
    mlt_condition conditions[SEVERITIES];
    int repeats[SEVERITIES];
    times t;
    for (int s = 0; s < SEVERITIES; s++) {
        bench_condition(&conditions[s], kind, s + 1);
        repeats[s] = bench_times(&conditions[s]);
    }
    for (int round = -1; round < ROUNDS; round++) /* the first one warms up */
        run_round(&t, round < 0 ? 0 : round, conditions, repeats);
    print_times(kind, &t);
    for (int s = 0; s < SEVERITIES; s++)
        mlt_condition_free(NULL, &conditions[s]);
}

static bool is_wanted(const char *kind, int argc, char **argv)
{
    bool found = argc == 1;
    for (int i = 1; i < argc; i++)
        found = found || strcmp(argv[i], kind) == 0;
    return found;
}

int main(int argc, char **argv)
{
    bench_start();
    for (size_t i = 0; i < mlt_kind_count(); i++) {
        if (is_wanted(mlt_kind_at(i)->name, argc, argv))
            bench(mlt_kind_at(i)->name);
    }
    bench_stop();
    return 0;
}
