/* SPDX-License-Identifier: MIT */
/*
 * PNG files made by hand from the specification, without libpng: every kind, and every lie.
 */
#ifndef MLT_TESTS_CODEC_PNG_BUILD_H
#define MLT_TESTS_CODEC_PNG_BUILD_H

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "base/text.h"
#include "testing.h"

enum { GREY = 0, RGB = 2, PALETTE = 3, GREY_ALPHA = 4, RGB_ALPHA = 6 };

typedef struct {
    uint32_t width, height;
    unsigned depth, type;
    bool interlaced;
} png_shape;

static inline void put_be32(mlt_text *out, uint32_t v)
{
    const unsigned char bytes[4] = {(unsigned char)(v >> 24), (unsigned char)(v >> 16),
                                    (unsigned char)(v >> 8), (unsigned char)v};
    mlt_text_add(out, bytes, 4);
}

static inline void put_chunk(mlt_text *out, const char *type, const void *data, size_t n)
{
    uLong crc = crc32(0, (const Bytef *)type, 4);
    if (n > 0)
        crc = crc32(crc, data, (uInt)n);
    put_be32(out, (uint32_t)n);
    mlt_text_add(out, type, 4);
    mlt_text_add(out, data, n);
    put_be32(out, (uint32_t)crc);
}

static inline void put_head(mlt_text *out, png_shape s)
{
    mlt_text head;
    const unsigned char rest[5] = {(unsigned char)s.depth, (unsigned char)s.type, 0, 0,
                                   s.interlaced};
    mlt_text_init(&head, NULL);
    put_be32(&head, s.width);
    put_be32(&head, s.height);
    mlt_text_add(&head, rest, 5);
    mlt_text_add(out, "\x89PNG\r\n\x1a\n", 8);
    put_chunk(out, "IHDR", head.bytes, head.n);
    mlt_text_free(&head);
}

/* 16 entries, so that 1, 2 and 4 bits fit; of 8 bits only the low half is used. */
static inline unsigned char palette_entry(unsigned i, unsigned c)
{
    return (unsigned char)(i * 16 + c * 5);
}

static inline void put_palette(mlt_text *out, unsigned n)
{
    unsigned char entries[256 * 3];
    for (unsigned i = 0; i < 3 * n; i++)
        entries[i] = palette_entry(i / 3, i % 3);
    put_chunk(out, "PLTE", entries, 3 * (size_t)n);
}

static inline unsigned channels_of(unsigned type)
{
    static const unsigned n[] = {1, 0, 3, 1, 2, 0, 4};
    return n[type];
}

/* The picture: what sample c of a pixel is, in the file's own depth. */
static inline unsigned sample_at(png_shape s, uint32_t x, uint32_t y, unsigned c)
{
    unsigned v = x * 40503 + y * 30011 + c * 12345 + x * y * 977;
    unsigned depth = s.type == PALETTE && s.depth == 8 ? 4 : s.depth;
    return (v >> 3) & ((1u << depth) - 1);
}

/* One row of a pass: filter type 0, then the samples packed from the top bit down. */
static inline void put_pass_row(mlt_text *raw, png_shape s, uint32_t y, uint32_t x0, uint32_t dx)
{
    unsigned held = 0, bits = 0;
    mlt_text_putc(raw, 0);
    for (uint32_t x = x0; x < s.width; x += dx) {
        for (unsigned c = 0; c < channels_of(s.type); c++) {
            held = held << s.depth | sample_at(s, x, y, c);
            for (bits += s.depth; bits >= 8; bits -= 8)
                mlt_text_putc(raw, (char)(held >> (bits - 8)));
        }
    }
    if (bits > 0)
        mlt_text_putc(raw, (char)(held << (8 - bits)));
}

static inline void put_samples(mlt_text *raw, png_shape s)
{
    static const unsigned passes[8][4] = {{0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4},
                                          {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}, {0, 0, 1, 1}};
    for (size_t i = s.interlaced ? 0 : 7; i < (s.interlaced ? 7 : 8); i++) {
        const unsigned *p = passes[i];
        for (uint32_t y = p[1]; y < s.height && p[0] < s.width; y += p[3])
            put_pass_row(raw, s, y, p[0], p[2]);
    }
}

static inline void put_data(mlt_text *out, const void *raw, size_t n)
{
    uLongf size = compressBound((uLong)n);
    Bytef *packed = malloc(size);
    ck_assert_ptr_nonnull(packed);
    ck_assert_int_eq(compress2(packed, &size, raw, (uLong)n, 9), Z_OK);
    put_chunk(out, "IDAT", packed, size);
    free(packed);
}

/* A whole file; `before`, a run of chunks, goes in front of the pixels. */
static inline void build_png(mlt_text *out, png_shape s, const mlt_text *before)
{
    mlt_text raw;
    mlt_text_init(&raw, NULL);
    put_head(out, s);
    if (s.type == PALETTE)
        put_palette(out, s.depth < 4 ? 1u << s.depth : 16);
    if (before != NULL)
        mlt_text_add(out, before->bytes, before->n);
    put_samples(&raw, s);
    put_data(out, raw.bytes, raw.n);
    put_chunk(out, "IEND", NULL, 0);
    mlt_text_free(&raw);
}

/* An allocator that has nothing large to give: who asks for more reads lies before limits. */
enum { LARGEST = 1 << 20 };

static inline void *small_only(void *user_data, size_t n)
{
    (void)user_data;
    return n <= LARGEST ? malloc(n) : NULL;
}

static inline void *small_again(void *user_data, void *p, size_t n)
{
    (void)user_data;
    return n <= LARGEST ? realloc(p, n) : NULL;
}

static inline void give_back(void *user_data, void *p)
{
    (void)user_data;
    free(p);
}

static inline mltest_context *small_context(void)
{
    const mltest_allocator small = {.struct_size = sizeof small,
                                    .allocate = small_only,
                                    .reallocate = small_again,
                                    .release = give_back};
    mltest_context *ctx = NULL;
    ck_assert_int_eq(mltest_context_new(&ctx, &small, NULL, NULL), MLTEST_OK);
    return ctx;
}

#endif
