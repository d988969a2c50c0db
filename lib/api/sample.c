/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <string.h>

#include "api/check.h"
#include "base/alloc.h"
#include "base/context.h"
#include "base/fpenv.h"
#include "base/utf8.h"
#include "dataset/dataset.h"

mltest_status mltest_sample_new(mltest_sample **out, mltest_context *ctx, mltest_error **error)
{
    ENTRY(error);
    NEED_OUT(out);
    mltest_sample *sample = mlt_alloc(ctx, sizeof *sample);
    if (sample == NULL)
        return mlt_fail_memory(error);
    mlt_sample_init(sample, ctx);
    *out = sample;
    return MLTEST_OK;
}

mltest_status mltest_sample_set_id(mltest_sample *sample, const char *id, mltest_error **error)
{
    ENTRY(error);
    NEED(sample);
    NEED(id);
    return mlt_sample_set_id(sample, id, error);
}

mltest_status mltest_sample_set_size(mltest_sample *sample, uint32_t width, uint32_t height)
{
    if (sample == NULL || (width == 0) != (height == 0))
        return MLTEST_ERR_INVALID;
    sample->width = width;
    sample->height = height;
    return MLTEST_OK;
}

mltest_status mltest_sample_set_labelled(mltest_sample *sample)
{
    if (sample == NULL)
        return MLTEST_ERR_INVALID;
    sample->labelled = true;
    return MLTEST_OK;
}

static bool is_box(const mltest_box *box)
{
    return isfinite(box->x) && isfinite(box->y) && isfinite(box->width) && isfinite(box->height) &&
           box->width >= 0.0 && box->height >= 0.0;
}

static double area_of(const mlt_box *box)
{
    fenv_t host;
    mlt_fpenv_enter(&host);
    double area = box->width * box->height;
    mlt_fpenv_leave(&host);
    return area;
}

mltest_status mltest_sample_add_truth(mltest_sample *sample, int32_t class_index,
                                      const mltest_box *box, uint32_t flags, mltest_error **error)
{
    const uint32_t known =
        MLTEST_TRUTH_CROWD | MLTEST_TRUTH_DIFFICULT | MLTEST_TRUTH_IGNORE | MLTEST_TRUTH_CLIPPED;
    ENTRY(error);
    NEED(sample);
    NEED(box);
    if (class_index < 0)
        return mlt_fail(error, MLTEST_ERR_INVALID, "class %d is negative", (int)class_index);
    if (!is_box(box))
        return mlt_fail(error, MLTEST_ERR_INVALID, "the box is not finite or of negative size");
    if ((flags & ~known) != 0)
        return mlt_fail(error, MLTEST_ERR_INVALID, "flags 0x%x: not all bits are known",
                        (unsigned)flags);
    mlt_truth truth = {
        .box = {box->x, box->y, box->width, box->height},
        .ann_id = (int64_t)sample->truths.n + 1,
        .cls = class_index,
        .flags = flags,
    };
    truth.area = area_of(&truth.box);
    TRY(mlt_truths_add(sample->ctx, &sample->truths, &truth, error));
    sample->labelled = true;
    return MLTEST_OK;
}

mltest_status mltest_sample_add_ring(mltest_sample *sample, size_t n, const double *points,
                                     mltest_error **error)
{
    mlt_point ring[MLT_MOST_POINTS];
    ENTRY(error);
    NEED(sample);
    NEED(points);
    if (sample->truths.n == 0 || n < 3 || n > MLT_MOST_POINTS)
        return mlt_fail(error, MLTEST_ERR_INVALID,
                        "an outline needs an object before it, and 3 to %d points",
                        MLT_MOST_POINTS);
    for (size_t i = 0; i < n; i++) {
        ring[i] = (mlt_point){points[2 * i], points[2 * i + 1]};
        if (!isfinite(ring[i].x) || !isfinite(ring[i].y))
            return mlt_fail(error, MLTEST_ERR_INVALID, "point %zu is not finite", i + 1);
    }
    return mlt_sample_add_ring(sample, ring, n, error);
}

mltest_status mltest_sample_set_tag(mltest_sample *sample, const char *name, const char *text,
                                    double number, mltest_error **error)
{
    ENTRY(error);
    NEED(sample);
    NEED(name);
    if (!mlt_utf8_is_plain(name, strlen(name)) ||
        (text != NULL && !mlt_utf8_is_plain(text, strlen(text))))
        return mlt_fail(error, MLTEST_ERR_INVALID,
                        "a tag's name or text is not UTF-8 without control characters");
    return mlt_tags_set(sample->ctx, &sample->tags, name, text, number, error);
}

mltest_status mltest_sample_set_view(mltest_sample *sample, const mltest_image_view *view,
                                     mltest_error **error)
{
    ENTRY(error);
    NEED(sample);
    NEED(view);
    return mlt_sample_set_view(sample, view, error);
}

mltest_status mltest_sample_set_encoded(mltest_sample *sample, const void *bytes, size_t n_bytes,
                                        mltest_error **error)
{
    ENTRY(error);
    NEED(sample);
    NEED(bytes);
    if (n_bytes == 0)
        return mlt_fail(error, MLTEST_ERR_INVALID, "n_bytes is 0");
    return mlt_sample_set_encoded(sample, bytes, n_bytes, error);
}

const char *mltest_sample_id(const mltest_sample *sample)
{
    return sample != NULL && sample->id != NULL ? sample->id : "";
}

void mltest_sample_size(const mltest_sample *sample, uint32_t *width, uint32_t *height)
{
    if (width != NULL)
        *width = sample != NULL ? sample->width : 0;
    if (height != NULL)
        *height = sample != NULL ? sample->height : 0;
}

int64_t mltest_sample_truth_count(const mltest_sample *sample)
{
    return sample != NULL && sample->labelled ? (int64_t)sample->truths.n : -1;
}

mltest_status mltest_sample_truth(const mltest_sample *sample, size_t i, int32_t *class_index,
                                  mltest_box *box, uint32_t *flags)
{
    if (sample == NULL || i >= sample->truths.n)
        return MLTEST_ERR_INVALID;
    const mlt_truth *truth = &sample->truths.items[i];
    if (class_index != NULL)
        *class_index = truth->cls;
    if (box != NULL)
        *box = (mltest_box){truth->box.x, truth->box.y, truth->box.width, truth->box.height};
    if (flags != NULL)
        *flags = truth->flags;
    return MLTEST_OK;
}

void mltest_sample_free(mltest_sample *sample)
{
    if (sample == NULL)
        return;
    mltest_context *ctx = mlt_context_ref(sample->ctx);
    mlt_sample_clear(sample);
    mlt_free(ctx, sample);
    mlt_context_unref(ctx);
}
