/* SPDX-License-Identifier: MIT */
#include "predictor/supervise.h"

#include "base/clock.h"
#include "base/context.h"
#include "base/error.h"
#include "predictor/escape.h"
#include "predictor/greeting.h"
#include "predictor/request.h"

#include <inttypes.h>
#include <string.h>

mlt_exchange_end mlt_process_exchange(mlt_process *process, const mlt_talk *talk)
{
    mlt_exchange exchange = {.child = &process->child,
                             .lines = &process->lines,
                             .max_line = process->max_line,
                             .deadline_ns = mlt_clock_ns() + (int64_t)(process->timeout_s * 1e9),
                             .idle = process->idle,
                             .idle_data = process->idle_data};
    return mlt_exchange_run(&exchange, talk);
}

const mlt_classes *mlt_process_classes(const mlt_process *process)
{
    const mlt_classes *own = &process->predictor->classes;
    return own->n > 0 ? own : &process->classes;
}

static void describe(const mlt_process *process, mlt_exchange_end end, bool ended,
                     const char *refused, mlt_text *reason)
{
    if (end == MLT_EXCHANGE_TIMEOUT) {
        mlt_text_puts(reason, "no answer within ");
        mlt_text_f64(reason, process->timeout_s);
        mlt_text_puts(reason, " s");
    } else if (end == MLT_EXCHANGE_REFUSED) {
        mlt_text_puts(reason, refused);
    } else if (end == MLT_EXCHANGE_TOO_LONG) {
        mlt_text_printf(reason, "the process wrote a line longer than %zu bytes",
                        process->max_line);
    } else if (ended) {
        mlt_text_puts(reason, "the process ");
        mlt_child_describe_end(&process->child, reason);
    } else {
        mlt_text_puts(reason, "the process closed its output");
    }
}

void mlt_process_fail(mlt_process *process, mlt_exchange_end end, const char *refused,
                      mlt_text *reason)
{
    bool ended = mlt_child_has_ended(&process->child);
    mlt_child_kill(&process->child);
    describe(process, end, ended, refused, reason);
    if (!mlt_tail_is_empty(&process->child.tail)) {
        mlt_text_puts(reason, "; its last words: \"");
        mlt_tail_print(&process->child.tail, reason);
        mlt_text_putc(reason, '"');
    }
}

/* The greeting as one exchange. */
typedef struct {
    mlt_process *process;
    mlt_text question;
    size_t n_sent;
    bool answered;
    mlt_greeting greeting;
    mltest_error *wrong;
} hello;

static bool hello_peek(void *data, const char **bytes, size_t *n)
{
    hello *h = data;
    *bytes = mlt_text_string(&h->question) + h->n_sent;
    *n = h->question.n - h->n_sent;
    return mlt_text_ok(&h->question);
}

static void hello_sent(void *data, size_t n)
{
    ((hello *)data)->n_sent += n;
}

static mltest_status hello_line(void *data, const char *line, size_t n)
{
    hello *h = data;
    if (h->answered) /* belongs to the first question, which was not asked yet */
        return mlt_fail(&h->wrong, MLTEST_ERR_FORMAT, "a line follows at once");
    h->answered = true;
    return mlt_greeting_parse(&h->greeting, h->process->ctx, line, n, &h->wrong);
}

static bool hello_is_answered(const void *data)
{
    return ((const hello *)data)->answered;
}

static bool same_classes(const mlt_classes *a, const mlt_classes *b)
{
    if (a->n != b->n)
        return false;
    for (size_t i = 0; i < a->n; i++)
        if (strcmp(a->names[i], b->names[i]) != 0)
            return false;
    return true;
}

