/* SPDX-License-Identifier: MIT */
/*
 * Which image of a results file belongs to a sample, whose id is a path.
 */
#ifndef MLT_PREDICTOR_IMAGE_NAMES_H
#define MLT_PREDICTOR_IMAGE_NAMES_H

#include "base/keys.h"

typedef enum {
    MLT_IMAGE_NONE,     /* no image is the sample's */
    MLT_IMAGE_FOUND,    /* *image is */
    MLT_IMAGE_AMBIGUOUS /* several could be */
} mlt_image_match;

/*
 * Without an annotation file the ids are all there is. The first that is among them counts: the
 * sample's id; its base name; that without its extension; and, if that is all digits, the number
 * they are ("000000000139" and 139). ids->ctx serves for memory.
 */
mltest_status mlt_image_by_id(const mlt_keys *ids, const char *sample, mlt_image_match *match,
                              size_t *image, mltest_error **error);

/* Images known by file name: an equal path, or else an equal base name if only one has it. */
typedef struct {
    mlt_keys paths, bases;
    size_t *path_image, *base_image; /* by number of the name; SIZE_MAX: several */
    size_t path_cap, base_cap;
} mlt_image_names;

void mlt_image_names_init(mlt_image_names *names, mltest_context *ctx);
mltest_status mlt_image_names_add(mlt_image_names *names, const char *path, size_t image,
                                  mltest_error **error);
mlt_image_match mlt_image_by_name(const mlt_image_names *names, const char *sample, size_t *image);
void mlt_image_names_free(mlt_image_names *names);

#endif
