/* SPDX-License-Identifier: MIT */
/*
 * Writes Create ML's JSON.
 */
#include "base/error.h"
#include "codec/json_write.h"
#include "dataset/writer.h"

static void put_number(mlt_json_writer *json, const char *key, double value)
{
    mlt_json_key(json, key);
    mlt_json_put_f64(json, value);
}

static void put_truth(mlt_json_writer *json, const char *label, const mlt_box *box)
{
    mlt_json_begin_object(json);
    mlt_json_key(json, "label");
    mlt_json_put_string(json, label);
    mlt_json_key(json, "coordinates");
    mlt_json_begin_object(json);
    put_number(json, "x", box->x + box->width / 2);
    put_number(json, "y", box->y + box->height / 2);
    put_number(json, "width", box->width);
    put_number(json, "height", box->height);
    mlt_json_end_object(json);
    mlt_json_end_object(json);
}

static mltest_status put_sample(mlt_export *x, uint64_t i, mlt_json_writer *json,
                                mltest_error **error)
{
    const mltest_sample *sample = &x->dataset->samples[i];
    if (!sample->labelled)
        TRY(mlt_export_unlabelled(x, i, error));
    mlt_json_begin_object(json);
    mlt_json_key(json, "image");
    mlt_json_put_string(json, x->places[i]);
    mlt_json_key(json, "annotations");
    mlt_json_begin_array(json);
    for (size_t k = 0; k < sample->truths.n; k++) {
        const mlt_truth *truth = &sample->truths.items[k];
        put_truth(json, x->dataset->classes.names[truth->cls], &truth->box);
    }
    mlt_json_end_array(json);
    mlt_json_end_object(json);
    mlt_text_putc(json->out, '\n');
    return MLTEST_OK;
}

static mltest_status put_all(mlt_export *x, mlt_json_writer *json, mltest_error **error)
{
    mlt_json_begin_array(json);
    for (uint64_t i = 0; i < x->dataset->n; i++)
        TRY(put_sample(x, i, json, error));
    mlt_json_end_array(json);
    mlt_text_putc(json->out, '\n');
    return MLTEST_OK;
}

static mltest_status write_createml(mlt_export *x, mltest_error **error)
{
    mlt_json_writer json;
    mlt_text text;
    TRY(mlt_export_count_lost_flags(x, 0, error));
    mlt_text_init(&text, x->dataset->ctx);
    mlt_json_writer_init(&json, &text, 0);
    mltest_status status = put_all(x, &json, error);
    if (status == MLTEST_OK)
        status = mlt_export_text(x, "_annotations.createml.json", &text, error);
    mlt_text_free(&text);
    return status;
}

const mlt_dataset_writer mlt_createml_writer = {.format = "createml", .write = write_createml};
