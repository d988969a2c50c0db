/* SPDX-License-Identifier: MIT */
#include "predictor/answer.h"

#include "base/alloc.h"

#include <float.h>
#include <math.h>

/* Coordinates beyond this count as not finite: areas and sums stay finite far away from it. */
static const double farthest_px = 1e12;
/* Sums of probabilities in single precision end this close to 1; a score that misses [0, 1] by no
 * more is moved onto the bound, and counted. */
static const double score_slack = 1e-6;

void mlt_answer_reset(mltest_context *ctx, mlt_answer *answer)
{
    mlt_preds kept = answer->preds;
    kept.n = 0;
    mlt_free(ctx, answer->message);
    *answer = (mlt_answer){.preds = kept};
}

void mlt_answer_free(mltest_context *ctx, mlt_answer *answer)
{
    mlt_answer_reset(ctx, answer);
    mlt_preds_free(ctx, &answer->preds);
}

static bool is_near(double v)
{
    return v >= -farthest_px && v <= farthest_px; /* false for NaN */
}

static bool is_near_box(const mlt_box *box)
{
    return is_near(box->x) && is_near(box->y) && is_near(box->width) && is_near(box->height);
}

/* FLT_MIN: the size survives a journal that keeps single precision, and the area is not zero. */
static bool has_area(const mlt_box *box)
{
    return box->width >= (double)FLT_MIN && box->height >= (double)FLT_MIN;
}

static bool is_outside(const mlt_box *box, const mltest_image_view *view)
{
    return box->x + box->width <= 0 || box->y + box->height <= 0 || box->x >= (double)view->width ||
           box->y >= (double)view->height;
}

bool mlt_answer_accept_box(mlt_answer_oddities *odd, const mlt_box *box,
                           const mltest_image_view *view)
{
    if (!is_near_box(box)) {
        odd->not_finite++;
        return false;
    }
    if (!has_area(box)) {
        odd->no_area++;
        return false;
    }
    if (is_outside(box, view))
        odd->outside++;
    return true;
}

bool mlt_answer_accept_score(mlt_answer_oddities *odd, double *score)
{
    if (!isfinite(*score)) {
        odd->not_finite++;
        return false;
    }
    if (*score < -score_slack || *score > 1 + score_slack) {
        odd->bad_score++;
        return false;
    }
    double clipped = *score > 1 ? 1 : *score > 0 ? *score : 0;
    if (clipped != *score)
        odd->clipped_score++;
    *score = clipped; /* also turns -0 into 0 */
    return true;
}
