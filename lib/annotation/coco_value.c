/* SPDX-License-Identifier: MIT */
#include "annotation/coco_value.h"

#include "annotation/coco_rings.h"
#include "base/alloc.h"
#include "base/context.h"
#include "base/error.h"
#include "base/number.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

static mltest_status read_box(mlt_json *json, mlt_box *out, mltest_error **error)
{
    double *const parts[] = {&out->x, &out->y, &out->width, &out->height};
    TRY(mlt_json_expect(json, MLT_JSON_ARRAY_BEGIN, "a box [x, y, width, height]", error));
    for (int i = 0; i < 4; i++) {
        TRY(mlt_json_read_f64(json, parts[i], error));
        if (!isfinite(*parts[i]))
            return mlt_json_fail(json, error, "a finite number");
    }
    return mlt_json_expect(json, MLT_JSON_ARRAY_END, "a box of four numbers", error);
}

/* Whether the last event, a number, is an integer to Python: digits and maybe a sign. */
static bool is_whole(const mlt_json *json)
{
    const char *text = json->bytes + json->at - json->n_token;
    size_t n = 0;
    while (n < json->n_token && (text[n] == '-' || (text[n] >= '0' && text[n] <= '9')))
        n++;
    return n == json->n_token;
}

static mltest_status read_listed_id(mlt_json *json, mlt_coco_entry_info *entry,
                                    mltest_error **error)
{
    TRY(mlt_json_read_i64(json, &entry->id, error));
    entry->is_decimal = !is_whole(json);
    return MLTEST_OK;
}

/* Python keeps integers apart from doubles, and NumPy sorts them as such: what a double cannot tell
 * from its neighbour is refused. */
static mltest_status read_score(mlt_json *json, double *out, mltest_error **error)
{
    int64_t exact;
    TRY(mlt_json_read_f64(json, out, error));
    if (!is_whole(json))
        return MLTEST_OK;
    if (*out == 0)
        *out = 0; /* -0 too */
    if (fabs(*out) < MLT_COCO_MOST_WHOLE)
        return MLTEST_OK;
    const char *text = json->bytes + json->at - json->n_token;
    if (mlt_parse_i64(text, json->n_token, &exact) &&
        (exact == (int64_t)MLT_COCO_MOST_WHOLE || exact == -(int64_t)MLT_COCO_MOST_WHOLE))
        return MLTEST_OK;
    return mlt_json_fail(json, error, "a score of at most 2^53, or with a decimal point");
}

/* Of numbers, texts and what is none: Python's truth. */
static mltest_status read_flag(mlt_json *json, bool *out, mltest_error **error)
{
    mlt_json_event event;
    TRY(mlt_json_next(json, &event, error));
    if (event != MLT_JSON_NUMBER && event != MLT_JSON_STRING && event != MLT_JSON_NULL &&
        event != MLT_JSON_TRUE && event != MLT_JSON_FALSE)
        return mlt_json_fail(json, error, "true or false");
    *out = event == MLT_JSON_TRUE || (event == MLT_JSON_NUMBER && json->number != 0) ||
           (event == MLT_JSON_STRING && json->n_string > 0);
    return MLTEST_OK;
}

/* The reference takes one byte of it for overlaps, and all of it for what is ignored. */
static mltest_status read_crowd(mlt_json *json, bool *out, mltest_error **error)
{
    mlt_json_event event;
    TRY(mlt_json_next(json, &event, error));
    const bool is_number = event == MLT_JSON_NUMBER && mlt_coco_is_crowd_number(json->number);
    if (!is_number && event != MLT_JSON_TRUE && event != MLT_JSON_FALSE)
        return mlt_json_fail(json, error, "an integer from 0 to 255, true or false");
    *out = event == MLT_JSON_TRUE || (is_number && json->number != 0);
    return MLTEST_OK;
}

/* A width or height: only for information, so 0 for whatever cannot be one, and the most there is
 * for more than that. */
static mltest_status read_size(mlt_json *json, uint32_t *out, mltest_error **error)
{
    mlt_json_event event;
    double number;
    *out = 0;
    TRY(mlt_json_peek(json, &event, error));
    if (event != MLT_JSON_NUMBER)
        return mlt_json_skip(json, error);
    TRY(mlt_json_read_f64(json, &number, error));
    if (number >= 1)
        *out = number < UINT32_MAX ? (uint32_t)number : UINT32_MAX;
    return MLTEST_OK;
}

