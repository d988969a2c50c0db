/* SPDX-License-Identifier: MIT */
#include "image/bloom.h"

#include <math.h>

#include "image/pictures.h"

enum { W = 120, H = 96 };

/* The light of all rows of a picture. */
static void bloom_of(float *light, const mltest_image_view *view, const mlt_bloom *bloom)
{
    size_t n = (size_t)view->width * bloom->channels;
    void *work = malloc(mlt_bloom_bytes(bloom));
    ck_assert_ptr_nonnull(work);
    mlt_bloom_make(bloom, view, work);
    for (uint32_t y = 0; y < view->height; y++)
        mlt_bloom_row(bloom, work, y, light + y * n);
    free(work);
}

static void bloom_of_grey(float *light, const uint8_t *pixels, double sigma, double amount)
{
    const mlt_bloom bloom = {W, H, 1, .75, sigma, amount};
    const mltest_image_view view = {
        .data = pixels, .stride_bytes = W, .width = W, .height = H, .format = MLTEST_FORMAT_GRAY8};
    bloom_of(light, &view, &bloom);
}

/* A Gaussian of cells at 0 … 17, cut at three sigmas. */
static double weight(double sigma, int at)
{
    int radius = (int)(3 * sigma + .5);
    double sum = 0;
    for (int k = -radius; k <= radius; k++)
        sum += exp(-k * k / (2 * sigma * sigma));
    return abs(at) > radius ? 0 : exp(-at * at / (2 * sigma * sigma)) / sum;
}

/* One cell of white: of it counts what twice the wide Gaussian leaves, and around it is a narrow
 * one; pixels lie between cells in quarters. */
START_TEST(test_a_lamp)
{
    static uint8_t pixels[W * H];
    static float light[W * H];
    memset(pixels, 0, sizeof pixels);
    for (int i = 0; i < 16; i++)
        pixels[(40 + i / 4) * W + 60 + i % 4] = 255;
    bloom_of_grey(light, pixels, 12, 2);
    double lamp = 1 - 2 * weight(6, 0) * weight(6, 0), cells[H / 4][W / 4];
    for (int y = 0; y < H / 4; y++) {
        for (int x = 0; x < W / 4; x++) {
            double halo = 2 * lamp * weight(3, x - 15) * weight(3, y - 10);
            cells[y][x] = fmin(halo + (x == 15 && y == 10 ? lamp : 0), 1);
        }
    }
    for (int y = 8; y < H - 8; y++) {
        for (int x = 8; x < W - 8; x++) {
            int row = (y - 2) / 4, column = (x - 2) / 4;
            double s = (y - 1.5) / 4 - row, t = (x - 1.5) / 4 - column;
            double above = cells[row][column] * (1 - t) + cells[row][column + 1] * t;
            double below = cells[row + 1][column] * (1 - t) + cells[row + 1][column + 1] * t;
            ck_assert_double_eq_tol((double)light[y * W + x], above * (1 - s) + below * s, 1e-5);
        }
    }
}
END_TEST

static float largest(const float *light, size_t n)
{
    float most = 0;
    for (size_t i = 0; i < n; i++)
        most = light[i] > most ? light[i] : most;
    return most;
}

/* The sky is no lamp, nor is its straight edge, nor what is not bright. */
START_TEST(test_no_lamps)
{
    static uint8_t pixels[W * H];
    static float light[W * H];
    memset(pixels, 255, sizeof pixels);
    bloom_of_grey(light, pixels, 12, 2);
    ck_assert_float_eq(largest(light, W * H), 0);
    memset(pixels, 0, W * H / 2);
    bloom_of_grey(light, pixels, 12, 2);
    ck_assert_float_lt(largest(light, W * H), .1f);
    memset(pixels, 0, sizeof pixels);
    memset(pixels + 40 * W, 190, 200); /* below three quarters of 255 */
    bloom_of_grey(light, pixels, 12, 2);
    ck_assert_float_eq(largest(light, W * H), 0);
}
END_TEST

static uint8_t red_lamp(uint32_t x, uint32_t y, uint32_t channel)
{
    bool is_lamp = x >= 40 && x < 56 && y >= 40 && y < 56;
    return channel == 3 ? (uint8_t)(x + y) : is_lamp && channel == 0 ? 255 : 20;
}

/* A red lamp has a red halo, whatever the format. */
START_TEST(test_colours)
{
    static float light[3 * W * H], first[3 * W * H];
    static const uint32_t formats[] = {MLTEST_FORMAT_RGB8, MLTEST_FORMAT_RGBA8,
                                       MLTEST_FORMAT_RGB16};
    const mlt_bloom bloom = {W, H, 3, .75, 10, 1};
    for (int f = 0; f < 3; f++) {
        picture p = make_picture(red_lamp, W, H, formats[f], 3, 7, true);
        bloom_of(light, &p.view, &bloom);
        const float *lamp = light + 3 * (48 * W + 48), *beside = light + 3 * (48 * W + 64);
        ck_assert(lamp[0] > .9f && lamp[0] <= 1 && lamp[1] < .1f && lamp[2] < .1f);
        ck_assert(beside[0] > .05f && beside[1] < .1f * beside[0]);
        for (int i = 0; i < 3 * W * H && f > 0; i++)
            ck_assert_float_eq_tol(light[i], first[i], 1e-5f);
        memcpy(first, light, sizeof first);
        free(p.block);
    }
}
END_TEST

/* Sizes that are no multiple of a cell, in just the memory that is asked for. */
START_TEST(test_sizes)
{
    static const uint32_t sizes[][2] = {{1, 1}, {4, 4}, {5, 3}, {3, 9}, {33, 2}, {2, 33}};
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        const mlt_bloom bloom = {sizes[i][0], sizes[i][1], 3, .5, 3, 1};
        picture p = plain_picture(texture, sizes[i][0], sizes[i][1], MLTEST_FORMAT_RGB8);
        size_t n = (size_t)3 * sizes[i][0] * sizes[i][1];
        float *light = malloc(n * sizeof *light);
        ck_assert_ptr_nonnull(light);
        bloom_of(light, &p.view, &bloom);
        for (size_t k = 0; k < n; k++)
            ck_assert(light[k] >= 0 && light[k] <= 1);
        free(light);
        free(p.block);
    }
}
END_TEST

Suite *mlt_suite_image_bloom(void);
Suite *mlt_suite_image_bloom(void)
{
    Suite *suite = suite_create("image_bloom");
    TCase *tc = tcase_create("bloom");
    tcase_add_test(tc, test_a_lamp);
    tcase_add_test(tc, test_no_lamps);
    tcase_add_test(tc, test_colours);
    tcase_add_test(tc, test_sizes);
    suite_add_tcase(suite, tc);
    return suite;
}
