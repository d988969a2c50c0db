/* SPDX-License-Identifier: MIT */
#include "codec/json_write.h"

#include "base/utf8.h"

#include <math.h>
#include <string.h>

void mlt_json_writer_init(mlt_json_writer *w, mlt_text *out, unsigned indent)
{
    *w = (mlt_json_writer){.out = out, .indent = indent, .empty = true};
}

static void new_line(mlt_json_writer *w)
{
    if (w->indent == 0)
        return;
    mlt_text_putc(w->out, '\n');
    for (unsigned i = 0; i < w->indent * w->depth; i++)
        mlt_text_putc(w->out, ' ');
}

/* What stands before a value or a key: nothing, or a comma and a line end. */
static void before(mlt_json_writer *w)
{
    if (w->after_key) {
        w->after_key = false;
        return;
    }
    if (!w->empty)
        mlt_text_putc(w->out, ',');
    if (w->depth > 0)
        new_line(w);
    w->empty = false;
}

static void begin(mlt_json_writer *w, char open)
{
    before(w);
    mlt_text_putc(w->out, open);
    w->depth++;
    w->empty = true;
}

static void end(mlt_json_writer *w, char close)
{
    w->depth--;
    if (!w->empty)
        new_line(w);
    mlt_text_putc(w->out, close);
    w->empty = false;
}

void mlt_json_begin_object(mlt_json_writer *w)
{
    begin(w, '{');
}

void mlt_json_end_object(mlt_json_writer *w)
{
    end(w, '}');
}

void mlt_json_begin_array(mlt_json_writer *w)
{
    begin(w, '[');
}

void mlt_json_end_array(mlt_json_writer *w)
{
    end(w, ']');
}

/* U+2028 and U+2029 end lines in JavaScript: E2 80 A8 and E2 80 A9. */
static bool is_line_separator(const char *text, size_t n)
{
    return n == 3 && memcmp(text, "\xE2\x80", 2) == 0 && (text[2] == '\xA8' || text[2] == '\xA9');
}

static void put_escaped(mlt_text *out, const char *text, size_t n, bool html)
{
    static const char hex[] = "0123456789abcdef";
    unsigned char c = (unsigned char)text[0];
    if (n == 0) {
        mlt_text_puts(out, "\xEF\xBF\xBD");
    } else if (is_line_separator(text, n)) {
        mlt_text_puts(out, text[2] == '\xA8' ? "\\u2028" : "\\u2029");
    } else if (c == '"' || c == '\\') {
        mlt_text_putc(out, '\\');
        mlt_text_putc(out, (char)c);
    } else if (c == '\n') {
        mlt_text_puts(out, "\\n");
    } else if (c == '\t') {
        mlt_text_puts(out, "\\t");
    } else if (c < 0x20 || c == 0x7F || (html && (c == '<' || c == '>' || c == '&'))) {
        char escaped[6] = {'\\', 'u', '0', '0', hex[c >> 4], hex[c & 15]};
        mlt_text_add(out, escaped, sizeof escaped);
    } else {
        mlt_text_add(out, text, n);
    }
}

static void put_text(mlt_json_writer *w, const char *text, size_t n)
{
    mlt_text_putc(w->out, '"');
    for (size_t i = 0; i < n;) {
        unsigned code;
        size_t length = mlt_utf8_next(text + i, n - i, &code);
        put_escaped(w->out, text + i, length, w->html);
        i += length == 0 ? 1 : length;
    }
    mlt_text_putc(w->out, '"');
}

void mlt_json_key(mlt_json_writer *w, const char *key)
{
    before(w);
    put_text(w, key, strlen(key));
    mlt_text_puts(w->out, w->indent > 0 ? ": " : ":");
    w->after_key = true;
}

void mlt_json_put_string_n(mlt_json_writer *w, const char *text, size_t n)
{
    before(w);
    put_text(w, text, n);
}

void mlt_json_put_string(mlt_json_writer *w, const char *text)
{
    mlt_json_put_string_n(w, text, strlen(text));
}

void mlt_json_put_f64(mlt_json_writer *w, double value)
{
    if (!isfinite(value)) {
        mlt_json_put_null(w);
        return;
    }
    before(w);
    mlt_text_f64(w->out, value);
}

void mlt_json_put_f32(mlt_json_writer *w, float value)
{
    if (!isfinite(value)) {
        mlt_json_put_null(w);
        return;
    }
    before(w);
    mlt_text_f32(w->out, value);
}

void mlt_json_put_i64(mlt_json_writer *w, int64_t value)
{
    before(w);
    mlt_text_i64(w->out, value);
}

void mlt_json_put_u64(mlt_json_writer *w, uint64_t value)
{
    before(w);
    mlt_text_u64(w->out, value);
}

void mlt_json_put_bool(mlt_json_writer *w, bool value)
{
    before(w);
    mlt_text_puts(w->out, value ? "true" : "false");
}

void mlt_json_put_null(mlt_json_writer *w)
{
    before(w);
    mlt_text_puts(w->out, "null");
}
