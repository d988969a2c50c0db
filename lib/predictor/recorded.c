/* SPDX-License-Identifier: MIT */
#include "predictor/recorded.h"

#include "base/alloc.h"
#include "base/error.h"
#include "base/file.h"
#include "base/number.h"
#include "codec/json.h"
#include "predictor/read_box.h"

#include <string.h>

static mltest_status read_key(mlt_json *json, mlt_keys *keys, uint32_t *number,
                              mltest_error **error)
{
    const char *text = NULL;
    size_t n = 0, at = 0;
    TRY(mlt_json_read_string(json, &text, &n, error));
    if (strlen(text) != n)
        return mlt_json_fail(json, error, "a text without NUL");
    TRY(mlt_keys_add(keys, text, &at, error));
    *number = (uint32_t)at;
    return MLTEST_OK;
}

static mltest_status read_image(mlt_json *json, mlt_recorded *r, uint32_t *image,
                                mltest_error **error)
{
    mlt_json_event event;
    TRY(mlt_json_peek(json, &event, error));
    if (event == MLT_JSON_STRING)
        return read_key(json, &r->images, image, error);
    int64_t id = 0;
    size_t at = 0;
    char text[MLT_NUMBER_SIZE];
    TRY(mlt_json_read_i64(json, &id, error));
    (void)mlt_format_i64(text, id);
    TRY(mlt_keys_add(&r->images, text, &at, error));
    *image = (uint32_t)at;
    return MLTEST_OK;
}

static mltest_status read_category(mlt_json *json, mlt_recorded *r, int64_t *category,
                                   mltest_error **error)
{
    mlt_json_event event;
    uint32_t name = 0;
    TRY(mlt_json_peek(json, &event, error));
    mlt_categories_kind kind =
        event == MLT_JSON_STRING ? MLT_CATEGORIES_NAMES : MLT_CATEGORIES_NUMBERS;
    if (r->categories != MLT_CATEGORIES_NONE && r->categories != kind)
        return mlt_json_fail(json, error, "categories to be all numbers or all names");
    r->categories = kind;
    if (kind == MLT_CATEGORIES_NUMBERS)
        return mlt_json_read_i64(json, category, error);
    TRY(read_key(json, &r->names, &name, error));
    *category = name;
    return MLTEST_OK;
}

enum { HAS_IMAGE = 1, HAS_CATEGORY = 2, HAS_BOX = 4, HAS_SCORE = 8, HAS_ALL = 15 };

static mltest_status read_member(mlt_json *json, const char *key, mlt_recorded *r,
                                 mlt_recorded_item *item, unsigned *has, mltest_error **error)
{
    if (strcmp(key, "image_id") == 0) {
        *has |= HAS_IMAGE;
        return read_image(json, r, &item->image, error);
    }
    if (strcmp(key, "category_id") == 0) {
        *has |= HAS_CATEGORY;
        return read_category(json, r, &item->category, error);
    }
    if (strcmp(key, "bbox") == 0) {
        *has |= HAS_BOX;
        return mlt_read_box(json, &item->box, error);
    }
    if (strcmp(key, "score") == 0) {
        *has |= HAS_SCORE;
        return mlt_json_read_f64(json, &item->score, error);
    }
    if (strcmp(key, "condition") == 0)
        return read_key(json, &r->conditions, &item->condition, error);
    return mlt_json_skip(json, error);
}

static mltest_status read_item(mlt_json *json, mlt_recorded *r, mlt_recorded_item *item,
                               mltest_error **error)
{
    unsigned has = 0;
    *item = (mlt_recorded_item){.category = -1};
    TRY(mlt_json_expect(json, MLT_JSON_OBJECT_BEGIN, "a detection", error));
    for (;;) {
        const char *key = NULL;
        size_t n = 0;
        bool more = false;
        TRY(mlt_json_next_key(json, &key, &n, &more, error));
        if (!more)
            break;
        TRY(read_member(json, key, r, item, &has, error));
    }
    if (has != HAS_ALL)
        return mlt_json_fail(json, error, "a detection with image_id, category_id, bbox and score");
    return MLTEST_OK;
}

static mltest_status read_items(mlt_json *json, mlt_recorded *r, mltest_error **error)
{
    bool more = false;
    TRY(mlt_json_expect(json, MLT_JSON_ARRAY_BEGIN, "an array of detections", error));
    for (;;) {
        TRY(mlt_json_next_item(json, &more, error));
        if (!more)
            return mlt_json_end(json, error);
        if (!mlt_reserve(r->ctx, r->items, r->cap, r->n + 1))
            return mlt_fail_memory(error);
        TRY(read_item(json, r, &r->items[r->n], error));
        r->n++;
    }
}

/* Puts the items of each image side by side, without changing their order. */
mltest_status mlt_recorded_group(mlt_recorded *r, mltest_error **error)
{
    size_t n_images = r->images.n;
    r->starts = mlt_alloc_zero(r->ctx, n_images + 2, sizeof *r->starts);
    mlt_recorded_item *grouped = mlt_alloc_zero(r->ctx, r->n + 1, sizeof *grouped);
    if (!r->starts || !grouped) {
        mlt_free(r->ctx, grouped);
        return mlt_fail_memory(error);
    }
    /* starts[k + 2] counts image k, becomes the start of image k + 1, then moves to its end. */
    for (size_t i = 0; i < r->n; i++)
        r->starts[r->items[i].image + 2]++;
    for (size_t k = 2; k < n_images + 2; k++)
        r->starts[k] += r->starts[k - 1];
    for (size_t i = 0; i < r->n; i++)
        grouped[r->starts[r->items[i].image + 1]++] = r->items[i];
    mlt_free(r->ctx, r->items);
    r->items = grouped;
    r->cap = r->n + 1;
    return MLTEST_OK;
}

mltest_status mlt_recorded_begin(mlt_recorded *recorded, mltest_context *ctx, mltest_error **error)
{
    size_t clean = 0;
    recorded->ctx = ctx;
    mlt_keys_init(&recorded->images, ctx);
    mlt_keys_init(&recorded->conditions, ctx);
    mlt_keys_init(&recorded->names, ctx);
    return mlt_keys_add(&recorded->conditions, "clean", &clean, error);
}

mltest_status mlt_recorded_parse(mlt_recorded *recorded, mltest_context *ctx, const char *path,
                                 const char *bytes, size_t n, mltest_error **error)
{
    TRY(mlt_recorded_begin(recorded, ctx, error));
    mlt_json json;
    mlt_json_init(&json, ctx, path, bytes, n);
    json.lenient_nan = true; /* counted by the sink, like any number that is not finite */
    mltest_status status = read_items(&json, recorded, error);
    mlt_json_free(&json);
    return status == MLTEST_OK ? mlt_recorded_group(recorded, error) : status;
}

mltest_status mlt_recorded_read(mlt_recorded *recorded, mltest_context *ctx, const char *path,
                                mltest_error **error)
{
    char *bytes = NULL;
    size_t n = 0;
    recorded->ctx = ctx;
    TRY(mlt_file_read(ctx, path, &bytes, &n, error));
    mltest_status status = mlt_recorded_parse(recorded, ctx, path, bytes, n, error);
    mlt_free(ctx, bytes);
    return status;
}

void mlt_recorded_free(mlt_recorded *recorded)
{
    mlt_keys_free(&recorded->images);
    mlt_keys_free(&recorded->conditions);
    mlt_keys_free(&recorded->names);
    mlt_free(recorded->ctx, recorded->items);
    mlt_free(recorded->ctx, recorded->starts);
    *recorded = (mlt_recorded){.ctx = recorded->ctx};
}
