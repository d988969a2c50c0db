/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "dataset/reader.h"

mlt_lines mlt_lines_of(const char *bytes, size_t n)
{
    static const char mark[] = "\xEF\xBB\xBF"; /* Windows editors put it at the start */
    size_t skip = n >= 3 && memcmp(bytes, mark, 3) == 0 ? 3 : 0;
    return (mlt_lines){bytes + skip, bytes + n, 0};
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

bool mlt_lines_next(mlt_lines *lines, const char **line, size_t *n)
{
    while (lines->at < lines->end) {
        const char *start = lines->at;
        const char *stop = memchr(start, '\n', (size_t)(lines->end - start));
        lines->at = stop == NULL ? lines->end : stop + 1;
        stop = stop == NULL ? lines->end : stop;
        lines->number++;
        while (start < stop && is_blank(*start))
            start++;
        while (stop > start && is_blank(stop[-1]))
            stop--;
        if (start < stop) {
            *line = start;
            *n = (size_t)(stop - start);
            return true;
        }
    }
    return false;
}
