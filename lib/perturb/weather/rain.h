/* SPDX-License-Identifier: MIT */
#ifndef MLT_PERTURB_WEATHER_RAIN_H
#define MLT_PERTURB_WEATHER_RAIN_H

#include <math.h>
#include <stdint.h>

#include "base/random.h"
#include "perturb/perturb.h"

/* Streaks of falling drops. */
typedef struct {
    double per_megapixel;
    double shortest, longest; /* px, of far and of near drops */
    double slant;             /* degrees from the vertical; NAN: drawn */
    double light;             /* of the brightest streak's middle, 0 to 1 */
} mlt_rain;

enum { MLT_RAIN_MOST_SLANT = 60 };
/* What kinds with rain say about its streaks: rows length_low, length_high and slant of a table. */
#define MLT_RAIN_ROWS                                                                              \
    {.name = "length_low",                                                                         \
     .unit = "px, of the farthest drops' streaks",                                                 \
     .low = 1,                                                                                     \
     .high = 1000,                                                                                 \
     .values = {12, 12, 12, 12, 12},                                                               \
     .is_length_px = true,                                                                         \
     .is_free = true},                                                                             \
        {.name = "length_high",                                                                    \
         .unit = "px, of the nearest drops' streaks",                                              \
         .low = 1,                                                                                 \
         .high = 1000,                                                                             \
         .values = {40, 40, 40, 40, 40},                                                           \
         .is_length_px = true,                                                                     \
         .is_free = true},                                                                         \
    {                                                                                              \
        .name = "slant", .unit = "degrees from the vertical, at random within 15 if not set",      \
        .low = -MLT_RAIN_MOST_SLANT, .high = MLT_RAIN_MOST_SLANT,                                  \
        .values = {NAN, NAN, NAN, NAN, NAN}, .is_free = true                                       \
    }

/* Lays the streaks' light over a layer of width × height amounts from 0 to 1. Of the same draws
 * more streaks per megapixel are the same ones and others. */
void mlt_rain_fall(float *layer, uint32_t width, uint32_t height, const mlt_rain *rain,
                   mlt_draws *draws);

#endif
