/* SPDX-License-Identifier: MIT */
/*
 * Writes COCO's annotation file: images and annotations are numbered from 1 in order, categories
 * by class.
 */
#include "base/alloc.h"
#include "base/error.h"
#include "codec/json_write.h"
#include "dataset/writer.h"

static void put_box(mlt_json_writer *json, const mlt_box *box)
{
    mlt_json_begin_array(json);
    mlt_json_put_f64(json, box->x);
    mlt_json_put_f64(json, box->y);
    mlt_json_put_f64(json, box->width);
    mlt_json_put_f64(json, box->height);
    mlt_json_end_array(json);
}

static void put_number(mlt_json_writer *json, const char *key, int64_t value)
{
    mlt_json_key(json, key);
    mlt_json_put_i64(json, value);
}

static mltest_status put_images(mlt_export *x, mlt_json_writer *json, mltest_error **error)
{
    mlt_json_key(json, "images");
    mlt_json_begin_array(json);
    for (size_t i = 0; i < x->dataset->n; i++) {
        uint32_t width;
        uint32_t height;
        TRY(mlt_export_size(x, i, &width, &height, error));
        mlt_json_begin_object(json);
        put_number(json, "id", (int64_t)i + 1);
        mlt_json_key(json, "file_name");
        mlt_json_put_string(json, x->places[i]);
        put_number(json, "width", width);
        put_number(json, "height", height);
        mlt_json_end_object(json);
        mlt_text_putc(json->out, '\n');
    }
    mlt_json_end_array(json);
    return MLTEST_OK;
}

static void put_truth(mlt_json_writer *json, const mlt_truth *truth, int64_t id, int64_t image)
{
    mlt_json_begin_object(json);
    put_number(json, "id", id);
    put_number(json, "image_id", image);
    put_number(json, "category_id", (int64_t)truth->cls + 1);
    mlt_json_key(json, "bbox");
    put_box(json, &truth->box);
    mlt_json_key(json, "area");
    mlt_json_put_f64(json, truth->area);
    put_number(json, "iscrowd", (truth->flags & MLT_TRUTH_CROWD) != 0);
    if ((truth->flags & MLT_TRUTH_IGNORE) != 0)
        put_number(json, "ignore", 1);
    mlt_json_end_object(json);
    mlt_text_putc(json->out, '\n');
}

static mltest_status put_annotations(mlt_export *x, mlt_json_writer *json, mltest_error **error)
{
    int64_t id = 0;
    mlt_json_key(json, "annotations");
    mlt_json_begin_array(json);
    for (size_t i = 0; i < x->dataset->n; i++) {
        const mltest_sample *sample = &x->dataset->samples[i];
        if (!sample->labelled)
            TRY(mlt_export_unlabelled(x, i, error));
        for (size_t k = 0; k < sample->truths.n; k++)
            put_truth(json, &sample->truths.items[k], ++id, (int64_t)i + 1);
    }
    mlt_json_end_array(json);
    return MLTEST_OK;
}

static void put_categories(const mlt_export *x, mlt_json_writer *json)
{
    mlt_json_key(json, "categories");
    mlt_json_begin_array(json);
    for (size_t i = 0; i < x->dataset->classes.n; i++) {
        mlt_json_begin_object(json);
        put_number(json, "id", (int64_t)i + 1);
        mlt_json_key(json, "name");
        mlt_json_put_string(json, x->dataset->classes.names[i]);
        mlt_json_end_object(json);
    }
    mlt_json_end_array(json);
}

static mltest_status put_all(mlt_export *x, mlt_json_writer *json, mltest_error **error)
{
    mlt_json_begin_object(json);
    put_categories(x, json);
    TRY(put_images(x, json, error));
    TRY(put_annotations(x, json, error));
    mlt_json_end_object(json);
    mlt_text_putc(json->out, '\n');
    return MLTEST_OK;
}

static mltest_status write_coco(mlt_export *x, mltest_error **error)
{
    mlt_json_writer json;
    mlt_text text;
    TRY(mlt_export_count_lost_flags(x, MLT_TRUTH_CROWD | MLT_TRUTH_IGNORE, error));
    mlt_text_init(&text, x->dataset->ctx);
    mlt_json_writer_init(&json, &text, 0);
    mltest_status status = put_all(x, &json, error);
    if (status == MLTEST_OK)
        status = mlt_export_text(x, "annotations.json", &text, error);
    mlt_text_free(&text);
    return status;
}

const mlt_dataset_writer mlt_coco_writer = {.format = "coco", .write = write_coco};
