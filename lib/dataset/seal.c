/* SPDX-License-Identifier: MIT */
/*
 * What makes a list of samples a data set: ids that are unique, and a fingerprint.
 */
#include <string.h>

#include "base/alloc.h"
#include "base/checked.h"
#include "base/error.h"
#include "base/hash.h"
#include "codec/pixels.h"
#include "dataset/dataset.h"

static uint64_t hash_id(const char *id)
{
    return mlt_hash64(id, strlen(id), 0);
}

/* The slot that holds id, or the free slot where it belongs. */
static size_t slot_of(const mltest_dataset *dataset, const char *id)
{
    size_t mask = dataset->ids.n_slots - 1;
    size_t at = (size_t)hash_id(id) & mask;
    while (dataset->ids.slots[at] != 0 &&
           strcmp(dataset->samples[dataset->ids.slots[at] - 1].id, id) != 0)
        at = (at + 1) & mask;
    return at;
}

int64_t mlt_dataset_find(const mltest_dataset *dataset, const char *id)
{
    if (dataset->ids.n_slots == 0)
        return -1;
    return (int64_t)dataset->ids.slots[slot_of(dataset, id)] - 1;
}

/* Makes the table at least twice as large as n entries need, so that probing stays short. */
static bool grow_table(mltest_dataset *dataset, size_t n)
{
    size_t n_slots = dataset->ids.n_slots == 0 ? 16 : dataset->ids.n_slots;
    while (n_slots / 2 < n)
        if (!mlt_mul_size(n_slots, 2, &n_slots))
            return false;
    if (n_slots == dataset->ids.n_slots)
        return true;
    size_t *slots = mlt_alloc_zero(dataset->ctx, n_slots, sizeof *slots);
    if (slots == NULL)
        return false;
    mlt_free(dataset->ctx, dataset->ids.slots);
    dataset->ids = (mlt_id_table){slots, n_slots};
    for (size_t i = 0; i < dataset->n_sealed; i++)
        slots[slot_of(dataset, dataset->samples[i].id)] = i + 1;
    return true;
}

static void put_u64(mlt_hash64_state *hash, uint64_t value)
{
    unsigned char bytes[8];
    for (int i = 0; i < 8; i++)
        bytes[i] = (unsigned char)(value >> (8 * i));
    mlt_hash64_update(hash, bytes, sizeof bytes);
}

static void put_f64(mlt_hash64_state *hash, double value)
{
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    put_u64(hash, bits);
}

static void put_truth(mlt_hash64_state *hash, const mlt_truth *truth)
{
    put_u64(hash, (uint64_t)(int64_t)truth->cls);
    put_f64(hash, truth->box.x);
    put_f64(hash, truth->box.y);
    put_f64(hash, truth->box.width);
    put_f64(hash, truth->box.height);
    put_u64(hash, truth->flags);
    put_f64(hash, truth->area);
    put_u64(hash, (uint64_t)truth->ann_id);
}

/*
 * The fingerprint is a chain: after each sample it is the XXH64, seeded with what it was before
 * (0 at first), of
 *     length of the id · the id's bytes · 1 if labelled, else 0 · number of truths ·
 *     for each truth: class · x · y · width · height · flags · area · annotation id,
 * all numbers as 8 bytes, little-endian: integers in two's complement, the rest IEEE doubles.
 */
static uint64_t extend_fingerprint(uint64_t fingerprint, const mltest_sample *sample)
{
    mlt_hash64_state hash;
    mlt_hash64_init(&hash, fingerprint);
    put_u64(&hash, strlen(sample->id));
    mlt_hash64_update(&hash, sample->id, strlen(sample->id));
    put_u64(&hash, sample->labelled ? 1 : 0);
    put_u64(&hash, sample->truths.n);
    for (size_t i = 0; i < sample->truths.n; i++)
        put_truth(&hash, &sample->truths.items[i]);
    return mlt_hash64_final(&hash);
}

static mltest_status enter(mltest_dataset *dataset, mltest_error **error)
{
    size_t i = dataset->n_sealed;
    const mltest_sample *sample = &dataset->samples[i];
    if (sample->width > 0 && sample->height > 0) /* labels may claim any size */
        TRY(mlt_pixels_check(dataset->ctx, sample->id, sample->width, sample->height, error));
    size_t *slot = &dataset->ids.slots[slot_of(dataset, sample->id)];
    if (*slot != 0)
        return mlt_fail(error, MLTEST_ERR_CONFLICT,
                        "%s: samples %zu and %zu have the same id \"%s\"", dataset->name, *slot,
                        i + 1, sample->id);
    *slot = i + 1;
    dataset->fingerprint = extend_fingerprint(dataset->fingerprint, sample);
    dataset->n_sealed++;
    return MLTEST_OK;
}

mltest_status mlt_dataset_seal(mltest_dataset *dataset, mltest_error **error)
{
    if (!grow_table(dataset, dataset->n))
        return mlt_fail_memory(error);
    while (dataset->n_sealed < dataset->n)
        TRY(enter(dataset, error));
    return MLTEST_OK;
}
