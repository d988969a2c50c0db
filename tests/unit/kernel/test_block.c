/* SPDX-License-Identifier: MIT */
#include "kernel/loops.h"

static const mlt_block_loops *build(int level)
{
    const mlt_kernels *kernels = mlt_kernels_at(level);
    return kernels != NULL ? kernels->block : NULL;
}

static uint8_t plain_level(float v, float top)
{
    return v > 0 ? (uint8_t)(v < top ? v : top) : 0;
}

START_TEST(test_pack8)
{
    enum { WORDS = 3 };
    static float out[WORDS * MOST + GUARD], want[WORDS * MOST + GUARD], in[4 * WORDS * MOST + 2];
    const mlt_block_loops *k = build(_i);
    for (size_t i = 0; i < 4 * WORDS * MOST + 2; i++)
        in[i] = number(i);
    for (size_t t = 0; k != NULL && t < N_CASES * (WORDS + 1); t++) {
        loop_case c = case_of(t / (WORDS + 1));
        size_t n_out = t % (WORDS + 1);
        float top = t % 2 == 0 ? 255 : 99.5f;
        memset(out, UNTOUCHED, sizeof out);
        memset(want, UNTOUCHED, sizeof want);
        for (size_t i = 0; i < 4 * n_out * c.n; i++) {
            size_t line = i / c.n;
            uint8_t *word = (uint8_t *)(want + 1 + line / 4 * c.n + i % c.n);
            word[line % 4] = plain_level(in[c.at + i], top);
        }
        k->pack8(out + 1, in + c.at, top, n_out, c.n);
        ck_assert_mem_eq(out, want, sizeof out);
    }
}
END_TEST

/* Blocks of all shapes, out of larger ones and into such. */
START_TEST(test_turn)
{
    enum { SIDE = 37, STRIDE = SIDE + 2 };
    static float out[STRIDE * SIDE + 1], want[STRIDE * SIDE + 1], in[STRIDE * SIDE + 1];
    const mlt_block_loops *k = build(_i);
    for (size_t i = 0; i < STRIDE * SIDE + 1; i++)
        in[i] = (float)i;
    for (size_t t = 0; k != NULL && t < SIDE * SIDE; t++) {
        size_t width = t % SIDE + 1, height = t / SIDE + 1;
        memset(out, UNTOUCHED, sizeof out);
        memset(want, UNTOUCHED, sizeof want);
        for (size_t i = 0; i < width * height; i++)
            want[1 + i % width * STRIDE + i / width] = in[1 + i / width * STRIDE + i % width];
        k->turn(out + 1, STRIDE, in + 1, STRIDE, width, height);
        ck_assert_mem_eq(out, want, sizeof out);
    }
}
END_TEST

Suite *mlt_suite_kernel_block(void);
Suite *mlt_suite_kernel_block(void)
{
    Suite *suite = suite_create("kernel_block");
    TCase *tc = tcase_create("builds");
    tcase_add_loop_test(tc, test_pack8, 0, LEVELS);
    tcase_add_loop_test(tc, test_turn, 0, LEVELS);
    suite_add_tcase(suite, tc);
    return suite;
}
