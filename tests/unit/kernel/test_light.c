/* SPDX-License-Identifier: MIT */
#include "kernel/loops.h"

static const mlt_light_loops *build(int level)
{
    const mlt_kernels *kernels = mlt_kernels_at(level);
    return kernels != NULL ? kernels->light : NULL;
}

static const float strengths[3] = {.9f, .7f, .3f};

/* Light over pixels of one number and of three. */
START_TEST(test_screen)
{
    const mlt_light_loops *k = build(_i);
    float light[MOST];
    fill(light, 7919, 1000, 999);
    for (size_t t = 0; k != NULL && t < N_CASES; t++) {
        loop_case c = case_of(t);
        float v[MOST], want[MOST];
        fill(v, 31, 256, 1);
        memcpy(want, v, sizeof want);
        for (size_t i = 0; i < c.n; i++) {
            float part = light[i] * .9f, more = part * (255 - want[c.at + i]);
            want[c.at + i] += more;
        }
        k->screen(v + c.at, light, strengths, 255, c.n);
        ck_assert_mem_eq(v, want, sizeof v);
        for (size_t i = 0; i < c.n / 3 * 3; i++) {
            float part = light[i / 3] * strengths[i % 3], more = part * (255 - want[c.at + i]);
            want[c.at + i] += more;
        }
        k->screen3(v + c.at, light, strengths, 255, c.n / 3);
        ck_assert_mem_eq(v, want, sizeof v);
    }
}
END_TEST

START_TEST(test_dim)
{
    const mlt_light_loops *k = build(_i);
    float amount[MOST];
    fill(amount, 7919, 1000, 999);
    for (size_t t = 0; k != NULL && t < N_CASES; t++) {
        loop_case c = case_of(t);
        float v[MOST], want[MOST];
        fill(v, 31, 256, 1);
        memcpy(want, v, sizeof want);
        for (size_t i = 0; i < c.n; i++) {
            float part = amount[i] * .6f, less = part * want[c.at + i];
            want[c.at + i] -= less;
        }
        k->dim(v + c.at, amount, .6f, c.n);
        ck_assert_mem_eq(v, want, sizeof v);
        for (size_t i = 0; i < c.n / 3 * 3; i++) {
            float part = amount[i / 3] * .6f, less = part * want[c.at + i];
            want[c.at + i] -= less;
        }
        k->dim3(v + c.at, amount, .6f, c.n / 3);
        ck_assert_mem_eq(v, want, sizeof v);
    }
}
END_TEST

static float clipped(float v)
{
    return v > 0 ? v < 1 ? v : 1 : 0;
}

/* In steps of one operation each. */
static float plain_sun(const mlt_sun *s, float x, float y)
{
    float dx = x - s->x, dy = y - s->y, across = dx * dx, down = dy * dy, square = across + down;
    float sum = clipped(s->disc + .5f - sqrtf(square));
    float near = square * s->inverse_near, far = square * s->inverse_far;
    float glow = s->near / (1 + near), wide = s->far / (1 + far);
    glow = glow + wide;
    sum = sum + glow;
    for (int k = 0; k < MLT_SUN_AXES; k++) {
        float a = dx * s->sines[k], b = dy * s->cosines[k], beside = a - b;
        float c = dx * s->cosines[k], d = dy * s->sines[k], along = c + d;
        beside = beside * beside;
        beside = beside * s->inverse_across;
        along = along * along;
        along = along * s->inverse_along;
        float fall = (1 + beside) * (1 + along), spike = s->spikes / fall;
        sum = sum + spike;
    }
    return clipped(sum) * s->peak;
}

START_TEST(test_sun)
{
    static const mlt_sun sun = {.x = 40.3f,
                                .y = -3.5f,
                                .disc = 9.2f,
                                .near = .6f,
                                .inverse_near = 1.f / 400,
                                .far = .3f,
                                .inverse_far = 1.f / 9000,
                                .spikes = .5f,
                                .inverse_across = 1.f / 3,
                                .inverse_along = 1.f / 900,
                                .cosines = {.6f, -.28f, 1},
                                .sines = {.8f, .96f, 0},
                                .peak = .9f};
    const mlt_light_loops *k = build(_i);
    for (size_t t = 0; k != NULL && t < N_CASES; t++) {
        loop_case c = case_of(t);
        float out[MOST + GUARD], y = (float)(t % 5) * 4 - 8;
        memset(out, UNTOUCHED, sizeof out);
        k->sun(out + 1, &sun, y, c.n);
        for (size_t i = 0; i < c.n; i++)
            ck_assert_float_eq(out[1 + i], plain_sun(&sun, (float)i, y));
        check_untouched(out, 0, sizeof *out);
        check_untouched(out, (1 + c.n) * sizeof *out, sizeof out);
    }
}
END_TEST

