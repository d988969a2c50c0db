/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "kernel/loops.h"

enum { ROWS = 8 };

static const mlt_deblock_loops *build(int level)
{
    const mlt_kernels *kernels = mlt_kernels_at(level);
    return kernels != NULL ? kernels->deblock : NULL;
}

/* One side, with the samples next to the edge first; `far` is the other one. */
static void plain_side(int out[3], const int p[4], const int far[4], int step, int slope)
{
    bool wide = abs(p[0] - far[0]) < step / 4 + 2 && abs(p[2] - p[0]) < slope;
    out[0] = wide ? (p[2] + 2 * p[1] + 2 * p[0] + 2 * far[0] + far[1] + 4) / 8
                  : (2 * p[1] + p[0] + far[1] + 2) / 4;
    out[1] = wide ? (p[2] + p[1] + p[0] + far[0] + 2) / 4 : p[1];
    out[2] = wide ? (2 * p[3] + 3 * p[2] + p[1] + p[0] + far[0] + 4) / 8 : p[2];
}

/* ITU-T H.264, 8.7.2.4, with the condition of 8.7.2. */
static void plain_smooth(uint8_t v[ROWS], const mlt_deblock_limits *limits)
{
    int p[4], q[4], new_p[3], new_q[3], step = limits->step, slope = limits->slope;
    for (int k = 0; k < 4; k++) {
        p[k] = v[3 - k];
        q[k] = v[4 + k];
    }
    if (abs(p[0] - q[0]) >= step || abs(p[1] - p[0]) >= slope || abs(q[1] - q[0]) >= slope)
        return;
    plain_side(new_p, p, q, step, slope);
    plain_side(new_q, q, p, step, slope);
    for (int k = 0; k < 3; k++) {
        v[3 - k] = (uint8_t)new_p[k];
        v[4 + k] = (uint8_t)new_q[k];
    }
}

/* Columns of all kinds: a step of some height and slopes of some size on either side. */
static uint8_t level(size_t i, size_t row)
{
    int side = row < 4 ? 0 : (int)(i * 7 % 61) - 30;
    int noise = (int)((i * 2654435761u ^ row * 2246822519u) * 2654435761u >> 9) % (1 + (int)i % 13);
    int v = 20 + (int)(i * 37 % 220) + side + noise;
    return (uint8_t)(v < 0 ? 0 : v > 255 ? 255 : v);
}

START_TEST(test_smooth)
{
    const mlt_deblock_loops *k = build(_i);
    unsigned changed = 0;
    for (size_t t = 0; k != NULL && t < N_CASES; t++) {
        loop_case c = case_of(t);
        const mlt_deblock_limits limits = {(int16_t)(t % 5 * 60), (int16_t)(t % 7 * 3)};
        uint8_t rows[ROWS][MOST], *at[ROWS];
        for (size_t row = 0; row < ROWS; row++) {
            memset(rows[row], UNTOUCHED, MOST);
            at[row] = rows[row] + c.at;
            for (size_t i = 0; i < c.n; i++)
                at[row][i] = level(i + t, row);
        }
        k->smooth(at, &limits, c.n);
        for (size_t i = 0; i < c.n; i++) {
            uint8_t want[ROWS];
            for (size_t row = 0; row < ROWS; row++)
                want[row] = level(i + t, row);
            plain_smooth(want, &limits);
            for (size_t row = 0; row < ROWS; row++) {
                ck_assert_uint_eq(at[row][i], want[row]);
                changed += want[row] != level(i + t, row);
            }
        }
        for (size_t row = 0; row < ROWS; row++) {
            check_untouched(rows[row], 0, c.at);
            check_untouched(rows[row], c.at + c.n, MOST);
        }
    }
    ck_assert(k == NULL || changed > 1000);
}
END_TEST

START_TEST(test_columns_and_rows)
{
    const mlt_deblock_loops *k = build(_i);
    for (size_t n = 8; k != NULL && n <= MOST - GUARD; n += 8) {
        uint8_t in[MOST], out[MOST], again[MOST], work[MOST];
        for (size_t i = 0; i < MOST; i++)
            in[i] = (uint8_t)(i * 7919 >> 3);
        memset(out, UNTOUCHED, sizeof out);
        memset(again, UNTOUCHED, sizeof again);
        memset(work, UNTOUCHED, sizeof work);
        k->columns(out, in, work, n);
        k->row(again, out, work, n);
        for (size_t i = 0; i < n; i++)
            ck_assert_uint_eq(out[i % 8 * (n / 8) + i / 8], in[i]);
        ck_assert_mem_eq(again, in, n);
        check_untouched(out, n, MOST);
        check_untouched(again, n, MOST);
        check_untouched(work, n, MOST);
    }
}
END_TEST

Suite *mlt_suite_kernel_deblock(void);
Suite *mlt_suite_kernel_deblock(void)
{
    Suite *suite = suite_create("kernel_deblock");
    TCase *tc = tcase_create("builds");
    tcase_add_loop_test(tc, test_smooth, 0, LEVELS);
    tcase_add_loop_test(tc, test_columns_and_rows, 0, LEVELS);
    suite_add_tcase(suite, tc);
    return suite;
}
