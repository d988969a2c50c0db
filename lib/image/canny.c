/* SPDX-License-Identifier: MIT */
#include "image/canny.h"

#include <stdbool.h>
#include <string.h>

#include "kernel/kernels.h"

/* Slopes and strengths are needed of three rows at a time. */
enum { RING = 3 };

typedef struct {
    uint32_t width, height;
    const uint8_t *in;
    uint8_t *edges;
    int16_t *gx, *gy;  /* rings of rows */
    int16_t *strength; /* a ring of rows between zeros, and a row of zeros */
    uint32_t *stack;   /* edges whose neighbours are to be looked at */
    size_t n_stack;
} canny;

size_t mlt_canny_bytes(uint32_t width, uint32_t height)
{
    size_t slopes = RING * 2 * (size_t)width, strengths = (RING + 1) * ((size_t)width + 2);
    return (size_t)width * height * sizeof(uint32_t) + (slopes + strengths) * sizeof(int16_t);
}

static canny lay_out(uint8_t *edges, const uint8_t *in, uint32_t width, uint32_t height, void *work)
{
    canny c = {.width = width, .height = height, .in = in, .edges = edges, .stack = work};
    c.gx = (int16_t *)(void *)(c.stack + (size_t)width * height);
    c.gy = c.gx + RING * (size_t)width;
    c.strength = c.gy + RING * (size_t)width;
    memset(c.strength, 0, (RING + 1) * ((size_t)width + 2) * sizeof *c.strength);
    return c;
}

/* --- ridges ---------------------------------------------------------------------------------- */

/* The row of zeros stands for those beyond the edges. */
static int16_t *strengths(const canny *c, int64_t y)
{
    size_t at = y < 0 || y >= (int64_t)c->height ? RING : (size_t)y % RING;
    return c->strength + at * ((size_t)c->width + 2) + 1;
}

static void find_slopes(const canny *c, uint32_t y)
{
    const uint8_t *own = c->in + (size_t)y * c->width;
    const uint8_t *above = y > 0 ? own - c->width : own;
    const uint8_t *below = y + 1 < c->height ? own + c->width : own;
    size_t at = (size_t)y % RING * c->width;
    mlt_kernels_get()->canny->slopes(c->gx + at, c->gy + at, strengths(c, y), above, own, below,
                                     c->width);
}

static void find_ridges(const canny *c, uint32_t y, int low, int high)
{
    size_t at = (size_t)y % RING * c->width;
    mlt_kernels_get()->canny->ridges(c->edges + (size_t)y * c->width, c->gx + at, c->gy + at,
                                     strengths(c, (int64_t)y - 1), strengths(c, y),
                                     strengths(c, (int64_t)y + 1), low, high, c->width);
}

/* --- chains ---------------------------------------------------------------------------------- */

/* The pixels around a place, itself too, as far as they are in the plane. */
typedef struct {
    uint32_t left, right, top, bottom;
} square;

static square around(const canny *c, size_t i)
{
    uint32_t x = (uint32_t)(i % c->width), y = (uint32_t)(i / c->width);
    return (square){x > 0 ? x - 1 : 0, x + 1 < c->width ? x + 1 : x, y > 0 ? y - 1 : 0,
                    y + 1 < c->height ? y + 1 : y};
}

static bool touches_edge(const canny *c, size_t i)
{
    square s = around(c, i);
    for (uint32_t y = s.top; y <= s.bottom; y++) {
        const uint8_t *from = c->edges + (size_t)y * c->width + s.left;
        if (memchr(from, MLT_CANNY_EDGE, s.right - s.left + 1) != NULL)
            return true;
    }
    return false;
}

static void become_edge(canny *c, size_t i)
{
    c->edges[i] = MLT_CANNY_EDGE;
    c->stack[c->n_stack++] = (uint32_t)i;
}

/* The weak pixels beside an edge become edges, and those beside them. */
static void grow(canny *c, size_t i)
{
    become_edge(c, i);
    while (c->n_stack > 0) {
        square s = around(c, c->stack[--c->n_stack]);
        for (uint32_t y = s.top; y <= s.bottom; y++) {
            for (uint32_t x = s.left; x <= s.right; x++) {
                size_t k = (size_t)y * c->width + x;
                if (c->edges[k] == MLT_CANNY_WEAK)
                    become_edge(c, k);
            }
        }
    }
}

/* Chains begin where a weak pixel touches an edge; there are few of those. */
static void follow_chains(canny *c)
{
    const uint8_t *end = c->edges + (size_t)c->width * c->height, *at = c->edges;
    while ((at = memchr(at, MLT_CANNY_WEAK, (size_t)(end - at))) != NULL) {
        size_t i = (size_t)(at++ - c->edges);
        if (touches_edge(c, i))
            grow(c, i);
    }
}

void mlt_canny(uint8_t *edges, const uint8_t *in, uint32_t width, uint32_t height, int low,
               int high, void *work)
{
    canny c = lay_out(edges, in, width, height, work);
    find_slopes(&c, 0);
    for (uint32_t y = 0; y < height; y++) {
        if (y + 1 < height)
            find_slopes(&c, y + 1);
        find_ridges(&c, y, low, high);
    }
    follow_chains(&c);
    mlt_kernels_get()->canny->settle(edges, (size_t)width * height);
}
