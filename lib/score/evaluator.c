/* SPDX-License-Identifier: MIT */
#include "score/evaluator.h"

#include <pthread.h>
#include <stdatomic.h>
#include <string.h>

#include "annotation/classes.h"
#include "base/alloc.h"
#include "base/context.h"
#include "base/error.h"
#include "base/fpenv.h"
#include "base/number.h"
#include "base/order.h"
#include "score/detections.h"

enum { N_SHARDS = 16 };

/* Columns become arrays of these. */
typedef struct {
    pthread_mutex_t mutex;
    mlt_detections *detections; /* NULL until it is needed */
    mlt_truth *truths;
    mlt_pred *preds;
    size_t cap_truths, cap_preds;
} shard;

struct mltest_evaluator {
    _Atomic uint32_t refs;
    mltest_context *ctx;
    mltest_options *options; /* what `wanted` borrows from */
    mlt_detections_wanted wanted;
    mlt_classes classes;
    shard shards[N_SHARDS];
};

void mlt_evaluator_unref(mltest_evaluator *e)
{
    if (e == NULL || --e->refs > 0)
        return;
    mltest_context *ctx = e->ctx;
    for (size_t i = 0; i < N_SHARDS; i++) {
        shard *s = &e->shards[i];
        mlt_detections_free(s->detections);
        mlt_free(ctx, s->truths);
        mlt_free(ctx, s->preds);
        pthread_mutex_destroy(&s->mutex);
    }
    mlt_classes_free(ctx, &e->classes);
    mlt_options_unref(e->options);
    mlt_free(ctx, e);
    mlt_context_unref(ctx);
}

static mltest_status add_names(mltest_evaluator *e, const char *const *names, size_t n,
                               mltest_error **error)
{
    char room[MLT_NUMBER_SIZE];
    for (size_t i = 0; i < n; i++) {
        mlt_format_u64(room, i);
        TRY(mlt_classes_add(e->ctx, &e->classes, names != NULL ? names[i] : room, error));
    }
    return MLTEST_OK;
}

/* The first shard says whether the options are right. */
static mltest_status fill(mltest_evaluator *e, const char *const *names, size_t n,
                          const mltest_options *options, mltest_error **error)
{
    TRY(mlt_options_make(&e->options, e->ctx, &mlt_evaluation_options, error));
    TRY(mlt_options_expect(options, &mlt_evaluation_options, error));
    TRY(mlt_options_fill(e->options, options, error));
    TRY(mlt_detections_read(&e->wanted, e->options, error));
    mlt_detections_set_mode(&e->wanted, MLT_EVALUATION_DATA);
    TRY(add_names(e, names, n, error));
    return mlt_detections_new(&e->shards[0].detections, e->ctx, n, &e->wanted, error);
}

mltest_status mlt_evaluator_make(mltest_evaluator **out, mltest_context *ctx,
                                 const char *const *names, size_t n_classes,
                                 const mltest_options *options, mltest_error **error)
{
    uint64_t limit = mlt_context_limits(ctx)->max_classes;
    if (n_classes > limit)
        return mlt_fail(error, MLTEST_ERR_LIMIT, "%zu classes, more than %llu (limit max_classes)",
                        n_classes, (unsigned long long)limit);
    mltest_evaluator *e = mlt_alloc_zero(ctx, 1, sizeof *e);
    if (e == NULL)
        return mlt_fail_memory(error);
    e->refs = 1;
    e->ctx = mlt_context_ref(ctx);
    for (size_t i = 0; i < N_SHARDS; i++)
        pthread_mutex_init(&e->shards[i].mutex, NULL);
    mltest_status status = fill(e, names, n_classes, options, error);
    if (status == MLTEST_OK)
        *out = e;
    else
        mlt_evaluator_unref(e);
    return status;
}

/* --- adding ----------------------------------------------------------------------------------- */

static mlt_box box_of(const mltest_box *box)
{
    return (mlt_box){box->x, box->y, box->width, box->height};
}

static mlt_truth truth_at(const mltest_evaluator_image *image, size_t i)
{
    mlt_truth t = {.box = box_of(&image->truth_boxes[i]), .cls = image->truth_classes[i]};
    t.area = image->truth_areas != NULL ? image->truth_areas[i] : mlt_box_area(&t.box);
    t.ann_id = image->truth_ids != NULL ? image->truth_ids[i] : (int64_t)i + 1;
    t.flags = image->truth_flags != NULL ? image->truth_flags[i] : 0;
    return t;
}

