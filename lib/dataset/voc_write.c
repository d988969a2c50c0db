/* SPDX-License-Identifier: MIT */
/*
 * Writes Pascal VOC: coordinates count from 1 and name the outermost pixels.
 */
#include <string.h>

#include "base/error.h"
#include "base/file.h"
#include "dataset/writer.h"

static const char folder[] = "JPEGImages/";

/* Pictures lie in one folder: those of others get their folders into their names. */
static mltest_status place(mlt_export *x, uint64_t i, mlt_text *out, mltest_error **error)
{
    (void)error;
    const char *id = x->dataset->samples[i].id;
    if (strncmp(id, folder, strlen(folder)) == 0)
        id += strlen(folder);
    mlt_text_puts(out, folder);
    for (; *id != '\0'; id++)
        mlt_text_putc(out, (char)(*id == '/' ? '_' : *id));
    return MLTEST_OK;
}

static void put_escaped(mlt_text *out, const char *text)
{
    for (; *text != '\0'; text++) {
        if (*text == '&')
            mlt_text_puts(out, "&amp;");
        else if (*text == '<')
            mlt_text_puts(out, "&lt;");
        else if (*text == '>')
            mlt_text_puts(out, "&gt;");
        else
            mlt_text_putc(out, *text);
    }
}

static void put_text(mlt_text *out, const char *name, const char *text)
{
    mlt_text_printf(out, "<%s>", name);
    put_escaped(out, text);
    mlt_text_printf(out, "</%s>", name);
}

static void put_number(mlt_text *out, const char *name, double value)
{
    mlt_text_printf(out, "<%s>", name);
    mlt_text_f64(out, value);
    mlt_text_printf(out, "</%s>", name);
}

static void put_object(const mlt_export *x, const mlt_truth *truth, mlt_text *out)
{
    const mlt_box *box = &truth->box;
    mlt_text_puts(out, "  <object>");
    put_text(out, "name", x->dataset->classes.names[truth->cls]);
    put_number(out, "difficult", (truth->flags & MLT_TRUTH_DIFFICULT) != 0);
    mlt_text_puts(out, "<bndbox>");
    put_number(out, "xmin", box->x + 1.0);
    put_number(out, "ymin", box->y + 1.0);
    put_number(out, "xmax", box->x + box->width);
    put_number(out, "ymax", box->y + box->height);
    mlt_text_puts(out, "</bndbox></object>\n");
}

static mltest_status put_annotation(mlt_export *x, uint64_t i, mlt_text *out, mltest_error **error)
{
    const mltest_sample *sample = &x->dataset->samples[i];
    uint32_t width;
    uint32_t height;
    TRY(mlt_export_size(x, i, &width, &height, error));
    mlt_text_puts(out, "<annotation>\n  ");
    put_text(out, "filename", mlt_path_name(x->places[i]));
    mlt_text_puts(out, "\n  <size>");
    put_number(out, "width", width);
    put_number(out, "height", height);
    mlt_text_puts(out, "</size>\n");
    for (size_t k = 0; k < sample->truths.n; k++)
        put_object(x, &sample->truths.items[k], out);
    mlt_text_puts(out, "</annotation>\n");
    return MLTEST_OK;
}

/* The stem of a picture's name: "a" of "JPEGImages/a.jpg". */
static void put_stem(mlt_text *out, const char *path)
{
    const char *name = mlt_path_name(path);
    const char *dot = strrchr(name, '.');
    mlt_text_add(out, name, dot != NULL ? (size_t)(dot - name) : strlen(name));
}

static mltest_status write_annotation(mlt_export *x, uint64_t i, mltest_error **error)
{
    mlt_text name;
    mlt_text text;
    mlt_text_init(&name, x->dataset->ctx);
    mlt_text_init(&text, x->dataset->ctx);
    mlt_text_puts(&name, "Annotations/");
    put_stem(&name, x->places[i]);
    mlt_text_puts(&name, ".xml");
    mltest_status status = put_annotation(x, i, &text, error);
    if (status == MLTEST_OK)
        status = mlt_text_ok(&name) ? mlt_export_text(x, mlt_text_string(&name), &text, error)
                                    : mlt_fail_memory(error);
    mlt_text_free(&name);
    mlt_text_free(&text);
    return status;
}

/* The order of the samples, and those without labels. */
static mltest_status write_list(mlt_export *x, mltest_error **error)
{
    mlt_text list;
    mlt_text_init(&list, x->dataset->ctx);
    for (size_t i = 0; i < x->dataset->n; i++) {
        put_stem(&list, x->places[i]);
        mlt_text_putc(&list, '\n');
    }
    mltest_status status = mlt_export_text(x, "ImageSets/Main/default.txt", &list, error);
    mlt_text_free(&list);
    return status;
}

static mltest_status write_voc(mlt_export *x, mltest_error **error)
{
    TRY(mlt_export_count_lost_flags(x, MLT_TRUTH_DIFFICULT, error));
    for (uint64_t i = 0; i < x->dataset->n; i++)
        if (x->dataset->samples[i].labelled)
            TRY(write_annotation(x, i, error));
    return write_list(x, error);
}

const mlt_dataset_writer mlt_voc_writer = {.format = "voc", .place = place, .write = write_voc};
