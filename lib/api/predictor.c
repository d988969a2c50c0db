/* SPDX-License-Identifier: MIT */
#include "predictor/predictor.h"

#include "api/check.h"
#include "base/fpenv.h"
#include "base/utf8.h"
#include "predictor/sink.h"

#include <string.h>

mltest_status mltest_predictor_new(mltest_predictor **out, mltest_context *ctx,
                                   const mltest_predictor_vtable *vtable, void *user_data,
                                   mltest_error **error)
{
    ENTRY(error);
    NEED_OUT(out);
    NEED(vtable);
    return mlt_predictor_make(out, ctx, vtable, user_data, error);
}

mltest_status mltest_predictor_open(mltest_predictor **out, mltest_context *ctx, const char *spec,
                                    const mltest_options *options, mltest_error **error)
{
    ENTRY(error);
    NEED_OUT(out);
    NEED(spec);
    fenv_t host;
    mlt_fpenv_enter(&host);
    mltest_status status = mlt_predictor_open(out, ctx, spec, options, error);
    mlt_fpenv_leave(&host);
    return status;
}

mltest_status mltest_predictor_set_task(mltest_predictor *predictor, int32_t task,
                                        mltest_error **error)
{
    ENTRY(error);
    NEED(predictor);
    if (task != MLTEST_TASK_DETECTION && task != MLTEST_TASK_CLASSIFICATION)
        return mlt_fail(error, MLTEST_ERR_INVALID,
                        "mltest_predictor_set_task: no task has number %d", (int)task);
    predictor->task = task;
    return MLTEST_OK;
}

static mltest_status check_name(const char *name, mltest_error **error)
{
    if (name[0] == '\0' || !mlt_utf8_is_plain(name, strlen(name)))
        return mlt_fail(error, MLTEST_ERR_INVALID,
                        "a name is empty, or not UTF-8 without control characters");
    return MLTEST_OK;
}

mltest_status mltest_predictor_set_classes(mltest_predictor *predictor, const char *const *names,
                                           size_t n, mltest_error **error)
{
    ENTRY(error);
    NEED(predictor);
    for (size_t i = 0; i < n; i++) {
        NEED(names);
        NEED(names[i]);
        TRY(check_name(names[i], error));
    }
    return mlt_predictor_set_classes(predictor, names, n, error);
}

mltest_status mltest_predictor_set_model(mltest_predictor *predictor, const char *name,
                                         const char *version, mltest_error **error)
{
    ENTRY(error);
    NEED(predictor);
    NEED(name);
    TRY(check_name(name, error));
    if (version != NULL && version[0] != '\0')
        TRY(check_name(version, error));
    return mlt_predictor_set_model(predictor, name, version, error);
}

mltest_status mltest_predictor_set_score_floor(mltest_predictor *predictor, double score,
                                               mltest_error **error)
{
    ENTRY(error);
    NEED(predictor);
    if (!(score >= 0 && score <= 1))
        return mlt_fail(error, MLTEST_ERR_INVALID, "the score floor is not in 0 … 1");
    predictor->score_floor = score;
    predictor->has_score_floor = true;
    return MLTEST_OK;
}

void mltest_predictor_free(mltest_predictor *predictor)
{
    mlt_predictor_unref(predictor);
}

size_t mltest_sink_count(const mltest_sink *sink)
{
    return sink ? sink->n : 0;
}

const char *mltest_sink_sample_id(const mltest_sink *sink, size_t i)
{
    return sink && i < sink->n ? sink->questions[i].sample_id : NULL;
}

const char *mltest_sink_condition(const mltest_sink *sink, size_t i)
{
    return sink && i < sink->n ? sink->questions[i].condition : NULL;
}

mltest_status mltest_sink_add_box(mltest_sink *sink, size_t i, int64_t class_index, double score,
                                  double x, double y, double width, double height)
{
    const mlt_box box = {x, y, width, height};
    return sink ? mlt_sink_add_box(sink, i, class_index, score, &box) : MLTEST_ERR_INVALID;
}

mltest_status mltest_sink_add_boxes(mltest_sink *sink, size_t i, size_t n, const void *boxes,
                                    int32_t box_type, int32_t box_format, const void *scores,
                                    const void *classes, int32_t class_type)
{
    const mlt_sink_boxes in = {n, boxes, scores, classes, box_type, box_format, class_type};
    return sink ? mlt_sink_add_boxes(sink, i, &in) : MLTEST_ERR_INVALID;
}

mltest_status mltest_sink_add_class(mltest_sink *sink, size_t i, int64_t class_index, double score)
{
    return sink ? mlt_sink_add_class(sink, i, class_index, score) : MLTEST_ERR_INVALID;
}

mltest_status mltest_sink_set_probabilities(mltest_sink *sink, size_t i, size_t n,
                                            const void *probabilities, int32_t type)
{
    return sink ? mlt_sink_set_probabilities(sink, i, n, probabilities, type) : MLTEST_ERR_INVALID;
}

mltest_status mltest_sink_fail(mltest_sink *sink, size_t i, const char *text)
{
    return sink ? mlt_sink_fail(sink, i, text) : MLTEST_ERR_INVALID;
}
