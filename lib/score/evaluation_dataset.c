/* SPDX-License-Identifier: MIT */
/*
 * Any data set with whatever the replaying predictor reads: its recorded clean answers. Difficult
 * and ignored truths are neither asked for nor wrong; with COCO's own pair of files the reference's
 * rules hold instead (evaluation_files.c).
 */
#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/text.h"
#include "dataset/dataset.h"
#include "predictor/predictor.h"
#include "score/detections.h"
#include "score/evaluation_classes.h"

typedef struct {
    mltest_evaluation *to;
    mltest_dataset *dataset;
    mltest_predictor *predictor;
    int32_t *class_map;
    size_t n_map;
    uint64_t n_samples;                 /* with labels */
    mlt_detections *detections;         /* either this */
    mlt_classification *classification; /* or that */
    uint64_t n_not_probable;            /* of a classification: samples that lost a score */
} evaluation;

static const char unlabelled[] = "a sample without labels, left out";
static const char no_answer[] = "a sample without a recorded answer: as if nothing was found";
static const char bad_box[] = "a prediction that is not finite or has no area, left out";
static const char bad_score[] = "a prediction whose score is not within 0 and 1, left out";
static const char bad_class[] = "a prediction of a class that the data set has not, left out";

static mltest_status open_dataset(evaluation *e, const char *path, const mltest_options *options,
                                  mltest_error **error)
{
    static const char *const names[] = {"format", "split", "classes"};
    mltest_options *own = NULL;
    TRY(mlt_options_make(&own, e->to->ctx, &mlt_dataset_options, error));
    mltest_status status = MLTEST_OK;
    for (size_t i = 0; i < sizeof names / sizeof names[0] && status == MLTEST_OK; i++) {
        const char *value = mlt_options_string(options, &mlt_evaluation_options, names[i]);
        if (value[0] != '\0')
            status = mlt_options_set(own, names[i], value, error);
    }
    if (status == MLTEST_OK)
        status = mlt_dataset_open(&e->dataset, e->to->ctx, path, own, error);
    mlt_options_unref(own);
    return status;
}

static mltest_status open_predictor(evaluation *e, const char *predictions, mltest_error **error)
{
    mlt_text spec;
    size_t n_unmatched = 0;
    mlt_text_init(&spec, e->to->ctx);
    mlt_text_puts(&spec, "replay:");
    mlt_text_puts(&spec, predictions);
    mltest_status status = mlt_text_ok(&spec) ? MLTEST_OK : mlt_fail_memory(error);
    if (status == MLTEST_OK)
        status = mlt_predictor_open(&e->predictor, e->to->ctx, mlt_text_string(&spec), NULL, error);
    mlt_text_free(&spec);
    if (status == MLTEST_OK)
        status = mlt_predictor_begin(e->predictor, e->dataset, error);
    if (status == MLTEST_OK)
        status = mlt_predictor_class_map(e->predictor, &e->dataset->classes, &e->class_map,
                                         &e->n_map, &n_unmatched, error);
    return status;
}

static void count_oddities(evaluation *e, size_t i, const mlt_answer_oddities *o)
{
    const struct {
        const char *what;
        uint64_t n;
    } rows[] = {{bad_box, o->not_finite + o->no_area},
                {bad_score, o->bad_score},
                {bad_class, o->unknown_class + o->unmatched_class}};
    for (size_t k = 0; k < sizeof rows / sizeof rows[0]; k++) {
        for (uint64_t times = 0; times < rows[k].n; times++)
            mlt_evaluation_odd(e->to, rows[k].what, "sample", i + 1);
    }
}

/* An all-zero box is the truth of a classification. */
static bool is_class(const mltest_sample *sample)
{
    static const mlt_box none = {0, 0, 0, 0};
    return sample->truths.n == 1 && sample->truths.items[0].box.width == none.width &&
           sample->truths.items[0].box.height == none.height;
}

static bool is_classification(const mltest_dataset *dataset)
{
    size_t i = 0;
    while (i < dataset->n && !(dataset->samples[i].labelled && dataset->samples[i].truths.n > 0))
        i++;
    return i < dataset->n && is_class(&dataset->samples[i]);
}

static mltest_status add_class(evaluation *e, const mltest_sample *sample, const mlt_answer *answer,
                               mltest_error **error)
{
    if (!is_class(sample))
        return MLTEST_OK;
    e->n_not_probable += answer->oddities.bad_score + answer->oddities.not_finite > 0;
    return mlt_classification_add(e->classification, sample->truths.items[0].cls,
                                  answer->preds.items, answer->preds.n, error);
}

