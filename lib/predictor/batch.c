/* SPDX-License-Identifier: MIT */
#include "predictor/batch.h"

#include "base/context.h"
#include "base/error.h"
#include "predictor/escape.h"

#include <inttypes.h>

enum { QUOTED_BYTES = 80 };

typedef struct {
    mlt_process *process;
    mltest_sink *sink;
    mlt_request request;
    mlt_reply reply;
    size_t n_answered;
    mlt_text refused; /* why a line was refused */
} batch;

static bool peek(void *data, const char **bytes, size_t *n)
{
    return mlt_request_peek(&((batch *)data)->request, bytes, n);
}

static void sent(void *data, size_t n)
{
    mlt_request_sent(&((batch *)data)->request, n);
}

static bool is_answered(const void *data)
{
    const batch *b = data;
    return b->n_answered == b->sink->n;
}

/* A line that belongs to no picture: nothing that follows can be trusted. */
static mltest_status refuse_line(batch *b, const char *line, size_t n)
{
    mlt_text_puts(&b->refused, "the process wrote what is not an answer: \"");
    mlt_escape(&b->refused, line, n < QUOTED_BYTES ? n : mlt_escape_cut(line, QUOTED_BYTES));
    mlt_text_puts(&b->refused, n > QUOTED_BYTES ? "…\"" : "\"");
    return MLTEST_ERR_FORMAT;
}

static mltest_status refuse_id(batch *b, uint64_t id)
{
    mlt_text_printf(&b->refused, "the process answered %" PRIu64 ", which was not asked", id);
    return MLTEST_ERR_FORMAT;
}

static void commit_boxes(mltest_sink *sink, size_t i, const mlt_reply *reply)
{
    mltest_status status = mlt_sink_add_boxes(sink, i, &(mlt_sink_boxes){.n = 0});
    for (size_t k = 0; k < reply->n && status == MLTEST_OK; k++) {
        const mlt_reply_item *item = &reply->items[k];
        status = mlt_sink_add_box(sink, i, item->cls, item->score, &item->box);
    }
}

static void commit_classes(mltest_sink *sink, size_t i, const mlt_reply *reply)
{
    if (reply->n == 0)
        (void)mlt_sink_fail(sink, i, "the answer names no class");
    mltest_status status = MLTEST_OK;
    for (size_t k = 0; k < reply->n && status == MLTEST_OK; k++)
        status = mlt_sink_add_class(sink, i, reply->items[k].cls, reply->items[k].score);
}

static void commit(mltest_sink *sink, size_t i, const mlt_reply *reply)
{
    if (reply->kind == MLT_REPLY_DETECTIONS)
        commit_boxes(sink, i, reply);
    else if (reply->kind == MLT_REPLY_CLASSES)
        commit_classes(sink, i, reply);
    else
        (void)mlt_sink_fail(sink, i, mlt_text_string(&reply->message));
}

/* An answer to picture i, whole or broken. The second one to the same picture makes it a failure:
 * nobody knows which of them was meant. */
static void take(batch *b, size_t i, mltest_status status, const mltest_error *why)
{
    if (b->sink->questions[i].answer->answered) {
        (void)mlt_sink_fail(b->sink, i, "answered twice");
        return;
    }
    b->n_answered++;
    if (status == MLTEST_OK)
        commit(b->sink, i, &b->reply);
    else
        (void)mlt_sink_fail(b->sink, i, mlt_error_text(why, MLT_ERROR_MESSAGE));
}

/* Where an answer belongs, by its id. */
static mltest_status route(batch *b, mltest_status status, const mltest_error *why)
{
    uint64_t id = b->reply.id, first = b->request.first_id;
    if (id >= first && id - first < b->sink->n && id - first <= b->request.i) {
        take(b, (size_t)(id - first), status, why);
        return b->sink->out_of_memory ? MLTEST_ERR_MEMORY : MLTEST_OK;
    }
    if (id == 0 || id >= first)
        return refuse_id(b, id);
    mlt_log(b->process->ctx, MLTEST_LOG_WARNING,
            "the process answered %" PRIu64 " again, after its batch: ignored", id);
    return MLTEST_OK;
}

static mltest_status take_line(void *data, const char *line, size_t n)
{
    batch *b = data;
    mltest_error *why = NULL;
    mltest_status status =
        mlt_reply_parse(&b->reply, line, n, mlt_process_classes(b->process), &why);
    if (status != MLTEST_ERR_MEMORY)
        status = b->reply.has_id ? route(b, status, why) : refuse_line(b, line, n);
    mlt_error_free(why);
    return status;
}

/* The pictures that were not answered share the reason. */
static void fail_rest(batch *b, mlt_exchange_end end)
{
    mltest_sink *sink = b->sink;
    mlt_text reason;
    mlt_text_init(&reason, b->process->ctx);
    mlt_process_fail(b->process, end, mlt_text_string(&b->refused), &reason);
    for (size_t i = 0; i < sink->n; i++)
        if (!sink->questions[i].answer->answered)
            (void)mlt_sink_fail_escaped(sink, i, mlt_text_string(&reason));
    mlt_log(b->process->ctx, MLTEST_LOG_WARNING, "%s", mlt_text_string(&reason));
    sink->out_of_memory |= !mlt_text_ok(&reason) || !mlt_text_ok(&b->refused);
    mlt_text_free(&reason);
}

int32_t mlt_batch_ask(mlt_process *process, mltest_sink *sink)
{
    batch b = {.process = process, .sink = sink};
    mlt_request_init(&b.request, process->ctx, sink->questions, sink->n, process->next_id);
    mlt_reply_init(&b.reply, process->ctx);
    mlt_text_init(&b.refused, process->ctx);
    process->next_id += sink->n;
    mlt_talk talk = {peek, sent, take_line, is_answered, &b};
    mlt_exchange_end end = mlt_process_exchange(process, &talk);
    if (end == MLT_EXCHANGE_CANCELLED || end == MLT_EXCHANGE_MEMORY)
        mlt_child_kill(&process->child);
    else if (end != MLT_EXCHANGE_DONE)
        fail_rest(&b, end);
    sink->out_of_memory |= end == MLT_EXCHANGE_MEMORY;
    mlt_text_free(&b.refused);
    mlt_reply_free(&b.reply);
    mlt_request_free(&b.request);
    return end == MLT_EXCHANGE_CANCELLED ? MLTEST_CALLBACK_STOP : MLTEST_CALLBACK_DONE;
}
