/* SPDX-License-Identifier: MIT */
#include "image/blob.h"

#include <math.h>

void mlt_blob_distances(const mlt_blob *blob, float *d, double x, double y, double step, size_t n)
{
    double across = blob->radius * blob->stretch, down = blob->radius / blob->stretch;
    double dx = x - blob->x, dy = y - blob->y;
    mlt_blob_line line = {.u = (float)((blob->cosine * dx + blob->sine * dy) / across),
                          .v = (float)((blob->cosine * dy - blob->sine * dx) / down),
                          .du = (float)(step * blob->cosine / across),
                          .dv = (float)(-step * blob->sine / down)};
    for (int i = 0; i < 4; i++)
        line.lobes[i] = (float)blob->lobes[i];
    mlt_kernels_get()->blob->distances(d, &line, n);
}

/* How far the outline goes at the most, in radii. */
static double farthest(const mlt_blob *blob)
{
    const double *l = blob->lobes;
    return 1 + sqrt(l[0] * l[0] + l[1] * l[1]) + sqrt(l[2] * l[2] + l[3] * l[3]);
}

/* An ellipse around the blob, cut by the row. */
bool mlt_blob_span(const mlt_blob *blob, double reach, uint32_t y, uint32_t width, uint32_t *first,
                   uint32_t *end)
{
    const double *l = blob->lobes;
    double c = blob->cosine, s = blob->sine, dy = y + 0.5 - blob->y;
    double lobes = fabs(l[0]) + fabs(l[1]) + fabs(l[2]) + fabs(l[3]);
    if (fabs(dy) > reach * (1 + lobes) * blob->radius * blob->stretch)
        return false; /* most blobs are far away */
    double size = reach * farthest(blob) * blob->radius;
    double a = size * blob->stretch, b = size / blob->stretch;
    /* (c x + s y)² / a² + (c y - s x)² / b² = 1, for x */
    double p = c * c / (a * a) + s * s / (b * b), q = c * s * dy * (1 / (a * a) - 1 / (b * b));
    double r = dy * dy * (s * s / (a * a) + c * c / (b * b)) - 1, square = q * q - p * r;
    if (!(square > 0))
        return false;
    double left = blob->x + (-q - sqrt(square)) / p, right = blob->x + (-q + sqrt(square)) / p;
    left = left > 0 ? floor(left) : 0;
    right = right < width ? ceil(right) : width;
    if (left >= right)
        return false;
    *first = (uint32_t)left;
    *end = (uint32_t)right;
    return true;
}

mlt_blob_points mlt_blob_pixels(const mlt_blob *blob, uint32_t first, uint32_t y)
{
    return (mlt_blob_points){(float)(first + 0.5 - blob->x), (float)(y + 0.5 - blob->y),
                             (float)blob->x, (float)blob->y, (float)(1 / blob->radius)};
}
