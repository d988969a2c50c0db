/* SPDX-License-Identifier: MIT */
/*
 * COCO's annotation file and results file, as the reference implementation reads them: what it
 * raises on is an error here, or is counted and left out; what it accepts is evaluated as it does,
 * and counted.
 */
#include <inttypes.h>
#include <math.h>

#include "annotation/coco_places.h"
#include "base/alloc.h"
#include "base/error.h"
#include "base/number.h"
#include "metric/coco_eval.h"
#include "score/detections.h"
#include "score/evaluation_lvis.h"

typedef struct {
    mltest_evaluation *to;
    mlt_evaluation_mode mode;
    const char *truth_path, *results_path;
    mlt_coco_truth truth;
    mlt_coco_results results;
    mlt_coco_places places;
    mlt_detections *detections;
    mlt_lvis_lists lists;
    char *frequencies;
} files;

/* Left out and counted if we are lenient, else an error. */
static mltest_status stop_at(files *f, const char *path, const char *thing, size_t place,
                             const char *what, mltest_error **error)
{
    mlt_evaluation_odd(f->to, what, thing, place);
    if (f->to->lenient)
        return MLTEST_OK;
    return mlt_fail(error, MLTEST_ERR_FORMAT,
                    "%s: %s %zu: %s: the reference implementation stops here (lenient counts it "
                    "and goes on)",
                    path, thing, place, what);
}

static mltest_status check_annotation(files *f, size_t i, mltest_error **error)
{
    const mlt_coco_annotation *a = &f->truth.annotations[i];
    const char *path = f->truth_path;
    const bool has_image = f->places.annotation_image[i] != MLT_COCO_NO_ID;
    const bool counts = has_image && f->places.annotation_category[i] != MLT_COCO_NO_ID;
    if (!counts)
        mlt_evaluation_odd(f->to,
                           has_image ? "an annotation of a category that is not listed"
                                     : "an annotation of an image that is not listed",
                           "annotation", i + 1);
    if (a->id == 0 && f->mode != MLT_EVALUATION_CORRECTED)
        mlt_evaluation_odd(f->to, "annotation id 0: a match with it counts as none", "annotation",
                           i + 1);
    if (!(a->box.width > 0) || !(a->box.height > 0))
        mlt_evaluation_odd(f->to, "an annotation's box without area", "annotation", i + 1);
    /* The reference looks at neither those that another one stands for nor the area of a crowd. */
    const bool is_seen =
        counts && (f->mode == MLT_EVALUATION_CORRECTED || f->places.stands_for[i] == i);
    if (!a->has_area && is_seen && !(a->crowd && f->mode != MLT_EVALUATION_LVIS))
        TRY(stop_at(f, path, "annotation", i + 1, "no \"area\"", error));
    if (!a->has_crowd && is_seen && f->mode != MLT_EVALUATION_LVIS)
        TRY(stop_at(f, path, "annotation", i + 1, "no \"iscrowd\"", error));
    if (isnan(a->area) && !f->to->lenient)
        return mlt_fail(error, MLTEST_ERR_FORMAT,
                        "%s: annotation %zu: its area is not a number (lenient reads it)", path,
                        i + 1);
    return MLTEST_OK;
}

/* Repeated ids, in the order of the file. */
static mltest_status check_ids(files *f, mltest_error **error)
{
    mltest_context *ctx = f->to->ctx;
    mlt_coco_ids ids = {.items = NULL};
    mltest_status status = MLTEST_OK;
    for (size_t i = 0; i < f->truth.n_annotations && status == MLTEST_OK; i++) {
        const size_t before = ids.n;
        uint32_t number;
        status = mlt_coco_ids_add(ctx, &ids, f->truth.annotations[i].id, &number, error);
        if (status == MLTEST_OK && ids.n == before)
            mlt_evaluation_odd(f->to,
                               f->mode == MLT_EVALUATION_CORRECTED
                                   ? "an annotation id that was there before: each counts"
                                   : "an annotation id that was there before",
                               "annotation", i + 1);
    }
    mlt_coco_ids_free(ctx, &ids);
    return status;
}

/* LVIS has these of every image and class. */
static mltest_status check_lvis(files *f, mltest_error **error)
{
    const mlt_coco_truth *t = &f->truth;
    for (size_t i = 0; i < t->images.n; i++) {
        const mlt_coco_entry_info *image = &t->images.items[i];
        if (image->negative.items == NULL)
            TRY(stop_at(f, f->truth_path, "image", (size_t)image->id, "no \"neg_category_ids\"",
                        error));
        if (image->not_exhaustive.items == NULL)
            TRY(stop_at(f, f->truth_path, "image", (size_t)image->id,
                        "no \"not_exhaustive_category_ids\"", error));
    }
    for (size_t i = 0; i < t->categories.n; i++)
        if (t->categories.items[i].frequency == 0)
            TRY(stop_at(f, f->truth_path, "category", (size_t)t->categories.items[i].id,
                        "no \"frequency\"", error));
    return MLTEST_OK;
}

static mltest_status check_truth(files *f, mltest_error **error)
{
    if (f->mode == MLT_EVALUATION_LVIS)
        TRY(check_lvis(f, error));
    for (size_t i = 0; i < f->truth.n_annotations; i++)
        TRY(check_annotation(f, i, error));
    TRY(check_ids(f, error));
    for (size_t i = 0; i < f->truth.images.n_repeated; i++)
        mlt_evaluation_odd(f->to, "an image id that was there before", "image",
                           (uint64_t)f->truth.images.repeated);
    for (size_t i = 0; i < f->truth.categories.n_repeated; i++)
        mlt_evaluation_odd(f->to, "a category id that was there before", "category",
                           (uint64_t)f->truth.categories.repeated);
    return MLTEST_OK;
}

