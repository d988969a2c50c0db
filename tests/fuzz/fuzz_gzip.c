/* SPDX-License-Identifier: MIT */
/*
 * Members of gzip: any bytes are read to their end or give an error, within the limit, and what was
 * written is read back.
 */
#include <stdlib.h>
#include <string.h>

#include "codec/gzip.h"
#include "mltest/context.h"
#include "mltest/error.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

enum { LIMIT = 1 << 20 };

static void read_all(mltest_context *ctx, const uint8_t *data, size_t n)
{
    mlt_text text;
    mlt_gzip_member member;
    mltest_error *error = NULL;
    size_t at = 0, n_members = 0;
    bool more = true;
    mlt_text_init(&text, ctx);
    while (more) {
        size_t before = at;
        mltest_status status =
            mlt_gzip_read(ctx, "fuzz.gz", data, n, &at, &text, &member, &more, &error);
        if (status != mltest_error_status(error) || at > n || text.n > 2 * LIMIT)
            abort();
        if (status != MLTEST_OK)
            break;
        if (more && at <= before && ++n_members > 4)
            abort(); /* no way forward */
        mlt_text_clear(&text);
    }
    mltest_error_free(error);
    mlt_text_free(&text);
}

static void write_and_read(mltest_context *ctx, const uint8_t *data, size_t n)
{
    mlt_gzip_writer *writer = NULL;
    mlt_gzip_member member;
    mlt_text file, back;
    size_t at = 0, half = n / 2;
    bool more = true;
    mlt_text_init(&file, ctx);
    mlt_text_init(&back, ctx);
    if (mlt_gzip_writer_new(&writer, ctx, NULL) != MLTEST_OK ||
        mlt_gzip_add(writer, data, half, &file, NULL) != MLTEST_OK ||
        mlt_gzip_add(writer, data + half, n - half, &file, NULL) != MLTEST_OK ||
        mlt_gzip_end(writer, &file, NULL) != MLTEST_OK ||
        mlt_gzip_read(ctx, "own", file.bytes, file.n, &at, &back, &member, &more, NULL) !=
            MLTEST_OK ||
        back.n != n || (n > 0 && memcmp(back.bytes, data, n) != 0))
        abort();
    mlt_gzip_writer_free(writer);
    mlt_text_free(&file);
    mlt_text_free(&back);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    mltest_context *ctx = NULL;
    if (mltest_context_new(&ctx, NULL, NULL, NULL) != MLTEST_OK ||
        mltest_context_set_limit(ctx, "max_file_bytes", LIMIT, NULL) != MLTEST_OK)
        abort();
    read_all(ctx, data, n);
    if (n > 0)
        write_and_read(ctx, data, n);
    mltest_context_free(ctx);
    return 0;
}
