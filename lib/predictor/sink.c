/* SPDX-License-Identifier: MIT */
#include "predictor/sink.h"

#include "base/alloc.h"
#include "base/context.h"
#include "base/error.h"
#include "base/fpenv.h"
#include "base/text.h"
#include "predictor/answer.h"
#include "predictor/escape.h"

#include <inttypes.h>
#include <string.h>

enum { MAX_REASON = 4096 };

static mltest_status out_of_memory(mltest_sink *sink)
{
    sink->out_of_memory = true;
    return MLTEST_ERR_MEMORY;
}

static mltest_status set_failed(mltest_sink *sink, size_t i, char *message)
{
    mlt_answer *answer = sink->questions[i].answer;
    if (!message)
        return out_of_memory(sink);
    answer->answered = answer->failed = true;
    answer->message = message;
    return MLTEST_OK;
}

mltest_status mlt_sink_fail_escaped(mltest_sink *sink, size_t i, const char *text)
{
    if (i >= sink->n)
        return MLTEST_ERR_INVALID;
    if (sink->questions[i].answer->failed)
        return MLTEST_OK;
    return set_failed(sink, i, mlt_strdup(sink->ctx, text));
}

mltest_status mlt_sink_fail(mltest_sink *sink, size_t i, const char *text)
{
    if (i >= sink->n)
        return MLTEST_ERR_INVALID;
    if (sink->questions[i].answer->failed)
        return MLTEST_OK;
    if (!text || text[0] == '\0')
        text = "the model gave no reason";
    mlt_text line;
    mlt_text_init(&line, sink->ctx);
    mlt_escape(&line, text, mlt_escape_cut(text, MAX_REASON));
    mltest_status status = set_failed(sink, i, mlt_text_take(&line));
    mlt_text_free(&line);
    return status;
}

/* A call that makes no sense: the picture fails. */
static mltest_status misuse(mltest_sink *sink, size_t i, const char *text)
{
    mltest_status status = mlt_sink_fail(sink, i, text);
    return status == MLTEST_OK ? MLTEST_ERR_INVALID : status;
}

mltest_status mlt_sink_answer(mltest_sink *sink, size_t i)
{
    if (i >= sink->n)
        return MLTEST_ERR_INVALID;
    sink->questions[i].answer->answered = true;
    return MLTEST_OK;
}

static mltest_status begin(mltest_sink *sink, size_t i, int32_t task)
{
    if (i >= sink->n)
        return MLTEST_ERR_INVALID;
    if (sink->task != task)
        return misuse(sink, i,
                      task == MLTEST_TASK_DETECTION
                          ? "the model answered with boxes, but its task is classification"
                          : "the model answered with classes, but its task is detection");
    return mlt_sink_answer(sink, i);
}

/* The data set's index, or -1 after counting. */
static int32_t accept_class(const mltest_sink *sink, mlt_answer_oddities *odd, int64_t cls)
{
    uint64_t n = sink->n_classes;
    if (n == 0 && !sink->class_map)
        n = mlt_context_limits(sink->ctx)->max_classes;
    if (cls < 0 || cls >= INT32_MAX || (uint64_t)cls >= n) {
        odd->unknown_class++;
        return -1;
    }
    if (!sink->class_map)
        return (int32_t)cls;
    if (sink->class_map[cls] < 0)
        odd->unmatched_class++;
    return sink->class_map[cls];
}

/* Adds one prediction, or counts why it is dropped. box is NULL for a classification. */
static mltest_status put(mltest_sink *sink, size_t i, int64_t cls, double score, const mlt_box *box)
{
    const mlt_question *question = &sink->questions[i];
    mlt_answer *answer = question->answer;
    mlt_answer_oddities *odd = &answer->oddities;
    if ((box && !mlt_answer_accept_box(odd, box, &question->view)) ||
        !mlt_answer_accept_score(odd, &score))
        return MLTEST_OK;
    int32_t index = accept_class(sink, odd, cls);
    if (index < 0)
        return MLTEST_OK;
    mlt_pred pred = {box ? *box : (mlt_box){0, 0, 0, 0}, score, index};
    mltest_status status = mlt_preds_add(sink->ctx, &answer->preds, &pred, NULL);
    if (status == MLTEST_ERR_MEMORY)
        return out_of_memory(sink);
    if (status == MLTEST_ERR_LIMIT)
        (void)misuse(sink, i, "the model answered with more predictions than max_boxes allows");
    return status;
}

