/* SPDX-License-Identifier: MIT */
/*
 * The polygons of COCO's "segmentation".
 */
#ifndef MLT_ANNOTATION_COCO_RINGS_H
#define MLT_ANNOTATION_COCO_RINGS_H

#include "annotation/polygon.h"
#include "codec/json.h"

/*
 * Takes the value and adds its rings, [[x, y, x, y, …], …]. A segmentation that is anything else
 * (run lengths, a ring of fewer than three points or of odd numbers, more than MLT_MOST_POINTS
 * points) adds nothing: boxes do without.
 */
mltest_status mlt_coco_read_rings(mlt_json *json, mlt_polygons *to, uint32_t owner,
                                  mltest_error **error);

#endif
