/* SPDX-License-Identifier: MIT */
#include "report/columns.h"

#include <math.h>
#include <string.h>

#include "base/utf8.h"

/* Characters, not bytes: continuation bytes of UTF-8 take no room. */
static size_t width_of(const char *text)
{
    size_t n = 0;
    for (; *text != '\0'; text++)
        n += ((unsigned char)*text & 0xC0) != 0x80;
    return n;
}

static void add_cell(mlt_columns *t, const char *text)
{
    size_t column = t->n_cells++ % t->n_columns, width = width_of(text);
    if (width > t->width[column])
        t->width[column] = width;
    mlt_text_add(&t->cells, text, strlen(text) + 1);
}

void mlt_columns_take(mlt_columns *t, mlt_text *cell)
{
    if (!mlt_text_ok(cell))
        t->cells.failed = true;
    add_cell(t, mlt_text_string(cell));
    mlt_text_free(cell);
}

void mlt_columns_begin(mlt_columns *t, mltest_context *ctx, size_t n)
{
    memset(t, 0, sizeof *t);
    mlt_text_init(&t->cells, ctx);
    t->n_columns = n;
    t->left[0] = true;
}

void mlt_columns_init(mlt_columns *t, mltest_context *ctx, const char *const *heads, size_t n)
{
    mlt_columns_begin(t, ctx, n);
    for (size_t i = 0; i < n; i++) {
        t->left[i] = heads[i][0] == '<';
        mlt_columns_text(t, heads[i] + t->left[i]);
    }
}

void mlt_columns_clean(mlt_text *out, const char *text)
{
    for (size_t n = strlen(text), used; n > 0; text += used, n -= used) {
        used = mlt_utf8_active(text, n);
        mlt_text_putc(out, used > 0 ? '?' : *text);
        used += used == 0;
    }
}

void mlt_columns_text(mlt_columns *t, const char *text)
{
    mlt_text clean;
    mlt_text_init(&clean, t->cells.ctx);
    mlt_columns_clean(&clean, text);
    mlt_columns_take(t, &clean);
}

void mlt_fixed(mlt_text *out, double value, int decimals)
{
    double scale = 1;
    for (int i = 0; i < decimals; i++)
        scale *= 10;
    double rounded = floor(fabs(value) * scale + 0.5);
    if (!(rounded < 9e15)) {
        mlt_text_f64(out, value);
        return;
    }
    uint64_t units = (uint64_t)rounded, one = (uint64_t)scale;
    if (value < 0 && units > 0)
        mlt_text_putc(out, '-');
    mlt_text_u64(out, units / one);
    if (decimals == 0)
        return;
    mlt_text_putc(out, '.');
    for (uint64_t digit = one / 10, rest = units % one; digit > 0; rest %= digit, digit /= 10)
        mlt_text_putc(out, (char)('0' + rest / digit));
}

void mlt_columns_number(mlt_columns *t, double value, int decimals)
{
    mlt_text text;
    mlt_text_init(&text, t->cells.ctx);
    if (!isfinite(value))
        mlt_text_putc(&text, '-');
    else
        mlt_fixed(&text, value, decimals);
    mlt_columns_take(t, &text);
}

void mlt_columns_percent(mlt_columns *t, double share)
{
    mlt_text text;
    mlt_text_init(&text, t->cells.ctx);
    if (!isfinite(share)) {
        mlt_text_putc(&text, '-');
    } else {
        mlt_fixed(&text, 100 * share, 1);
        mlt_text_puts(&text, " %");
    }
    mlt_columns_take(t, &text);
}

static void pad(mlt_text *out, size_t n)
{
    for (size_t i = 0; i < n; i++)
        mlt_text_putc(out, ' ');
}

void mlt_columns_print(mlt_columns *t, mlt_text *out)
{
    const char *cell = mlt_text_string(&t->cells);
    for (size_t i = 0; i < t->n_cells && mlt_text_ok(&t->cells); i++) {
        size_t column = i % t->n_columns, gap = t->width[column] - width_of(cell);
        bool last = column + 1 == t->n_columns;
        if (!t->left[column])
            pad(out, gap);
        mlt_text_puts(out, cell);
        if (t->left[column] && !last)
            pad(out, gap);
        while (last && out->n > 0 && out->bytes[out->n - 1] == ' ')
            out->n--; /* of cells that are empty */
        mlt_text_puts(out, last ? "\n" : "  ");
        cell += strlen(cell) + 1;
    }
    if (!mlt_text_ok(&t->cells))
        out->failed = true;
    mlt_text_free(&t->cells);
}
