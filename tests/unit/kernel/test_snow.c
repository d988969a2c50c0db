/* SPDX-License-Identifier: MIT */
#include "kernel/loops.h"

static const mlt_snow_loops *build(int level)
{
    const mlt_kernels *kernels = mlt_kernels_at(level);
    return kernels != NULL ? kernels->snow : NULL;
}

/* Thresholds above and below 0, which light never falls below. */
START_TEST(test_flakes)
{
    static const float thresholds[] = {.5f, 0, -.25f};
    const mlt_snow_loops *k = build(_i);
    for (size_t t = 0; k != NULL && t < 3 * N_CASES; t++) {
        loop_case c = case_of(t / 3);
        float v[MOST], want[MOST];
        fill(v, 7919, 9000, 1000);
        for (size_t i = 0; i < MOST; i++)
            v[i] -= 4.5f;
        memcpy(want, v, sizeof want);
        for (size_t i = c.at; i < c.at + c.n; i++) {
            float grown = .3f * v[i], light = .25f + grown;
            bool is_dark = light < thresholds[t % 3] || light < 0;
            want[i] = is_dark ? 0 : light < 1 ? light : 1;
        }
        k->flakes(v + c.at, .25f, .3f, thresholds[t % 3], c.n);
        ck_assert_mem_eq(v, want, sizeof v);
    }
}
END_TEST

/* Halfway between two steps, too, as near as a float comes. */
START_TEST(test_steps)
{
    const mlt_snow_loops *k = build(_i);
    for (size_t t = 0; k != NULL && t < N_CASES; t++) {
        loop_case c = case_of(t);
        float in[MOST], out[MOST + GUARD];
        fill(in, 7919, 1050, 1000);
        for (size_t i = 0; i < MOST; i += 3)
            in[i] = (float)(i / 3 * 2 + 1) / 510;
        memset(out, UNTOUCHED, sizeof out);
        k->steps(out + 1, in + c.at, c.n);
        for (size_t i = 0; i < c.n; i++) {
            float level = rintf(255 * in[c.at + i]);
            ck_assert_float_eq(out[1 + i], (level > 255 ? 255 : level) / 255);
        }
        check_untouched(out, 0, sizeof *out);
        check_untouched(out, (1 + c.n) * sizeof *out, sizeof out);
    }
}
END_TEST

/* One number of a pixel, of which `grey` is the brightness. */
static float plain_whiten(float v, float grey, float light, float keep, float top)
{
    float white = 1.5f * grey, half = .5f * top, own = keep * v, snow = light * top;
    white = white + half;
    float lit = (1 - keep) * (v > white ? v : white), sum = own + lit;
    return sum + snow;
}

static float grey_of(const float *p)
{
    float r = .299f * p[0], g = .587f * p[1], b = .114f * p[2], sum = r + g;
    return sum + b;
}

START_TEST(test_whiten)
{
    const mlt_snow_loops *k = build(_i);
    float light[MOST], turned[MOST];
    fill(light, 7919, 256, 255);
    fill(turned, 31, 256, 255);
    for (size_t t = 0; k != NULL && t < 2 * N_CASES; t++) {
        loop_case c = case_of(t / 2);
        float v[MOST], want[MOST], keep = t % 2 == 0 ? .8f : .55f;
        fill(v, 7919, 256, 1);
        memcpy(want, v, sizeof want);
        for (size_t i = 0; i < c.n; i++) {
            float *p = want + c.at + i;
            *p = plain_whiten(*p, *p, light[i] + turned[c.n - 1 - i], keep, 255);
        }
        k->whiten(v + c.at, light, turned, keep, 255, c.n);
        ck_assert_mem_eq(v, want, sizeof v);
    }
}
END_TEST

START_TEST(test_whiten3)
{
    const mlt_snow_loops *k = build(_i);
    float light[MOST], turned[MOST];
    fill(light, 7919, 256, 255);
    fill(turned, 31, 256, 255);
    for (size_t n = 0; k != NULL && n < MOST / 3; n++) {
        float v[MOST], want[MOST];
        fill(v, 7919, 256, 1);
        memcpy(want, v, sizeof want);
        for (size_t i = 0; i < 3 * n; i++) {
            float grey = grey_of(v + i / 3 * 3), snow = light[i / 3] + turned[n - 1 - i / 3];
            want[i] = plain_whiten(v[i], grey, snow, .7f, 255);
        }
        k->whiten3(v, light, turned, .7f, 255, n);
        ck_assert_mem_eq(v, want, sizeof v);
    }
}
END_TEST

Suite *mlt_suite_kernel_snow(void);
Suite *mlt_suite_kernel_snow(void)
{
    Suite *suite = suite_create("kernel_snow");
    TCase *tc = tcase_create("builds");
    tcase_add_loop_test(tc, test_flakes, 0, LEVELS);
    tcase_add_loop_test(tc, test_steps, 0, LEVELS);
    tcase_add_loop_test(tc, test_whiten, 0, LEVELS);
    tcase_add_loop_test(tc, test_whiten3, 0, LEVELS);
    suite_add_tcase(suite, tc);
    return suite;
}
