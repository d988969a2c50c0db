/* SPDX-License-Identifier: MIT */
#include "report/report.h"
#include "api/check.h"
#include "api/handles.h"
#include "mltest/report.h"

mltest_status mltest_report_pair(mltest_image **out, mltest_context *ctx,
                                 const mltest_scorecard *card, mltest_dataset *dataset,
                                 mltest_suite *suite, const char *sample_id, const char *condition,
                                 mltest_error **error)
{
    mltest_image *image = NULL;
    ENTRY(error);
    NEED_OUT(out);
    NEED(card);
    NEED(dataset);
    NEED(sample_id);
    NEED(condition);
    TRY(mlt_image_handle_new(&image, ctx, error));
    mltest_status status =
        mlt_report_pair(&image->pixels, ctx, card, dataset, suite, sample_id, condition, error);
    if (status == MLTEST_OK)
        *out = image;
    else
        mltest_image_free(image);
    return status;
}
