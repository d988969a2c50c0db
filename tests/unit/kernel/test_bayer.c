/* SPDX-License-Identifier: MIT */
#include "kernel/loops.h"

enum { PIXELS = 66 };

static const mlt_bayer_loops *build(int level)
{
    const mlt_kernels *kernels = mlt_kernels_at(level);
    return kernels != NULL ? kernels->bayer : NULL;
}

/* Which colour the filter at a place lets through. */
static size_t filter_at(size_t x, size_t y)
{
    return x % 2 + y % 2; /* R G / G B */
}

START_TEST(test_measure)
{
    const mlt_bayer_loops *k = build(_i);
    for (size_t t = 0; k != NULL && t < 4 * PIXELS; t++) {
        size_t n = t / 4, y = t % 4, at = t % 3;
        float rgb[MOST], out[MOST];
        fill(rgb, 7919, 65536, 1);
        memset(out, UNTOUCHED, sizeof out);
        k->measure(out + at, rgb, y, n);
        for (size_t x = 0; x < n; x++)
            ck_assert_float_eq(out[at + x], rgb[3 * x + filter_at(x, y)]);
        check_untouched(out, 0, at * sizeof *out);
        check_untouched(out, (at + n) * sizeof *out, sizeof out);
    }
}
END_TEST

/* The mean of the places of a colour in the square of nine; a measured one is itself. */
static double plain(const float *const rows[3], size_t x, size_t y, size_t colour)
{
    double sum = 0;
    int n = 0;
    if (filter_at(x, y) == colour)
        return (double)rows[1][x];
    for (size_t j = 0; j < 9; j++) {
        size_t dx = j % 3, dy = j / 3; /* one more than they are */
        bool nearest = colour != 1 || dx == 1 || dy == 1;
        if (nearest && filter_at(x + dx + 1, y + dy + 1) == colour) {
            sum += (double)*(rows[dy] + x + dx - 1);
            n++;
        }
    }
    return sum / n;
}

START_TEST(test_develop)
{
    const mlt_bayer_loops *k = build(_i);
    for (size_t t = 0; k != NULL && t < 4 * PIXELS; t++) {
        size_t n = t / 4, y = t % 4, at = t % 3;
        float levels[3][PIXELS + 2], rgb[MOST];
        const float *const rows[3] = {levels[0] + 1, levels[1] + 1, levels[2] + 1};
        for (size_t i = 0; i < 3 * (PIXELS + 2); i++)
            levels[i / (PIXELS + 2)][i % (PIXELS + 2)] = (float)(i * 7919 % 256);
        n = 3 * n + at <= MOST ? n : (MOST - at) / 3;
        memset(rgb, UNTOUCHED, sizeof rgb);
        k->develop(rgb + at, rows[0], rows[1], rows[2], y, n);
        for (size_t i = 0; i < 3 * n; i++)
            ck_assert_double_eq((double)rgb[at + i], plain(rows, i / 3, y, i % 3));
        check_untouched(rgb, 0, at * sizeof *rgb);
        check_untouched(rgb, (at + 3 * n) * sizeof *rgb, sizeof rgb);
    }
}
END_TEST

Suite *mlt_suite_kernel_bayer(void);
Suite *mlt_suite_kernel_bayer(void)
{
    Suite *suite = suite_create("kernel_bayer");
    TCase *tc = tcase_create("builds");
    tcase_add_loop_test(tc, test_measure, 0, LEVELS);
    tcase_add_loop_test(tc, test_develop, 0, LEVELS);
    suite_add_tcase(suite, tc);
    return suite;
}
