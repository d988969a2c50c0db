/* SPDX-License-Identifier: MIT */
#include "journal/line_values.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/context.h"
#include "base/error.h"

mltest_status mlt_value_string(mlt_line_reader *r, const char **out)
{
    const char *text;
    size_t n;
    TRY(mlt_json_read_string(r->json, &text, &n, r->error));
    if (memchr(text, '\0', n) != NULL)
        return mlt_json_fail(r->json, r->error, "a text without NUL");
    *out = mlt_arena_string(r->arena, text, n);
    return *out != NULL ? MLTEST_OK : mlt_fail_memory(r->error);
}

mltest_status mlt_value_hash(mlt_line_reader *r, uint64_t *out)
{
    const char *text;
    size_t n;
    *out = 0;
    TRY(mlt_json_read_string(r->json, &text, &n, r->error));
    if (n != 16)
        return mlt_json_fail(r->json, r->error, "sixteen hexadecimal digits");
    for (size_t i = 0; i < n; i++) {
        const char *digit = strchr("0123456789abcdef", text[i]);
        if (text[i] == '\0' || digit == NULL)
            return mlt_json_fail(r->json, r->error, "sixteen hexadecimal digits");
        *out = *out << 4 | (uint64_t)(digit - "0123456789abcdef");
    }
    return MLTEST_OK;
}

/* Numbers of an integer type that must fit. */
mltest_status mlt_value_u32(mlt_line_reader *r, uint32_t *out)
{
    uint64_t v;
    TRY(mlt_json_read_u64(r->json, &v, r->error));
    if (v > UINT32_MAX)
        return mlt_json_fail(r->json, r->error, "an integer below 2^32");
    *out = (uint32_t)v;
    return MLTEST_OK;
}

mltest_status mlt_value_i32(mlt_line_reader *r, int32_t *out)
{
    int64_t v;
    TRY(mlt_json_read_i64(r->json, &v, r->error));
    if (v < INT32_MIN || v > INT32_MAX)
        return mlt_json_fail(r->json, r->error, "an integer of 32 bits");
    *out = (int32_t)v;
    return MLTEST_OK;
}

/* Items are collected outside the arena, which cannot grow an array. */
mltest_status mlt_value_list(mlt_line_reader *r, size_t size, uint64_t most,
                             mltest_status (*item)(mlt_line_reader *r, void *to), void **out,
                             size_t *n)
{
    void *items = NULL;
    size_t cap = 0;
    bool more;
    *n = 0;
    TRY(mlt_json_expect(r->json, MLT_JSON_ARRAY_BEGIN, "a list", r->error));
    mltest_status status = mlt_json_next_item(r->json, &more, r->error);
    while (status == MLTEST_OK && more) {
        if (*n >= most)
            status = mlt_fail(r->error, MLTEST_ERR_LIMIT,
                              "%s: a list of more than %" PRIu64 " items", r->json->file, most);
        else if (!mlt_reserve_bytes(r->ctx, &items, &cap, *n + 1, size))
            status = mlt_fail_memory(r->error);
        else
            status = item(r, (char *)items + *n * size);
        if (status == MLTEST_OK) {
            ++*n;
            status = mlt_json_next_item(r->json, &more, r->error);
        }
    }
    if (status == MLTEST_OK) {
        *out = mlt_arena_alloc(r->arena, *n + 1, size);
        if (*out == NULL)
            status = mlt_fail_memory(r->error);
        else if (*n > 0)
            memcpy(*out, items, *n * size);
    }
    mlt_free(r->ctx, items);
    return status;
}

mltest_status mlt_value_string_item(mlt_line_reader *r, void *to)
{
    return mlt_value_string(r, to);
}

mltest_status mlt_value_f64(mlt_line_reader *r, double *out)
{
    TRY(mlt_json_read_f64(r->json, out, r->error));
    return isfinite(*out) ? MLTEST_OK : mlt_json_fail(r->json, r->error, "a finite number");
}

/* An array of exactly n numbers. */
mltest_status mlt_value_numbers(mlt_line_reader *r, double *out, size_t n)
{
    if (mlt_json_quick_row(r->json, out, n)) /* as journals have them */
        return MLTEST_OK;
    TRY(mlt_json_expect(r->json, MLT_JSON_ARRAY_BEGIN, "a list of numbers", r->error));
    for (size_t i = 0; i < n; i++)
        TRY(mlt_value_f64(r, &out[i]));
    return mlt_json_expect(r->json, MLT_JSON_ARRAY_END, "the end of the list", r->error);
}

mltest_status mlt_value_box_item(mlt_line_reader *r, void *to)
{
    double v[4];
    TRY(mlt_value_numbers(r, v, 4));
    *(mlt_box *)to = (mlt_box){v[0], v[1], v[2], v[3]};
    return MLTEST_OK;
}

mltest_status mlt_value_class(mlt_line_reader *r, double v, int32_t *out)
{
    if (!(v >= 0 && v < 2147483647.0) || v != (double)(int32_t)v)
        return mlt_json_fail(r->json, r->error, "a class index");
    *out = (int32_t)v;
    return MLTEST_OK;
}

mltest_status
mlt_value_object(mlt_line_reader *r,
                 mltest_status (*member)(mlt_line_reader *r, const char *key, void *to), void *to)
{
    const char *key;
    size_t n;
    bool more;
    TRY(mlt_json_expect(r->json, MLT_JSON_OBJECT_BEGIN, "an object", r->error));
    for (;;) {
        TRY(mlt_json_next_key(r->json, &key, &n, &more, r->error));
        if (!more)
            return MLTEST_OK;
        if (memchr(key, '\0', n) != NULL)
            return mlt_json_fail(r->json, r->error, "a key without NUL");
        TRY(member(r, key, to));
    }
}

mltest_status mlt_value_skip(mlt_line_reader *r)
{
    return mlt_json_skip(r->json, r->error);
}

uint64_t mlt_value_most_strings(const mlt_line_reader *r)
{
    return mlt_context_limits(r->ctx)->max_classes;
}
