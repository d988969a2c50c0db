/* SPDX-License-Identifier: MIT */
#include "image/canny.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { NONE = 0, EDGE = 1, WEAK = 2 };

typedef struct {
    uint32_t width, height;
    const uint8_t *in;
    int16_t *gx, *gy;
    int32_t *strength; /* with a frame of zeros */
    uint32_t *stack;   /* edges whose neighbours are to be looked at */
    size_t n_stack;
} canny;

size_t mlt_canny_bytes(uint32_t width, uint32_t height)
{
    size_t n = (size_t)width * height, framed = ((size_t)width + 2) * ((size_t)height + 2);
    return framed * sizeof(int32_t) + n * (sizeof(uint32_t) + 2 * sizeof(int16_t));
}

static const uint8_t *line(const canny *c, int64_t y)
{
    int64_t last = (int64_t)c->height - 1;
    return c->in + (size_t)(y < 0 ? 0 : y > last ? last : y) * c->width;
}

static void slope_row(const canny *c, uint32_t y)
{
    const uint8_t *up = line(c, (int64_t)y - 1), *own = line(c, y), *down = line(c, (int64_t)y + 1);
    int32_t *strength = c->strength + (size_t)(y + 1) * (c->width + 2) + 1;
    for (uint32_t x = 0; x < c->width; x++) {
        uint32_t a = x > 0 ? x - 1 : 0, b = x + 1 < c->width ? x + 1 : x;
        int gx = up[b] - up[a] + 2 * (own[b] - own[a]) + down[b] - down[a];
        int gy = down[a] - up[a] + 2 * (down[x] - up[x]) + down[b] - up[b];
        c->gx[(size_t)y * c->width + x] = (int16_t)gx;
        c->gy[(size_t)y * c->width + x] = (int16_t)gy;
        strength[x] = abs(gx) + abs(gy);
    }
}

/* Whether a pixel is a ridge across the direction in which the plane rises. */
static bool is_ridge(const canny *c, size_t i, const int32_t *at)
{
    int64_t stride = (int64_t)c->width + 2, m = *at;
    int64_t x = abs(c->gx[i]), y = (int64_t)abs(c->gy[i]) << 15;
    int64_t flat = x * 13573, steep = flat + (x << 16);
    if (y < flat)
        return m > at[-1] && m >= at[1];
    if (y > steep)
        return m > at[-stride] && m >= at[stride];
    int64_t side = (c->gx[i] ^ c->gy[i]) < 0 ? -1 : 1;
    return m > at[-stride - side] && m > at[stride + side];
}

static void find_row(canny *c, uint8_t *edges, uint32_t y, int low, int high)
{
    const int32_t *strength = c->strength + (size_t)(y + 1) * (c->width + 2) + 1;
    for (uint32_t x = 0; x < c->width; x++) {
        size_t i = (size_t)y * c->width + x;
        edges[i] = NONE;
        if (strength[x] <= low || !is_ridge(c, i, strength + x))
            continue;
        edges[i] = strength[x] > high ? EDGE : WEAK;
        if (edges[i] == EDGE)
            c->stack[c->n_stack++] = (uint32_t)i;
    }
}

/* Weak pixels beside an edge become edges. */
static void grow(canny *c, uint8_t *edges)
{
    while (c->n_stack > 0) {
        uint32_t i = c->stack[--c->n_stack], x = i % c->width, y = i / c->width;
        for (uint32_t v = y > 0 ? y - 1 : 0; v <= y + 1 && v < c->height; v++) {
            for (uint32_t u = x > 0 ? x - 1 : 0; u <= x + 1 && u < c->width; u++) {
                size_t k = (size_t)v * c->width + u;
                if (edges[k] != WEAK)
                    continue;
                edges[k] = EDGE;
                c->stack[c->n_stack++] = (uint32_t)k;
            }
        }
    }
}

void mlt_canny(uint8_t *edges, const uint8_t *in, uint32_t width, uint32_t height, int low,
               int high, void *work)
{
    size_t n = (size_t)width * height, framed = ((size_t)width + 2) * ((size_t)height + 2);
    canny c = {.width = width, .height = height, .in = in, .strength = work};
    c.stack = (uint32_t *)(void *)(c.strength + framed);
    c.gx = (int16_t *)(void *)(c.stack + n);
    c.gy = c.gx + n;
    memset(c.strength, 0, framed * sizeof *c.strength);
    for (uint32_t y = 0; y < height; y++)
        slope_row(&c, y);
    for (uint32_t y = 0; y < height; y++)
        find_row(&c, edges, y, low, high);
    grow(&c, edges);
    for (size_t i = 0; i < n; i++)
        edges[i] = edges[i] == EDGE;
}
