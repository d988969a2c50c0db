/* SPDX-License-Identifier: MIT */
/*
 * Handles that exist only for hosts: inside the library these things are plain structs.
 */
#ifndef MLT_API_HANDLES_H
#define MLT_API_HANDLES_H

#include "image/image.h"

struct mltest_image {
    _Atomic uint32_t refs;
    mltest_context *ctx; /* a reference */
    mlt_image pixels;
};

/* An image without pixels, whose `pixels` the caller fills in. */
mltest_status mlt_image_handle_new(mltest_image **out, mltest_context *ctx, mltest_error **error);

#endif
