/* SPDX-License-Identifier: MIT */
#include "kernel/ycc.h"

/* JFIF's factors, times 2^16 and rounded. On the way back they are so near a whole number that 16
 * bits are enough for the rest. */
enum {
    HALF = 1 << 15,
    CENTRE = 128 << 16,
    Y_R = 19595,  /* .299 */
    Y_G = 38470,  /* .587 */
    Y_B = 7471,   /* .114 */
    CB_R = 11059, /* .16874 */
    CB_G = 21709, /* .33126 */
    CR_G = 27439, /* .41869 */
    CR_B = 5329,  /* .08131 */
    R_CR = 26345, /* 1.402 - 1 */
    G_CB = 22554, /* .34414 */
    G_CR = 18734, /* 1 - .71414 */
    B_CB = 14942  /* 2 - 1.772 */
};

static void split(uint8_t *restrict y, uint8_t *restrict cb, uint8_t *restrict cr,
                  const uint8_t *restrict rgb, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        int32_t r = rgb[3 * i], g = rgb[3 * i + 1], b = rgb[3 * i + 2];
        y[i] = (uint8_t)((Y_R * r + Y_G * g + Y_B * b + HALF) >> 16);
        cb[i] = (uint8_t)((HALF * b - CB_R * r - CB_G * g + CENTRE + HALF - 1) >> 16);
        cr[i] = (uint8_t)((HALF * r - CR_G * g - CR_B * b + CENTRE + HALF - 1) >> 16);
    }
}

static void halve(uint8_t *restrict out, const uint8_t *restrict upper,
                  const uint8_t *restrict lower, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        int sum = upper[2 * i] + upper[2 * i + 1] + lower[2 * i] + lower[2 * i + 1];
        out[i] = (uint8_t)((sum + 1 + (int)(i & 1)) >> 2);
    }
}

static void enlarge(uint8_t *restrict out, const uint8_t *restrict near,
                    const uint8_t *restrict far, uint16_t *restrict sums, size_t n)
{
    uint16_t *here = sums + 1;
    for (size_t i = 0; i < n; i++)
        here[i] = (uint16_t)(3 * near[i] + far[i]);
    sums[0] = n > 0 ? sums[1] : 0; /* the edge's neighbour is like the edge */
    sums[n + 1] = sums[n];
    for (size_t i = 0; i < n; i++) {
        out[2 * i] = (uint8_t)((3 * here[i] + sums[i] + 8) >> 4);
        out[2 * i + 1] = (uint8_t)((3 * here[i] + here[i + 1] + 7) >> 4);
    }
}

static inline uint8_t level(int16_t v)
{
    int16_t positive = v > 0 ? v : 0;
    return (uint8_t)(positive < 255 ? positive : 255);
}

static void join(uint8_t *restrict rgb, const uint8_t *restrict y, const uint8_t *restrict cb,
                 const uint8_t *restrict cr, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        int16_t luma = y[i], b = (int16_t)(cb[i] - 128), r = (int16_t)(cr[i] - 128);
        int16_t red = (int16_t)((R_CR * r + HALF) >> 16);
        int16_t green = (int16_t)((G_CR * r - G_CB * b + HALF) >> 16);
        int16_t blue = (int16_t)((HALF - B_CB * b) >> 16);
        rgb[3 * i] = level((int16_t)(luma + r + red));
        rgb[3 * i + 1] = level((int16_t)(luma - r + green));
        rgb[3 * i + 2] = level((int16_t)(luma + 2 * b + blue));
    }
}

MLT_KERNEL_BUILD(mlt_ycc_loops) = {split, halve, enlarge, join};
