/* SPDX-License-Identifier: MIT */
#include "image/gaussian_at.h"

#include "base/math.h"
#include "image/edge.h"

void mlt_gaussian_plane_weights(mlt_gaussian_plane *p, double sigma, size_t radius)
{
    double sum = 1;
    p->radius = radius;
    p->weights[0] = 1;
    for (size_t k = 1; k <= radius; k++) {
        p->weights[k] = mlt_exp(-0.5 / (sigma * sigma) * ((double)k * (double)k));
        sum += 2 * p->weights[k];
    }
    for (size_t k = 0; k <= radius; k++)
        p->weights[k] /= sum;
}

static double along_row(const mlt_gaussian_plane *p, uint32_t x, const float *row)
{
    double sum = p->weights[0] * (double)row[x];
    for (size_t k = 1; k <= p->radius; k++) {
        size_t left = mlt_edge_place((int64_t)x - (int64_t)k, p->width, MLT_EDGE_REPLICATE);
        size_t right = mlt_edge_place((int64_t)x + (int64_t)k, p->width, MLT_EDGE_REPLICATE);
        sum += p->weights[k] * ((double)row[left] + (double)row[right]);
    }
    return sum;
}

double mlt_gaussian_at(const mlt_gaussian_plane *p, uint32_t x, uint32_t y)
{
    double sum = 0;
    for (int64_t k = -(int64_t)p->radius; k <= (int64_t)p->radius; k++) {
        size_t row = mlt_edge_place((int64_t)y + k, p->height, MLT_EDGE_REPLICATE);
        sum += p->weights[k < 0 ? -k : k] * along_row(p, x, p->plane + row * p->width);
    }
    return sum;
}
