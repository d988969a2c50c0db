/* SPDX-License-Identifier: MIT */
/*
 * A data set in memory, and a model that breaks on each sample at a severity that is known.
 */
#ifndef MLT_TESTS_SEARCH_FIXTURES_H
#define MLT_TESTS_SEARCH_FIXTURES_H

#include "base/alloc.h"
#include "search/search.h"

#include <math.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "testing.h"

enum { MOST_SAMPLES = 64 };

/* Sees one object, and nothing where the severity reaches the sample's. */
typedef struct {
    atomic_int pictures; /* that it was asked about */
    double breaks_at[MOST_SAMPLES];
    double holds_again[MOST_SAMPLES]; /* from there on it sees the object again; 0: never */
    bool is_blind[MOST_SAMPLES], fails[MOST_SAMPLES]; /* fails instead of breaking */
    const char *only_kind; /* it breaks under no other; NULL: under all */
    int stop_after;        /* pictures; 0: never */
} breaking_model;

/* The severity in "kind:r1@2.5{…}"; 0 for clean. */
static inline double severity_in(const char *condition)
{
    const char *at = strchr(condition, '@');
    return at != NULL ? strtod(at + 1, NULL) : 0;
}

static inline int32_t breaking_predict(void *user_data, const mltest_image_view *images, size_t n,
                                       mltest_sink *sink)
{
    breaking_model *m = user_data;
    (void)images;
    for (size_t i = 0; i < n; i++) {
        const char *condition = mltest_sink_condition(sink, i);
        size_t s = (size_t)atoi(mltest_sink_sample_id(sink, i) + 1);
        double severity = severity_in(condition);
        bool counts =
            m->only_kind == NULL || strncmp(condition, m->only_kind, strlen(m->only_kind)) == 0;
        bool is_broken = severity > 0 && counts && severity >= m->breaks_at[s] &&
                         !(m->holds_again[s] > 0 && severity >= m->holds_again[s]);
        if (m->stop_after > 0 && m->pictures >= m->stop_after)
            return MLTEST_CALLBACK_STOP;
        m->pictures++;
        if (is_broken && m->fails[s])
            mltest_sink_fail(sink, i, "too much");
        else if (is_broken || m->is_blind[s])
            mltest_sink_add_boxes(sink, i, 0, NULL, MLTEST_TYPE_F32, MLTEST_BOX_XYWH, NULL, NULL,
                                  MLTEST_TYPE_I32);
        else
            mltest_sink_add_box(sink, i, 0, 0.9, 2, 2, 9, 9);
    }
    return MLTEST_CALLBACK_DONE;
}

/* per_group > 0: copies of one picture, by their names; the first n_grey have no colours. */
static inline mltest_dataset *search_dataset_of(size_t n, size_t per_group, size_t n_grey)
{
    static const char *const names[] = {"thing"};
    mltest_dataset *dataset;
    ck_assert_int_eq(mltest_dataset_new_memory(&dataset, NULL, "tiny", names, 1, NULL), MLTEST_OK);
    for (size_t i = 0; i < n; i++) {
        uint8_t pixels[16 * 12 * 3];
        char id[48];
        const mltest_box box = {2, 2, 9, 9};
        const mltest_image_view view = {.data = pixels,
                                        .stride_bytes = 48,
                                        .width = 16,
                                        .height = 12,
                                        .format = MLTEST_FORMAT_RGB8};
        mltest_sample *sample;
        for (size_t k = 0; k < sizeof pixels; k++)
            pixels[k] = (uint8_t)((i < n_grey ? k / 3 : k) * (i + 3) % 200 + 7);
        if (per_group > 0)
            snprintf(id, sizeof id, "p%zu.rf.%08zu", i / per_group, i);
        else
            snprintf(id, sizeof id, "p%zu", i);
        ck_assert_int_eq(mltest_sample_new(&sample, NULL, NULL), MLTEST_OK);
        ck_assert_int_eq(mltest_sample_set_id(sample, id, NULL), MLTEST_OK);
        ck_assert_int_eq(mltest_sample_add_truth(sample, 0, &box, 0, NULL), MLTEST_OK);
        ck_assert_int_eq(mltest_sample_set_view(sample, &view, NULL), MLTEST_OK);
        ck_assert_int_eq(mltest_dataset_add(dataset, sample, NULL), MLTEST_OK);
        mltest_sample_free(sample);
    }
    return dataset;
}

static inline mltest_dataset *search_dataset(size_t n)
{
    return search_dataset_of(n, 0, 0);
}

static inline mltest_predictor *search_predictor(breaking_model *m)
{
    const mltest_predictor_vtable vtable = {.struct_size = sizeof vtable,
                                            .flags = MLTEST_FLAG_ANY_THREAD,
                                            .predict = breaking_predict,
                                            .max_batch = 4,
                                            .max_concurrent = 4};
    mltest_predictor *predictor;
    ck_assert_int_eq(mltest_predictor_new(&predictor, NULL, &vtable, m, NULL), MLTEST_OK);
    return predictor;
}