/* Results for images that are not listed are taken out. */
static mltest_status check_results(files *f, mltest_error **error)
{
    mlt_coco_results *r = &f->results;
    size_t kept = 0;
    if (r->n == 0 && !f->to->lenient && f->mode != MLT_EVALUATION_CORRECTED)
        return mlt_fail(error, MLTEST_ERR_FORMAT,
                        "%s: no results at all: the reference implementation stops here (lenient "
                        "goes on)",
                        f->results_path);
    for (size_t i = 0; i < r->n; i++) {
        const mlt_coco_detection *d = &r->items[i];
        if (isnan(d->score) && !f->to->lenient)
            return mlt_fail(error, MLTEST_ERR_FORMAT,
                            "%s: result %zu: its score is not a number (lenient reads it)",
                            f->results_path, i + 1);
        if (f->places.result_image[d->image] == MLT_COCO_NO_ID) {
            TRY(stop_at(f, f->results_path, "result", i + 1,
                        "a result for an image that is not listed", error));
            continue;
        }
        if (f->places.result_category[d->category] == MLT_COCO_NO_ID)
            mlt_evaluation_odd(f->to, "a result of a category that is not listed", "result", i + 1);
        if (kept < i)
            r->items[kept] = *d;
        kept++;
    }
    r->n = kept;
    return MLTEST_OK;
}

static mltest_status add_image(void *data, uint64_t key, const mlt_truth *truths, size_t n_truths,
                               const mlt_pred *preds, size_t n_preds, mltest_error **error)
{
    files *f = data;
    mlt_coco_federated federated;
    const bool lvis = f->mode == MLT_EVALUATION_LVIS;
    if (lvis)
        TRY(mlt_lvis_federated(&f->lists, f->to->ctx, &f->truth, (size_t)key, &federated, error));
    return mlt_detections_add(f->detections, key, truths, n_truths, preds, n_preds,
                              lvis ? &federated : NULL, error);
}

/* The id; files have names for images, but results do not use them. */
static const char *image_name(const void *data, uint64_t key, char room[32])
{
    const files *f = data;
    mlt_format_i64(room, f->truth.images.items[key].id);
    return room;
}

static mltest_status finish(files *f, mltest_error **error)
{
    size_t n = f->truth.categories.n;
    const uint64_t counts[] = {f->truth.images.n, f->truth.n_annotations, f->results.n};
    const char **names = mlt_realloc_array(f->to->ctx, NULL, n, sizeof *names);
    if (names == NULL)
        return mlt_fail_memory(error);
    for (size_t i = 0; i < n; i++)
        names[i] = f->truth.categories.items[i].name;
    mltest_status status =
        mlt_detections_finish(f->detections, NULL, names, image_name, f, f->to, error);
    if (status == MLTEST_OK) /* of the files, whatever of them counts */
        status = mlt_evaluation_fill_counts(f->to, counts, error);
    mlt_free(f->to->ctx, (void *)names);
    return status;
}

static mltest_status evaluate(files *f, mlt_detections_wanted *wanted, mltest_error **error)
{
    const mlt_coco_file_rules rules = {.corrected = f->mode == MLT_EVALUATION_CORRECTED,
                                       .honour_ignore = f->mode != MLT_EVALUATION_COCO};
    mltest_context *ctx = f->to->ctx;
    if (f->mode == MLT_EVALUATION_LVIS) {
        f->frequencies = mlt_lvis_frequencies(ctx, &f->truth);
        if (f->frequencies == NULL)
            return mlt_fail_memory(error);
    }
    wanted->frequencies = f->frequencies; /* NULL of the other modes */
    TRY(mlt_detections_new(&f->detections, ctx, f->truth.categories.n, wanted, error));
    TRY(mlt_coco_each_image(ctx, &f->truth, &f->results, rules, add_image, f, error));
    return finish(f, error);
}

mltest_status mlt_evaluation_of_files(mltest_evaluation *evaluation, const char *truth,
                                      const char *predictions, const mltest_options *options,
                                      mltest_error **error)
{
    mltest_status status;
    mlt_detections_wanted wanted;
    files f = {.to = evaluation, .truth_path = truth, .results_path = predictions};
    mltest_context *ctx = evaluation->ctx;
    TRY_GOTO(mlt_detections_read(&wanted, options, error));
    mlt_detections_set_mode(&wanted, MLT_EVALUATION_COCO);
    f.mode = wanted.mode;
    TRY_GOTO(mlt_coco_read_pair(ctx, truth, predictions, &f.truth, &f.results, error));
    TRY_GOTO(mlt_coco_places_find(&f.places, ctx, &f.truth, &f.results, error));
    TRY_GOTO(check_truth(&f, error));
    TRY_GOTO(check_results(&f, error));
    TRY_GOTO(evaluate(&f, &wanted, error));
done:
    mlt_detections_free(f.detections);
    mlt_lvis_lists_free(ctx, &f.lists);
    mlt_free(ctx, f.frequencies);
    mlt_coco_places_free(ctx, &f.places);
    mlt_coco_truth_free(ctx, &f.truth);
    mlt_coco_results_free(ctx, &f.results);
    return status;
}
