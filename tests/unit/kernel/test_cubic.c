/* SPDX-License-Identifier: MIT */
#include "kernel/loops.h"

static const mlt_cubic_loops *build(int level)
{
    const mlt_kernels *kernels = mlt_kernels_at(level);
    return kernels != NULL ? kernels->cubic : NULL;
}

static void fill_bytes(uint8_t *out, size_t n)
{
    for (size_t i = 0; i < n; i++)
        out[i] = (uint8_t)(i * 91);
}

START_TEST(test_widen)
{
    const mlt_cubic_loops *k = build(_i);
    for (size_t t = 0; k != NULL && t < N_CASES; t++) {
        loop_case c = case_of(t);
        uint8_t in[3 * MOST];
        float out[4 * MOST + GUARD];
        fill_bytes(in, sizeof in);
        memset(out, UNTOUCHED, sizeof out);
        k->widen(out + c.at, in + c.at, c.n);
        for (size_t i = 0; i < 4 * c.n; i++) {
            float want = i % 4 < 3 ? in[c.at + i / 4 * 3 + i % 4] : 0;
            ck_assert_float_eq(out[c.at + i], want);
        }
        check_untouched(out, 0, c.at * sizeof *out);
        check_untouched(out, (c.at + 4 * c.n) * sizeof *out, sizeof out);
    }
}
END_TEST

/* The weights of some place, as large as they get and as small. */
static void fill_weights(float *out, size_t n)
{
    static const float some[][4] = {
        {0, 2048, 0, 0}, {-192, 1216, 1216, -192}, {-216, 1800, 528, -64}, {-2, 7, 2047, -5}};
    for (size_t i = 0; i < n; i++)
        memcpy(out + 4 * i, some[i % 4], sizeof some[0]);
}

START_TEST(test_across)
{
    const mlt_cubic_loops *k = build(_i);
    for (size_t t = 0; k != NULL && t < N_CASES; t++) {
        loop_case c = case_of(t);
        float in[4 * (MOST + 4)], weights[4 * MOST];
        uint32_t low[MOST];
        int32_t out[3 * MOST + GUARD];
        for (size_t i = 0; i < sizeof in / sizeof in[0]; i++)
            in[i] = (float)(i * 91 % 256);
        for (size_t i = 0; i < MOST; i++)
            low[i] = (uint32_t)(i * 7 / 8);
        fill_weights(weights, MOST);
        memset(out, UNTOUCHED, sizeof out);
        k->across(out + c.at, in, low, weights, c.n);
        for (size_t i = 0; i < 3 * c.n; i++) {
            double sum = 0;
            for (size_t tap = 0; tap < 4; tap++)
                sum +=
                    (double)weights[i / 3 * 4 + tap] * (double)in[4 * (low[i / 3] + tap) + i % 3];
            ck_assert_int_eq(out[c.at + i], (int32_t)sum);
        }
        check_untouched(out, 0, c.at * sizeof *out);
        check_untouched(out, (c.at + 3 * c.n + (c.n > 0)) * sizeof *out, sizeof out);
    }
}
END_TEST

START_TEST(test_down)
{
    static const int32_t weights[][4] = {
        {0, 2048, 0, 0}, {-192, 1216, 1216, -192}, {-216, 1800, 528, -64}};
    const mlt_cubic_loops *k = build(_i);
    for (size_t t = 0; k != NULL && t < N_CASES; t++) {
        loop_case c = case_of(t);
        const int32_t *w = weights[t % 3];
        int32_t lines[4][MOST];
        uint8_t out[MOST + GUARD], want[MOST + GUARD];
        for (size_t i = 0; i < 4 * (size_t)MOST; i++) /* from -97920 to 620160 */
            lines[i / MOST][i % MOST] = (int32_t)(i * 7919 * 89 % 718081) - 97920;
        const int32_t *const rows[] = {lines[0] + c.at, lines[1] + c.at, lines[2] + c.at,
                                       lines[3] + c.at};
        memset(out, UNTOUCHED, sizeof out);
        memset(want, UNTOUCHED, sizeof want);
        k->down(out + c.at, rows, w, c.n);
        for (size_t i = c.at; i < c.at + c.n; i++) {
            int64_t sum = 1 << 21;
            for (size_t tap = 0; tap < 4; tap++)
                sum += (int64_t)w[tap] * lines[tap][i];
            double level = floor((double)sum / 4194304);
            want[i] = (uint8_t)fmin(fmax(level, 0), 255);
        }
        ck_assert_mem_eq(out, want, sizeof out);
    }
}
END_TEST

Suite *mlt_suite_kernel_cubic(void);
Suite *mlt_suite_kernel_cubic(void)
{
    Suite *suite = suite_create("kernel_cubic");
    TCase *tc = tcase_create("builds");
    tcase_add_loop_test(tc, test_widen, 0, LEVELS);
    tcase_add_loop_test(tc, test_across, 0, LEVELS);
    tcase_add_loop_test(tc, test_down, 0, LEVELS);
    suite_add_tcase(suite, tc);
    return suite;
}
