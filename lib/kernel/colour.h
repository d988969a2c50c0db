/* SPDX-License-Identifier: MIT */
/*
 * Colours of rows of RGB pixels, in place. Levels are whole numbers from 0 to `top`; results are
 * meant to be truncated.
 */
#ifndef MLT_KERNEL_COLOUR_H
#define MLT_KERNEL_COLOUR_H

#include "kernel/build.h"

typedef struct {
    float turn;              /* of the hue, in whole turns */
    float saturation, value; /* gains */
} mlt_hsv_change;

typedef struct {
    /* V' = min(V + amount, top), where V is the largest channel: all channels times V' / V. Black
     * becomes grey. */
    void (*brighten)(float *v, float amount, float top, size_t n);
    /* S' = clip(S · gain + offset, 0, 1), S = (V - the smallest channel) / V: V - V · S' · (V - c)
     * / (V - the smallest). A grey pixel's hue is red: V, V · (1 - S'), V · (1 - S'). */
    void (*saturate)(float *v, float gain, float offset, size_t n);
    /* Hue, saturation and value of HSV changed at once, S and V cut at full; not to be truncated.
     */
    void (*change_hsv)(float *v, const mlt_hsv_change *change, float top, size_t n);
} mlt_colour_loops;

MLT_KERNEL_BUILDS(mlt_colour_loops);

/* What is added before truncation, so that a whole number stays itself whatever the rounding. */
#define MLT_COLOUR_NUDGE 0.0001f

#endif
