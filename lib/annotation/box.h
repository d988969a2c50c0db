/* SPDX-License-Identifier: MIT */
/*
 * Axis-aligned boxes in pixels: left, top, width, height (see mltest/types.h for coordinates).
 */
#ifndef MLT_ANNOTATION_BOX_H
#define MLT_ANNOTATION_BOX_H

#include <stdbool.h>
#include <stddef.h>

typedef struct {
    double x, y, width, height;
} mlt_box;

/* Finite, with positive width and height. */
bool mlt_box_is_proper(const mlt_box *box);
double mlt_box_area(const mlt_box *box);
/* Area of the intersection; 0 when the boxes only touch. */
double mlt_box_intersection(const mlt_box *a, const mlt_box *b);
/* Intersection over union as COCO computes it; 0 for improper boxes. */
double mlt_box_iou(const mlt_box *a, const mlt_box *b);
/* The part inside a canvas of width × height; an empty box (0 × 0) if there is none. */
mlt_box mlt_box_clip(const mlt_box *box, double width, double height);
/* Exact area of box ∩ (union of rects). */
double mlt_box_covered_area(const mlt_box *box, const mlt_box *rects, size_t n_rects);
/* The box of p's edges clamped between inner's and outer's (doc/scores.md, maps that are not
 * exact). */
mlt_box mlt_box_clamp_between(const mlt_box *p, const mlt_box *outer, const mlt_box *inner);

#endif
