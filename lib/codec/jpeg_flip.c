/* SPDX-License-Identifier: MIT */
#include "codec/jpeg_flip.h"

#include <stdbool.h>

enum { MOST_FILLING = 7, MARKER = 0xFF };

static unsigned mask_of(size_t bit)
{
    return 0x80U >> bit % 8;
}

/* A byte of 0xFF begins a marker, unless a 0 follows: neither may change, and no other byte may
 * become one. */
static bool may_flip(const uint8_t *data, size_t bit)
{
    const uint8_t *at = data + bit / 8;
    return at[0] != MARKER && at[-1] != MARKER && (at[0] ^ mask_of(bit)) != MARKER;
}

size_t mlt_jpeg_find_bit(const mlt_jpeg_strip_file *file, uint32_t word)
{
    const uint8_t *data = file->bytes + file->data;
    size_t n = 8 * (file->data_end - file->data) - MOST_FILLING;
    size_t bit = (size_t)((uint64_t)word * n >> 32);
    for (size_t i = 0; i < n && !may_flip(data, bit); i++)
        bit = bit + 1 < n ? bit + 1 : 0;
    return bit;
}

void mlt_jpeg_flip(const mlt_jpeg_strip_file *file, size_t bit)
{
    file->bytes[file->data + bit / 8] ^= (uint8_t)mask_of(bit);
}
