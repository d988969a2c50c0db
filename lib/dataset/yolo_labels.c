/* SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/number.h"
#include "base/utf8.h"
#include "dataset/gather.h"
#include "dataset/yolo.h"

enum { MOST_NUMBERS = 4096 }; /* of a polygon in one line */

void mlt_yolo_label_path(mlt_text *out, const char *picture)
{
    static const char from[] = "images/", to[] = "labels/";
    const char *last = NULL; /* the last folder of that name */
    for (const char *at = strstr(picture, from); at != NULL; at = strstr(at + 1, from))
        if (at == picture || at[-1] == '/')
            last = at;
    const char *dot = strrchr(mlt_path_name(picture), '.');
    const char *end = dot != NULL ? dot : picture + strlen(picture);
    if (last != NULL) {
        mlt_text_add(out, picture, (size_t)(last - picture));
        mlt_text_puts(out, to);
        picture = last + strlen(from);
    }
    mlt_text_add(out, picture, (size_t)(end - picture));
    mlt_text_puts(out, ".txt");
}

typedef struct {
    mltest_dataset *dataset;
    mltest_sample *sample;
    mlt_where where; /* the line at hand */
    double numbers[MOST_NUMBERS];
    size_t n;
} reader;

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

static mltest_status not_a_number(const reader *r, const char *word, size_t n, mltest_error **error)
{
    bool is_shown = n <= 40 && mlt_utf8_is_plain(word, n);
    return mlt_fail_at(error, MLTEST_ERR_FORMAT, r->where, "a number expected, found %s%.*s%s",
                       is_shown ? "\"" : "something long or unprintable", is_shown ? (int)n : 0,
                       word, is_shown ? "\"" : "");
}

static mltest_status read_numbers(reader *r, const char *line, size_t n_line, mltest_error **error)
{
    const char *at = line;
    const char *word;
    size_t n;
    r->n = 0;
    while ((word = next_word(&at, line + n_line, &n)) != NULL) {
        if (r->n == MOST_NUMBERS)
            return mlt_fail_at(error, MLTEST_ERR_LIMIT, r->where, "more than %d numbers",
                               MOST_NUMBERS);
        if (!mlt_parse_double(word, n, &r->numbers[r->n]) || !isfinite(r->numbers[r->n]))
            return not_a_number(r, word, n, error);
        r->n++;
    }
    return MLTEST_OK;
}

static mltest_status check_class(const reader *r, int32_t *cls, mltest_error **error)
{
    double v = r->numbers[0];
    size_t n = r->dataset->classes.n;
    if (!(v >= 0 && v < (double)n) || v != floor(v))
        return mlt_fail_at(error, MLTEST_ERR_FORMAT, r->where,
                           "class %g is none of the %zu classes (0 to %zu)", v, n,
                           n > 0 ? n - 1 : 0);
    *cls = (int32_t)v;
    return MLTEST_OK;
}

/* Parts of the sides; boxes may reach over the edge a little, pixels are far off. */
static mltest_status check_parts(const reader *r, mltest_error **error)
{
    for (size_t i = 1; i < r->n; i++)
        if (r->numbers[i] < -1.0 || r->numbers[i] > 2.0)
            return mlt_fail_at(error, MLTEST_ERR_FORMAT, r->where,
                               "coordinates are parts of the width and height, 0 to 1; found %g: "
                               "are these pixels?",
                               r->numbers[i]);
    return MLTEST_OK;
}

static mlt_box box_of(const reader *r)
{
    double width = mlt_from_part(r->numbers[3], r->sample->width);
    double height = mlt_from_part(r->numbers[4], r->sample->height);
    return (mlt_box){mlt_from_part(r->numbers[1], r->sample->width) - width / 2,
                     mlt_from_part(r->numbers[2], r->sample->height) - height / 2, width, height};
}

/* The smallest box around a polygon. */
static mlt_box box_around(const reader *r)
{
    double low[2] = {INFINITY, INFINITY}, high[2] = {-INFINITY, -INFINITY};
    for (size_t i = 1; i < r->n; i++) {
        double side = i % 2 == 1 ? r->sample->width : r->sample->height;
        double v = mlt_from_part(r->numbers[i], side);
        low[(i + 1) % 2] = v < low[(i + 1) % 2] ? v : low[(i + 1) % 2];
        high[(i + 1) % 2] = v > high[(i + 1) % 2] ? v : high[(i + 1) % 2];
    }
    return (mlt_box){low[0], low[1], high[0] - low[0], high[1] - low[1]};
}

static mltest_status read_line(reader *r, const char *place, mltest_error **error)
{
    mlt_truth truth = {.ann_id = (int64_t)r->sample->truths.n + 1};
    bool is_polygon = r->n >= 7 && r->n % 2 == 1;
    bool keep;
    if (r->n != 5 && !is_polygon)
        return mlt_fail_at(error, MLTEST_ERR_FORMAT, r->where,
                           "\"class cx cy w h\" or \"class x y x y x y …\" expected, found %zu "
                           "numbers%s",
                           r->n, r->n == 6 ? ": are these predictions with scores?" : "");
    TRY(check_class(r, &truth.cls, error));
    TRY(check_parts(r, error));
    truth.box = is_polygon ? box_around(r) : box_of(r);
    truth.area = mlt_box_area(&truth.box);
    TRY(mlt_dataset_admit(r->dataset, place, r->sample->width, r->sample->height, &truth, &keep,
                          error));
    return keep ? mlt_truths_add(r->dataset->ctx, &r->sample->truths, &truth, error) : MLTEST_OK;
}

static mltest_status read_lines(reader *r, const char *file, const char *bytes, size_t n_bytes,
                                mltest_error **error)
{
    mlt_lines lines = mlt_lines_of(bytes, n_bytes);
    mlt_text place;
    const char *line;
    size_t n;
    mltest_status status = MLTEST_OK;
    mlt_text_init(&place, r->dataset->ctx);
    while (status == MLTEST_OK && mlt_lines_next(&lines, &line, &n)) {
        r->where.line = lines.number;
        mlt_text_clear(&place);
        mlt_text_printf(&place, "%s:%" PRId64, file, lines.number);
        status = read_numbers(r, line, n, error);
        if (status == MLTEST_OK)
            status = mlt_text_ok(&place) ? read_line(r, mlt_text_string(&place), error)
                                         : mlt_fail_memory(error);
    }
    mlt_text_free(&place);
    return status;
}

mltest_status mlt_yolo_read_labels(mltest_dataset *dataset, mltest_sample *sample, const char *file,
                                   const char *bytes, size_t n, mltest_error **error)
{
    char *path = mlt_path_join(dataset->ctx, dataset->root, file);
    reader *r = mlt_alloc_zero(dataset->ctx, 1, sizeof *r);
    mltest_status status = MLTEST_ERR_MEMORY;
    if (path == NULL || r == NULL) {
        mlt_fail_memory(error);
    } else {
        r->dataset = dataset;
        r->sample = sample;
        r->where = MLT_IN_FILE(path);
        status = read_lines(r, file, bytes, n, error);
    }
    mlt_free(dataset->ctx, path);
    mlt_free(dataset->ctx, r);
    return status;
}
