/* SPDX-License-Identifier: MIT */
/**
 * @file mltest/annotation.h
 * Boxes and ground truth.
 *
 * @since 0.1.0
 */
#ifndef MLTEST_ANNOTATION_H
#define MLTEST_ANNOTATION_H

#include "mltest/types.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Flag bits of a truth. */
enum {
    MLTEST_TRUTH_CROWD = 1,     /**< a region of many objects, not one */
    MLTEST_TRUTH_DIFFICULT = 2, /**< Pascal VOC's "difficult" */
    MLTEST_TRUTH_IGNORE = 4,    /**< neither demanded nor punished */
    MLTEST_TRUTH_CLIPPED = 8    /**< was cut at the picture's edge when it was read */
};

/** An axis-aligned box in pixels. An element of arrays, hence frozen. */
typedef struct mltest_box {
    double x;      /**< left edge */
    double y;      /**< top edge */
    double width;  /**< not negative */
    double height; /**< not negative */
} mltest_box;

/**
 * Intersection over union of two boxes, as COCO defines it (no added pixel).
 * @param a  a box
 * @param b  a box
 * @return 0 … 1; 0 when an argument is NULL or a box has no area
 * @since 0.1.0
 */
MLTEST_API double mltest_box_iou(const mltest_box *a, const mltest_box *b);

/**
 * Where a box goes under a map of the plane, as journals record maps: row-major h, with
 * (x', y', w') = h · (x, y, 1).
 * @param h           nine numbers
 * @param box         the box before
 * @param[out] outer  the smallest box around the mapped one; may be NULL
 * @param[out] inner  the smallest box around the mapped inscribed ellipse; may be NULL. Equal to
 *                    outer for flips, quarter turns, scaling and translation
 * @return MLTEST_OK, or MLTEST_ERR_INVALID (NULL, not finite, or a part maps to infinity)
 * @since 0.1.0
 */
MLTEST_API mltest_status mltest_box_map(const double *h, const mltest_box *box, mltest_box *outer,
                                        mltest_box *inner);

#ifdef __cplusplus
}
#endif
#endif
