/* SPDX-License-Identifier: MIT */
/*
 * A pipeline without threads, for looking at its parts one after the other.
 */
#ifndef MLT_TESTS_RUN_PIPELINE_FIXTURES_H
#define MLT_TESTS_RUN_PIPELINE_FIXTURES_H

#include "journal/journal.h"
#include "run/fixtures.h"
#include "run/pipeline.h"

#include <stdatomic.h>

static model pf_model;
static mltest_run *pf_run;
static mlt_plan pf_plan;
static mlt_pipeline pf;
static mlt_journal_writer *pf_writer;
static mlt_run_records pf_records;
static const char *pf_dir;

/* Takes the run over. */
static inline void pf_begin_run(mltest_run *run, size_t threads)
{
    size_t unmatched;
    pf_dir = mlt_test_make_dir();
    pf_writer = NULL;
    pf_run = run;
    pf_run->settings.threads = threads;
    ck_assert_int_eq(mlt_predictor_begin(pf_run->predictor, pf_run->dataset, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_run_records_make(&pf_records, pf_run, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_journal_writer_open(&pf_writer, pf_run->ctx,
                                             mlt_test_path(pf_dir, "p.jsonl.gz"), MLT_WRITER_NEW,
                                             false, &pf_records.run, pf_records.conditions,
                                             pf_records.n_conditions, NULL),
                     MLTEST_OK);
    ck_assert_int_eq(mlt_plan_make(&pf_plan, pf_run, NULL, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_pipeline_make(&pf, pf_run, &pf_plan, pf_writer, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_predictor_class_map(pf_run->predictor, mlt_run_classes(pf_run),
                                             &pf.class_map, &pf.n_class_map, &unmatched, NULL),
                     MLTEST_OK);
}

static inline void pf_begin(const char *options, uint64_t flags, uint32_t concurrent,
                            const char *conditions, size_t threads)
{
    pf_model = (model){.calls = 0};
    pf_begin_run(make_run_with(NULL, &pf_model, options, flags, concurrent, conditions), threads);
}

static inline void pf_end(void)
{
    mlt_pipeline_free(&pf);
    mlt_plan_free(&pf_plan);
    ck_assert_int_eq(mlt_journal_writer_close(pf_writer, false, NULL), MLTEST_OK);
    mlt_run_records_free(&pf_records);
    mlt_run_unref(pf_run);
    mlt_test_remove_dir(pf_dir);
}

/* What was written, read back. */
static inline mltest_journal *pf_journal(void)
{
    mltest_journal *journal = NULL;
    const char *path = mlt_test_path(pf_dir, "p.jsonl.gz");
    ck_assert_int_eq(mltest_journal_open(&journal, NULL, &path, 1, NULL), MLTEST_OK);
    return journal;
}

/* A kind of the host, and on which threads it was called. */
typedef struct {
    pthread_t home;
    atomic_int at_home, elsewhere;
    bool paints, cancels;
    int32_t answer;
} pf_host;

static inline int32_t pf_host_apply(void *user_data, const mltest_image_view *in,
                                    const double *params, size_t n, mltest_canvas *canvas)
{
    pf_host *host = user_data;
    (void)params;
    (void)n;
    if (pthread_equal(pthread_self(), host->home))
        atomic_fetch_add(&host->at_home, 1);
    else
        atomic_fetch_add(&host->elsewhere, 1);
    if (host->cancels)
        mltest_run_cancel(pf_run);
    int64_t stride;
    uint8_t *pixels = host->paints ? mltest_canvas_pixels(canvas, &stride) : NULL;
    if (pixels != NULL)
        pixels[0] = (uint8_t) ~((const uint8_t *)in->data)[0];
    return host->answer;
}

/* A run of "clean" and "own_kind@3", called from this thread. */
static inline mltest_run *pf_host_run(pf_host *host, const char *options, uint64_t host_flags)
{
    const mltest_perturbation_vtable vtable = {
        .struct_size = sizeof vtable, .flags = host_flags, .apply = pf_host_apply};
    const mltest_parameter row = {.name = "x", .low = 0, .high = 9, .values = {1, 2, 3, 4, 5}};
    mltest_perturbation *kind;
    host->home = pthread_self();
    host->at_home = host->elsewhere = 0;
    pf_model = (model){.calls = 0};
    mltest_run *run = make_run_with(NULL, &pf_model, options, 0, 1, "clean");
    ck_assert_int_eq(mltest_perturbation_new(&kind, NULL, "own_kind", MLTEST_CATEGORY_LIGHTING, 1,
                                             "a host's own", &row, 1, &vtable, host, NULL),
                     MLTEST_OK);
    ck_assert_int_eq(mlt_suite_add_host(run->suite, kind, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_suite_add(run->suite, "own_kind@3", NULL), MLTEST_OK);
    mltest_perturbation_free(kind);
    return run;
}

#endif
