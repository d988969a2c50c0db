/* SPDX-License-Identifier: MIT */
/*
 * Predictors and sinks inside the library. Every predictor, also the built-in ones, is a vtable of
 * the public form with user data: run/ knows no other kind.
 */
#ifndef MLT_PREDICTOR_PREDICTOR_H
#define MLT_PREDICTOR_PREDICTOR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "annotation/classes.h"
#include "annotation/prediction.h"
#include "base/options.h"
#include "mltest/predictor.h"

extern const mlt_option_table mlt_predictor_options;

enum { MLT_MAX_BATCH = 4096 }; /* a model that allows more gets this many */

/* Hooks that only built-in predictors have; all may be NULL. */
typedef struct {
    /* Called once before the first predict, with the data set's classes and task. */
    mltest_status (*begin)(void *user_data, mltest_predictor *predictor, const mlt_classes *classes,
                           mltest_error **error);
    /*
     * Called once after begin, before the first predict: whether recorded answers can belong to
     * this data set, and can be told apart.
     */
    mltest_status (*check)(void *user_data, const mltest_dataset *dataset, mltest_error **error);
    /* Called often from the run's thread while nothing else happens; for cancel and progress. */
    void (*set_idle)(void *user_data, int (*idle)(void *idle_data), void *idle_data);
} mlt_predictor_hooks;

struct mltest_predictor {
    _Atomic uint32_t refs;
    mltest_context *ctx;
    mltest_predictor_vtable vtable;
    void *user_data;
    mlt_predictor_hooks hooks;
    int32_t task;
    mlt_classes classes;  /* n = 0: the data set's */
    char *name, *version; /* never NULL; name defaults to "model" */
    bool has_score_floor;
    double score_floor;
};

mltest_status mlt_predictor_make(mltest_predictor **out, mltest_context *ctx,
                                 const mltest_predictor_vtable *vtable, void *user_data,
                                 mltest_error **error);
/* What is behind the public setters; arguments are checked there. n = 0 removes the list. */
mltest_status mlt_predictor_set_classes(mltest_predictor *predictor, const char *const *names,
                                        size_t n, mltest_error **error);
mltest_status mlt_predictor_set_model(mltest_predictor *predictor, const char *name,
                                      const char *version, mltest_error **error);
mltest_predictor *mlt_predictor_ref(mltest_predictor *predictor);
void mlt_predictor_unref(mltest_predictor *predictor);
mltest_status mlt_predictor_open(mltest_predictor **out, mltest_context *ctx, const char *spec,
                                 const mltest_options *options, mltest_error **error);

/* Calls the hooks begin and check, as far as there are any; once at the start of a run. */
mltest_status mlt_predictor_begin(mltest_predictor *predictor, const mltest_dataset *dataset,
                                  mltest_error **error);

/* Oddities of answers, counted per kind. */
typedef struct {
    uint64_t not_finite, no_area, bad_score, unknown_class; /* dropped */
    uint64_t unmatched_class;        /* dropped: a class of the model that the data set
                                        lacks */
    uint64_t outside, clipped_score; /* kept; the score moved by at most 1e-6 */
} mlt_answer_oddities;

/* The answer for one picture. */
typedef struct {
    mlt_preds preds;
    bool answered;
    bool failed;
    char *message; /* why it failed */
    int32_t code;  /* a callback's code */
    mlt_answer_oddities oddities;
} mlt_answer;

/* Input of one picture of a batch. Answers start zeroed. */
typedef struct {
    mltest_image_view view;
    const char *sample_id;
    const char *condition;
    mlt_answer *answer; /* cleared by mlt_predict */
} mlt_question;

/*
 * Translates model classes to the data set's: map[i] = data set index or -1. Unmatched names are
 * counted in *n_unmatched, and the first ones logged. classes of the predictor n = 0: identity.
 * Neither has a list: NULL and n = 0, with which a sink takes any index below max_classes. For a
 * data set without classes the caller gives the predictor's own list as `dataset`.
 */
mltest_status mlt_predictor_class_map(const mltest_predictor *predictor, const mlt_classes *dataset,
                                      int32_t **map, size_t *n, size_t *n_unmatched,
                                      mltest_error **error);

/*
 * Asks the model about n ≤ max_batch pictures. After it each answer is answered, or failed with a
 * message ("no answer", the callback's code, the sink's text). Predictions have data set class
 * indices; boxes are kept as given (not clipped) in canonical order: score descending, then as
 * given. MLTEST_ERR_CANCELLED when the model returned MLTEST_CALLBACK_STOP; other errors are the
 * library's own (memory), never the model's; all answers are empty then. The model's function runs
 * in the floating-point environment that mlt_predict() was called in.
 */
mltest_status mlt_predict(mltest_predictor *predictor, const mlt_question *questions, size_t n,
                          const int32_t *class_map, size_t n_classes, mltest_error **error);
void mlt_answer_free(mltest_context *ctx, mlt_answer *answer);

#endif
