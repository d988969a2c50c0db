/* SPDX-License-Identifier: MIT */
/*
 * Which pixels a condition changes.
 */
#ifndef MLT_TESTS_CHANGES_H
#define MLT_TESTS_CHANGES_H

#include "perturb/conditions.h"

/* Fills `changed` with 1 for the pixels whose channel c is not as it was; returns their share. */
static inline double find_changes(uint8_t *changed, const mltest_image_view *view, const char *text,
                                  const char *id, uint32_t c)
{
    uint32_t n = view->width * view->height, sum = 0;
    mlt_perturbed made = perturb(view, text, id);
    mltest_image_view out = mlt_image_view(&made.image);
    for (uint32_t k = 0; k < n; k++) {
        uint32_t x = k % view->width, y = k / view->width;
        changed[k] = sample_at(&out, x, y, c) != sample_at(view, x, y, c);
        sum += changed[k];
    }
    mlt_perturbed_free(&made);
    return sum / (double)n;
}

#endif
