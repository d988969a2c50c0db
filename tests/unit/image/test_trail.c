/* SPDX-License-Identifier: MIT */
#include "image/trail.h"

#include <math.h>
#include <stdbool.h>
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
                     uint32_t height, uint32_t channels, bool is_8bit)
{
    void *memory = malloc(mlt_trail_bytes(t, width, channels));
    mlt_trail_lines lines = mlt_trail_lay_out(t, memory, width, channels, is_8bit);
    for (int64_t i = -t->above; i <= y + t->below; i++) {
        const float *row = plane + mlt_edge_place(i, height, MLT_EDGE_REPLICATE) * width * channels;
        float *line = mlt_trail_line(&lines, i);
        for (int64_t x = -t->left; x < (int64_t)width + t->right; x++) {
            size_t from = mlt_edge_place(x, width, MLT_EDGE_REPLICATE);
            for (size_t c = 0; c < channels; c++)
                line[x * channels + (int64_t)c] = row[from * channels + c];
        }
        mlt_trail_filled(&lines, i);
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
    blur_row(&t, row, plane, 1, 6, 3, 1, false);
    for (int x = 0; x < 6; x++) {
        float want = x < 2 || x > 4 ? 0 : (float)t.taps[4 - x].weight;
        ck_assert_float_eq(row[x], want);
    }
    blur_row(&t, row, plane, 0, 6, 3, 1, false);
    for (int x = 0; x < 6; x++)
        ck_assert_float_eq(row[x], 0);
}
END_TEST

enum { W = 13, H = 11, N = W * 3 };

static double plain(const mlt_trail *t, const float *plane, int y, int i)
{
    double sum = 0;
    for (int j = 0; j < t->n; j++) {
        size_t from_y = mlt_edge_place(y + t->taps[j].dy, H, MLT_EDGE_REPLICATE);
        size_t from_x = mlt_edge_place(i / 3 + t->taps[j].dx, W, MLT_EDGE_REPLICATE);
        sum += t->taps[j].weight * (double)plane[from_y * N + 3 * from_x + (size_t)i % 3];
    }
    return sum;
}

/* In every direction, over edges and corners and more rows than there are lines, of each channel
 * its own. As words, what is next below; the sharpest trail, too, which is one pixel. */
START_TEST(test_every_direction)
{
    float plane[H * N], row[N];
    mlt_trail t;
    for (int i = 0; i < H * N; i++)
        plane[i] = (float)(i * 7919 % 256);
    for (int k = 0; k < 50 * H; k++) {
        int y = k % H, turn = k / H % 25;
        bool is_8bit = k >= 25 * H;
        mlt_trail_make(&t, 2, turn % 5 == 4 ? .1 : 2, 15 * turn - 180, W, H);
        blur_row(&t, row, plane, y, W, H, 3, is_8bit);
        for (int i = 0; i < N; i++) {
            double want = plain(&t, plane, y, i), got = (double)row[i];
            if (is_8bit)
                ck_assert(got == floor(got) && got > want - 1.01 && got < want + .01);
            else
                ck_assert_double_eq_tol(got, want, 1e-4);
        }
    }
}
END_TEST

/* Flat stays what it is, whatever the weights; and less where the trail has been cut. */
START_TEST(test_flat)
{
    float plane[H * N], row[N];
    mlt_trail t;
    for (int k = 0; k < 256; k++) {
        for (int i = 0; i < H * N; i++)
            plane[i] = (float)k;
        mlt_trail_make(&t, 1 + k % 3, .1 + k / 10.0, 3.7 * k, W, H);
        blur_row(&t, row, plane, k % H, W, H, 3, true);
        for (int i = 0; i < N; i++)
            ck_assert_float_eq(row[i], (float)k);
    }
    mlt_trail_make(&t, 30, 1000, 0, W, H);
    ck_assert_int_eq(t.n, W);
    blur_row(&t, row, plane, 3, W, H, 3, true);
    ck_assert_float_eq(row[5], (float)floor(255 * 13 / 61.0));
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
    tcase_add_test(tc, test_flat);
    suite_add_tcase(suite, tc);
    return suite;
}