START_TEST(test_shade)
{
    static const mlt_shade shade = {{20.5f, 100, -3.25f, 70}, {.1f, -.9f, .8f, -.3f}, 8};
    const mlt_light_loops *k = build(_i);
    for (size_t t = 0; k != NULL && t < N_CASES; t++) {
        loop_case c = case_of(t);
        float out[MOST + GUARD], most = 0;
        memset(out, UNTOUCHED, sizeof out);
        k->shade(out + 1, &shade, c.n);
        for (size_t i = 0; i < c.n; i++) {
            float nearest = INFINITY;
            for (int e = 0; e < MLT_SHADE_EDGES; e++) {
                float way = (float)i * shade.step[e], d = shade.at[e] + way;
                nearest = d < nearest ? d : nearest;
            }
            float part = nearest / 8, v = clipped(.5f + part), twice = 2 * v, rest = 3 - twice;
            float square = v * rest;
            ck_assert_float_eq(out[1 + i], v * square);
            most = v > most ? v : most;
        }
        ck_assert(c.n < 63 || most == 1);
        check_untouched(out, 0, sizeof *out);
        check_untouched(out, (1 + c.n) * sizeof *out, sizeof out);
    }
}
END_TEST

START_TEST(test_larger)
{
    const mlt_light_loops *k = build(_i);
    float from[MOST];
    fill(from, 7919, 1000, 999);
    for (size_t t = 0; k != NULL && t < N_CASES; t++) {
        loop_case c = case_of(t);
        float to[MOST], want[MOST];
        fill(to, 31, 1000, 999);
        memcpy(want, to, sizeof want);
        for (size_t i = 0; i < c.n; i++)
            want[c.at + i] = fmaxf(to[c.at + i], from[i]);
        k->larger(to + c.at, from, c.n);
        ck_assert_mem_eq(to, want, sizeof to);
    }
}
END_TEST

START_TEST(test_beam)
{
    const mlt_light_loops *k = build(_i);
    for (size_t t = 0; k != NULL && t < N_CASES; t++) {
        loop_case c = case_of(t);
        float v[MOST], want[MOST];
        fill(v, 31, 256, 1);
        memcpy(want, v, sizeof want);
        for (size_t i = 0; i < c.n; i++) {
            float dx = (float)i - 33.5f, square = dx * dx;
            square = square + 77;
            square = .001f * square;
            float fall = 1 + square, gain = 1.5f / (fall * fall);
            want[c.at + i] *= gain;
        }
        k->beam(v + c.at, 1.5f, .001f, 33.5f, 77, c.n);
        ck_assert_mem_eq(v, want, sizeof v);
    }
}
END_TEST

/* From three numbers a pixel to one, and from one to three. */
START_TEST(test_weigh_and_spread)
{
    const mlt_light_loops *k = build(_i);
    float v[MOST];
    fill(v, 7919, 256, 1);
    for (size_t t = 0; k != NULL && t < N_CASES; t++) {
        loop_case c = case_of(t);
        float out[MOST + GUARD];
        size_t n = c.n / 3;
        memset(out, UNTOUCHED, sizeof out);
        k->weigh3(out + 1, v + c.at, strengths, n);
        for (size_t i = 0; i < n; i++) {
            const float *p = v + c.at + 3 * i;
            float red = .9f * p[0], green = .7f * p[1], blue = .3f * p[2], sum = red + green;
            ck_assert_float_eq(out[1 + i], sum + blue);
        }
        check_untouched(out, 0, sizeof *out);
        check_untouched(out, (1 + n) * sizeof *out, sizeof out);
        memset(out, UNTOUCHED, sizeof out);
        k->spread3(out + 1, v + c.at, n);
        for (size_t i = 0; i < 3 * n; i++)
            ck_assert_float_eq(out[1 + i], v[c.at + i / 3]);
        check_untouched(out, 0, sizeof *out);
        check_untouched(out, (1 + 3 * n) * sizeof *out, sizeof out);
    }
}
END_TEST

Suite *mlt_suite_kernel_light(void);
Suite *mlt_suite_kernel_light(void)
{
    Suite *suite = suite_create("kernel_light");
    TCase *tc = tcase_create("builds");
    tcase_add_loop_test(tc, test_screen, 0, LEVELS);
    tcase_add_loop_test(tc, test_dim, 0, LEVELS);
    tcase_add_loop_test(tc, test_sun, 0, LEVELS);
    tcase_add_loop_test(tc, test_shade, 0, LEVELS);
    tcase_add_loop_test(tc, test_larger, 0, LEVELS);
    tcase_add_loop_test(tc, test_beam, 0, LEVELS);
    tcase_add_loop_test(tc, test_weigh_and_spread, 0, LEVELS);
    suite_add_tcase(suite, tc);
    return suite;
}
