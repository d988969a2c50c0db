/* SPDX-License-Identifier: MIT */
#include "score/detections.h"

#include <string.h>

#include "base/alloc.h"
#include "base/context.h"
#include "base/error.h"
#include "score/detections_parts.h"

static const char letters[] = "rcf"; /* in the order of MLT_LVIS_RARE … */

/* Letters become numbers of their order. */
static mltest_status read_frequencies(const char *text, uint8_t *out, size_t n,
                                      mltest_error **error)
{
    size_t i = 0;
    while (i < n && text[i] != '\0' && strchr(letters, text[i]) != NULL) {
        out[i] = (uint8_t)(strchr(letters, text[i]) - letters);
        i++;
    }
    if (i < n || text[n] != '\0')
        return mlt_fail(error, MLTEST_ERR_INVALID,
                        "frequencies: expected %zu letters r, c or f, a class each", n);
    return MLTEST_OK;
}

static mltest_status new_coco(mlt_detections *d, const mlt_detections_wanted *w,
                              mltest_error **error)
{
    mlt_coco_options options = w->coco;
    uint8_t *frequencies = NULL;
    mltest_status status = MLTEST_OK;
    if (w->frequencies != NULL && w->frequencies[0] != '\0') {
        frequencies = mlt_realloc_array(d->ctx, NULL, options.n_classes, sizeof *frequencies);
        if (frequencies == NULL)
            return mlt_fail_memory(error);
        status = read_frequencies(w->frequencies, frequencies, options.n_classes, error);
        options.frequencies = frequencies;
    }
    if (status == MLTEST_OK)
        status = mlt_coco_new(&d->coco, d->ctx, &options, error);
    mlt_free(d->ctx, frequencies);
    return status;
}

mltest_status mlt_detections_new(mlt_detections **out, mltest_context *ctx, size_t n_classes,
                                 const mlt_detections_wanted *wanted, mltest_error **error)
{
    mlt_detections *d = mlt_alloc_zero(ctx, 1, sizeof *d);
    mlt_detections_wanted w = *wanted;
    mltest_status status = MLTEST_OK;
    *out = NULL;
    if (d == NULL)
        return mlt_fail_memory(error);
    d->ctx = mlt_context_ref(ctx);
    d->wanted = w;
    d->wanted.coco.ious = NULL; /* what these point to is the caller's */
    d->wanted.coco.max_dets = NULL;
    d->wanted.coco.frequencies = NULL;
    d->wanted.frequencies = NULL;
    w.coco.n_classes = w.voc.n_classes = w.confusion.n_classes = n_classes;
    const mlt_tide_options tide = {.n_classes = n_classes};
    TRY_GOTO(new_coco(d, &w, error));
    if (w.voc_preset != NULL)
        TRY_GOTO(mlt_voc_new(&d->voc, ctx, &w.voc, error));
    if (w.has_tide)
        TRY_GOTO(mlt_tide_new(&d->tide, ctx, &tide, error));
    if (w.has_confusion)
        TRY_GOTO(mlt_confusion_new(&d->confusion, ctx, &w.confusion, error));
    *out = d;
    return MLTEST_OK;
done:
    mlt_detections_free(d);
    return status;
}

void mlt_detections_free(mlt_detections *d)
{
    if (d == NULL)
        return;
    mltest_context *ctx = d->ctx;
    mlt_coco_free(d->coco);
    mlt_voc_free(d->voc);
    mlt_tide_free(d->tide);
    mlt_confusion_free(d->confusion);
    mlt_free(ctx, d);
    mlt_context_unref(ctx);
}

static mltest_status add(mlt_detections *d, uint64_t key, const mlt_truth *truths, size_t n_truths,
                         const mlt_pred *preds, size_t n_preds, const mlt_coco_federated *federated,
                         mltest_error **error)
{
    if (federated != NULL)
        TRY(mlt_coco_add_lvis(d->coco, key, truths, n_truths, preds, n_preds, federated, error));
    else
        TRY(mlt_coco_add(d->coco, key, truths, n_truths, preds, n_preds, error));
    d->is_broken = true; /* until the others have it, too */
    if (d->voc != NULL)
        TRY(mlt_voc_add(d->voc, key, truths, n_truths, preds, n_preds, error));
    if (d->tide != NULL)
        TRY(mlt_tide_add(d->tide, key, truths, n_truths, preds, n_preds, error));
    if (d->confusion != NULL)
        TRY(mlt_confusion_add(d->confusion, truths, n_truths, preds, n_preds, error));
    d->is_broken = false;
    d->n_truths += n_truths;
    d->n_preds += n_preds;
    return MLTEST_OK;
}

static mltest_status check(const mlt_detections *d, mltest_error **error)
{
    if (d->is_broken)
        return mlt_fail(error, MLTEST_ERR_INVALID,
                        "adding an image has failed half-way: these figures would be wrong");
    return MLTEST_OK;
}

mltest_status mlt_detections_expect(mlt_detections *d, size_t n_images, size_t n_preds,
                                    mltest_error **error)
{
    return mlt_coco_expect(d->coco, n_images, n_preds, error);
}

mltest_status mlt_detections_add(mlt_detections *d, uint64_t key, const mlt_truth *truths,
                                 size_t n_truths, const mlt_pred *preds, size_t n_preds,
                                 const mlt_coco_federated *federated, mltest_error **error)
{
    TRY(check(d, error));
    return add(d, key, truths, n_truths, preds, n_preds, federated, error);
}

static mltest_status merge(mlt_detections *into, const mlt_detections *from, mltest_error **error)
{
    TRY(mlt_coco_merge(into->coco, from->coco, error));
    into->is_broken = true;
    if (into->voc != NULL)
        TRY(mlt_voc_merge(into->voc, from->voc, error));
    if (into->tide != NULL)
        TRY(mlt_tide_merge(into->tide, from->tide, error));
    if (into->confusion != NULL)
        TRY(mlt_confusion_merge(into->confusion, from->confusion, error));
    into->is_broken = false;
    into->n_truths += from->n_truths;
    into->n_preds += from->n_preds;
    return MLTEST_OK;
}

mltest_status mlt_detections_merge(mlt_detections *into, const mlt_detections *from,
                                   mltest_error **error)
{
    TRY(check(into, error));
    TRY(check(from, error));
    if ((into->voc != NULL) != (from->voc != NULL) ||
        (into->tide != NULL) != (from->tide != NULL) ||
        (into->confusion != NULL) != (from->confusion != NULL))
        return mlt_fail(error, MLTEST_ERR_INVALID,
                        "only evaluations with the same options can be merged");
    return merge(into, from, error);
}

size_t mlt_detections_n_images(const mlt_detections *d)
{
    return mlt_coco_n_images(d->coco);
}

mltest_status mlt_detections_finish(mlt_detections *d, const double *weights,
                                    const char *const *names, mlt_image_name_fn image_name,
                                    const void *data, mltest_evaluation *evaluation,
                                    mltest_error **error)
{
    const mlt_detections_naming naming = {names, image_name, data};
    TRY(check(d, error));
    TRY(mlt_detections_fill_coco(d, weights, &naming, evaluation, error));
    if (weights != NULL)
        return MLTEST_OK;
    TRY(mlt_detections_fill_voc(d, &naming, evaluation->results, error));
    TRY(mlt_detections_fill_tide(d, &naming, evaluation->results, error));
    TRY(mlt_detections_fill_confusion(d, &naming, evaluation->results, error));
    return mlt_detections_fill_judged(d, &naming, evaluation->results, error);
}
