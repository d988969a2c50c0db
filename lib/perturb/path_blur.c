/* SPDX-License-Identifier: MIT */
#include "perturb/path_blur.h"

#include "base/error.h"
#include "perturb/scratch.h"

mltest_status mlt_blur_along(mlt_step_io *io, const mlt_psf_place *path, size_t n, double extent,
                             mltest_error **error)
{
    const mltest_image_view *in = io->in;
    mlt_psf psf;
    void *taps = mlt_scratch_get(io->scratch, 0, mlt_psf_bytes(extent));
    if (taps == NULL)
        return mlt_fail_memory(error);
    mlt_psf_of_path(&psf, path, n, taps);
    void *work = mlt_scratch_get(io->scratch, 1, mlt_psf_filter_bytes(&psf, in->format));
    if (work == NULL)
        return mlt_fail_memory(error);
    TRY(mlt_image_resize(io->out, in->width, in->height, in->format, error));
    mlt_psf_filter(&psf, io->out, in, work);
    return MLTEST_OK;
}
