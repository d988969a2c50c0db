/* SPDX-License-Identifier: MIT */
/*
 * A small data set in memory, and a model that is a C function.
 */
#ifndef MLT_TESTS_RUN_FIXTURES_H
#define MLT_TESTS_RUN_FIXTURES_H

#include "run/run.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "testing.h"

enum { SAMPLES = 6 };

/* Answers with one box whose place follows from the pixels; may be told to misbehave. */
typedef struct {
    int calls, fail_after, stop_after;
    int destroyed;
} model;

static inline int32_t predict(void *user_data, const mltest_image_view *images, size_t n,
                              mltest_sink *sink)
{
    model *m = user_data;
    m->calls++;
    if (m->stop_after > 0 && m->calls > m->stop_after)
        return MLTEST_CALLBACK_STOP;
    if (m->fail_after > 0 && m->calls > m->fail_after)
        return 42;
    for (size_t i = 0; i < n; i++) {
        const uint8_t *p = images[i].data;
        mltest_sink_add_box(sink, i, 0, 0.5 + p[0] / 600.0, p[1] % 8, p[2] % 8, 9, 9);
    }
    return MLTEST_CALLBACK_DONE;
}

static inline void destroy(void *user_data)
{
    ((model *)user_data)->destroyed++;
}

static inline mltest_dataset *make_dataset(void)
{
    static const char *const names[] = {"thing"};
    mltest_dataset *dataset;
    ck_assert_int_eq(mltest_dataset_new_memory(&dataset, NULL, "tiny", names, 1, NULL), MLTEST_OK);
    for (int i = 0; i < SAMPLES; i++) {
        uint8_t pixels[16 * 12 * 3];
        char id[16];
        const mltest_box box = {2, 2, 9, 9};
        const mltest_image_view view = {.data = pixels,
                                        .stride_bytes = 48,
                                        .width = 16,
                                        .height = 12,
                                        .format = MLTEST_FORMAT_RGB8};
        mltest_sample *sample;
        for (size_t k = 0; k < sizeof pixels; k++)
            pixels[k] = (uint8_t)(k * (size_t)(i + 3) + 7);
        snprintf(id, sizeof id, "p%d", i);
        ck_assert_int_eq(mltest_sample_new(&sample, NULL, NULL), MLTEST_OK);
        ck_assert_int_eq(mltest_sample_set_id(sample, id, NULL), MLTEST_OK);
        ck_assert_int_eq(mltest_sample_add_truth(sample, 0, &box, 0, NULL), MLTEST_OK);
        ck_assert_int_eq(mltest_sample_set_view(sample, &view, NULL), MLTEST_OK);
        ck_assert_int_eq(mltest_dataset_add(dataset, sample, NULL), MLTEST_OK);
        mltest_sample_free(sample);
    }
    return dataset;
}

static inline mltest_run *make_run_with(mltest_context *ctx, model *m, const char *options_text,
                                        uint64_t flags, uint32_t concurrent, const char *conditions)
{
    mltest_predictor_vtable vtable = {.struct_size = sizeof vtable,
                                      .flags = flags,
                                      .predict = predict,
                                      .destroy = destroy,
                                      .max_batch = 8,
                                      .max_concurrent = concurrent};
    mltest_dataset *dataset = make_dataset();
    mltest_predictor *predictor;
    mltest_suite *suite;
    mltest_options *options;
    mltest_run *run;
    char text[256];
    snprintf(text, sizeof text, "%s", options_text);
    ck_assert_int_eq(mltest_predictor_new(&predictor, NULL, &vtable, m, NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_suite_open(&suite, NULL, conditions, NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_options_new(&options, NULL, "run", NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_options_set_bool(options, "timing", 0, NULL), MLTEST_OK);
    for (char *word = text; *word != '\0';) { /* "name=value name=value" */
        char *equals = strchr(word, '='), *end = equals + strcspn(equals, " ");
        char *next = *end == ' ' ? end + 1 : end;
        *equals = *end = '\0';
        ck_assert_int_eq(mltest_options_set_text(options, word, equals + 1, NULL), MLTEST_OK);
        word = next;
    }
    ck_assert_int_eq(mltest_run_new(&run, ctx, dataset, predictor, suite, options, NULL),
                     MLTEST_OK);
    mltest_options_free(options);
    mltest_suite_free(suite);
    mltest_predictor_free(predictor);
    mltest_dataset_free(dataset);
    return run;
}

static inline mltest_run *make_run(mltest_context *ctx, model *m, const char *options,
                                   uint64_t flags)
{
    return make_run_with(ctx, m, options, flags, 1, "gaussian_noise@2 saturate@3 rotation@1");
}

#endif
