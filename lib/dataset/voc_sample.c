/* SPDX-License-Identifier: MIT */
/*
 * An annotation becomes a sample. Coordinates of Pascal VOC count from 1 and name the outermost
 * pixels: x = xmin - 1, width = xmax - xmin + 1.
 */
#include "base/alloc.h"
#include "base/error.h"
#include "dataset/voc.h"

static mltest_status odd(mlt_voc *voc, const char *what, const char *place, mltest_error **error)
{
    return mlt_dataset_odd(voc->dataset, what, place, error);
}

static mlt_truth truth_of(const mlt_voc_object *object, size_t i, int32_t cls)
{
    const double *edge = object->edges;
    mlt_truth truth = {
        .box = {edge[0] - 1.0, edge[1] - 1.0, edge[2] - edge[0] + 1.0, edge[3] - edge[1] + 1.0},
        .ann_id = (int64_t)i + 1,
        .cls = cls,
        .flags = object->is_difficult ? MLT_TRUTH_DIFFICULT : 0,
    };
    truth.area = mlt_box_area(&truth.box);
    return truth;
}

/* "FILE:LINE" of an object, in the scratch text. */
static mltest_status put_place(mlt_voc *voc, const mlt_voc_entry *e, const mlt_voc_object *object,
                               mltest_error **error)
{
    mlt_text_clear(&voc->text);
    mlt_text_puts(&voc->text, e->file);
    mlt_text_putc(&voc->text, ':');
    mlt_text_i64(&voc->text, object->line);
    return mlt_text_ok(&voc->text) ? MLTEST_OK : mlt_fail_memory(error);
}

/* Adds object i to the sample if its box is usable. */
static mltest_status add_object(mlt_voc *voc, const mlt_voc_entry *e, size_t i,
                                mltest_sample *sample, mltest_error **error)
{
    const mlt_voc_object *object = &e->content.objects[i];
    int32_t cls;
    bool keep;
    TRY(mlt_voc_find_class(voc, e, object, &cls, error));
    TRY(put_place(voc, e, object, error));
    const char *place = mlt_text_string(&voc->text);
    if (object->edges[0] == 0.0 || object->edges[1] == 0.0)
        TRY(odd(voc, "a box starts at 0, but Pascal VOC counts from 1", place, error));
    mlt_truth truth = truth_of(object, i, cls);
    TRY(mlt_dataset_admit(voc->dataset, place, sample->width, sample->height, &truth, &keep,
                          error));
    if (!keep)
        return MLTEST_OK;
    return mlt_truths_add(voc->dataset->ctx, &sample->truths, &truth, error);
}

static mltest_status add_labels(mlt_voc *voc, const mlt_voc_entry *e, mltest_sample *sample,
                                mltest_error **error)
{
    sample->labelled = true;
    if (e->content.width > 0 && e->content.height > 0) {
        sample->width = e->content.width;
        sample->height = e->content.height;
    } else {
        TRY(odd(voc, "an annotation gives no picture size (boxes are not checked against it)",
                e->file, error));
    }
    for (size_t i = 0; i < e->content.n_objects; i++)
        TRY(add_object(voc, e, i, sample, error));
    return MLTEST_OK;
}

/* A sample for a picture of the list. */
mltest_status mlt_voc_add_picture(mlt_voc *voc, size_t picture, mltest_sample **out,
                                  mltest_error **error)
{
    mltest_context *ctx = voc->dataset->ctx;
    voc->is_used[picture] = true;
    char *id = mlt_voc_path(ctx, voc->picture_folder, voc->pictures.items[picture]);
    if (id == NULL)
        return mlt_fail_memory(error);
    mltest_status status = mlt_dataset_append(voc->dataset, out, error);
    if (status == MLTEST_OK)
        status = mlt_sample_set_id(*out, id, error);
    mlt_free(ctx, id);
    return status;
}

mltest_status mlt_voc_add_entry(mlt_voc *voc, const mlt_voc_entry *e, mltest_error **error)
{
    mlt_voc_choice choice;
    TRY(mlt_voc_choose_picture(voc, e->stem, e->content.filename, &choice, error));
    if (choice.oddity != NULL)
        TRY(odd(voc, choice.oddity, e->file, error));
    if (!choice.is_found)
        return MLTEST_OK;
    mltest_sample *sample;
    TRY(mlt_voc_add_picture(voc, choice.picture, &sample, error));
    return add_labels(voc, e, sample, error);
}
