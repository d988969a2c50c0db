/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <string.h>

#include "base/error.h"
#include "codec/jpeg.h"
#include "codec/jpeg_flip.h"
#include "image/jpeg_blocks.h"
#include "image/jpeg_steps.h"
#include "kernel/kernels.h"
#include "perturb/perturb.h"
#include "perturb/scratch.h"

enum { FRACTION, QUALITY };

typedef struct {
    const mlt_step_io *io;
    const mlt_jpeg_planes *planes;
    mlt_dct_steps steps[2]; /* of luma and of colour differences */
    int quality;
    uint8_t *file;  /* room for that of a row of coding units */
    uint8_t *whole; /* room for the row's samples without the error */
    mlt_jpeg_block *blocks;
} coding;

static size_t part_bytes(const mlt_jpeg_plane *part)
{
    return (part->height + 7) / 8 * 8 * part->stride;
}

/* The row, with room for its coefficients. */
static mlt_jpeg_strip strip_of(const coding *c, uint32_t i)
{
    mlt_jpeg_plane first = mlt_jpeg_part(c->planes, 0, i);
    mlt_jpeg_strip strip = {.width = first.width, .height = first.height, .n = c->planes->n};
    mlt_jpeg_block *blocks = c->blocks;
    for (uint32_t k = 0; k < strip.n; k++) {
        strip.blocks[k] = blocks;
        blocks += mlt_jpeg_strip_across(&strip, k) * mlt_jpeg_strip_down(&strip, k);
    }
    return strip;
}

/* What the file makes of the row without an error. */
static void keep(const coding *c, uint32_t i)
{
    for (uint32_t k = 0; k < c->planes->n; k++) {
        mlt_jpeg_plane part = mlt_jpeg_part(c->planes, k, i);
        mlt_jpeg_quantise(&part, &c->steps[k > 0]);
    }
}

/* The samples without the error, one component behind the other. */
static void remember(const coding *c, uint32_t i)
{
    uint8_t *to = c->whole;
    for (uint32_t k = 0; k < c->planes->n; k++) {
        mlt_jpeg_plane part = mlt_jpeg_part(c->planes, k, i);
        memcpy(to, part.samples, part_bytes(&part));
        to += part_bytes(&part);
    }
}

/* The row as it was read. */
static void put_back(const coding *c, const mlt_jpeg_strip *strip, uint32_t i)
{
    for (uint32_t k = 0; k < strip->n; k++) {
        mlt_jpeg_plane part = mlt_jpeg_part(c->planes, k, i);
        mlt_jpeg_put(&part, (const int16_t(*)[MLT_JPEG_PLACES])strip->blocks[k], &c->steps[k > 0]);
    }
}

/* Whether the error changes samples by a level in the mean. */
static bool shows(const coding *c, uint32_t i)
{
    const uint8_t *whole = c->whole;
    uint64_t sum = 0;
    for (uint32_t k = 0; k < c->planes->n; k++) {
        mlt_jpeg_plane part = mlt_jpeg_part(c->planes, k, i);
        size_t n = part_bytes(&part);
        sum += mlt_kernels_get()->rows->difference8(whole, part.samples, n);
        whole += n;
    }
    return sum >= (uint64_t)(whole - c->whole);
}

/*
 * Decodes the row's file with one bit flipped. Two of three bits do little: they change one
 * coefficient, or the decoder is soon in step again. So the error is the first that shows of up to
 * MOST_TRIES, one draw each; stream i + 1 is the row's own.
 */
static mltest_status damage(const coding *c, uint32_t i, mltest_error **error)
{
    enum { MOST_TRIES = 8 };
    mlt_jpeg_strip strip = strip_of(c, i);
    mlt_jpeg_strip_file file = {.bytes = c->file};
    mlt_draws draws;
    mlt_draws_init(&draws, c->io->key, c->io->sample_id, i + 1);
    for (uint32_t k = 0; k < strip.n; k++) {
        mlt_jpeg_plane part = mlt_jpeg_part(c->planes, k, i);
        mlt_jpeg_take(strip.blocks[k], &part, &c->steps[k > 0]);
    }
    TRY(mlt_jpeg_strip_write(&strip, c->quality, &file, error));
    keep(c, i);
    remember(c, i);
    for (int tries = 0; tries < MOST_TRIES; tries++) {
        size_t bit = mlt_jpeg_find_bit(&file, mlt_draw_u32(&draws));
        mlt_jpeg_flip(&file, bit);
        TRY(mlt_jpeg_strip_read(&strip, &file, error));
        put_back(c, &strip, i);
        if (shows(c, i))
            break;
        mlt_jpeg_flip(&file, bit);
    }
    return MLTEST_OK;
}

