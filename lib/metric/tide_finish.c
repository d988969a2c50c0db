/* SPDX-License-Identifier: MIT */
#include "base/alloc.h"
#include "base/error.h"
#include "metric/tide_parts.h"

void mlt_tide_result_free(mltest_context *ctx, mlt_tide_result *result)
{
    mlt_free(ctx, result->class_ap);
    mlt_free(ctx, result->errors);
    *result = (mlt_tide_result){0};
}

static void free_work(mlt_tide_work *work)
{
    mltest_context *ctx = work->tide->ctx;
    void *all[] = {work->image_order, work->asked, work->used,       work->missed,
                   work->seen,        work->steps, work->first_step, work->class_order,
                   work->scratch,     work->ap,    work->precisions};
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
        mlt_free(ctx, all[i]);
}

static bool make_work(mlt_tide_work *work)
{
    mltest_context *ctx = work->tide->ctx;
    size_t n = work->tide->options.n_classes;
    work->image_order =
        mlt_realloc_array(ctx, NULL, work->tide->n_images, sizeof *work->image_order);
    work->asked = mlt_alloc_zero(ctx, n, sizeof *work->asked);
    work->used = mlt_alloc_zero(ctx, n, sizeof *work->used);
    work->missed = mlt_alloc_zero(ctx, n, sizeof *work->missed);
    work->seen = mlt_alloc_zero(ctx, n, sizeof *work->seen);
    work->first_step = mlt_alloc_zero(ctx, n + 1, sizeof *work->first_step);
    work->class_order = mlt_alloc_zero(ctx, n, MLT_TIDE_N_BITS * sizeof *work->class_order);
    work->ap = mlt_alloc_zero(ctx, n, MLT_TIDE_N_RUNS * sizeof *work->ap);
    work->result->class_ap = mlt_alloc_zero(ctx, n, sizeof *work->result->class_ap);
    return work->image_order && work->asked && work->used && work->missed && work->seen &&
           work->first_step && work->class_order && work->ap && work->result->class_ap;
}

/* Over the classes that are there, added up in the order in which they entered the run. */
static double mean(const mlt_tide_work *work, unsigned run)
{
    size_t n_classes = work->tide->options.n_classes;
    unsigned bit = mlt_tide_bit(run);
    double sum = 0;
    size_t n = 0;
    for (size_t i = 0; i < work->n_ordered[bit]; i++) {
        double ap = work->ap[run * n_classes + work->class_order[bit * n_classes + i]];
        if (ap < 0) /* mending left nothing of it */
            continue;
        sum += ap;
        n++;
    }
    return n > 0 ? sum / (double)n : 0;
}

static void summarise(const mlt_tide_work *work)
{
    mlt_tide_result *out = work->result;
    double sum = 0;
    out->n_classes = work->tide->options.n_classes;
    for (size_t c = 0; c < out->n_classes; c++)
        out->class_ap[c] = work->ap[c];
    out->ap = mean(work, MLT_TIDE_RUN_POS);
    for (unsigned i = 0; i < MLT_TIDE_N_IOUS; i++) {
        out->ap_at[i] = mean(work, MLT_TIDE_RUN_IOU + i);
        sum += out->ap_at[i];
    }
    out->ap_mean = sum / MLT_TIDE_N_IOUS;
    for (unsigned kind = 0; kind < MLT_TIDE_N_KINDS; kind++) {
        double gain = mean(work, MLT_TIDE_RUN_FIX + kind) - out->ap;
        out->d_ap[kind] = gain > 0 ? gain : 0;
    }
    out->d_false_neg = mean(work, MLT_TIDE_RUN_FALSE_NEG) - out->ap;
    out->d_false_pos = mean(work, MLT_TIDE_RUN_FALSE_POS) - out->ap;
}

static void count(const mlt_tide *tide, mlt_tide_result *out)
{
    for (size_t i = 0; i < tide->n_dets; i++)
        if (tide->dets[i].kind < MLT_TIDE_N_KINDS) {
            out->counts[tide->dets[i].kind]++;
            out->n_false_pos += !(tide->dets[i].ignored >> MLT_TIDE_RUN_POS & 1);
        }
    for (size_t i = 0; i < tide->n_truths; i++) {
        out->n_false_neg += !tide->truths[i].used;
        out->counts[MLT_TIDE_MISS] += !tide->truths[i].used && !tide->truths[i].usable;
    }
}

static void list_image(const mlt_tide *tide, const mlt_tide_image *image, mlt_tide_result *out)
{
    for (size_t i = 0; i < image->n_dets; i++) {
        const mlt_tide_det *det = &tide->dets[image->first_det + i];
        if (det->kind < MLT_TIDE_N_KINDS)
            out->errors[out->n_errors++] = (mlt_tide_error){.image = image->key,
                                                            .kind = (mlt_tide_kind)det->kind,
                                                            .mends = det->mends,
                                                            .pred = det->pred,
                                                            .cls = det->cls,
                                                            .truth_cls = det->truth_cls,
                                                            .ann_id = det->ann_id,
                                                            .score = det->score,
                                                            .iou = det->iou};
    }
    for (size_t i = 0; i < image->n_truths; i++) {
        const mlt_tide_truth *truth = &tide->truths[image->first_truth + i];
        if (!truth->used && !truth->usable)
            out->errors[out->n_errors++] = (mlt_tide_error){.image = image->key,
                                                            .kind = MLT_TIDE_MISS,
                                                            .pred = UINT32_MAX,
                                                            .cls = truth->cls,
                                                            .truth_cls = truth->cls,
                                                            .ann_id = truth->ann_id,
                                                            .iou = truth->iou};
    }
}

static bool list_errors(const mlt_tide_work *work)
{
    mlt_tide_result *out = work->result;
    size_t n = 0;
    for (size_t kind = 0; kind < MLT_TIDE_N_KINDS; kind++)
        n += out->counts[kind];
    out->errors = mlt_realloc_array(work->tide->ctx, NULL, n, sizeof *out->errors);
    for (size_t o = 0; out->errors && o < work->tide->n_images; o++)
        list_image(work->tide, &work->tide->images[work->image_order[o]], out);
    return out->errors;
}

static mltest_status compute(mlt_tide_work *work, unsigned flags, mltest_error **error)
{
    if (!make_work(work))
        return mlt_fail_memory(error);
    TRY(mlt_tide_order(work, error));
    for (size_t c = 0; c < work->tide->options.n_classes; c++)
        mlt_tide_curves(work, c);
    summarise(work);
    count(work->tide, work->result);
    if (flags & MLT_TIDE_ERRORS && !list_errors(work))
        return mlt_fail_memory(error);
    return MLTEST_OK;
}

mltest_status mlt_tide_finish(const mlt_tide *tide, unsigned flags, mlt_tide_result *out,
                              mltest_error **error)
{
    *out = (mlt_tide_result){0};
    mlt_tide_work work = {.tide = tide, .result = out};
    mltest_status status = compute(&work, flags, error);
    free_work(&work);
    if (status != MLTEST_OK)
        mlt_tide_result_free(tide->ctx, out);
    return status;
}
