/* SPDX-License-Identifier: MIT */
#include "perturb/noise/shot_noise.h"

#include <math.h>

#include "base/error.h"
#include "base/math.h"
#include "image/rows.h"
#include "perturb/fields.h"
#include "perturb/scratch.h"

static size_t counts_below_white(double photons)
{
    return (size_t)ceil(photons);
}

size_t mlt_shot_table_bytes(double photons)
{
    return MLT_SHOT_LEVELS *
           (counts_below_white(photons) * sizeof(double) + MLT_SHOT_GUIDES * sizeof(uint16_t));
}

/* The probabilities of counts up to 0, 1, … of a mean, one a call. */
typedef struct {
    double mean, term, sum;
    size_t k;
} poisson;

static poisson poisson_start(double mean)
{
    double none = mlt_exp(-mean);
    return (poisson){mean, none, none, 0};
}

static void poisson_next(poisson *p)
{
    p->k++;
    p->term *= p->mean / (double)p->k;
    p->sum += p->term;
}

static void make_level(mlt_shot_table *table, size_t level)
{
    double *below = table->below + level * table->n;
    uint16_t *guide = table->guide + level * MLT_SHOT_GUIDES;
    poisson p = poisson_start((double)level / (MLT_SHOT_LEVELS - 1) * table->photons);
    for (; p.k < table->n; poisson_next(&p))
        below[p.k] = p.sum;
    for (size_t j = 0, k = 0; j < MLT_SHOT_GUIDES; j++) {
        while (k < table->n && below[k] < (double)j / MLT_SHOT_GUIDES)
            k++;
        guide[j] = (uint16_t)k;
    }
}

void mlt_shot_table_make(mlt_shot_table *table, double photons, void *work)
{
    table->photons = photons;
    table->n = counts_below_white(photons);
    table->below = work;
    table->guide = (uint16_t *)(void *)(table->below + MLT_SHOT_LEVELS * table->n);
    for (size_t level = 0; level < MLT_SHOT_LEVELS; level++)
        make_level(table, level);
}

static size_t count_of_level(const mlt_shot_table *table, size_t level, double u)
{
    const double *below = table->below + level * table->n;
    size_t k = table->guide[level * MLT_SHOT_GUIDES + (size_t)(u * MLT_SHOT_GUIDES)];
    while (k < table->n && below[k] < u)
        k++;
    return k;
}

/* The same without a table: 65536 levels would take longer than a picture. */
static size_t count_of_mean(double mean, size_t n, double u)
{
    poisson p = poisson_start(mean);
    while (p.k < n && p.sum < u)
        poisson_next(&p);
    return p.k;
}

void mlt_shot_noise_row(mlt_image *out, const mltest_image_view *in, uint32_t y,
                        const mlt_shot_table *table, const double *uniforms, float *row)
{
    size_t n = (size_t)in->width * mlt_format_channels(in->format);
    double max = mlt_format_max(in->format);
    bool wide = mlt_format_is_16bit(in->format);
    mlt_row_load(row, in, y);
    for (size_t i = 0; i < n; i++) {
        size_t k = wide
                       ? count_of_mean((double)row[i] / max * table->photons, table->n, uniforms[i])
                       : count_of_level(table, (size_t)row[i], uniforms[i]);
        row[i] = (float)((double)k / table->photons * max);
    }
    mlt_row_store(out, y, row, in);
}

/* A sample takes two words of the field: 32 bits, as the tails of a distribution have less than
 * 1 / 65536. */
static void make_uniforms(double *out, mlt_field *field, uint32_t y, size_t n)
{
    const uint16_t *words = mlt_field_words(field, y, 2 * n);
    for (size_t i = 0; i < n; i++)
        out[i] = ((double)words[2 * i] + 65536.0 * words[2 * i + 1] + 0.5) / 4294967296.0;
}

static mltest_status apply(mlt_step_io *io, mltest_error **error)
{
    const mltest_image_view *in = io->in;
    size_t n = (size_t)in->width * mlt_format_channels(in->format);
    mlt_field field;
    mlt_shot_table table;
    TRY(mlt_image_resize(io->out, in->width, in->height, in->format, error));
    TRY(mlt_field_init(&field, io, 2 * n, error));
    double *uniforms = mlt_scratch_get(io->scratch, 0, n * sizeof *uniforms);
    float *row = mlt_scratch_get(io->scratch, 2, n * sizeof *row);
    void *work = mlt_scratch_get(io->scratch, 1, mlt_shot_table_bytes(io->params[0]));
    if (uniforms == NULL || row == NULL || work == NULL)
        return mlt_fail_memory(error);
    mlt_shot_table_make(&table, io->params[0], work);
    for (uint32_t y = 0; y < in->height; y++) {
        make_uniforms(uniforms, &field, y, n);
        mlt_shot_noise_row(io->out, in, y, &table, uniforms, row);
    }
    return MLTEST_OK;
}

static const mlt_param params[] = {
    {.name = "photons",
     .unit = "at white",
     .low = 1,
     .high = 500,
     .values = {60, 25, 12, 5, 3},
     .rule = MLT_PARAM_STEP},
};

const mlt_kind mlt_kind_shot_noise = {
    .name = "shot_noise",
    .mltest_name = "",
    .family = "",
    .category = MLT_CATEGORY_NOISE,
    .revision = 1,
    .flags = MLT_KIND_STOCHASTIC,
    .summary = "so little light that single photons count",
    .params = params,
    .n_params = sizeof params / sizeof params[0],
    .apply = apply,
};
