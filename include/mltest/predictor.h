/* SPDX-License-Identifier: MIT */
/**
 * @file mltest/predictor.h
 * The model under test: a host's functions, or one of the built-in stand-ins.
 *
 * A host fills a mltest_predictor_vtable. During a run the library calls its `predict` with
 * batches of pictures; the host answers through the sink. A picture is answered only when the sink
 * got at least one call for it: silence is recorded as the failure "no answer", and a picture in
 * which nothing was found is answered with mltest_sink_add_boxes() and n = 0.
 *
 * @since 0.1.0
 */
#ifndef MLTEST_PREDICTOR_H
#define MLTEST_PREDICTOR_H

#include "mltest/image.h"
#include "mltest/types.h"

#ifdef __cplusplus
extern "C" {
#endif

/** What a model answers with. */
enum {
    MLTEST_TASK_DETECTION = 1,     /**< boxes with class and score */
    MLTEST_TASK_CLASSIFICATION = 2 /**< classes with scores, or a probability for every class */
};

/** How four numbers describe a box. */
enum {
    MLTEST_BOX_XYWH = 1,  /**< left, top, width, height */
    MLTEST_BOX_XYXY = 2,  /**< left, top, right, bottom */
    MLTEST_BOX_CXCYWH = 3 /**< centre x, centre y, width, height */
};

/** Element types of the arrays given to mltest_sink_add_boxes(). */
enum {
    MLTEST_TYPE_F32 = 1, /**< float */
    MLTEST_TYPE_F64 = 2, /**< double */
    MLTEST_TYPE_I32 = 3, /**< int32_t */
    MLTEST_TYPE_I64 = 4  /**< int64_t */
};

/**
 * The host's model. Zero-initialise it, set `struct_size = sizeof(mltest_predictor_vtable)`, then
 * set what is needed; zero always means "the default".
 *
 * Threads: all functions run on the thread that called mltest_run_execute(), unless `flags` has
 * MLTEST_FLAG_ANY_THREAD. With it, `predict` may run on any thread, at most `max_concurrent` at
 * once. Functions must not throw C++ exceptions out or longjmp.
 */
typedef struct mltest_predictor_vtable {
    size_t struct_size; /**< sizeof(mltest_predictor_vtable) as the host was compiled */
    uint64_t flags;     /**< 0 or MLTEST_FLAG_ANY_THREAD; unknown bits are refused */
    /**
     * Answers for a batch of pictures.
     * @param user_data  what was given to mltest_predictor_new()
     * @param images     n views (RGB8, RGBA8, GRAY8 …: as the data set has them), during the call
     * @param n          1 … max_batch
     * @param sink       where the answers go, by the index into `images`
     * @return MLTEST_CALLBACK_DONE; MLTEST_CALLBACK_STOP to end the run; anything else fails all
     *         pictures of the batch with that code, and what was put into the sink is discarded
     */
    int32_t (*predict)(void *user_data, const mltest_image_view *images, size_t n,
                       mltest_sink *sink);
    /**
     * Called exactly once, when the last reference goes, if mltest_predictor_new() succeeded.
     * May be NULL.
     */
    void (*destroy)(void *user_data);
    uint64_t max_batch;      /**< most pictures in one call; 0 means 1 */
    uint64_t max_concurrent; /**< most calls at once with MLTEST_FLAG_ANY_THREAD; 0 means 1 */
} mltest_predictor_vtable;

/**
 * Wraps a host's model.
 * @param[out] out    the predictor; free it with mltest_predictor_free()
 * @param ctx         NULL for the defaults
 * @param vtable      copied
 * @param user_data   given to every function; owned by the predictor from success on
 * @param[out] error  may be NULL
 * @return MLTEST_OK, MLTEST_ERR_INVALID (no predict function, or a struct_size below the first
 *         release's), MLTEST_ERR_UNSUPPORTED (unknown flags, or a longer struct whose tail is not
 *         zero) or MLTEST_ERR_MEMORY
 * @since 0.1.0
 */
MLTEST_API mltest_status mltest_predictor_new(mltest_predictor **out, mltest_context *ctx,
                                              const mltest_predictor_vtable *vtable,
                                              void *user_data, mltest_error **error);

/**
 * Opens a built-in predictor by its specification:
 * `process:CMD` starts CMD (split by shell quoting rules, nothing is expanded) and speaks the
 * protocol of doc/process-predictor.md; `plugin:FILE.so[,ARGUMENT]` loads a model
 * (mltest/plugin.h); `replay:FILE` answers from a COCO results file, a folder of
 * YOLO's text files or a journal.
 * A string without a known prefix that names an existing .json, .jsonl or .gz file is replayed.
 * A process is started when a run begins: a command that does not start or greet is an error of
 * mltest_run_execute().
 * @param[out] out    the predictor
 * @param ctx         NULL for the defaults
 * @param spec        what to open
 * @param options     made with mltest_options_new(…, "predictor", …), or NULL: `timeout` seconds a
 *                    batch, `restarts`, `batch`
 * @param[out] error  may be NULL
 * @return MLTEST_OK, MLTEST_ERR_INVALID, MLTEST_ERR_NOT_FOUND (no such kind of predictor; the
 *         message lists them), MLTEST_ERR_FORMAT, MLTEST_ERR_IO, MLTEST_ERR_LIMIT,
 *         MLTEST_ERR_CONFLICT (results that do not belong to the annotation file),
 *         MLTEST_ERR_UNSUPPORTED or MLTEST_ERR_MEMORY
 * @since 0.1.0
 */
MLTEST_API mltest_status mltest_predictor_open(mltest_predictor **out, mltest_context *ctx,
                                               const char *spec, const mltest_options *options,
                                               mltest_error **error);

/**
 * States what the model answers with. Default: detection.
 * @param predictor   the predictor, before a run uses it
 * @param task        MLTEST_TASK_
 * @param[out] error  may be NULL
 * @return MLTEST_OK or MLTEST_ERR_INVALID
 * @since 0.1.0
 */
MLTEST_API mltest_status mltest_predictor_set_task(mltest_predictor *predictor, int32_t task,
                                                   mltest_error **error);

/**
 * The model's own class list. With it, a class index in the sink means this list, and names are
 * matched with the data set's (names the data set lacks are counted and reported). Without it an
 * index means the data set's list.
 * @param predictor   the predictor, before a run uses it
 * @param names       n names, copied
 * @param n           how many; 0 removes the list
 * @param[out] error  may be NULL
 * @return MLTEST_OK, MLTEST_ERR_INVALID (a NULL, empty or repeated name) or MLTEST_ERR_MEMORY
 * @since 0.1.0
 */
MLTEST_API mltest_status mltest_predictor_set_classes(mltest_predictor *predictor,
                                                      const char *const *names, size_t n,
                                                      mltest_error **error);

/**
 * The model's name and version, as journals and reports show them.
 * @param predictor   the predictor, before a run uses it
 * @param name        not empty
 * @param version     may be NULL
 * @param[out] error  may be NULL
 * @return MLTEST_OK, MLTEST_ERR_INVALID or MLTEST_ERR_MEMORY
 * @since 0.1.0
 */
MLTEST_API mltest_status mltest_predictor_set_model(mltest_predictor *predictor, const char *name,
                                                    const char *version, mltest_error **error);

/**
 * The lowest score that the model reports. Below it the library cannot know what the model saw;
 * scores that need it say so. Not set: the lowest score seen is used.
 * @param predictor   the predictor, before a run uses it
 * @param score       0 … 1
 * @param[out] error  may be NULL
 * @return MLTEST_OK or MLTEST_ERR_INVALID
 * @since 0.1.0
 */
MLTEST_API mltest_status mltest_predictor_set_score_floor(mltest_predictor *predictor, double score,
                                                          mltest_error **error);

/**
 * Drops the caller's reference.
 * @param predictor  NULL is fine
 * @since 0.1.0
 */
MLTEST_API void mltest_predictor_free(mltest_predictor *predictor);

/**
 * How many pictures the batch has.
 * @param sink  the sink given to predict
 * @return n
 * @since 0.1.0
 */
MLTEST_API size_t mltest_sink_count(const mltest_sink *sink);

/**
 * The id of a picture's sample.
 * @param sink  the sink given to predict
 * @param i     index into the batch
 * @return borrowed during the call; NULL if i is out of range
 * @since 0.1.0
 */
MLTEST_API const char *mltest_sink_sample_id(const mltest_sink *sink, size_t i);

/**
 * The condition of a picture, such as "fog:r1@3"; "clean" for the untouched one.
 * @param sink  the sink given to predict
 * @param i     index into the batch
 * @return borrowed during the call; NULL if i is out of range
 * @since 0.1.0
 */
MLTEST_API const char *mltest_sink_condition(const mltest_sink *sink, size_t i);

/**
 * Adds one detection. A box that is not finite (or farther than 1e12 px) or has no positive size,
 * a class outside the list, and a score that is not in [0, 1], is counted and dropped, not an
 * error. A score that misses [0, 1] by at most 1e-6, as sums in single precision do, is moved. A
 * call that returns an error fails the picture, so that no detection is lost silently.
 * @param sink         the sink given to predict
 * @param i            index into the batch
 * @param class_index  into the predictor's class list if set, else the data set's
 * @param score        0 … 1
 * @param x            left, pixels of the picture that was given
 * @param y            top
 * @param width        pixels
 * @param height       pixels
 * @return MLTEST_OK, MLTEST_ERR_INVALID (i out of range, or not a detection task),
 *         MLTEST_ERR_LIMIT (more than max_boxes) or MLTEST_ERR_MEMORY
 * @since 0.1.0
 */
MLTEST_API mltest_status mltest_sink_add_box(mltest_sink *sink, size_t i, int64_t class_index,
                                             double score, double x, double y, double width,
                                             double height);

/**
 * Adds many detections of one picture at once.
 * @param sink         the sink given to predict
 * @param i            index into the batch
 * @param n            how many; 0 says that nothing was found
 * @param boxes        n × 4 numbers, row by row; may be NULL if n is 0
 * @param box_type     MLTEST_TYPE_F32 or MLTEST_TYPE_F64; also the type of scores
 * @param box_format   MLTEST_BOX_
 * @param scores       n numbers, 0 … 1
 * @param classes      n class indices
 * @param class_type   MLTEST_TYPE_I32 or MLTEST_TYPE_I64
 * @return MLTEST_OK, MLTEST_ERR_INVALID, MLTEST_ERR_LIMIT or MLTEST_ERR_MEMORY
 * @since 0.1.0
 */
MLTEST_API mltest_status mltest_sink_add_boxes(mltest_sink *sink, size_t i, size_t n,
                                               const void *boxes, int32_t box_type,
                                               int32_t box_format, const void *scores,
                                               const void *classes, int32_t class_type);

/**
 * Adds one class of a classification answer. Order does not matter.
 * @param sink         the sink given to predict
 * @param i            index into the batch
 * @param class_index  as for mltest_sink_add_box()
 * @param score        0 … 1
 * @return MLTEST_OK, MLTEST_ERR_INVALID, MLTEST_ERR_LIMIT or MLTEST_ERR_MEMORY
 * @since 0.1.0
 */
MLTEST_API mltest_status mltest_sink_add_class(mltest_sink *sink, size_t i, int64_t class_index,
                                               double score);

/**
 * Gives the probability of every class of a classification answer.
 * @param sink           the sink given to predict
 * @param i              index into the batch
 * @param n              the length of the class list
 * @param probabilities  n numbers of the given type
 * @param type           MLTEST_TYPE_F32 or MLTEST_TYPE_F64
 * @return MLTEST_OK, MLTEST_ERR_INVALID, MLTEST_ERR_LIMIT or MLTEST_ERR_MEMORY
 * @since 0.1.0
 */
MLTEST_API mltest_status mltest_sink_set_probabilities(mltest_sink *sink, size_t i, size_t n,
                                                       const void *probabilities, int32_t type);

/**
 * Says that this picture could not be answered. The rest of the batch is not affected.
 * @param sink  the sink given to predict
 * @param i     index into the batch
 * @param text  the reason, copied; goes into the journal
 * @return MLTEST_OK, MLTEST_ERR_INVALID or MLTEST_ERR_MEMORY
 * @since 0.1.0
 */
MLTEST_API mltest_status mltest_sink_fail(mltest_sink *sink, size_t i, const char *text);

#ifdef __cplusplus
}
#endif
#endif
