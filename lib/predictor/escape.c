/* SPDX-License-Identifier: MIT */
#include "predictor/escape.h"

#include "base/utf8.h"

#include <stdbool.h>
#include <string.h>

static bool is_control(unsigned code)
{
    return code < 0x20 || (code >= 0x7f && code < 0xa0);
}

static void add_byte(mlt_text *text, unsigned char c)
{
    static const char digits[] = "0123456789abcdef";
    char named = c == '\n' ? 'n' : c == '\t' ? 't' : c == '\r' ? 'r' : 'x';
    mlt_text_putc(text, '\\');
    mlt_text_putc(text, named);
    if (named == 'x') {
        mlt_text_putc(text, digits[c >> 4]);
        mlt_text_putc(text, digits[c & 15]);
    }
}

void mlt_escape(mlt_text *text, const void *bytes, size_t n)
{
    const char *p = bytes;
    for (size_t i = 0; i < n;) {
        unsigned code = 0;
        size_t len = mlt_utf8_next(p + i, n - i, &code);
        if (len > 0 && !is_control(code)) {
            mlt_text_add(text, p + i, len);
            i += len;
        } else {
            add_byte(text, (unsigned char)p[i++]);
        }
    }
}

size_t mlt_escape_cut(const char *s, size_t max)
{
    size_t n = strnlen(s, max + 1);
    if (n <= max)
        return n;
    n = max;
    while (n > 0 && ((unsigned char)s[n] & 0xc0) == 0x80)
        n--;
    return n;
}