/* The first greeting of a run says what the model is; a restarted child must be the same model. */
static mltest_status accept_greeting(mlt_process *process, const mlt_greeting *greeting,
                                     mltest_error **error)
{
    mltest_predictor *predictor = process->predictor;
    const mlt_classes *classes = &greeting->classes;
    const char *const *names = (const char *const *)classes->names;
    if (process->greeted && greeting->has_classes && !same_classes(classes, &predictor->classes))
        return mlt_fail(error, MLTEST_ERR_PREDICTOR,
                        "the restarted process greets with other classes");
    if (process->greeted)
        return MLTEST_OK;
    if (greeting->has_classes)
        TRY(mlt_predictor_set_classes(predictor, names, classes->n, error));
    if (greeting->name)
        TRY(mlt_predictor_set_model(predictor, greeting->name, greeting->version, error));
    process->greeted = true;
    return MLTEST_OK;
}

/* Turns the end of an exchange other than DONE into an error; the child is gone after it. */
static mltest_status fail_greeting(mlt_process *process, mlt_exchange_end end, const hello *h,
                                   mltest_error **error)
{
    mlt_text reason;
    mlt_text_init(&reason, process->ctx);
    mlt_process_fail(process, end, mlt_error_text(h->wrong, MLT_ERROR_MESSAGE), &reason);
    mltest_status status = MLTEST_ERR_MEMORY;
    if (end == MLT_EXCHANGE_CANCELLED)
        status = mlt_fail(error, MLTEST_ERR_CANCELLED, "cancelled while the process started");
    else if (end == MLT_EXCHANGE_MEMORY || !mlt_text_ok(&reason))
        status = mlt_fail_memory(error);
    else
        status = mlt_fail(error, MLTEST_ERR_PREDICTOR, "the process did not greet: %s",
                          mlt_text_string(&reason));
    mlt_text_free(&reason);
    return status;
}

static mltest_status greet(mlt_process *process, hello *h, mltest_error **error)
{
    mlt_request_greeting(&h->question, process->predictor->task, &process->classes,
                         process->predictor->vtable.max_batch);
    mlt_talk talk = {hello_peek, hello_sent, hello_line, hello_is_answered, h};
    mlt_exchange_end end = mlt_process_exchange(process, &talk);
    if (end != MLT_EXCHANGE_DONE)
        return fail_greeting(process, end, h, error);
    mltest_status status = accept_greeting(process, &h->greeting, error);
    if (status != MLTEST_OK)
        mlt_child_kill(&process->child);
    return status;
}

mltest_status mlt_process_start(mlt_process *process, mltest_error **error)
{
    mlt_child_kill(&process->child);
    mlt_feed_clear(&process->lines);
    TRY(mlt_child_start(&process->child, process->words.items, error));
    hello h = {.process = process};
    mlt_text_init(&h.question, process->ctx);
    mltest_status status = greet(process, &h, error);
    mlt_text_free(&h.question);
    mlt_greeting_free(&h.greeting, process->ctx);
    mlt_error_free(h.wrong);
    return status;
}

static bool is_ready(const mlt_process *process)
{
    const mlt_child *child = &process->child;
    return child->in >= 0 && child->out >= 0 && !mlt_child_has_ended(child);
}

/* Starts children until one greets, or none may be started any more. */
static mltest_status restart(mlt_process *process, mltest_error **error)
{
    mltest_status status = MLTEST_ERR_PREDICTOR;
    while (status == MLTEST_ERR_PREDICTOR && process->restarts_left > 0) {
        process->restarts_left--;
        mlt_log(process->ctx, MLTEST_LOG_WARNING, "restarting the process (%" PRId64 " left)",
                process->restarts_left);
        mlt_error_free(*error); /* why the last one did not greet */
        *error = NULL;
        status = mlt_process_start(process, error);
    }
    return status;
}

mltest_status mlt_process_ensure(mlt_process *process, mltest_error **error)
{
    if (!process->predictor)
        return mlt_fail(error, MLTEST_ERR_PREDICTOR, "no run has begun");
    if (is_ready(process))
        return MLTEST_OK;
    if (process->restarts_left == 0)
        return mlt_fail(error, MLTEST_ERR_PREDICTOR,
                        "the process is gone and was restarted %" PRId64
                        " times, as often as allowed",
                        process->restarts);
    return restart(process, error);
}
