/* SPDX-License-Identifier: MIT */
#include "codec/xml_write.h"

#include <string.h>

#include "base/utf8.h"

static const char *reference(unsigned code)
{
    switch (code) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    case '\t':
        return "&#9;";
    case '\n':
        return "&#10;";
    case '\r':
        return "&#13;";
    default:
        return NULL;
    }
}

/* The characters of XML 1.0, without those that it advises against. */
static bool is_allowed(unsigned code)
{
    return code >= 0x20 && (code < 0x7F || code > 0x9F) && (code & 0xFFFE) != 0xFFFE;
}

void mlt_xml_put(mlt_text *out, const char *text)
{
    for (size_t left = strlen(text), n; left > 0; text += n, left -= n) {
        unsigned code = 0;
        n = mlt_utf8_next(text, left, &code);
        const char *as = n > 0 ? reference(code) : NULL;
        if (as != NULL)
            mlt_text_puts(out, as);
        else if (n > 0 && is_allowed(code))
            mlt_text_add(out, text, n);
        else
            mlt_text_puts(out, "\xEF\xBF\xBD");
        n += n == 0;
    }
}
