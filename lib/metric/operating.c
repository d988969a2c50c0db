/* SPDX-License-Identifier: MIT */
#include "metric/operating.h"

#include "base/alloc.h"
#include "base/checked.h"
#include "base/error.h"
#include "base/order.h"

#include <math.h>

static mlt_operating_point point_at(double score, uint64_t tp, uint64_t fp, uint64_t n_truths)
{
    mlt_operating_point p = {score, tp, fp, NAN, NAN, NAN};
    if (tp + fp > 0)
        p.precision = (double)tp / (double)(tp + fp);
    if (n_truths > 0) {
        p.recall = (double)tp / (double)n_truths;
        p.f1 = (double)(2 * tp) / (double)(tp + fp + n_truths);
    }
    return p;
}

/* Appends the curve of n detections (index of each `order`) to curve c. */
static void add_curve(mlt_operating_result *out, size_t c, const mlt_judged *items,
                      const mlt_keyed *order, size_t n, uint64_t n_truths)
{
    uint64_t tp = 0;
    uint64_t fp = 0;
    size_t at = out->first[c];
    out->best[c] = point_at(NAN, 0, 0, n_truths);
    for (size_t i = 0; i < n; i++) {
        const mlt_judged *item = &items[order[i].index];
        if (isnan(item->score))
            break; /* they are last */
        tp += item->correct;
        fp += !item->correct;
        if (i + 1 < n && order[i + 1].key == order[i].key)
            continue;
        mlt_operating_point *p = &out->points[at++];
        *p = point_at(item->score, tp, fp, n_truths);
        if (n_truths > 0 && (isnan(out->best[c].score) || p->f1 > out->best[c].f1))
            out->best[c] = *p;
    }
    out->first[c + 1] = at;
}

static bool new_result(mltest_context *ctx, const mlt_judged_list *list, mlt_operating_result *out)
{
    size_t n_points; /* each detection may be a step of its class and of the whole */
    if (!mlt_mul_size(list->n, 2, &n_points))
        return false;
    out->n_classes = list->n_classes;
    out->points = mlt_realloc_array(ctx, NULL, n_points + 1, sizeof *out->points);
    out->first = mlt_alloc_zero(ctx, list->n_classes + 2, sizeof *out->first);
    out->best = mlt_alloc_zero(ctx, list->n_classes + 1, sizeof *out->best);
    return out->points && out->first && out->best;
}

static void add_curves(mlt_operating_result *out, const mlt_judged_list *list, mlt_keyed *order,
                       mlt_keyed *scratch)
{
    uint64_t n_truths = 0;
    for (size_t i = 0; i < list->n; i++)
        order[i] = (mlt_keyed){mlt_key_descending(list->items[i].score), (uint32_t)i, 0};
    for (size_t c = 0; c < list->n_classes; c++) {
        size_t first = list->first[c];
        add_curve(out, c, list->items, order + first, list->first[c + 1] - first,
                  list->n_truths[c]);
        n_truths += list->n_truths[c];
    }
    mlt_sort_keyed(order, scratch, list->n);
    add_curve(out, list->n_classes, list->items, order, list->n, n_truths);
}

mltest_status mlt_operating(mltest_context *ctx, const mlt_judged_list *list,
                            mlt_operating_result *out, mltest_error **error)
{
    *out = (mlt_operating_result){0};
    if (list->n > UINT32_MAX)
        return mlt_fail(error, MLTEST_ERR_LIMIT, "too many detections for one curve");
    mlt_keyed *order = mlt_realloc_array(ctx, NULL, list->n + 1, sizeof *order);
    mlt_keyed *scratch = mlt_realloc_array(ctx, NULL, list->n + 1, sizeof *scratch);
    bool done = order && scratch && new_result(ctx, list, out);
    if (done)
        add_curves(out, list, order, scratch);
    else
        mlt_operating_result_free(ctx, out);
    mlt_free(ctx, order);
    mlt_free(ctx, scratch);
    return done ? MLTEST_OK : mlt_fail_memory(error);
}

void mlt_operating_result_free(mltest_context *ctx, mlt_operating_result *result)
{
    mlt_free(ctx, result->points);
    mlt_free(ctx, result->first);
    mlt_free(ctx, result->best);
    *result = (mlt_operating_result){0};
}
