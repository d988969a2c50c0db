/* SPDX-License-Identifier: MIT */
#include "api/check.h"
#include "score/host_metric.h"

mltest_status mltest_metric_new(mltest_metric **out, mltest_context *ctx, const char *name,
                                const mltest_metric_vtable *vtable, void *user_data,
                                mltest_error **error)
{
    ENTRY(error);
    NEED_OUT(out);
    NEED(name);
    if (!mlt_is_plain_name(name))
        return mlt_fail(error, MLTEST_ERR_INVALID,
                        "a metric's name has 1 to 63 lower case letters, digits and underscores");
    return mlt_metric_make(out, ctx, name, vtable, user_data, error);
}

void mltest_metric_free(mltest_metric *metric)
{
    mlt_metric_unref(metric);
}

const char *mltest_sample_result_id(const mltest_sample_result *result)
{
    return result != NULL ? result->journal->samples[result->sample].id : "";
}

const char *mltest_sample_result_condition(const mltest_sample_result *result)
{
    return result != NULL ? result->journal->conditions[result->condition].name : "";
}

int64_t mltest_sample_result_truth_count(const mltest_sample_result *result)
{
    if (result == NULL || !result->journal->samples[result->sample].labelled)
        return -1;
    return (int64_t)result->truth->n;
}

static mltest_box public_box(const mlt_box *box)
{
    return (mltest_box){box->x, box->y, box->width, box->height};
}

mltest_status mltest_sample_result_truth(const mltest_sample_result *result, size_t i,
                                         int32_t *class_index, mltest_box *box, uint32_t *flags)
{
    if (result == NULL || i >= result->truth->n)
        return MLTEST_ERR_INVALID;
    if (class_index != NULL)
        *class_index = result->truth->boxes[i].cls;
    if (box != NULL)
        *box = public_box(&result->truth->boxes[i].outer);
    if (flags != NULL)
        *flags = result->journal->samples[result->sample].truth[i].flags;
    return MLTEST_OK;
}

static const mlt_joutcome *outcome_now(const mltest_sample_result *result)
{
    return mlt_journal_outcome(result->journal, result->sample, result->condition);
}

size_t mltest_sample_result_prediction_count(const mltest_sample_result *result, int32_t side)
{
    if (result == NULL)
        return 0;
    return side == MLTEST_SIDE_CLEAN       ? result->clean->n
           : side == MLTEST_SIDE_PERTURBED ? outcome_now(result)->n_preds
                                           : 0;
}

mltest_status mltest_sample_result_prediction(const mltest_sample_result *result, int32_t side,
                                              size_t i, int32_t *class_index, double *score,
                                              mltest_box *box)
{
    if (i >= mltest_sample_result_prediction_count(result, side))
        return MLTEST_ERR_INVALID;
    bool clean = side == MLTEST_SIDE_CLEAN;
    const mlt_pred *now = clean ? NULL : &outcome_now(result)->preds[i];
    if (class_index != NULL)
        *class_index = clean ? result->clean->boxes[i].cls : now->cls;
    if (score != NULL)
        *score = clean ? result->clean->boxes[i].score : now->score;
    if (box != NULL)
        *box = public_box(clean ? &result->clean->boxes[i].outer : &now->box);
    return MLTEST_OK;
}

mltest_status mltest_values_set(mltest_values *values, const char *name, double value)
{
    if (values == NULL || name == NULL || !mlt_is_plain_name(name))
        return MLTEST_ERR_INVALID;
    return mlt_values_add(values, name, value);
}
