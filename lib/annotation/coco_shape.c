/* SPDX-License-Identifier: MIT */
#include "annotation/coco_shape.h"

#include <math.h>
#include <string.h>

#include "annotation/box.h"
#include "base/alloc.h"
#include "base/context.h"
#include "base/digits.h"
#include "base/error.h"
#include "codec/json_jump.h"
#include "codec/json_number.h"

enum { MOST_TEXT = 8 * MLT_COCO_STEP_WORDS };

void mlt_coco_shape_init(mlt_coco_shape *shape, const mlt_coco_field *fields, size_t n_fields)
{
    shape->fields = fields;
    shape->n_fields = n_fields;
    shape->n = 0;
    shape->has = 0;
}

/* --- learning a shape ------------------------------------------------------------------------- */

static bool add_step(mlt_coco_shape *shape, const char *text, size_t n, const mlt_coco_field *field)
{
    char padded[MOST_TEXT] = {0};
    if (shape->n == MLT_COCO_MOST_STEPS || n == 0 || n > MOST_TEXT)
        return false;
    mlt_coco_step *step = &shape->steps[shape->n++];
    memcpy(padded, text, n);
    step->n = n;
    step->n_words = (n + 7) / 8;
    step->last_mask = UINT64_MAX >> (8 * (8 * step->n_words - n));
    step->field = field;
    for (size_t i = 0; i < step->n_words; i++)
        step->text[i] = mlt_digits_load(padded + 8 * i);
    return true;
}

/* The field of a key, NULL if it is none; false if it was there before or is a list of ids. */
static bool find_field(mlt_coco_shape *shape, const char *key, size_t n,
                       const mlt_coco_field **field)
{
    *field = NULL;
    for (size_t i = 0; i < shape->n_fields; i++) {
        if (strlen(shape->fields[i].key) != n || memcmp(shape->fields[i].key, key, n) != 0)
            continue;
        *field = &shape->fields[i];
        const unsigned before = shape->has;
        shape->has |= 1u << i;
        return shape->has != before && (*field)->type != MLT_COCO_IDS;
    }
    return true;
}

/* A key at p and what is before its value, as a step. Returns where the value begins, or NULL. */
static const char *learn_key(mlt_coco_shape *shape, const char *text, const char *p,
                             const char *end)
{
    const mlt_coco_field *field;
    bool plain;
    const char *behind = mlt_json_jump_string(p, end, MOST_TEXT, &plain);
    if (behind == NULL || !plain || !find_field(shape, p + 1, (size_t)(behind - p) - 2, &field))
        return NULL;
    p = mlt_json_jump_space(behind, end);
    p = mlt_json_jump_space(p + 1, end);
    return p < end && add_step(shape, text, (size_t)(p - text), field) ? p : NULL;
}

/* What is behind the item, or NULL. */
static const char *learn(mlt_coco_shape *shape, const char *text, const char *end)
{
    const char *p = mlt_json_jump_space(text, end);
    if (p == end || *p != ',')
        return NULL;
    p = mlt_json_jump_space(p + 1, end) + 1; /* it is an object */
    p = mlt_json_jump_space(p, end);
    while (p < end && *p == '"') {
        p = learn_key(shape, text, p, end);
        text = p != NULL ? mlt_json_jump(p, end, SIZE_MAX, SIZE_MAX) : NULL;
        if (text == NULL)
            return NULL;
        p = mlt_json_jump_space(text, end);
        if (p < end && *p == ',')
            p = mlt_json_jump_space(p + 1, end);
    }
    return p < end && add_step(shape, text, (size_t)(p + 1 - text), NULL) ? p + 1 : NULL;
}

void mlt_coco_shape_learn(mlt_coco_shape *shape, const mlt_json *json, uint64_t from)
{
    shape->n = 0;
    shape->has = 0;
    if (from < json->before) /* no longer in the window */
        return;
    const char *behind = learn(shape, json->bytes + (from - json->before), json->bytes + json->n);
    if (behind != json->bytes + json->at)
        shape->n = 0;
}

/* --- reading by it ---------------------------------------------------------------------------- */

typedef struct {
    const char *end;
    size_t levels, most_string;
    const char *name; /* the value of a MLT_COCO_NAME, inside its quotes */
    size_t n_name;
    char **to_name; /* where it goes; NULL: there is none */
} reading;

static bool is_text(const mlt_coco_step *step, const char *p)
{
    uint64_t other = 0;
    for (size_t i = 0; i + 1 < step->n_words; i++)
        other |= mlt_digits_load(p + 8 * i) ^ step->text[i];
    const size_t last = step->n_words - 1;
    other |= (mlt_digits_load(p + 8 * last) ^ step->text[last]) & step->last_mask;
    return other == 0;
}

/* Behind a comma and the space around it, inside an array; NULL if there is none. */
static const char *jump_comma(const char *p, const char *end)
{
    p = mlt_json_jump_space(p, end);
    return p < end && *p == ',' ? mlt_json_jump_space(p + 1, end) : NULL;
}

static const char *read_box(const char *p, const char *end, mlt_box *out)
{
    double *const parts[] = {&out->x, &out->y, &out->width, &out->height};
    if (*p != '[')
        return NULL;
    p = mlt_json_jump_space(p + 1, end);
    for (int i = 0; i < 4 && p != NULL; i++) {
        p = mlt_json_number_quick(p, end, parts[i]);
        if (p != NULL && i < 3)
            p = jump_comma(p, end);
    }
    if (p == NULL)
        return NULL;
    p = mlt_json_jump_space(p, end);
    return p < end && *p == ']' ? p + 1 : NULL;
}

