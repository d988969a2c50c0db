/* SPDX-License-Identifier: MIT */
/*
 * What tests of the public interface share: refusals, a tiny data set, a model in a few lines, and
 * journals of runs whose every score is known.
 */
#ifndef MLT_TESTS_API_FIXTURES_H
#define MLT_TESTS_API_FIXTURES_H

#include <stdio.h>
#include <string.h>

#include "testing.h"

enum { API_SAMPLES = 4, API_WIDTH = 16, API_HEIGHT = 12, API_CONDITIONS = 3 };
#define API_SUITE "brightness@2 saturate@3"
#define API_BRIGHTNESS "brightness:r1@2"
#define API_SATURATE "saturate:r1@3"

/* The last call must have been refused with this status, for a reason that has these words. */
static inline void api_check_refused(mltest_status status, mltest_error **error,
                                     mltest_status expected, const char *words)
{
    ck_assert_int_eq(status, expected);
    ck_assert_int_eq(mltest_error_status(*error), expected);
    ck_assert_msg(strstr(mltest_error_message(*error), words) != NULL, "'%s' lacks '%s'",
                  mltest_error_message(*error), words);
    mltest_error_free(*error);
    *error = NULL;
}

/* An error object of an earlier failure: every call must ignore it and leave NULL on success. */
static inline void *api_stale(void)
{
    return (void *)(uintptr_t)1;
}

static inline mltest_box api_box(int i)
{
    return (mltest_box){2, 2, 6 + i, 8};
}

static inline mltest_image_view api_view(const uint8_t *pixels)
{
    return (mltest_image_view){.data = pixels,
                               .stride_bytes = API_WIDTH * 3,
                               .width = API_WIDTH,
                               .height = API_HEIGHT,
                               .format = MLTEST_FORMAT_RGB8};
}

