/* SPDX-License-Identifier: MIT */
#include "codec/json_string.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/utf8.h"

static bool hex4(const char *text, size_t n, uint32_t *out)
{
    if (n < 4)
        return false;
    *out = 0;
    for (size_t i = 0; i < 4; i++) {
        char c = text[i];
        uint32_t digit = c >= '0' && c <= '9'   ? (uint32_t)(c - '0')
                         : c >= 'a' && c <= 'f' ? (uint32_t)(c - 'a' + 10)
                         : c >= 'A' && c <= 'F' ? (uint32_t)(c - 'A' + 10)
                                                : 16;
        if (digit == 16)
            return false;
        *out = *out * 16 + digit;
    }
    return true;
}

static void put_utf8(mlt_text *out, uint32_t c)
{
    if (c < 0x80) {
        mlt_text_putc(out, (char)c);
    } else if (c < 0x800) {
        mlt_text_putc(out, (char)(0xC0 | c >> 6));
        mlt_text_putc(out, (char)(0x80 | (c & 63)));
    } else if (c < 0x10000) {
        mlt_text_putc(out, (char)(0xE0 | c >> 12));
        mlt_text_putc(out, (char)(0x80 | (c >> 6 & 63)));
        mlt_text_putc(out, (char)(0x80 | (c & 63)));
    } else {
        mlt_text_putc(out, (char)(0xF0 | c >> 18));
        mlt_text_putc(out, (char)(0x80 | (c >> 12 & 63)));
        mlt_text_putc(out, (char)(0x80 | (c >> 6 & 63)));
        mlt_text_putc(out, (char)(0x80 | (c & 63)));
    }
}

/* "\uXXXX", or a pair of them for characters above U+FFFF; text is behind "\u". Bytes used or 0. */
static size_t unicode(const char *text, size_t n, mlt_text *out)
{
    uint32_t c, low;
    if (!hex4(text, n, &c) || (c >= 0xDC00 && c <= 0xDFFF))
        return 0;
    if (c < 0xD800 || c > 0xDBFF) {
        put_utf8(out, c);
        return 4;
    }
    if (n < 10 || text[4] != '\\' || text[5] != 'u' || !hex4(text + 6, n - 6, &low) ||
        low < 0xDC00 || low > 0xDFFF)
        return 0;
    put_utf8(out, 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00));
    return 10;
}

/* An escape; text is behind the backslash. Bytes used, or 0 if it is none. */
static size_t escape(const char *text, size_t n, mlt_text *out)
{
    static const char names[] = "\"\\/bfnrt", values[] = "\"\\/\b\f\n\r\t";
    if (n == 0)
        return 0;
    if (text[0] == 'u') {
        size_t used = unicode(text + 1, n - 1, out);
        return used == 0 ? 0 : used + 1;
    }
    const char *found = text[0] != '\0' ? strchr(names, text[0]) : NULL;
    if (found == NULL)
        return 0;
    mlt_text_putc(out, values[found - names]);
    return 1;
}

/* A character that stands for itself: its length, or 0 with *wrong set. */
static size_t plain(const char *text, size_t n, const char **wrong)
{
    unsigned code;
    unsigned char c = (unsigned char)text[0];
    if (c < 0x20) {
        *wrong = "no control character inside a text";
        return 0;
    }
    size_t length = c < 0x80 ? 1 : mlt_utf8_next(text, n, &code);
    if (length == 0)
        *wrong = "valid UTF-8";
    return length;
}

size_t mlt_json_scan_string(const char *text, size_t n, size_t most, mlt_text *out,
                            const char **wrong)
{
    size_t at = 1, start = 1;
    mlt_text_clear(out);
    while (at < n && text[at] != '"' && out->n + (at - start) <= most) {
        if (text[at] != '\\') {
            at += plain(text + at, n - at, wrong);
        } else {
            mlt_text_add(out, text + start, at - start);
            size_t used = escape(text + at + 1, n - at - 1, out);
            at += 1 + used;
            start = at;
            *wrong = used == 0 ? "a valid escape" : NULL;
        }
        if (*wrong != NULL)
            return at;
    }
    if (at >= n)
        *wrong = "a closing quote";
    mlt_text_add(out, text + start, at - start);
    return at < n ? at + 1 : n;
}
