/* SPDX-License-Identifier: MIT */
#include "codec/json_number.h"

#include <math.h>

#include "base/number.h"

size_t mlt_json_number_length(const char *text, size_t n)
{
    size_t length = 0;
    while (length < n) {
        char c = text[length];
        if (!((c >= '0' && c <= '9') || c == '.' || c == '-' || c == '+' || c == 'e' || c == 'E'))
            break;
        length++;
    }
    return length;
}

const char *mlt_json_number_any(const char *p, const char *end, double *out)
{
    const size_t n = mlt_json_number_length(p, (size_t)(end - p));
    double value;
    if (!mlt_parse_double(p, n, &value) || !isfinite(value))
        return NULL;
    *out = value;
    return p + n;
}