static mltest_status read_name(mlt_json *json, char **out, mltest_error **error)
{
    const char *text;
    size_t n;
    TRY(mlt_json_read_string(json, &text, &n, error));
    if (strlen(text) != n)
        return mlt_json_fail(json, error, "a name without NUL");
    mlt_free(json->ctx, *out); /* a repeated key */
    *out = mlt_strndup(json->ctx, text, n);
    return *out ? MLTEST_OK : mlt_fail_memory(error);
}

static mltest_status read_rings(mlt_json *json, const mlt_coco_annotated *a, mltest_error **error)
{
    if (a->polygons == NULL || a->place > UINT32_MAX)
        return mlt_json_skip(json, error);
    mlt_polygons_drop_last(a->polygons, (uint32_t)a->place); /* a repeated key */
    return mlt_coco_read_rings(json, a->polygons, (uint32_t)a->place, error);
}

/* Each id once; freed again by the caller. */
static mltest_status read_set(mlt_json *json, mlt_coco_ids *ids, mltest_error **error)
{
    const uint64_t most = mlt_context_limits(json->ctx)->max_classes;
    int64_t id;
    uint32_t number;
    bool more;
    TRY(mlt_json_expect(json, MLT_JSON_ARRAY_BEGIN, "an array of category ids", error));
    for (;;) {
        TRY(mlt_json_next_item(json, &more, error));
        if (!more)
            return MLTEST_OK;
        TRY(mlt_json_read_i64(json, &id, error));
        TRY(mlt_coco_ids_add(json->ctx, ids, id, &number, error));
        if (ids->n > most)
            return mlt_fail(error, MLTEST_ERR_LIMIT,
                            "%s: more than %" PRIu64
                            " category ids of an image (limit max_classes)",
                            json->file, most);
    }
}

static mltest_status read_ids(mlt_json *json, mlt_coco_id_list *out, mltest_error **error)
{
    mlt_coco_ids ids = {.items = NULL};
    mlt_free(json->ctx, out->items); /* a repeated key */
    *out = (mlt_coco_id_list){.items = NULL};
    mltest_status status = read_set(json, &ids, error);
    if (status == MLTEST_OK && !mlt_coco_ids_to_list(json->ctx, &ids, out))
        status = mlt_fail_memory(error);
    mlt_coco_ids_free(json->ctx, &ids);
    return status;
}

static mltest_status read_frequency(mlt_json *json, uint8_t *out, mltest_error **error)
{
    static const char what[] = "a frequency: \"r\", \"c\" or \"f\"";
    TRY(mlt_json_expect(json, MLT_JSON_STRING, what, error));
    const char letter = json->string[0];
    if (json->n_string != 1 || (letter != 'r' && letter != 'c' && letter != 'f'))
        return mlt_json_fail(json, error, what);
    *out = (uint8_t)letter;
    return MLTEST_OK;
}

mltest_status mlt_coco_read_value(mlt_json *json, const mlt_coco_field *field, void *object,
                                  mltest_error **error)
{
    void *to = (char *)object + field->offset;
    switch (field->type) {
    case MLT_COCO_ID:
        return mlt_json_read_i64(json, to, error);
    case MLT_COCO_LISTED_ID:
        return read_listed_id(json, object, error);
    case MLT_COCO_NUMBER:
        return mlt_json_read_f64(json, to, error);
    case MLT_COCO_SCORE:
        return read_score(json, to, error);
    case MLT_COCO_SIZE:
        return read_size(json, to, error);
    case MLT_COCO_FLAG:
        return read_flag(json, to, error);
    case MLT_COCO_CROWD:
        return read_crowd(json, to, error);
    case MLT_COCO_NAME:
        return read_name(json, to, error);
    case MLT_COCO_BOX:
        return read_box(json, to, error);
    case MLT_COCO_IDS:
        return read_ids(json, to, error);
    case MLT_COCO_FREQUENCY:
        return read_frequency(json, to, error);
    case MLT_COCO_RINGS:
        return read_rings(json, object, error);
    case MLT_COCO_NOTED:
        break;
    }
    return mlt_json_skip(json, error);
}