static inline void api_add_sample(mltest_dataset *dataset, int i, int shift, int labelled)
{
    uint8_t pixels[API_WIDTH * API_HEIGHT * 3];
    char id[16];
    const mltest_box box = api_box(i);
    const mltest_image_view view = api_view(pixels);
    mltest_sample *sample;
    for (size_t k = 0; k < sizeof pixels; k++)
        pixels[k] = (uint8_t)(k * (size_t)(i + 3) + (size_t)shift);
    snprintf(id, sizeof id, "p%d", i);
    ck_assert_int_eq(mltest_sample_new(&sample, NULL, NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_sample_set_id(sample, id, NULL), MLTEST_OK);
    if (labelled)
        ck_assert_int_eq(mltest_sample_add_truth(sample, i % 2, &box, 0, NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_sample_set_view(sample, &view, NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_dataset_add(dataset, sample, NULL), MLTEST_OK);
    mltest_sample_free(sample);
}

/* Samples "p0" … of 16 × 12, each with one box, of the classes "ant" and "bee" in turn. Another
 * shift makes other pixels. */
static inline mltest_dataset *api_dataset(int shift)
{
    static const char *const names[] = {"ant", "bee"};
    mltest_dataset *dataset;
    ck_assert_int_eq(mltest_dataset_new_memory(&dataset, NULL, "tiny", names, 2, NULL), MLTEST_OK);
    for (int i = 0; i < API_SAMPLES; i++)
        api_add_sample(dataset, i, shift, 1);
    return dataset;
}

/* Finds every box, except under conditions that begin with `blind` in the samples up to `last`. */
typedef struct {
    const char *name, *blind;
    int last;
    int calls, destroyed;
    int32_t code; /* what predict returns */
} api_model;

static inline int32_t api_predict(void *user_data, const mltest_image_view *images, size_t n,
                                  mltest_sink *sink)
{
    api_model *m = user_data;
    (void)images;
    m->calls++;
    for (size_t k = 0; k < n; k++) {
        int i = mltest_sink_sample_id(sink, k)[1] - '0';
        const mltest_box b = api_box(i);
        if (m->blind != NULL && i <= m->last &&
            strncmp(mltest_sink_condition(sink, k), m->blind, strlen(m->blind)) == 0)
            mltest_sink_add_boxes(sink, k, 0, NULL, 0, 0, NULL, NULL, 0);
        else
            mltest_sink_add_box(sink, k, i % 2, 0.875, b.x, b.y, b.width, b.height);
    }
    return m->code;
}

static inline void api_destroy(void *user_data)
{
    ((api_model *)user_data)->destroyed++;
}

static inline mltest_predictor *api_predictor(api_model *m)
{
    const mltest_predictor_vtable vtable = {.struct_size = sizeof vtable,
                                            .predict = api_predict,
                                            .destroy = api_destroy,
                                            .max_batch = 4,
                                            .max_concurrent = 1};
    mltest_predictor *predictor;
    ck_assert_int_eq(mltest_predictor_new(&predictor, NULL, &vtable, m, NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_predictor_set_model(predictor, m->name, "1", NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_predictor_set_score_floor(predictor, 0.125, NULL), MLTEST_OK);
    return predictor;
}

/* Options of a table with one of them set, by name and text. */
static inline mltest_options *api_options(const char *table, const char *name, const char *value)
{
    mltest_options *options;
    ck_assert_int_eq(mltest_options_new(&options, NULL, table, NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_options_set_text(options, name, value, NULL), MLTEST_OK);
    return options;
}

/* A prepared run over a data set under a suite; its parts are the run's alone. */
static inline mltest_run *api_run_on(mltest_context *ctx, mltest_dataset *dataset, api_model *m,
                                     const char *suite_spec)
{
    mltest_predictor *predictor = api_predictor(m);
    mltest_options *options = api_options("run", "threads", "1");
    mltest_suite *suite;
    mltest_run *run;
    ck_assert_int_eq(mltest_options_set_bool(options, "timing", 0, NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_suite_open(&suite, NULL, suite_spec, NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_run_new(&run, ctx, dataset, predictor, suite, options, NULL),
                     MLTEST_OK);
    mltest_options_free(options);
    mltest_suite_free(suite);
    mltest_predictor_free(predictor);
    mltest_dataset_free(dataset);
    return run;
}

static inline mltest_run *api_run(mltest_context *ctx, api_model *m, const char *suite_spec)
{
    return api_run_on(ctx, api_dataset(7), m, suite_spec);
}

/* The journal of a run of the model over a data set, which goes, read back. */
static inline mltest_journal *api_journal_on(mltest_dataset *dataset, api_model *m,
                                             const char *suite_spec)
{
    const char *dir = mlt_test_make_dir(), *path = mlt_test_path(dir, "a.jsonl.gz");
    mltest_run *run = api_run_on(NULL, dataset, m, suite_spec);
    mltest_journal *journal;
    mltest_error *error = NULL;
    ck_assert_msg(mltest_run_execute(run, path, &error) == MLTEST_OK, "%s",
                  mltest_error_message(error));
    mltest_run_free(run);
    ck_assert_int_eq(mltest_journal_open(&journal, NULL, &path, 1, NULL), MLTEST_OK);
    mlt_test_remove_dir(dir);
    return journal;
}

static inline mltest_journal *api_journal(api_model *m, const char *suite_spec)
{
    return api_journal_on(api_dataset(7), m, suite_spec);
}

/* Where written bytes go; refuses with a code after `most` bytes, unless that is 0. */
typedef struct {
    char text[1 << 19];
    size_t n, most;
} api_paper;

static inline int32_t api_write(void *user_data, const void *bytes, size_t n_bytes)
{
    api_paper *paper = user_data;
    ck_assert_uint_ge(n_bytes, 1);
    ck_assert_uint_lt(paper->n + n_bytes, sizeof paper->text);
    if (paper->most != 0 && paper->n + n_bytes > paper->most)
        return 77;
    memcpy(paper->text + paper->n, bytes, n_bytes);
    paper->n += n_bytes;
    return 0;
}

#endif
