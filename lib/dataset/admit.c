/* SPDX-License-Identifier: MIT */
/*
 * The door through which every truth passes, whatever its source.
 */
#include <math.h>

#include "base/error.h"
#include "base/fpenv.h"
#include "dataset/dataset.h"

static bool is_finite(const mlt_box *box)
{
    return isfinite(box->x) && isfinite(box->y) && isfinite(box->width) && isfinite(box->height);
}

static bool is_classification(const mlt_box *box)
{
    return box->x == 0.0 && box->y == 0.0 && box->width == 0.0 && box->height == 0.0;
}

/* Parts of the sides, as some formats have them, come back with their last digits rounded. */
static bool is_inside(const mlt_box *box, double width, double height)
{
    const double slack = 1e-6;
    return box->x >= -slack && box->y >= -slack && box->x + box->width <= width + slack &&
           box->y + box->height <= height + slack;
}

/* Why a truth is dropped, or NULL. */
static const char *objection(const mlt_truth *truth)
{
    if (!is_finite(&truth->box) || !isfinite(truth->area))
        return "a box is not finite (left out)";
    if (truth->box.width < 0.0 || truth->box.height < 0.0)
        return "a box has its right or lower edge before the other (left out)";
    if (!mlt_box_is_proper(&truth->box))
        return "a box has no area (left out)";
    return NULL;
}

/* Cuts the box at the picture's edge; false if nothing is left. */
static bool clip(mlt_truth *truth, double width, double height)
{
    bool is_box_area = truth->area == mlt_box_area(&truth->box);
    truth->box = mlt_box_clip(&truth->box, width, height);
    if (is_box_area)
        truth->area = mlt_box_area(&truth->box);
    truth->flags |= MLT_TRUTH_CLIPPED;
    return mlt_box_is_proper(&truth->box);
}

mltest_status mlt_dataset_admit(mltest_dataset *dataset, const char *place, uint32_t width,
                                uint32_t height, mlt_truth *truth, bool *keep, mltest_error **error)
{
    const char *why = objection(truth);
    bool is_known = width > 0 && height > 0;
    if (why == NULL && is_known && !is_inside(&truth->box, width, height)) {
        if (clip(truth, width, height))
            TRY(mlt_dataset_odd(dataset, "a box reaches over the picture's edge (cut there)", place,
                                error));
        else
            why = "a box lies outside the picture (left out)";
    }
    *keep = why == NULL;
    if (why == NULL && (truth->box.width <= 1.0 || truth->box.height <= 1.0))
        why = "a box is at most one pixel wide or high (kept)";
    return why == NULL ? MLTEST_OK : mlt_dataset_odd(dataset, why, place, error);
}

/* Truth i, which becomes number *kept if it stays. */
static mltest_status admit_one(mltest_dataset *dataset, mltest_sample *sample, size_t i,
                               size_t *kept, mlt_polygons *outlines, mltest_error **error)
{
    mlt_truth truth = sample->truths.items[i];
    bool keep = true, is_outlined;
    if (truth.cls < 0 || (size_t)truth.cls >= dataset->classes.n)
        return mlt_fail(error, MLTEST_ERR_INVALID,
                        "sample \"%s\": class %d of object %zu is not one of the %zu classes",
                        sample->id, truth.cls, i + 1, dataset->classes.n);
    if (!is_classification(&truth.box))
        TRY(mlt_dataset_admit(dataset, sample->id, sample->width, sample->height, &truth, &keep,
                              error));
    if (!keep)
        return MLTEST_OK;
    sample->truths.items[*kept] = truth;
    TRY(mlt_sample_move_outline(sample, (uint32_t)i, (uint32_t)*kept, outlines, &is_outlined,
                                error));
    ++*kept;
    if (is_outlined)
        return MLTEST_OK;
    return mlt_dataset_odd(dataset, "an outline does not fit its box (not used)", sample->id,
                           error);
}

static mltest_status admit_all(mltest_dataset *dataset, mltest_sample *sample, mltest_error **error)
{
    size_t kept = 0;
    mlt_polygons outlines = {0};
    mltest_status status = MLTEST_OK;
    for (size_t i = 0; i < sample->truths.n && status == MLTEST_OK; i++)
        status = admit_one(dataset, sample, i, &kept, &outlines, error);
    if (status != MLTEST_OK) {
        mlt_polygons_free(sample->ctx, &outlines);
        return status;
    }
    sample->truths.n = kept;
    mlt_polygons_free(sample->ctx, &sample->polygons);
    sample->polygons = outlines;
    return MLTEST_OK;
}

mltest_status mlt_dataset_admit_last(mltest_dataset *dataset, mltest_error **error)
{
    mltest_sample *sample = &dataset->samples[dataset->n - 1];
    if (sample->id == NULL)
        return mlt_fail(error, MLTEST_ERR_INVALID, "sample %zu has no id", dataset->n);
    fenv_t host;
    mlt_fpenv_enter(&host);
    mltest_status status = admit_all(dataset, sample, error);
    mlt_fpenv_leave(&host);
    return status;
}
