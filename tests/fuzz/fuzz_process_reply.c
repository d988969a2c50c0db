/* SPDX-License-Identifier: MIT */
/*
 * Lines from a child process, as an answer and as a greeting: any bytes give one or an error, and
 * what the sink is told afterwards leaves nothing in an answer that could not be scored.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "mltest/error.h"
#include "predictor/greeting.h"
#include "predictor/reply.h"
#include "predictor/sink.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static char *names[] = {(char[]){"cat"}, (char[]){"dog"}};
static const mlt_classes classes = {names, 2, 2};

static void check_preds(const mlt_preds *preds)
{
    for (size_t i = 0; i < preds->n; i++) {
        const mlt_pred *p = &preds->items[i];
        if (!mlt_box_is_proper(&p->box) || !(p->score >= 0 && p->score <= 1) || p->cls < 0 ||
            p->cls > 1 || !isfinite(p->box.width * p->box.height))
            abort();
    }
}

/* Gives a reply's items to a sink of one picture. */
static void check_sink(const mlt_reply *reply)
{
    mlt_answer answer = {.answered = false};
    const mlt_question question = {.view = {.width = 10, .height = 10}, .answer = &answer};
    mltest_sink sink = {
        .questions = &question, .n = 1, .task = MLTEST_TASK_DETECTION, .n_classes = classes.n};
    for (size_t i = 0; i < reply->n; i++)
        (void)mlt_sink_add_box(&sink, 0, reply->items[i].cls, reply->items[i].score,
                               &reply->items[i].box);
    (void)mlt_sink_fail(&sink, 0, mlt_text_string(&reply->message));
    check_preds(&answer.preds);
    mlt_answer_free(NULL, &answer);
}

static void check_reply(const char *line, size_t n)
{
    mlt_reply reply;
    mltest_error *error = NULL;
    mlt_reply_init(&reply, NULL);
    mltest_status status = mlt_reply_parse(&reply, line, n, &classes, &error);
    if (status != mltest_error_status(error))
        abort();
    if (status == MLTEST_OK && (!reply.has_id || reply.kind == MLT_REPLY_NONE))
        abort();
    if (status == MLTEST_OK)
        check_sink(&reply);
    mlt_reply_free(&reply);
    mltest_error_free(error);
}

static void check_greeting(const char *line, size_t n)
{
    mlt_greeting greeting = {.has_classes = false};
    mltest_error *error = NULL;
    mltest_status status = mlt_greeting_parse(&greeting, NULL, line, n, &error);
    if (status != mltest_error_status(error))
        abort();
    if (status == MLTEST_OK && greeting.has_classes != (greeting.classes.n > 0))
        abort();
    mlt_greeting_free(&greeting, NULL);
    mltest_error_free(error);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    check_reply((const char *)data, n);
    check_greeting((const char *)data, n);
    return 0;
}
