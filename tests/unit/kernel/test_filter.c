/* SPDX-License-Identifier: MIT */
#include "kernel/loops.h"

static const mlt_filter_loops *build(int level)
{
    const mlt_kernels *kernels = mlt_kernels_at(level);
    return kernels != NULL ? kernels->filter : NULL;
}

/* The order of additions is the contract: the last bit of a sum decides on a level. */
static float plain_fold(const float *const *lines, const float *w, size_t radius, size_t i)
{
    float sum = w[0] * lines[radius][i];
    for (size_t k = radius; k > 0; k--) {
        float pair = lines[radius - k][i] + lines[radius + k][i], product = w[k] * pair;
        sum += product;
    }
    return sum;
}

/* Lines of every length, as many of them as make groups and more. What is wanted is compared with
 * what lies between and behind the lines, too. */
START_TEST(test_fold)
{
    enum { RADIUS = 6, LINES = 10, STRIDE = MOST + 3, N_RADII = RADIUS + 1 };
    static float out[LINES * STRIDE + GUARD], want[LINES * STRIDE + GUARD];
    const mlt_filter_loops *k = build(_i);
    const float w[N_RADII] = {0.3f, 0.2f, 0.1f, 1.0f / 30, 1.0f / 120, 1.0f / 240, 1.0f / 700};
    float in[MOST + 2 * RADIUS + LINES];
    const float *lines[2 * RADIUS + LINES];
    for (size_t i = 0; i < MOST + 2 * RADIUS + LINES; i++)
        in[i] = (float)(i * 7919 % 256);
    for (size_t i = 0; i < 2 * RADIUS + LINES; i++)
        lines[i] = in + i;
    for (size_t t = 0; k != NULL && t < (size_t)N_LENGTHS * N_RADII * LINES; t++) {
        size_t n = lengths[t / LINES / N_RADII], n_out = t % LINES + 1;
        mlt_taps taps = {w, t / LINES % N_RADII};
        memset(out, UNTOUCHED, sizeof out);
        memset(want, UNTOUCHED, sizeof want);
        for (size_t i = 0; i < n * n_out; i++)
            want[1 + i / n * STRIDE + i % n] = plain_fold(lines + i / n, w, taps.radius, i % n);
        k->fold(out + 1, STRIDE, lines, taps, n_out, n);
        ck_assert_mem_eq(out, want, sizeof out);
    }
}
END_TEST

/* Two lines, from one to the other. */
START_TEST(test_mix)
{
    enum { TAPS = 5 };
    static const mlt_mix_tap taps[TAPS] = {
        {0, 0, 0.3f}, {1, -2, 1.0f / 30}, {1, 3, -0.2f}, {0, 1, 0.1f}, {0, -3, 1.0f / 120}};
    static float in[2][MOST + 8], out[MOST + GUARD], want[MOST + GUARD];
    const mlt_filter_loops *k = build(_i);
    for (size_t i = 0; i < 2 * (MOST + 8); i++)
        in[i % 2][i / 2] = (float)(i * 7919 % 256);
    for (size_t t = 0; k != NULL && t < N_CASES * (TAPS + 1); t++) {
        loop_case c = case_of(t / (TAPS + 1));
        const float *lines[2] = {in[0] + 3 + c.at, in[1] + 3};
        size_t n_taps = t % (TAPS + 1);
        memset(out, UNTOUCHED, sizeof out);
        memset(want, UNTOUCHED, sizeof want);
        for (size_t i = 0; i < c.n; i++) {
            want[1 + i] = 0;
            for (size_t j = 0; j < n_taps; j++)
                want[1 + i] += taps[j].weight * (lines[taps[j].line] + i)[taps[j].shift];
        }
        k->mix(out + 1, lines, taps, n_taps, c.n);
        ck_assert_mem_eq(out, want, sizeof out);
    }
}
END_TEST

START_TEST(test_slide)
{
    const mlt_filter_loops *k = build(_i);
    float a[MOST + 2], out[MOST + GUARD];
    for (size_t i = 0; i < MOST + 2; i++)
        a[i] = (float)(i * 7919 % 65536);
    for (size_t t = 0; k != NULL && t < N_CASES; t++) {
        loop_case c = case_of(t);
        memset(out, UNTOUCHED, sizeof out);
        for (size_t i = 0; i < c.n; i++)
            out[1 + i] = 1e6f + (float)i;
        k->slide(out + 1, a + c.at, a + 1, c.n);
        for (size_t i = 0; i < c.n; i++)
            ck_assert_float_eq(out[1 + i], 1e6f + (float)i + (a[c.at + i] - a[1 + i]));
        check_untouched(out, 0, sizeof *out);
        check_untouched(out, (1 + c.n) * sizeof *out, sizeof out);
    }
}
END_TEST

Suite *mlt_suite_kernel_filter(void);
Suite *mlt_suite_kernel_filter(void)
{
    Suite *suite = suite_create("kernel_filter");
    TCase *tc = tcase_create("builds");
    tcase_add_loop_test(tc, test_fold, 0, LEVELS);
    tcase_add_loop_test(tc, test_mix, 0, LEVELS);
    tcase_add_loop_test(tc, test_slide, 0, LEVELS);
    suite_add_tcase(suite, tc);
    return suite;
}
