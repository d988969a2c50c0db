/* SPDX-License-Identifier: MIT */
/*
 * What the camera sees through blobs of something clear on its lens: a blurred picture, bent, with
 * a dark rim, light of its own and a glint.
 */
#ifndef MLT_PERTURB_LOOK_THROUGH_H
#define MLT_PERTURB_LOOK_THROUGH_H

#include "image/blob.h"
#include "perturb/perturb.h"

typedef struct {
    uint32_t factor;      /* of the soft copy that is seen */
    double sigma;         /* its blur, px */
    double soft, soft_px; /* half the width of the outline, as a share of it, and px more */
    double middle, edge;  /* of what is seen, as kernel/blob.h bends it: 1 and 0 do not bend */
    double rim;           /* how dark the outline is */
    double veil;          /* how much is light of the blob's own, */
    double white;         /* between the picture's mean and white */
    double glint;         /* a spot of white in the upper left */
    float tint[3];        /* of what is seen; grey pictures take the second */
} mlt_blob_look;

/* Makes the output. Uses the scratch slots 0, 1 and 2. */
mltest_status mlt_look_through(mlt_step_io *io, const mlt_blob *blobs, size_t n,
                               const mlt_blob_look *look, mltest_error **error);

#endif