/* As read_score() of coco_value.c, but for what is beyond 2^53. The caller has made sure of room.
 */
static const char *read_score(const char *p, const char *end, double *out)
{
    const char *behind = mlt_json_number_usual(p, out);
    if (behind == NULL) {
        behind = mlt_json_number_any(p, end, out);
        return behind != NULL && fabs(*out) < MLT_COCO_MOST_WHOLE ? behind : NULL;
    }
    if (behind - p == 2 && *out == 0) /* -0, an integer */
        *out = 0;
    return behind;
}

/* As read_flag(), read_crowd() and read_size() of coco_value.c, but of numbers only. */
static const char *read_count(const char *p, const char *end, mlt_coco_field_type type, void *to)
{
    double number;
    p = mlt_json_number_quick(p, end, &number);
    if (p == NULL)
        return NULL;
    if (type == MLT_COCO_CROWD && !mlt_coco_is_crowd_number(number))
        return NULL;
    if (type != MLT_COCO_SIZE) {
        const bool flag = number != 0;
        memcpy(to, &flag, sizeof flag);
        return p;
    }
    const uint32_t size = !(number >= 1) ? 0 : number < UINT32_MAX ? (uint32_t)number : UINT32_MAX;
    memcpy(to, &size, sizeof size);
    return p;
}

/* Names are copied when all of the object has been read. */
static const char *read_name(reading *r, const char *p, void *to)
{
    bool plain;
    const char *behind = *p == '"' ? mlt_json_jump_string(p, r->end, r->most_string, &plain) : NULL;
    if (behind == NULL || !plain)
        return NULL;
    r->name = p + 1;
    r->n_name = (size_t)(behind - p) - 2;
    r->to_name = to;
    return behind;
}

static const char *read_frequency(const char *p, uint8_t *out)
{
    if (p[0] != '"' || (p[1] != 'r' && p[1] != 'c' && p[1] != 'f') || p[2] != '"')
        return NULL;
    *out = (uint8_t)p[1];
    return p + 3;
}

static const char *read_value(reading *r, const mlt_coco_field *field, const char *p, void *object)
{
    if (field == NULL)
        return mlt_json_jump(p, r->end, r->levels, r->most_string);
    void *to = (char *)object + field->offset;
    switch (field->type) {
    case MLT_COCO_ID:
    case MLT_COCO_LISTED_ID:
        return mlt_json_integer_quick(p, r->end, to);
    case MLT_COCO_NUMBER:
        return mlt_json_number_quick(p, r->end, to);
    case MLT_COCO_SCORE:
        return read_score(p, r->end, to);
    case MLT_COCO_BOX:
        return read_box(p, r->end, to);
    case MLT_COCO_FLAG:
    case MLT_COCO_CROWD:
    case MLT_COCO_SIZE:
        return read_count(p, r->end, field->type, to);
    case MLT_COCO_NAME:
        return read_name(r, p, to);
    case MLT_COCO_FREQUENCY:
        return read_frequency(p, to);
    case MLT_COCO_IDS: /* no shape has one */
    case MLT_COCO_NOTED:
    case MLT_COCO_RINGS:
        break;
    }
    return mlt_json_jump(p, r->end, r->levels, r->most_string);
}

/* What is behind the item at p, or NULL. */
static const char *read_item(const mlt_coco_shape *shape, reading *r, const char *p, void *object)
{
    const mlt_coco_step *step = shape->steps, *const last = step + shape->n - 1;
    for (;; step++) {
        if (r->end - p < MOST_TEXT + MLT_JSON_QUICK_ROOM || !is_text(step, p))
            return NULL;
        p += step->n;
        if (step == last)
            return p;
        p = read_value(r, step->field, p, object);
        if (p == NULL)
            return NULL;
    }
}

static mltest_status set_name(const reading *r, mltest_context *ctx, mltest_error **error)
{
    char *name = mlt_strndup(ctx, r->name, r->n_name);
    if (name == NULL)
        return mlt_fail_memory(error);
    mlt_free(ctx, *r->to_name);
    *r->to_name = name;
    return MLTEST_OK;
}

mltest_status mlt_coco_shape_read(const mlt_coco_shape *shape, mlt_json *json, void *object,
                                  bool *is_read, mltest_error **error)
{
    *is_read = false;
    if (shape->n == 0 || json->peeked || json->item_by_item)
        return MLTEST_OK;
    const mlt_limits *limits = mlt_context_limits(json->ctx);
    reading r = {.end = json->bytes + json->n,
                 .levels = (size_t)(limits->max_depth - json->depth) - 1,
                 .most_string =
                     limits->max_string < SIZE_MAX ? (size_t)limits->max_string : SIZE_MAX};
    const char *behind = read_item(shape, &r, json->bytes + json->at, object);
    if (behind == NULL)
        return MLTEST_OK;
    if (r.to_name != NULL)
        TRY(set_name(&r, json->ctx, error));
    json->at = (size_t)(behind - json->bytes);
    *is_read = true;
    return MLTEST_OK;
}
