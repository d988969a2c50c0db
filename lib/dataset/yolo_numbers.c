/* SPDX-License-Identifier: MIT */
/*
 * The lines of YOLO's text files: numbers between blanks, coordinates as parts of the sides.
 */
#include <math.h>

#include "base/number.h"
#include "base/utf8.h"
#include "dataset/gather.h"
#include "dataset/yolo.h"

/* The next word of a line, or NULL. */
static const char *next_word(const char **at, const char *end, size_t *n)
{
    while (*at < end && (**at == ' ' || **at == '\t'))
        ++*at;
    const char *word = *at;
    while (*at < end && **at != ' ' && **at != '\t')
        ++*at;
    *n = (size_t)(*at - word);
    return *n > 0 ? word : NULL;
}

static mltest_status not_a_number(mlt_where where, const char *word, size_t n, mltest_error **error)
{
    bool is_shown = n <= 40 && mlt_utf8_is_plain(word, n);
    return mlt_fail_at(error, MLTEST_ERR_FORMAT, where, "a number expected, found %s%.*s%s",
                       is_shown ? "\"" : "something long or unprintable", is_shown ? (int)n : 0,
                       word, is_shown ? "\"" : "");
}

mltest_status mlt_yolo_read_numbers(mlt_where where, const char *line, size_t n_line,
                                    double *numbers, size_t *n_numbers, mltest_error **error)
{
    const char *at = line;
    const char *word;
    size_t n, count = 0;
    while ((word = next_word(&at, line + n_line, &n)) != NULL) {
        if (count == MLT_YOLO_NUMBERS)
            return mlt_fail_at(error, MLTEST_ERR_LIMIT, where, "more than %d numbers",
                               MLT_YOLO_NUMBERS);
        if (!mlt_parse_double(word, n, &numbers[count]) || !isfinite(numbers[count]))
            return not_a_number(where, word, n, error);
        count++;
    }
    *n_numbers = count;
    return MLTEST_OK;
}

/* Boxes may reach over the edge a little, pixels are far off. */
mltest_status mlt_yolo_check_parts(mlt_where where, const double *parts, size_t n,
                                   mltest_error **error)
{
    for (size_t i = 0; i < n; i++)
        if (parts[i] < -1.0 || parts[i] > 2.0)
            return mlt_fail_at(error, MLTEST_ERR_FORMAT, where,
                               "coordinates are parts of the width and height, 0 to 1; found %g: "
                               "are these pixels?",
                               parts[i]);
    return MLTEST_OK;
}

mlt_box mlt_yolo_box(const double parts[4], double width, double height)
{
    double w = mlt_from_part(parts[2], width), h = mlt_from_part(parts[3], height);
    return (mlt_box){mlt_from_part(parts[0], width) - w / 2,
                     mlt_from_part(parts[1], height) - h / 2, w, h};
}

mlt_box mlt_yolo_box_around(const double *parts, size_t n, double width, double height)
{
    double low[2] = {INFINITY, INFINITY}, high[2] = {-INFINITY, -INFINITY};
    for (size_t i = 0; i < n; i++) {
        double v = mlt_from_part(parts[i], i % 2 == 0 ? width : height);
        low[i % 2] = v < low[i % 2] ? v : low[i % 2];
        high[i % 2] = v > high[i % 2] ? v : high[i % 2];
    }
    return (mlt_box){low[0], low[1], high[0] - low[0], high[1] - low[1]};
}
