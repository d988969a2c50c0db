/* SPDX-License-Identifier: MIT */
/*
 * What the objects of COCO's files hold, for the two ways of reading them.
 */
#ifndef MLT_ANNOTATION_COCO_FIELDS_H
#define MLT_ANNOTATION_COCO_FIELDS_H

#include <stdbool.h>
#include <stddef.h>

typedef enum {
    MLT_COCO_ID,     /* int64_t */
    MLT_COCO_NUMBER, /* double */
    MLT_COCO_SIZE,   /* uint32_t */
    MLT_COCO_FLAG,   /* bool */
    MLT_COCO_NAME,   /* char *, owned */
    MLT_COCO_BOX,    /* mlt_box */
    MLT_COCO_RINGS   /* none: skipped, or elsewhere */
} mlt_coco_field_type;

/* A key of an object, and where its value goes. */
typedef struct {
    const char *key;
    mlt_coco_field_type type;
    bool required;
    size_t offset;
} mlt_coco_field;

#endif
