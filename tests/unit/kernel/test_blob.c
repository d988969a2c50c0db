/* SPDX-License-Identifier: MIT */
#include "kernel/loops.h"

static const mlt_blob_loops *build(int level)
{
    const mlt_kernels *kernels = mlt_kernels_at(level);
    return kernels != NULL ? kernels->blob : NULL;
}

static const mlt_blob_points points = {-31.5f, 4.25f, 40.125f, 17.75f, .0625f};

/* Rows from a place with bytes before and behind that nobody may touch. */
typedef struct {
    float numbers[3 * MOST + GUARD];
} row;

static void clear(row *r)
{
    memset(r, UNTOUCHED, sizeof *r);
}

static void check_around(const row *r, loop_case c, size_t factor)
{
    check_untouched(r, 0, c.at * sizeof(float));
    check_untouched(r, (c.at + factor * c.n) * sizeof(float), sizeof *r);
}

static float distance_at(const mlt_blob_line *line, size_t i)
{
    float u = line->u + (float)i * line->du, v = line->v + (float)i * line->dv;
    float square = u * u + v * v + 1e-12f, way = sqrtf(square), turn = 1 / way;
    float c1 = u * turn, s1 = v * turn;
    float c2 = c1 * c1 - s1 * s1, s2 = 2 * c1 * s1;
    float c3 = c2 * c1 - s2 * s1, s3 = s2 * c1 + c2 * s1;
    float c5 = c3 * c2 - s3 * s2, s5 = s3 * c2 + c3 * s2;
    const float *l = line->lobes;
    return way / (1 + (l[0] * c3 + l[1] * s3) + (l[2] * c5 + l[3] * s5));
}

/* And the formula itself, by angles. */
START_TEST(test_distances)
{
    const mlt_blob_loops *k = build(_i);
    const mlt_blob_line line = {-1.4f, .35f, .021f, -.004f, {.1f, -.05f, .03f, .06f}};
    const mlt_blob_line through = {-2, 0, 1, 0, {.1f, 0, 0, .2f}}; /* the centre itself */
    for (size_t t = 0; k != NULL && t < N_CASES; t++) {
        loop_case c = case_of(t);
        row d;
        clear(&d);
        k->distances(d.numbers + c.at, &line, c.n);
        for (size_t i = 0; i < c.n; i++) {
            double u = -1.4 + .021 * (double)i, v = .35 - .004 * (double)i, a = atan2(v, u);
            double outline =
                1 + .1 * cos(3 * a) - .05 * sin(3 * a) + .03 * cos(5 * a) + .06 * sin(5 * a);
            ck_assert_float_eq(d.numbers[c.at + i], distance_at(&line, i));
            ck_assert_double_eq_tol((double)d.numbers[c.at + i], hypot(u, v) / outline, 1e-5);
        }
        check_around(&d, c, 1);
        k->distances(d.numbers, &through, 3);
        ck_assert_float_lt(d.numbers[2], 1e-5f);
    }
}
END_TEST

static float faded(float d, float core, float reach)
{
    float slope = 1 / (reach - core), t = (reach - d) * slope;
    float s = t > 0 ? t < 1 ? t : 1 : 0;
    return s * s * (3 - 2 * s);
}

START_TEST(test_weights)
{
    const mlt_blob_loops *k = build(_i);
    for (size_t t = 0; k != NULL && t < N_CASES; t++) {
        loop_case c = case_of(t);
        float d[MOST];
        row w, most;
        fill(d, 7919, 200, 100);
        clear(&w);
        clear(&most);
        k->fade(w.numbers + c.at, d + c.at, .6f, 1.4f, c.n);
        memcpy(most.numbers + c.at, w.numbers + c.at, c.n * sizeof(float));
        k->unite(most.numbers + c.at, d + c.at, c.n);
        for (size_t i = c.at; i < c.at + c.n; i++) {
            float want = faded(d[i], .6f, 1.4f);
            ck_assert_float_eq(w.numbers[i], want);
            ck_assert_float_eq(most.numbers[i], want > d[i] ? want : d[i]);
        }
        check_around(&w, c, 1);
        check_around(&most, c, 1);
        k->fade(d + c.at, d + c.at, .6f, 1.4f, c.n); /* in place */
        ck_assert_mem_eq(d + c.at, w.numbers + c.at, c.n * sizeof(float));
    }
    ck_assert_float_eq(faded(.6f, .6f, 1.4f), 1);
    ck_assert_float_eq(faded(1.4f, .6f, 1.4f), 0);
}
END_TEST

