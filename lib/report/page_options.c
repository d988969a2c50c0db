/* SPDX-License-Identifier: MIT */
#include "base/error.h"
#include "report/page.h"

static const mlt_option rows[] = {
    {"title", MLTEST_OPTION_STRING, "", 0, 0, "", "of the page; the models and the data set"},
    {"max_debug_images", MLTEST_OPTION_INT, "", 0, 10000, "40",
     "at most so many pairs of a clean and a changed picture are shown"},
    {"picture_width", MLTEST_OPTION_INT, "px", 64, 4096, "640", "wider pictures are scaled to it"},
    {"picture_quality", MLTEST_OPTION_INT, "", 1, 100, "80", "of the JPEG files that are shown"},
    {"picture_bytes", MLTEST_OPTION_INT, "bytes", 0, 1e9, "6000000",
     "all pictures together are no larger; fewer are shown then"},
    {"samples", MLTEST_OPTION_INT, "", 0, 1000, "10",
     "of each condition, how many of the samples that change most are listed for a model"},
};

const mlt_option_table mlt_report_options = {"report", rows, sizeof rows / sizeof rows[0]};

mltest_status mlt_page_settings_read(mlt_page_settings *s, const mltest_options *options,
                                     mltest_error **error)
{
    const mlt_option_table *table = &mlt_report_options;
    TRY(mlt_options_expect(options, table, error));
    *s = (mlt_page_settings){
        .title = mlt_options_string(options, table, "title"),
        .max_debug_images = (uint64_t)mlt_options_int(options, table, "max_debug_images"),
        .picture_width = (uint32_t)mlt_options_int(options, table, "picture_width"),
        .picture_quality = (int)mlt_options_int(options, table, "picture_quality"),
        .picture_bytes = (uint64_t)mlt_options_int(options, table, "picture_bytes"),
        .samples = (uint64_t)mlt_options_int(options, table, "samples"),
    };
    return MLTEST_OK;
}
