/* SPDX-License-Identifier: MIT */
#include "kernel/loops.h"

static const mlt_glass_loops *build(int level)
{
    const mlt_kernels *kernels = mlt_kernels_at(level);
    return kernels != NULL ? kernels->glass : NULL;
}

START_TEST(test_offsets)
{
    const mlt_glass_loops *k = build(_i);
    uint16_t words[MOST + 2];
    int32_t out[MOST + GUARD];
    for (size_t i = 0; i < MOST + 2; i++)
        words[i] = (uint16_t)(i * 7919 + (i % 5 == 0 ? 65535 : 0));
    for (size_t t = 0; k != NULL && t < N_CASES; t++) {
        loop_case c = case_of(t);
        double side = t % 9 == 8 ? 256 : 2 * (double)(t % 9 + 1);
        memset(out, UNTOUCHED, sizeof out);
        k->offsets(out + 1, words + c.at, (uint32_t)side, 4, 2560, c.n);
        for (size_t i = 0; i < c.n; i++) {
            double v = words[c.at + i] * side / 65536, column = floor(v);
            double row = floor((v - column) * side);
            ck_assert_double_eq(out[1 + i], (column - side / 2) * 4 + (row - side / 2) * 2560);
        }
        check_untouched(out, 0, sizeof *out);
        check_untouched(out, (1 + c.n) * sizeof *out, sizeof out);
    }
}
END_TEST

START_TEST(test_pixels_of_three_bytes)
{
    const mlt_glass_loops *k = build(_i);
    uint8_t in[3 * MOST + 2], back[3 * MOST + GUARD];
    uint32_t out[MOST + GUARD];
    for (size_t i = 0; i < sizeof in; i++)
        in[i] = (uint8_t)(i * 7919 >> 3);
    for (size_t t = 0; k != NULL && t < N_CASES; t++) {
        loop_case c = case_of(t);
        const uint8_t *from = in + c.at;
        memset(out, UNTOUCHED, sizeof out);
        memset(back, UNTOUCHED, sizeof back);
        k->spread3(out + 1, from, c.n);
        for (size_t i = 0; i < c.n; i++)
            ck_assert_uint_eq(out[1 + i],
                              from[3 * i] + 256u * from[3 * i + 1] + 65536u * from[3 * i + 2]);
        check_untouched(out, 0, sizeof *out);
        check_untouched(out, (1 + c.n) * sizeof *out, sizeof out);
        for (size_t i = 0; i < c.n; i++)
            out[1 + i] |= 0xAB000000u; /* does not matter */
        k->join3(back + 1, out + 1, c.n);
        ck_assert_mem_eq(back + 1, from, 3 * c.n);
        check_untouched(back, 0, 1);
        check_untouched(back, 1 + 3 * c.n, sizeof back);
    }
}
END_TEST

Suite *mlt_suite_kernel_glass(void);
Suite *mlt_suite_kernel_glass(void)
{
    Suite *suite = suite_create("kernel_glass");
    TCase *tc = tcase_create("builds");
    tcase_add_loop_test(tc, test_offsets, 0, LEVELS);
    tcase_add_loop_test(tc, test_pixels_of_three_bytes, 0, LEVELS);
    suite_add_tcase(suite, tc);
    return suite;
}
