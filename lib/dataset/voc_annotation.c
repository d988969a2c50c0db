/* SPDX-License-Identifier: MIT */
#include "dataset/voc_annotation.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/context.h"
#include "base/error.h"
#include "base/number.h"
#include "base/utf8.h"
#include "codec/xml.h"

typedef enum {
    XMIN, /* the edges first: their numbers are indices of mlt_voc_object.edges */
    YMIN,
    XMAX,
    YMAX,
    NAME,
    DIFFICULT,
    FILENAME,
    WIDTH,
    HEIGHT,
    N_FIELDS
} field;

static const char *const paths[N_FIELDS] = {
    [XMIN] = "/annotation/object/bndbox/xmin", [YMIN] = "/annotation/object/bndbox/ymin",
    [XMAX] = "/annotation/object/bndbox/xmax", [YMAX] = "/annotation/object/bndbox/ymax",
    [NAME] = "/annotation/object/name",        [DIFFICULT] = "/annotation/object/difficult",
    [FILENAME] = "/annotation/filename",       [WIDTH] = "/annotation/size/width",
    [HEIGHT] = "/annotation/size/height",
};
static const char object_path[] = "/annotation/object";
enum { DEEPEST = 4, PATH_ROOM = 48 };

typedef struct {
    mlt_voc_annotation *out;
    const char *file;
    char path[PATH_ROOM + 2 * DEEPEST]; /* of the element we are in, down to DEEPEST */
    size_t lengths[DEEPEST + 1];        /* of the path at each depth */
} reader;

static mlt_where at(const reader *r, int64_t line)
{
    mlt_where where = MLT_NOWHERE;
    where.file = r->file;
    where.line = line;
    return where;
}

static mltest_status unexpected(const reader *r, mlt_xml *xml, const char *name, const char *wanted,
                                const char *found)
{
    bool is_shown = strlen(found) <= 60 && mlt_utf8_is_plain(found, strlen(found));
    return mlt_fail_at(mlt_xml_error(xml), MLTEST_ERR_FORMAT, at(r, mlt_xml_line(xml)),
                       "<%s>: %s expected, found \"%s\"", name, wanted,
                       is_shown ? found : "something long or unprintable");
}

/* The part of a path behind its last '/'. */
static const char *name_of(field f)
{
    return strrchr(paths[f], '/') + 1;
}

/* Extends the path. A name too long for PATH_ROOM is none of ours and becomes "?", for which there
 * is room at every depth. */
static void enter(reader *r, const char *name, size_t depth)
{
    size_t n = r->lengths[depth - 1];
    bool fits = n + 1 + strlen(name) < PATH_ROOM;
    r->path[n] = '/';
    memcpy(r->path + n + 1, fits ? name : "?", fits ? strlen(name) + 1 : 2);
    r->lengths[depth] = strlen(r->path);
}

static mltest_status add_object(reader *r, mlt_xml *xml)
{
    mlt_voc_annotation *out = r->out;
    uint64_t limit = mlt_context_limits(out->ctx)->max_boxes;
    if (out->n_objects >= limit)
        return mlt_fail_at(mlt_xml_error(xml), MLTEST_ERR_LIMIT, at(r, mlt_xml_line(xml)),
                           "more than %" PRIu64 " objects (limit max_boxes)", limit);
    if (!mlt_reserve(out->ctx, out->objects, out->cap_objects, out->n_objects + 1))
        return mlt_fail_memory(mlt_xml_error(xml));
    out->objects[out->n_objects++] = (mlt_voc_object){.line = mlt_xml_line(xml)};
    return MLTEST_OK;
}

static mltest_status on_start(void *data, mlt_xml *xml, const char *name,
                              const char *const *attributes, size_t depth)
{
    reader *r = data;
    (void)attributes;
    if (depth > DEEPEST)
        return MLTEST_OK;
    if (depth == 1 && strcmp(name, "annotation") != 0)
        return unexpected(r, xml, "annotation", "the root of a Pascal VOC file", name);
    enter(r, name, depth);
    return strcmp(r->path, object_path) == 0 ? add_object(r, xml) : MLTEST_OK;
}

/* A number, or what programs print for one that is not finite. */
static bool parse(const char *text, double *out)
{
    if (mlt_parse_double(text, strlen(text), out))
        return true;
    const char *word = text[0] == '-' || text[0] == '+' ? text + 1 : text;
    if (mlt_same_letters(word, "nan"))
        *out = (double)NAN;
    else if (mlt_same_letters(word, "inf") || mlt_same_letters(word, "infinity"))
        *out = text[0] == '-' ? -(double)INFINITY : (double)INFINITY;
    else
        return false;
    return true;
}

