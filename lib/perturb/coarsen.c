/* SPDX-License-Identifier: MIT */
#include "perturb/coarsen.h"

#include <math.h>

#include "base/error.h"
#include "perturb/scratch.h"

static uint32_t whole(double side)
{
    double n = floor(side + 0.5);
    return n > 1 ? (uint32_t)n : 1;
}

mltest_status mlt_coarsen(mlt_step_io *io, double width, double height, mlt_coarse_method method,
                          mltest_error **error)
{
    const mltest_image_view *in = io->in;
    const mlt_coarse coarse = {in, whole(width), whole(height), method};
    TRY(mlt_image_resize(io->out, in->width, in->height, in->format, error));
    void *work = mlt_scratch_get(io->scratch, 0, mlt_coarse_bytes(&coarse));
    if (work == NULL)
        return mlt_fail_memory(error);
    mlt_coarse_run(&coarse, io->out, work);
    return MLTEST_OK;
}
