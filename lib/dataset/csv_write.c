/* SPDX-License-Identifier: MIT */
/*
 * Writes the table of TensorFlow's tutorials; a picture without objects gets a row without a class.
 */
#include "base/error.h"
#include "codec/csv.h"
#include "dataset/writer.h"

static void put_row(mlt_text *out, const char *picture, uint32_t width, uint32_t height,
                    const char *cls, const mlt_box *box)
{
    mlt_csv_put(out, picture);
    mlt_csv_put_number(out, width);
    mlt_csv_put_number(out, height);
    if (box == NULL) {
        mlt_text_puts(out, ",,,,,\n");
        return;
    }
    mlt_csv_put(out, cls);
    mlt_csv_put_number(out, box->x);
    mlt_csv_put_number(out, box->y);
    mlt_csv_put_number(out, box->x + box->width);
    mlt_csv_put_number(out, box->y + box->height);
    mlt_text_putc(out, '\n');
}

static mltest_status put_sample(mlt_export *x, uint64_t i, mlt_text *out, mltest_error **error)
{
    const mltest_sample *sample = &x->dataset->samples[i];
    uint32_t width;
    uint32_t height;
    TRY(mlt_export_size(x, i, &width, &height, error));
    if (!sample->labelled)
        TRY(mlt_export_unlabelled(x, i, error));
    for (size_t k = 0; k < sample->truths.n; k++)
        put_row(out, x->places[i], width, height,
                x->dataset->classes.names[sample->truths.items[k].cls],
                &sample->truths.items[k].box);
    if (sample->truths.n == 0)
        put_row(out, x->places[i], width, height, "", NULL);
    return MLTEST_OK;
}

static mltest_status write_csv(mlt_export *x, mltest_error **error)
{
    mlt_text out;
    mltest_status status = mlt_export_count_lost_flags(x, 0, error);
    mlt_text_init(&out, x->dataset->ctx);
    mlt_text_puts(&out, "filename,width,height,class,xmin,ymin,xmax,ymax\n");
    for (uint64_t i = 0; i < x->dataset->n && status == MLTEST_OK; i++)
        status = put_sample(x, i, &out, error);
    if (status == MLTEST_OK)
        status = mlt_export_text(x, "_annotations.csv", &out, error);
    mlt_text_free(&out);
    return status;
}

const mlt_dataset_writer mlt_csv_writer = {.format = "csv", .write = write_csv};
