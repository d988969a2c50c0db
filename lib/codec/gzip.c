/* SPDX-License-Identifier: MIT */
#include "codec/gzip.h"

#include <inttypes.h>
#include <string.h>

#include <zlib.h>

#include "base/alloc.h"
#include "base/context.h"
#include "base/error.h"

enum { LEVEL = 6, RAW = -15, HEAD = 10, TAIL = 8, PIECE = 65536 };

static const unsigned char head[HEAD] = {0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255};

static voidpf allocate(voidpf ctx, uInt count, uInt size)
{
    return mlt_alloc_zero(ctx, count, size);
}

static void release(voidpf ctx, voidpf p)
{
    mlt_free(ctx, p);
}

struct mlt_gzip_writer {
    mltest_context *ctx;
    z_stream z;
    bool open;
    uLong crc;
    uint64_t size;
};

mltest_status mlt_gzip_writer_new(mlt_gzip_writer **out, mltest_context *ctx, mltest_error **error)
{
    mlt_gzip_writer *w = mlt_alloc_zero(ctx, 1, sizeof *w);
    if (w == NULL)
        return mlt_fail_memory(error);
    w->ctx = ctx;
    w->z.zalloc = allocate;
    w->z.zfree = release;
    w->z.opaque = ctx;
    if (deflateInit2(&w->z, LEVEL, Z_DEFLATED, RAW, 8, Z_DEFAULT_STRATEGY) != Z_OK) {
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
        mlt_text_add(out, head, HEAD);
        w->open = true;
        w->crc = crc32(0, NULL, 0);
        w->size = 0;
    }
    w->size += n;
    while (n > 0) {
        uInt part = n > (1u << 30) ? 1u << 30 : (uInt)n;
        w->z.next_in = (Bytef *)(uintptr_t)at;
        w->z.avail_in = part;
        w->crc = crc32(w->crc, at, part);
        TRY(deflate_all(w, n == part ? Z_SYNC_FLUSH : Z_NO_FLUSH, out, error));
        at += part;
        n -= part;
    }
    return MLTEST_OK;
}

static void put_tail(mlt_text *out, uint32_t crc, uint32_t size)
{
    unsigned char tail[TAIL];
    for (int i = 0; i < 4; i++) {
        tail[i] = (unsigned char)(crc >> 8 * i);
        tail[4 + i] = (unsigned char)(size >> 8 * i);
    }
    mlt_text_add(out, tail, TAIL);
}

mltest_status mlt_gzip_end(mlt_gzip_writer *w, mlt_text *out, mltest_error **error)
{
    if (!w->open)
        return MLTEST_OK;
    w->z.next_in = NULL;
    w->z.avail_in = 0;
    TRY(deflate_all(w, Z_FINISH, out, error));
    put_tail(out, (uint32_t)w->crc, (uint32_t)w->size);
    deflateReset(&w->z);
    w->open = false;
    return mlt_text_ok(out) ? MLTEST_OK : mlt_fail_memory(error);
}

bool mlt_gzip_is_own(const void *bytes, size_t n)
{
    return n == 0 || memcmp(bytes, head, n < HEAD ? n : HEAD) == 0;
}

void mlt_gzip_heal(const void *text, size_t n, mlt_text *out)
{
    uLong crc = crc32(0, NULL, 0);
    const unsigned char *at = text;
    for (size_t left = n; left > 0;) {
        uInt part = left > (1u << 30) ? 1u << 30 : (uInt)left;
        crc = crc32(crc, at, part);
        at += part;
        left -= part;
    }
    mlt_text_add(out, "\x03\x00", 2); /* an empty last block */
    put_tail(out, (uint32_t)crc, (uint32_t)n);
}

/* Where inflate stands in the file. */
typedef struct {
    mltest_context *ctx;
    const unsigned char *bytes;
    size_t n;
    z_stream z;
    mlt_text *text;
    mlt_gzip_member *member;
    uLong crc;
} reader;

static size_t consumed(const reader *r)
{
    return r->n - r->z.avail_in;
}

static void take(reader *r, const unsigned char *piece, size_t n)
{
    mlt_text_add(r->text, piece, n);
    r->crc = crc32(r->crc, piece, (uInt)n);
    /* Block ends on a byte boundary: a sync flush. */
    if ((r->z.data_type & 128) != 0 && (r->z.data_type & 7) == 0 && (r->z.data_type & 64) == 0) {
        r->member->cut = consumed(r);
        r->member->cut_text = r->text->n;
    }
}

