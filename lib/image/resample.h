/* SPDX-License-Identifier: MIT */
/*
 * Smaller versions of pictures, for thumbnails.
 */
#ifndef MLT_IMAGE_RESAMPLE_H
#define MLT_IMAGE_RESAMPLE_H

#include "image/image.h"

/*
 * Fills `out` with the picture at width × height, any format (BGR stays BGR). An output pixel is
 * the mean of the input under it, each input pixel counting by the area that lies there: exact in
 * integers, rounded half up. Alpha is averaged like a colour. Larger sizes repeat pixels.
 * Errors as mlt_image_resize().
 */
mltest_status mlt_image_shrink(mlt_image *out, const mltest_image_view *view, uint32_t width,
                               uint32_t height, mltest_error **error);

#endif
