/* SPDX-License-Identifier: MIT */
#include "score/evaluation_check.h"

#include <inttypes.h>
#include <math.h>

#include "base/error.h"

/* Left out and counted if we are lenient, else an error. */
static mltest_status stop_at(mlt_evaluation_files *f, const char *path, const char *thing,
                             size_t place, const char *what, mltest_error **error)
{
    mlt_evaluation_odd(f->to, what, thing, place);
    if (f->to->lenient)
        return MLTEST_OK;
    return mlt_fail(error, MLTEST_ERR_FORMAT,
                    "%s: %s %zu: %s: the reference implementation stops here (lenient counts it "
                    "and goes on)",
                    path, thing, place, what);
}

/* Counts what is odd about an annotation, and tells whether it is evaluated. */
static bool note_annotation(mlt_evaluation_files *f, size_t i)
{
    const mlt_coco_annotation *a = &f->truth.annotations[i];
    const bool has_image = f->places.annotation_image[i] != MLT_COCO_NO_ID;
    const bool has_class = f->places.annotation_category[i] != MLT_COCO_NO_ID;
    if (!has_image)
        mlt_evaluation_odd(f->to, "an annotation of an image that is not listed", "annotation",
                           i + 1);
    else if (!has_class)
        mlt_evaluation_odd(f->to, "an annotation of a category that is not listed", "annotation",
                           i + 1);
    if (a->id == 0 && f->mode != MLT_EVALUATION_CORRECTED)
        mlt_evaluation_odd(f->to, "annotation id 0: a match with it counts as none", "annotation",
                           i + 1);
    if (!(a->box.width > 0) || !(a->box.height > 0))
        mlt_evaluation_odd(f->to, "an annotation's box without area", "annotation", i + 1);
    return has_image && has_class;
}

/* The reference looks at neither those that another one stands for nor the area of a crowd. */
static mltest_status check_annotation(mlt_evaluation_files *f, size_t i, mltest_error **error)
{
    const mlt_coco_annotation *a = &f->truth.annotations[i];
    const bool lvis = f->mode == MLT_EVALUATION_LVIS;
    bool is_seen = note_annotation(f, i);
    if (f->mode != MLT_EVALUATION_CORRECTED && f->places.stands_for[i] != i)
        is_seen = false;
    if (!a->has_area && is_seen && (lvis || !a->crowd))
        TRY(stop_at(f, f->truth_path, "annotation", i + 1, "no \"area\"", error));
    if (!a->has_crowd && is_seen && !lvis)
        TRY(stop_at(f, f->truth_path, "annotation", i + 1, "no \"iscrowd\"", error));
    if (isnan(a->area) && !f->to->lenient)
        return mlt_fail(error, MLTEST_ERR_FORMAT,
                        "%s: annotation %zu: its area is not a number (lenient reads it)",
                        f->truth_path, i + 1);
    return MLTEST_OK;
}

/* Repeated ids, in the order of the file. */
static mltest_status check_ids(mlt_evaluation_files *f, mltest_error **error)
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
static mltest_status check_lvis(mlt_evaluation_files *f, mltest_error **error)
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

static mltest_status check_truth(mlt_evaluation_files *f, mltest_error **error)
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
static mltest_status check_results(mlt_evaluation_files *f, mltest_error **error)
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

mltest_status mlt_evaluation_check(mlt_evaluation_files *f, mltest_error **error)
{
    TRY(check_truth(f, error));
    return check_results(f, error);
}
