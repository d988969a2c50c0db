/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "kernel/loops.h"

static const mlt_canny_loops *build(int level)
{
    const mlt_kernels *kernels = mlt_kernels_at(level);
    return kernels != NULL ? kernels->canny : NULL;
}

/* Levels with steps of every height. */
static void fill_levels(uint8_t *out, size_t factor)
{
    for (size_t i = 0; i < MOST; i++)
        out[i] = (uint8_t)(i % 4 == 0 ? i / 4 % 2 * 255 : i * factor % 256);
}

START_TEST(test_slopes)
{
    const mlt_canny_loops *k = build(_i);
    uint8_t rows[3][MOST];
    for (size_t r = 0; r < 3; r++)
        fill_levels(rows[r], 7919 + 2 * r);
    for (size_t t = 0; k != NULL && t < N_CASES; t++) {
        loop_case c = case_of(t);
        const uint8_t *a = rows[0] + c.at, *b = rows[1] + c.at, *d = rows[2] + c.at;
        int16_t gx[MOST + GUARD], gy[MOST + GUARD], strength[MOST + GUARD];
        memset(gx, UNTOUCHED, sizeof gx);
        memset(gy, UNTOUCHED, sizeof gy);
        memset(strength, UNTOUCHED, sizeof strength);
        k->slopes(gx + 1, gy + 1, strength + 1, a, b, d, c.n);
        for (size_t x = 0; x < c.n; x++) {
            size_t l = x > 0 ? x - 1 : 0, r = x + 1 < c.n ? x + 1 : x;
            int across = a[r] - a[l] + 2 * (b[r] - b[l]) + d[r] - d[l];
            int down = d[l] + 2 * d[x] + d[r] - a[l] - 2 * a[x] - a[r];
            ck_assert_int_eq(gx[1 + x], across);
            ck_assert_int_eq(gy[1 + x], down);
            ck_assert_int_eq(strength[1 + x], abs(across) + abs(down));
        }
        check_untouched(gx, 0, sizeof *gx);
        check_untouched(gx, (1 + c.n) * sizeof *gx, sizeof gx);
        check_untouched(gy, (1 + c.n) * sizeof *gy, sizeof gy);
        check_untouched(strength, (1 + c.n) * sizeof *strength, sizeof strength);
    }
}
END_TEST

/* The rule as it is published, in wide numbers. `at` are the rows' middles. */
static int plain_ridge(int gx, int gy, const int16_t *const at[3], int low, int high)
{
    int64_t x = abs(gx), y = (int64_t)abs(gy) << 15, flat = x * 13573, steep = flat + (x << 16);
    int m = *at[1], side = (gx < 0) != (gy < 0) ? -1 : 1;
    bool is_ridge;
    if (y < flat)
        is_ridge = m > at[1][-1] && m >= at[1][1];
    else if (y > steep)
        is_ridge = m > *at[0] && m >= *at[2];
    else
        is_ridge = m > at[0][-side] && m > at[2][side];
    return m <= low || !is_ridge ? MLT_CANNY_NONE : m > high ? MLT_CANNY_EDGE : MLT_CANNY_WEAK;
}

/* Slopes in all directions, those beside the borders between sectors too; neighbours that are a
 * little weaker, as strong, or a little stronger. */
