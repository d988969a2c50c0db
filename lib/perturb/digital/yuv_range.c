/* SPDX-License-Identifier: MIT */
#include <math.h>

#include "perturb/pointwise.h"

enum { SHOWN_FULL, SHOWN_LIMITED, AS_709, AS_601 };

/* Luma weights of red and blue: ITU-R BT.601 and BT.709. */
typedef struct {
    float red, blue;
} standard;
static const standard bt601 = {.299f, .114f}, bt709 = {.2126f, .0722f};

/* What luma and colour differences become between writer and reader, whose standards differ or are
 * the same. */
typedef struct {
    standard written, read;
    float luma_gain, luma_offset, chroma_gain; /* offset: of full scale */
} mistake;

static mistake mistake_of(int which)
{
    mistake m = {bt601, bt601, 1, 0, 1};
    if (which == SHOWN_FULL) { /* 16 … 235 and 16 … 240 are taken for 0 … 255 */
        m.luma_gain = 219 / 255.0f;
        m.luma_offset = 16 / 255.0f;
        m.chroma_gain = 224 / 255.0f;
    } else if (which == SHOWN_LIMITED) {
        m.luma_gain = 255 / 219.0f;
        m.luma_offset = -16 / 219.0f;
        m.chroma_gain = 255 / 224.0f;
    } else if (which == AS_709) {
        m.read = bt709;
    } else {
        m.written = bt709;
    }
    return m;
}

static void change_pixel(float *v, const mistake *m, float top)
{
    const standard *w = &m->written, *r = &m->read;
    float green = 1 - w->red - w->blue, luma = w->red * v[0] + green * v[1] + w->blue * v[2];
    float cb = (v[2] - luma) / (1 - w->blue) * m->chroma_gain;
    float cr = (v[0] - luma) / (1 - w->red) * m->chroma_gain;
    luma = luma * m->luma_gain + m->luma_offset * top;
    v[0] = luma + cr * (1 - r->red);
    v[2] = luma + cb * (1 - r->blue);
    v[1] = (luma - r->red * v[0] - r->blue * v[2]) / (1 - r->red - r->blue);
}

static void change(float *v, const mlt_row_place *place)
{
    const mistake *m = place->data;
    for (uint32_t x = 0; x < place->width; x++, v += place->channels) {
        if (place->channels == 1)
            *v = *v * m->luma_gain + m->luma_offset * place->top;
        else
            change_pixel(v, m, place->top);
    }
}

static mltest_status apply(mlt_step_io *io, mltest_error **error)
{
    mistake m = mistake_of((int)floor(io->params[0] + 0.5));
    return mlt_change_rows(io, change, &m, error);
}

static const mlt_param params[] = {
    {.name = "mistake",
     .unit = "0 limited range shown as full, 1 full as limited, 2 BT.601 as 709, 3 709 as 601",
     .low = 0,
     .high = 3,
     .values = {0, 0, 0, 0, 0},
     .is_free = true},
};

const mlt_kind mlt_kind_yuv_range = {
    .name = "yuv_range",
    .mltest_name = "",
    .family = "",
    .category = MLT_CATEGORY_DIGITAL,
    .revision = 1,
    .flags = MLT_KIND_SINGLE,
    .summary = "video decoded with another range or matrix than it was written with",
    .when = "video servers, hardware decoders, files without colour tags: a real mistake in "
            "pipelines",
    .params = params,
    .n_params = sizeof params / sizeof params[0],
    .apply = apply,
};
