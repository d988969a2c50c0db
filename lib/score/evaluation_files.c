/* SPDX-License-Identifier: MIT */
/*
 * The pair of files that COCO's and LVIS's own tools evaluate. Threads share the images; what each
 * has is merged, so that the figures are those of one.
 */
#include "annotation/coco_places.h"
#include "base/alloc.h"
#include "base/error.h"
#include "base/fpenv.h"
#include "base/number.h"
#include "base/pool.h"
#include "metric/coco_eval.h"
#include "score/detections.h"
#include "score/evaluation_check.h"
#include "score/evaluation_lvis.h"

enum { MOST_SHARDS = 16, SHARD_RESULTS = 20000 };

typedef struct {
    mlt_evaluation_files f;
    const mlt_detections_wanted *wanted;
    mlt_coco_images *images;
    mlt_detections *detections;
    char *frequencies;
    size_t n_shards, n_results;
} evaluation;

/* Some of the images, on one thread. */
typedef struct {
    evaluation *e;
    mlt_detections *detections;
    mlt_lvis_lists lists;
    mltest_status status;
    mltest_error *error;
} shard;

static mltest_status add_image(void *data, uint64_t key, const mlt_truth *truths, size_t n_truths,
                               const mlt_pred *preds, size_t n_preds, mltest_error **error)
{
    shard *s = data;
    const mlt_evaluation_files *f = &s->e->f;
    mlt_coco_federated federated;
    const bool lvis = f->mode == MLT_EVALUATION_LVIS;
    if (lvis)
        TRY(mlt_lvis_federated(&s->lists, f->to->ctx, &f->truth, (size_t)key, &federated, error));
    return mlt_detections_add(s->detections, key, truths, n_truths, preds, n_preds,
                              lvis ? &federated : NULL, error);
}

static mltest_status fill_shard(shard *s, size_t i)
{
    evaluation *e = s->e;
    mltest_context *ctx = e->f.to->ctx;
    const size_t n = e->f.truth.images.n, n_classes = e->f.truth.categories.n;
    TRY(mlt_detections_new(&s->detections, ctx, n_classes, e->wanted, &s->error));
    TRY(mlt_detections_expect(s->detections, i == 0 ? n : 0,
                              e->f.results.n / (i == 0 ? 1 : e->n_shards), &s->error));
    return mlt_coco_images_give(e->images, n / e->n_shards * i,
                                i + 1 < e->n_shards ? n / e->n_shards * (i + 1) : n, add_image, s,
                                &s->error);
}

static void run_shard(void *data, size_t i)
{
    fenv_t saved;
    shard *s = (shard *)data + i;
    mlt_fpenv_enter(&saved);
    s->status = fill_shard(s, i);
    mlt_fpenv_leave(&saved);
}

/* Into the detections of the evaluation; the first error counts. */
static mltest_status gather(evaluation *e, shard *shards, mltest_error **error)
{
    mltest_status status = MLTEST_OK;
    e->detections = shards[0].detections;
    for (size_t i = 0; i < e->n_shards; i++) {
        if (status == MLTEST_OK && shards[i].status != MLTEST_OK) {
            status = shards[i].status;
            if (error != NULL) {
                *error = shards[i].error;
                shards[i].error = NULL;
            }
        }
        if (status == MLTEST_OK && i > 0)
            status = mlt_detections_merge(e->detections, shards[i].detections, error);
        mlt_error_free(shards[i].error);
        mlt_lvis_lists_free(e->f.to->ctx, &shards[i].lists);
        if (i > 0)
            mlt_detections_free(shards[i].detections);
    }
    return status;
}

static mltest_status add_all(evaluation *e, mltest_error **error)
{
    shard shards[MOST_SHARDS] = {{0}};
    mltest_context *ctx = e->f.to->ctx;
    const size_t n_threads = mlt_thread_count(ctx), n_wanted = e->f.results.n / SHARD_RESULTS + 1;
    e->n_shards = n_threads < n_wanted ? n_threads : n_wanted;
    if (e->n_shards > MOST_SHARDS)
        e->n_shards = MOST_SHARDS;
    for (size_t i = 0; i < e->n_shards; i++)
        shards[i].e = e;
    mlt_parallel(ctx, 0, e->n_shards, run_shard, shards);
    return gather(e, shards, error);
}

