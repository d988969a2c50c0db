/* SPDX-License-Identifier: MIT */
#include "codec/csv.h"

#include <inttypes.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/context.h"
#include "base/error.h"
#include "base/number.h"
#include "base/utf8.h"

static const char byte_order_mark[] = "\xEF\xBB\xBF";

void mlt_csv_init(mlt_csv *csv, mltest_context *ctx, const char *file, const char *bytes, size_t n)
{
    size_t skip = n >= 3 && memcmp(bytes, byte_order_mark, 3) == 0 ? 3 : 0;
    *csv =
        (mlt_csv){.ctx = ctx, .file = file, .at = bytes + skip, .end = bytes + n, .next_line = 1};
    mlt_text_init(&csv->text, ctx);
}

void mlt_csv_free(mlt_csv *csv)
{
    mlt_text_free(&csv->text);
}

static mlt_where where_of(const mlt_csv *csv)
{
    mlt_where where = MLT_NOWHERE;
    where.file = csv->file;
    where.line = csv->line;
    return where;
}

mltest_status mlt_csv_fail(const mlt_csv *csv, mltest_error **error, const char *format, ...)
{
    char message[512];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    return mlt_fail_at(error, MLTEST_ERR_FORMAT, where_of(csv), "%s", message);
}

static bool is_line_end(char c)
{
    return c == '\n' || c == '\r';
}

/* LF, CR LF and CR alone end a line; of CR LF the LF counts. */
static bool ends_line(const mlt_csv *csv)
{
    bool is_lone = *csv->at == '\r' && (csv->at + 1 == csv->end || csv->at[1] != '\n');
    return *csv->at == '\n' || is_lone;
}

static void skip_blank_lines(mlt_csv *csv)
{
    for (; csv->at < csv->end && is_line_end(*csv->at); csv->at++)
        csv->next_line += ends_line(csv);
}

/* Behind the opening quote; takes the closing one. */
static mltest_status take_quoted(mlt_csv *csv, mltest_error **error)
{
    for (; csv->at < csv->end; csv->at++) {
        bool is_quote = *csv->at == '"';
        bool is_doubled = is_quote && csv->at + 1 < csv->end && csv->at[1] == '"';
        if (is_quote && !is_doubled) {
            csv->at++;
            if (csv->at < csv->end && *csv->at != ',' && !is_line_end(*csv->at))
                return mlt_csv_fail(csv, error, "text behind a closing quote");
            return MLTEST_OK;
        }
        csv->at += is_doubled;
        csv->next_line += ends_line(csv);
        mlt_text_putc(&csv->text, *csv->at);
    }
    return mlt_csv_fail(csv, error, "a quote that is not closed");
}

static mltest_status take_plain(mlt_csv *csv, mltest_error **error)
{
    for (; csv->at < csv->end && *csv->at != ',' && !is_line_end(*csv->at); csv->at++) {
        if (*csv->at == '"')
            return mlt_csv_fail(csv, error, "a quote inside a field that does not start with one");
        mlt_text_putc(&csv->text, *csv->at);
    }
    return MLTEST_OK;
}

static mltest_status check_field(const mlt_csv *csv, size_t start, mltest_error **error)
{
    uint64_t limit = mlt_context_limits(csv->ctx)->max_string;
    size_t n = csv->text.n - start;
    if (!mlt_text_ok(&csv->text))
        return mlt_fail_memory(error);
    if (n > limit)
        return mlt_fail_at(error, MLTEST_ERR_LIMIT, where_of(csv),
                           "a field of more than %" PRIu64 " bytes (limit max_string)", limit);
    if (n > 0 && !mlt_utf8_is_valid(mlt_text_string(&csv->text) + start, n))
        return mlt_csv_fail(csv, error, "a field that is not UTF-8");
    if (n > 0 && memchr(mlt_text_string(&csv->text) + start, '\0', n) != NULL)
        return mlt_csv_fail(csv, error, "a NUL byte");
    return MLTEST_OK;
}

static mltest_status take_field(mlt_csv *csv, mltest_error **error)
{
    size_t start = csv->text.n;
    if (csv->n_fields == MLT_CSV_FIELDS)
        return mlt_fail_at(error, MLTEST_ERR_LIMIT, where_of(csv), "more than %d fields in a row",
                           MLT_CSV_FIELDS);
    if (csv->at < csv->end && *csv->at == '"') {
        csv->at++;
        TRY(take_quoted(csv, error));
    } else {
        TRY(take_plain(csv, error));
    }
    TRY(check_field(csv, start, error));
    mlt_text_putc(&csv->text, '\0');
    csv->starts[csv->n_fields++] = start;
    return MLTEST_OK;
}

mltest_status mlt_csv_next(mlt_csv *csv, bool *more, mltest_error **error)
{
    skip_blank_lines(csv);
    csv->line = csv->next_line;
    csv->n_fields = 0;
    mlt_text_clear(&csv->text);
    *more = csv->at < csv->end;
    if (!*more)
        return MLTEST_OK;
    TRY(take_field(csv, error));
    while (csv->at < csv->end && *csv->at == ',') {
        csv->at++;
        TRY(take_field(csv, error));
    }
    if (!mlt_text_ok(&csv->text))
        return mlt_fail_memory(error);
    for (size_t i = 0; i < csv->n_fields; i++)
        csv->fields[i] = mlt_text_string(&csv->text) + csv->starts[i];
    return MLTEST_OK;
}

int mlt_csv_column(const mlt_csv *csv, const char *name)
{
    for (size_t i = 0; i < csv->n_fields; i++)
        if (mlt_same_letters(csv->fields[i], name))
            return (int)i;
    return -1;
}

mltest_status mlt_csv_number(const mlt_csv *csv, int column, const char *name, double *out,
                             mltest_error **error)
{
    const char *text = (size_t)column < csv->n_fields ? csv->fields[column] : "";
    if (mlt_parse_double(text, strlen(text), out) && isfinite(*out))
        return MLTEST_OK;
    return mlt_csv_fail(csv, error, "column %s: a number expected, found \"%.60s\"", name,
                        mlt_utf8_is_plain(text, strlen(text)) ? text : "something unprintable");
}

static void put_comma(mlt_text *out)
{
    const char *so_far = mlt_text_ok(out) && out->n > 0 ? mlt_text_string(out) : "\n";
    size_t n = out->n > 0 && mlt_text_ok(out) ? out->n : 1;
    if (so_far[n - 1] != '\n')
        mlt_text_putc(out, ',');
}

void mlt_csv_put(mlt_text *out, const char *field)
{
    put_comma(out);
    bool is_mark = strncmp(field, byte_order_mark, 3) == 0; /* it would be lost at the start */
    if (field[0] != '\0' && !is_mark && strpbrk(field, ",\"\r\n") == NULL) {
        mlt_text_puts(out, field);
        return;
    }
    mlt_text_putc(out, '"'); /* an empty first field, too: a line is never blank */
    for (; *field != '\0'; field++) {
        if (*field == '"')
            mlt_text_putc(out, '"');
        mlt_text_putc(out, *field);
    }
    mlt_text_putc(out, '"');
}

void mlt_csv_put_number(mlt_text *out, double value)
{
    put_comma(out);
    mlt_text_f64(out, value);
}
