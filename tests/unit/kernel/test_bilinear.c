/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "kernel/loops.h"

enum { LINES = 7, PIXELS = 9 };

static const mlt_bilinear_loops *build(int level)
{
    const mlt_kernels *kernels = mlt_kernels_at(level);
    return kernels != NULL ? kernels->bilinear : NULL;
}

/* A picture in a block of its own, so that memory checkers see a read beyond it, and places in it,
 * the last ones of a case being those to spare. */
typedef struct {
    mlt_scene scene;
    uint8_t *pixels;
    bool wide;
    size_t at[MOST];
    float tx[MOST], ty[MOST];
} world;

static void make(world *w, size_t n, size_t pixel, bool wide, uint32_t width, uint32_t height,
                 bool in_steps)
{
    size_t bytes = pixel * width * height + MLT_SCENE_SPARE, line = pixel * width;
    w->wide = wide;
    w->pixels = malloc(bytes);
    w->scene = (mlt_scene){
        w->pixels, width, height, 0, line, pixel, width > 1 ? pixel : 0, height > 1 ? line : 0};
    for (size_t i = 0; i < bytes; i++)
        w->pixels[i] = i < bytes / 2 ? (uint8_t)(i * 181 + i / 7) : (uint8_t)(0 - (i % 5 == 0));
    for (size_t i = 0; i < n + MLT_PLACES_SPARE; i++) {
        size_t x = i * 5 % (width > 1 ? width - 1 : 1), y = i * 3 % (height > 1 ? height - 1 : 1);
        w->at[i] = y * line + x * pixel;
        w->tx[i] = in_steps ? (float)(i * 31 % 257) / 256 : (float)(i * 31 % 98) / 97;
        w->ty[i] = in_steps ? (float)(i * 77 % 257) / 256 : (float)(i * 43 % 90) / 89;
    }
}

static uint32_t sample(const world *w, size_t at, size_t c)
{
    uint16_t v;
    if (!w->wide)
        return w->pixels[at + c];
    memcpy(&v, w->pixels + at + 2 * c, 2);
    return v;
}

static float mix(float a, float b, float t)
{
    float way = b - a, part = t * way;
    return a + part;
}

static uint32_t mixed(const world *w, size_t i, size_t c, float bias)
{
    size_t at = w->at[i], right = at + w->scene.right, below = w->scene.below;
    float a = mix((float)sample(w, at, c), (float)sample(w, at + below, c), w->ty[i]);
    float b = mix((float)sample(w, right, c), (float)sample(w, right + below, c), w->ty[i]);
    float way = b - a, part = w->tx[i] * way;
    part += bias;
    return (uint32_t)(a + part);
}

/* Four weights, as the warp is described. */
static uint32_t exact(const world *w, size_t i, size_t c)
{
    uint64_t x = (uint64_t)(256 * w->tx[i]), y = (uint64_t)(256 * w->ty[i]);
    size_t at = w->at[i], right = at + w->scene.right, below = w->scene.below;
    uint64_t sum = (256 - x) * (256 - y) * sample(w, at, c) + x * (256 - y) * sample(w, right, c) +
                   (256 - x) * y * sample(w, at + below, c) + x * y * sample(w, right + below, c);
    return (uint32_t)((sum + (1 << 15)) >> 16);
}

typedef enum { MIXED, EXACT } way;

static void check(const mlt_bilinear_loops *k, size_t t, size_t pixel, bool wide, way how)
{
    static world w;
    size_t n = case_of(t).n, from = t % 3, n_channels = wide ? pixel / 2 : pixel;
    uint32_t width = t % 5 == 0 ? 1 : PIXELS, height = t % 7 == 0 ? 1 : LINES;
    const mlt_places places = {w.at, w.tx, w.ty};
    uint8_t out[8 * MOST];
    float bias = how == EXACT ? 0.5f : 0;
    make(&w, n, pixel, wide, width, height, how == EXACT);
    memset(out, UNTOUCHED, sizeof out);
    if (wide && how == EXACT)
        k->exact16(out + from, &w.scene, &places, n);
    else
        (wide ? k->mix16 : k->mix8)(out + from, &w.scene, &places, bias, n);
    for (size_t i = 0; i < n * n_channels; i++) {
        uint16_t v = out[from + i];
        if (wide)
            memcpy(&v, out + from + 2 * i, 2);
        ck_assert_uint_eq(v, how == EXACT ? exact(&w, i / n_channels, i % n_channels)
                                          : mixed(&w, i / n_channels, i % n_channels, bias));
    }
    check_untouched(out, 0, from);
    check_untouched(out, from + n * pixel + (n > 0 ? MLT_SEEN_SPARE : 0), sizeof out);
    free(w.pixels);
}

START_TEST(test_mix)
{
    const mlt_bilinear_loops *k = build(_i);
    for (size_t t = 0; k != NULL && t < N_CASES; t++) {
        check(k, t, 1, false, MIXED);
        check(k, t, 3, false, MIXED);
        check(k, t, 4, false, MIXED);
        check(k, t, 2, true, MIXED);
        check(k, t, 6, true, MIXED);
    }
}
END_TEST

START_TEST(test_exact)
{
    const mlt_bilinear_loops *k = build(_i);
    for (size_t t = 0; k != NULL && t < N_CASES; t++) {
        check(k, t, 1, false, EXACT);
        check(k, t, 3, false, EXACT);
        check(k, t, 4, false, EXACT);
        check(k, t, 2, true, EXACT);
        check(k, t, 6, true, EXACT);
    }
}
END_TEST

Suite *mlt_suite_kernel_bilinear(void);
Suite *mlt_suite_kernel_bilinear(void)
{
    Suite *suite = suite_create("kernel_bilinear");
    TCase *tc = tcase_create("builds");
    tcase_add_loop_test(tc, test_mix, 0, LEVELS);
    tcase_add_loop_test(tc, test_exact, 0, LEVELS);
    suite_add_tcase(suite, tc);
    return suite;
}
