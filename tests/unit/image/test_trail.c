/* SPDX-License-Identifier: MIT */
#include "image/trail.h"

#include <math.h>
#include <stdlib.h>

#include "image/edge.h"
#include "testing.h"

/* To the right: weights fall like a Gaussian and sum to 1. */
START_TEST(test_taps)
{
    mlt_trail t;
    double sum = 0;
    mlt_trail_make(&t, 10, 3, 0, 640, 480);
    ck_assert_int_eq(t.n, 21);
    for (int i = 0; i < t.n; i++) {
        ck_assert_int_eq(t.taps[i].dx, i);
        ck_assert_int_eq(t.taps[i].dy, 0);
        ck_assert_double_eq_tol(t.taps[i].weight / t.taps[0].weight, exp(-i * i / 18.0), 1e-12);
        sum += t.taps[i].weight;
    }
    ck_assert_double_eq_tol(sum, 1, 1e-12);
    mlt_trail_make(&t, 10, 3, 90, 640, 480); /* down; ties of the shift go down as well */
    ck_assert_int_eq(t.taps[20].dy, 20);
    ck_assert_int_eq(t.taps[20].dx, 0);
}
END_TEST

/* Cut where it would leave the picture, without a new norm. */
START_TEST(test_small_pictures)
{
    mlt_trail t;
    double sum = 0;
    mlt_trail_make(&t, 10, 100, 0, 5, 480);
    ck_assert_int_eq(t.n, 5);
    for (int i = 0; i < t.n; i++)
        sum += t.taps[i].weight;
    ck_assert_double_lt(sum, 0.3);
}
END_TEST

/* A row of a plane of packed rows, blurred. */
static void blur_row(const mlt_trail *t, float *out, const float *plane, int64_t y, uint32_t width,
                     uint32_t height, uint32_t channels)
{
    void *memory = malloc(mlt_trail_bytes(t, width, channels));
    mlt_trail_lines lines = mlt_trail_lay_out(t, memory, width, channels);
    for (int64_t i = -t->above; i <= y + t->below; i++) {
        const float *row = plane + mlt_edge_place(i, height, MLT_EDGE_REPLICATE) * width * channels;
        float *line = mlt_trail_line(&lines, i);
        for (int64_t x = -t->left; x < (int64_t)width + t->right; x++) {
            size_t from = mlt_edge_place(x, width, MLT_EDGE_REPLICATE);
            for (size_t c = 0; c < channels; c++)
                line[x * channels + (int64_t)c] = row[from * channels + c];
        }
    }
    mlt_trail_row(&lines, out, y);
    free(memory);
}

START_TEST(test_a_point)
{
    float plane[3 * 6] = {0}, row[6];
    mlt_trail t;
    plane[6 + 4] = 1;
    mlt_trail_make(&t, 1, 1, 0, 6, 3);
    blur_row(&t, row, plane, 1, 6, 3, 1);
    for (int x = 0; x < 6; x++) {
        float want = x < 2 || x > 4 ? 0 : (float)t.taps[4 - x].weight;
        ck_assert_float_eq(row[x], want);
    }
    blur_row(&t, row, plane, 0, 6, 3, 1);
    for (int x = 0; x < 6; x++)
        ck_assert_float_eq(row[x], 0);
}
END_TEST

/* In every direction, over edges and corners and more rows than the ring has, of each channel its
 * own. */
START_TEST(test_every_direction)
{
    enum { W = 13, H = 11, N = W * 3 };
    float plane[H * N], row[N];
    mlt_trail t;
    for (int i = 0; i < H * N; i++)
        plane[i] = (float)(i * 7919 % 256);
    for (int k = 0; k < 25 * H; k++) {
        int y = k % H;
        mlt_trail_make(&t, 2, 2, 15 * (k / H) - 180, W, H);
        blur_row(&t, row, plane, y, W, H, 3);
        for (int i = 0; i < N; i++) {
            double want = 0;
            for (int j = 0; j < t.n; j++) {
                size_t from_y = mlt_edge_place(y + t.taps[j].dy, H, MLT_EDGE_REPLICATE);
                size_t from_x = mlt_edge_place(i / 3 + t.taps[j].dx, W, MLT_EDGE_REPLICATE);
                want += t.taps[j].weight * (double)plane[from_y * N + 3 * from_x + (size_t)i % 3];
            }
            ck_assert_double_eq_tol((double)row[i], want, 1e-4);
        }
    }
}
END_TEST

Suite *mlt_suite_image_trail(void);
Suite *mlt_suite_image_trail(void)
{
    Suite *suite = suite_create("image_trail");
    TCase *tc = tcase_create("trail");
    tcase_add_test(tc, test_taps);
    tcase_add_test(tc, test_small_pictures);
    tcase_add_test(tc, test_a_point);
    tcase_add_test(tc, test_every_direction);
    suite_add_tcase(suite, tc);
    return suite;
}