/* "name=value name=value" as options of a table. */
static inline mltest_options *search_options(const char *table, const char *settings)
{
    mltest_options *options;
    char text[256];
    snprintf(text, sizeof text, "%s", settings);
    ck_assert_int_eq(mltest_options_new(&options, NULL, table, NULL), MLTEST_OK);
    for (char *word = text; *word != '\0';) {
        char *equals = strchr(word, '='), *end = equals + strcspn(equals, " ");
        char *next = *end == ' ' ? end + 1 : end;
        *equals = *end = '\0';
        ck_assert_int_eq(mltest_options_set_text(options, word, equals + 1, NULL), MLTEST_OK);
        word = next;
    }
    return options;
}

/* n samples; conditions as a suite's list. */
static inline mltest_status search_make_in(mltest_context *ctx, mltest_stress **out,
                                           breaking_model *m, size_t n, const char *conditions,
                                           const char *run, const char *stress,
                                           mltest_error **error)
{
    mltest_dataset *dataset = search_dataset(n);
    mltest_predictor *predictor = search_predictor(m);
    mltest_options *run_options = search_options("run", run);
    mltest_options *options = search_options("stress", stress);
    mltest_suite *suite;
    ck_assert_int_eq(mltest_options_set_bool(run_options, "timing", 0, NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_suite_open(&suite, NULL, conditions, NULL), MLTEST_OK);
    mltest_status status =
        mltest_stress_new(out, ctx, dataset, predictor, suite, run_options, NULL, options, error);
    mltest_suite_free(suite);
    mltest_options_free(options);
    mltest_options_free(run_options);
    mltest_predictor_free(predictor);
    mltest_dataset_free(dataset);
    return status;
}

static inline mltest_stress *search_make(breaking_model *m, size_t n, const char *conditions,
                                         const char *run, const char *stress)
{
    mltest_stress *search = NULL;
    mltest_error *error = NULL;
    mltest_status status = search_make_in(NULL, &search, m, n, conditions, run, stress, &error);
    ck_assert_msg(status == MLTEST_OK, "%s", mltest_error_message(error));
    return search;
}

static inline mltest_status search_execute(mltest_stress *search, const char *path)
{
    mltest_error *error = NULL;
    mltest_status status = mltest_stress_execute(search, path, &error);
    if (status != MLTEST_OK)
        fprintf(stderr, "%s\n", mltest_error_message(error));
    mltest_error_free(error);
    return status;
}

/* Does the whole search, in a journal of its own. */
static inline mltest_stress *search_done(breaking_model *m, size_t n, const char *conditions,
                                         const char *run, const char *stress)
{
    const char *dir = mlt_test_make_dir();
    mltest_stress *search = search_make(m, n, conditions, run, stress);
    ck_assert_int_eq(search_execute(search, mlt_test_path(dir, "s.jsonl.gz")), MLTEST_OK);
    mlt_test_remove_dir(dir);
    return search;
}

static inline double search_value(const mltest_stress *search, const char *name)
{
    double value = -1;
    ck_assert_msg(mltest_stress_value(search, name, &value) == MLTEST_OK, "no %s", name);
    return value;
}

static inline double search_cell(const mltest_stress *search, const char *table, const char *column,
                                 size_t row)
{
    const double *cells = mltest_stress_doubles(search, table, column);
    ck_assert_msg(cells != NULL, "no column %s", column);
    ck_assert_uint_lt(row, mltest_stress_rows(search, table));
    return cells[row];
}

/* A search that was not executed, whose n eligible samples are to be filled in by the test. */
static inline mltest_stress *search_crafted(size_t n, const char *conditions, const char *stress)
{
    static breaking_model unused;
    mltest_stress *s = search_make(&unused, n, conditions, "", stress);
    s->n_samples = n;
    s->clean = mlt_alloc_zero(s->ctx, n + 1, 1);
    s->cells = mlt_alloc_zero(s->ctx, n * s->suite->n + 1, 1);
    ck_assert(s->clean != NULL && s->cells != NULL);
    memset(s->clean, MLT_ELIGIBLE, n);
    return s;
}

/* What a bisection gets that asks about a sample which breaks at setting `at`. */
static inline void search_answer(uint8_t *cells, size_t n, size_t at)
{
    mlt_search_walk w;
    while ((w = mlt_search_follow(cells, n)).next < n)
        cells[w.next] |= w.next >= at ? MLT_BROKEN : MLT_HOLDS;
}

static inline int32_t search_collect(void *user_data, const void *bytes, size_t n)
{
    char **text = user_data;
    size_t before = *text != NULL ? strlen(*text) : 0;
    *text = realloc(*text, before + n + 1);
    memcpy(*text + before, bytes, n);
    (*text)[before + n] = '\0';
    return 0;
}

/* Freed by the caller. */
static inline char *search_written(const mltest_stress *search, const char *format)
{
    char *text = NULL;
    ck_assert_int_eq(mltest_write_stress(search, format, search_collect, &text, NULL), MLTEST_OK);
    return text;
}

#endif
