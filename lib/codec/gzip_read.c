/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/context.h"
#include "base/error.h"
#include "codec/gzip.h"
#include "codec/gzip_io.h"

enum { FLAG_CRC = 2, FLAG_EXTRA = 4, FLAG_NAME = 8, FLAG_COMMENT = 16, FLAGS_RESERVED = 0xE0 };

/* Where inflate stands in the file. */
typedef struct {
    mltest_context *ctx;
    const char *name;
    const unsigned char *bytes;
    size_t n;
    z_stream z;
    mlt_text *text;
    size_t n_before; /* of the text: other members' */
    mlt_gzip_member *member;
    uint32_t crc;
} reader;

static mltest_status fail(const reader *r, size_t at, const char *what, mltest_error **error)
{
    mlt_where where = {r->name, 0, (int64_t)at, NULL, NULL};
    return mlt_fail_at(error, MLTEST_ERR_FORMAT, where, "%s", what);
}

static size_t consumed(const reader *r)
{
    return (size_t)(r->z.next_in - r->bytes);
}

/* zlib counts its input with 32 bits. */
static void refill(reader *r)
{
    enum { PIECE = 1 << 20 };
    size_t left = r->n - consumed(r);
    r->z.avail_in = (uInt)(left < PIECE ? left : PIECE);
}

/*
 * Whether inflate stands behind a sync flush: an empty stored block, which is the bytes 00 00 FF FF
 * and gave no text. Other blocks may end with a byte too, in the middle of a piece.
 */
static bool at_sync_flush(const reader *r, size_t n_text)
{
    int where = r->z.data_type & 0xFF; /* 128: behind a block, 64: the last, below: spare bits */
    return n_text == 0 && where == 128 && consumed(r) >= 4 &&
           memcmp(r->z.next_in - 4, "\0\0\xFF\xFF", 4) == 0;
}

static size_t n_own(const reader *r)
{
    return r->text->n - r->n_before;
}

static void take(reader *r, const unsigned char *piece, size_t n)
{
    mlt_text_add(r->text, piece, n);
    r->crc = mlt_gzip_crc(r->crc, piece, n);
    if (at_sync_flush(r, n)) {
        r->member->cut = consumed(r);
        r->member->cut_text = n_own(r);
    }
}

static bool is_too_long(const reader *r)
{
    return n_own(r) > mlt_context_limits(r->ctx)->max_file_bytes;
}

/* Inflates block by block up to the end of the member, or of the bytes; zlib's last answer. */
static int inflate_member(reader *r)
{
    unsigned char piece[65536];
    int code = inflateInit2(&r->z, MLT_GZIP_RAW);
    if (code != Z_OK)
        return code;
    while (code == Z_OK && mlt_text_ok(r->text) && !is_too_long(r)) {
        refill(r);
        r->z.next_out = piece;
        r->z.avail_out = sizeof piece;
        code = inflate(&r->z, Z_BLOCK);
        take(r, piece, sizeof piece - r->z.avail_out);
    }
    inflateEnd(&r->z);
    return code;
}

static uint32_t le(const unsigned char *p, size_t n)
{
    uint32_t v = 0;
    while (n > 0)
        v = v << 8 | p[--n];
    return v;
}

/* Each moves *at on; false = the bytes end before. */
static bool skip_bytes(const reader *r, size_t *at, size_t n)
{
    if (r->n - *at < n)
        return false;
    *at += n;
    return true;
}

static bool skip_string(const reader *r, size_t *at)
{
    const unsigned char *nul = memchr(r->bytes + *at, 0, r->n - *at);
    return skip_bytes(r, at, nul != NULL ? (size_t)(nul - r->bytes) - *at + 1 : SIZE_MAX);
}

