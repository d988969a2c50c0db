/* SPDX-License-Identifier: MIT */
#ifndef MLT_PERTURB_WEATHER_RAIN_H
#define MLT_PERTURB_WEATHER_RAIN_H

#include "base/random.h"

#include <stdint.h>

/* Streaks of falling drops. */
typedef struct {
    double per_megapixel;
    double shortest, longest; /* px, of far and of near drops */
    double slant;             /* degrees from the vertical; NAN: drawn */
    double light;             /* of the brightest streak's middle, 0 to 1 */
} mlt_rain;

enum { MLT_RAIN_MOST_SLANT = 60 };

/* Lays the streaks' light over a layer of width × height amounts from 0 to 1. Of the same draws
 * more streaks per megapixel are the same ones and others. */
void mlt_rain_fall(float *layer, uint32_t width, uint32_t height, const mlt_rain *rain,
                   mlt_draws *draws);

#endif
