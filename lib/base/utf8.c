/* SPDX-License-Identifier: MIT */
#include "base/utf8.h"

/* How many bytes a first byte announces, and the part of the code in it; 0 if it announces none. */
static size_t announced(unsigned char first, unsigned *code)
{
    if (first < 0x80) {
        *code = first;
        return 1;
    }
    if (first >= 0xC2 && first < 0xE0) {
        *code = first & 0x1Fu;
        return 2;
    }
    if (first >= 0xE0 && first < 0xF0) {
        *code = first & 0x0Fu;
        return 3;
    }
    if (first >= 0xF0 && first < 0xF5) {
        *code = first & 0x07u;
        return 4;
    }
    return 0;
}

size_t mlt_utf8_next(const char *text, size_t n, unsigned *code)
{
    static const unsigned smallest[] = {0, 0, 0x80, 0x800, 0x10000};
    unsigned value = 0;
    size_t length = announced((unsigned char)text[0], &value);
    if (length == 0 || length > n)
        return 0;
    for (size_t i = 1; i < length; i++) {
        unsigned char byte = (unsigned char)text[i];
        if ((byte & 0xC0u) != 0x80u)
            return 0;
        value = value << 6 | (byte & 0x3Fu);
    }
    bool is_surrogate = value >= 0xD800 && value < 0xE000;
    if (value < smallest[length] || value > 0x10FFFF || is_surrogate)
        return 0;
    *code = value;
    return length;
}

bool mlt_utf8_is_active(unsigned code)
{
    return code < 0x20 || (code >= 0x7F && code < 0xA0) || (code >= 0x202A && code <= 0x202E) ||
           (code >= 0x2066 && code <= 0x2069);
}

size_t mlt_utf8_active(const char *text, size_t n)
{
    unsigned code = ' ';
    size_t length = mlt_utf8_next(text, n, &code);
    return mlt_utf8_is_active(code) ? length : 0;
}

bool mlt_utf8_is_plain(const char *text, size_t n)
{
    while (n > 0) {
        unsigned code;
        size_t length = mlt_utf8_next(text, n, &code);
        if (length == 0 || code < 0x20 || (code >= 0x7F && code < 0xA0))
            return false;
        text += length;
        n -= length;
    }
    return true;
}

bool mlt_utf8_is_valid(const char *text, size_t n)
{
    while (n > 0) {
        unsigned code;
        size_t length = mlt_utf8_next(text, n, &code);
        if (length == 0)
            return false;
        text += length;
        n -= length;
    }
    return true;
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

bool mlt_same_letters(const char *a, const char *b)
{
    while (*a != '\0' && lower(*a) == lower(*b)) {
        a++;
        b++;
    }
    return *a == *b;
}
