/* SPDX-License-Identifier: MIT */
#include "metric/f1.h"

#include "base/error.h"

#include <math.h>

double mlt_f1_value(const mlt_f1 *counts)
{
    double all = 2 * counts->right + counts->wrong + counts->missed;
    return all > 0 ? 2 * counts->right / all : 1;
}

double mlt_f1_precision(const mlt_f1 *counts)
{
    double said = counts->right + counts->wrong;
    return said > 0 ? counts->right / said : -1;
}

double mlt_f1_recall(const mlt_f1 *counts)
{
    double asked = counts->right + counts->missed;
    return asked > 0 ? counts->right / asked : -1;
}

static void choose(const uint8_t *needs, size_t n_truths, const mlt_pred *preds, size_t n_preds,
                   double min_confidence, int32_t *partner_truths, int32_t *partner_preds)
{
    for (size_t i = 0; i < n_truths; i++)
        partner_truths[i] = needs[i] == MLT_NEED_IGNORED ? MLT_MATCH_OUT : MLT_MATCH_FREE;
    for (size_t i = 0; i < n_preds; i++) {
        bool in = preds[i].score >= min_confidence && partner_preds[i] != MLT_MATCH_OUT;
        partner_preds[i] = in ? MLT_MATCH_FREE : MLT_MATCH_OUT;
    }
}

static mlt_f1 count(const uint8_t *needs, const int32_t *partner_truths, size_t n_truths,
                    const int32_t *partner_preds, size_t n_preds)
{
    mlt_f1 out = {0, 0, 0};
    for (size_t i = 0; i < n_truths; i++) {
        if (needs[i] != MLT_NEED_REQUIRED)
            continue;
        if (partner_truths[i] >= 0)
            out.right++;
        else
            out.missed++;
    }
    for (size_t i = 0; i < n_preds; i++)
        out.wrong += partner_preds[i] == MLT_MATCH_FREE;
    return out;
}

mltest_status mlt_f1_count(mltest_context *ctx, const mlt_match_box *truths, const uint8_t *needs,
                           size_t n_truths, const mlt_pred *preds, size_t n_preds,
                           double min_confidence, double iou, int32_t *partner_truths,
                           int32_t *partner_preds, mlt_f1 *out, mltest_error **error)
{
    /* Who takes part has been chosen by score already. */
    const mlt_match_rule rule = {iou, 0, MLT_MATCH_SAME_CLASS, -INFINITY, -INFINITY};
    choose(needs, n_truths, preds, n_preds, min_confidence, partner_truths, partner_preds);
    TRY(mlt_match(ctx, &rule, truths, n_truths, preds, n_preds, partner_truths, partner_preds, NULL,
                  error));
    mlt_match_absorb(truths, needs, NULL, n_truths, preds, n_preds, partner_preds);
    *out = count(needs, partner_truths, n_truths, partner_preds, n_preds);
    return MLTEST_OK;
}
