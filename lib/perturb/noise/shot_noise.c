/* SPDX-License-Identifier: MIT */
#include "perturb/noise/shot_noise.h"

#include <string.h>

#include "base/error.h"
#include "kernel/kernels.h"
#include "perturb/fields.h"
#include "perturb/samples.h"
#include "perturb/scratch.h"

enum { GROUP = 8 }; /* samples of which it is seen at once that the guide is sure of all */

/* Work is two lists of samples and three rows of bytes. */
static size_t list_room(size_t n)
{
    return n + GROUP;
}

size_t mlt_shot_noise_bytes(size_t n)
{
    return 2 * list_room(n) * sizeof(uint32_t) + 3 * n + GROUP;
}

/* Lists the samples of which the guide is not sure, without branches that nobody could foresee. */
static size_t list_unsure(uint32_t *list, const uint8_t *unsure, size_t n)
{
    uint32_t *groups = list + list_room(n);
    size_t n_groups = 0, listed = 0;
    for (size_t i = 0; i < n; i += GROUP) {
        uint64_t group;
        memcpy(&group, unsure + i, sizeof group);
        groups[n_groups] = (uint32_t)i;
        n_groups += group != 0;
    }
    for (size_t g = 0; g < n_groups; g++) {
        for (uint32_t i = groups[g]; i < groups[g] + GROUP; i++) {
            list[listed] = i;
            listed += unsure[i];
        }
    }
    return listed;
}

static void fill8(const mlt_samples *s, const mlt_poisson *table, const mlt_poisson_draws *draws,
                  uint32_t *list, uint8_t *unsure)
{
    mlt_kernels_get()->noise->guide8(s->out, unsure, s->in, draws->high, table->guide, s->n);
    memset(unsure + s->n, 0, GROUP);
    const size_t listed = list_unsure(list, unsure, s->n);
    for (size_t k = 0; k < listed; k++) {
        const size_t i = list[k];
        s->out[i] = table->shown8[mlt_poisson_count8(table, s->in[i], draws, i)];
    }
}

static uint16_t get16(const uint8_t *at)
{
    uint16_t v;
    memcpy(&v, at, sizeof v);
    return v;
}

static void fill16(const mlt_samples *s, const mlt_poisson *table, const mlt_poisson_draws *draws,
                   uint8_t *levels)
{
    uint8_t *shown = levels + s->n, *unsure = shown + s->n;
    for (size_t i = 0; i < s->n; i++)
        levels[i] = (uint8_t)(get16(s->in + 2 * i) / MLT_POISSON_PARTS);
    mlt_kernels_get()->noise->guide8(shown, unsure, levels, draws->high, table->guide, s->n);
    for (size_t i = 0; i < s->n; i++) {
        size_t count = table->least[shown[i]];
        if (unsure[i])
            count = mlt_poisson_count8(table, levels[i], draws, i);
        count = mlt_poisson_count16(table, get16(s->in + 2 * i), count, draws, i);
        memcpy(s->out + 2 * i, &table->shown16[count], sizeof table->shown16[count]);
    }
}

void mlt_shot_noise_row(mlt_image *out, const mltest_image_view *in, uint32_t y,
                        const mlt_poisson *table, const mlt_poisson_draws *draws, void *work)
{
    const size_t n = (size_t)in->width * mlt_format_channels(in->format);
    uint32_t *list = work;
    uint8_t *bytes = (uint8_t *)(list + 2 * list_room(n));
    const mlt_samples s = mlt_samples_of_row(out, in, y, bytes);
    if (mlt_format_is_16bit(in->format))
        fill16(&s, table, draws, bytes);
    else
        fill8(&s, table, draws, list, bytes + 2 * n);
    mlt_samples_finish(&s, out, in, y);
}

/* Another field, of which single words are taken. Its rows are those below the picture's. */
typedef struct {
    mlt_field *field;
    uint32_t height;
} rare_words;

static uint16_t rare_word(void *from, uint32_t y, size_t i)
{
    const rare_words *rare = from;
    return mlt_field_word(rare->field, rare->height + y, i);
}

static mltest_status apply(mlt_step_io *io, mltest_error **error)
{
    const mltest_image_view *in = io->in;
    size_t n = (size_t)in->width * mlt_format_channels(in->format);
    mlt_field field;
    mlt_poisson table;
    TRY(mlt_image_resize(io->out, in->width, in->height, in->format, error));
    TRY(mlt_field_init(&field, io, n, error));
    void *work = mlt_scratch_get(io->scratch, 0, mlt_shot_noise_bytes(n));
    void *memory = mlt_scratch_get(io->scratch, 1, mlt_poisson_bytes(io->params[0]));
    if (work == NULL || memory == NULL)
        return mlt_fail_memory(error);
    mlt_poisson_make(&table, io->params[0], memory);
    rare_words rare = {&field, in->height};
    for (uint32_t y = 0; y < in->height; y++) {
        const mlt_poisson_draws draws = {mlt_field_words(&field, y, n), rare_word, &rare, y};
        mlt_shot_noise_row(io->out, in, y, &table, &draws, work);
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
    .when = "short exposures, X-ray, microscopy and astronomy, where light itself is counted",
    .params = params,
    .n_params = sizeof params / sizeof params[0],
    .apply = apply,
};
