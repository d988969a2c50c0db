/* SPDX-License-Identifier: MIT */
/*
 * What tests of predictors share: batches of small pictures, models in a few lines, and the
 * process that plays the child.
 */
#ifndef MLT_TESTS_PREDICTOR_FIXTURES_H
#define MLT_TESTS_PREDICTOR_FIXTURES_H

#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "predictor/sink.h"
#include "testing.h"

enum { FIX_MOST = 8, FIX_WIDTH = 4, FIX_HEIGHT = 2 };

/* Up to eight RGB pictures of 4 × 2, questions about them and room for answers. */
typedef struct {
    uint8_t pixels[FIX_MOST][FIX_HEIGHT * FIX_WIDTH * 3];
    char ids[FIX_MOST][32];
    mlt_question questions[FIX_MOST];
    mlt_answer answers[FIX_MOST];
    size_t n;
} fix_batch;

/* Pictures of n samples "dir/0.png" …; byte j of picture i is 10 i + j + 1. */
static inline void fix_batch_init(fix_batch *b, size_t n)
{
    memset(b, 0, sizeof *b);
    b->n = n;
    for (size_t i = 0; i < n; i++) {
        for (size_t j = 0; j < sizeof b->pixels[i]; j++)
            b->pixels[i][j] = (uint8_t)(10 * i + j + 1);
        snprintf(b->ids[i], sizeof b->ids[i], "dir/%zu.png", i);
        b->questions[i].view = (mltest_image_view){.data = b->pixels[i],
                                                   .stride_bytes = FIX_WIDTH * 3,
                                                   .width = FIX_WIDTH,
                                                   .height = FIX_HEIGHT,
                                                   .format = MLTEST_FORMAT_RGB8};
        b->questions[i].sample_id = b->ids[i];
        b->questions[i].condition = "clean";
        b->questions[i].answer = &b->answers[i];
    }
}

static inline void fix_batch_free(mltest_context *ctx, fix_batch *b)
{
    for (size_t i = 0; i < b->n; i++)
        mlt_answer_free(ctx, &b->answers[i]);
}

/* A sink over all questions, with the identity as class map. */
static inline mltest_sink fix_sink(mltest_context *ctx, const fix_batch *b, int32_t task,
                                   size_t n_classes)
{
    return (mltest_sink){
        .ctx = ctx, .questions = b->questions, .n = b->n, .task = task, .n_classes = n_classes};
}

/* Answers with what a test's own function says; counts how often it was destroyed. */
typedef struct {
    int32_t (*predict)(void *user_data, const mltest_image_view *images, size_t n,
                       mltest_sink *sink);
    int destroyed;
    size_t calls;
    void *data;
} fix_model;

static inline void fix_destroy(void *user_data)
{
    ((fix_model *)user_data)->destroyed++;
}

static inline mltest_status fix_predictor(mltest_predictor **out, mltest_context *ctx,
                                          fix_model *model, uint64_t max_batch,
                                          mltest_error **error)
{
    mltest_predictor_vtable vtable = {.struct_size = sizeof vtable,
                                      .predict = model->predict,
                                      .destroy = fix_destroy,
                                      .max_batch = max_batch};
    return mlt_predictor_make(out, ctx, &vtable, model, error);
}

static inline void fix_add_classes(mltest_context *ctx, mlt_classes *classes, const char *a,
                                   const char *b)
{
    ck_assert_int_eq(mlt_classes_add(ctx, classes, a, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_classes_add(ctx, classes, b, NULL), MLTEST_OK);
}

/* The program of tests/failure/process_child.c. */
static inline const char *fix_child(void)
{
    const char *path = getenv("MLTEST_TEST_CHILD");
    return path != NULL ? path : "build/tests/process_child";
}

/* How many descriptors this process has open: nothing may leak. */
static inline int fix_descriptors(void)
{
    int n = 0;
    for (int fd = 0; fd < 1024; fd++)
        n += fcntl(fd, F_GETFD) >= 0;
    return n;
}

#endif
