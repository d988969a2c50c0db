/* SPDX-License-Identifier: MIT */
/*
 * What a run would take, before anybody pays for it.
 */
#include "base/alloc.h"
#include "base/clock.h"
#include "base/error.h"
#include "base/fpenv.h"
#include "run/pipeline.h"

#include <string.h>

/* Nanoseconds spent on the samples that were tried. */
typedef struct {
    int64_t load, perturb, predict;
    uint64_t n;
} trial;

static mltest_status ask(mltest_run *run, const mlt_image *image, const char *id,
                         const int32_t *map, size_t n_map, mltest_error **error)
{
    mlt_answer answer = {.answered = false};
    mlt_question question = {
        .view = mlt_image_view(image), .sample_id = id, .condition = "clean", .answer = &answer};
    mltest_status status = mlt_predict(run->predictor, &question, 1, map, n_map, error);
    if (status == MLTEST_OK && answer.failed)
        status = mlt_fail(error, MLTEST_ERR_PREDICTOR, "%s: the predictor failed: %s", id,
                          answer.message != NULL ? answer.message : "no answer");
    mlt_answer_free(run->predictor->ctx, &answer);
    return status;
}

static mltest_status try_sample(mltest_run *run, uint64_t ordinal, mlt_perturbed *made,
                                const int32_t *map, size_t n_map, trial *t, mltest_error **error)
{
    const mltest_sample *sample = &run->dataset->samples[ordinal];
    mlt_image image;
    mlt_image_init(&image, run->ctx);
    int64_t start = mlt_clock_ns();
    mltest_status status = mlt_dataset_load(run->dataset, ordinal, &image, error);
    t->load += mlt_clock_ns() - start;
    start = mlt_clock_ns();
    mltest_image_view view = mlt_image_view(&image);
    for (size_t c = 0; status == MLTEST_OK && c < run->suite->n; c++)
        status = mlt_condition_apply(&run->suite->conditions[c], &view, &sample->truths,
                                     run->settings.seed, sample->id, made, error);
    t->perturb += mlt_clock_ns() - start;
    start = mlt_clock_ns();
    if (status == MLTEST_OK)
        status = ask(run, &image, sample->id, map, n_map, error);
    t->predict += mlt_clock_ns() - start;
    t->n++;
    mlt_image_free(&image);
    return status;
}

static mltest_status try_samples(mltest_run *run, uint64_t first, uint64_t n, trial *t,
                                 mltest_error **error)
{
    mlt_perturbed made;
    int32_t *map = NULL;
    size_t n_map = 0, unmatched = 0;
    TRY(mlt_perturbed_init(&made, run->ctx, error));
    mltest_status status = mlt_predictor_begin(run->predictor, run->dataset, error);
    if (status == MLTEST_OK)
        status = mlt_predictor_class_map(run->predictor, mlt_run_classes(run), &map, &n_map,
                                         &unmatched, error);
    for (uint64_t i = 0; status == MLTEST_OK && i < n; i++)
        status = try_sample(run, first + i, &made, map, n_map, t, error);
    mlt_free(run->predictor->ctx, map);
    mlt_perturbed_free(&made);
    return status;
}

mltest_status mlt_run_estimate(mltest_run *run, uint64_t n_samples, uint64_t *calls,
                               double *seconds, mltest_error **error)
{
    uint64_t first, last;
    trial t = {.n = 0};
    mlt_plan_range(run, &first, &last);
    *calls = (last - first) * run->suite->n;
    if (run->settings.budget > 0 && run->settings.budget < *calls)
        *calls = run->settings.budget;
    *seconds = -1;
    uint64_t n = n_samples < last - first ? n_samples : last - first;
    if (n == 0)
        return MLTEST_OK;
    fenv_t saved;
    mlt_fpenv_enter(&saved);
    mltest_status status = try_samples(run, first, n, &t, error);
    mlt_fpenv_leave(&saved);
    TRY(status);
    /* Preparing overlaps with predicting; the slower of the two sets the pace. */
    double threads = run->settings.threads > 0 ? (double)run->settings.threads : 1;
    double prepare = (double)(t.load + t.perturb) / threads;
    double predict = (double)t.predict * (double)run->suite->n;
    *seconds = (prepare > predict ? prepare : predict) / (double)t.n / 1e9 * (double)(last - first);
    return MLTEST_OK;
}
