/* SPDX-License-Identifier: MIT */
/*
 * Where the light of one dot goes.
 */
#ifndef MLT_TESTS_DOTS_H
#define MLT_TESTS_DOTS_H

#include "perturb/conditions.h"

enum { DOT_SIDE = 96, DOT = 48 };

/* All light, 1 if none is lost; its mean place and its spread, in px from the dot. */
typedef struct {
    double light, x, y, xx, yy, xy;
} dot_light;

/* `at`, if not NULL, gets the light of every pixel. */
static inline dot_light light_of_dot(const char *text, const char *id,
                                     double at[DOT_SIDE * DOT_SIDE])
{
    static uint16_t pixels[DOT_SIDE * DOT_SIDE];
    memset(pixels, 0, sizeof pixels);
    pixels[DOT * DOT_SIDE + DOT] = 65535;
    mltest_image_view view = grey_row((const uint8_t *)pixels, DOT_SIDE);
    view.format = MLTEST_FORMAT_GRAY16;
    view.stride_bytes = 2 * DOT_SIDE;
    view.height = DOT_SIDE;
    mlt_perturbed made = perturb(&view, text, id);
    mltest_image_view out = mlt_image_view(&made.image);
    dot_light l = {0};
    for (uint32_t k = 0; k < DOT_SIDE * DOT_SIDE; k++) {
        double v = sample_at(&out, k % DOT_SIDE, k / DOT_SIDE, 0) / 65535.0;
        double x = k % DOT_SIDE - (double)DOT, y = k / DOT_SIDE - (double)DOT;
        dot_light more = {v, v * x, v * y, v * x * x, v * y * y, v * x * y};
        l = (dot_light){l.light + more.light, l.x + more.x,   l.y + more.y,
                        l.xx + more.xx,       l.yy + more.yy, l.xy + more.xy};
        if (at != NULL)
            at[k] = v;
    }
    mlt_perturbed_free(&made);
    return l;
}

#endif
