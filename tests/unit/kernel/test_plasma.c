/* SPDX-License-Identifier: MIT */
#include "kernel/loops.h"

static const mlt_plasma_loops *build(int level)
{
    const mlt_kernels *kernels = mlt_kernels_at(level);
    return kernels != NULL ? kernels->plasma : NULL;
}

static const mlt_plasma_span span = {-47.3f, 94.6f};

/* low + range · u, in these two steps. */
static float added(float u)
{
    float part = span.range * u;
    return span.low + part;
}

START_TEST(test_uniforms)
{
    const mlt_plasma_loops *k = build(_i);
    for (size_t t = 0; k != NULL && t < N_CASES; t++) {
        loop_case c = case_of(t);
        uint16_t words[MOST];
        float out[MOST + GUARD];
        for (size_t i = 0; i < MOST; i++)
            words[i] = (uint16_t)(i * 40503 + 65535);
        memset(out, UNTOUCHED, sizeof out);
        k->uniforms(out + c.at, words + c.at, c.n);
        for (size_t i = c.at; i < c.at + c.n; i++)
            ck_assert_double_eq((double)out[i], (words[i] + 0.5) / 65536);
        check_untouched(out, 0, c.at * sizeof *out);
        check_untouched(out, (c.at + c.n) * sizeof *out, sizeof out);
    }
}
END_TEST

START_TEST(test_centres)
{
    const mlt_plasma_loops *k = build(_i);
    for (size_t t = 0; k != NULL && t < N_CASES; t++) {
        loop_case c = case_of(t);
        float up[MOST], down[MOST], u[MOST], out[MOST + GUARD];
        fill(up, 7919, 800, 3);
        fill(down, 6151, 700, -7);
        fill(u, 401, 997, 997);
        memset(out, UNTOUCHED, sizeof out);
        k->centres(out + c.at, up + c.at, down + c.at, u + c.at, &span, c.n);
        for (size_t i = c.at; i < c.at + c.n; i++) {
            float left = up[i] + down[i], right = up[i + 1] + down[i + 1], sum = left + right;
            float mean = sum / 4, want = mean + added(u[i]);
            ck_assert_float_eq(out[i], want);
        }
        check_untouched(out, 0, c.at * sizeof *out);
        check_untouched(out, (c.at + c.n) * sizeof *out, sizeof out);
    }
}
END_TEST

static void check_edges(const float *even, const float *odd, const mlt_plasma_rows *r,
                        const float *u, size_t n)
{
    const float *before = r->centres - 1;
    for (size_t i = 0; i < n; i++) {
        float a = r->centres[i] + r->above[i], b = r->up[i] + r->up[i + 1], upper = (a + b) / 4;
        float c = r->centres[i] + before[i], d = r->up[i] + r->down[i];
        float left = (c + d) / 4;
        ck_assert_float_eq(even[2 * i], r->up[i]);
        ck_assert_float_eq(even[2 * i + 1], upper + added(u[i]));
        ck_assert_float_eq(odd[2 * i], left + added(u[n + i]));
        ck_assert_float_eq(odd[2 * i + 1], r->centres[i]);
    }
}

START_TEST(test_edges)
{
    const mlt_plasma_loops *k = build(_i);
    for (size_t t = 0; k != NULL && t < N_CASES; t++) {
        loop_case c = case_of(t);
        float up[MOST], down[MOST], centres[MOST], above[MOST], u[2 * MOST];
        float even[2 * MOST + GUARD], odd[2 * MOST + GUARD];
        fill(up, 7919, 800, 3);
        fill(down, 6151, 700, -7);
        fill(centres, 5003, 600, 5);
        fill(above, 4001, 500, 11);
        fill(u, 401, 997, 997);
        fill(u + MOST, 211, 997, 997);
        memset(even, UNTOUCHED, sizeof even);
        memset(odd, UNTOUCHED, sizeof odd);
        const mlt_plasma_rows rows = {up + c.at, down + c.at, centres + c.at + 1, above + c.at};
        k->edges(even + c.at, odd + c.at, &rows, u + c.at, &span, c.n);
        check_edges(even + c.at, odd + c.at, &rows, u + c.at, c.n);
        check_untouched(even, 0, c.at * sizeof *even);
        check_untouched(even, (c.at + 2 * c.n) * sizeof *even, sizeof even);
        check_untouched(odd, 0, c.at * sizeof *odd);
        check_untouched(odd, (c.at + 2 * c.n) * sizeof *odd, sizeof odd);
    }
}
END_TEST

START_TEST(test_extremes)
{
    const mlt_plasma_loops *k = build(_i);
    for (size_t t = 0; k != NULL && t < N_CASES; t++) {
        loop_case c = case_of(t);
        float a[MOST], b[MOST], low[MOST], high[MOST], least[MOST], most[MOST];
        fill(a, 7919, 800, 3);
        fill(b, 6151, 700, 2);
        fill(low, 91, 512, 4);
        fill(high, 401, 997, 4);
        memcpy(least, low, sizeof low);
        memcpy(most, high, sizeof high);
        k->extremes(low + c.at, high + c.at, a + c.at, b + c.at, c.n);
        for (size_t i = c.at; i < c.at + c.n; i++) {
            least[i] = fminf(least[i], fminf(a[i], b[i]));
            most[i] = fmaxf(most[i], fmaxf(a[i], b[i]));
        }
        ck_assert_mem_eq(low, least, sizeof low);
        ck_assert_mem_eq(high, most, sizeof high);
    }
}
END_TEST

Suite *mlt_suite_kernel_plasma(void);
Suite *mlt_suite_kernel_plasma(void)
{
    Suite *suite = suite_create("kernel_plasma");
    TCase *tc = tcase_create("builds");
    tcase_add_loop_test(tc, test_uniforms, 0, LEVELS);
    tcase_add_loop_test(tc, test_centres, 0, LEVELS);
    tcase_add_loop_test(tc, test_edges, 0, LEVELS);
    tcase_add_loop_test(tc, test_extremes, 0, LEVELS);
    suite_add_tcase(suite, tc);
    return suite;
}
