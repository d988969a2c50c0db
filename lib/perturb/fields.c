/* SPDX-License-Identifier: MIT */
#include "perturb/fields.h"

#include <string.h>

#include "base/error.h"
#include "base/hash.h"
#include "kernel/kernels.h"
#include "perturb/scratch.h"

enum { SLOT = 7 };

mltest_status mlt_field_init(mlt_field *field, const mlt_step_io *io, size_t n,
                             mltest_error **error)
{
    field->words = mlt_scratch_get(io->scratch, SLOT, (n + 8) * sizeof *field->words);
    field->key[0] = (uint32_t)io->key;
    field->key[1] = (uint32_t)(io->key >> 32);
    field->sample = mlt_hash64(io->sample_id, strlen(io->sample_id), 0);
    return field->words != NULL ? MLTEST_OK : mlt_fail_memory(error);
}

const uint16_t *mlt_field_words(mlt_field *field, uint32_t row, size_t n)
{
    mlt_kernels_get()->random->words16(field->words, (n + 7) / 8, row, field->sample, field->key);
    return field->words;
}

uint16_t mlt_field_word(const mlt_field *field, uint32_t row, size_t i)
{
    const uint32_t counter[4] = {(uint32_t)(i / 8), row, (uint32_t)field->sample,
                                 (uint32_t)(field->sample >> 32)};
    uint32_t block[4];
    mlt_philox7(counter, field->key, block);
    return (uint16_t)(block[i % 8 / 2] >> 16 * (i % 2));
}

void mlt_field_normals(mlt_field *field, uint32_t row, float *out, size_t n)
{
    mlt_kernels_get()->random->normals(out, mlt_field_words(field, row, n), n);
}