static mltest_status add_to_shard(mltest_evaluator *e, shard *s,
                                  const mltest_evaluator_image *image, mltest_error **error)
{
    if (s->detections == NULL)
        TRY(mlt_detections_new(&s->detections, e->ctx, e->classes.n, &e->wanted, error));
    if (!mlt_reserve(e->ctx, s->truths, s->cap_truths, image->n_truths) ||
        !mlt_reserve(e->ctx, s->preds, s->cap_preds, image->n_predictions))
        return mlt_fail_memory(error);
    for (size_t i = 0; i < image->n_truths; i++)
        s->truths[i] = truth_at(image, i);
    for (size_t i = 0; i < image->n_predictions; i++)
        s->preds[i] = (mlt_pred){box_of(&image->boxes[i]), image->scores[i], image->classes[i]};
    const mlt_coco_federated federated = {image->negative_classes, image->n_negative,
                                          image->not_exhaustive_classes, image->n_not_exhaustive};
    return mlt_detections_add(s->detections, mlt_key_signed(image->image_id), s->truths,
                              image->n_truths, s->preds, image->n_predictions,
                              e->wanted.coco.lvis ? &federated : NULL, error);
}

/* A shard that is free, or the first one when that is. */
static shard *take_shard(mltest_evaluator *e)
{
    for (size_t i = 0; i < N_SHARDS; i++)
        if (pthread_mutex_trylock(&e->shards[i].mutex) == 0)
            return &e->shards[i];
    pthread_mutex_lock(&e->shards[0].mutex);
    return &e->shards[0];
}

mltest_status mlt_evaluator_add(mltest_evaluator *e, const mltest_evaluator_image *image,
                                mltest_error **error)
{
    fenv_t saved;
    shard *s = take_shard(e);
    mlt_fpenv_enter(&saved);
    mltest_status status = add_to_shard(e, s, image, error);
    mlt_fpenv_leave(&saved);
    pthread_mutex_unlock(&s->mutex);
    return status;
}

/* --- figures ---------------------------------------------------------------------------------- */

mltest_status mlt_evaluator_merge(mltest_evaluator *into, const mltest_evaluator *from,
                                  mltest_error **error)
{
    if (into == from)
        return mlt_fail(error, MLTEST_ERR_INVALID, "an evaluator cannot be merged with itself");
    bool same = into->classes.n == from->classes.n;
    for (size_t i = 0; same && i < into->classes.n; i++)
        same = strcmp(into->classes.names[i], from->classes.names[i]) == 0;
    if (!same)
        return mlt_fail(error, MLTEST_ERR_INVALID,
                        "only evaluators of the same classes can be merged");
    for (size_t i = 0; i < N_SHARDS; i++)
        if (from->shards[i].detections != NULL)
            TRY(mlt_detections_merge(into->shards[0].detections, from->shards[i].detections,
                                     error));
    return MLTEST_OK;
}

size_t mlt_evaluator_n_images(const mltest_evaluator *e)
{
    size_t n = 0;
    for (size_t i = 0; i < N_SHARDS; i++)
        if (e->shards[i].detections != NULL)
            n += mlt_detections_n_images(e->shards[i].detections);
    return n;
}

/* All images into the first shard. */
static mltest_status gather(mltest_evaluator *e, mltest_error **error)
{
    for (size_t i = 1; i < N_SHARDS; i++) {
        shard *s = &e->shards[i];
        if (s->detections == NULL)
            continue;
        TRY(mlt_detections_merge(e->shards[0].detections, s->detections, error));
        mlt_detections_free(s->detections);
        s->detections = NULL;
    }
    return MLTEST_OK;
}

static const char *image_name(const void *data, uint64_t key, char room[32])
{
    (void)data;
    mlt_format_i64(room, (int64_t)mlt_key_signed((int64_t)key)); /* is its own inverse */
    return room;
}

mltest_status mlt_evaluator_finish(mltest_evaluator *e, const double *weights,
                                   mltest_evaluation **evaluation, mltest_error **error)
{
    fenv_t saved;
    mltest_evaluation *out = NULL;
    TRY(gather(e, error));
    TRY(mlt_evaluation_empty(&out, e->ctx, error));
    mlt_fpenv_enter(&saved);
    mltest_status status =
        mlt_detections_finish(e->shards[0].detections, weights,
                              (const char *const *)e->classes.names, image_name, NULL, out, error);
    if (status == MLTEST_OK)
        status = mlt_evaluation_close(out, error);
    mlt_fpenv_leave(&saved);
    if (status == MLTEST_OK)
        *evaluation = out;
    else
        mlt_evaluation_unref(out);
    return status;
}
