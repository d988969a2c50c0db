/* SPDX-License-Identifier: MIT */
#include "base/alloc.h"
#include "base/error.h"
#include "base/fpenv.h"
#include "base/text.h"
#include "predictor/answer.h"
#include "predictor/order.h"
#include "predictor/sink.h"

#include <inttypes.h>

static void reset_all(mltest_sink *sink)
{
    for (size_t i = 0; i < sink->n; i++)
        mlt_answer_reset(sink->ctx, sink->questions[i].answer);
}

/* The model's views side by side, as its function wants them. */
static mltest_status gather_views(mltest_context *ctx, const mlt_question *questions, size_t n,
                                  mltest_image_view **out, mltest_error **error)
{
    mltest_image_view *views = mlt_alloc_zero(ctx, n, sizeof *views);
    if (!views)
        return mlt_fail_memory(error);
    for (size_t i = 0; i < n; i++)
        views[i] = questions[i].view;
    *out = views;
    return MLTEST_OK;
}

/* Runs the model's own code in the floating-point environment that it left or its host set. */
static int32_t call(mltest_predictor *predictor, const mltest_image_view *views, mltest_sink *sink,
                    const fenv_t *host)
{
    fenv_t ours;
    (void)fegetenv(&ours);
    mlt_fpenv_leave(host);
    int32_t code = predictor->vtable.predict(predictor->user_data, views, sink->n, sink);
    mlt_fpenv_leave(&ours);
    return code;
}

/* The whole batch failed with a callback's code. */
static void fail_all(mltest_sink *sink, int32_t code)
{
    mlt_text text;
    mlt_text_init(&text, sink->ctx);
    mlt_text_printf(&text, "predict returned %" PRId32, code);
    for (size_t i = 0; i < sink->n && mlt_text_ok(&text); i++) {
        (void)mlt_sink_fail_escaped(sink, i, mlt_text_string(&text));
        sink->questions[i].answer->code = code;
    }
    sink->out_of_memory |= !mlt_text_ok(&text);
    mlt_text_free(&text);
}

/* Silence is a failure, a failure has no predictions, and predictions have one order. */
static mltest_status settle(mltest_sink *sink, size_t i, mltest_error **error)
{
    mlt_answer *answer = sink->questions[i].answer;
    if (!answer->answered)
        (void)mlt_sink_fail_escaped(sink, i, "no answer");
    if (!answer->failed)
        return mlt_preds_order(sink->ctx, &answer->preds, error);
    answer->preds.n = 0;
    answer->answered = false;
    return MLTEST_OK;
}

static mltest_status ask(mltest_predictor *predictor, mltest_sink *sink, const fenv_t *host,
                         mltest_error **error)
{
    mltest_image_view *views = NULL;
    TRY(gather_views(sink->ctx, sink->questions, sink->n, &views, error));
    int32_t code = call(predictor, views, sink, host);
    mlt_free(sink->ctx, views);
    if (code == MLTEST_CALLBACK_STOP)
        return mlt_fail(error, MLTEST_ERR_CANCELLED, "the model asked to stop");
    if (code != MLTEST_CALLBACK_DONE) {
        reset_all(sink);
        fail_all(sink, code);
    }
    for (size_t i = 0; i < sink->n; i++)
        TRY(settle(sink, i, error));
    return sink->out_of_memory ? mlt_fail_memory(error) : MLTEST_OK;
}

mltest_status mlt_predict(mltest_predictor *predictor, const mlt_question *questions, size_t n,
                          const int32_t *class_map, size_t n_classes, mltest_error **error)
{
    if (n == 0 || n > predictor->vtable.max_batch)
        return mlt_fail(error, MLTEST_ERR_INVALID, "a batch of %zu pictures, not 1 to %" PRIu64, n,
                        predictor->vtable.max_batch);
    mltest_sink sink = {.ctx = predictor->ctx,
                        .questions = questions,
                        .n = n,
                        .task = predictor->task,
                        .class_map = class_map,
                        .n_classes = n_classes};
    fenv_t host;
    mlt_fpenv_enter(&host);
    reset_all(&sink);
    mltest_status status = ask(predictor, &sink, &host, error);
    if (status != MLTEST_OK)
        reset_all(&sink);
    mlt_fpenv_leave(&host);
    return status;
}