static mltest_status add(evaluation *e, size_t i, const mlt_answer *answer, mltest_error **error)
{
    const mltest_sample *sample = &e->dataset->samples[i];
    if (answer->failed)
        mlt_evaluation_odd(e->to, no_answer, "sample", i + 1);
    count_oddities(e, i, &answer->oddities);
    e->n_samples++;
    if (e->detections == NULL)
        return add_class(e, sample, answer, error);
    return mlt_detections_add(e->detections, i, sample->truths.items, sample->truths.n,
                              answer->preds.items, answer->preds.n, NULL, error);
}

static mltest_status ask(evaluation *e, size_t i, mltest_error **error)
{
    const mltest_sample *sample = &e->dataset->samples[i];
    mlt_answer answer = {.answered = false};
    const mlt_question question = {.view = {.width = sample->width, .height = sample->height},
                                   .sample_id = sample->id,
                                   .condition = "clean",
                                   .answer = &answer};
    if (!sample->labelled) {
        mlt_evaluation_odd(e->to, unlabelled, "sample", i + 1);
        return MLTEST_OK;
    }
    mltest_status status = mlt_predict(e->predictor, &question, 1, e->class_map, e->n_map, error);
    if (status == MLTEST_OK)
        status = add(e, i, &answer, error);
    mlt_answer_free(e->predictor->ctx, &answer);
    return status;
}

static mltest_status ask_all(evaluation *e, mltest_error **error)
{
    for (size_t i = 0; i < e->dataset->n; i++)
        TRY(ask(e, i, error));
    if (e->n_samples == 0)
        return mlt_fail(error, MLTEST_ERR_INVALID, "%s: no sample has labels", e->dataset->name);
    return MLTEST_OK;
}

static const char *image_name(const void *data, uint64_t key, char room[32])
{
    const evaluation *e = data;
    (void)room;
    return e->dataset->samples[key].id;
}

static mltest_status detect(evaluation *e, const mltest_options *options, mltest_error **error)
{
    mlt_detections_wanted wanted;
    TRY(mlt_detections_read(&wanted, options, error));
    if (wanted.mode == MLT_EVALUATION_LVIS)
        return mlt_fail(error, MLTEST_ERR_INVALID,
                        "mode 'lvis' needs an annotation file and an array of results in COCO's "
                        "form, not the data set %s",
                        e->dataset->name);
    mlt_detections_set_mode(&wanted, MLT_EVALUATION_DATA);
    TRY(mlt_detections_new(&e->detections, e->to->ctx, e->dataset->classes.n, &wanted, error));
    TRY(ask_all(e, error));
    return mlt_detections_finish(e->detections, NULL,
                                 (const char *const *)e->dataset->classes.names, image_name, e,
                                 e->to, error);
}

/* Scores that were left out for what they are leave nothing to judge as probabilities. */
static void count_not_probable(mlt_classification_result *figures, uint64_t n)
{
    figures->n_not_probable += n;
    if (n > 0)
        figures->brier = figures->log_loss = NAN;
}

static mltest_status classify(evaluation *e, const mltest_options *options, mltest_error **error)
{
    size_t top_k = (size_t)mlt_options_int(options, &mlt_evaluation_options, "top_k");
    mlt_classification_result figures;
    TRY(mlt_classification_new(&e->classification, e->to->ctx, e->dataset->classes.n, error));
    TRY(ask_all(e, error));
    TRY(mlt_classification_finish(e->classification, &figures, error));
    count_not_probable(&figures, e->n_not_probable);
    mltest_status status = mlt_evaluation_fill_classification(
        e->to, &figures, (const char *const *)e->dataset->classes.names, top_k, error);
    mlt_classification_result_free(e->to->ctx, &figures);
    return status;
}

static mltest_status evaluate(evaluation *e, const char *truth, const char *predictions,
                              const mltest_options *options, mltest_error **error)
{
    TRY(open_dataset(e, truth, options, error));
    TRY(open_predictor(e, predictions, error));
    return is_classification(e->dataset) ? classify(e, options, error) : detect(e, options, error);
}

mltest_status mlt_evaluation_of_dataset(mltest_evaluation *to, const char *truth,
                                        const char *predictions, const mltest_options *options,
                                        mltest_error **error)
{
    evaluation e = {.to = to};
    mltest_status status = evaluate(&e, truth, predictions, options, error);
    mlt_detections_free(e.detections);
    mlt_classification_free(e.classification);
    mlt_free(to->ctx, e.class_map);
    mlt_predictor_unref(e.predictor);
    mlt_dataset_unref(e.dataset);
    return status;
}
