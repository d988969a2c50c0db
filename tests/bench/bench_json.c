/* SPDX-License-Identifier: MIT */
/*
 * COCO's results read from a file on one thread: 500,000 of them, against reading the same bytes
 * and doing nothing with them. Medians, interleaved; one JSON line.
 *     bench_json [eval [RESULTS.json]]
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "annotation/coco_file.h"
#include "base/file_stream.h"
#include "codec/json_feed.h"
#include "mltest/error.h"
#include "scenes.h"
#include "timing.h"

enum { N_IMAGES = 5000, N_CLASSES = 80, ROUNDS = 9 };

static double now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static void write_results(FILE *f)
{
    static scene s;
    for (uint32_t i = 0; i < N_IMAGES; i++) {
        scene_fill(&s, i, N_CLASSES);
        for (size_t k = 0; k < s.n_preds; k++) {
            const mlt_pred *p = &s.preds[k];
            fprintf(f,
                    "%s{\"image_id\": %u, \"category_id\": %d, \"bbox\": [%.2f, %.2f, %.2f, %.2f], "
                    "\"score\": %.5f}",
                    i + k > 0 ? ", " : "[", i + 1, p->cls + 1, p->box.x, p->box.y, p->box.width,
                    p->box.height, p->score);
        }
    }
    fputs("]\n", f);
}

/* Milliseconds for the bytes alone, and how many there are. */
static double read_bytes(const char *path, uint64_t *n)
{
    static char window[MLT_JSON_WINDOW];
    mlt_file_stream stream;
    mltest_error *error = NULL;
    size_t got = 1;
    double start = now_ms();
    *n = 0;
    if (mlt_file_stream_open(&stream, NULL, path, &error) != MLTEST_OK)
        bench_fail(error);
    while (got > 0) {
        if (mlt_file_stream_read(&stream, window, sizeof window, &got, &error) != MLTEST_OK)
            bench_fail(error);
        *n += got;
    }
    mlt_file_stream_close(&stream);
    return now_ms() - start;
}

static double read_results(const char *path, size_t *n)
{
    mlt_coco_results results;
    mltest_error *error = NULL;
    double start = now_ms();
    if (mlt_coco_read_results(NULL, path, &results, &error) != MLTEST_OK)
        bench_fail(error);
    double ms = now_ms() - start;
    *n = results.n;
    mlt_coco_results_free(NULL, &results);
    return ms;
}

static void bench(const char *path)
{
    double bytes_ms[ROUNDS], results_ms[ROUNDS];
    uint64_t n_bytes = 0;
    size_t n_results = 0;
    (void)read_results(path, &n_results); /* warms up */
    for (int i = 0; i < ROUNDS; i++) {
        bytes_ms[i] = read_bytes(path, &n_bytes);
        results_ms[i] = read_results(path, &n_results);
    }
    double ms = bench_median(results_ms, ROUNDS), bare = bench_median(bytes_ms, ROUNDS);
    printf("{\"bench\":\"json\",\"what\":\"results\",\"results\":%zu,\"bytes\":%llu,\"ms\":%.2f,"
           "\"gb_per_s\":%.3f,\"bytes_ms\":%.2f,\"times_bytes\":%.1f}\n",
           n_results, (unsigned long long)n_bytes, ms, (double)n_bytes / ms / 1e6, bare, ms / bare);
}

int main(int argc, char **argv)
{
    char path[] = "/tmp/mltest-bench-XXXXXX";
    if (argc > 1 && strcmp(argv[1], "eval") != 0)
        return 0;
    if (argc > 2) {
        bench(argv[2]);
        return 0;
    }
    int fd = mkstemp(path);
    FILE *f = fd >= 0 ? fdopen(fd, "w") : NULL;
    if (f == NULL)
        bench_fail(NULL);
    write_results(f);
    if (fclose(f) != 0)
        bench_fail(NULL);
    bench(path);
    (void)remove(path);
    return 0;
}
