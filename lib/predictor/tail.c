/* SPDX-License-Identifier: MIT */
#include "predictor/tail.h"

#include "predictor/escape.h"

#include <string.h>

void mlt_tail_clear(mlt_tail *tail)
{
    tail->next = 0;
    tail->full = false;
}

void mlt_tail_add(mlt_tail *tail, const char *bytes, size_t n)
{
    if (n > MLT_TAIL_BYTES) {
        bytes += n - MLT_TAIL_BYTES;
        n = MLT_TAIL_BYTES;
    }
    size_t first = MLT_TAIL_BYTES - tail->next < n ? MLT_TAIL_BYTES - tail->next : n;
    memcpy(tail->bytes + tail->next, bytes, first);
    memcpy(tail->bytes, bytes + first, n - first);
    tail->full = tail->full || tail->next + n >= MLT_TAIL_BYTES;
    tail->next = (tail->next + n) % MLT_TAIL_BYTES;
}

bool mlt_tail_is_empty(const mlt_tail *tail)
{
    return !tail->full && tail->next == 0;
}

void mlt_tail_print(const mlt_tail *tail, mlt_text *text)
{
    char line[MLT_TAIL_BYTES];
    size_t old = tail->full ? MLT_TAIL_BYTES - tail->next : 0;
    memcpy(line, tail->bytes + tail->next, old);
    memcpy(line + old, tail->bytes, tail->next);
    size_t n = old + tail->next;
    while (n > 0 && (line[n - 1] == '\n' || line[n - 1] == '\r'))
        n--;
    mlt_escape(text, line, n);
}
