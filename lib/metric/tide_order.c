/* SPDX-License-Identifier: MIT */
/*
 * In which order detections enter the curves, and classes the mean. Neither depends on the order in
 * which images were added, nor on what was merged with what.
 */
#include "base/alloc.h"
#include "base/error.h"
#include "metric/tide_parts.h"

#include <inttypes.h>

mltest_status mlt_tide_order_images(const mlt_tide *tide, uint32_t *order, mltest_error **error)
{
    size_t n = tide->n_images;
    mlt_keyed *keyed = mlt_realloc_array(tide->ctx, NULL, n, 2 * sizeof *keyed);
    mltest_status status = MLTEST_OK;
    if (!keyed)
        return mlt_fail_memory(error);
    for (size_t i = 0; i < n; i++)
        keyed[i] = (mlt_keyed){tide->images[i].key, (uint32_t)i, 0};
    mlt_sort_keyed(keyed, keyed + n, n);
    for (size_t i = 0; i < n && status == MLTEST_OK; i++) {
        order[i] = keyed[i].index;
        if (i > 0 && keyed[i].key == keyed[i - 1].key)
            status = mlt_fail(error, MLTEST_ERR_CONFLICT, "image %" PRIu64 " was added twice",
                              keyed[i].key);
    }
    mlt_free(tide->ctx, keyed);
    return status;
}

/* A class enters a run with its first truth or detection there. */
static void enter(mlt_tide_work *work, int32_t cls, uint32_t runs)
{
    runs &= ~work->seen[cls];
    work->seen[cls] |= runs;
    for (unsigned bit = 0; runs; bit++, runs >>= 1)
        if (runs & 1)
            work->class_order[bit * work->tide->options.n_classes + work->n_ordered[bit]++] =
                (uint32_t)cls;
}

static bool is_match(const mlt_tide_det *det)
{
    return det->correct >> MLT_TIDE_RUN_POS & 1;
}

uint32_t mlt_tide_right_runs(const mlt_tide_det *det)
{
    if (is_match(det))
        return det->correct | MLT_TIDE_FIX_BITS;
    if (det->kind == MLT_TIDE_LOC && det->mends)
        return det->correct | 1u << (MLT_TIDE_RUN_FIX + MLT_TIDE_LOC);
    return det->correct;
}

uint32_t mlt_tide_wrong_runs(const mlt_tide_det *det)
{
    uint32_t out = MLT_TIDE_BASE_BITS & ~(uint32_t)(det->correct | det->ignored);
    if (out >> MLT_TIDE_RUN_POS & 1)
        out |= MLT_TIDE_FIX_BITS & ~(1u << (MLT_TIDE_RUN_FIX + det->kind));
    return out;
}

static void scan_truths(mlt_tide_work *work, const mlt_tide_image *image)
{
    const mlt_tide_truth *truths = work->tide->truths + image->first_truth;
    for (size_t i = 0; i < image->n_truths; i++) {
        int32_t cls = truths[i].cls;
        work->asked[cls]++;
        work->used[cls] += truths[i].used;
        work->missed[cls] += !truths[i].used && !truths[i].usable;
        enter(work, cls, MLT_TIDE_BASE_BITS);
    }
}

static void scan_dets(mlt_tide_work *work, const mlt_tide_image *image)
{
    const mlt_tide_det *dets = work->tide->dets + image->first_det;
    for (size_t i = 0; i < image->n_dets; i++) {
        const mlt_tide_det *det = &dets[i];
        uint32_t runs = mlt_tide_right_runs(det) | mlt_tide_wrong_runs(det);
        work->first_step[det->cls + 1]++;
        /* Where errors are mended, they come first and the matches after all of them. */
        enter(work, det->cls, is_match(det) ? runs & MLT_TIDE_BASE_BITS : runs);
        if (mlt_tide_moves(det)) {
            work->first_step[det->truth_cls + 1]++;
            enter(work, det->truth_cls, MLT_TIDE_MOVE_RUN);
        }
    }
}

/* After the errors come the classes with matches, then the rest, both as in the run at pos. */
static void enter_matches(mlt_tide_work *work)
{
    for (int with_matches = 1; with_matches >= 0; with_matches--)
        for (size_t i = 0; i < work->n_ordered[MLT_TIDE_RUN_POS]; i++) {
            uint32_t cls = work->class_order[i];
            if ((work->used[cls] > 0) == with_matches)
                enter(work, (int32_t)cls, MLT_TIDE_FIX_BITS);
        }
}

static void scatter(mlt_tide_work *work)
{
    const mlt_tide *tide = work->tide;
    size_t *next = work->first_step;
    for (size_t o = 0; o < tide->n_images; o++) {
        const mlt_tide_image *image = &tide->images[work->image_order[o]];
        for (size_t i = 0; i < image->n_dets; i++) {
            const mlt_tide_det *det = &tide->dets[image->first_det + i];
            uint64_t key = mlt_key_descending(det->score);
            work->steps[next[det->cls]++] =
                (mlt_keyed){key, mlt_tide_right_runs(det), mlt_tide_wrong_runs(det)};
            if (mlt_tide_moves(det))
                work->steps[next[det->truth_cls]++] = (mlt_keyed){key, MLT_TIDE_MOVE_RUN, 0};
        }
    }
    for (size_t c = tide->options.n_classes; c > 0; c--) /* each had moved to the next one */
        next[c] = next[c - 1];
    next[0] = 0;
}

static bool make_steps(mlt_tide_work *work)
{
    mltest_context *ctx = work->tide->ctx;
    size_t n_classes = work->tide->options.n_classes;
    size_t largest = 0;
    for (size_t c = 0; c < n_classes; c++) {
        if (work->first_step[c + 1] > largest)
            largest = work->first_step[c + 1];
        work->first_step[c + 1] += work->first_step[c];
    }
    work->steps = mlt_realloc_array(ctx, NULL, work->first_step[n_classes], sizeof *work->steps);
    work->scratch = mlt_realloc_array(ctx, NULL, largest, sizeof *work->scratch);
    work->precisions = mlt_realloc_array(ctx, NULL, largest, sizeof *work->precisions);
    return work->steps && work->scratch && work->precisions;
}

mltest_status mlt_tide_order(mlt_tide_work *work, mltest_error **error)
{
    const mlt_tide *tide = work->tide;
    TRY(mlt_tide_order_images(tide, work->image_order, error));
    for (size_t o = 0; o < tide->n_images; o++) {
        scan_truths(work, &tide->images[work->image_order[o]]);
        scan_dets(work, &tide->images[work->image_order[o]]);
    }
    enter_matches(work);
    if (!make_steps(work))
        return mlt_fail_memory(error);
    scatter(work);
    for (size_t c = 0; c < tide->options.n_classes; c++)
        mlt_sort_keyed(work->steps + work->first_step[c], work->scratch,
                       work->first_step[c + 1] - work->first_step[c]);
    return MLTEST_OK;
}
