/* SPDX-License-Identifier: MIT */
#include "image/jpeg_steps.h"

/* Tables K.1 and K.2: a row a vertical frequency. */
static const uint8_t luma_steps[8][8] = {
    {16, 11, 10, 16, 24, 40, 51, 61},     {12, 12, 14, 19, 26, 58, 60, 55},
    {14, 13, 16, 24, 40, 57, 69, 56},     {14, 17, 22, 29, 51, 87, 80, 62},
    {18, 22, 37, 56, 68, 109, 103, 77},   {24, 35, 55, 64, 81, 104, 113, 92},
    {49, 64, 78, 87, 103, 121, 120, 101}, {72, 92, 95, 98, 112, 100, 103, 99},
};
static const uint8_t chroma_steps[8][8] = {
    {17, 18, 24, 47, 99, 99, 99, 99}, {18, 21, 26, 66, 99, 99, 99, 99},
    {24, 26, 56, 99, 99, 99, 99, 99}, {47, 66, 99, 99, 99, 99, 99, 99},
    {99, 99, 99, 99, 99, 99, 99, 99}, {99, 99, 99, 99, 99, 99, 99, 99},
    {99, 99, 99, 99, 99, 99, 99, 99}, {99, 99, 99, 99, 99, 99, 99, 99},
};

void mlt_jpeg_steps(mlt_dct_steps *steps, bool chroma, int quality)
{
    unsigned percent = (unsigned)(quality < 50 ? 5000 / quality : 200 - 2 * quality);
    for (size_t k = 0; k < MLT_DCT_PLACES; k++) {
        size_t x = k / 8, y = k % 8;
        unsigned step = (chroma ? chroma_steps : luma_steps)[y][x] * percent + 50;
        step = step / 100 > 1 ? step / 100 : 1;
        mlt_dct_set_step(steps, k, step < 255 ? step : 255);
    }
}