static mltest_status put_in_default_fpenv(mltest_sink *sink, size_t i, int64_t cls, double score,
                                          const mlt_box *box)
{
    fenv_t host;
    mlt_fpenv_enter(&host);
    mltest_status status = put(sink, i, cls, score, box);
    mlt_fpenv_leave(&host);
    return status;
}

mltest_status mlt_sink_add_box(mltest_sink *sink, size_t i, int64_t cls, double score,
                               const mlt_box *box)
{
    TRY(begin(sink, i, MLTEST_TASK_DETECTION));
    return put_in_default_fpenv(sink, i, cls, score, box);
}

mltest_status mlt_sink_add_class(mltest_sink *sink, size_t i, int64_t cls, double score)
{
    TRY(begin(sink, i, MLTEST_TASK_CLASSIFICATION));
    return put_in_default_fpenv(sink, i, cls, score, NULL);
}

static double number_at(const void *array, int32_t type, size_t k)
{
    return type == MLTEST_TYPE_F32 ? (double)((const float *)array)[k] : ((const double *)array)[k];
}

static int64_t integer_at(const void *array, int32_t type, size_t k)
{
    return type == MLTEST_TYPE_I32 ? ((const int32_t *)array)[k] : ((const int64_t *)array)[k];
}

static mlt_box box_at(const mlt_sink_boxes *in, size_t k)
{
    double v[4];
    for (size_t j = 0; j < 4; j++)
        v[j] = number_at(in->boxes, in->box_type, 4 * k + j);
    if (in->box_format == MLTEST_BOX_XYXY)
        return (mlt_box){v[0], v[1], v[2] - v[0], v[3] - v[1]};
    if (in->box_format == MLTEST_BOX_CXCYWH)
        return (mlt_box){v[0] - v[2] / 2, v[1] - v[3] / 2, v[2], v[3]};
    return (mlt_box){v[0], v[1], v[2], v[3]};
}

/* What is wrong with the arguments; NULL when nothing is. */
static const char *complaint(const mltest_sink *sink, const mlt_sink_boxes *in)
{
    if (in->n == 0)
        return NULL;
    if (!in->boxes || !in->scores || !in->classes)
        return "mltest_sink_add_boxes: an array is NULL";
    if (in->box_type != MLTEST_TYPE_F32 && in->box_type != MLTEST_TYPE_F64)
        return "mltest_sink_add_boxes: box_type is neither F32 nor F64";
    if (in->class_type != MLTEST_TYPE_I32 && in->class_type != MLTEST_TYPE_I64)
        return "mltest_sink_add_boxes: class_type is neither I32 nor I64";
    if (in->box_format < MLTEST_BOX_XYWH || in->box_format > MLTEST_BOX_CXCYWH)
        return "mltest_sink_add_boxes: unknown box_format";
    if (in->n > mlt_context_limits(sink->ctx)->max_boxes)
        return "mltest_sink_add_boxes: more boxes than max_boxes allows";
    return NULL;
}

mltest_status mlt_sink_add_boxes(mltest_sink *sink, size_t i, const mlt_sink_boxes *in)
{
    TRY(begin(sink, i, MLTEST_TASK_DETECTION));
    const char *wrong = complaint(sink, in);
    if (wrong)
        return misuse(sink, i, wrong);
    fenv_t host;
    mlt_fpenv_enter(&host);
    mltest_status status = MLTEST_OK;
    for (size_t k = 0; k < in->n && status == MLTEST_OK; k++) {
        mlt_box box = box_at(in, k);
        status = put(sink, i, integer_at(in->classes, in->class_type, k),
                     number_at(in->scores, in->box_type, k), &box);
    }
    mlt_fpenv_leave(&host);
    return status;
}

mltest_status mlt_sink_set_probabilities(mltest_sink *sink, size_t i, size_t n,
                                         const void *probabilities, int32_t type)
{
    TRY(begin(sink, i, MLTEST_TASK_CLASSIFICATION));
    if (!probabilities || (type != MLTEST_TYPE_F32 && type != MLTEST_TYPE_F64))
        return misuse(sink, i, "mltest_sink_set_probabilities: unusable array or type");
    if (n == 0 || (sink->n_classes > 0 && n != sink->n_classes) ||
        n > mlt_context_limits(sink->ctx)->max_classes)
        return misuse(sink, i, "mltest_sink_set_probabilities: not one number for each class");
    fenv_t host;
    mlt_fpenv_enter(&host);
    mltest_status status = MLTEST_OK;
    for (size_t k = 0; k < n && status == MLTEST_OK; k++)
        status = put(sink, i, (int64_t)k, number_at(probabilities, type, k), NULL);
    mlt_fpenv_leave(&host);
    return status;
}
