/* SPDX-License-Identifier: MIT */
/*
 * A box in JSON, as answers and results files have it.
 */
#ifndef MLT_PREDICTOR_READ_BOX_H
#define MLT_PREDICTOR_READ_BOX_H

#include "annotation/box.h"
#include "codec/json.h"

/* [left, top, width, height]; the numbers may be anything that the reader lets through. */
mltest_status mlt_read_box(mlt_json *json, mlt_box *out, mltest_error **error);

#endif
