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
    uint32_t side, step;
    double amp; /* of this step */
    const mlt_fog_numbers *numbers;
    double *u; /* this row's */
} plasma;

static float *row_of(const plasma *p, uint32_t y)
{
    return p->a + (size_t)(y & (p->side - 1)) * p->side;
}

static void next_numbers(const plasma *p)
{
    p->numbers->next(p->numbers->from, p->u, p->side / p->step);
}

/* mean + U, U uniform in ±amp²; the mean in float, as the original keeps its grid. */
static float displaced(float sum, double amp, double u)
{
    return (float)((double)(sum / 4.0f) + amp * (-amp + 2 * amp * u));
}

/* The centres of the squares whose upper corners lie in row y. */
static void centres(const plasma *p, uint32_t y)
{
    uint32_t half = p->step / 2;
    const float *up = row_of(p, y), *down = row_of(p, y + p->step);
    float *to = row_of(p, y + half);
    next_numbers(p);
    for (uint32_t x = 0, i = 0; x < p->side; x += p->step, i++) {
        uint32_t right = (x + p->step) & (p->side - 1);
        to[x + half] = displaced(up[x] + down[x] + (up[right] + down[right]), p->amp, p->u[i]);
    }
}

/* The middles of their upper edges … */
static void upper_edges(const plasma *p, uint32_t y)
{
    uint32_t half = p->step / 2;
    const float *above = row_of(p, y - half), *below = row_of(p, y + half);
    float *to = row_of(p, y);
    next_numbers(p);
    for (uint32_t x = 0, i = 0; x < p->side; x += p->step, i++) {
        uint32_t right = (x + p->step) & (p->side - 1);
        to[x + half] =
            displaced((below[x + half] + above[x + half]) + (to[x] + to[right]), p->amp, p->u[i]);
    }
}

/* … and of their left edges. */
static void left_edges(const plasma *p, uint32_t y)
{
    uint32_t half = p->step / 2;
    const float *up = row_of(p, y), *down = row_of(p, y + p->step);
    float *to = row_of(p, y + half);
    next_numbers(p);
    for (uint32_t x = 0, i = 0; x < p->side; x += p->step, i++) {
        uint32_t left = (x - half) & (p->side - 1);
        to[x] = displaced((to[x + half] + to[left]) + (up[x] + down[x]), p->amp, p->u[i]);
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

void mlt_fog_plasma(float *grid, uint32_t side, double decay, const mlt_fog_numbers *numbers,
                    double *row)
{
    plasma p = {grid, side, side, 100, numbers, row};
    grid[0] = 0;
    for (; p.step >= 2; p.step /= 2, p.amp /= decay) {
        for (uint32_t y = 0; y < side; y += p.step)
            centres(&p, y);
        for (uint32_t y = 0; y < side; y += p.step)
            upper_edges(&p, y);
        for (uint32_t y = 0; y < side; y += p.step)
            left_edges(&p, y);
    }
    normalise(grid, (size_t)side * side);
}

static float largest(const mltest_image_view *in, float *row)
{
    size_t n = (size_t)in->width * mlt_format_channels(in->format);
    float most = 0;
    for (uint32_t y = 0; y < in->height; y++) {
        mlt_row_load(row, in, y);
        for (size_t i = 0; i < n; i++)
            most = row[i] > most ? row[i] : most;
    }
    return most;
}

/* out = (x + c·f) · M / (M + c), M the picture's largest sample. */
void mlt_fog_blend(mlt_image *out, const mltest_image_view *in, const float *grid, uint32_t side,
                   double amount, float *row)
{
    uint32_t channels = mlt_format_channels(in->format);
    double top = largest(in, row), added = amount * mlt_format_max(in->format);
    float gain = (float)(top / (top + added > 0 ? top + added : 1)); /* no fog on black is black */
    for (uint32_t y = 0; y < in->height; y++) {
        const float *f = grid + (size_t)y * side;
        float *v = row;
        mlt_row_load(row, in, y);
        for (uint32_t x = 0; x < in->width; x++) {
            for (uint32_t c = 0; c < channels; c++, v++)
                *v = (*v + (float)added * f[x]) * gain;
        }
        mlt_row_store(out, y, row, in);
    }
}

/* Row after row of the plasma takes row after row of a field of 16-bit words. */
typedef struct {
    mlt_field field;
    uint32_t row;
} source;

static void next_uniforms(void *from, double *out, size_t n)
{
    source *s = from;
    const uint16_t *words = mlt_field_words(&s->field, s->row++, n);
    for (size_t i = 0; i < n; i++)
        out[i] = (words[i] + 0.5) / 65536;
}

static mltest_status apply(mlt_step_io *io, mltest_error **error)
{
    const mltest_image_view *in = io->in;
    uint32_t side = mlt_fog_side(in->width, in->height);
    source s = {.row = 0};
    const mlt_fog_numbers stream = {next_uniforms, &s};
    TRY(mlt_image_resize(io->out, in->width, in->height, in->format, error));
    TRY(mlt_field_init(&s.field, io, side, error));
    double *numbers = mlt_scratch_get(io->scratch, 0, side * sizeof *numbers);
    float *row = mlt_scratch_get(io->scratch, 2, (size_t)side * 3 * sizeof *row);
    float *grid = mlt_scratch_get(io->scratch, 1, (size_t)side * side * sizeof *grid);
    if (numbers == NULL || row == NULL || grid == NULL)
        return mlt_fail_memory(error);
    mlt_fog_plasma(grid, side, io->params[1], &stream, numbers);
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
    .when = "outdoor cameras, ports, roads at dawn; contrast goes where the fog is thick",
    .params = params,
    .n_params = sizeof params / sizeof params[0],
    .apply = apply,
};
