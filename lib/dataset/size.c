/* SPDX-License-Identifier: MIT */
/*
 * Sizes of pictures that are not decoded, for labels that give parts of the width and height.
 */
#include "base/alloc.h"
#include "base/error.h"
#include "codec/picture.h"
#include "dataset/reader.h"
#include "dataset/turn.h"

mltest_status mlt_dataset_upright_size(mltest_dataset *dataset, const char *relative,
                                       uint32_t *width, uint32_t *height, mltest_error **error)
{
    char *bytes;
    size_t n;
    mlt_picture_info info;
    TRY(mlt_dataset_read_file(dataset, relative, &bytes, &n, error));
    mltest_status status = mlt_picture_header(relative, bytes, n, &info, error);
    mlt_free(dataset->ctx, bytes);
    TRY(status);
    bool swaps = mlt_turn_swaps(info.orientation);
    *width = swaps ? info.height : info.width;
    *height = swaps ? info.width : info.height;
    return MLTEST_OK;
}