/* Inflates block by block up to the end of the member, or of the bytes. */
static int inflate_member(reader *r)
{
    unsigned char piece[PIECE];
    int code = Z_OK;
    while (code == Z_OK) {
        r->z.next_out = piece;
        r->z.avail_out = sizeof piece;
        code = inflate(&r->z, Z_BLOCK);
        take(r, piece, sizeof piece - r->z.avail_out);
        if (r->text->n > mlt_context_limits(r->ctx)->max_file_bytes || !mlt_text_ok(r->text))
            return Z_MEM_ERROR;
    }
    return code;
}

static bool tail_fits(const reader *r, size_t at)
{
    uint32_t crc = 0, size = 0;
    if (r->n - at < TAIL)
        return false;
    for (int i = 3; i >= 0; i--) {
        crc = crc << 8 | r->bytes[at + (size_t)i];
        size = size << 8 | r->bytes[at + 4 + (size_t)i];
    }
    return crc == (uint32_t)r->crc && size == (uint32_t)r->text->n;
}

static mltest_status fail(const char *name, size_t at, const char *what, mltest_error **error)
{
    mlt_where where = {name, 0, (int64_t)at, NULL, NULL};
    return mlt_fail_at(error, MLTEST_ERR_FORMAT, where, "%s", what);
}

static bool is_gzip(const unsigned char *bytes, size_t n)
{
    return n >= 2 && bytes[0] == 0x1f && bytes[1] == 0x8b;
}

/* The length of a member's head, or 0 if it is cut or asks for what we never write. */
static size_t head_length(const unsigned char *bytes, size_t n)
{
    size_t at = HEAD;
    if (n < HEAD || bytes[2] != 8 || (bytes[3] & 0xE6) != 0)
        return 0; /* FEXTRA and FHCRC are not read; a name is */
    if ((bytes[3] & 8) != 0) {
        while (at < n && bytes[at] != 0)
            at++;
        at++;
    }
    return at <= n ? at : 0;
}

static mltest_status read_member(reader *r, const char *name, size_t start, size_t *at,
                                 mltest_error **error)
{
    size_t length = head_length(r->bytes + start, r->n - start);
    r->member->torn = true;
    r->member->cut = start;
    *at = r->n;
    if (length == 0 && r->n - start >= HEAD)
        return fail(name, start, "a gzip member of a form that is not supported", error);
    if (length == 0)
        return MLTEST_OK;
    r->z.next_in = (Bytef *)(uintptr_t)(r->bytes + start + length);
    size_t left = r->n - start - length;
    if (left > UINT32_MAX - 1)
        return mlt_fail(error, MLTEST_ERR_LIMIT, "%s: larger than 4 GiB", name);
    r->z.avail_in = (uInt)left;
    if (inflateInit2(&r->z, RAW) != Z_OK)
        return mlt_fail_memory(error);
    r->crc = crc32(0, NULL, 0);
    int code = inflate_member(r);
    size_t end = consumed(r);
    inflateEnd(&r->z);
    if (!mlt_text_ok(r->text))
        return mlt_fail_memory(error);
    if (r->text->n > mlt_context_limits(r->ctx)->max_file_bytes)
        return mlt_fail(error, MLTEST_ERR_LIMIT, "%s: expands to more than max_file_bytes", name);
    if (code == Z_MEM_ERROR) /* zlib's own: it allocates its window late */
        return mlt_fail_memory(error);
    if (code == Z_STREAM_END && tail_fits(r, end)) {
        r->member->torn = false;
        r->member->cut = *at = end + TAIL;
        r->member->cut_text = r->text->n;
        return MLTEST_OK;
    }
    bool cut_short = code == Z_BUF_ERROR || (code == Z_STREAM_END && r->n - end < TAIL);
    return cut_short ? MLTEST_OK : fail(name, end, "damaged gzip data", error);
}

mltest_status mlt_gzip_read(mltest_context *ctx, const char *name, const void *bytes, size_t n,
                            size_t *at, mlt_text *text, mlt_gzip_member *member, bool *more,
                            mltest_error **error)
{
    reader r = {.ctx = ctx, .bytes = bytes, .n = n, .text = text, .member = member};
    size_t start = *at;
    mlt_text_clear(text);
    *member = (mlt_gzip_member){.start = start, .end = start, .cut = start};
    *more = start < n;
    if (!*more)
        return MLTEST_OK;
    r.z.zalloc = allocate;
    r.z.zfree = release;
    r.z.opaque = ctx;
    if (start == 0 && !is_gzip(r.bytes, n) && r.bytes[0] != 0x1f) {
        mlt_text_add(text, bytes, n);
        *at = member->end = member->cut = n;
        member->cut_text = n;
        return mlt_text_ok(text) ? MLTEST_OK : mlt_fail_memory(error);
    }
    if (!is_gzip(r.bytes + start, n - start) && n - start >= 2)
        return fail(name, start, "expected a gzip member", error);
    TRY(read_member(&r, name, start, at, error));
    member->end = *at;
    return MLTEST_OK;
}
