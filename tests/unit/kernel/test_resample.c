/* SPDX-License-Identifier: MIT */
#include "kernel/loops.h"

static const mlt_resample_loops *build(int level)
{
    const mlt_kernels *kernels = mlt_kernels_at(level);
    return kernels != NULL ? kernels->resample : NULL;
}

static float mix(float a, float b, float t)
{
    float way = b - a, part = t * way;
    return a + part;
}

START_TEST(test_between_rows)
{
    const mlt_resample_loops *k = build(_i);
    for (size_t t = 0; k != NULL && t < N_CASES; t++) {
        loop_case c = case_of(t);
        float a[MOST], b[MOST], out[MOST], part = (float)(t % 7) / 7;
        fill(a, 91, 256, 1);
        fill(b, 7919, 800, 3);
        memset(out, UNTOUCHED, sizeof out);
        k->between_rows(out + c.at, a + c.at, b + c.at, part, c.n);
        for (size_t i = c.at; i < c.at + c.n; i++)
            ck_assert_float_eq(out[i], mix(a[i], b[i], part));
        check_untouched(out, 0, c.at * sizeof *out);
        check_untouched(out, (c.at + c.n) * sizeof *out, sizeof out);
    }
}
END_TEST

START_TEST(test_between)
{
    const mlt_resample_loops *k = build(_i);
    for (size_t t = 0; k != NULL && t < N_CASES; t++) {
        loop_case c = case_of(t);
        float in[MOST], parts[MOST], out[MOST];
        uint32_t low[MOST];
        fill(in, 91, 256, 1);
        fill(parts, 31, 97, 97);
        for (size_t i = 0; i < MOST; i++)
            low[i] = (uint32_t)(i * 57 % (MOST - 1));
        memset(out, UNTOUCHED, sizeof out);
        k->between(out + c.at, in, low, parts, c.n);
        for (size_t i = 0; i < c.n; i++)
            ck_assert_float_eq(out[c.at + i], mix(in[low[i]], in[low[i] + 1], parts[i]));
        check_untouched(out, 0, c.at * sizeof *out);
        check_untouched(out, (c.at + c.n) * sizeof *out, sizeof out);
    }
}
END_TEST

START_TEST(test_add_between4)
{
    enum { PIXELS = MOST / 4 };
    const mlt_resample_loops *k = build(_i);
    for (size_t n = 0; k != NULL && n < PIXELS; n++) {
        float in[MOST], parts[PIXELS], sums[MOST], want[MOST];
        uint32_t low[PIXELS];
        fill(in, 91, 256, 1);
        fill(sums, 37, 256, 1);
        memcpy(want, sums, sizeof want);
        for (size_t i = 0; i < PIXELS; i++) {
            low[i] = (uint32_t)(i * 57 % (PIXELS - 1));
            parts[i] = (float)(i * 31 % 97) / 97;
        }
        for (size_t i = 0; i < 4 * n; i++) {
            const float *at = in + 4 * (size_t)low[i / 4] + i % 4;
            want[i] += mix(at[0], at[4], parts[i / 4]);
        }
        k->add_between4(sums, in, low, parts, n);
        ck_assert_mem_eq(sums, want, sizeof sums);
    }
}
END_TEST

Suite *mlt_suite_kernel_resample(void);
Suite *mlt_suite_kernel_resample(void)
{
    Suite *suite = suite_create("kernel_resample");
    TCase *tc = tcase_create("builds");
    tcase_add_loop_test(tc, test_between_rows, 0, LEVELS);
    tcase_add_loop_test(tc, test_between, 0, LEVELS);
    tcase_add_loop_test(tc, test_add_between4, 0, LEVELS);
    suite_add_tcase(suite, tc);
    return suite;
}
