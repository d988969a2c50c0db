/* SPDX-License-Identifier: MIT */
/*
 * Writes the tables of Open Images: boxes, and the names of the labels in the order of the classes.
 */
#include <string.h>

#include "base/error.h"
#include "base/file.h"
#include "base/keys.h"
#include "codec/csv.h"
#include "dataset/writer.h"

/* A picture's path without its ending. */
static mltest_status take_image_id(mlt_export *x, uint64_t i, mlt_keys *ids, mlt_text *out,
                                   mltest_error **error)
{
    size_t number;
    size_t n = ids->n;
    const char *path = x->places[i];
    const char *dot = strrchr(mlt_path_name(path), '.');
    mlt_text_clear(out);
    mlt_text_add(out, path, dot != NULL ? (size_t)(dot - path) : strlen(path));
    if (!mlt_text_ok(out))
        return mlt_fail_memory(error);
    TRY(mlt_keys_add(ids, mlt_text_string(out), &number, error));
    if (number < n)
        return mlt_fail(error, MLTEST_ERR_CONFLICT,
                        "two pictures would have the ImageID %s; rename one of them",
                        mlt_text_string(out));
    return MLTEST_OK;
}

static void put_label(mlt_text *out, int32_t cls)
{
    char label[32] = "/c/";
    size_t n = strlen(label);
    for (int32_t unit = 100000; unit > 0; unit /= 10)
        label[n++] = (char)('0' + cls / unit % 10);
    label[n] = '\0';
    mlt_csv_put(out, label);
}

static void put_truth(mlt_text *out, const char *image, const mlt_truth *truth, double width,
                      double height)
{
    const mlt_box *box = &truth->box;
    mlt_csv_put(out, image);
    mlt_csv_put(out, "mltest");
    put_label(out, truth->cls);
    mlt_csv_put_number(out, 1);
    mlt_csv_put_number(out, box->x / width);
    mlt_csv_put_number(out, (box->x + box->width) / width);
    mlt_csv_put_number(out, box->y / height);
    mlt_csv_put_number(out, (box->y + box->height) / height);
    mlt_csv_put_number(out, (truth->flags & MLT_TRUTH_CROWD) != 0);
    mlt_text_putc(out, '\n');
}

static mltest_status put_sample(mlt_export *x, uint64_t i, const char *image, mlt_text *out,
                                mltest_error **error)
{
    const mltest_sample *sample = &x->dataset->samples[i];
    uint32_t width;
    uint32_t height;
    TRY(mlt_export_size(x, i, &width, &height, error));
    if (!sample->labelled)
        TRY(mlt_export_unlabelled(x, i, error));
    for (size_t k = 0; k < sample->truths.n; k++)
        put_truth(out, image, &sample->truths.items[k], width, height);
    if (sample->truths.n == 0) {
        mlt_csv_put(out, image);
        mlt_text_puts(out, ",mltest,,,,,,,\n");
    }
    return MLTEST_OK;
}

static mltest_status put_boxes(mlt_export *x, mlt_text *out, mltest_error **error)
{
    mlt_keys ids;
    mlt_text image;
    mltest_status status = MLTEST_OK;
    mlt_keys_init(&ids, x->dataset->ctx);
    mlt_text_init(&image, x->dataset->ctx);
    mlt_text_puts(out, "ImageID,Source,LabelName,Confidence,XMin,XMax,YMin,YMax,IsGroupOf\n");
    for (uint64_t i = 0; i < x->dataset->n && status == MLTEST_OK; i++) {
        status = take_image_id(x, i, &ids, &image, error);
        if (status == MLTEST_OK)
            status = put_sample(x, i, mlt_text_string(&image), out, error);
    }
    mlt_keys_free(&ids);
    mlt_text_free(&image);
    return status;
}

static mltest_status write_names(mlt_export *x, mltest_error **error)
{
    mlt_text out;
    mlt_text_init(&out, x->dataset->ctx);
    for (size_t i = 0; i < x->dataset->classes.n; i++) {
        put_label(&out, (int32_t)i);
        mlt_csv_put(&out, x->dataset->classes.names[i]);
        mlt_text_putc(&out, '\n');
    }
    mltest_status status = mlt_export_text(x, "class-descriptions.csv", &out, error);
    mlt_text_free(&out);
    return status;
}

static mltest_status write_openimages(mlt_export *x, mltest_error **error)
{
    mlt_text out;
    TRY(mlt_export_count_lost_flags(x, MLT_TRUTH_CROWD, error));
    mlt_text_init(&out, x->dataset->ctx);
    mltest_status status = put_boxes(x, &out, error);
    if (status == MLTEST_OK)
        status = mlt_export_text(x, "annotations-bbox.csv", &out, error);
    mlt_text_free(&out);
    return status == MLTEST_OK ? write_names(x, error) : status;
}

const mlt_dataset_writer mlt_openimages_writer = {.format = "openimages",
                                                  .write = write_openimages};