/* Draws the order in which rows are hit, one word a row, seldom more: a stronger severity hits the
 * same rows and more. */
static void choose(bool *is_hit, uint32_t *order, uint32_t n, const mlt_step_io *io)
{
    double count = floor(io->params[FRACTION] * n + 0.5);
    mlt_draws draws;
    mlt_draws_init(&draws, io->key, io->sample_id, 0);
    for (uint32_t i = 0; i < n; i++)
        order[i] = i;
    for (uint32_t i = 0; i < n; i++) {
        uint32_t other = i + mlt_draw_below(&draws, n - i), hit = order[other];
        order[other] = order[i];
        is_hit[hit] = i == 0 || i < count;
    }
}

static mltest_status code_rows(coding *c, uint32_t n, mltest_error **error)
{
    size_t samples = 2 * MLT_JPEG_STRIP * c->planes->planes[0].stride; /* of a row, and more */
    uint32_t *order = mlt_scratch_get(c->io->scratch, 1, n * (sizeof *order + sizeof(bool)));
    c->whole = mlt_scratch_get(c->io->scratch, 2, samples);
    c->blocks = mlt_scratch_get(c->io->scratch, 3, samples * sizeof(int16_t));
    if (order == NULL || c->whole == NULL || c->blocks == NULL)
        return mlt_fail_memory(error);
    mlt_jpeg_strip strip = strip_of(c, 0);
    c->file = mlt_scratch_get(c->io->scratch, 4, mlt_jpeg_strip_bytes(&strip));
    if (c->file == NULL)
        return mlt_fail_memory(error);
    bool *is_hit = (bool *)(order + n);
    choose(is_hit, order, n, c->io);
    for (uint32_t i = 0; i < n; i++) {
        if (is_hit[i])
            TRY(damage(c, i, error));
        else
            keep(c, i);
    }
    return MLTEST_OK;
}

static mltest_status apply(mlt_step_io *io, mltest_error **error)
{
    const mltest_image_view *in = io->in;
    mlt_jpeg_planes planes;
    coding c = {.io = io, .planes = &planes, .quality = (int)floor(io->params[QUALITY] + 0.5)};
    uint32_t unit = mlt_format_channels(in->format) > 1 ? MLT_JPEG_STRIP : MLT_JPEG_STRIP / 2;
    TRY(mlt_jpeg_check_size(in, error));
    TRY(mlt_image_resize(io->out, in->width, in->height, in->format, error));
    void *memory = mlt_scratch_get(io->scratch, 0, mlt_jpeg_planes_bytes(in));
    if (memory == NULL)
        return mlt_fail_memory(error);
    mlt_jpeg_steps(&c.steps[0], false, c.quality);
    mlt_jpeg_steps(&c.steps[1], true, c.quality);
    mlt_jpeg_planes_init(&planes, in, memory);
    mlt_jpeg_split(&planes, in);
    TRY(code_rows(&c, (in->height + unit - 1) / unit, error));
    mlt_jpeg_join(&planes, in, io->out);
    return MLTEST_OK;
}

static const mlt_param params[] = {
    {.name = "fraction",
     .unit = "of the rows of coding units (16 px of height, 8 when grey), at least one",
     .low = 0,
     .high = 1,
     .values = {.02, .05, .1, .2, .35}},
    {.name = "quality",
     .unit = "IJG quality of the file",
     .low = 1,
     .high = 100,
     .values = {75, 75, 75, 75, 75},
     .is_free = true},
};

const mlt_kind mlt_kind_bit_error = {
    .name = "bit_error",
    .mltest_name = "",
    .family = "",
    .category = MLT_CATEGORY_DIGITAL,
    .revision = 1,
    .flags = MLT_KIND_STOCHASTIC,
    .summary = "single bits of a JPEG file are wrong, and with each the rest of a row of blocks",
    .when = "motion JPEG over radio, memory cards that wear out, space and drone links without "
            "error correction",
    .params = params,
    .n_params = sizeof params / sizeof params[0],
    .apply = apply,
};
