/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/error.h"
#include "image/rows.h"
#include "kernel/kernels.h"
#include "perturb/perturb.h"
#include "perturb/scratch.h"

enum { AMOUNT, HUE };
enum { BRIGHTNESS, CONTRAST, SATURATION, TURN, OPERATIONS };

typedef struct {
    float factors[OPERATIONS]; /* of TURN: of a whole turn */
    int order[OPERATIONS];
} jitter;

/* Draws, in this order: the factors of brightness, contrast, saturation and the turn of the hue,
 * each a magnitude in half to whole limit and its sign; then the order, one shuffle from the end
 * (R. Durstenfeld, CACM 7, 1964). */
static jitter draw(const mlt_step_io *io)
{
    mlt_draws draws;
    jitter j;
    mlt_draws_init(&draws, io->key, io->sample_id, 0);
    for (int k = 0; k < OPERATIONS; k++) {
        double drawn = mlt_draw_signed(&draws, 0.5, 1);
        j.factors[k] =
            (float)(k == TURN ? drawn * io->params[HUE] : 1 + drawn * io->params[AMOUNT]);
        j.order[k] = k;
    }
    for (int k = OPERATIONS - 1; k > 0; k--) {
        int other = (int)mlt_draw_below(&draws, (uint32_t)k + 1), kept = j.order[k];
        j.order[k] = j.order[other];
        j.order[other] = kept;
    }
    return j;
}

static float luma(const float *v)
{
    return 0.299f * v[0] + 0.587f * v[1] + 0.114f * v[2];
}

static double mean_luma(const float *picture, size_t n)
{
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += (double)luma(picture + 3 * i);
    return sum / (double)n;
}

static float clip(float v, float top)
{
    float low = v > 0 ? v : 0;
    return low < top ? low : top;
}

/* Away from grey, or towards it: from each pixel's own, or from the picture's mean. */
static void blend(float *v, size_t n, float factor, const float *mean, float top)
{
    for (size_t i = 0; i < n; i++, v += 3) {
        float grey = mean != NULL ? *mean : luma(v);
        for (int c = 0; c < 3; c++)
            v[c] = clip(grey + factor * (v[c] - grey), top);
    }
}

static void change(float *picture, size_t n, int operation, float factor, float top)
{
    float mean = 0;
    if (operation == TURN) {
        const mlt_hsv_change hsv = {factor, 1, 1};
        mlt_kernels_get()->colour->change_hsv(picture, &hsv, top, n);
        return;
    }
    if (operation == CONTRAST)
        mean = (float)mean_luma(picture, n);
    blend(picture, n, factor, operation == SATURATION ? NULL : &mean, top);
}

static mltest_status apply(mlt_step_io *io, mltest_error **error)
{
    const mltest_image_view *in = io->in;
    const jitter j = draw(io);
    float top = mlt_format_max(in->format);
    size_t row = (size_t)in->width * 3, n = row * in->height;
    TRY(mlt_image_resize(io->out, in->width, in->height, in->format, error));
    float *picture = mlt_scratch_get(io->scratch, 0, n * sizeof *picture);
    if (picture == NULL)
        return mlt_fail_memory(error);
    for (uint32_t y = 0; y < in->height; y++)
        mlt_row_load(picture + y * row, in, y);
    for (int k = 0; k < OPERATIONS; k++)
        change(picture, n / 3, j.order[k], j.factors[j.order[k]], top);
    for (size_t i = 0; i < n; i++)
        picture[i] += 0.5f;
    for (uint32_t y = 0; y < in->height; y++)
        mlt_row_store(io->out, y, picture + y * row, in);
    return MLTEST_OK;
}

static const mlt_param params[] = {
    {.name = "amount",
     .unit = "of brightness, contrast and saturation",
     .low = 0,
     .high = 1,
     .values = {.1, .2, .3, .4, .5},
     .has_identity = true,
     .identity = 0},
    {.name = "hue",
     .unit = "of a turn",
     .low = 0,
     .high = 0.5,
     .values = {.02, .04, .06, .08, .1},
     .has_identity = true,
     .identity = 0},
};

const mlt_kind mlt_kind_color_jitter = {
    .name = "color_jitter",
    .mltest_name = "ColorJitter",
    .family = "",
    .category = MLT_CATEGORY_COLOUR,
    .revision = 1,
    .flags = MLT_KIND_STOCHASTIC | MLT_KIND_NEEDS_COLOUR,
    .summary = "brightness, contrast, saturation and hue all a little off, in random order",
    .when = "other devices and light; what training augmentations of that name promise to cover",
    .params = params,
    .n_params = sizeof params / sizeof params[0],
    .apply = apply,
};
