/* SPDX-License-Identifier: MIT */
/**
 * @file mltest/evaluation.h
 * Recorded predictions against ground truth: the figures of COCO's evaluation, or of a
 * classification, without pictures and without a run. doc/eval.md says what is read and how.
 *
 * @since 0.1.0
 */
#ifndef MLTEST_EVALUATION_H
#define MLTEST_EVALUATION_H

#include "mltest/types.h"

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Evaluates.
 *
 * COCO's own pair of files (an annotation .json and an array of results) is evaluated as
 * pycocotools 2.0.11 does, oddities included; what that raises on is an error, or with `lenient`
 * counted and left out. Any other data set is read as mltest_dataset_open() does, and the
 * predictions as the predictor `replay:` does; difficult and ignored truths are then neither asked
 * for nor wrong. The option `mode` chooses other rules: "coco" those of pycocotools for any data
 * set, "corrected" without what its users take for mistakes (the table "deviations" says what that
 * changed), "lvis" those of lvis-api 0.5.3 for its pair of files. doc/metrics/coco.md has them all.
 * @param[out] out     the evaluation; free it with mltest_evaluation_free()
 * @param ctx          NULL for the defaults
 * @param truth        path of a data set, UTF-8
 * @param predictions  path of recorded predictions: results .json, a folder of YOLO's text
 *                     files, or a journal
 * @param options      made with mltest_options_new(…, "evaluation", …), or NULL: `format`, `split`
 *                     and `classes` of the data set, `lenient` false
 * @param[out] error   may be NULL
 * @return MLTEST_OK, MLTEST_ERR_INVALID, MLTEST_ERR_IO, MLTEST_ERR_FORMAT, MLTEST_ERR_CONFLICT,
 *         MLTEST_ERR_LIMIT or MLTEST_ERR_MEMORY
 * @since 0.1.0
 */
MLTEST_API mltest_status mltest_evaluation_new(mltest_evaluation **out, mltest_context *ctx,
                                               const char *truth, const char *predictions,
                                               const mltest_options *options, mltest_error **error);

/**
 * A number by name.
 * @param evaluation  the evaluation
 * @param name        "AP", "AP50", "AP75", "APs", "APm", "APl", "AR1", "AR10", "AR100", "ARs",
 *                    "ARm", "ARl" (-1 when there is nothing to average), "n_images", "n_truths",
 *                    "n_predictions". In the mode "lvis" "APr", "APc", "APf", "AR@300" … instead of
 *                    AR1 to ARl. Of a classification: "n_images"; "top1", "top5" and, with
 *                    the option `top_k` 3, "top3"; "balanced_accuracy",
 *                    "adjusted_balanced_accuracy"; "macro.precision", "macro.recall", "macro.F1"
 *                    and the same of "micro" and "weighted"; "kappa", "MCC", "brier", "log_loss";
 *                    "n_unanswered", "n_not_probable": images without an answer, and with scores
 *                    that are not within 0 and 1. doc/metrics/classification.md has their
 *                    formulas and ranges. NaN (null in JSON): not defined
 * @param[out] value  the number
 * @return MLTEST_OK, MLTEST_ERR_INVALID or MLTEST_ERR_NOT_FOUND
 * @since 0.1.0
 */
MLTEST_API mltest_status mltest_evaluation_value(const mltest_evaluation *evaluation,
                                                 const char *name, double *value);

/**
 * A text by name.
 * @param evaluation  the evaluation
 * @param name        "task": "detection" or "classification"; "mode" of a detection: "coco",
 *                    "corrected", "lvis", or "data set" when none is chosen
 * @return borrowed from the evaluation; NULL if there is no such text
 * @since 0.1.0
 */
MLTEST_API const char *mltest_evaluation_text(const mltest_evaluation *evaluation,
                                              const char *name);

/**
 * The tables that an evaluation has.
 * @param evaluation  the evaluation
 * @param i           index
 * @return borrowed; NULL past the last one
 * @since 0.1.0
 */
MLTEST_API const char *mltest_evaluation_table(const mltest_evaluation *evaluation, size_t i);

/**
 * How many rows a table has.
 * @param evaluation  the evaluation
 * @param table       "classes" (detection), "class_figures" and "ranks" (classification),
 *                    "oddities" (what was odd in the input), "deviations" (mode "corrected": what
 *                    differs from the reference, and how often)
 * @return the count; 0 for an unknown table
 * @since 0.1.0
 */
MLTEST_API size_t mltest_evaluation_rows(const mltest_evaluation *evaluation, const char *table);

/**
 * The columns that a table has.
 * @param evaluation  the evaluation
 * @param table       a table
 * @param i           index
 * @return borrowed; NULL past the last one
 * @since 0.1.0
 */
MLTEST_API const char *mltest_evaluation_column(const mltest_evaluation *evaluation,
                                                const char *table, size_t i);

/**
 * A column of numbers, one a row, without copying.
 * @param evaluation  the evaluation
 * @param table       a table
 * @param column      "AP", "AP50", "AP75", "AR100", "n_truths" of "classes"; "n_truths",
 *                    "n_predicted", "n_correct", "precision", "recall", "F1" of "class_figures"
 *                    (NaN: not defined); "rank", from 1, and "n", the images whose true class has
 *                    it, of "ranks"; "n" of "oddities"
 * @return borrowed from the evaluation; NULL if there is no such column of doubles
 * @since 0.1.0
 */
MLTEST_API const double *mltest_evaluation_doubles(const mltest_evaluation *evaluation,
                                                   const char *table, const char *column);

/**
 * A column of texts, one a row, without copying.
 * @param evaluation  the evaluation
 * @param table       a table
 * @param column      "name" of "classes" and "class_figures"; "what" and "first" of "oddities"
 * @return borrowed from the evaluation, no entry is NULL; NULL if there is no such column of texts
 * @since 0.1.0
 */
MLTEST_API const char *const *mltest_evaluation_strings(const mltest_evaluation *evaluation,
                                                        const char *table, const char *column);

/**
 * One of the arrays behind the figures of a detection, in C order, without copying.
 * @param evaluation  the evaluation
 * @param name        "precision" and "scores": [IoU threshold][recall][class][area][limit];
 *                    "recall": the same without its second axis
 * @param[out] shape  room for 5 lengths; 0 past the last axis. May be NULL
 * @return borrowed from the evaluation, -1 for a class without truths; NULL if there is no such
 *         array, or the option `arrays` is false
 * @since 0.1.0
 */
MLTEST_API const double *mltest_evaluation_array(const mltest_evaluation *evaluation,
                                                 const char *name, size_t *shape);

/**
 * Writes the evaluation for people or programs.
 * @param evaluation  the evaluation
 * @param format      "text" (COCO's twelve lines, or the figures of a classification, and a table
 *                    of the classes) or "json" (carries `"format": 1`; keys are only added)
 * @param write       receives the bytes in order
 * @param user_data   given to write
 * @param[out] error  may be NULL
 * @return MLTEST_OK, MLTEST_ERR_INVALID, MLTEST_ERR_NOT_FOUND (format), MLTEST_ERR_CALLBACK or
 *         MLTEST_ERR_MEMORY
 * @since 0.1.0
 */
MLTEST_API mltest_status mltest_write_evaluation(const mltest_evaluation *evaluation,
                                                 const char *format, mltest_write_fn write,
                                                 void *user_data, mltest_error **error);

/**
 * Drops the caller's reference.
 * @param evaluation  NULL is fine
 * @since 0.1.0
 */
MLTEST_API void mltest_evaluation_free(mltest_evaluation *evaluation);

#ifdef __cplusplus
}
#endif
#endif
