/* SPDX-License-Identifier: MIT */
/*
 * The values of the objects of COCO's files.
 */
#ifndef MLT_ANNOTATION_COCO_VALUE_H
#define MLT_ANNOTATION_COCO_VALUE_H

#include "annotation/coco_fields.h"
#include "annotation/coco_file.h"
#include "codec/json.h"

/* What a MLT_COCO_RINGS is a field of: an annotation, and where its rings go. */
typedef struct {
    mlt_coco_annotation annotation;
    mlt_polygons *polygons; /* NULL: nowhere */
    size_t place;
} mlt_coco_annotated;

/* Reads the value of a field into its object. Owned values that are there are freed first. */
mltest_status mlt_coco_read_value(mlt_json *json, const mlt_coco_field *field, void *object,
                                  mltest_error **error);

#endif
