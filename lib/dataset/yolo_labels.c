/* SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "dataset/gather.h"
#include "dataset/yolo.h"

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
    double numbers[MLT_YOLO_NUMBERS];
    size_t n;
} reader;

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

/* The polygon at hand, of the truth that was added last. */
static mltest_status add_outline(reader *r, mltest_error **error)
{
    mlt_point points[MLT_YOLO_NUMBERS / 2];
    size_t n = r->n / 2;
    for (size_t i = 0; i < n; i++)
        points[i] = (mlt_point){mlt_from_part(r->numbers[1 + 2 * i], r->sample->width),
                                mlt_from_part(r->numbers[2 + 2 * i], r->sample->height)};
    TRY(mlt_sample_add_ring(r->sample, points, n, error));
    mlt_sample_end_outline(r->sample); /* the box was made from it */
    return MLTEST_OK;
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
    TRY(mlt_yolo_check_parts(r->where, r->numbers + 1, r->n - 1, error));
    truth.box = is_polygon ? mlt_yolo_box_around(r->numbers + 1, r->n - 1, r->sample->width,
                                                 r->sample->height)
                           : mlt_yolo_box(r->numbers + 1, r->sample->width, r->sample->height);
    truth.area = mlt_box_area(&truth.box);
    TRY(mlt_dataset_admit(r->dataset, place, r->sample->width, r->sample->height, &truth, &keep,
                          error));
    if (!keep)
        return MLTEST_OK;
    TRY(mlt_truths_add(r->dataset->ctx, &r->sample->truths, &truth, error));
    return is_polygon ? add_outline(r, error) : MLTEST_OK;
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
        status = mlt_yolo_read_numbers(r->where, line, n, r->numbers, &r->n, error);
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
