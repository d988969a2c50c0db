/* SPDX-License-Identifier: MIT */
#include "perturb/look_through.h"

#include "base/error.h"
#include "image/rows.h"
#include "image/soft_copy.h"
#include "kernel/kernels.h"
#include "perturb/pointwise.h"
#include "perturb/scratch.h"

enum { ROWS = 10 }; /* of width numbers: six of pixels and one of pixels of the copy */

typedef struct {
    const mlt_blob *blobs;
    size_t n;
    const mlt_blob_look *look;
    mlt_small_picture copy;
    float light, glint; /* in levels */
    float *rows;
} looking;

/* Half the outline's width: most of the blob stays clear of it. */
static double softness(const mlt_blob_look *look, const mlt_blob *blob)
{
    double soft = look->soft + look->soft_px / blob->radius;
    return soft < .9 ? soft : .9;
}

static void show(const looking *s, const mlt_blob *blob, float *v, const mlt_row_place *place,
                 uint32_t first, size_t n)
{
    const mlt_blob_loops *loops = mlt_kernels_get()->blob;
    const mlt_blob_look *look = s->look;
    size_t width = place->width;
    float *d = s->rows, *x = d + width, *y = x + width, *gain = y + width;
    float *light = gain + width, *w = light + width, *over = w + width;
    mlt_blob_points points = mlt_blob_pixels(blob, first, place->y);
    double soft = softness(look, blob);
    mlt_blob_distances(blob, d, first + 0.5, place->y + 0.5, 1, n);
    loops->bend(x, y, d, &points, (float)look->middle, (float)look->edge, n);
    loops->look(over, &s->copy, x, y, n);
    loops->rim(gain, d, (float)look->rim, n);
    loops->spot(light, &points, -.35f, -.45f, .18f, s->glint, n);
    for (size_t i = 0; i < n; i++) {
        gain[i] *= (float)(1 - look->veil);
        light[i] += s->light;
    }
    loops->fade(w, d, (float)(1 - soft), (float)(1 + soft), n);
    if (place->channels == 1)
        loops->lay_over(v, w, over, gain, light, look->tint[1], n);
    else
        loops->lay_over3(v, w, over, gain, light, look->tint, n);
}

static void change(float *v, const mlt_row_place *place)
{
    const looking *s = place->data;
    for (size_t i = 0; i < s->n; i++) {
        const mlt_blob *blob = &s->blobs[i];
        uint32_t first, end;
        if (mlt_blob_span(blob, 1 + softness(s->look, blob), place->y, place->width, &first, &end))
            show(s, blob, v + (size_t)first * place->channels, place, first, end - first);
    }
}

mltest_status mlt_look_through(mlt_step_io *io, const mlt_blob *blobs, size_t n,
                               const mlt_blob_look *look, mltest_error **error)
{
    const mltest_image_view *in = io->in;
    float top = mlt_format_max(in->format);
    looking s = {.blobs = blobs, .n = n, .look = look, .glint = (float)look->glint * top};
    s.rows = mlt_scratch_get(io->scratch, 1, ROWS * (size_t)in->width * sizeof *s.rows);
    void *work =
        mlt_scratch_get(io->scratch, 2, mlt_soft_copy_bytes(in, look->factor, look->sigma));
    if (s.rows == NULL || work == NULL)
        return mlt_fail_memory(error);
    mlt_soft_copy_make(&s.copy, in, look->factor, look->sigma, work);
    float mean = mlt_soft_copy_mean(&s.copy, mlt_format_channels(in->format));
    s.light = (float)look->veil * (mean + (float)look->white * (top - mean));
    return mlt_change_rows(io, change, &s, error);
}
