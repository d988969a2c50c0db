/* SPDX-License-Identifier: MIT */
/*
 * The filter against the kernel as it is published, place by place: made in an array, blurred in
 * it, and laid over a picture.
 */
#include "image/disk_filter.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "image/edge.h"
#include "testing.h"

enum { MOST = 2 * MLT_DISK_SIDE + 1 };

/* An array of 2 · half + 1 rows, and how it is blurred. */
typedef struct {
    double weights[MOST][MOST], other[MOST][MOST], taps[3];
    int half, n_taps;
} array;

static void blur(array *a, double to[MOST][MOST], double from[MOST][MOST], bool down)
{
    int side = 2 * a->half + 1;
    for (int i = 0; i < side * side; i++) {
        int y = i / side, x = i % side;
        to[y][x] = 0;
        for (int k = -a->n_taps; k <= a->n_taps; k++) {
            size_t row = mlt_edge_place(down ? y + k : y, (size_t)side, MLT_EDGE_REFLECT101);
            size_t column = mlt_edge_place(down ? x : x + k, (size_t)side, MLT_EDGE_REFLECT101);
            to[y][x] += a->taps[abs(k)] * from[row][column];
        }
    }
}

static void make_array(array *a, double radius, double sigma)
{
    int n = 0;
    double sum = 0;
    a->half = radius <= 8 ? 8 : (int)ceil(radius);
    a->n_taps = radius <= 8 ? 1 : 2;
    for (int k = -a->n_taps; k <= a->n_taps; k++)
        sum += exp(-k * k / (2 * sigma * sigma));
    for (int k = 0; k <= a->n_taps; k++)
        a->taps[k] = exp(-k * k / (2 * sigma * sigma)) / sum;
    for (int y = -a->half; y <= a->half; y++) {
        for (int x = -a->half; x <= a->half; x++) {
            bool inside = x * x + y * y <= radius * radius;
            a->weights[y + a->half][x + a->half] = inside;
            n += inside;
        }
    }
    blur(a, a->other, a->weights, false);
    blur(a, a->weights, a->other, true);
    for (int i = 0; i < MOST * MOST; i++)
        a->weights[i / MOST][i % MOST] /= n;
}

/* The last number of the first row counts, too: memory checkers see what lies beyond. */
enum { WIDTH = 9, HEIGHT = 5, CHANNELS = 3, N = WIDTH * CHANNELS };

static float sample(int x, int y, int c, float top)
{
    uint32_t v = (uint32_t)(y * 1000 + x * 10 + c) * 2654435761u;
    return (float)((v >> 8) % (uint32_t)(top + 1));
}

/* A picture without an edge, so that lines are what they would be beside it, too. */
static void check(const array *a, double radius, double sigma, float top)
{
    mlt_disk disk;
    mlt_disk_filter filter;
    mlt_disk_make(&disk, radius, sigma);
    int margin = (int)mlt_disk_margin(&disk), made = 0, side = 2 * a->half + 1;
    void *memory = malloc(mlt_disk_bytes(&disk, WIDTH, CHANNELS));
    float *line = malloc((size_t)(WIDTH + 2 * margin) * CHANNELS * sizeof *line);
    memset(memory, 0xFF, mlt_disk_bytes(&disk, WIDTH, CHANNELS));
    mlt_disk_filter_init(&filter, &disk, memory, WIDTH, CHANNELS, top <= 255);
    for (int y = -margin; y < HEIGHT + margin; y++) {
        for (int i = 0; i < (WIDTH + 2 * margin) * CHANNELS; i++)
            line[i] = sample(i / CHANNELS - margin, y, i % CHANNELS, top);
        if (!mlt_disk_push(&filter, line))
            continue;
        mlt_disk_row(&filter, line);
        for (int i = 0; i < N; i++) {
            double sum = 0;
            for (int k = 0; k < side * side; k++) {
                int dx = k % side - a->half, dy = k / side - a->half;
                double w = a->weights[k / side][k % side];
                if (w > 0)
                    sum += w * (double)sample(i / CHANNELS + dx, made + dy, i % CHANNELS, top);
            }
            ck_assert_double_eq_tol((double)line[i], sum, (double)top * 1e-6);
        }
        made++;
    }
    ck_assert_int_eq(made, HEIGHT);
    free(line);
    free(memory);
}

START_TEST(test_like_the_array)
{
    static const double radii[] = {0,   .5, 1, 2.5,  3, 4,   6,    6.9,  7, 7.5,
                                   7.9, 8,  9, 8.25, 9, 9.5, 10.5, 12.1, 15};
    static const double sigmas[] = {.1, .5, 1, 5};
    static array a;
    for (size_t i = 0; i < sizeof radii / sizeof radii[0]; i++) {
        double sigma = sigmas[(i + (size_t)_i) % 4];
        make_array(&a, radii[i], sigma);
        check(&a, radii[i], sigma, _i % 2 == 0 ? 255 : 65535);
    }
}
END_TEST

/* The largest sums there are. */
START_TEST(test_largest)
{
    static array a;
    make_array(&a, MLT_DISK_MOST_RADIUS, 5);
    check(&a, MLT_DISK_MOST_RADIUS, 5, 255);
    make_array(&a, 10, .5);
    check(&a, 10, .5, 255);
    check(&a, 10, .5, 65535);
}
END_TEST

/* White on white: sums as large as words are. */
START_TEST(test_white)
{
    static const double sums[] = {1, 1, 1, 1.012975, 1.010786, 1};
    static const double radii[] = {3, 4, 6, 8, 10, 49.5}, sigmas[] = {.1, .5, .5, .5, .5, .1};
    for (int s = 0; s < 6; s++) {
        mlt_disk disk;
        mlt_disk_filter filter;
        mlt_disk_make(&disk, radii[s], sigmas[s]);
        size_t margin = mlt_disk_margin(&disk), n = WIDTH + 2 * margin;
        void *memory = malloc(mlt_disk_bytes(&disk, WIDTH, 1));
        float *line = malloc(n * sizeof *line), row[WIDTH];
        for (size_t i = 0; i < n; i++)
            line[i] = 255;
        mlt_disk_filter_init(&filter, &disk, memory, WIDTH, 1, true);
        for (size_t y = 0; y <= 2 * margin; y++)
            ck_assert_int_eq(mlt_disk_push(&filter, line), y == 2 * margin);
        mlt_disk_row(&filter, row);
        for (int i = 0; i < WIDTH; i++)
            ck_assert_double_eq_tol((double)row[i], 255 * sums[s], 255 * 1e-6);
        free(line);
        free(memory);
    }
}
END_TEST

Suite *mlt_suite_image_disk_filter(void);
Suite *mlt_suite_image_disk_filter(void)
{
    Suite *suite = suite_create("image_disk_filter");
    TCase *tc = tcase_create("filter");
    tcase_set_timeout(tc, 60);
    tcase_add_loop_test(tc, test_like_the_array, 0, 8);
    tcase_add_test(tc, test_largest);
    tcase_add_test(tc, test_white);
    suite_add_tcase(suite, tc);
    return suite;
}
