/* SPDX-License-Identifier: MIT */
#include "base/alloc.h"
#include "base/error.h"
#include "base/pool.h"
#include "metric/voc_parts.h"

enum { FEW = 20000 }; /* detections that are done before a thread has started */

typedef struct {
    const mlt_voc *voc;
    mlt_voc_order order;
    mlt_voc_result *result;
    double *precision, *recall, *scores; /* n_dets each, in the order of the curves */
    double *steps;                       /* n_dets, and one per class */
} work;

static void trace(const work *w, mlt_voc_class *cls, size_t first)
{
    double n_positives = (double)cls->n_positives;
    for (size_t i = first; i < first + cls->n_detections; i++) {
        const mlt_voc_det *det = &w->voc->dets[w->order.dets[i].index];
        cls->tp += det->outcome == MLT_VOC_RIGHT;
        cls->fp += det->outcome == MLT_VOC_WRONG;
        double tp = (double)cls->tp;
        w->scores[i] = det->score;
        w->recall[i] = cls->n_positives > 0 ? tp / n_positives : 0;
        w->precision[i] = cls->tp + cls->fp > 0 ? tp / (double)(cls->tp + cls->fp) : 0;
    }
}

static void one_class(void *data, size_t c)
{
    const work *w = data;
    size_t first = w->order.first[c];
    mlt_voc_class *cls = &w->result->classes[c];
    *cls = (mlt_voc_class){.ap = -1,
                           .n_positives = w->voc->n_positives[c],
                           .n_detections = w->order.first[c + 1] - first,
                           .precision = w->precision + first,
                           .recall = w->recall + first,
                           .scores = w->scores + first};
    mlt_sort_keyed(w->order.dets + first, w->order.spare + first, cls->n_detections);
    trace(w, cls, first);
    mlt_voc_curve curve = {cls->precision, cls->recall, cls->n_detections, w->steps + first + c};
    if (cls->n_positives > 0)
        cls->ap = mlt_voc_ap(&w->voc->options, &curve);
}

static double mean_ap(const work *w)
{
    size_t n = 0;
    for (size_t c = 0; c < w->result->n_classes; c++)
        if (w->result->classes[c].n_positives > 0)
            w->steps[n++] = w->result->classes[c].ap;
    return n > 0 ? mlt_voc_mean(&w->voc->options, w->steps, n) : -1;
}

static mltest_status compute(work *w, mltest_error **error)
{
    const mlt_voc *voc = w->voc;
    size_t n_classes = voc->options.n_classes;
    mlt_voc_result *out = w->result;
    TRY(mlt_voc_group(voc, &w->order, error));
    out->n_classes = n_classes;
    out->classes = mlt_alloc_zero(voc->ctx, n_classes, sizeof *out->classes);
    out->curves = mlt_realloc_array(voc->ctx, NULL, voc->n_dets + 1, 3 * sizeof *out->curves);
    w->steps = mlt_realloc_array(voc->ctx, NULL, voc->n_dets + n_classes + 1, sizeof *w->steps);
    if (!out->classes || !out->curves || !w->steps)
        return mlt_fail_memory(error);
    w->precision = out->curves;
    w->recall = w->precision + voc->n_dets;
    w->scores = w->recall + voc->n_dets;
    mlt_parallel(voc->ctx, voc->n_dets < FEW ? 1 : 0, n_classes, one_class, w);
    out->map = mean_ap(w);
    return MLTEST_OK;
}

mltest_status mlt_voc_finish(const mlt_voc *voc, mlt_voc_result *out, mltest_error **error)
{
    *out = (mlt_voc_result){.map = -1};
    work w = {.voc = voc, .result = out};
    mltest_status status = compute(&w, error);
    mlt_voc_order_free(voc, &w.order);
    mlt_free(voc->ctx, w.steps);
    if (status != MLTEST_OK)
        mlt_voc_result_free(voc->ctx, out);
    return status;
}

void mlt_voc_result_free(mltest_context *ctx, mlt_voc_result *result)
{
    mlt_free(ctx, result->classes);
    mlt_free(ctx, result->curves);
    *result = (mlt_voc_result){.map = -1};
}
