/* SPDX-License-Identifier: MIT */
/*
 * The table that TensorFlow's object detection tutorials and Roboflow write: filename, width,
 * height, class, xmin, ymin, xmax, ymax in pixels, a row an object. A row without a class is a
 * picture without objects.
 */
#include <string.h>

#include "base/error.h"
#include "codec/csv.h"
#include "dataset/gather.h"

typedef enum { FILENAME, CLASS, XMIN, YMIN, XMAX, YMAX, WIDTH, HEIGHT, N_COLUMNS } column;

/* The names of the columns, and what else they are called. */
static const char *const names[N_COLUMNS][2] = {
    [FILENAME] = {"filename", "image"}, [CLASS] = {"class", "label"},    [XMIN] = {"xmin", "x_min"},
    [YMIN] = {"ymin", "y_min"},         [XMAX] = {"xmax", "x_max"},      [YMAX] = {"ymax", "y_max"},
    [WIDTH] = {"width", "width"},       [HEIGHT] = {"height", "height"},
};

typedef struct {
    mlt_csv csv;
    int columns[N_COLUMNS]; /* -1: not there, which WIDTH and HEIGHT may be */
} table;

static const char *field(const table *t, column c)
{
    int at = t->columns[c];
    return at >= 0 && (size_t)at < t->csv.n_fields ? t->csv.fields[at] : "";
}

static bool find_columns(table *t)
{
    bool all = true;
    for (column c = 0; c < N_COLUMNS; c++) {
        t->columns[c] = mlt_csv_column(&t->csv, names[c][0]);
        if (t->columns[c] < 0)
            t->columns[c] = mlt_csv_column(&t->csv, names[c][1]);
        all = all && (t->columns[c] >= 0 || c == WIDTH || c == HEIGHT);
    }
    return all;
}

static mltest_status read_head(table *t, mltest_error **error)
{
    bool more;
    TRY(mlt_csv_next(&t->csv, &more, error));
    if (more && find_columns(t))
        return MLTEST_OK;
    return mlt_csv_fail(&t->csv, error,
                        "a head with the columns filename, class, xmin, ymin, xmax, ymax expected");
}

/* The size of a picture; the same in all of its rows. */
static mltest_status read_size(table *t, mltest_sample *sample, mltest_error **error)
{
    double width;
    double height;
    if (t->columns[WIDTH] < 0 || t->columns[HEIGHT] < 0)
        return MLTEST_OK;
    TRY(mlt_csv_number(&t->csv, t->columns[WIDTH], "width", &width, error));
    TRY(mlt_csv_number(&t->csv, t->columns[HEIGHT], "height", &height, error));
    if (!(width >= 1 && width <= UINT32_MAX && height >= 1 && height <= UINT32_MAX) ||
        width != (uint32_t)width || height != (uint32_t)height)
        return mlt_csv_fail(&t->csv, error, "width and height must be whole numbers of pixels");
    if (sample->width != 0 && (sample->width != width || sample->height != height))
        return mlt_csv_fail(&t->csv, error, "another size of the picture than in an earlier row");
    sample->width = (uint32_t)width;
    sample->height = (uint32_t)height;
    return MLTEST_OK;
}

static mltest_status read_object(table *t, mlt_gather *g, int64_t sample, mltest_error **error)
{
    double edges[4];
    int32_t cls;
    for (column c = XMIN; c <= YMAX; c++)
        TRY(mlt_csv_number(&t->csv, t->columns[c], names[c][0], &edges[c - XMIN], error));
    TRY(mlt_gather_class(g, field(t, CLASS), &cls, error));
    mlt_box box = {edges[0], edges[1], edges[2] - edges[0], edges[3] - edges[1]};
    return mlt_gather_object(g, sample, cls, &box, 0, error);
}

static mltest_status read_row(table *t, mlt_gather *g, mltest_error **error)
{
    static const char *const as_is[] = {"", NULL};
    int64_t sample;
    g->where.line = t->csv.line;
    TRY(mlt_gather_picture(g, field(t, FILENAME), as_is, &sample, error));
    if (sample < 0)
        return MLTEST_OK;
    TRY(read_size(t, &g->dataset->samples[sample], error));
    bool is_empty = field(t, CLASS)[0] == '\0' && field(t, XMIN)[0] == '\0';
    return is_empty ? MLTEST_OK : read_object(t, g, sample, error);
}

static mltest_status read_rows(table *t, mlt_gather *g, mltest_error **error)
{
    bool more;
    TRY(read_head(t, error));
    for (;;) {
        TRY(mlt_csv_next(&t->csv, &more, error));
        if (!more)
            return MLTEST_OK;
        TRY(read_row(t, g, error));
    }
}

static mltest_status read_table(mlt_gather *g, const char *bytes, size_t n, mltest_error **error)
{
    table t;
    mlt_csv_init(&t.csv, g->dataset->ctx, g->where.file, bytes, n);
    mltest_status status = read_rows(&t, g, error);
    mlt_csv_free(&t.csv);
    return status;
}

/* Names of columns in the first line. */
static bool is_table(const char *bytes, size_t n)
{
    const char *end = memchr(bytes, '\n', n);
    size_t n_line = end != NULL ? (size_t)(end - bytes) : n;
    return mlt_has_text(bytes, n_line, "filename") && mlt_has_text(bytes, n_line, "xmin") &&
           mlt_has_text(bytes, n_line, "ymax") && mlt_has_text(bytes, n_line, "class");
}

static const mlt_label_kind kind = {"csv", ".csv", "_annotations.csv", is_table};

static mltest_status recognise(const mlt_dataset_place *place, bool *is_it, mltest_error **error)
{
    return mlt_label_files_recognise(&kind, place, is_it, error);
}

static mltest_status read_csv(mltest_dataset *dataset, const mlt_dataset_settings *settings,
                              mltest_error **error)
{
    return mlt_gather_all(&kind, dataset, settings, read_table, false, error);
}

const mlt_dataset_reader mlt_csv_reader = {
    .source = {.format = "csv", .any_thread = true, .load = mlt_dataset_load_by_id},
    .takes_file = true,
    .recognise = recognise,
    .read = read_csv,
};
