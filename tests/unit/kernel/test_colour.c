/* SPDX-License-Identifier: MIT */
#include <math.h>

#include "kernel/loops.h"

static const mlt_colour_loops *build(int level)
{
    const mlt_kernels *kernels = mlt_kernels_at(level);
    return kernels != NULL ? kernels->colour : NULL;
}

enum { PIXELS = MOST / 3 };

/* Greys, blacks, two equal channels, and the rest. */
static void fill_colours(float *v)
{
    for (size_t i = 0; i < MOST; i++)
        v[i] = (float)(i / 3 % 5 == 0 ? i / 3 * 40 % 256 : i / 3 % 7 == 0 ? 0 : i * 7919 % 256);
}

static float most3(float a, float b, float c)
{
    float m = a > b ? a : b;
    return m > c ? m : c;
}

START_TEST(test_brighten)
{
    const mlt_colour_loops *k = build(_i);
    for (size_t n = 0; k != NULL && n < PIXELS; n++) {
        float v[MOST], want[MOST], amount = 25.5f * (float)(n % 6);
        fill_colours(v);
        memcpy(want, v, sizeof want);
        for (float *p = want; p < want + 3 * n; p += 3) {
            float high = most3(p[0], p[1], p[2]),
                  target = high + amount < 255 ? high + amount : 255;
            float gain = target / (high > 0 ? high : 1);
            for (int c = 0; c < 3; c++) {
                float grown = p[c] * gain;
                p[c] = grown + ((high > 0 ? 0 : target) + MLT_COLOUR_NUDGE);
            }
        }
        k->brighten(v, amount, 255, n);
        ck_assert_mem_eq(v, want, sizeof v);
    }
}
END_TEST

START_TEST(test_saturate)
{
    static const float gains[] = {.3f, .1f, 2, 5, 20}, offsets[] = {0, 0, 0, .1f, .2f};
    const mlt_colour_loops *k = build(_i);
    for (size_t n = 0; k != NULL && n < PIXELS; n++) {
        float v[MOST], want[MOST], gain = gains[n % 5], offset = offsets[n % 5];
        fill_colours(v);
        memcpy(want, v, sizeof want);
        for (float *p = want; p < want + 3 * n; p += 3) {
            float high = most3(p[0], p[1], p[2]), low = -most3(-p[0], -p[1], -p[2]);
            float spread = high - low, s = spread / (high > 0 ? high : 1);
            float grown = s * gain;
            s = grown + offset;
            s = s > 0 ? s < 1 ? s : 1 : 0;
            float part = high * s, slope = part / (spread > 0 ? spread : 1);
            for (int c = 0; c < 3; c++) {
                float down = slope * (high - p[c]);
                p[c] = high + MLT_COLOUR_NUDGE - down - (c > 0 && spread <= 0 ? part : 0);
            }
        }
        k->saturate(v, gain, offset, n);
        ck_assert_mem_eq(v, want, sizeof v);
    }
}
END_TEST

static float distance(float hue, float shift)
{
    float k = hue + shift, turns = floorf(k / 6);
    k -= 6 * turns;
    float least = k < 4 - k ? k : 4 - k;
    return least < 0 ? 0 : least > 1 ? 1 : least;
}

static void change_pixel(float *p, const mlt_hsv_change *change)
{
    float high = most3(p[0], p[1], p[2]), spread = high - -most3(-p[0], -p[1], -p[2]);
    float turn = 6 * change->turn, hue = 0, s = 0;
    if (spread > 0)
        hue = p[0] >= high   ? (p[1] - p[2]) / spread
              : p[1] >= high ? 2 + (p[2] - p[0]) / spread
                             : 4 + (p[0] - p[1]) / spread;
    hue += turn;
    if (high > 0)
        s = spread / high * change->saturation;
    s = s < 1 ? s : 1;
    high *= change->value;
    high = high < 255 ? high : 255;
    for (int c = 0; c < 3; c++) {
        float down = high * s * distance(hue, 5 - 2 * (float)c);
        p[c] = high - down;
    }
}

START_TEST(test_change_hsv)
{
    static const mlt_hsv_change changes[] = {
        {0, 1, 1}, {.25f, 1, 1}, {-.07f, 1.5f, .8f}, {-1, .3f, 1.2f}};
    const mlt_colour_loops *k = build(_i);
    for (size_t n = 0; k != NULL && n < PIXELS; n++) {
        float v[MOST], want[MOST];
        fill_colours(v);
        memcpy(want, v, sizeof want);
        for (float *p = want; p < want + 3 * n; p += 3)
            change_pixel(p, &changes[n % 4]);
        k->change_hsv(v, &changes[n % 4], 255, n);
        ck_assert_mem_eq(v, want, sizeof v);
    }
}
END_TEST

/* Red by a third of a turn is green, by two thirds blue, and nothing changes nothing. */
START_TEST(test_hues)
{
    static const struct {
        float turn, in[3], out[3];
    } rows[] = {{1 / 3.0f, {200, 0, 0}, {0, 200, 0}},
                {2 / 3.0f, {200, 50, 50}, {50, 50, 200}},
                {-1 / 3.0f, {200, 0, 0}, {0, 0, 200}},
                {0, {13, 77, 201}, {13, 77, 201}},
                {.5f, {90, 90, 90}, {90, 90, 90}}};
    const mlt_colour_loops *k = build(_i);
    for (size_t r = 0; k != NULL && r < sizeof rows / sizeof rows[0]; r++) {
        float v[3];
        const mlt_hsv_change change = {rows[r].turn, 1, 1};
        memcpy(v, rows[r].in, sizeof v);
        k->change_hsv(v, &change, 255, 1);
        for (int c = 0; c < 3; c++)
            ck_assert_float_eq_tol(v[c], rows[r].out[c], 1e-3f);
    }
}
END_TEST

Suite *mlt_suite_kernel_colour(void);
Suite *mlt_suite_kernel_colour(void)
{
    Suite *suite = suite_create("kernel_colour");
    TCase *tc = tcase_create("builds");
    tcase_add_loop_test(tc, test_brighten, 0, LEVELS);
    tcase_add_loop_test(tc, test_saturate, 0, LEVELS);
    tcase_add_loop_test(tc, test_change_hsv, 0, LEVELS);
    tcase_add_loop_test(tc, test_hues, 0, LEVELS);
    suite_add_tcase(suite, tc);
    return suite;
}
