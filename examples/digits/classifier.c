/* SPDX-License-Identifier: MIT */
#include "classifier.h"

#include <math.h>

const char *const digits_variants[DIGITS_VARIANTS] = {"plain", "sturdy"};

/* The mean of one of 8 x 8 parts of the picture, 0 to 1. */
static double mean_of_part(const mltest_image_view *image, uint32_t column, uint32_t row)
{
    uint32_t left = image->width * column / 8, right = image->width * (column + 1) / 8;
    uint32_t top = image->height * row / 8, bottom = image->height * (row + 1) / 8;
    double sum = 0;
    for (uint32_t y = top; y < bottom; y++) {
        const uint8_t *line = (const uint8_t *)image->data + (int64_t)y * image->stride_bytes;
        for (uint32_t x = left; x < right; x++)
            sum += line[x];
    }
    return sum / 255 / ((right - left) * (bottom - top));
}

int digits_classify(const mltest_image_view *image, int variant, double probabilities[10])
{
    double parts[64], total = 0;
    if (image->format != MLTEST_FORMAT_GRAY8 || image->width < 8 || image->height < 8 ||
        image->width > 4096 || image->height > 4096)
        return 0;
    for (uint32_t i = 0; i < 64; i++)
        parts[i] = mean_of_part(image, i % 8, i / 8);
    for (int digit = 0; digit < 10; digit++) {
        const short *w = digits_weights[variant][digit];
        double sum = w[64];
        for (int i = 0; i < 64; i++)
            sum += w[i] * parts[i];
        probabilities[digit] = exp(sum / 64);
        total += probabilities[digit];
    }
    for (int digit = 0; digit < 10; digit++)
        probabilities[digit] /= total;
    return 1;
}
