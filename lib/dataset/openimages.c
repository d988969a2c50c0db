/* SPDX-License-Identifier: MIT */
/*
 * The tables of Open Images: boxes as parts of the picture's sides with ImageID, LabelName, XMin,
 * XMax, YMin, YMax; names of the labels in a table "…class-descriptions….csv" without a head, which
 * also gives their order. Pictures are ImageID with .jpg, .jpeg or .png. A box around a group is a
 * crowd. A row without LabelName is a picture without objects.
 */
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "codec/csv.h"
#include "dataset/gather.h"

typedef enum { IMAGE, LABEL, XMIN, XMAX, YMIN, YMAX, GROUP, N_COLUMNS } column;

static const char *const names[N_COLUMNS] = {
    [IMAGE] = "ImageID", [LABEL] = "LabelName", [XMIN] = "XMin",      [XMAX] = "XMax",
    [YMIN] = "YMin",     [YMAX] = "YMax",       [GROUP] = "IsGroupOf"};

typedef struct {
    mlt_csv csv;
    int columns[N_COLUMNS]; /* -1: not there, which GROUP may be */
    mlt_keys labels;        /* of the table of names */
    char **label_names;     /* by number */
    size_t cap_names;
} table;

static const char *field(const table *t, column c)
{
    int at = t->columns[c];
    return at >= 0 && (size_t)at < t->csv.n_fields ? t->csv.fields[at] : "";
}

/* --- names of labels ------------------------------------------------------------------------- */

static mltest_status read_name(table *t, mlt_csv *csv, mlt_gather *g, mltest_error **error)
{
    size_t number;
    size_t n = t->labels.n;
    int32_t cls;
    if (csv->n_fields != 2)
        return mlt_csv_fail(csv, error, "a label and its name expected");
    if (!mlt_reserve(g->dataset->ctx, t->label_names, t->cap_names, n + 1))
        return mlt_fail_memory(error);
    TRY(mlt_keys_add(&t->labels, csv->fields[0], &number, error));
    if (number < n)
        return mlt_csv_fail(csv, error, "label %.80s is there twice", csv->fields[0]);
    t->label_names[n] = mlt_strdup(g->dataset->ctx, csv->fields[1]);
    if (t->label_names[n] == NULL)
        return mlt_fail_memory(error);
    return g->settings->classes[0] == '\0' ? mlt_gather_class(g, csv->fields[1], &cls, error)
                                           : MLTEST_OK;
}

static mltest_status read_names(table *t, mlt_gather *g, const char *file, mltest_error **error)
{
    char *bytes;
    size_t n;
    bool more = true;
    mlt_csv csv;
    TRY(mlt_dataset_read_file(g->dataset, file, &bytes, &n, error));
    mlt_csv_init(&csv, g->dataset->ctx, file, bytes, n);
    mltest_status status = mlt_csv_next(&csv, &more, error);
    while (status == MLTEST_OK && more) {
        status = read_name(t, &csv, g, error);
        if (status == MLTEST_OK)
            status = mlt_csv_next(&csv, &more, error);
    }
    mlt_csv_free(&csv);
    mlt_free(g->dataset->ctx, bytes);
    return status;
}

/* Beside the table of boxes. */
static mltest_status find_names(table *t, mlt_gather *g, mltest_error **error)
{
    mltest_context *ctx = g->dataset->ctx;
    const char *name = mlt_path_name(g->file);
    mlt_names files = {NULL, 0, 0};
    char *folder = mlt_strndup(ctx, g->where.file, strlen(g->where.file) - strlen(name) - 1);
    mltest_status status =
        folder == NULL ? mlt_fail_memory(error) : mlt_dir_list(ctx, folder, &files, error);
    for (size_t i = 0; i < files.n && status == MLTEST_OK; i++) {
        if (strstr(files.items[i], "class-descriptions") == NULL ||
            !mlt_path_has_extension(files.items[i], ".csv"))
            continue;
        mlt_text path;
        mlt_text_init(&path, ctx);
        mlt_text_add(&path, g->file, (size_t)(name - g->file));
        mlt_text_puts(&path, files.items[i]);
        status = mlt_text_ok(&path) ? read_names(t, g, mlt_text_string(&path), error)
                                    : mlt_fail_memory(error);
        mlt_text_free(&path);
    }
    mlt_names_free(ctx, &files);
    mlt_free(ctx, folder);
    return status;
}

/* --- boxes ----------------------------------------------------------------------------------- */

