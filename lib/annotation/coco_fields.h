/* SPDX-License-Identifier: MIT */
/*
 * What the objects of COCO's files hold, for the two ways of reading them.
 */
#ifndef MLT_ANNOTATION_COCO_FIELDS_H
#define MLT_ANNOTATION_COCO_FIELDS_H

#include <math.h>
#include <stdbool.h>
#include <stddef.h>

typedef enum {
    MLT_COCO_ID,        /* int64_t */
    MLT_COCO_LISTED_ID, /* int64_t of a mlt_coco_entry_info, with is_decimal */
    MLT_COCO_NUMBER,    /* double */
    MLT_COCO_SCORE,     /* double; as Python's numbers: an integer's zero has no sign */
    MLT_COCO_SIZE,      /* uint32_t */
    MLT_COCO_FLAG,      /* bool; what Python takes for true */
    MLT_COCO_CROWD,     /* bool; only what is the same wherever the reference looks at it */
    MLT_COCO_NAME,      /* char *, owned */
    MLT_COCO_BOX,       /* mlt_box */
    MLT_COCO_IDS,       /* mlt_coco_id_list, owned */
    MLT_COCO_FREQUENCY, /* uint8_t: 'r', 'c' or 'f' */
    MLT_COCO_NOTED,     /* none: skipped, but its key is seen */
    MLT_COCO_RINGS      /* none: skipped, or elsewhere */
} mlt_coco_field_type;

/* 2^53: the most that a MLT_COCO_SCORE may be if it is an integer, of either sign. */
#define MLT_COCO_MOST_WHOLE 9007199254740992.0

/* A key of an object, and where its value goes. */
typedef struct {
    const char *key;
    mlt_coco_field_type type;
    bool required;
    size_t offset;
} mlt_coco_field;

/* Whether a number may be a MLT_COCO_CROWD. */
static inline bool mlt_coco_is_crowd_number(double number)
{
    return number >= 0 && number <= 255 && floor(number) == number;
}

#endif
