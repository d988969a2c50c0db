/* SPDX-License-Identifier: MIT */
#include "planes.h"

#include <stdlib.h>

static void *take(unsigned char **rest, size_t bytes)
{
    void *taken = *rest;
    *rest += (bytes + 15) / 16 * 16;
    return taken;
}

static plane take_plane(unsigned char **rest, int width, int height)
{
    size_t n = (size_t)width * (size_t)height;
    return (plane){width, height, take(rest, n * sizeof(int32_t))};
}

int bench_new(bench *b, int width, int height)
{
    int hw = width / 2, hh = height / 2, qw = width / 4, qh = height / 4;
    size_t half = (size_t)(hw + 1) * (size_t)(hh + 1), quarter = (size_t)qw * (size_t)qh;
    size_t bytes = half * (4 * sizeof(int32_t) + 2 * sizeof(int64_t)) +
                   quarter * (7 * sizeof(int32_t) + 2 * sizeof(double)) +
                   (size_t)(hw + hh) * sizeof(int32_t) + 16 * 16;
    unsigned char *rest = b->memory = calloc(bytes, 1);
    if (!rest)
        return 0;
    plane *halves[] = {&b->stain, &b->light, &b->kind, &b->queue};
    for (int i = 0; i < 4; i++)
        *halves[i] = take_plane(&rest, hw, hh);
    plane *quarters[] = {&b->stain_base, &b->stain_step, &b->light_base, &b->light_step,
                         &b->small,      &b->soft,       &b->votes};
    for (int i = 0; i < 7; i++)
        *quarters[i] = take_plane(&rest, qw, qh);
    b->slope_x = take(&rest, quarter * sizeof(double));
    b->slope_y = take(&rest, quarter * sizeof(double));
    b->sums = take(&rest, half * sizeof(int64_t));
    b->squares = take(&rest, half * sizeof(int64_t));
    b->profile = take(&rest, (size_t)(hw + hh) * sizeof(int32_t));
    return 1;
}

void bench_free(bench *b)
{
    free(b->memory);
}

/* Where red, green and blue are in a pixel, and how many bytes it has; 0 if there is no colour. */
static int layout(uint32_t format, int rgb[3])
{
    int swapped = format == MLTEST_FORMAT_BGR8 || format == MLTEST_FORMAT_BGRA8;
    rgb[0] = swapped ? 2 : 0;
    rgb[1] = 1;
    rgb[2] = swapped ? 0 : 2;
    if (format == MLTEST_FORMAT_RGB8 || format == MLTEST_FORMAT_BGR8)
        return 3;
    return format == MLTEST_FORMAT_RGBA8 || format == MLTEST_FORMAT_BGRA8 ? 4 : 0;
}

int planes_read(bench *b, const mltest_image_view *view)
{
    int at[3], step = layout(view->format, at);
    for (int y = 0; step && y < b->light.height; y++) {
        const unsigned char *upper = (const unsigned char *)view->data + 2 * y * view->stride_bytes;
        const unsigned char *lower = upper + view->stride_bytes;
        int32_t *stain = b->stain.at + (size_t)y * (size_t)b->stain.width;
        int32_t *light = b->light.at + (size_t)y * (size_t)b->light.width;
        for (int x = 0; x < b->light.width; x++, upper += 2 * step, lower += 2 * step) {
            int sum[3];
            for (int c = 0; c < 3; c++)
                sum[c] = upper[at[c]] + upper[at[c] + step] + lower[at[c]] + lower[at[c] + step];
            stain[x] = (2 * sum[2] - sum[0] - sum[1]) * (LEVEL / 8);
            light[x] = sum[1] * (LEVEL / 4);
        }
    }
    return step;
}

void plane_fill(plane *p, int32_t value)
{
    for (int i = 0; i < p->width * p->height; i++)
        p->at[i] = value;
}

void plane_halve(const plane *from, plane *to)
{
    for (int y = 0; y < to->height; y++) {
        const int32_t *upper = from->at + 2 * y * from->width, *lower = upper + from->width;
        for (int x = 0; x < to->width; x++)
            to->at[y * to->width + x] =
                (upper[2 * x] + upper[2 * x + 1] + lower[2 * x] + lower[2 * x + 1]) / 4;
    }
}

void plane_sums(const plane *p, int squared, int64_t *sums)
{
    int64_t *above = sums, *here = sums + p->width + 1;
    for (int x = 0; x <= p->width; x++)
        above[x] = 0;
    for (int y = 0; y < p->height; y++, above = here, here += p->width + 1) {
        const int32_t *value = p->at + y * p->width;
        int64_t row = here[0] = 0;
        for (int x = 0; x < p->width; x++) {
            row += squared ? (int64_t)value[x] * value[x] : value[x];
            here[x + 1] = above[x + 1] + row;
        }
    }
}

double plane_mean(const plane *p, const int64_t *sums, int x, int y, int radius)
{
    int left = x > radius ? x - radius : 0, top = y > radius ? y - radius : 0;
    int right = x + radius < p->width ? x + radius + 1 : p->width;
    int bottom = y + radius < p->height ? y + radius + 1 : p->height;
    const int64_t *above = sums + top * (p->width + 1), *below = sums + bottom * (p->width + 1);
    int64_t sum = below[right] - below[left] - above[right] + above[left];
    return (double)sum / ((double)(right - left) * (bottom - top));
}

double ramp(double value, double low, double high)
{
    double share = (value - low) / (high - low);
    return lesser(greater(share, 0), 1);
}

double lesser(double a, double b)
{
    return a < b ? a : b;
}

double greater(double a, double b)
{
    return a > b ? a : b;
}

cell cell_between(const bench *b, double x0, double y0, double x1, double y1)
{
    double right = lesser(x1, 2.0 * b->light.width), bottom = lesser(y1, 2.0 * b->light.height);
    double left = greater(x0, 0), top = greater(y0, 0);
    return (cell){.x = left, .y = top, .width = right - left, .height = bottom - top};
}
