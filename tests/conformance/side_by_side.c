/* SPDX-License-Identifier: MIT */
/*
 * The library's side of side_by_side.py. Reads one cell a line from the standard input,
 *     KIND SEVERITY WIDTH HEIGHT N_NUMBERS PICTURE NUMBERS RESULT
 * the last three being files: raw RGB, doubles, and raw RGB to be written. Answers each with
 * "done".
 */
#include <stdio.h>
#include <stdlib.h>

#include "feed.h"

enum { MOST_PATH = 512 };

static void fail(const char *what)
{
    fprintf(stderr, "side_by_side: %s\n", what);
    exit(1);
}

/* Exactly n bytes of a file, to be freed. */
static void *read_file(const char *path, size_t n)
{
    void *bytes = malloc(n + 1);
    FILE *file = fopen(path, "rb");
    if (bytes == NULL || file == NULL || fread(bytes, 1, n + 1, file) != n)
        fail(path);
    fclose(file);
    return bytes;
}

static void write_file(const char *path, const void *bytes, size_t n)
{
    FILE *file = fopen(path, "wb");
    if (file == NULL || fwrite(bytes, 1, n, file) != n || fclose(file) != 0)
        fail(path);
}

int main(void)
{
    char line[4 * MOST_PATH], kind[64], picture[MOST_PATH], drawn[MOST_PATH], result[MOST_PATH];
    int severity;
    unsigned width, height;
    size_t n;
    mlt_image made;
    mlt_image_init(&made, NULL);
    while (fgets(line, sizeof line, stdin) != NULL) {
        if (sscanf(line, "%63s %d %u %u %zu %511s %511s %511s", kind, &severity, &width, &height,
                   &n, picture, drawn, result) != 8)
            fail(line);
        size_t bytes = 3 * (size_t)width * height;
        void *pixels = read_file(picture, bytes);
        double *numbers = read_file(drawn, n * sizeof *numbers);
        const mltest_image_view view = {.data = pixels,
                                        .stride_bytes = 3 * (int64_t)width,
                                        .width = width,
                                        .height = height,
                                        .format = MLTEST_FORMAT_RGB8};
        mlt_feed(&made, &view, kind, severity, numbers, n);
        write_file(result, made.data, bytes);
        free(numbers);
        free(pixels);
        puts("done");
        fflush(stdout);
    }
    mlt_image_free(&made);
    return 0;
}
