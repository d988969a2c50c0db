/* SPDX-License-Identifier: MIT */
/*
 * How long each kind takes at each severity, on one thread and on two at once, beside a copy of the
 * picture: one JSON line each.
 *     bench_perturb [KIND…]
 * Rounds are interleaved over the severities and medians taken, since machines are noisy.
 */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "kernel/cpu.h"
#include "mltest/error.h"
#include "perturb/condition.h"

enum { SIDE = 640, SEVERITIES = 5, ROUNDS = 15, MOST_THREADS = 2, SAMPLES = SIDE * SIDE * 3 };

/* What a thread works on: its own copy of the picture, and buffers that stay. */
typedef struct {
    mltest_image_view view;
    mlt_condition *condition;
    mlt_perturbed made;
    int id;
} worker;

static uint8_t picture[SAMPLES], copy[SAMPLES];

/* Soft shapes, edges and texture, all levels. */
static void draw(void)
{
    uint32_t state = 1;
    for (int y = 0; y < SIDE; y++) {
        for (int x = 0; x < SIDE; x++) {
            int dx = x % 160 - 80, dy = y % 128 - 64;
            bool inside = dx * dx + dy * dy < 2500;
            for (int c = 0; c < 3; c++) {
                state = state * 1664525 + 1013904223;
                int level = (x * (1 + c) / 8 + y / 3) % 190 + (inside ? 50 : 0);
                picture[(y * SIDE + x) * 3 + c] = (uint8_t)(level + (int)(state >> 28));
            }
        }
    }
}

static void fail(mltest_error *error)
{
    fprintf(stderr, "%s\n", mltest_error_message(error));
    exit(1);
}

static void *apply(void *data)
{
    worker *w = data;
    mltest_error *error = NULL;
    char id[8];
    snprintf(id, sizeof id, "%d", w->id);
    if (mlt_condition_apply(w->condition, &w->view, NULL, 1, id, &w->made, &error) != MLTEST_OK)
        fail(error);
    return NULL;
}

static double now_ms(void)
{
    return (double)mlt_clock_ns() / 1e6;
}

static double time_once(worker *workers, int threads)
{
    pthread_t other;
    double start = now_ms();
    if (threads > 1 && pthread_create(&other, NULL, apply, &workers[1]) != 0)
        exit(1);
    apply(&workers[0]);
    if (threads > 1)
        pthread_join(other, NULL);
    return now_ms() - start;
}

static double time_copy(void)
{
    enum { TIMES = 20 };
    double start = now_ms();
    for (int i = 0; i < TIMES; i++) {
        memcpy(copy, picture, sizeof copy);
        __asm__ volatile("" : : "r"(copy) : "memory");
    }
    return (now_ms() - start) / TIMES;
}

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double median(double *values, int n)
{
    qsort(values, (size_t)n, sizeof *values, by_value);
    return values[n / 2];
}

/* The times of one kind: [severity][round] for one thread and for two, and of the copy. */
typedef struct {
    double one[SEVERITIES][ROUNDS], two[SEVERITIES][ROUNDS], copy[ROUNDS];
} times;

static void run_round(times *t, int round, mlt_condition *conditions, worker *workers)
{
    t->copy[round] = time_copy();
    for (int s = 0; s < SEVERITIES; s++) {
        for (int i = 0; i < MOST_THREADS; i++)
            workers[i].condition = &conditions[s];
        t->one[s][round] = time_once(workers, 1);
        t->two[s][round] = time_once(workers, 2);
    }
}

static void print_times(const char *kind, times *t)
{
    double copied = median(t->copy, ROUNDS), sum = 0, sum_two = 0;
    for (int s = 0; s < SEVERITIES; s++) {
        double one = median(t->one[s], ROUNDS), two = median(t->two[s], ROUNDS);
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

static void bench(const mlt_kind *kind, worker *workers)
{
    mlt_condition conditions[SEVERITIES];
    mltest_error *error = NULL;
    times t;
    for (int s = 0; s < SEVERITIES; s++) {
        char name[64];
        snprintf(name, sizeof name, "%s@%d", kind->name, s + 1);
        if (mlt_condition_parse(&conditions[s], NULL, name, NULL, 0, &error) != MLTEST_OK)
            fail(error);
    }
    for (int round = -1; round < ROUNDS; round++) /* the first one warms up */
        run_round(&t, round < 0 ? 0 : round, conditions, workers);
    print_times(kind->name, &t);
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
    worker workers[MOST_THREADS];
    mltest_error *error = NULL;
    draw();
    for (int i = 0; i < MOST_THREADS; i++) {
        workers[i] = (worker){.id = i};
        workers[i].view = (mltest_image_view){.data = picture,
                                              .stride_bytes = SIDE * 3,
                                              .width = SIDE,
                                              .height = SIDE,
                                              .format = MLTEST_FORMAT_RGB8};
        if (mlt_perturbed_init(&workers[i].made, NULL, &error) != MLTEST_OK)
            fail(error);
    }
    for (size_t i = 0; i < mlt_kind_count(); i++) {
        if (is_wanted(mlt_kind_at(i)->name, argc, argv))
            bench(mlt_kind_at(i), workers);
    }
    for (int i = 0; i < MOST_THREADS; i++)
        mlt_perturbed_free(&workers[i].made);
    return 0;
}
