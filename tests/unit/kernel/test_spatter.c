/* SPDX-License-Identifier: MIT */
#include "kernel/loops.h"

static const mlt_spatter_loops *build(int level)
{
    const mlt_kernels *kernels = mlt_kernels_at(level);
    return kernels != NULL ? kernels->spatter : NULL;
}

START_TEST(test_noise)
{
    const mlt_spatter_loops *k = build(_i);
    for (size_t t = 0; k != NULL && t < N_CASES; t++) {
        loop_case c = case_of(t);
        float v[MOST], want[MOST];
        fill(v, 7919, 9000, 1000);
        memcpy(want, v, sizeof want);
        for (size_t i = c.at; i < c.at + c.n; i++) {
            double product = .3 * (double)v[i];
            want[i] = (float)(.65 + product);
        }
        k->noise(v + c.at, .65, .3, c.n);
        ck_assert_mem_eq(v, want, sizeof v);
    }
}
END_TEST

/* Numbers below, at and above the threshold. */
START_TEST(test_thresholds)
{
    const mlt_spatter_loops *k = build(_i);
    for (size_t t = 0; k != NULL && t < N_CASES; t++) {
        loop_case c = case_of(t);
        const float threshold = .7f;
        float in[MOST], mask[MOST + GUARD], cut[MOST + GUARD];
        uint8_t heights[MOST + GUARD];
        fill(in, 7919, 1700, 1000);
        in[c.at] = threshold;
        memset(mask, UNTOUCHED, sizeof mask);
        memset(cut, UNTOUCHED, sizeof cut);
        memset(heights, UNTOUCHED, sizeof heights);
        k->mask(mask + 1, in + c.at, threshold, c.n);
        k->cut(cut + 1, in + c.at, threshold, c.n);
        k->heights(heights + 1, in + c.at, threshold, c.n);
        for (size_t i = 0; i < c.n; i++) {
            float v = in[c.at + i], kept = v < threshold ? 0 : v, level = 255 * kept;
            ck_assert_float_eq(mask[1 + i], v > threshold ? 1 : 0);
            ck_assert_float_eq(cut[1 + i], kept);
            ck_assert_int_eq(heights[1 + i], level < 255 ? (int)level : 255);
        }
        check_untouched(mask, 0, sizeof *mask);
        check_untouched(mask, (1 + c.n) * sizeof *mask, sizeof mask);
        check_untouched(cut, 0, sizeof *cut);
        check_untouched(cut, (1 + c.n) * sizeof *cut, sizeof cut);
        check_untouched(heights, 0, 1);
        check_untouched(heights, 1 + c.n, sizeof heights);
    }
}
END_TEST

/* Numbers at the threshold, at whole levels above it, and near both. */
START_TEST(test_close)
{
    static const float near[] = {.7f,         .7f + 1e-6f, .7f - 1e-6f,     .7f + 1e-5f,
                                 .7f - 1e-5f, 200 / 255.f, 200.0001f / 255, 200.001f / 255,
                                 100 / 255.f, .9f};
    static const int want[] = {1, 1, 1, 0, 0, 1, 1, 0, 0, 0};
    const mlt_spatter_loops *k = build(_i);
    for (size_t t = 0; k != NULL && t < N_CASES; t++) {
        loop_case c = case_of(t);
        float v[MOST];
        int count = 0;
        for (size_t i = 0; i < MOST; i++)
            v[i] = near[i * 7 % 10];
        for (size_t i = c.at; i < c.at + c.n; i++) {
            ck_assert_int_eq(mlt_spatter_is_close(v[i], .7f), want[i * 7 % 10]);
            count += want[i * 7 % 10];
        }
        ck_assert_int_eq(k->close(v + c.at, .7f, c.n), count);
    }
}
END_TEST

START_TEST(test_light)
{
    const mlt_spatter_loops *k = build(_i);
    uint8_t a[MOST], b[MOST];
    for (size_t i = 0; i < MOST; i++) {
        a[i] = (uint8_t)(i % 3 == 0 ? 0 : i * 7919 % 256);
        b[i] = (uint8_t)(255 - i);
    }
    for (size_t t = 0; k != NULL && t < N_CASES; t++) {
        loop_case c = case_of(t);
        float out[MOST + GUARD];
        int most = 0;
        for (size_t i = c.at; i < c.at + c.n; i++)
            most = a[i] * b[i] > most ? a[i] * b[i] : most;
        ck_assert_int_eq(k->brightest(a + c.at, b + c.at, c.n), most);
        memset(out, UNTOUCHED, sizeof out);
        k->light(out + 1, a + c.at, b + c.at, 40000, .6f, c.n);
        for (size_t i = 0; i < c.n; i++) {
            float part = (float)(a[c.at + i] * b[c.at + i]) / 40000;
            ck_assert_float_eq(out[1 + i], part * .6f);
        }
        check_untouched(out, 0, sizeof *out);
        check_untouched(out, (1 + c.n) * sizeof *out, sizeof out);
    }
}
END_TEST

static const float colours[3] = {175, 238, 63};

static float plain_tint(float v, float amount, float colour, float cover)
{
    float part = cover * amount, own = v * (1 - part), more = amount * colour;
    more = more * 257;
    return own + more;
}

START_TEST(test_tint)
{
    const mlt_spatter_loops *k = build(_i);
    float amount[MOST];
    fill(amount, 7919, 1000, 999);
    for (size_t t = 0; k != NULL && t < 2 * N_CASES; t++) {
        loop_case c = case_of(t / 2);
        float v[MOST], want[MOST], cover = (float)(t % 2);
        size_t n_pixels = c.n / 3;
        fill(v, 31, 256, 1);
        memcpy(want, v, sizeof want);
        for (size_t i = 0; i < c.n; i++)
            want[c.at + i] = plain_tint(v[c.at + i], amount[i], colours[0], cover);
        k->tint(v + c.at, amount, colours, cover, 257, c.n);
        ck_assert_mem_eq(v, want, sizeof v);
        for (size_t i = 0; i < 3 * n_pixels; i++)
            want[c.at + i] = plain_tint(v[c.at + i], amount[i / 3], colours[i % 3], cover);
        k->tint3(v + c.at, amount, colours, cover, 257, n_pixels);
        ck_assert_mem_eq(v, want, sizeof v);
    }
}
END_TEST

Suite *mlt_suite_kernel_spatter(void);
Suite *mlt_suite_kernel_spatter(void)
{
    Suite *suite = suite_create("kernel_spatter");
    TCase *tc = tcase_create("builds");
    tcase_add_loop_test(tc, test_noise, 0, LEVELS);
    tcase_add_loop_test(tc, test_thresholds, 0, LEVELS);
    tcase_add_loop_test(tc, test_close, 0, LEVELS);
    tcase_add_loop_test(tc, test_light, 0, LEVELS);
    tcase_add_loop_test(tc, test_tint, 0, LEVELS);
    suite_add_tcase(suite, tc);
    return suite;
}