START_TEST(test_ridges)
{
    enum { ROUNDS = 40, LOW = 50, HIGH = 150 };
    static const int odd[][2] = {{1020, 422},  {1020, 423}, {422, 1020}, {423, 1020}, {0, 700},
                                 {-29, 12},    {29, -70},   {-29, -70},  {12, 5},     {0, 0},
                                 {1020, 1020}, {-51, 0},    {1, 150},    {75, 75}};
    enum { N_ODD = sizeof odd / sizeof odd[0] };
    const mlt_canny_loops *k = build(_i);
    uint32_t state = 7;
    for (size_t t = 0; k != NULL && t < (size_t)N_LENGTHS * ROUNDS; t++) {
        size_t n = lengths[t % N_LENGTHS];
        int16_t gx[MOST], gy[MOST], rows[3][MOST + 2];
        uint8_t out[MOST + GUARD];
        for (size_t i = 0; i < MOST + 2; i++) {
            state = state * 1664525 + 1013904223;
            bool is_odd = state >> 28 < 4 || i >= MOST;
            int x = is_odd ? odd[i % N_ODD][0] : (int)(state >> 8 & 255) - 128;
            int y = is_odd ? odd[i % N_ODD][1] : (int)(state >> 16 & 255) - 128;
            gx[i % MOST] = (int16_t)x;
            gy[i % MOST] = (int16_t)y;
            for (int r = 0; r < 3; r++)
                rows[r][(i + 1) % (MOST + 2)] = (int16_t)(abs(x) + abs(y));
            rows[0][(i + 1) % (MOST + 2)] = (int16_t)(abs(x) + abs(y) - (int)(state >> 24 & 3) + 1);
            rows[2][(i + 1) % (MOST + 2)] = (int16_t)(abs(x) + abs(y) - (int)(state >> 26 & 3) + 1);
        }
        memset(out, UNTOUCHED, sizeof out);
        k->ridges(out + 1, gx, gy, rows[0] + 1, rows[1] + 1, rows[2] + 1, LOW, HIGH, n);
        for (size_t i = 0; i < n; i++) {
            const int16_t *const at[3] = {rows[0] + 1 + i, rows[1] + 1 + i, rows[2] + 1 + i};
            ck_assert_int_eq(out[1 + i], plain_ridge(gx[i], gy[i], at, LOW, HIGH));
        }
        check_untouched(out, 0, 1);
        check_untouched(out, 1 + n, sizeof out);
    }
}
END_TEST

/* The slopes on either side of each border between sectors, at each steepness: what is stronger
 * beside, or above, hides what rises that way and nothing else. */
START_TEST(test_sectors)
{
    static const int16_t zeros[3] = {0}, beside[3] = {3000, 0, 3000}, over[3] = {0, 3000, 0};
    const mlt_canny_loops *k = build(_i);
    for (int t = 0; k != NULL && t < 4 * 1020; t++) {
        int16_t gx = (int16_t)(t / 4 + 1), part = (int16_t)(gx * 13573 / 32768);
        int16_t gy = (int16_t)((t % 4 < 2 ? part : 2 * gx + part) + t % 2);
        int16_t own[3] = {0, (int16_t)(gx + gy), 0}, crowded[3] = {3000, own[1], 3000};
        const int16_t *const alone[3] = {over + 1, own + 1, zeros + 1};
        const int16_t *const between[3] = {zeros + 1, crowded + 1, zeros + 1};
        const int16_t *const corners[3] = {beside + 1, own + 1, zeros + 1};
        const int16_t *const *const all[3] = {alone, between, corners};
        for (int i = 0; i < 3; i++) {
            const int16_t *const *at = all[i];
            uint8_t out;
            k->ridges(&out, &gx, &gy, at[0], at[1], at[2], 0, 9000, 1);
            ck_assert_int_eq(out, plain_ridge(gx, gy, at, 0, 9000));
        }
    }
}
END_TEST

START_TEST(test_settle)
{
    const mlt_canny_loops *k = build(_i);
    for (size_t t = 0; k != NULL && t < N_CASES; t++) {
        loop_case c = case_of(t);
        uint8_t edges[MOST + GUARD];
        memset(edges, UNTOUCHED, sizeof edges);
        for (size_t i = 0; i < c.n; i++)
            edges[c.at + i] = (uint8_t)(i * 7 % 3);
        k->settle(edges + c.at, c.n);
        for (size_t i = 0; i < c.n; i++)
            ck_assert_int_eq(edges[c.at + i], i * 7 % 3 == MLT_CANNY_EDGE);
        check_untouched(edges, 0, c.at);
        check_untouched(edges, c.at + c.n, sizeof edges);
    }
}
END_TEST

Suite *mlt_suite_kernel_canny(void);
Suite *mlt_suite_kernel_canny(void)
{
    Suite *suite = suite_create("kernel_canny");
    TCase *tc = tcase_create("builds");
    tcase_add_loop_test(tc, test_slopes, 0, LEVELS);
    tcase_add_loop_test(tc, test_ridges, 0, LEVELS);
    tcase_add_loop_test(tc, test_sectors, 0, LEVELS);
    tcase_add_loop_test(tc, test_settle, 0, LEVELS);
    suite_add_tcase(suite, tc);
    return suite;
}
