/* SPDX-License-Identifier: MIT */
/*
 * Create ML's JSON: a list of {"image", "annotations": [{"label", "coordinates": {x, y, width,
 * height}}]}, with x and y of the middle of the box in pixels.
 */
#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "codec/json.h"
#include "dataset/gather.h"

typedef struct {
    char *label;
    double numbers[4]; /* x, y, width, height */
    unsigned seen;     /* bits of the numbers */
} object;

typedef struct {
    mlt_gather *g;
    mlt_json json;
    char *image;
    object *objects; /* of the picture at hand */
    size_t n, cap;
} reader;

static const char *const keys[] = {"x", "y", "width", "height"};

/* The line of the last event. */
static int64_t line_of(const mlt_json *json)
{
    int64_t line = json->first_line;
    for (size_t i = 0; i < json->token; i++)
        line += json->bytes[i] == '\n';
    return line;
}

static mltest_status read_text(reader *r, char **out, mltest_error **error)
{
    const char *text;
    size_t n;
    TRY(mlt_json_read_string(&r->json, &text, &n, error));
    if (strlen(text) != n)
        return mlt_json_fail(&r->json, error, "a name without NUL");
    mlt_free(r->g->dataset->ctx, *out); /* a repeated key */
    *out = mlt_strndup(r->g->dataset->ctx, text, n);
    return *out != NULL ? MLTEST_OK : mlt_fail_memory(error);
}

static mltest_status read_coordinates(reader *r, object *o, mltest_error **error)
{
    const char *key;
    size_t n;
    bool more;
    TRY(mlt_json_expect(&r->json, MLT_JSON_OBJECT_BEGIN, "an object with x, y, width, height",
                        error));
    for (;;) {
        int i = 0;
        TRY(mlt_json_next_key(&r->json, &key, &n, &more, error));
        if (!more)
            return o->seen == 15
                       ? MLTEST_OK
                       : mlt_json_fail(&r->json, error, "an object with x, y, width, height");
        while (i < 4 && strcmp(key, keys[i]) != 0)
            i++;
        if (i == 4) {
            TRY(mlt_json_skip(&r->json, error));
            continue;
        }
        TRY(mlt_json_read_f64(&r->json, &o->numbers[i], error));
        if (!isfinite(o->numbers[i]))
            return mlt_json_fail(&r->json, error, "a finite number");
        o->seen |= 1u << i;
    }
}

static mltest_status read_object(reader *r, object *o, mltest_error **error)
{
    const char *key;
    size_t n;
    bool more;
    TRY(mlt_json_expect(&r->json, MLT_JSON_OBJECT_BEGIN, "an annotation", error));
    for (;;) {
        TRY(mlt_json_next_key(&r->json, &key, &n, &more, error));
        if (!more)
            break;
        if (strcmp(key, "label") == 0)
            TRY(read_text(r, &o->label, error));
        else if (strcmp(key, "coordinates") == 0)
            TRY(read_coordinates(r, o, error));
        else
            TRY(mlt_json_skip(&r->json, error));
    }
    if (o->label == NULL || o->seen != 15)
        return mlt_json_fail(&r->json, error, "an annotation with \"label\" and \"coordinates\"");
    return MLTEST_OK;
}

static mltest_status read_objects(reader *r, mltest_error **error)
{
    bool more;
    TRY(mlt_json_expect(&r->json, MLT_JSON_ARRAY_BEGIN, "a list of annotations", error));
    for (;;) {
        TRY(mlt_json_next_item(&r->json, &more, error));
        if (!more)
            return MLTEST_OK;
        if (!mlt_reserve(r->g->dataset->ctx, r->objects, r->cap, r->n + 1))
            return mlt_fail_memory(error);
        r->objects[r->n] = (object){NULL, {0, 0, 0, 0}, 0};
        TRY(read_object(r, &r->objects[r->n++], error));
    }
}