static mltest_status read_head(table *t, mltest_error **error)
{
    bool more;
    TRY(mlt_csv_next(&t->csv, &more, error));
    for (column c = 0; c < N_COLUMNS; c++) {
        t->columns[c] = more ? mlt_csv_column(&t->csv, names[c]) : -1;
        if (t->columns[c] < 0 && c != GROUP)
            return mlt_csv_fail(&t->csv, error, "a head with column %s expected", names[c]);
    }
    return MLTEST_OK;
}

static mltest_status read_size(mlt_gather *g, mltest_sample *sample, mltest_error **error)
{
    return sample->width != 0 ? MLTEST_OK
                              : mlt_dataset_upright_size(g->dataset, sample->id, &sample->width,
                                                         &sample->height, error);
}

static mltest_status read_box(table *t, const mltest_sample *sample, mlt_box *box,
                              mltest_error **error)
{
    double edges[4];
    for (column c = XMIN; c <= YMAX; c++) {
        TRY(mlt_csv_number(&t->csv, t->columns[c], names[c], &edges[c - XMIN], error));
        double side = c <= XMAX ? sample->width : sample->height;
        edges[c - XMIN] = mlt_from_part(edges[c - XMIN], side);
    }
    *box = (mlt_box){edges[0], edges[2], edges[1] - edges[0], edges[3] - edges[2]};
    return MLTEST_OK;
}

static const char *name_of(const table *t, const char *label)
{
    size_t number;
    return mlt_keys_find(&t->labels, label, &number) ? t->label_names[number] : label;
}

static mltest_status read_row(table *t, mlt_gather *g, mltest_error **error)
{
    static const char *const endings[] = {".jpg", ".png", ".jpeg", NULL};
    int64_t sample;
    int32_t cls;
    mlt_box box;
    g->where.line = t->csv.line;
    TRY(mlt_gather_picture(g, field(t, IMAGE), endings, &sample, error));
    if (sample < 0)
        return MLTEST_OK;
    TRY(read_size(g, &g->dataset->samples[sample], error));
    if (field(t, LABEL)[0] == '\0' && field(t, XMIN)[0] == '\0')
        return MLTEST_OK;
    TRY(read_box(t, &g->dataset->samples[sample], &box, error));
    TRY(mlt_gather_class(g, name_of(t, field(t, LABEL)), &cls, error));
    bool is_group = strcmp(field(t, GROUP), "1") == 0;
    return mlt_gather_object(g, sample, cls, &box, is_group ? MLT_TRUTH_CROWD : 0, error);
}

static mltest_status read_rows(table *t, mlt_gather *g, mltest_error **error)
{
    bool more;
    TRY(find_names(t, g, error));
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
    mltest_context *ctx = g->dataset->ctx;
    table t = {.cap_names = 0};
    mlt_csv_init(&t.csv, ctx, g->where.file, bytes, n);
    mlt_keys_init(&t.labels, ctx);
    mltest_status status = read_rows(&t, g, error);
    if (status == MLTEST_OK && g->settings->classes[0] == '\0' && t.labels.n == 0)
        status = mlt_dataset_sort_classes(g->dataset, error);
    for (size_t i = 0; i < t.labels.n && t.label_names != NULL; i++)
        mlt_free(ctx, t.label_names[i]);
    mlt_free(ctx, (void *)t.label_names);
    mlt_keys_free(&t.labels);
    mlt_csv_free(&t.csv);
    return status;
}

static bool is_table(const char *bytes, size_t n)
{
    const char *end = memchr(bytes, '\n', n);
    size_t n_line = end != NULL ? (size_t)(end - bytes) : n;
    return mlt_has_text(bytes, n_line, "ImageID") && mlt_has_text(bytes, n_line, "LabelName") &&
           mlt_has_text(bytes, n_line, "XMin");
}

static const mlt_label_kind kind = {"openimages", ".csv", "", is_table};

static mltest_status recognise(const mlt_dataset_place *place, bool *is_it, mltest_error **error)
{
    return mlt_label_files_recognise(&kind, place, is_it, error);
}

static mltest_status read_openimages(mltest_dataset *dataset, const mlt_dataset_settings *settings,
                                     mltest_error **error)
{
    return mlt_gather_all(&kind, dataset, settings, read_table, true, error);
}

const mlt_dataset_reader mlt_openimages_reader = {
    .source = {.format = "openimages", .any_thread = true, .load = mlt_dataset_load_by_id},
    .takes_file = true,
    .recognise = recognise,
    .read = read_openimages,
};
