/* SPDX-License-Identifier: MIT */
#include "kernel/loops.h"

static const mlt_chamfer_loops *build(int level)
{
    const mlt_kernels *kernels = mlt_kernels_at(level);
    return kernels != NULL ? kernels->chamfer : NULL;
}

START_TEST(test_begin_and_spread)
{
    const mlt_chamfer_loops *k = build(_i);
    for (size_t t = 0; k != NULL && t < N_CASES; t++) {
        loop_case c = case_of(t);
        uint8_t in[MOST], out[MOST + GUARD];
        int32_t wide[MOST + GUARD];
        for (size_t i = 0; i < MOST; i++)
            in[i] = (uint8_t)(i % 5 == 0 ? 0 : i % 256);
        memset(out, UNTOUCHED, sizeof out);
        memset(wide, UNTOUCHED, sizeof wide);
        k->begin(out + 1, in + c.at, 21, c.n);
        k->spread(wide + 1, in + c.at, c.n);
        for (size_t i = 0; i < c.n; i++) {
            ck_assert_int_eq(out[1 + i], in[c.at + i] != 0 ? 0 : 21);
            ck_assert_int_eq(wide[1 + i], in[c.at + i] * 65536);
        }
        check_untouched(out, 0, 1);
        check_untouched(out, 1 + c.n, sizeof out);
        check_untouched(wide, 0, sizeof *wide);
        check_untouched(wide, (1 + c.n) * sizeof *wide, sizeof wide);
    }
}
END_TEST

static int least(int a, int b)
{
    return a < b ? a : b;
}

START_TEST(test_reach)
{
    enum { PAD = 18 };
    static const int steps[] = {1, 3, 9};
    const mlt_chamfer_loops *k = build(_i);
    for (size_t t = 0; k != NULL && t < N_CASES; t++) {
        loop_case c = case_of(t);
        int step = steps[t % 3];
        uint8_t in[MOST + 2 * PAD], out[MOST + GUARD];
        for (size_t i = 0; i < sizeof in; i++)
            in[i] = (uint8_t)(i * 7919 % 11 == 0 ? i % 7 : i * 31 % 100);
        memset(out, UNTOUCHED, sizeof out);
        k->reach(out + 1, in + PAD, (size_t)step, c.n);
        for (size_t i = 0; i < c.n; i++) {
            const uint8_t *at = in + PAD + i;
            int want = least(*at, least(at[-step], at[step]) + step);
            want = least(want, least(at[-2 * step], at[2 * step]) + 2 * step);
            ck_assert_int_eq(out[1 + i], want);
        }
        check_untouched(out, 0, 1);
        check_untouched(out, 1 + c.n, sizeof out);
    }
}
END_TEST

/* Every one of the nine is the least somewhere. */
START_TEST(test_approach)
{
    static const struct {
        int row, column;
        int32_t length;
    } moves[] = {{1, -2, 143976}, {1, -1, 91750},  {1, 0, 65536},  {1, 1, 91750},
                 {1, 2, 143976},  {2, -1, 143976}, {2, 1, 143976}, {0, 0, 0}};
    enum { N_MOVES = sizeof moves / sizeof moves[0] };
    const mlt_chamfer_loops *k = build(_i);
    uint32_t state = 1;
    for (size_t t = 0; k != NULL && t < N_CASES; t++) {
        loop_case c = case_of(t);
        int32_t rows[3][MOST + 4], want[MOST];
        size_t used[N_MOVES] = {0};
        for (size_t i = 0; i < 3 * (MOST + 4); i++) {
            state = state * 1664525 + 1013904223;
            rows[i % 3][i / 3] = (int32_t)(state >> 12);
        }
        for (size_t i = 0; i < c.n; i++) {
            size_t best = N_MOVES - 1;
            want[i] = rows[0][2 + i];
            for (size_t m = 0; m < N_MOVES; m++) {
                size_t at = (size_t)((int)i + 2 + moves[m].column);
                int32_t v = rows[moves[m].row][at] + moves[m].length;
                best = v < want[i] ? m : best;
                want[i] = v < want[i] ? v : want[i];
            }
            used[best]++;
        }
        const int32_t last = rows[0][2 + c.n];
        k->approach(rows[0] + 2, rows[1] + 2, rows[2] + 2, c.n);
        ck_assert_mem_eq(rows[0] + 2, want, c.n * sizeof *want);
        ck_assert_int_eq(rows[0][2 + c.n], last);
        for (size_t m = 0; m < N_MOVES && c.n > 100; m++)
            ck_assert_uint_gt(used[m], 0);
    }
}
END_TEST

Suite *mlt_suite_kernel_chamfer(void);
Suite *mlt_suite_kernel_chamfer(void)
{
    Suite *suite = suite_create("kernel_chamfer");
    TCase *tc = tcase_create("builds");
    tcase_add_loop_test(tc, test_begin_and_spread, 0, LEVELS);
    tcase_add_loop_test(tc, test_reach, 0, LEVELS);
    tcase_add_loop_test(tc, test_approach, 0, LEVELS);
    suite_add_tcase(suite, tc);
    return suite;
}
