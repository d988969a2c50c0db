/* SPDX-License-Identifier: MIT */
#include "image/ice.h"

#include <math.h>
#include <string.h>

#include "base/math.h"
#include "base/random.h"

enum { SIDE = MLT_ICE_SIDE, CRYSTALS = 150, LEVELS = 3 };

static const float turn = 3.14159265f / 3; /* between a stem and its branches */

typedef struct {
    float *light;
    mlt_draws draws;
} ice;

typedef struct {
    float x, y, angle, length, light;
} stem;

static float between(ice *i, double low, double high)
{
    return (float)mlt_draw_between(&i->draws, low, high);
}

/* Shares a point's light out to the four pixels around it, of which each keeps its brightest. */
static void put(float *light, float x, float y, float v)
{
    float left = floorf(x), top = floorf(y), u = x - left, t = y - top;
    const float parts[4] = {(1 - u) * (1 - t), u * (1 - t), (1 - u) * t, u * t};
    for (int k = 0; k < 4; k++) {
        uint32_t px = (uint32_t)((int)left + k % 2) & (SIDE - 1);
        uint32_t py = (uint32_t)((int)top + k / 2) & (SIDE - 1);
        float *at = &light[(size_t)py * SIDE + px];
        *at = v * parts[k] > *at ? v * parts[k] : *at;
    }
}

static void grow(ice *i, stem s, int level);

/* Both sides of a stem, shorter towards its tip. */
static void branch(ice *i, const stem *s, float way, int level)
{
    float rest = (s->length - way) * between(i, .3, .6);
    for (int side = -1; side <= 1; side += 2) {
        stem twig = {s->x, s->y, s->angle + (float)side * turn, rest, s->light * .8f};
        if (rest > 3)
            grow(i, twig, level + 1);
    }
}

static void grow(ice *i, stem s, int level)
{
    float dx = (float)mlt_cos((double)s.angle), dy = (float)mlt_sin((double)s.angle);
    float next = between(i, 3, 9);
    for (float way = 0; way < s.length; way++, s.x += dx, s.y += dy) {
        put(i->light, s.x, s.y, s.light * (1 - .6f * way / s.length));
        if (way < next || level + 1 >= LEVELS)
            continue;
        branch(i, &s, way, level);
        next += between(i, 4, 11);
    }
}

static void crystal(ice *i)
{
    stem s = {between(i, 0, SIDE), between(i, 0, SIDE), 0, 0, 0};
    float first = between(i, 0, 6.283185);
    for (int k = 0; k < 6; k++) {
        s.angle = first + (float)k * turn + between(i, -.08, .08);
        s.length = between(i, 20, 150);
        s.light = between(i, .5, 1);
        grow(i, s, 0);
    }
}

/* The mean of 2 · radius + 1 numbers of a line that goes round. */
static void mean_line(float *out, const float *in, size_t step, int radius)
{
    float sum = 0, part = 1 / (float)(2 * radius + 1);
    for (int k = -radius; k <= radius; k++)
        sum += in[(size_t)(k & (SIDE - 1)) * step];
    for (int x = 0; x < SIDE; x++) {
        out[(size_t)x * step] = sum * part;
        sum += in[(size_t)((x + radius + 1) & (SIDE - 1)) * step];
        sum -= in[(size_t)((x - radius) & (SIDE - 1)) * step];
    }
}

static void mean(float *out, const float *in, float *work, int radius)
{
    for (size_t y = 0; y < SIDE; y++)
        mean_line(work + y * SIDE, in + y * SIDE, 1, radius);
    for (size_t x = 0; x < SIDE; x++)
        mean_line(out + x, work + x, SIDE, radius);
}

static void paint(uint8_t *rgb, const float *sharp, const float *hazy)
{
    uint8_t colours[256][3];
    for (int v = 0; v < 256; v++)
        mlt_ice_colour((uint8_t)v, colours[v]);
    for (size_t k = 0; k < MLT_ICE_PIXELS; k++) {
        float v = 255 * (.1f + .6f * sharp[k] + .9f * hazy[k]);
        memcpy(rgb + 3 * k, colours[(int)(v > 255 ? 255 : v)], 3);
    }
}

void mlt_ice_make(uint8_t *rgb, float *work)
{
    float *near = work + MLT_ICE_PIXELS, *wide = near + MLT_ICE_PIXELS;
    ice i = {.light = work};
    memset(work, 0, MLT_ICE_PIXELS * sizeof *work);
    mlt_draws_init(&i.draws, 0, "ice", 0);
    for (int k = 0; k < CRYSTALS; k++)
        crystal(&i);
    mean(near, work, wide, 3);
    for (size_t k = 0; k < MLT_ICE_PIXELS; k++)
        work[k] = .5f * work[k] + near[k];
    mean(near, work, wide, 20);
    paint(rgb, work, near);
}

void mlt_ice_colour(uint8_t light, uint8_t rgb[3])
{
    float v = light, dim = 1 - v / 255;
    const float colour[3] = {v * (1 - .35f * dim), v * (1 - .12f * dim), v + .08f * dim * v};
    for (int c = 0; c < 3; c++)
        rgb[c] = (uint8_t)(colour[c] + .5f);
}
