/* SPDX-License-Identifier: MIT */
/*
 * The objects of COCO's files.
 */
#ifndef MLT_ANNOTATION_COCO_OBJECT_H
#define MLT_ANNOTATION_COCO_OBJECT_H

#include "annotation/coco_shape.h"
#include "codec/json.h"

/* Reads an object. Bit i of *has tells whether field i was there. */
mltest_status mlt_coco_read_object(mlt_json *json, const mlt_coco_field *fields, size_t n,
                                   void *object, unsigned *has, mltest_error **error);
/* Reads the next item of an array, if there is *more; shape->has tells which fields it had. Rings
 * are skipped or read like those of the item before. */
mltest_status mlt_coco_next_object(mlt_json *json, mlt_coco_shape *shape, void *object, bool *more,
                                   mltest_error **error);

#endif