static float capped(float v)
{
    return v < 1 ? v : 1;
}

START_TEST(test_bend_rim_spot)
{
    const mlt_blob_loops *k = build(_i);
    for (size_t t = 0; k != NULL && t < N_CASES; t++) {
        loop_case c = case_of(t);
        float d[MOST];
        row x, y, gain, light;
        fill(d, 7919, 150, 100);
        clear(&x);
        clear(&y);
        clear(&gain);
        clear(&light);
        k->bend(x.numbers + c.at, y.numbers + c.at, d + c.at, &points, -2.5f, -1.5f, c.n);
        k->rim(gain.numbers + c.at, d + c.at, .7f, c.n);
        k->spot(light.numbers + c.at, &points, -.35f, .2f, .5f, 200, c.n);
        for (size_t i = 0; i < c.n; i++) {
            float square = capped(d[c.at + i] * d[c.at + i]), px = -31.5f + (float)i;
            float m = -2.5f + -1.5f * square, scale = .0625f / .5f;
            float dx = px * scale - -.35f / .5f, dy = 4.25f * scale - .2f / .5f, far = dy * dy;
            float left = 1 - (dx * dx + far), inside = left > 0 ? left : 0;
            ck_assert_float_eq(x.numbers[c.at + i], 40.125f + m * px);
            ck_assert_float_eq(y.numbers[c.at + i], 17.75f + m * 4.25f);
            ck_assert_float_eq(gain.numbers[c.at + i], 1 - .7f * (square * square * square));
            ck_assert_float_eq(light.numbers[c.at + i], 200 * capped(1.5f * inside));
        }
        check_around(&x, c, 1);
        check_around(&y, c, 1);
        check_around(&gain, c, 1);
        check_around(&light, c, 1);
    }
}
END_TEST

/* Between pixels, on them, beyond all edges, and nowhere. */
START_TEST(test_look)
{
    enum { WIDTH = 5, HEIGHT = 4 };
    const mlt_blob_loops *k = build(_i);
    float pixels[WIDTH * HEIGHT * 4], x[MOST], y[MOST], out[4 * MOST + GUARD];
    const mlt_small_picture small = {pixels, WIDTH, HEIGHT, .25f};
    for (size_t i = 0; i < WIDTH * HEIGHT * 4; i++) /* a plane: 2 x + 10 y + channel */
        pixels[i] = (float)(2 * (i / 4 % WIDTH) + 10 * (i / 4 / WIDTH) + i % 4);
    for (size_t i = 0; i < MOST; i++) {
        x[i] = (float)(i * 7919 % 400) / 10 - 10;
        y[i] = (float)(i * 104729 % 350) / 10 - 10;
    }
    x[3] = NAN;
    y[4] = INFINITY;
    x[5] = -INFINITY;
    memset(out, UNTOUCHED, sizeof out);
    if (k == NULL)
        return;
    k->look(out, &small, x, y, MOST);
    for (size_t i = 0; i < MOST; i++) {
        double px = fmin(fmax((double)x[i] / 4 - .5, 0), WIDTH - 1);
        double py = fmin(fmax((double)y[i] / 4 - .5, 0), HEIGHT - 1);
        for (size_t c = 0; c < 4; c++)
            ck_assert_double_eq_tol((double)out[4 * i + c], 2 * px + 10 * py + (double)c, 1e-4);
    }
    check_untouched(out, 4 * MOST * sizeof *out, sizeof out);
}
END_TEST

START_TEST(test_between)
{
    const mlt_blob_loops *k = build(_i);
    float in[4 * 12], t[MOST], out[4 * MOST + GUARD];
    uint32_t low[MOST];
    for (size_t i = 0; i < 4 * 12; i++)
        in[i] = (float)(i * 91 % 256);
    for (size_t i = 0; i < MOST; i++) {
        low[i] = (uint32_t)(i * 7919 % 11);
        t[i] = (float)(i % 17) / 16;
    }
    memset(out, UNTOUCHED, sizeof out);
    if (k == NULL)
        return;
    k->between(out, in, low, t, MOST);
    for (size_t i = 0; i < 4 * (size_t)MOST; i++) {
        const float *at = in + 4 * low[i / 4] + i % 4;
        ck_assert_float_eq(out[i], at[0] + t[i / 4] * (at[4] - at[0]));
    }
    check_untouched(out, 4 * MOST * sizeof *out, sizeof out);
}
END_TEST

