/* SPDX-License-Identifier: MIT */
#include "kernel/bilinear.h"

#include "kernel/loops/pixels.h"

typedef naturals (*fetch)(const uint8_t *p, const size_t *at);
typedef void (*store)(uint8_t *out, naturals samples, size_t pixel);

static inline reals real(naturals v)
{
    return __builtin_convertvector((integers)v, reals);
}

/* Called with constants, as is exact(). */
static inline void mix(uint8_t *restrict out, const mlt_scene *scene, const mlt_places *places,
                       float bias, size_t n, size_t pixel, fetch load, store put)
{
    const uint8_t *a = scene->pixels, *b = a + scene->right, *below = a + scene->below;
    const uint8_t *below_b = below + scene->right;
    const float *tx = places->tx, *ty = places->ty;
    const size_t *at = places->at;
    for (size_t i = 0; i < n; i += GROUP) {
        reals left = real(load(a, at + i)), right = real(load(b, at + i)), down = spread(ty + i);
        left += down * (real(load(below, at + i)) - left);
        right += down * (real(load(below_b, at + i)) - right);
        left += spread(tx + i) * (right - left) + bias;
        put(out + i * pixel, (naturals) __builtin_convertvector(left, integers), pixel);
    }
}

static void mix8(uint8_t *restrict out, const mlt_scene *scene, const mlt_places *places,
                 float bias, size_t n)
{
    if (scene->pixel == 3)
        mix(out, scene, places, bias, n, 3, load8, store8);
    else if (scene->pixel == 4)
        mix(out, scene, places, bias, n, 4, load8, store8);
    else
        mix(out, scene, places, bias, n, 1, load8, store8);
}

static void mix16(uint8_t *restrict out, const mlt_scene *scene, const mlt_places *places,
                  float bias, size_t n)
{
    if (scene->pixel == 6)
        mix(out, scene, places, bias, n, 6, load16, store16);
    else
        mix(out, scene, places, bias, n, 2, load16, store16);
}

/* Multiples of 1/256 as whole numbers. */
static inline naturals parts(const float *t)
{
    return (naturals) __builtin_convertvector(spread(t) * 256, integers);
}

/* Differences may be below 0, sums are not: all modulo 2^32. */
static inline void exact(uint8_t *restrict out, const mlt_scene *scene, const mlt_places *places,
                         size_t n, size_t pixel)
{
    const uint8_t *a = scene->pixels, *b = a + scene->right, *below = a + scene->below;
    const uint8_t *below_b = below + scene->right;
    const size_t *at = places->at;
    for (size_t i = 0; i < n; i += GROUP) {
        naturals left = load16(a, at + i), right = load16(b, at + i), down = parts(places->ty + i);
        left = (left << 8) + down * (load16(below, at + i) - left);
        right = (right << 8) + down * (load16(below_b, at + i) - right);
        left = (left << 8) + parts(places->tx + i) * (right - left) + (1u << 15);
        store16(out + i * pixel, left >> 16, pixel);
    }
}

static void exact16(uint8_t *restrict out, const mlt_scene *scene, const mlt_places *places,
                    size_t n)
{
    if (scene->pixel == 6)
        exact(out, scene, places, n, 6);
    else
        exact(out, scene, places, n, 2);
}

MLT_KERNEL_BUILD(mlt_bilinear_loops) = {mix8, mix16, exact16};