/* The id; files have names for images, but results do not use them. */
static const char *image_name(const void *data, uint64_t key, char room[32])
{
    const mlt_evaluation_files *f = data;
    mlt_format_i64(room, f->truth.images.items[key].id);
    return room;
}

static mltest_status finish(const evaluation *e, mltest_error **error)
{
    const mlt_evaluation_files *f = &e->f;
    size_t n = f->truth.categories.n;
    const uint64_t counts[] = {f->truth.images.n, f->truth.n_annotations, e->n_results};
    const char **names = mlt_realloc_array(f->to->ctx, NULL, n, sizeof *names);
    if (names == NULL)
        return mlt_fail_memory(error);
    for (size_t i = 0; i < n; i++)
        names[i] = f->truth.categories.items[i].name;
    mltest_status status =
        mlt_detections_finish(e->detections, NULL, names, image_name, f, f->to, error);
    if (status == MLTEST_OK) /* of the files, whatever of them counts */
        status = mlt_evaluation_fill_counts(f->to, counts, error);
    mlt_free(f->to->ctx, (void *)names);
    return status;
}

/* All that matters of them was added, and finishing needs room. */
static void drop_results(evaluation *e)
{
    mltest_context *ctx = e->f.to->ctx;
    e->n_results = e->f.results.n;
    mlt_coco_images_free(e->images);
    e->images = NULL;
    mlt_coco_places_free(ctx, &e->f.places);
    mlt_coco_results_free(ctx, &e->f.results);
}

static mltest_status evaluate(evaluation *e, mlt_detections_wanted *wanted, mltest_error **error)
{
    mlt_evaluation_files *f = &e->f;
    mltest_context *ctx = f->to->ctx;
    const mlt_coco_file_rules rules = {.corrected = f->mode == MLT_EVALUATION_CORRECTED,
                                       .honour_ignore = f->mode != MLT_EVALUATION_COCO};
    if (f->mode == MLT_EVALUATION_LVIS) {
        e->frequencies = mlt_lvis_frequencies(ctx, &f->truth);
        if (e->frequencies == NULL)
            return mlt_fail_memory(error);
    }
    wanted->frequencies = e->frequencies; /* NULL of the other modes */
    e->wanted = wanted;
    TRY(mlt_coco_images_new(&e->images, ctx, &f->truth, &f->results, &f->places, rules, error));
    TRY(add_all(e, error));
    drop_results(e);
    return finish(e, error);
}

static mltest_status read_files(mlt_evaluation_files *f, mltest_error **error)
{
    mltest_context *ctx = f->to->ctx;
    TRY(mlt_coco_read_pair(ctx, f->truth_path, f->results_path, &f->truth, &f->results, error));
    TRY(mlt_coco_places_find(&f->places, ctx, &f->truth, &f->results, error));
    return mlt_evaluation_check(f, error);
}

mltest_status mlt_evaluation_of_files(mltest_evaluation *to, const char *truth,
                                      const char *predictions, const mltest_options *options,
                                      mltest_error **error)
{
    mltest_context *ctx = to->ctx;
    mlt_detections_wanted wanted;
    evaluation e = {.f = {.to = to, .truth_path = truth, .results_path = predictions}};
    TRY(mlt_detections_read(&wanted, options, error));
    mlt_detections_set_mode(&wanted, MLT_EVALUATION_COCO);
    e.f.mode = wanted.mode;
    mltest_status status = read_files(&e.f, error);
    if (status == MLTEST_OK)
        status = evaluate(&e, &wanted, error);
    mlt_detections_free(e.detections);
    mlt_coco_images_free(e.images);
    mlt_free(ctx, e.frequencies);
    mlt_coco_places_free(ctx, &e.f.places);
    mlt_coco_truth_free(ctx, &e.f.truth);
    mlt_coco_results_free(ctx, &e.f.results);
    return status;
}