static mltest_status set_side(reader *r, mlt_xml *xml, field f, const char *text)
{
    double value;
    if (!parse(text, &value) || !(value >= 0.0 && value <= (double)UINT32_MAX) ||
        value != floor(value))
        return unexpected(r, xml, name_of(f), "a whole number of pixels", text);
    *(f == WIDTH ? &r->out->width : &r->out->height) = (uint32_t)value;
    return MLTEST_OK;
}

static mltest_status set_text(reader *r, mlt_xml *xml, char **out, const char *text)
{
    mltest_context *ctx = r->out->ctx;
    char *copy = text[0] == '\0' ? NULL : mlt_strdup(ctx, text);
    if (copy == NULL && text[0] != '\0')
        return mlt_fail_memory(mlt_xml_error(xml));
    mlt_free(ctx, *out);
    *out = copy;
    return MLTEST_OK;
}

static mltest_status repeated(reader *r, mlt_xml *xml, field f)
{
    return mlt_fail_at(mlt_xml_error(xml), MLTEST_ERR_FORMAT, at(r, mlt_xml_line(xml)),
                       "a second <%s> in one object", name_of(f));
}

static mltest_status set_name(reader *r, mlt_xml *xml, mlt_voc_object *object, const char *text)
{
    if (object->name != NULL)
        return repeated(r, xml, NAME);
    if (!mlt_utf8_is_plain(text, strlen(text)))
        return unexpected(r, xml, "name", "a class name without control characters", text);
    return set_text(r, xml, &object->name, text);
}

static mltest_status set_edge(reader *r, mlt_xml *xml, mlt_voc_object *object, field f,
                              const char *text)
{
    if ((object->seen & 1u << f) != 0)
        return repeated(r, xml, f);
    object->seen |= 1u << f;
    return parse(text, &object->edges[f]) ? MLTEST_OK
                                          : unexpected(r, xml, name_of(f), "a number", text);
}

static mltest_status set_difficult(reader *r, mlt_xml *xml, mlt_voc_object *object,
                                   const char *text)
{
    object->is_difficult = strcmp(text, "1") == 0;
    if (object->is_difficult || text[0] == '\0' || strcmp(text, "0") == 0)
        return MLTEST_OK;
    return unexpected(r, xml, "difficult", "0 or 1", text);
}

static mltest_status set_field(reader *r, mlt_xml *xml, field f, const char *text)
{
    /* Below an <object> there is one. */
    mlt_voc_object *object = f <= DIFFICULT ? &r->out->objects[r->out->n_objects - 1] : NULL;
    switch (f) {
    case NAME:
        return set_name(r, xml, object, text);
    case DIFFICULT:
        return set_difficult(r, xml, object, text);
    case FILENAME:
        return set_text(r, xml, &r->out->filename, text);
    case WIDTH:
    case HEIGHT:
        return set_side(r, xml, f, text);
    default:
        return set_edge(r, xml, object, f, text);
    }
}

static mltest_status check_object(reader *r, mlt_xml *xml)
{
    const mlt_voc_object *object = &r->out->objects[r->out->n_objects - 1];
    const char *missing = object->name == NULL ? "name" : NULL;
    for (field f = XMIN; f <= YMAX && missing == NULL; f++)
        if ((object->seen & 1u << f) == 0)
            missing = name_of(f);
    if (missing == NULL)
        return MLTEST_OK;
    return mlt_fail_at(mlt_xml_error(xml), MLTEST_ERR_FORMAT, at(r, object->line),
                       "the object has no <%s>", missing);
}

static mltest_status leave(reader *r, mlt_xml *xml, const char *text)
{
    if (strcmp(r->path, object_path) == 0)
        return check_object(r, xml);
    for (field f = XMIN; f < N_FIELDS; f++)
        if (strcmp(r->path, paths[f]) == 0)
            return set_field(r, xml, f, text);
    return MLTEST_OK;
}

static mltest_status on_end(void *data, mlt_xml *xml, const char *name, const char *text,
                            size_t depth)
{
    reader *r = data;
    (void)name;
    if (depth > DEEPEST)
        return MLTEST_OK;
    mltest_status status = leave(r, xml, text);
    r->path[r->lengths[depth - 1]] = '\0';
    return status;
}

mltest_status mlt_voc_annotation_read(mlt_voc_annotation *out, mltest_context *ctx,
                                      const char *file, const char *bytes, size_t n,
                                      mltest_error **error)
{
    static const mlt_xml_handler handler = {on_start, on_end};
    *out = (mlt_voc_annotation){.ctx = ctx};
    reader r = {.out = out, .file = file};
    return mlt_xml_parse(ctx, file, bytes, n, &handler, &r, error);
}

void mlt_voc_annotation_free(mlt_voc_annotation *annotation)
{
    for (size_t i = 0; i < annotation->n_objects; i++)
        mlt_free(annotation->ctx, annotation->objects[i].name);
    mlt_free(annotation->ctx, annotation->objects);
    mlt_free(annotation->ctx, annotation->filename);
    *annotation = (mlt_voc_annotation){.ctx = NULL};
}
