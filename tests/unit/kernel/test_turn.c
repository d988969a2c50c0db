/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "kernel/loops.h"

static const mlt_turn_loops *build(int level)
{
    const mlt_kernels *kernels = mlt_kernels_at(level);
    return kernels != NULL ? kernels->turn : NULL;
}

static const size_t pixels[] = {1, 2, 3, 4, 6};
enum { N_PIXELS = sizeof pixels / sizeof pixels[0] };

/* Memory of just that size, so that memory checkers see what is read beyond it. */
static uint8_t *block_of(size_t n)
{
    uint8_t *block = malloc(n + (n == 0));
    for (size_t i = 0; i < n; i++)
        block[i] = (uint8_t)(i * 181 + i / 251);
    return block;
}

START_TEST(test_reverse)
{
    const mlt_turn_loops *k = build(_i);
    for (size_t t = 0; k != NULL && t < N_CASES * N_PIXELS; t++) {
        loop_case c = case_of(t / N_PIXELS);
        size_t pixel = pixels[t % N_PIXELS], n = c.n * pixel;
        uint8_t *from = block_of(n), to[6 * MOST + GUARD];
        memset(to, UNTOUCHED, sizeof to);
        k->reverse(to + c.at, from, c.n, pixel);
        for (size_t i = 0; i < c.n; i++)
            ck_assert_mem_eq(to + c.at + i * pixel, from + (c.n - 1 - i) * pixel, pixel);
        check_untouched(to, 0, c.at);
        check_untouched(to, c.at + n, sizeof to);
        free(from);
    }
}
END_TEST

/* Strides forwards and backwards, with bytes between the rows of the result. */
static void check_transposed(const mlt_turn_loops *k, size_t columns, size_t rows, size_t pixel,
                             bool to_backwards, bool from_backwards)
{
    size_t from_line = rows * pixel, to_line = columns * pixel + 3, n = to_line * rows;
    uint8_t *from = block_of(from_line * columns), *to = malloc(n);
    int64_t from_stride = (int64_t)from_line, to_stride = (int64_t)to_line;
    memset(to, UNTOUCHED, n);
    k->transpose(to_backwards ? to + to_line * (rows - 1) : to,
                 to_backwards ? -to_stride : to_stride,
                 from_backwards ? from + from_line * (columns - 1) : from,
                 from_backwards ? -from_stride : from_stride, columns, rows, pixel);
    for (size_t y = 0; y < rows; y++) {
        const uint8_t *row = to + to_line * (to_backwards ? rows - 1 - y : y);
        for (size_t x = 0; x < columns; x++) {
            size_t line = from_backwards ? columns - 1 - x : x;
            ck_assert_mem_eq(row + x * pixel, from + line * from_line + y * pixel, pixel);
        }
        check_untouched(row, columns * pixel, to_line);
    }
    free(to);
    free(from);
}

START_TEST(test_transpose)
{
    static const size_t sides[] = {1, 2, 3, 4, 5, 6, 7, 15, 16, 17, 33, 64, 65, 70, 130};
    enum { N = sizeof sides / sizeof sides[0] };
    const mlt_turn_loops *k = build(_i);
    for (size_t t = 0; k != NULL && t < N * N * N_PIXELS; t++) {
        size_t columns = sides[t / N_PIXELS % N], rows = sides[t / N_PIXELS / N];
        check_transposed(k, columns, rows, pixels[t % N_PIXELS], t % 2 == 0, t % 3 == 0);
    }
}
END_TEST

Suite *mlt_suite_kernel_turn(void);
Suite *mlt_suite_kernel_turn(void)
{
    Suite *suite = suite_create("kernel_turn");
    TCase *tc = tcase_create("builds");
    tcase_add_loop_test(tc, test_reverse, 0, LEVELS);
    tcase_add_loop_test(tc, test_transpose, 0, LEVELS);
    suite_add_tcase(suite, tc);
    return suite;
}
