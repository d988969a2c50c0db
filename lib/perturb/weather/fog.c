/* SPDX-License-Identifier: MIT */
#include "perturb/weather/fog.h"

#include "base/error.h"
#include "image/rows.h"
#include "perturb/fields.h"
#include "perturb/scratch.h"

uint32_t mlt_fog_side(uint32_t width, uint32_t height)
{
    uint32_t longer = width > height ? width : height, side = 2;
    while (side < longer)
        side *= 2;
    return side;
}

typedef struct {
    float *a;
    uint32_t side;
    const double *u; /* the next uniform number */
} plasma;

static float *at(const plasma *p, uint32_t y, uint32_t x)
{
    return &p->a[(size_t)(y & (p->side - 1)) * p->side + (x & (p->side - 1))];
}

/* mean + U, U uniform in ±amp²; the mean in float, as the original keeps its grid. */
static void put(plasma *p, uint32_t y, uint32_t x, float sum, double amp)
{
    *at(p, y, x) = (float)((double)(sum / 4.0f) + amp * (-amp + 2 * amp * *p->u++));
}

static void centres(plasma *p, uint32_t step, double amp)
{
    uint32_t h = step / 2;
    for (uint32_t y = 0; y < p->side; y += step) {
        for (uint32_t x = 0; x < p->side; x += step)
            put(p, y + h, x + h,
                *at(p, y, x) + *at(p, y + step, x) +
                    (*at(p, y, x + step) + *at(p, y + step, x + step)),
                amp);
    }
}

static void edges(plasma *p, uint32_t step, double amp)
{
    uint32_t h = step / 2;
    for (uint32_t y = 0; y < p->side; y += step) {
        for (uint32_t x = 0; x < p->side; x += step)
            put(p, y, x + h,
                (*at(p, y + h, x + h) + *at(p, y - h, x + h)) +
                    (*at(p, y, x) + *at(p, y, x + step)),
                amp);
    }
    for (uint32_t y = 0; y < p->side; y += step) {
        for (uint32_t x = 0; x < p->side; x += step)
            put(p, y + h, x,
                (*at(p, y + h, x + h) + *at(p, y + h, x - h)) +
                    (*at(p, y, x) + *at(p, y + step, x)),
                amp);
    }
}

static void normalise(float *a, size_t n)
{
    float low = a[0], high = a[0];
    for (size_t i = 1; i < n; i++) {
        low = a[i] < low ? a[i] : low;
        high = a[i] > high ? a[i] : high;
    }
    float span = high - low;
    for (size_t i = 0; i < n; i++)
        a[i] = span > 0 ? (a[i] - low) / span : 0;
}

void mlt_fog_plasma(float *grid, uint32_t side, double decay, const double *uniforms)
{
    plasma p = {grid, side, uniforms};
    double amp = 100;
    grid[0] = 0;
    for (uint32_t step = side; step >= 2; step /= 2, amp /= decay) {
        centres(&p, step, amp);
        edges(&p, step, amp);
    }
    normalise(grid, (size_t)side * side);
}

static double largest(const mltest_image_view *in, double *row)
{
    size_t n = (size_t)in->width * mlt_format_channels(in->format);
    double most = 0;
    for (uint32_t y = 0; y < in->height; y++) {
        mlt_row_load(row, in, y);
        for (size_t i = 0; i < n; i++)
            most = row[i] > most ? row[i] : most;
    }
    return most;
}

/* out = (x + c·f) · M / (M + c), M the picture's largest sample. */
void mlt_fog_blend(mlt_image *out, const mltest_image_view *in, const float *grid, uint32_t side,
                   double amount, double *row)
{
    uint32_t channels = mlt_format_channels(in->format);
    double max = mlt_format_max(in->format), top = largest(in, row) / max;
    for (uint32_t y = 0; y < in->height; y++) {
        const float *f = grid + (size_t)y * side;
        double *v = row;
        mlt_row_load(row, in, y);
        for (uint32_t x = 0; x < in->width; x++) {
            for (uint32_t c = 0; c < channels; c++, v++) {
                double lit = (*v / max + amount * (double)f[x]) * top / (top + amount);
                *v = (lit < 1 ? lit : 1) * max;
            }
        }
        mlt_row_store(out, y, row, in);
    }
}

static void fill_uniforms(mlt_field *field, double *out, uint32_t side)
{
    for (uint32_t y = 0; y < side; y++) {
        const uint16_t *words = mlt_field_words(field, y, (size_t)2 * side);
        for (uint32_t x = 0; x < side; x++, out++)
            *out = ((double)(words[2 * x] | (uint32_t)words[2 * x + 1] << 16) + 0.5) / 4294967296.0;
    }
}

static mltest_status apply(mlt_step_io *io, mltest_error **error)
{
    const mltest_image_view *in = io->in;
    uint32_t side = mlt_fog_side(in->width, in->height);
    size_t n = (size_t)side * side;
    mlt_field field;
    TRY(mlt_image_resize(io->out, in->width, in->height, in->format, error));
    TRY(mlt_field_init(&field, io, (size_t)2 * side, error));
    double *row = mlt_scratch_get(io->scratch, 0, (size_t)in->width * 3 * sizeof *row);
    double *uniforms = mlt_scratch_get(io->scratch, 1, n * sizeof *uniforms);
    float *grid = mlt_scratch_get(io->scratch, 2, n * sizeof *grid);
    if (row == NULL || uniforms == NULL || grid == NULL)
        return mlt_fail_memory(error);
    fill_uniforms(&field, uniforms, side);
    mlt_fog_plasma(grid, side, io->params[1], uniforms);
    mlt_fog_blend(io->out, in, grid, side, io->params[0], row);
    return MLTEST_OK;
}

static const mlt_param params[] = {
    {.name = "amount",
     .unit = "of full scale",
     .low = 0,
     .high = 10,
     .values = {1.5, 2, 2.5, 2.5, 3},
     .has_identity = true,
     .identity = 0},
    {.name = "decay",
     .unit = "of the detail, per octave",
     .low = 1.01,
     .high = 10,
     .values = {2, 2, 1.7, 1.5, 1.4}},
};

const mlt_kind mlt_kind_fog = {
    .name = "fog",
    .mltest_name = "",
    .family = "",
    .category = MLT_CATEGORY_WEATHER,
    .revision = 1,
    .flags = MLT_KIND_STOCHASTIC,
    .summary = "patches of fog between camera and scene",
    .params = params,
    .n_params = sizeof params / sizeof params[0],
    .apply = apply,
};
