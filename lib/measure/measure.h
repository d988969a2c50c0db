/* SPDX-License-Identifier: MIT */
/*
 * What can be said of a picture and its labels without a model; stored as tags of the journal.
 */
#ifndef MLT_MEASURE_MEASURE_H
#define MLT_MEASURE_MEASURE_H

#include "annotation/truth.h"
#include "image/image.h"
#include "measure/tags.h"

/*
 * Adds the automatic tags to `tags` (those a user set stay): luma_mean and luma_spread (standard
 * deviation) in 8-bit grey levels, sharpness (variance of the 3×3 Laplacian of luma), megapixels,
 * aspect (width / height), objects (non-ignored truths; only when labelled). Integer sums, so the
 * same on every machine.
 */
mltest_status mlt_measure(mltest_context *ctx, const mltest_image_view *view,
                          const mlt_truths *truths, int labelled, mlt_tags *tags,
                          mltest_error **error);

#endif
