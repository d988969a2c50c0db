/* SPDX-License-Identifier: MIT */
#include "base/text.h"

#include "base/alloc.h"
#include "base/checked.h"
#include "base/number.h"
#include "base/utf8.h"

#include <stdio.h>
#include <string.h>

void mlt_text_init(mlt_text *text, mltest_context *ctx)
{
    memset(text, 0, sizeof *text);
    text->ctx = ctx;
}

/* Room for n more bytes and a NUL. */
static bool reserve(mlt_text *text, size_t n)
{
    size_t need;
    if (text->failed)
        return false;
    if (!mlt_add_size(text->n, n, &need) || !mlt_add_size(need, 1, &need) ||
        !mlt_reserve(text->ctx, text->bytes, text->cap, need))
        text->failed = true;
    return !text->failed;
}

void mlt_text_add(mlt_text *text, const void *bytes, size_t n)
{
    if (n == 0 || !reserve(text, n))
        return;
    memcpy(text->bytes + text->n, bytes, n);
    text->n += n;
    text->bytes[text->n] = '\0';
}

void mlt_text_puts(mlt_text *text, const char *string)
{
    mlt_text_add(text, string, strlen(string));
}

void mlt_text_putc(mlt_text *text, char c)
{
    mlt_text_add(text, &c, 1);
}

void mlt_text_vprintf(mlt_text *text, const char *format, va_list args)
{
    va_list again;
    va_copy(again, args);
    int n = vsnprintf(NULL, 0, format, again);
    va_end(again);
    if (n < 0)
        text->failed = true;
    else if (reserve(text, (size_t)n)) {
        vsnprintf(text->bytes + text->n, (size_t)n + 1, format, args);
        text->n += (size_t)n;
    }
}

void mlt_text_printf(mlt_text *text, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    mlt_text_vprintf(text, format, args);
    va_end(args);
}

void mlt_text_f64(mlt_text *text, double value)
{
    char number[40];
    mlt_text_add(text, number, mlt_format_double(number, value));
}

void mlt_text_f32(mlt_text *text, float value)
{
    char number[40];
    mlt_text_add(text, number, mlt_format_float(number, value));
}

void mlt_text_i64(mlt_text *text, int64_t value)
{
    char number[40];
    mlt_text_add(text, number, mlt_format_i64(number, value));
}

void mlt_text_u64(mlt_text *text, uint64_t value)
{
    char number[40];
    mlt_text_add(text, number, mlt_format_u64(number, value));
}

bool mlt_text_ok(const mlt_text *text)
{
    return !text->failed;
}

const char *mlt_text_string(const mlt_text *text)
{
    return text->bytes != NULL ? text->bytes : "";
}

void mlt_text_clear(mlt_text *text)
{
    text->n = 0;
    text->failed = false;
    if (text->bytes != NULL)
        text->bytes[0] = '\0';
}

char *mlt_text_take(mlt_text *text)
{
    char *bytes = text->bytes;
    if (text->failed)
        return NULL;
    if (bytes == NULL)
        return mlt_strdup(text->ctx, "");
    mlt_text_init(text, text->ctx);
    return bytes;
}

void mlt_text_free(mlt_text *text)
{
    mlt_free(text->ctx, text->bytes);
    mlt_text_init(text, text->ctx);
}

void mlt_one_line(char *string)
{
    char *to = string;
    for (size_t n = strlen(string), used; n > 0; string += used, n -= used) {
        bool is_end = *string == '\n' || *string == '\r';
        used = *string == '\t' ? 0 : mlt_utf8_active(string, n);
        *to++ = is_end ? ' ' : used > 0 ? '?' : *string;
        used += used == 0;
    }
    *to = '\0';
}
