/* SPDX-License-Identifier: MIT */
#include "image/jpeg_blocks.h"

#include "kernel/kernels.h"

enum { SIDE = 8 };

static size_t n_blocks(const mlt_jpeg_plane *plane)
{
    return plane->stride / SIDE * (((size_t)plane->height + SIDE - 1) / SIDE);
}

/* The first sample of each of the next blocks; the last one fills up. */
static void find_blocks(uint8_t *at[MLT_DCT_BLOCKS], const mlt_jpeg_plane *plane, size_t first)
{
    size_t across = plane->stride / SIDE, n = n_blocks(plane);
    for (size_t i = 0; i < MLT_DCT_BLOCKS; i++) {
        size_t k = first + i < n ? first + i : n - 1;
        at[i] = plane->samples + k / across * SIDE * plane->stride + k % across * SIDE;
    }
}

/* Loads the next blocks and quantises their coefficients. */
static void code(mlt_dct_blocks *blocks, uint8_t *at[MLT_DCT_BLOCKS], const mlt_jpeg_plane *plane,
                 size_t first, const mlt_dct_steps *steps)
{
    const mlt_dct_loops *dct = mlt_kernels_get()->dct;
    find_blocks(at, plane, first);
    dct->load(blocks, (const uint8_t *const *)at, plane->stride);
    dct->forward(blocks);
    dct->quantise(blocks, steps);
}

void mlt_jpeg_quantise(const mlt_jpeg_plane *plane, const mlt_dct_steps *steps)
{
    const mlt_dct_loops *dct = mlt_kernels_get()->dct;
    for (size_t first = 0; first < n_blocks(plane); first += MLT_DCT_BLOCKS) {
        uint8_t *at[MLT_DCT_BLOCKS];
        mlt_dct_blocks blocks;
        code(&blocks, at, plane, first, steps);
        dct->inverse(&blocks);
        dct->store(at, plane->stride, &blocks);
    }
}

/* Place 8 x + y of the loops is place 8 y + x of a file. */
static size_t turned(size_t place)
{
    return place % SIDE * SIDE + place / SIDE;
}

void mlt_jpeg_take(int16_t (*out)[MLT_DCT_PLACES], const mlt_jpeg_plane *plane,
                   const mlt_dct_steps *steps)
{
    size_t n = n_blocks(plane);
    for (size_t first = 0; first < n; first += MLT_DCT_BLOCKS) {
        uint8_t *at[MLT_DCT_BLOCKS];
        mlt_dct_blocks blocks;
        code(&blocks, at, plane, first, steps);
        for (size_t i = 0; i < MLT_DCT_BLOCKS && first + i < n; i++)
            for (size_t k = 0; k < MLT_DCT_PLACES; k++)
                out[first + i][turned(k)] = (int16_t)(blocks.at[k][i] / steps->step[k]);
    }
}

/* A coefficient times its step, cut to what samples of 8 bits may have. */
static int16_t restored(int16_t quantised, int step)
{
    enum { MOST = 2047 };
    int v = quantised * step;
    return (int16_t)(v < -MOST ? -MOST : v > MOST ? MOST : v);
}

void mlt_jpeg_put(const mlt_jpeg_plane *plane, const int16_t (*in)[MLT_DCT_PLACES],
                  const mlt_dct_steps *steps)
{
    const mlt_dct_loops *dct = mlt_kernels_get()->dct;
    size_t n = n_blocks(plane);
    for (size_t first = 0; first < n; first += MLT_DCT_BLOCKS) {
        uint8_t *at[MLT_DCT_BLOCKS];
        mlt_dct_blocks blocks;
        find_blocks(at, plane, first);
        for (size_t i = 0; i < MLT_DCT_BLOCKS; i++) {
            const int16_t *block = in[first + i < n ? first + i : n - 1];
            for (size_t k = 0; k < MLT_DCT_PLACES; k++)
                blocks.at[k][i] = restored(block[turned(k)], steps->step[k]);
        }
        dct->inverse(&blocks);
        dct->store(at, plane->stride, &blocks);
    }
}
