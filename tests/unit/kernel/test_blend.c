/* SPDX-License-Identifier: MIT */
#include "kernel/loops.h"

static const mlt_blend_loops *build(int level)
{
    const mlt_kernels *kernels = mlt_kernels_at(level);
    return kernels != NULL ? kernels->blend : NULL;
}

static void fill_bytes(uint8_t *out, size_t factor)
{
    for (size_t i = 0; i < MOST; i++)
        out[i] = (uint8_t)(i * factor);
}

static uint8_t stored(float v)
{
    return (uint8_t)(v > 0 ? v < 255 ? v : 255 : 0);
}

START_TEST(test_level)
{
    const mlt_blend_loops *k = build(_i);
    for (size_t t = 0; k != NULL && t < N_CASES; t++) {
        loop_case c = case_of(t);
        float in[MOST], one[MOST + GUARD], three[3 * MOST + GUARD];
        fill(in, 7919, 800, 3);
        memset(one, UNTOUCHED, sizeof one);
        memset(three, UNTOUCHED, sizeof three);
        k->level(one + c.at, in + c.at, -13.7f, .31f, c.n);
        k->level3(three + c.at, in + c.at, -13.7f, .31f, c.n);
        for (size_t i = 0; i < c.n; i++) {
            float above = in[c.at + i] + 13.7f, want = above * .31f;
            ck_assert_float_eq(one[c.at + i], want);
            for (size_t channel = 0; channel < 3; channel++)
                ck_assert_float_eq(three[c.at + 3 * i + channel], want);
        }
        check_untouched(one, 0, c.at * sizeof *one);
        check_untouched(one, (c.at + c.n) * sizeof *one, sizeof one);
        check_untouched(three, 0, c.at * sizeof *three);
        check_untouched(three, (c.at + 3 * c.n) * sizeof *three, sizeof three);
    }
}
END_TEST

START_TEST(test_veil)
{
    const mlt_blend_loops *k = build(_i);
    for (size_t t = 0; k != NULL && t < N_CASES; t++) {
        loop_case c = case_of(t);
        float v[MOST], light[MOST];
        uint8_t in[MOST], out[MOST + GUARD], want[MOST + GUARD];
        float gain = .01f * (float)(t % 150);
        fill_bytes(in, 91);
        for (size_t i = 0; i < MOST; i++) {
            v[i] = in[i];
            light[i] = number(i);
        }
        memset(out, UNTOUCHED, sizeof out);
        memset(want, UNTOUCHED, sizeof want);
        k->veil8(out + c.at, in + c.at, light + c.at, gain, c.n);
        k->veil(v + c.at, light + c.at, gain, c.n);
        for (size_t i = 0; i < MOST; i++) {
            bool within = i >= c.at && i < c.at + c.n;
            float sum = (float)in[i] + light[i], wanted = within ? sum * gain : (float)in[i];
            ck_assert(v[i] == wanted || (v[i] != v[i] && wanted != wanted));
            want[i] = within ? stored(wanted) : UNTOUCHED;
        }
        ck_assert_mem_eq(out, want, sizeof out);
    }
}
END_TEST

START_TEST(test_mix)
{
    const mlt_blend_loops *k = build(_i);
    for (size_t t = 0; k != NULL && t < N_CASES; t++) {
        loop_case c = case_of(t);
        float v[MOST], a = .01f * (float)(t % 100), b = .03f * (float)(t % 70);
        uint8_t in[MOST], over[MOST], out[MOST + GUARD], want[MOST + GUARD];
        fill_bytes(in, 91);
        fill_bytes(over, 211);
        for (size_t i = 0; i < MOST; i++)
            v[i] = in[i];
        memset(out, UNTOUCHED, sizeof out);
        memset(want, UNTOUCHED, sizeof want);
        k->mix8(out + c.at, in + c.at, over + c.at, a, b, c.n);
        k->mix(v + c.at, over + c.at, a, b, c.n);
        for (size_t i = 0; i < MOST; i++) {
            bool within = i >= c.at && i < c.at + c.n;
            float own = a * (float)in[i], other = b * (float)over[i];
            float wanted = within ? own + other : (float)in[i];
            ck_assert_float_eq(v[i], wanted);
            want[i] = within ? stored(wanted) : UNTOUCHED;
        }
        ck_assert_mem_eq(out, want, sizeof out);
    }
}
END_TEST

START_TEST(test_grey)
{
    const mlt_blend_loops *k = build(_i);
    for (size_t t = 0; k != NULL && t < N_CASES; t++) {
        loop_case c = case_of(t);
        uint8_t rgb[3 * MOST], out[MOST + GUARD], want[MOST + GUARD];
        for (size_t i = 0; i < sizeof rgb; i++)
            rgb[i] = (uint8_t)(i < 30 ? 255 : i * 91);
        memset(out, UNTOUCHED, sizeof out);
        memset(want, UNTOUCHED, sizeof want);
        k->grey8(out + c.at, rgb + c.at, c.n);
        for (size_t i = 0; i < c.n; i++) {
            const uint8_t *p = rgb + c.at + 3 * i;
            want[c.at + i] = (uint8_t)((4899 * p[0] + 9617 * p[1] + 1868 * p[2]) / 16384.0 + 0.5);
        }
        ck_assert_mem_eq(out, want, sizeof out);
    }
}
END_TEST

/* The largest one anywhere, and none just outside. */
START_TEST(test_largest)
{
    const mlt_blend_loops *k = build(_i);
    for (size_t t = 0; k != NULL && t < N_CASES; t++) {
        loop_case c = case_of(t);
        uint8_t in[MOST], wide[2 * MOST + 1];
        ck_assert_uint_eq(k->largest8(in, 0), 0);
        ck_assert_uint_eq(k->largest16(wide, 0), 0);
        for (size_t place = c.at; place < c.at + c.n; place++) {
            memset(in, 255, sizeof in);
            memset(wide, 255, sizeof wide);
            for (size_t i = c.at; i < c.at + c.n; i++) {
                uint16_t v = (uint16_t)(i == place ? 40000 : i);
                in[i] = (uint8_t)(i == place ? 254 : i);
                memcpy(wide + 1 + 2 * i, &v, sizeof v);
            }
            ck_assert_uint_eq(k->largest8(in + c.at, c.n), 254);
            ck_assert_uint_eq(k->largest16(wide + 1 + 2 * c.at, c.n), 40000);
        }
    }
}
END_TEST

Suite *mlt_suite_kernel_blend(void);
Suite *mlt_suite_kernel_blend(void)
{
    Suite *suite = suite_create("kernel_blend");
    TCase *tc = tcase_create("builds");
    tcase_add_loop_test(tc, test_level, 0, LEVELS);
    tcase_add_loop_test(tc, test_veil, 0, LEVELS);
    tcase_add_loop_test(tc, test_mix, 0, LEVELS);
    tcase_add_loop_test(tc, test_grey, 0, LEVELS);
    tcase_add_loop_test(tc, test_largest, 0, LEVELS);
    suite_add_tcase(suite, tc);
    return suite;
}