static bool skip_head(const reader *r, size_t *at)
{
    unsigned flags = r->bytes[*at + 3];
    *at += MLT_GZIP_HEAD;
    if ((flags & FLAG_EXTRA) != 0) {
        if (!skip_bytes(r, at, 2) || !skip_bytes(r, at, le(r->bytes + *at - 2, 2)))
            return false;
    }
    if ((flags & FLAG_NAME) != 0 && !skip_string(r, at))
        return false;
    if ((flags & FLAG_COMMENT) != 0 && !skip_string(r, at))
        return false;
    return (flags & FLAG_CRC) == 0 || skip_bytes(r, at, 2);
}

/* The head of the member at *at; *at = the number of bytes when they end before it does. */
static mltest_status read_head(const reader *r, size_t *at, mltest_error **error)
{
    size_t start = *at;
    const unsigned char *head = r->bytes + start;
    *at = r->n;
    if (head[0] != 0x1f || (r->n - start > 1 && head[1] != 0x8b))
        return fail(r, start, "expected a gzip member", error);
    if (r->n - start < MLT_GZIP_HEAD)
        return MLTEST_OK;
    if (head[2] != Z_DEFLATED || (head[3] & FLAGS_RESERVED) != 0)
        return fail(r, start, "a gzip member of a form that is not supported", error);
    size_t end = start;
    if (!skip_head(r, &end))
        return MLTEST_OK;
    if ((head[3] & FLAG_CRC) != 0 &&
        (mlt_gzip_crc(0, head, end - start - 2) & 0xFFFF) != le(r->bytes + end - 2, 2))
        return fail(r, start, "the head of a gzip member is damaged", error);
    *at = end;
    return MLTEST_OK;
}

/* What became of a member, from the last answer of inflate. */
static mltest_status judge(reader *r, int code, size_t *at, mltest_error **error)
{
    size_t end = consumed(r);
    if (!mlt_text_ok(r->text))
        return mlt_fail_memory(error);
    if (is_too_long(r))
        return mlt_fail(error, MLTEST_ERR_LIMIT, "%s: expands to more than max_file_bytes",
                        r->name);
    if (code == Z_MEM_ERROR) /* zlib allocates its window late */
        return mlt_fail_memory(error);
    if (code == Z_BUF_ERROR || (code == Z_STREAM_END && r->n - end < MLT_GZIP_TAIL))
        return MLTEST_OK;
    if (code != Z_STREAM_END || le(r->bytes + end, 4) != r->crc ||
        le(r->bytes + end + 4, 4) != (uint32_t)n_own(r))
        return fail(r, end, "damaged gzip data", error);
    r->member->torn = false;
    r->member->cut = *at = end + MLT_GZIP_TAIL;
    r->member->cut_text = n_own(r);
    return MLTEST_OK;
}

static mltest_status read_member(reader *r, size_t *at, mltest_error **error)
{
    r->member->torn = true;
    TRY(read_head(r, at, error));
    if (*at == r->n)
        return MLTEST_OK;
    r->z.next_in = (Bytef *)(uintptr_t)(r->bytes + *at);
    *at = r->n;
    mlt_gzip_use_context(&r->z, r->ctx);
    return judge(r, inflate_member(r), at, error);
}

mltest_status mlt_gzip_read(mltest_context *ctx, const char *name, const void *bytes, size_t n,
                            size_t *at, mlt_text *text, mlt_gzip_member *member, bool *more,
                            mltest_error **error)
{
    reader r = {.ctx = ctx,
                .name = name,
                .bytes = bytes,
                .n = n,
                .text = text,
                .n_before = text->n,
                .member = member};
    size_t start = *at;
    *member = (mlt_gzip_member){.start = start, .end = start, .cut = start};
    *more = start < n;
    if (!*more)
        return MLTEST_OK;
    if (start > 0 || r.bytes[0] == 0x1f) {
        TRY(read_member(&r, at, error));
    } else {
        mlt_text_add(text, bytes, n);
        *at = member->cut = n;
        member->cut_text = n;
    }
    member->end = *at;
    return mlt_text_ok(text) ? MLTEST_OK : mlt_fail_memory(error);
}
