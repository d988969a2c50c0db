/* SPDX-License-Identifier: MIT */
/*
 * One annotation file of Pascal VOC, as it stands: nothing is judged or converted here.
 */
#ifndef MLT_DATASET_VOC_ANNOTATION_H
#define MLT_DATASET_VOC_ANNOTATION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "mltest/context.h"

typedef struct {
    char *name; /* the class */
    int64_t line;
    double edges[4]; /* xmin, ymin, xmax, ymax: 1-based, inclusive; may be NAN or infinite */
    unsigned seen;   /* bit i: edges[i] is there */
    bool is_difficult;
} mlt_voc_object;

typedef struct {
    mltest_context *ctx; /* borrowed */
    char *filename;      /* NULL when the file names no picture */
    uint32_t width, height;
    mlt_voc_object *objects;
    size_t n_objects, cap_objects;
} mlt_voc_annotation;

/*
 * Reads n bytes; `file` is for messages. MLTEST_ERR_FORMAT names the line and what was expected:
 * another root element, an object without class or with an edge missing or not a number.
 * Whatever is returned, the annotation is to be freed.
 */
mltest_status mlt_voc_annotation_read(mlt_voc_annotation *out, mltest_context *ctx,
                                      const char *file, const char *bytes, size_t n,
                                      mltest_error **error);
void mlt_voc_annotation_free(mlt_voc_annotation *annotation);

#endif
