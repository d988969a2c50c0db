/* SPDX-License-Identifier: MIT */
#include "kernel/loops.h"

enum { FURTHER = 3 };

static const mlt_box_loops *build(int level)
{
    const mlt_kernels *kernels = mlt_kernels_at(level);
    return kernels != NULL ? kernels->box : NULL;
}

START_TEST(test_move)
{
    const mlt_box_loops *k = build(_i);
    for (size_t t = 0; k != NULL && t < N_CASES; t++) {
        loop_case c = case_of(t);
        float in[MOST], out[MOST];
        int32_t sums[MOST];
        fill(in, 7919, 65536, 1);
        fill(out, 104729, 65536, 1);
        for (size_t i = 0; i < MOST; i++)
            sums[i] = (int32_t)(i * 10000019 % 2000000000 + 70000);
        k->move(sums + c.at, in + c.at, out + c.at, c.n);
        for (size_t i = 0; i < MOST; i++) {
            int32_t before = (int32_t)(i * 10000019 % 2000000000 + 70000);
            bool inside = i >= c.at && i < c.at + c.n;
            ck_assert_int_eq(sums[i], before + (inside ? (int32_t)in[i] - (int32_t)out[i] : 0));
        }
    }
}
END_TEST

START_TEST(test_across)
{
    const mlt_box_loops *k = build(_i);
    for (size_t t = 0; k != NULL && t < 3 * 40; t++) {
        size_t channels = t % 2 == 0 ? 3 : 1, n = t / 3, radius = t % 11, at = t % 3;
        int32_t row[MOST + FURTHER], out[MOST + FURTHER];
        for (size_t i = 0; i < MOST + FURTHER; i++)
            row[i] = (int32_t)(i * 104729 % 16777216);
        memset(out, UNTOUCHED, sizeof out);
        k->across(out + at, row, radius, channels, n);
        for (size_t i = 0; i < n * channels; i++) {
            int32_t want = 0;
            for (size_t j = 0; j <= 2 * radius; j++)
                want += row[i + j * channels];
            ck_assert_int_eq(out[at + i], want);
        }
        check_untouched(out, 0, at * sizeof *out);
        check_untouched(out, (at + n * channels + (n > 0 ? FURTHER : 0)) * sizeof *out, sizeof out);
    }
}
END_TEST

/* Sums next to those that lie half way, which there are none of: counts are odd. */
START_TEST(test_means)
{
    const mlt_box_loops *k = build(_i);
    for (uint32_t side = 1; k != NULL && side <= 181; side += 2) {
        uint32_t count = side * side, most = count * 65535;
        for (size_t t = side % 5; t < N_CASES; t += 5) {
            loop_case c = case_of(t);
            int32_t sums[MOST];
            float out[MOST];
            for (size_t i = 0; i < MOST; i++) {
                uint64_t sum = i * 7919 % 65535 * count + count / 2 + i % 2;
                sums[i] = (int32_t)(i % 7 == 0 ? most - i * 31 % most : sum);
            }
            memset(out, UNTOUCHED, sizeof out);
            k->means(out + c.at, sums + c.at, count, c.n);
            for (size_t i = c.at; i < c.at + c.n; i++) {
                uint64_t want = (2 * (uint64_t)sums[i] + count) / (2 * (uint64_t)count);
                ck_assert_float_eq(out[i], (float)want);
            }
            check_untouched(out, 0, c.at * sizeof *out);
            check_untouched(out, (c.at + c.n) * sizeof *out, sizeof out);
        }
    }
}
END_TEST

Suite *mlt_suite_kernel_box(void);
Suite *mlt_suite_kernel_box(void)
{
    Suite *suite = suite_create("kernel_box");
    TCase *tc = tcase_create("builds");
    tcase_add_loop_test(tc, test_move, 0, LEVELS);
    tcase_add_loop_test(tc, test_across, 0, LEVELS);
    tcase_add_loop_test(tc, test_means, 0, LEVELS);
    suite_add_tcase(suite, tc);
    return suite;
}
