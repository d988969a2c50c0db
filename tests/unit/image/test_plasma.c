/* SPDX-License-Identifier: MIT */
#include "image/plasma.h"

#include <stdlib.h>

#include "testing.h"

/* Numbers by their place in the published order: level by level all centres, then all upper edges,
 * then all left ones. */
static void next_listed(void *list, uint32_t points, uint32_t y, float *out)
{
    const float *numbers = list;
    uint32_t area = points * points;
    for (uint32_t pass = 0; pass < 3; pass++)
        for (uint32_t i = 0; i < points; i++)
            *out++ = numbers[area - 1 + pass * area + y * points + i];
}

/* The smallest one, by hand: centre, then the middle of the upper edge, then of the left one. */
START_TEST(test_the_smallest)
{
    float u[] = {0.75f, 0.25f, 0.5f}; /* 5000, -5000 and 0 at the first amplitude of 100² */
    const mlt_plasma_numbers numbers = {next_listed, u};
    const mlt_plasma p = {2, 2, 100, 2, &numbers};
    mlt_plasma_map map;
    void *work = malloc(mlt_plasma_bytes(&p));
    mlt_plasma_make(&map, &p, work);
    /* corner 0, centre 5000, top (5000 + 5000 + 0 + 0)/4 - 5000, left (5000 + 5000)/4 */
    ck_assert_float_eq(map.rows[0], 0);
    ck_assert_float_eq(map.rows[1], -2500);
    ck_assert_float_eq(map.rows[map.stride], 2500);
    ck_assert_float_eq(map.rows[map.stride + 1], 5000);
    ck_assert_float_eq(map.low, -2500);
    ck_assert_float_eq(map.high, 5000);
    free(work);
}
END_TEST

/* The same by a plain function of wrapped coordinates. */
static float *cell(float *grid, int side, int y, int x)
{
    return &grid[(y & (side - 1)) * side + (x & (side - 1))];
}

static void plain_plasma(float *a, int side, double decay, const float *u)
{
    double amp = 100;
    *cell(a, side, 0, 0) = 0;
    for (int step = side, h = side / 2; step >= 2; step = h, h /= 2, amp /= decay) {
        for (int pass = 0; pass < 3; pass++) {
            for (int k = 0; k < side / step * (side / step); k++) {
                int y = k / (side / step) * step, x = k % (side / step) * step;
                int cy = y + (pass != 1 ? h : 0), cx = x + (pass != 2 ? h : 0);
                double sum = 0;
                for (int i = 0; i < 4; i++) { /* corners around a centre, or a rhombus */
                    int dy = pass == 0 ? (i % 2 * 2 - 1) * h : i < 2 ? (i * 2 - 1) * h : 0;
                    int dx = pass == 0 ? (i / 2 * 2 - 1) * h : i < 2 ? 0 : (i * 2 - 5) * h;
                    sum += (double)*cell(a, side, cy + dy, cx + dx);
                }
                *cell(a, side, cy, cx) = (float)(sum / 4 + amp * amp * (2 * (double)*u++ - 1));
            }
        }
    }
}

static void check(const float *plain, uint32_t side, uint32_t height, float *u)
{
    const mlt_plasma_numbers numbers = {next_listed, u};
    const mlt_plasma p = {side, height, 100, 1.7, &numbers};
    size_t bytes = mlt_plasma_bytes(&p);
    mlt_plasma_map map;
    uint8_t *work = malloc(bytes + 1);
    work[bytes] = 0x5A;
    mlt_plasma_make(&map, &p, work);
    float low = plain[0], high = plain[0];
    for (uint32_t i = 0; i < side * side; i++) {
        low = plain[i] < low ? plain[i] : low;
        high = plain[i] > high ? plain[i] : high;
        if (i / side < height)
            ck_assert_float_eq_tol(map.rows[i / side * map.stride + i % side], plain[i], 0.02f);
    }
    ck_assert_float_eq_tol(map.low, low, 0.02f);
    ck_assert_float_eq_tol(map.high, high, 0.02f);
    ck_assert_uint_eq(work[bytes], 0x5A);
    free(work);
}

/* Every side, and pictures that need few rows or all: the extremes are always those of the map. */
START_TEST(test_against_plain_code)
{
    for (uint32_t side = 2; side <= 128; side *= 2) {
        size_t n = (size_t)side * side;
        float *u = calloc(n, sizeof *u), *plain = calloc(n, sizeof *plain);
        for (size_t i = 0; i < n; i++)
            u[i] = (float)(i * 7919 % 1000) / 1000.0f;
        plain_plasma(plain, (int)side, 1.7, u);
        for (uint32_t height = 1; height <= side; height += height / 3 + 1)
            check(plain, side, height, u);
        check(plain, side, side, u);
        free(u);
        free(plain);
    }
}
END_TEST

Suite *mlt_suite_image_plasma(void);
Suite *mlt_suite_image_plasma(void)
{
    Suite *suite = suite_create("image_plasma");
    TCase *tc = tcase_create("plasma");
    tcase_add_test(tc, test_the_smallest);
    tcase_add_test(tc, test_against_plain_code);
    suite_add_tcase(suite, tc);
    return suite;
}
