/* SPDX-License-Identifier: MIT */
/*
 * Writes YOLO: data.yaml, and a label file a picture. Pictures keep their ids: those in a folder
 * images/ get their labels in labels/, others beside them, where every reader of the format looks.
 */
#include <string.h>

#include "base/error.h"
#include "codec/json_write.h"
#include "dataset/writer.h"
#include "dataset/yolo.h"

static void put_truth(mlt_text *out, const mlt_truth *truth, double width, double height)
{
    const mlt_box *box = &truth->box;
    const double parts[] = {(box->x + box->width / 2) / width, (box->y + box->height / 2) / height,
                            box->width / width, box->height / height};
    mlt_text_i64(out, truth->cls);
    for (size_t i = 0; i < 4; i++) {
        mlt_text_putc(out, ' ');
        mlt_text_f64(out, parts[i]);
    }
    mlt_text_putc(out, '\n');
}

static mltest_status write_labels(mlt_export *x, uint64_t i, mltest_error **error)
{
    const mltest_sample *sample = &x->dataset->samples[i];
    uint32_t width;
    uint32_t height;
    mlt_text path, labels;
    TRY(mlt_export_size(x, i, &width, &height, error));
    mlt_text_init(&path, x->dataset->ctx);
    mlt_text_init(&labels, x->dataset->ctx);
    mlt_yolo_label_path(&path, x->places[i]);
    for (size_t k = 0; k < sample->truths.n; k++)
        put_truth(&labels, &sample->truths.items[k], width, height);
    mltest_status status = mlt_text_ok(&path)
                               ? mlt_export_text(x, mlt_text_string(&path), &labels, error)
                               : mlt_fail_memory(error);
    mlt_text_free(&path);
    mlt_text_free(&labels);
    return status;
}

/* The folder in which all pictures are: the longest that their paths share. */
static size_t shared_folder(const mlt_export *x)
{
    const char *first = x->places[0];
    size_t n = (size_t)(strrchr(first, '/') != NULL ? strrchr(first, '/') - first : 0);
    for (size_t i = 1; i < x->dataset->n; i++) {
        while (n > 0 && (strncmp(first, x->places[i], n) != 0 || x->places[i][n] != '/')) {
            n--;
            while (n > 0 && first[n] != '/')
                n--;
        }
    }
    return n;
}

/* A text in double quotes, as JSON and YAML both read it. */
static void put_quoted(mlt_text *out, const char *text, size_t n)
{
    mlt_json_writer json;
    mlt_json_writer_init(&json, out, 0);
    mlt_json_put_string_n(&json, text, n);
}

static mltest_status write_config(mlt_export *x, mltest_error **error)
{
    mlt_text out;
    size_t n = x->dataset->n > 0 ? shared_folder(x) : 0;
    mlt_text_init(&out, x->dataset->ctx);
    mlt_text_puts(&out, "path: .\n");
    for (int i = 0; i < 2; i++) {
        mlt_text_puts(&out, i == 0 ? "train: " : "val: ");
        put_quoted(&out, n > 0 ? x->places[0] : ".", n > 0 ? n : 1);
        mlt_text_putc(&out, '\n');
    }
    mlt_text_puts(&out, "names:\n");
    for (size_t i = 0; i < x->dataset->classes.n; i++) {
        const char *name = x->dataset->classes.names[i];
        mlt_text_puts(&out, "  ");
        mlt_text_u64(&out, i);
        mlt_text_puts(&out, ": ");
        put_quoted(&out, name, strlen(name));
        mlt_text_putc(&out, '\n');
    }
    mltest_status status = mlt_export_text(x, "data.yaml", &out, error);
    mlt_text_free(&out);
    return status;
}

static mltest_status write_yolo(mlt_export *x, mltest_error **error)
{
    TRY(mlt_export_count_lost_flags(x, 0, error));
    for (uint64_t i = 0; i < x->dataset->n; i++) {
        if (x->dataset->samples[i].labelled)
            TRY(write_labels(x, i, error));
        else
            TRY(mlt_export_unlabelled(x, i, error));
    }
    return write_config(x, error);
}

const mlt_dataset_writer mlt_yolo_writer = {.format = "yolo", .write = write_yolo};