static float laid(float v, float w, float over)
{
    return v + w * (over - v);
}

START_TEST(test_lay)
{
    static const float level[3] = {7, 250.5f, 31}, tint[3] = {1, .97f, .84f};
    const mlt_blob_loops *k = build(_i);
    for (size_t t = 0; k != NULL && t < N_CASES; t++) {
        loop_case c = case_of(t);
        float w[MOST], gain[MOST], light[MOST], over[4 * MOST], in[3 * MOST];
        row one, three, seen, seen3;
        fill(w, 7919, 100, 99);
        fill(gain, 104729, 100, 120);
        fill(light, 7907, 50, 2);
        for (size_t i = 0; i < 4 * MOST; i++)
            over[i] = (float)(i * 31 % 256);
        for (size_t i = 0; i < 3 * MOST; i++)
            in[i] = (float)(i * 91 % 256);
        row *const rows[] = {&one, &three, &seen, &seen3};
        for (int r = 0; r < 4; r++) {
            size_t n = r % 2 == 0 ? c.n : 3 * c.n;
            clear(rows[r]);
            memcpy(rows[r]->numbers + c.at, in, n * sizeof(float));
        }
        k->lay(one.numbers + c.at, w + c.at, 31, c.n);
        k->lay3(three.numbers + c.at, w + c.at, level, c.n);
        k->lay_over(seen.numbers + c.at, w + c.at, over + c.at, gain + c.at, light + c.at, .9f,
                    c.n);
        k->lay_over3(seen3.numbers + c.at, w + c.at, over + c.at, gain + c.at, light + c.at, tint,
                     c.n);
        for (size_t i = 0; i < c.n; i++) {
            float weight = w[c.at + i], dim = gain[c.at + i], add = light[c.at + i];
            const float *o = over + c.at + 4 * i;
            ck_assert_float_eq(one.numbers[c.at + i], laid(in[i], weight, 31));
            float shown = o[0] * (.9f * dim) + add;
            ck_assert_float_eq(seen.numbers[c.at + i], laid(in[i], weight, shown));
            for (size_t ch = 0; ch < 3; ch++) {
                float v = in[3 * i + ch];
                shown = o[ch] * (tint[ch] * dim) + add;
                ck_assert_float_eq(three.numbers[c.at + 3 * i + ch], laid(v, weight, level[ch]));
                ck_assert_float_eq(seen3.numbers[c.at + 3 * i + ch], laid(v, weight, shown));
            }
        }
        for (int r = 0; r < 4; r++)
            check_around(rows[r], c, r % 2 == 0 ? 1 : 3);
    }
}
END_TEST

START_TEST(test_shrink)
{
    const mlt_blob_loops *k = build(_i);
    for (size_t t = 0; k != NULL && t < 24; t++) {
        size_t n = 1 + t % 6, channels = t / 6 % 2 == 0 ? 1 : 3, factor = t / 12 == 0 ? 4 : 3;
        float in[6 * 4 * 3 + 3], out[4 * 6 + GUARD];
        for (size_t i = 0; i < sizeof in / sizeof *in; i++)
            in[i] = (float)(i * 91 % 256);
        memset(out, UNTOUCHED, sizeof out);
        k->shrink(out, in, channels, factor, .125f, n);
        for (size_t i = 0; i < n; i++) {
            for (size_t c = 0; c < channels; c++) {
                float sum = 0;
                for (size_t p = 0; p < factor; p++)
                    sum += in[(i * factor + p) * channels + c];
                ck_assert_float_eq(out[4 * i + c], sum * .125f);
            }
        }
        check_untouched(out, 4 * n * sizeof *out, sizeof out);
    }
}
END_TEST

Suite *mlt_suite_kernel_blob(void);
Suite *mlt_suite_kernel_blob(void)
{
    Suite *suite = suite_create("kernel_blob");
    TCase *tc = tcase_create("builds");
    tcase_add_loop_test(tc, test_distances, 0, LEVELS);
    tcase_add_loop_test(tc, test_weights, 0, LEVELS);
    tcase_add_loop_test(tc, test_bend_rim_spot, 0, LEVELS);
    tcase_add_loop_test(tc, test_look, 0, LEVELS);
    tcase_add_loop_test(tc, test_between, 0, LEVELS);
    tcase_add_loop_test(tc, test_lay, 0, LEVELS);
    tcase_add_loop_test(tc, test_shrink, 0, LEVELS);
    suite_add_tcase(suite, tc);
    return suite;
}
