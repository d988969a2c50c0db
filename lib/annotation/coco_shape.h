/* SPDX-License-Identifier: MIT */
/*
 * Objects of an array that look like the one before them: the same keys in the same order with the
 * same space between. Such an object is read by comparing what is between its values with the text
 * that was there last time. Everything else, all that is wrong among it, is left to the reader of
 * any JSON, so that what is accepted, what it means and what is said of errors do not depend on
 * shapes.
 */
#ifndef MLT_ANNOTATION_COCO_SHAPE_H
#define MLT_ANNOTATION_COCO_SHAPE_H

#include "annotation/coco_fields.h"
#include "codec/json.h"

enum { MLT_COCO_MOST_STEPS = 24, MLT_COCO_STEP_WORDS = 8 };

/* Some text and the value behind it. */
typedef struct {
    uint64_t text[MLT_COCO_STEP_WORDS]; /* as mlt_digits_load() loads them, zeros at the end */
    uint64_t last_mask;                 /* of the last word: the bytes that count */
    size_t n, n_words;
    const mlt_coco_field *field; /* NULL: a value that is skipped; or none, behind the last text */
} mlt_coco_step;

typedef struct {
    const mlt_coco_field *fields;
    size_t n_fields;
    mlt_coco_step steps[MLT_COCO_MOST_STEPS];
    size_t n;     /* 0: there is no shape */
    unsigned has; /* bit i: field i is there */
} mlt_coco_shape;

/* No shape yet; the fields are borrowed. */
void mlt_coco_shape_init(mlt_coco_shape *shape, const mlt_coco_field *fields, size_t n_fields);
/* Takes the shape of the item of an array that the reader has just read, without an error; `from`
 * is where in the file reading it began, before its comma. There is no shape if it is not usual. */
void mlt_coco_shape_learn(mlt_coco_shape *shape, const mlt_json *json, uint64_t from);
/*
 * Reads the next item of an array into *object, from the comma before it on. *is_read tells whether
 * it was one of the shape; if not, the reader is where it was, and *object may be half filled.
 * MLTEST_ERR_MEMORY.
 */
mltest_status mlt_coco_shape_read(const mlt_coco_shape *shape, mlt_json *json, void *object,
                                  bool *is_read, mltest_error **error);

#endif
