/* SPDX-License-Identifier: MIT */
#include "kernel/random.h"

#include <string.h>

#include "base/philox.h"
#include "kernel/lanes.h"

/* --- words ------------------------------------------------------------------------------------ */

/* Blocks at a time: one in each lane of 64 bits, as products need so many. */
enum { BLOCKS = MLT_LANES / 2 };

/* The words of blocks, each pair in one of 64 bits. Upper halves of x0 … x3 are left dirty:
 * products do not look at them. */
static inline void philox_lanes(mlt_wides pairs[2], mlt_wides blocks, uint32_t row, uint64_t sample,
                                const uint32_t key[2])
{
    mlt_wides x0 = blocks, x1 = (mlt_wides){0} + row;
    mlt_wides x2 = (mlt_wides){0} + (uint32_t)sample, x3 = (mlt_wides){0} + (sample >> 32);
    uint32_t k0 = key[0], k1 = key[1];
    for (int i = 0; i < 7; i++) {
        mlt_wides a = mlt_product(x0, MLT_PHILOX_M0), b = mlt_product(x2, MLT_PHILOX_M1);
        x0 = b >> 32 ^ x1 ^ k0;
        x1 = b;
        x2 = a >> 32 ^ x3 ^ k1;
        x3 = a;
        k0 += MLT_PHILOX_W0;
        k1 += MLT_PHILOX_W1;
    }
    pairs[0] = (x0 & UINT32_MAX) | x1 << 32;
    pairs[1] = (x2 & UINT32_MAX) | x3 << 32;
}

/* Block by block, the words in their order: low half first, whatever the machine's byte order. */
static inline void put_blocks(uint16_t *restrict out, const mlt_wides pairs[2], size_t n)
{
    uint64_t apart[2][BLOCKS], mixed[2 * BLOCKS];
    memcpy(apart, pairs, sizeof apart);
    for (size_t b = 0; b < BLOCKS; b++) {
        mixed[2 * b] = apart[0][b];
        mixed[2 * b + 1] = apart[1][b];
    }
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    memcpy(out, mixed, n * 2 * sizeof *mixed);
#else
    for (size_t i = 0; i < 8 * n; i++)
        out[i] = (uint16_t)(mixed[i / 4] >> 16 * (i % 4));
#endif
}

static void words16(uint16_t *restrict out, size_t n_blocks, uint32_t row, uint64_t sample,
                    const uint32_t key[2])
{
    static const uint64_t counts[] = {0, 1, 2, 3, 4, 5, 6, 7};
    const uint32_t own[2] = {key[0], key[1]};
    mlt_wides blocks, pairs[2];
    size_t first = 0;
    memcpy(&blocks, counts, sizeof blocks);
    for (; first + BLOCKS <= n_blocks; first += BLOCKS) {
        philox_lanes(pairs, blocks + first, row, sample, own);
        put_blocks(out + 8 * first, pairs, BLOCKS);
    }
    philox_lanes(pairs, blocks + first, row, sample, own);
    put_blocks(out + 8 * first, pairs, n_blocks - first);
}

static void signed16(float *restrict out, const uint16_t *restrict words, size_t n)
{
    for (size_t i = 0; i < n; i++)
        out[i] = ((float)words[i] - 32767.5f) / 32768;
}

/* --- normal numbers --------------------------------------------------------------------------- */

/*
 * With u = 65536 p, the quantile in the octave 2^e <= u < 2^(e + 1), e = -1 … 14, is the polynomial
 * of u in column e + 127 of 16, which are the exponent's last bits; lowest degree first. Of all
 * polynomials it has the least largest error over the words of the octave (a linear program finds
 * it), rounded to float. The four lowest octaves hold fewer words than coefficients.
 */
static const float octaves[5][16] = {
    {-4.15870142f, -4.19462776f, -4.09705782f, -3.93660498f, -3.76868963f, -3.59360671f,
     -3.4105773f, -3.21868539f, -3.01673627f, -2.80320072f, -2.57614493f, -2.33312273f,
     -2.07099581f, -1.78147829f, -4.32491922f, -4.07620668f},
    {0.0811793581f, 0.12257681f, 0.0848762766f, 0.0445628501f, 0.0233521536f, 0.0122718448f,
     0.0064739245f, 0.00343331671f, 0.00183324248f, 0.000987411244f, 0.000537837623f,
     0.000297331746f, 0.000167687147f, 9.63381826e-05f, 0, 0},
    {0, -0.0100550707f, -0.00529399235f, -0.00139557489f, -0.000365196436f, -9.56983058e-05f,
     -2.51324691e-05f, -6.62396087e-06f, -1.7541048e-06f, -4.67139671e-07f, -1.25209937e-07f,
     -3.3782463e-08f, -9.15184284e-09f, -2.39488007e-09f, 0, 0},
    {0, 0.000370011927f, 0.000197824687f, 2.61941477e-05f, 3.42838348e-06f, 4.49173086e-07f,
     5.89412501e-08f, 7.75878561e-09f, 1.02589892e-09f, 1.36384543e-10f, 1.82492667e-11f,
     2.46064649e-12f, 3.34825212e-13f, 4.39853266e-14f, 0, 0},
    {0, 0, -3.09959182e-06f, -2.05889123e-07f, -1.34721834e-08f, -8.82548423e-10f, -5.78868273e-11f,
     -3.80801944e-12f, -2.51598845e-13f, -1.67106692e-14f, -1.11691998e-15f, -7.51937617e-17f,
     -5.09040001e-18f, -3.04853744e-19f, 0, 0},
};

#ifdef __AVX2__
enum { GROUP = MLT_LANES };
typedef int16_t mlt_shorts __attribute__((vector_size(2 * MLT_LANES)));

static inline void normal_group(float out[GROUP], const uint16_t words[GROUP])
{
    mlt_shorts w;
    memcpy(&w, words, sizeof w);
    const mlt_ints s = __builtin_convertvector(w, mlt_ints), tail = s ^ s >> 31;
    const mlt_floats u = __builtin_convertvector(tail, mlt_floats) + 0.5f;
    const mlt_ints octave = (mlt_ints)u >> 23;
    mlt_floats z = mlt_look_up(octaves[4], octave);
    for (int k = 3; k >= 0; k--)
        z = z * u + mlt_look_up(octaves[k], octave);
    const mlt_ints with_sign = (mlt_ints)z ^ (s & INT32_MIN);
    memcpy(out, &with_sign, sizeof with_sign);
}
#else
enum { GROUP = 1 };

static inline void normal_group(float out[GROUP], const uint16_t words[GROUP])
{
    const int32_t s = (int16_t)words[0], tail = s < 0 ? ~s : s;
    const float u = (float)tail + 0.5f;
    int32_t bits;
    memcpy(&bits, &u, sizeof bits);
    const int32_t octave = bits >> 23 & 15;
    float z = octaves[4][octave];
    for (int k = 3; k >= 0; k--)
        z = z * u + octaves[k][octave];
    out[0] = s < 0 ? -z : z;
}
#endif

static void normals(float *restrict out, const uint16_t *restrict words, size_t n)
{
    uint16_t last[GROUP] = {0};
    float z[GROUP];
    size_t i = 0;
    for (; i + GROUP <= n; i += GROUP)
        normal_group(out + i, words + i);
    if (i == n)
        return;
    memcpy(last, words + i, (n - i) * sizeof *words);
    normal_group(z, last);
    memcpy(out + i, z, (n - i) * sizeof *z);
}

MLT_KERNEL_BUILD(mlt_random_loops) = {words16, signed16, normals};
