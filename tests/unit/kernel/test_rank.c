/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "kernel/loops.h"

enum { SIDES = (MLT_RANK_MOST_SIDE + 1) / 2, HEIGHT = 20, LONG = 300 };

static const mlt_rank_loops *build(int level)
{
    const mlt_kernels *kernels = mlt_kernels_at(level);
    return kernels != NULL ? kernels->rank : NULL;
}

static int by_value(const void *a, const void *b)
{
    return *(const uint16_t *)a - *(const uint16_t *)b;
}

/* Noise, ramps and plain parts: the upper half stays, or changes with every sample. */
static uint16_t level(size_t x, size_t y, size_t t)
{
    size_t noise = (x * 2654435761u ^ y * 2246822519u ^ t) * 2654435761u >> 7;
    return (uint16_t)(t % 4 == 0   ? noise % 65536
                      : t % 4 == 1 ? x * 200 + y * 300 + noise % 9000
                      : t % 4 == 2 ? (x / 9 % 2 == 0 ? 65535 : 0)
                                   : 32767 + noise % 3);
}

static uint16_t plain_median(size_t x, size_t y, size_t side, size_t step, size_t t, int shift)
{
    uint16_t all[MLT_RANK_MOST_SIDE * MLT_RANK_MOST_SIDE];
    for (size_t j = 0; j < side * side; j++)
        all[j] = (uint16_t)(level(x + j % side * step, y + j / side, t) >> shift);
    qsort(all, side * side, sizeof *all, by_value);
    return all[side * side / 2];
}

typedef struct {
    uint8_t upper[LONG][MLT_RANK_HALF], lower[LONG][MLT_RANK_HALF][MLT_RANK_HALF];
} memory;

/* n pixels of `step` channels of rows y … y + side - 1, after those above. */
static void check_row(const mlt_rank_loops *k, const mlt_rank_counts *counts, size_t y,
                      size_t radius, size_t step, size_t n, size_t t)
{
    uint8_t out[LONG];
    memset(out, UNTOUCHED, sizeof out);
    for (size_t c = 0; c < step; c++) {
        const mlt_rank_counts channel = {counts->upper + c, counts->lower + c};
        k->count(out + 1 + c, &channel, radius, step, n);
    }
    for (size_t i = 0; i < n * step; i++)
        ck_assert_uint_eq(out[1 + i], plain_median(i, y, 2 * radius + 1, step, t, 8));
    check_untouched(out, 0, 1);
    check_untouched(out, 1 + n * step, sizeof out);
}

START_TEST(test_counts)
{
    const mlt_rank_loops *k = build(_i);
    memory *m = malloc(sizeof *m);
    ck_assert_ptr_nonnull(m);
    for (size_t t = 0; k != NULL && t < SIDES * 8; t++) {
        size_t radius = t % SIDES, side = 2 * radius + 1, step = t % 3 == 0 ? 3 : 1, n = 1 + t % 19;
        size_t columns = n * step + 2 * radius * step;
        uint8_t rows[HEIGHT][LONG];
        const mlt_rank_counts counts = {m->upper, m->lower};
        memset(m, UNTOUCHED, sizeof *m);
        for (size_t i = 0; i < HEIGHT * LONG; i++)
            rows[i / LONG][i % LONG] = (uint8_t)(level(i % LONG, i / LONG, t) >> 8);
        k->start(&counts, rows[0], side, columns);
        for (size_t y = 0; y < HEIGHT; y++) {
            k->move(&counts, rows[y], rows[y < side ? 0 : y - side], columns);
            if (y + 1 >= side)
                check_row(k, &counts, y + 1 - side, radius, step, n, t);
        }
        check_untouched(m->upper, columns * sizeof *m->upper, sizeof m->upper);
        check_untouched(m->lower, columns * sizeof *m->lower, sizeof m->lower);
    }
    free(m);
}
END_TEST

/* Plain columns of one level after the start, for each level. */
START_TEST(test_start)
{
    const mlt_rank_loops *k = build(_i);
    memory *m = malloc(sizeof *m);
    ck_assert_ptr_nonnull(m);
    const mlt_rank_counts counts = {m->upper, m->lower};
    for (unsigned v = 0; k != NULL && v < 256; v++) {
        uint8_t row[LONG], out;
        memset(row, (int)v, sizeof row);
        k->start(&counts, row, MLT_RANK_MOST_SIDE, MLT_RANK_MOST_SIDE);
        k->count(&out, &counts, MLT_RANK_MOST_SIDE / 2, 1, 1);
        ck_assert_uint_eq(out, v);
    }
    free(m);
}
END_TEST

START_TEST(test_search)
{
    const mlt_rank_loops *k = build(_i);
    for (size_t t = 0; k != NULL && t < SIDES * 5; t++) {
        size_t radius = t % SIDES, step = t % 3 == 0 ? 3 : 1, n = t < 4 ? LONG : t;
        uint16_t in[MLT_RANK_MOST_SIDE][LONG], out[LONG];
        const uint16_t *rows[MLT_RANK_MOST_SIDE];
        for (size_t y = 0; y <= 2 * radius; y++) {
            rows[y] = in[y];
            for (size_t x = 0; x < LONG; x++)
                in[y][x] = level(x, y, t);
        }
        memset(out, UNTOUCHED, sizeof out);
        n = n + 2 * radius * step < LONG ? n : LONG - 2 * radius * step - 1;
        k->search(out + 1, rows, radius, step, n);
        for (size_t i = 0; i < n; i++)
            ck_assert_uint_eq(out[1 + i], plain_median(i, 0, 2 * radius + 1, step, t, 0));
        check_untouched(out, 0, sizeof *out);
        check_untouched(out, (1 + n) * sizeof *out, sizeof out);
    }
}
END_TEST

Suite *mlt_suite_kernel_rank(void);
Suite *mlt_suite_kernel_rank(void)
{
    Suite *suite = suite_create("kernel_rank");
    TCase *tc = tcase_create("builds");
    tcase_set_timeout(tc, 60);
    tcase_add_loop_test(tc, test_counts, 0, LEVELS);
    tcase_add_loop_test(tc, test_start, 0, LEVELS);
    tcase_add_loop_test(tc, test_search, 0, LEVELS);
    suite_add_tcase(suite, tc);
    return suite;
}
