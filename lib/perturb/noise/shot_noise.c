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
           (counts_below_white(photons) * sizeof(uint64_t) + MLT_SHOT_GUIDES * sizeof(uint16_t));
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

/* Numbers are (w + 1/2) / 2^32: how many of the words w give one that is at most p. */
static uint64_t words_within(double p)
{
    double n = floor(p * 4294967296.0 + 0.5);
    return n < 4294967296.0 ? (uint64_t)n : UINT64_C(4294967296);
}

/* What a count shows as, of 255. */
static uint16_t shown(const mlt_shot_table *table, size_t k)
{
    double v = (double)k / table->photons * 255;
    return (uint16_t)(v < 255 ? v : 255);
}

static void make_level(mlt_shot_table *table, size_t level)
{
    uint64_t *within = table->within + level * table->n;
    uint16_t *guide = table->guide + level * MLT_SHOT_GUIDES;
    poisson p = poisson_start((double)level / (MLT_SHOT_LEVELS - 1) * table->photons);
    for (; p.k < table->n; poisson_next(&p))
        within[p.k] = words_within(p.sum);
    for (size_t j = 0, k = 0; j < MLT_SHOT_GUIDES; j++) {
        uint64_t first = (uint64_t)j << MLT_SHOT_SHIFT, end = first + (1u << MLT_SHOT_SHIFT);
        while (k < table->n && within[k] <= first)
            k++;
        bool is_one = k == table->n || within[k] >= end;
        guide[j] = is_one ? shown(table, k) : (uint16_t)(MLT_SHOT_SEARCH | k);
    }
}

void mlt_shot_table_make(mlt_shot_table *table, double photons, void *work)
{
    table->photons = photons;
    table->n = counts_below_white(photons);
    table->within = work;
    table->guide = (uint16_t *)(void *)(table->within + MLT_SHOT_LEVELS * table->n);
    for (size_t level = 0; level < MLT_SHOT_LEVELS; level++)
        make_level(table, level);
}

/* Two counts or more begin within the guide's cell. */
static uint8_t search(const mlt_shot_table *table, size_t level, size_t k, uint32_t word)
{
    const uint64_t *within = table->within + level * table->n;
    while (k < table->n && within[k] <= word)
        k++;
    return (uint8_t)shown(table, k);
}

static uint32_t word_of(const uint16_t *words)
{
    return words[0] | (uint32_t)words[1] << 16;
}

static void fill_row(uint8_t *out, const uint8_t *in, const mlt_shot_table *table,
                     const uint16_t *words, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        uint32_t word = word_of(words + 2 * i);
        uint16_t found = table->guide[(size_t)in[i] * MLT_SHOT_GUIDES + (word >> MLT_SHOT_SHIFT)];
        out[i] = found < MLT_SHOT_SEARCH
                     ? (uint8_t)found
                     : search(table, in[i], found & (MLT_SHOT_SEARCH - 1), word);
    }
}

/* The same without a table: 65536 levels would take longer than a picture. */
static size_t count_of_mean(double mean, size_t n, double u)
{
    poisson p = poisson_start(mean);
    while (p.k < n && p.sum < u)
        poisson_next(&p);
    return p.k;
}

static void fill_samples(float *row, const mlt_shot_table *table, const uint16_t *words, size_t n,
                         double max)
{
    for (size_t i = 0; i < n; i++) {
        double u = (word_of(words + 2 * i) + 0.5) / 4294967296.0;
        size_t k = count_of_mean((double)row[i] / max * table->photons, table->n, u);
        row[i] = (float)((double)k / table->photons * max);
    }
}

/* Samples with alpha between them go through a row, as 16 bits do. */
void mlt_shot_noise_row(mlt_image *out, const mltest_image_view *in, uint32_t y,
                        const mlt_shot_table *table, const uint16_t *words, float *row)
{
    size_t n = (size_t)in->width * mlt_format_channels(in->format);
    if (mlt_format_bytes(in->format) == mlt_format_channels(in->format)) {
        uint8_t *to = (uint8_t *)out->data + (int64_t)y * out->stride_bytes;
        fill_row(to, mlt_view_row(in, y), table, words, n);
        return;
    }
    mlt_row_load(row, in, y);
    fill_samples(row, table, words, n, mlt_format_max(in->format));
    mlt_row_store(out, y, row, in);
}

static mltest_status apply(mlt_step_io *io, mltest_error **error)
{
    const mltest_image_view *in = io->in;
    size_t n = (size_t)in->width * mlt_format_channels(in->format);
    mlt_field field;
    mlt_shot_table table;
    TRY(mlt_image_resize(io->out, in->width, in->height, in->format, error));
    TRY(mlt_field_init(&field, io, 2 * n, error));
    float *row = mlt_scratch_get(io->scratch, 0, n * sizeof *row);
    void *work = mlt_scratch_get(io->scratch, 1, mlt_shot_table_bytes(io->params[0]));
    if (row == NULL || work == NULL)
        return mlt_fail_memory(error);
    mlt_shot_table_make(&table, io->params[0], work);
    /* A sample takes two words of the field: 32 bits, as the tails have less than 1 / 65536. */
    for (uint32_t y = 0; y < in->height; y++)
        mlt_shot_noise_row(io->out, in, y, &table, mlt_field_words(&field, y, 2 * n), row);
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
    .when = "short exposures, X-ray, microscopy and astronomy, where light itself is counted",
    .params = params,
    .n_params = sizeof params / sizeof params[0],
    .apply = apply,
};
