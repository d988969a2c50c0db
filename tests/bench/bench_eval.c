/* SPDX-License-Identifier: MIT */
/*
 * COCO evaluation from arrays in memory: 5,000 pictures, 80 classes, 500,000 detections. Adding and
 * finishing with all twelve figures on one thread and on two; what a bootstrap repeats; memory. One
 * JSON line each, medians.
 *     bench_eval [eval]
 */
#include <malloc.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "metric/coco.h"
#include "mltest/context.h"
#include "mltest/error.h"
#include "scenes.h"
#include "timing.h"

enum { N_IMAGES = 5000, N_CLASSES = 80, ROUNDS = 9, REPLICATES = 31 };

static scene *scenes;
static const mlt_coco_options options = {.n_classes = N_CLASSES, .reference = true};

static void check(mltest_status status, mltest_error *error)
{
    if (status != MLTEST_OK)
        bench_fail(error);
}

static double now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

/* Memory that is taken, and the most there was. */
static atomic_size_t taken, most;

static void *note(void *p)
{
    size_t now = atomic_fetch_add(&taken, p ? malloc_usable_size(p) : 0) + malloc_usable_size(p);
    if (now > most)
        most = now;
    return p;
}

static void *allocate(void *data, size_t n)
{
    (void)data;
    return note(malloc(n));
}

static void release(void *data, void *p)
{
    (void)data;
    taken -= malloc_usable_size(p);
    free(p);
}

/* As if pages moved: the old and the new block are not there at once. */
static void *reallocate(void *data, void *p, size_t n)
{
    (void)data;
    taken -= p ? malloc_usable_size(p) : 0;
    return note(realloc(p, n));
}

static void add_some(mlt_coco *coco, size_t first, size_t end)
{
    mltest_error *error = NULL;
    for (size_t i = first; i < end; i++)
        check(mlt_coco_add(coco, i, scenes[i].truths, scenes[i].n_truths, scenes[i].preds,
                           scenes[i].n_preds, &error),
              error);
}

static void *add_half(void *coco)
{
    add_some(coco, N_IMAGES / 2, N_IMAGES);
    return NULL;
}

/* Milliseconds of adding, and of finishing. */
static void run(mltest_context *ctx, bool two, double *add_ms, double *finish_ms)
{
    mlt_coco *coco = NULL, *other = NULL;
    mlt_coco_result result;
    mltest_error *error = NULL;
    pthread_t thread;
    double start = now_ms();
    check(mlt_coco_new(&coco, ctx, &options, &error), error);
    if (two) {
        check(mlt_coco_new(&other, ctx, &options, &error), error);
        if (pthread_create(&thread, NULL, add_half, other) != 0)
            bench_fail(NULL);
        add_some(coco, 0, N_IMAGES / 2);
        pthread_join(thread, NULL);
        check(mlt_coco_merge(coco, other, &error), error);
        mlt_coco_free(other);
    } else {
        add_some(coco, 0, N_IMAGES);
    }
    double added = now_ms();
    check(mlt_coco_finish(coco, NULL, two ? MLT_COCO_PARALLEL : 0, &result, &error), error);
    *finish_ms = now_ms() - added;
    *add_ms = added - start;
    mlt_coco_result_free(ctx, &result);
    mlt_coco_free(coco);
}

static size_t count_truths(void)
{
    size_t n = 0;
    for (size_t i = 0; i < N_IMAGES; i++)
        n += scenes[i].n_truths;
    return n;
}

static void bench_whole(bool two)
{
    double add[ROUNDS], finish[ROUNDS], whole[ROUNDS];
    for (int i = -1; i < ROUNDS; i++) { /* the first one warms up */
        int at = i < 0 ? 0 : i;
        run(NULL, two, &add[at], &finish[at]);
        whole[at] = add[at] + finish[at];
    }
    printf("{\"bench\":\"eval\",\"what\":\"whole\",\"threads\":%d,\"truths\":%zu,\"add_ms\":%.2f,"
           "\"finish_ms\":%.2f,"
           "\"ms\":%.2f,\"ns_per_detection\":%.1f}\n",
           two ? 2 : 1, count_truths(), bench_median(add, ROUNDS), bench_median(finish, ROUNDS),
           bench_median(whole, ROUNDS), bench_median(whole, ROUNDS) * 1e6 / N_IMAGES / SCENE_DETS);
}

static void bench_memory(void)
{
    const mltest_allocator allocator = {.struct_size = sizeof allocator,
                                        .allocate = allocate,
                                        .reallocate = reallocate,
                                        .release = release};
    mltest_context *ctx = NULL;
    mltest_error *error = NULL;
    double add, finish;
    check(mltest_context_new(&ctx, &allocator, NULL, &error), error);
    run(ctx, false, &add, &finish);
    printf("{\"bench\":\"eval\",\"what\":\"memory\",\"peak_bytes\":%zu,\"per_detection\":%.1f}\n",
           (size_t)most, (double)most / N_IMAGES / SCENE_DETS);
    mltest_context_free(ctx);
}

/* A bootstrap's weights: how often each picture was drawn. */
static void resample(double *weights, uint32_t replicate)
{
    mlt_draws d;
    mlt_draws_init(&d, 8, "replicate", replicate);
    memset(weights, 0, N_IMAGES * sizeof *weights);
    for (int i = 0; i < N_IMAGES; i++)
        weights[mlt_draw_below(&d, N_IMAGES)]++;
}

static void bench_replicates(uint32_t ious, const char *thresholds)
{
    static double weights[N_IMAGES];
    double ms[REPLICATES], ap = 0, ar;
    mlt_coco *coco = NULL;
    mlt_coco_workspace *workspace = NULL;
    mltest_error *error = NULL;
    check(mlt_coco_new(&coco, NULL, &options, &error), error);
    add_some(coco, 0, N_IMAGES);
    check(mlt_coco_workspace_new(&workspace, coco, &error), error);
    for (uint32_t i = 0; i < REPLICATES; i++) {
        resample(weights, i);
        double start = now_ms();
        check(mlt_coco_replicate(workspace, weights, ious, &ap, &ar, NULL, &error), error);
        ms[i] = now_ms() - start;
    }
    printf(
        "{\"bench\":\"eval\",\"what\":\"replicate\",\"thresholds\":%s,\"ms\":%.3f,\"ap\":%.4f}\n",
        thresholds, bench_median(ms, REPLICATES), ap);
    mlt_coco_workspace_free(workspace);
    mlt_coco_free(coco);
}

int main(int argc, char **argv)
{
    if (argc > 1 && strcmp(argv[1], "eval") != 0)
        return 0;
    scenes = malloc(N_IMAGES * sizeof *scenes);
    if (!scenes)
        bench_fail(NULL);
    for (uint32_t i = 0; i < N_IMAGES; i++)
        scene_fill(&scenes[i], i, N_CLASSES);
    bench_whole(false);
    bench_whole(true);
    bench_replicates(1, "1");
    bench_replicates(0, "10");
    bench_memory();
    free(scenes);
    return 0;
}
