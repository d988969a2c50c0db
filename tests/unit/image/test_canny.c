/* SPDX-License-Identifier: MIT */
#include "image/canny.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "testing.h"

enum { W = 12, H = 9 };
static uint8_t in[W * H], edges[W * H];

static void find(int low, int high)
{
    void *work = malloc(mlt_canny_bytes(W, H));
    memset(edges, 7, sizeof edges);
    mlt_canny(edges, in, W, H, low, high, work);
    free(work);
}

static void step(int x0, int light)
{
    for (int i = 0; i < W * H; i++)
        in[i] = i % W >= x0 ? (uint8_t)light : 0;
}

/* A step down the picture is one column wide: of two equally steep ones the left is the ridge. */
START_TEST(test_a_step)
{
    step(6, 200);
    find(50, 150);
    for (int i = 0; i < W * H; i++)
        ck_assert_int_eq(edges[i], i % W == 5);
}
END_TEST

START_TEST(test_flat_and_faint)
{
    step(6, 0);
    find(50, 150);
    for (int i = 0; i < W * H; i++)
        ck_assert_int_eq(edges[i], 0);
    step(6, 12); /* 48: below the lower threshold */
    find(50, 150);
    for (int i = 0; i < W * H; i++)
        ck_assert_int_eq(edges[i], 0);
    step(6, 30); /* 120: between the two, and nothing strong beside it */
    find(50, 150);
    for (int i = 0; i < W * H; i++)
        ck_assert_int_eq(edges[i], 0);
}
END_TEST

/* What is faint stays where a chain leads to what is strong. */
START_TEST(test_a_chain)
{
    step(6, 30);
    for (int x = 6; x < W; x++)
        in[x] = 200;
    find(50, 150);
    for (int y = 2; y < H; y++)
        ck_assert_int_eq(edges[y * W + 5], 1);
}
END_TEST

/* --- the rule, pixel by pixel ---------------------------------------------------------------- */

enum { SIDE = 40 };
static uint8_t plane[SIDE * SIDE], found[SIDE * SIDE], want[SIDE * SIDE];
static int width, height;

static int level(int x, int y)
{
    x = x < 0 ? 0 : x < width ? x : width - 1;
    y = y < 0 ? 0 : y < height ? y : height - 1;
    return plane[y * width + x];
}

static int slope_x(int x, int y)
{
    return level(x + 1, y - 1) - level(x - 1, y - 1) + 2 * (level(x + 1, y) - level(x - 1, y)) +
           level(x + 1, y + 1) - level(x - 1, y + 1);
}

static int slope_y(int x, int y)
{
    return level(x - 1, y + 1) - level(x - 1, y - 1) + 2 * (level(x, y + 1) - level(x, y - 1)) +
           level(x + 1, y + 1) - level(x + 1, y - 1);
}

static int strength(int x, int y)
{
    bool inside = x >= 0 && y >= 0 && x < width && y < height;
    return inside ? abs(slope_x(x, y)) + abs(slope_y(x, y)) : 0;
}

static bool is_ridge(int x, int y)
{
    int gx = slope_x(x, y), gy = slope_y(x, y), m = strength(x, y);
    int64_t across = abs(gx), down = (int64_t)abs(gy) << 15, side = (gx ^ gy) < 0 ? -1 : 1;
    if (down < across * 13573)
        return m > strength(x - 1, y) && m >= strength(x + 1, y);
    if (down > across * (13573 + (1 << 16)))
        return m > strength(x, y - 1) && m >= strength(x, y + 1);
    return m > strength(x - (int)side, y - 1) && m > strength(x + (int)side, y + 1);
}

static bool touches_edge(int x, int y)
{
    for (int k = 0; k < 9; k++) {
        int u = x + k % 3 - 1, v = y + k / 3 - 1;
        if (u >= 0 && v >= 0 && u < width && v < height && want[v * width + u] == 1)
            return true;
    }
    return false;
}

/* Chains grow until nothing changes. The number of pixels that were not strong themselves. */
static int find_plainly(int low, int high)
{
    int joined = 0, before = -1;
    for (int i = 0; i < width * height; i++) {
        int m = strength(i % width, i / width);
        want[i] = m > high && is_ridge(i % width, i / width);
    }
    while (joined != before) {
        before = joined;
        for (int i = 0; i < width * height; i++) {
            int x = i % width, y = i / width;
            if (want[i] == 0 && strength(x, y) > low && is_ridge(x, y) && touches_edge(x, y)) {
                want[i] = 1;
                joined++;
            }
        }
    }
    return joined;
}

/* Soft and hard noise in planes of all shapes. */
START_TEST(test_noise)
{
    static const int sizes[][2] = {{1, 1}, {2, 1}, {1, 9}, {3, 3}, {17, 5}, {33, 31}, {40, 40}};
    enum { N_SIZES = sizeof sizes / sizeof sizes[0], SPREADS = 5 };
    static const int spreads[SPREADS] = {8, 16, 32, 64, 256};
    void *work = malloc(mlt_canny_bytes(SIDE, SIDE));
    uint32_t state = 3;
    int joined = 0;
    for (int t = 0; t < N_SIZES * SPREADS; t++) {
        width = sizes[t % N_SIZES][0];
        height = sizes[t % N_SIZES][1];
        for (int i = 0; i < width * height; i++) {
            state = state * 1664525 + 1013904223;
            plane[i] = (uint8_t)((state >> 8) % (uint32_t)spreads[t / N_SIZES]);
        }
        joined += find_plainly(50, 150);
        mlt_canny(found, plane, (uint32_t)width, (uint32_t)height, 50, 150, work);
        ck_assert_mem_eq(found, want, (size_t)(width * height));
    }
    ck_assert_int_gt(joined, 100);
    free(work);
}
END_TEST

START_TEST(test_one_pixel)
{
    uint8_t pixel = 255, edge = 7;
    void *work = malloc(mlt_canny_bytes(1, 1));
    mlt_canny(&edge, &pixel, 1, 1, 50, 150, work);
    ck_assert_int_eq(edge, 0);
    free(work);
}
END_TEST

Suite *mlt_suite_image_canny(void);
Suite *mlt_suite_image_canny(void)
{
    Suite *suite = suite_create("image_canny");
    TCase *tc = tcase_create("canny");
    tcase_add_test(tc, test_a_step);
    tcase_add_test(tc, test_flat_and_faint);
    tcase_add_test(tc, test_a_chain);
    tcase_add_test(tc, test_noise);
    tcase_add_test(tc, test_one_pixel);
    suite_add_tcase(suite, tc);
    return suite;
}
