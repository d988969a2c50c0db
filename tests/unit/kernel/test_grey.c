/* SPDX-License-Identifier: MIT */
#include "kernel/loops.h"

static const mlt_grey_loops *build(int level)
{
    const mlt_kernels *kernels = mlt_kernels_at(level);
    return kernels != NULL ? kernels->grey : NULL;
}

/* Which of n places is seen at `place`, mirrored at the ends. */
static size_t mirrored(int place, size_t n)
{
    if (n == 1)
        return 0;
    return place < 0 ? 1 : place < (int)n ? (size_t)place : n - 2;
}

START_TEST(test_whole_mean)
{
    const mlt_grey_loops *k = build(_i);
    int32_t rows[3][MOST];
    for (size_t i = 0; i < 3 * MOST; i++)
        rows[i / MOST][i % MOST] = i % 7 == 0 ? 20 * 65536 : (int32_t)(i * 7919 % 1310721);
    for (size_t i = 100; i < 110; i++) /* whole numbers of pixels: none may be lost */
        rows[0][i] = rows[1][i] = rows[2][i] = (int32_t)(i - 90) * 65536;
    for (size_t t = 0; k != NULL && t < N_CASES; t++) {
        loop_case c = case_of(t);
        uint8_t out[MOST + GUARD];
        memset(out, UNTOUCHED, sizeof out);
        k->whole_mean(out + 1, rows[0] + c.at, rows[1] + c.at, rows[2] + c.at, c.n);
        for (size_t x = 0; x < c.n; x++) {
            int64_t sum = 0;
            for (int m = 0; m < 9; m++)
                sum += rows[m / 3][c.at + mirrored((int)x + m % 3 - 1, c.n)];
            ck_assert_int_eq(out[1 + x], sum / (9 * 65536));
        }
        check_untouched(out, 0, 1);
        check_untouched(out, 1 + c.n, sizeof out);
    }
}
END_TEST

static void fill_levels(uint8_t rows[3][MOST])
{
    for (size_t i = 0; i < 3 * MOST; i++)
        rows[i / MOST][i % MOST] = (uint8_t)(i / 40 % 4 == 0 ? 255 : i * 7919 % 256);
}

START_TEST(test_mean)
{
    const mlt_grey_loops *k = build(_i);
    uint8_t rows[3][MOST], out[MOST + GUARD];
    fill_levels(rows);
    for (size_t t = 0; k != NULL && t < N_CASES; t++) {
        loop_case c = case_of(t);
        memset(out, UNTOUCHED, sizeof out);
        k->mean(out + 1, rows[0] + c.at, rows[1] + c.at, rows[2] + c.at, c.n);
        for (size_t x = 0; x < c.n; x++) {
            int sum = 0;
            for (int m = 0; m < 9; m++)
                sum += rows[m / 3][c.at + mirrored((int)x + m % 3 - 1, c.n)];
            ck_assert_int_eq(out[1 + x], (2 * sum + 9) / 18);
        }
        check_untouched(out, 0, 1);
        check_untouched(out, 1 + c.n, sizeof out);
    }
}
END_TEST

/* Every sum that nine levels may have, in a row of one column. */
START_TEST(test_mean_of_every_sum)
{
    const mlt_grey_loops *k = build(_i);
    for (int sum = 0; k != NULL && sum <= 9 * 255; sum++) {
        int rest = sum / 3, high = rest / 3, middle = (rest - high) / 2;
        uint8_t above = (uint8_t)high, own = (uint8_t)middle,
                below = (uint8_t)(rest - high - middle);
        uint8_t out;
        k->mean(&out, &above, &own, &below, 1);
        ck_assert_int_eq(out, (2 * 3 * (above + own + below) + 9) / 18);
    }
}
END_TEST

