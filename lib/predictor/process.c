/* SPDX-License-Identifier: MIT */
#include "predictor/process.h"

#include "base/alloc.h"
#include "base/context.h"
#include "base/error.h"
#include "base/fpenv.h"
#include "predictor/batch.h"
#include "predictor/shellwords.h"
#include "predictor/supervise.h"

/* A detection takes about 100 bytes of JSON; what is longer than this is not an answer. */
enum { BYTES_PER_BOX = 256, LINE_BYTES = 65536, MAX_LINE = 1 << 28 };

static size_t longest_line(const mltest_context *ctx)
{
    uint64_t n = mlt_context_limits(ctx)->max_boxes;
    return n < (MAX_LINE - LINE_BYTES) / BYTES_PER_BOX ? LINE_BYTES + (size_t)n * BYTES_PER_BOX
                                                       : MAX_LINE;
}

static void destroy(void *user_data)
{
    mlt_process *process = user_data;
    mltest_context *ctx = process->ctx;
    mlt_child_finish(&process->child);
    mlt_names_free(ctx, &process->words);
    mlt_feed_free(&process->lines);
    mlt_classes_free(ctx, &process->classes);
    mlt_free(ctx, process);
}

/* A second run with the same predictor starts a new child: its data set may have other classes. */
static mltest_status begin(void *user_data, mltest_predictor *predictor, const mlt_classes *classes,
                           mltest_error **error)
{
    mlt_process *process = user_data;
    mlt_child_finish(&process->child);
    process->predictor = predictor;
    process->restarts_left = process->restarts;
    process->greeted = false;
    TRY(mlt_classes_copy(process->ctx, &process->classes, classes, error));
    return mlt_process_start(process, error);
}

static void set_idle(void *user_data, int (*idle)(void *idle_data), void *idle_data)
{
    mlt_process *process = user_data;
    process->idle = idle;
    process->idle_data = idle_data;
}

/* No child, no answer. */
static int32_t refuse(mltest_sink *sink, mltest_status status, const mltest_error *why)
{
    if (status == MLTEST_ERR_CANCELLED)
        return MLTEST_CALLBACK_STOP;
    sink->out_of_memory |= status == MLTEST_ERR_MEMORY;
    for (size_t i = 0; i < sink->n && !sink->out_of_memory; i++)
        (void)mlt_sink_fail_escaped(sink, i, mlt_error_text(why, MLT_ERROR_MESSAGE));
    return MLTEST_CALLBACK_DONE;
}

static int32_t predict(void *user_data, const mltest_image_view *images, size_t n,
                       mltest_sink *sink)
{
    (void)images; /* the sink's questions have them, too */
    (void)n;
    mlt_process *process = user_data;
    mltest_error *why = NULL;
    fenv_t host;
    mlt_fpenv_enter(&host);
    mltest_status status = mlt_process_ensure(process, &why);
    int32_t code = status == MLTEST_OK ? mlt_batch_ask(process, sink) : refuse(sink, status, why);
    mlt_error_free(why);
    mlt_fpenv_leave(&host);
    return code;
}

/* The words as execvp wants them: the list's array, with NULL after the last. */
static mltest_status split_command(mlt_process *process, const char *command, mltest_error **error)
{
    mlt_names *words = &process->words;
    TRY(mlt_shellwords(process->ctx, command, words, error));
    if (!mlt_reserve(process->ctx, words->items, words->cap, words->n + 1))
        return mlt_fail_memory(error);
    words->items[words->n] = NULL;
    return MLTEST_OK;
}

static mltest_status make(mltest_predictor **out, mlt_process *process, const char *command,
                          const mltest_options *options, mltest_error **error)
{
    const mlt_option_table *table = &mlt_predictor_options;
    TRY(split_command(process, command, error));
    process->timeout_s = mlt_options_double(options, table, "timeout");
    process->restarts = mlt_options_int(options, table, "restarts");
    mltest_predictor_vtable vtable = {.struct_size = sizeof vtable,
                                      .predict = predict,
                                      .destroy = destroy,
                                      .max_batch =
                                          (uint64_t)mlt_options_int(options, table, "batch")};
    TRY(mlt_predictor_make(out, process->ctx, &vtable, process, error));
    (*out)->hooks = (mlt_predictor_hooks){.begin = begin, .set_idle = set_idle};
    return MLTEST_OK;
}

mltest_status mlt_process_open(mltest_predictor **out, mltest_context *ctx, const char *command,
                               const mltest_options *options, mltest_error **error)
{
    mlt_process *process = mlt_alloc_zero(ctx, 1, sizeof *process);
    if (!process)
        return mlt_fail_memory(error);
    process->ctx = ctx;
    process->next_id = 1;
    process->max_line = longest_line(ctx);
    mlt_child_init(&process->child);
    mlt_feed_init(&process->lines, ctx);
    mltest_status status = make(out, process, command, options, error);
    if (status != MLTEST_OK)
        destroy(process);
    return status;
}
