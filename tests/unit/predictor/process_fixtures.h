/* SPDX-License-Identifier: MIT */
/*
 * A process predictor over tests/failure/process_child.c, ready to be asked.
 */
#ifndef MLT_TESTS_PREDICTOR_PROCESS_FIXTURES_H
#define MLT_TESTS_PREDICTOR_PROCESS_FIXTURES_H

#include <errno.h>
#include <sys/wait.h>

#include "predictor/fixtures.h"
#include "predictor/process.h"
#include "predictor/supervise.h"

static inline mltest_options *fix_options(const char *timeout, const char *restarts,
                                          const char *batch)
{
    mltest_options *options = NULL;
    ck_assert_int_eq(mlt_options_make(&options, NULL, &mlt_predictor_options, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_options_set(options, "timeout", timeout, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_options_set(options, "restarts", restarts, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_options_set(options, "batch", batch, NULL), MLTEST_OK);
    return options;
}

/* Opens the child in a mode; the run has not begun. */
static inline mltest_predictor *fix_open(mltest_context *ctx, const char *mode, const char *timeout,
                                         const char *restarts)
{
    char command[4096];
    mltest_predictor *p = NULL;
    mltest_options *options = fix_options(timeout, restarts, "8");
    snprintf(command, sizeof command, "'%s' %s", fix_child(), mode);
    ck_assert_int_eq(mlt_process_open(&p, ctx, command, options, NULL), MLTEST_OK);
    mlt_options_unref(options);
    return p;
}

static inline mltest_status fix_begin(mltest_predictor *p, mltest_error **error)
{
    mlt_classes classes = {NULL, 0, 0};
    fix_add_classes(NULL, &classes, "a", "b");
    mltest_status status = p->hooks.begin(p->user_data, p, &classes, error);
    mlt_classes_free(NULL, &classes);
    return status;
}

static inline mltest_predictor *fix_process(const char *mode, const char *timeout,
                                            const char *restarts)
{
    mltest_predictor *p = fix_open(NULL, mode, timeout, restarts);
    ck_assert_int_eq(fix_begin(p, NULL), MLTEST_OK);
    return p;
}

static inline mlt_process *fix_state(mltest_predictor *p)
{
    return p->user_data;
}

/* Asks about n fresh pictures. */
static inline mltest_status fix_ask(mltest_predictor *p, fix_batch *b, size_t n)
{
    fix_batch_init(b, n);
    return mlt_predict(p, b->questions, n, NULL, 2, NULL);
}

/* No zombie, and as many descriptors as there were. */
static inline void fix_check_traces(int descriptors_before)
{
    ck_assert_int_eq(waitpid(-1, NULL, WNOHANG), -1);
    ck_assert_int_eq(errno, ECHILD);
    ck_assert_int_eq(fix_descriptors(), descriptors_before);
}

/* The answer that the child's normal modes give to picture i of a fix_batch. */
static inline void fix_check_normal(const fix_batch *b, size_t i)
{
    const mlt_answer *answer = &b->answers[i];
    unsigned sum = 0;
    ck_assert_msg(answer->answered, "%s", answer->message ? answer->message : "no message");
    ck_assert_uint_eq(answer->preds.n, 1);
    for (size_t j = 0; j < sizeof b->pixels[i]; j++)
        sum = (sum + b->pixels[i][j]) % 1000;
    const mlt_box *box = &answer->preds.items[0].box;
    ck_assert_double_eq(box->x, b->pixels[i][0]);
    ck_assert_double_eq(box->y, b->pixels[i][sizeof b->pixels[i] - 1]);
    ck_assert_double_eq(box->width, sum + 1);
    ck_assert_double_eq(box->height, sizeof b->pixels[i]);
    ck_assert_double_eq(answer->preds.items[0].score, 0.75);
}

static inline void fix_check_failed(const fix_batch *b, size_t i, const char *message)
{
    const mlt_answer *answer = &b->answers[i];
    ck_assert(answer->failed && !answer->answered);
    ck_assert_msg(strstr(answer->message, message) != NULL, "\"%s\" not in \"%s\"", message,
                  answer->message);
}

#endif