START_TEST(test_correlate)
{
    static const int16_t weights[2][9] = {{-2, -1, 0, -1, 1, 1, 0, 1, 2},
                                          {9, -17, 25, -3, 5, -31, 7, 11, -19}};
    const mlt_grey_loops *k = build(_i);
    uint8_t rows[3][MOST], out[MOST + GUARD];
    fill_levels(rows);
    for (size_t t = 0; k != NULL && t < 2 * N_CASES; t++) {
        loop_case c = case_of(t / 2);
        const int16_t *w = weights[t % 2];
        memset(out, UNTOUCHED, sizeof out);
        k->correlate(out + 1, rows[0] + c.at, rows[1] + c.at, rows[2] + c.at, w, c.n);
        for (size_t x = 0; x < c.n; x++) {
            int sum = 0;
            for (int m = 0; m < 9; m++)
                sum += w[m] * rows[m / 3][c.at + mirrored((int)x + m % 3 - 1, c.n)];
            ck_assert_int_eq(out[1 + x], sum < 0 ? 0 : sum > 255 ? 255 : sum);
        }
        check_untouched(out, 0, 1);
        check_untouched(out, 1 + c.n, sizeof out);
    }
}
END_TEST

START_TEST(test_count_and_look_up)
{
    const mlt_grey_loops *k = build(_i);
    uint8_t table[256];
    for (size_t v = 0; v < 256; v++)
        table[v] = (uint8_t)(v * 37 + 11);
    for (size_t t = 0; k != NULL && t < N_CASES; t++) {
        loop_case c = case_of(t);
        uint8_t in[MOST + GUARD], want[MOST + GUARD];
        uint64_t counts[256], plain[256] = {0};
        for (size_t i = 0; i < sizeof in; i++)
            in[i] = want[i] = (uint8_t)(i / 50 % 2 == 0 ? 255 : i * 7919);
        for (size_t i = c.at; i < c.at + c.n; i++) {
            plain[in[i]]++;
            want[i] = table[in[i]];
        }
        k->count(counts, in + c.at, c.n);
        ck_assert_mem_eq(counts, plain, sizeof counts);
        k->look_up(in + c.at, table, c.n);
        ck_assert_mem_eq(in, want, sizeof in);
    }
}
END_TEST

/* Of 8 bits and of 16, where halves fall between levels. */
START_TEST(test_levels)
{
    const mlt_grey_loops *k = build(_i);
    for (size_t t = 0; k != NULL && t < 2 * N_CASES; t++) {
        loop_case c = case_of(t / 2);
        float v[MOST], unit = t % 2 == 0 ? 1 : 257;
        uint8_t out[MOST + GUARD];
        for (size_t i = 0; i < MOST; i++)
            v[i] = (float)(t % 2 == 0 ? i * 7919 % 256 : i * 40503 % 65536);
        memset(out, UNTOUCHED, sizeof out);
        k->levels(out + 1, v + c.at, unit, c.n);
        for (size_t i = 0; i < c.n; i++)
            ck_assert_uint_eq(out[1 + i], (unsigned)floorf(v[c.at + i] / unit + .5f));
        check_untouched(out, 0, 1);
        check_untouched(out, 1 + c.n, sizeof out);
        memset(out, UNTOUCHED, sizeof out);
        k->levels3(out + 1, v + c.at, unit, c.n / 3);
        for (size_t i = 0; i < c.n / 3; i++) {
            const float *p = v + c.at + 3 * i;
            float red = .299f * p[0], green = .587f * p[1], blue = .114f * p[2], sum = red + green;
            sum = sum + blue;
            ck_assert_uint_eq(out[1 + i], (unsigned)floorf(sum / unit + .5f));
        }
        check_untouched(out, 0, 1);
        check_untouched(out, 1 + c.n / 3, sizeof out);
    }
}
END_TEST

Suite *mlt_suite_kernel_grey(void);
Suite *mlt_suite_kernel_grey(void)
{
    Suite *suite = suite_create("kernel_grey");
    TCase *tc = tcase_create("builds");
    tcase_add_loop_test(tc, test_whole_mean, 0, LEVELS);
    tcase_add_loop_test(tc, test_mean, 0, LEVELS);
    tcase_add_loop_test(tc, test_mean_of_every_sum, 0, LEVELS);
    tcase_add_loop_test(tc, test_correlate, 0, LEVELS);
    tcase_add_loop_test(tc, test_count_and_look_up, 0, LEVELS);
    tcase_add_loop_test(tc, test_levels, 0, LEVELS);
    suite_add_tcase(suite, tc);
    return suite;
}
