/* SPDX-License-Identifier: MIT */
#include "timing.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "mltest/error.h"

enum { THREADS = 2, MOST_TIMES = 1000, COPIES = 50 };

static const double SHORTEST_MS = 3;

/* What a thread works on, and buffers that stay. */
typedef struct {
    uint8_t picture[BENCH_SAMPLES];
    mlt_perturbed made;
    double ms[MOST_TIMES]; /* of each application */
    char id[8];
} worker;

static worker workers[THREADS];

static clockid_t clock_id = CLOCK_MONOTONIC;

/* The measurement that is on; NULL ends the second thread. */
static const mlt_condition *wanted;
static int wanted_times;
static atomic_int n_ready;
static pthread_barrier_t next;
static pthread_t second;

void bench_fail(mltest_error *error)
{
    fprintf(stderr, "%s\n", error ? mltest_error_message(error) : "no threads");
    exit(1);
}

void bench_condition(mlt_condition *out, const char *kind, int severity)
{
    char name[64];
    mltest_error *error = NULL;
    snprintf(name, sizeof name, "%s@%d", kind, severity);
    if (mlt_condition_parse(out, NULL, name, NULL, 0, &error) != MLTEST_OK)
        bench_fail(error);
}

void bench_count_processor_time(void)
{
    clock_id = CLOCK_THREAD_CPUTIME_ID;
}

static double now_ms(void)
{
    struct timespec t;
    clock_gettime(clock_id, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static void apply(worker *w)
{
    mltest_error *error = NULL;
    const mltest_image_view view = {.data = w->picture,
                                    .stride_bytes = BENCH_SIDE * 3,
                                    .width = BENCH_SIDE,
                                    .height = BENCH_SIDE,
                                    .format = MLTEST_FORMAT_RGB8};
    mlt_truth middle = {.box = {BENCH_SIDE / 4, BENCH_SIDE / 4, BENCH_SIDE / 2, BENCH_SIDE / 2}};
    const mlt_truths labels = {&middle, 1, 1};
    for (int i = 0; i < wanted_times; i++) {
        double start = now_ms();
        if (mlt_condition_apply(wanted, &view, &labels, 1, w->id, &w->made, &error) != MLTEST_OK)
            bench_fail(error);
        w->ms[i] = now_ms() - start;
    }
}

/* The barrier wakes late: both wait for each other awake before they begin. */
static void begin_together(void)
{
    atomic_fetch_add(&n_ready, 1);
    while (atomic_load(&n_ready) < THREADS)
        ;
}

static void *be_second(void *data)
{
    for (;;) {
        pthread_barrier_wait(&next);
        if (wanted == NULL)
            return data;
        begin_together();
        apply(&workers[1]);
        pthread_barrier_wait(&next);
    }
}

/* Soft shapes, edges and texture, all levels. */
static void draw(uint8_t *picture)
{
    uint32_t state = 1;
    for (int y = 0; y < BENCH_SIDE; y++) {
        for (int x = 0; x < BENCH_SIDE; x++) {
            int dx = x % 160 - 80, dy = y % 128 - 64;
            bool inside = dx * dx + dy * dy < 2500;
            for (int c = 0; c < 3; c++) {
                state = state * 1664525 + 1013904223;
                int level = (x * (1 + c) / 8 + y / 3) % 190 + (inside ? 50 : 0);
                picture[(y * BENCH_SIDE + x) * 3 + c] = (uint8_t)(level + (int)(state >> 28));
            }
        }
    }
}

const uint8_t *bench_picture(void)
{
    return workers[0].picture;
}

void bench_start(void)
{
    for (int i = 0; i < THREADS; i++) {
        mltest_error *error = NULL;
        draw(workers[i].picture);
        snprintf(workers[i].id, sizeof workers[i].id, "%d", i);
        if (mlt_perturbed_init(&workers[i].made, NULL, &error) != MLTEST_OK)
            bench_fail(error);
    }
    if (pthread_barrier_init(&next, NULL, THREADS) != 0 ||
        pthread_create(&second, NULL, be_second, NULL) != 0)
        bench_fail(NULL);
}

void bench_stop(void)
{
    wanted = NULL;
    pthread_barrier_wait(&next);
    pthread_join(second, NULL);
    pthread_barrier_destroy(&next);
    for (int i = 0; i < THREADS; i++)
        mlt_perturbed_free(&workers[i].made);
}

int bench_times(const mlt_condition *condition)
{
    bench_ms(condition, 2, 1); /* both have their buffers now */
    double times = SHORTEST_MS / (bench_ms(condition, 1, 1) + 1e-6) + 1;
    return times < MOST_TIMES ? (int)times : MOST_TIMES;
}

double bench_ms(const mlt_condition *condition, int threads, int times)
{
    wanted = condition;
    wanted_times = times;
    if (threads == 1) {
        apply(&workers[0]);
        return bench_median(workers[0].ms, times);
    }
    atomic_store(&n_ready, 0);
    pthread_barrier_wait(&next);
    begin_together();
    apply(&workers[0]);
    pthread_barrier_wait(&next);
    double a = bench_median(workers[0].ms, times), b = bench_median(workers[1].ms, times);
    return a > b ? a : b;
}

double bench_copy_ms(void)
{
    static uint8_t copy[BENCH_SAMPLES];
    double start = now_ms();
    for (int i = 0; i < COPIES; i++) {
        memcpy(copy, workers[0].picture, sizeof copy);
        __asm__ volatile("" : : "r"(copy) : "memory");
    }
    return (now_ms() - start) / COPIES;
}

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

double bench_median(double *values, int n)
{
    qsort(values, (size_t)n, sizeof *values, by_value);
    return n % 2 ? values[n / 2] : (values[n / 2 - 1] + values[n / 2]) / 2;
}
