/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "kernel/loops.h"

enum { MOST_SIDE = 2 * MLT_MEDIAN_MOST_RADIUS + 1 };

static const mlt_median_loops *build(int level)
{
    const mlt_kernels *kernels = mlt_kernels_at(level);
    return kernels != NULL ? kernels->median : NULL;
}

static int by_value(const void *a, const void *b)
{
    return *(const uint8_t *)a - *(const uint8_t *)b;
}

START_TEST(test_sort)
{
    const mlt_median_loops *k = build(_i);
    for (size_t t = 0; k != NULL && t < 3 * N_CASES; t++) {
        loop_case c = case_of(t % N_CASES);
        size_t radius = 1 + t / N_CASES, side = 2 * radius + 1;
        uint8_t in[MOST_SIDE][MOST], out[MOST_SIDE * MOST];
        const uint8_t *rows[MOST_SIDE];
        for (size_t y = 0; y < side; y++) {
            rows[y] = in[y] + c.at;
            for (size_t i = 0; i < MOST; i++)
                in[y][i] = (uint8_t)((i * 91 + y * 7919 + i * y * 31) >> (t % 5));
        }
        memset(out, UNTOUCHED, sizeof out);
        k->sort(out + c.at, rows, radius, c.n);
        for (size_t i = 0; i < c.n; i++) {
            uint8_t want[MOST_SIDE];
            for (size_t y = 0; y < side; y++)
                want[y] = rows[y][i];
            qsort(want, side, 1, by_value);
            for (size_t y = 0; y < side; y++)
                ck_assert_uint_eq(out[c.at + y * c.n + i], want[y]);
        }
        check_untouched(out, 0, c.at);
        check_untouched(out, c.at + side * c.n, sizeof out);
    }
}
END_TEST

/* How many of a column of black and white are white: the next combination, false after the last. */
static bool next(uint8_t counts[MOST_SIDE], size_t side)
{
    for (size_t x = 0; x < side; x++) {
        if (++counts[x] <= side)
            return true;
        counts[x] = 0;
    }
    return false;
}

/* Squares side by side, each of its own columns, as one long row. */
enum { SQUARES = 4096 };
typedef struct {
    uint8_t sorted[MOST_SIDE * SQUARES * MOST_SIDE], want[SQUARES], out[SQUARES * MOST_SIDE];
} squares;

static void check_squares(const mlt_median_loops *k, squares *s, size_t radius, size_t n)
{
    size_t side = 2 * radius + 1, length = SQUARES * side;
    k->middle(s->out, s->sorted, radius, 1, length - 2 * radius);
    for (size_t i = 0; i < n; i++)
        if (s->out[i * side] != s->want[i])
            ck_abort_msg("radius %zu: %d, not %d", radius, s->out[i * side], s->want[i]);
}

/* All there are, which proves it for all other levels. */
START_TEST(test_all_sorted_columns_of_black_and_white)
{
    const mlt_median_loops *k = build(_i % LEVELS);
    size_t radius = 1 + (size_t)_i / LEVELS, side = 2 * radius + 1, length = SQUARES * side, n = 0;
    uint8_t counts[MOST_SIDE] = {0};
    squares *s = calloc(1, sizeof *s);
    ck_assert_ptr_nonnull(s);
    for (bool more = k != NULL; more;) {
        size_t sum = 0;
        for (size_t x = 0; x < side; x++) {
            sum += counts[x];
            for (size_t y = 0; y < side; y++)
                s->sorted[y * length + n * side + x] = y + counts[x] >= side ? 255 : 0;
        }
        s->want[n++] = 2 * sum > side * side ? 255 : 0;
        more = next(counts, side);
        if (n == SQUARES || !more) {
            check_squares(k, s, radius, n);
            n = 0;
        }
    }
    free(s);
}
END_TEST

static uint8_t plain_median(const uint8_t *const *rows, size_t side, size_t step, size_t i)
{
    uint8_t all[MOST_SIDE * MOST_SIDE];
    for (size_t j = 0; j < side * side; j++)
        all[j] = rows[j / side][i + j % side * step];
    qsort(all, side * side, 1, by_value);
    return all[side * side / 2];
}

START_TEST(test_middle)
{
    const mlt_median_loops *k = build(_i);
    for (size_t t = 0; k != NULL && t < 3 * N_CASES; t++) {
        loop_case c = case_of(t % N_CASES);
        size_t radius = 1 + t / N_CASES, side = 2 * radius + 1, step = t % 2 == 0 ? 3 : 1;
        size_t n = c.n < MOST - 2 * radius * step ? c.n : MOST - 2 * radius * step;
        uint8_t in[MOST_SIDE][MOST], sorted[MOST_SIDE * MOST], out[MOST + GUARD];
        const uint8_t *rows[MOST_SIDE];
        for (size_t y = 0; y < side; y++) {
            rows[y] = in[y];
            for (size_t i = 0; i < MOST; i++)
                in[y][i] = (uint8_t)((i * 7919 + y * 104729 + i * i * y) >> (t % 7));
        }
        memset(out, UNTOUCHED, sizeof out);
        k->sort(sorted, rows, radius, n + 2 * radius * step);
        k->middle(out + c.at, sorted, radius, step, n);
        for (size_t i = 0; i < n; i++)
            ck_assert_uint_eq(out[c.at + i], plain_median(rows, side, step, i));
        check_untouched(out, 0, c.at);
        check_untouched(out, c.at + n, sizeof out);
    }
}
END_TEST

Suite *mlt_suite_kernel_median(void);
Suite *mlt_suite_kernel_median(void)
{
    Suite *suite = suite_create("kernel_median");
    TCase *tc = tcase_create("builds");
    tcase_set_timeout(tc, 60);
    tcase_add_loop_test(tc, test_sort, 0, LEVELS);
    tcase_add_loop_test(tc, test_all_sorted_columns_of_black_and_white, 0, 3 * LEVELS);
    tcase_add_loop_test(tc, test_middle, 0, LEVELS);
    suite_add_tcase(suite, tc);
    return suite;
}
