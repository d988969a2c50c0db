/* SPDX-License-Identifier: MIT */
#include "codec/jpeg_io.h"

#include <jerror.h>

static void on_error(j_common_ptr cinfo)
{
    mlt_jpeg_errors *errors = (mlt_jpeg_errors *)(void *)cinfo->err;
    cinfo->err->format_message(cinfo, errors->message);
    errors->out_of_memory = cinfo->err->msg_code == JERR_OUT_OF_MEMORY;
    longjmp(errors->jump, 1);
}

static void on_message(j_common_ptr cinfo, int level)
{
    mlt_jpeg_errors *errors = (mlt_jpeg_errors *)(void *)cinfo->err;
    char message[JMSG_LENGTH_MAX];
    if (level >= 0)
        return; /* a trace, not a warning */
    cinfo->err->num_warnings++;
    if (errors->pixels != NULL) {
        cinfo->err->format_message(cinfo, message);
        mlt_pixels_warn(errors->pixels, message);
    }
}

static void print_nothing(j_common_ptr cinfo)
{
    (void)cinfo;
}

struct jpeg_error_mgr *mlt_jpeg_errors_init(mlt_jpeg_errors *errors, mlt_pixels *pixels)
{
    jpeg_std_error(&errors->base);
    errors->base.error_exit = on_error;
    errors->base.emit_message = on_message;
    errors->base.output_message = print_nothing;
    errors->message[0] = '\0';
    errors->out_of_memory = false;
    errors->pixels = pixels;
    return &errors->base;
}
