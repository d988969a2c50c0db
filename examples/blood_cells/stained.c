/* SPDX-License-Identifier: MIT */
/* White cells and platelets: connected areas of purple stain. Lengths are half-size pixels. */
#include "planes.h"

enum { UNSTAINED, STAINED, STRONG };

/* A nucleus is this many times as far above the base as the palest stain. */
static const double strong_steps = 2.4;
/* Strong pixels of a white cell: with fewer it is none, with more its score goes to 1. */
static const int white_pixels = 1000, sure_white_pixels = 4000;
/* Pixels of a platelet. */
static const int platelet_pixels = 40, sure_platelet_pixels = 120, max_platelet_pixels = 700;
/* Rows and columns with a smaller share of the largest count belong to tails, not to the cell. */
static const double tail_share = 0.04;
/* People draw boxes a little outside the stain. Pixels of the picture. */
static const double white_margin = 6, platelet_margin = 5;

/* A connected area: its pixels are the first `pixels` entries of the queue. */
typedef struct area {
    int left, top, right, bottom; /* the last ones are inclusive */
    int pixels, strong;
} area;

static int least(int a, int b)
{
    return a < b ? a : b;
}

static int most(int a, int b)
{
    return a > b ? a : b;
}

static void classify_pixels(bench *b)
{
    const plane *q = &b->stain_base;
    plane_sums(&b->stain, 0, b->sums);
    for (int y = 0; y < b->kind.height; y++) {
        for (int x = 0; x < b->kind.width; x++) {
            int i = least(y / 2, q->height - 1) * q->width + least(x / 2, q->width - 1);
            double above = plane_mean(&b->stain, b->sums, x, y, 1) - q->at[i];
            double step = b->stain_step.at[i];
            b->kind.at[y * b->kind.width + x] = above <= step                  ? UNSTAINED
                                                : above <= strong_steps * step ? STAINED
                                                                               : STRONG;
        }
    }
}

/* Moves a stained pixel from the plane to the end of the queue. */
static void enqueue(bench *b, area *a, int x, int y)
{
    int32_t i = y * b->kind.width + x;
    if (b->kind.at[i] == UNSTAINED)
        return;
    a->strong += b->kind.at[i] == STRONG;
    b->kind.at[i] = UNSTAINED;
    b->queue.at[a->pixels++] = i;
    a->left = least(a->left, x);
    a->top = least(a->top, y);
    a->right = most(a->right, x);
    a->bottom = most(a->bottom, y);
}

/* Takes the area that a pixel belongs to off the plane. */
static area take_area(bench *b, int x, int y)
{
    int w = b->kind.width, h = b->kind.height;
    area a = {x, y, x, y, 0, 0};
    enqueue(b, &a, x, y);
    for (int k = 0; k < a.pixels; k++) {
        int px = b->queue.at[k] % w, py = b->queue.at[k] / w;
        for (int ny = most(py - 1, 0); ny <= least(py + 1, h - 1); ny++)
            for (int nx = most(px - 1, 0); nx <= least(px + 1, w - 1); nx++)
                enqueue(b, &a, nx, ny);
    }
    return a;
}

/* Narrows [*low, *high] to where the profile is not a tail. */
static void trim(const int32_t *profile, int *low, int *high)
{
    int largest = 0;
    for (int i = *low; i <= *high; i++)
        largest = most(largest, profile[i]);
    while (profile[*low] < tail_share * largest)
        ++*low;
    while (profile[*high] < tail_share * largest)
        --*high;
}

static void trim_tails(bench *b, area *a)
{
    int w = b->kind.width;
    int32_t *columns = b->profile, *rows = b->profile + w;
    for (int i = 0; i < w + b->kind.height; i++)
        b->profile[i] = 0;
    for (int k = 0; k < a->pixels; k++) {
        columns[b->queue.at[k] % w]++;
        rows[b->queue.at[k] / w]++;
    }
    trim(columns, &a->left, &a->right);
    trim(rows, &a->top, &a->bottom);
}

static cell boxed(const bench *b, const area *a, int kind, double margin, double score)
{
    cell c = cell_between(b, 2.0 * a->left - margin, 2.0 * a->top - margin,
                          2.0 * (a->right + 1) + margin, 2.0 * (a->bottom + 1) + margin);
    c.kind = kind;
    c.score = score;
    return c;
}

/* What an area is; its score is 0 if it is neither. */
static cell judge(bench *b, area a)
{
    if (a.strong >= white_pixels)
        trim_tails(b, &a);
    double width = a.right - a.left + 1, height = a.bottom - a.top + 1;
    double fill = a.pixels / (width * height);
    double aspect = width < height ? width / height : height / width;
    if (a.strong >= white_pixels) {
        double size = 0.2 + 0.8 * ramp(a.strong, white_pixels, sure_white_pixels);
        return boxed(b, &a, CELL_WHITE, white_margin, size * ramp(fill, 0.15, 0.45));
    }
    if (a.pixels < platelet_pixels || a.pixels >= max_platelet_pixels)
        return (cell){0};
    double shape = ramp(fill, 0.3, 0.6) * ramp(aspect, 0.3, 0.7);
    double size = ramp(a.pixels, platelet_pixels, sure_platelet_pixels);
    double score = shape * size * ramp((double)a.strong / a.pixels, 0, 0.6);
    return boxed(b, &a, CELL_PLATELET, platelet_margin, score * score);
}

size_t find_stained(bench *b, cell *out, size_t n, size_t max)
{
    classify_pixels(b);
    for (int y = 0; y < b->kind.height; y++) {
        for (int x = 0; x < b->kind.width && n < max; x++) {
            if (b->kind.at[y * b->kind.width + x] == UNSTAINED)
                continue;
            cell found = judge(b, take_area(b, x, y));
            if (found.score > 0)
                out[n++] = found;
        }
    }
    return n;
}
