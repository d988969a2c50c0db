/* SPDX-License-Identifier: MIT */
#include "base/alloc.h"
#include "report/page.h"

mltest_status mlt_page_add_failures(mltest_report *report, mltest_dataset *dataset,
                                    mltest_suite *suite, mltest_error **error)
{
    (void)report;
    (void)dataset;
    (void)suite;
    (void)error;
    return MLTEST_OK;
}

void mlt_page_free_failures(mltest_report *report)
{
    for (size_t i = 0; i < report->n_pictures; i++)
        mlt_free(report->ctx, report->pictures[i].bytes);
    for (size_t i = 0; i < report->n_failures; i++) {
        mlt_free(report->ctx, report->failures[i].clean_boxes);
        mlt_free(report->ctx, report->failures[i].now_boxes);
        mlt_free(report->ctx, report->failures[i].recipe);
    }
    mlt_free(report->ctx, report->pictures);
    mlt_free(report->ctx, report->failures);
}
