/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "kernel/loops.h"

static const mlt_warp_loops *build(int level)
{
    const mlt_kernels *kernels = mlt_kernels_at(level);
    return kernels != NULL ? kernels->warp : NULL;
}

/* --- displaced pixels ------------------------------------------------------------------------- */

typedef struct {
    uint32_t x[MOST], y[MOST];
    float tx[MOST], ty[MOST];
} places;

static mlt_displaced_row row_at(places *p, size_t at)
{
    return (mlt_displaced_row){p->x + at, p->y + at, p->tx + at, p->ty + at};
}

/* The mirrored place, as the loop finds it: of all exact ones within a few last bits of a pixel. */
static float mirrored(float v, float n)
{
    float u = fabsf(v + 0.5f);
    float whole = truncf(u * (1 / (2 * n)));
    u -= 2 * n * whole;
    u = fminf(u, 2 * n - u) - 0.5f;
    return fminf(fmaxf(u, 0), n - 1);
}

static void check_place(uint32_t low, float t, float v, uint32_t size)
{
    float at = mirrored(v, (float)size);
    uint32_t want = size < 2 ? 0 : (uint32_t)at < size - 1 ? (uint32_t)at : size - 2;
    ck_assert_uint_eq(low, want);
    ck_assert_float_eq(t, at - (float)want);
    ck_assert(t >= 0 && t <= 1);
}

START_TEST(test_displace)
{
    static const uint32_t heights[] = {1, 2, 5, 640};
    const mlt_warp_loops *k = build(_i);
    for (size_t t = 3; k != NULL && t < N_CASES; t++) { /* not of no pixels */
        static places p;
        static float shifts[2 * MOST];
        loop_case c = case_of(t);
        uint32_t width = (uint32_t)c.n, height = heights[t % 4], y = height / 2;
        mlt_displaced_row row = row_at(&p, c.at);
        for (size_t i = 0; i < sizeof shifts / sizeof *shifts; i++)
            shifts[i] = ((float)(i * 7919 % 3001) / 3001 - 0.5f) * (i % 3 == 0 ? 900 : 3);
        shifts[0] = shifts[1] = 0;
        memset(&p, UNTOUCHED, sizeof p);
        k->displace(&row, shifts, y, width, height);
        for (size_t i = 0; i < c.n; i++) {
            check_place(row.x[i], row.tx[i], (float)i + shifts[2 * i], width);
            check_place(row.y[i], row.ty[i], (float)y + shifts[2 * i + 1], height);
        }
        check_untouched(p.x, 0, c.at * sizeof *p.x);
        check_untouched(p.x, (c.at + c.n) * sizeof *p.x, sizeof p.x);
        check_untouched(p.ty, 0, c.at * sizeof *p.ty);
        check_untouched(p.ty, (c.at + c.n) * sizeof *p.ty, sizeof p.ty);
    }
}
END_TEST

/* What a place shows: cba|abc|cba. */
START_TEST(test_displace_mirrors)
{
    static const float shifts[] = {-1, 0, -2, 0, -9, 0, 1, 0, 1, 0, 3, 0};
    static const uint32_t want[] = {0, 0, 5, 4, 5, 3};
    const mlt_warp_loops *k = build(_i);
    places p;
    mlt_displaced_row row = row_at(&p, 0);
    for (uint32_t i = 0; k != NULL && i < 6; i++) {
        k->displace(&row, shifts, 0, 6, 1);
        ck_assert_float_eq((float)p.x[i] + p.tx[i], (float)want[i]);
    }
}
END_TEST

enum { LINES = 7, PIXELS = 9 };

static float sample(const mlt_scene *scene, size_t at, size_t c, bool wide)
{
    uint16_t v;
    if (!wide)
        return scene->pixels[at + c];
    memcpy(&v, scene->pixels + at + 2 * c, 2);
    return v;
}

static float mix(float a, float b, float t)
{
    float way = b - a, part = t * way;
    return a + part;
}

static float seen(const mlt_scene *s, const mlt_displaced_row *row, size_t i, size_t c, bool wide)
{
    size_t at = row->y[i] * s->line + row->x[i] * s->pixel, right = at + s->right;
    float a = mix(sample(s, at, c, wide), sample(s, at + s->below, c, wide), row->ty[i]);
    float b = mix(sample(s, right, c, wide), sample(s, right + s->below, c, wide), row->ty[i]);
    return mix(a, b, row->tx[i]);
}

/* A picture in a block of its own, so that memory checkers see a read beyond it. */
static void check_scene(const mlt_warp_loops *k, size_t n, size_t pixel, size_t n_channels,
                        bool wide, uint32_t width, uint32_t height)
{
    static places p;
    size_t bytes = pixel * width * height + MLT_SCENE_SPARE;
    uint8_t *pixels = malloc(bytes);
    const mlt_scene scene = {pixels, pixel * width, pixel, width > 1 ? pixel : 0,
                             height > 1 ? pixel * width : 0};
    const mlt_displaced_row row = row_at(&p, 0);
    float out[4 * MOST];
    for (size_t i = 0; i < bytes; i++)
        pixels[i] = (uint8_t)(i * 181 + i / 7);
    for (size_t i = 0; i < n; i++) {
        p.x[i] = (uint32_t)(i * 5 % (width > 1 ? width - 1 : 1));
        p.y[i] = (uint32_t)(i * 3 % (height > 1 ? height - 1 : 1));
        p.tx[i] = (float)(i * 31 % 98) / 97;
        p.ty[i] = (float)(i * 43 % 90) / 89;
    }
    memset(out, UNTOUCHED, sizeof out);
    (wide ? k->see16 : k->see8)(out, &scene, &row, n, n_channels);
    for (size_t i = 0; i < n * n_channels; i++)
        ck_assert_float_eq(out[i], seen(&scene, &row, i / n_channels, i % n_channels, wide));
    check_untouched(out, (n * n_channels + 4) * sizeof *out, sizeof out);
    free(pixels);
}

START_TEST(test_see)
{
    const mlt_warp_loops *k = build(_i);
    for (size_t t = 0; k != NULL && t < N_CASES; t++) {
        size_t n = case_of(t).n;
        uint32_t width = t % 5 == 0 ? 1 : PIXELS, height = t % 7 == 0 ? 1 : LINES;
        check_scene(k, n, 1, 1, false, width, height);
        check_scene(k, n, 3, 3, false, width, height);
        check_scene(k, n, 4, 3, false, width, height);
        check_scene(k, n, 4, 4, false, width, height);
        check_scene(k, n, 2, 1, true, width, height);
        check_scene(k, n, 6, 3, true, width, height);
    }
}
END_TEST

Suite *mlt_suite_kernel_warp(void);
Suite *mlt_suite_kernel_warp(void)
{
    Suite *suite = suite_create("kernel_warp");
    TCase *tc = tcase_create("builds");
    tcase_add_loop_test(tc, test_displace, 0, LEVELS);
    tcase_add_loop_test(tc, test_displace_mirrors, 0, LEVELS);
    tcase_add_loop_test(tc, test_see, 0, LEVELS);
    suite_add_tcase(suite, tc);
    return suite;
}
