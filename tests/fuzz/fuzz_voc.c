/* SPDX-License-Identifier: MIT */
/*
 * Annotation files of Pascal VOC: any bytes give an annotation or an error, never both or neither.
 */
#include <stdlib.h>
#include <string.h>

#include "dataset/voc_annotation.h"
#include "mltest/error.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void check(const mlt_voc_annotation *annotation)
{
    for (size_t i = 0; i < annotation->n_objects; i++) {
        const mlt_voc_object *object = &annotation->objects[i];
        if (object->name == NULL || object->name[0] == '\0' || object->seen != 15 ||
            object->line < 1)
            abort();
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    mlt_voc_annotation annotation;
    mltest_error *error = NULL;
    mltest_status status =
        mlt_voc_annotation_read(&annotation, NULL, "fuzz.xml", (const char *)data, n, &error);
    if (status != mltest_error_status(error))
        abort();
    if (status == MLTEST_OK)
        check(&annotation);
    mlt_voc_annotation_free(&annotation);
    mltest_error_free(error);
    return 0;
}
