/* SPDX-License-Identifier: MIT */
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

Suite *mlt_suite_kernel_colour(void);
Suite *mlt_suite_kernel_colour(void)
{
    Suite *suite = suite_create("kernel_colour");
    TCase *tc = tcase_create("builds");
    tcase_add_loop_test(tc, test_brighten, 0, LEVELS);
    tcase_add_loop_test(tc, test_saturate, 0, LEVELS);
    suite_add_tcase(suite, tc);
    return suite;
}