static mltest_status read_fields(reader *r, mltest_error **error)
{
    const char *key;
    size_t n;
    bool more;
    TRY(mlt_json_expect(&r->json, MLT_JSON_OBJECT_BEGIN, "an object with \"image\"", error));
    r->g->where.line = line_of(&r->json);
    for (;;) {
        TRY(mlt_json_next_key(&r->json, &key, &n, &more, error));
        if (!more)
            break;
        if (strcmp(key, "image") == 0 || strcmp(key, "imagefilename") == 0)
            TRY(read_text(r, &r->image, error));
        else if (strcmp(key, "annotations") == 0 || strcmp(key, "annotation") == 0)
            TRY(read_objects(r, error));
        else
            TRY(mlt_json_skip(&r->json, error));
    }
    return r->image != NULL ? MLTEST_OK
                            : mlt_json_fail(&r->json, error, "an object with \"image\"");
}

static mltest_status enter(reader *r, mltest_error **error)
{
    static const char *const as_is[] = {"", NULL};
    int64_t sample;
    size_t n_before = r->g->names.n;
    TRY(mlt_gather_picture(r->g, r->image, as_is, &sample, error));
    if (r->g->names.n == n_before)
        return mlt_fail_at(error, MLTEST_ERR_CONFLICT, r->g->where, "picture %s is there twice",
                           r->image);
    for (size_t i = 0; i < r->n && sample >= 0; i++) {
        const double *at = r->objects[i].numbers;
        mlt_box box = {at[0] - at[2] / 2, at[1] - at[3] / 2, at[2], at[3]};
        int32_t cls;
        TRY(mlt_gather_class(r->g, r->objects[i].label, &cls, error));
        TRY(mlt_gather_object(r->g, sample, cls, &box, 0, error));
    }
    return MLTEST_OK;
}

static void forget(reader *r)
{
    mltest_context *ctx = r->g->dataset->ctx;
    mlt_free(ctx, r->image);
    r->image = NULL;
    for (size_t i = 0; i < r->n; i++)
        mlt_free(ctx, r->objects[i].label);
    r->n = 0;
}

static mltest_status read_list(reader *r, mltest_error **error)
{
    bool more;
    TRY(mlt_json_expect(&r->json, MLT_JSON_ARRAY_BEGIN, "a list of pictures", error));
    for (;;) {
        TRY(mlt_json_next_item(&r->json, &more, error));
        if (!more)
            return mlt_json_end(&r->json, error);
        TRY(read_fields(r, error));
        TRY(enter(r, error));
        forget(r);
    }
}

static mltest_status read_file(mlt_gather *g, const char *bytes, size_t n, mltest_error **error)
{
    reader r = {.g = g};
    mlt_json_init(&r.json, g->dataset->ctx, g->where.file, bytes, n);
    mltest_status status = read_list(&r, error);
    forget(&r);
    mlt_free(g->dataset->ctx, r.objects);
    mlt_json_free(&r.json);
    return status;
}

static bool is_createml(const char *bytes, size_t n)
{
    while (n > 0 && strchr(" \t\r\n", *bytes) != NULL) {
        bytes++;
        n--;
    }
    return n > 0 && *bytes == '[' && mlt_has_text(bytes, n, "\"image") &&
           mlt_has_text(bytes, n, "\"annotation");
}

static const mlt_label_kind kind = {"createml", ".json", "_annotations.createml.json", is_createml};

static mltest_status recognise(const mlt_dataset_place *place, bool *is_it, mltest_error **error)
{
    return mlt_label_files_recognise(&kind, place, is_it, error);
}

static mltest_status read_createml(mltest_dataset *dataset, const mlt_dataset_settings *settings,
                                   mltest_error **error)
{
    return mlt_gather_all(&kind, dataset, settings, read_file, false, error);
}

const mlt_dataset_reader mlt_createml_reader = {
    .source = {.format = "createml", .any_thread = true, .load = mlt_dataset_load_by_id},
    .takes_file = true,
    .recognise = recognise,
    .read = read_createml,
};
