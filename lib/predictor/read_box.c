/* SPDX-License-Identifier: MIT */
#include "predictor/read_box.h"

#include "base/error.h"

mltest_status mlt_read_box(mlt_json *json, mlt_box *out, mltest_error **error)
{
    double *const parts[] = {&out->x, &out->y, &out->width, &out->height};
    TRY(mlt_json_expect(json, MLT_JSON_ARRAY_BEGIN, "a box [x, y, width, height]", error));
    for (int i = 0; i < 4; i++)
        TRY(mlt_json_read_f64(json, parts[i], error));
    return mlt_json_expect(json, MLT_JSON_ARRAY_END, "a box of four numbers", error);
}
