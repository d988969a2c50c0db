/* SPDX-License-Identifier: MIT */
#include "codec/gzip.h"

#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "codec/gzip_io.h"

enum { LEVEL = 6 };

static const unsigned char head[MLT_GZIP_HEAD] = {0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255};

static voidpf allocate(voidpf ctx, uInt count, uInt size)
{
    return mlt_alloc_zero(ctx, count, size);
}

static void release(voidpf ctx, voidpf p)
{
    mlt_free(ctx, p);
}

void mlt_gzip_use_context(z_stream *z, mltest_context *ctx)
{
    z->zalloc = allocate;
    z->zfree = release;
    z->opaque = ctx;
}

uint32_t mlt_gzip_crc(uint32_t crc, const void *bytes, size_t n)
{
    enum { MOST = 1 << 30 }; /* zlib counts with 32 bits */
    const unsigned char *at = bytes;
    while (n > 0) {
        size_t part = n > MOST ? MOST : n;
        crc = (uint32_t)crc32(crc, at, (uInt)part);
        at += part;
        n -= part;
    }
    return crc;
}

struct mlt_gzip_writer {
    mltest_context *ctx;
    z_stream z;
    bool open;
    uint32_t crc;
    uint64_t size;
};

mltest_status mlt_gzip_writer_new(mlt_gzip_writer **out, mltest_context *ctx, mltest_error **error)
{
    mlt_gzip_writer *w = mlt_alloc_zero(ctx, 1, sizeof *w);
    if (w == NULL)
        return mlt_fail_memory(error);
    w->ctx = ctx;
    mlt_gzip_use_context(&w->z, ctx);
    if (deflateInit2(&w->z, LEVEL, Z_DEFLATED, MLT_GZIP_RAW, 8, Z_DEFAULT_STRATEGY) != Z_OK) {
        mlt_free(ctx, w);
        return mlt_fail_memory(error);
    }
    *out = w;
    return MLTEST_OK;
}

void mlt_gzip_writer_free(mlt_gzip_writer *w)
{
    if (w == NULL)
        return;
    deflateEnd(&w->z);
    mlt_free(w->ctx, w);
}

uint64_t mlt_gzip_size(const mlt_gzip_writer *w)
{
    return w->open ? w->size : 0;
}

/* Runs deflate until it has nothing more to say. */
static mltest_status deflate_all(mlt_gzip_writer *w, int flush, mlt_text *out, mltest_error **error)
{
    unsigned char piece[16384];
    do {
        w->z.next_out = piece;
        w->z.avail_out = sizeof piece;
        int code = deflate(&w->z, flush);
        if (code != Z_OK && code != Z_STREAM_END && code != Z_BUF_ERROR)
            return mlt_fail(error, MLTEST_ERR_INTERNAL, "zlib: error %d", code);
        mlt_text_add(out, piece, sizeof piece - w->z.avail_out);
    } while (w->z.avail_out == 0);
    return mlt_text_ok(out) ? MLTEST_OK : mlt_fail_memory(error);
}

mltest_status mlt_gzip_add(mlt_gzip_writer *w, const void *bytes, size_t n, mlt_text *out,
                           mltest_error **error)
{
    const unsigned char *at = bytes;
    if (!w->open) {
        mlt_text_add(out, head, sizeof head);
        w->open = true;
        w->crc = 0;
        w->size = 0;
    }
    w->size += n;
    w->crc = mlt_gzip_crc(w->crc, bytes, n);
    while (n > 0) {
        uInt part = n > (1u << 30) ? 1u << 30 : (uInt)n;
        w->z.next_in = (Bytef *)(uintptr_t)at;
        w->z.avail_in = part;
        TRY(deflate_all(w, n == part ? Z_SYNC_FLUSH : Z_NO_FLUSH, out, error));
        at += part;
        n -= part;
    }
    return MLTEST_OK;
}

static void put_tail(mlt_text *out, uint32_t crc, uint32_t size)
{
    unsigned char tail[MLT_GZIP_TAIL];
    for (int i = 0; i < 4; i++) {
        tail[i] = (unsigned char)(crc >> 8 * i);
        tail[4 + i] = (unsigned char)(size >> 8 * i);
    }
    mlt_text_add(out, tail, sizeof tail);
}

mltest_status mlt_gzip_end(mlt_gzip_writer *w, mlt_text *out, mltest_error **error)
{
    if (!w->open)
        return MLTEST_OK;
    w->z.next_in = NULL;
    w->z.avail_in = 0;
    TRY(deflate_all(w, Z_FINISH, out, error));
    put_tail(out, w->crc, (uint32_t)w->size);
    deflateReset(&w->z);
    w->open = false;
    return mlt_text_ok(out) ? MLTEST_OK : mlt_fail_memory(error);
}

bool mlt_gzip_is_own(const void *bytes, size_t n)
{
    return n == 0 || memcmp(bytes, head, n < sizeof head ? n : sizeof head) == 0;
}

void mlt_gzip_heal(const void *text, size_t n, mlt_text *out)
{
    mlt_text_add(out, "\x03\x00", 2); /* an empty last block */
    put_tail(out, mlt_gzip_crc(0, text, n), (uint32_t)n);
}
