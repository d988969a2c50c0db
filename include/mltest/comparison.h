/* SPDX-License-Identifier: MIT */
/**
 * @file mltest/comparison.h
 * Which of two or more models is better, and where: paired differences with intervals and tests.
 * doc/comparison.md defines every number.
 *
 * @since 0.1.0
 */
#ifndef MLTEST_COMPARISON_H
#define MLTEST_COMPARISON_H

#include "mltest/types.h"

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Compares journals. With the option `augmentations` ("flip,blur": what the second of two was
 * trained with beyond the first) it says whether they helped; with `arms` ("A=3,B=3") the journals
 * are in order that many training runs of two recipes (doc/augmentations.md).
 * A sample counts under a condition where it counts for all models.
 * @param[out] out    the comparison; free it with mltest_comparison_free(); keeps the journals
 * alive
 * @param ctx         NULL for the defaults
 * @param journals    n journals of different models on the same data set and suite; the first is
 *                    what the others are compared with
 * @param n           2 … 16
 * @param options     made with mltest_options_new(…, "score", …), or NULL; beside those of a
 *                    scorecard `intersection` (false; true: journals of other data sets, samples or
 *                    conditions are compared on what all have), `cost` ("miss=5,false_alarm=1"),
 *                    `equivalence` 0.02 (of clean mAP, top-1 or affected samples),
 *                    `performance_resamples` 400 (of the `resamples`, for average precision under
 *                    changes), `augmentations` and `arms` as above. `tide`, `tide_resamples` and
 *                    `map_intervals` change nothing: no table of a comparison shows what they are
 *                    about
 * @param[out] error  may be NULL
 * @return MLTEST_OK, MLTEST_ERR_INVALID, MLTEST_ERR_CONFLICT (other tasks, classes, seeds or
 *         thresholds; without `intersection` also other data sets, suites, samples, labels or
 *         conditions, or samples that one model was not asked about; the message says which) or
 *         MLTEST_ERR_MEMORY
 * @since 0.1.0
 */
MLTEST_API mltest_status mltest_comparison_new(mltest_comparison **out, mltest_context *ctx,
                                               mltest_journal *const *journals, size_t n,
                                               const mltest_options *options, mltest_error **error);

/**
 * A number by name.
 * @param comparison   the comparison
 * @param name        "n_models", "n_samples", "n_conditions", "n_groups" (units of resampling),
 *                    "tests.family" (hypotheses that Holm's p are adjusted for), "tests.alpha",
 *                    "settings.equivalence", "settings.resamples", "settings.intersection",
 *                    "settings.performance_resamples"
 * @param[out] value  the number; NAN when it is not defined
 * @return MLTEST_OK, MLTEST_ERR_INVALID or MLTEST_ERR_NOT_FOUND
 * @since 0.1.0
 */
MLTEST_API mltest_status mltest_comparison_value(const mltest_comparison *comparison,
                                                 const char *name, double *value);

/**
 * A text by name.
 * @param comparison  the comparison
 * @param name   "dataset.name", "suite.name", "resampling.unit" ("sample" or "group"),
 *               "threshold_order" (whether the order by risk depends on min_confidence)
 * @return borrowed from the comparison; NULL if there is no such text
 * @since 0.1.0
 */
MLTEST_API const char *mltest_comparison_text(const mltest_comparison *comparison,
                                              const char *name);

/**
 * The tables that a comparison has.
 * @param comparison  the comparison
 * @param i      index
 * @return borrowed; NULL past the last one
 * @since 0.1.0
 */
MLTEST_API const char *mltest_comparison_table(const mltest_comparison *comparison, size_t i);

/**
 * How many rows a table has.
 * @param comparison  the comparison
 * @param table  one of
 * - "models": a row a model: headline figures, those of clean pictures and the risk with their
 *   95 % intervals (`clean.mAP_low` …), `lost` and `new` boxes and `cost` a picture under
 *   change, `first_share.*`: share of resamples in which it is the best;
 * - "conditions", "categories", "kinds", "classes": the scorecards side by side, rows of all models
 *   for one thing following each other; `difference` is that of the first number from the first
 *   model, each on its own samples;
 * - "differences" (overall), "kind_differences", "category_differences", "condition_differences",
 *   "class_differences": a row a `model` beside the first (`model_index`: which of the journals,
 *   from 0, as models may have the same name), `name` (with its `category`) and
 *   `figure` ("affected", "failure": 0 to 1; "robustness", "risk", "risk_flat",
 *   "failure_under_change": 0 to 100; "performance", "mPC", "clean.mAP", "clean.AP50",
 *   "clean.top1", "mAP", "recall": 0 to 1; "lost", "new", "cost": a picture), on the samples that
 *   count for all: `first`, `second`, `difference` (second - first), `low` … `high` (95 %),
 *   `lower`, `upper` (one-sided bounds at 95 %), `se`, `n`, `p`, `p_adjusted`, `test` ("sign
 *   flips", "McNemar", "normal"), `family` ("primary": Holm; "exploratory": Benjamini-Hochberg in
 *   this table), `verdict` of the second ("better", "worse", "no evidence", "" without a test),
 *   `detectable` (smallest difference found with a power of 80 %);
 * - "interactions": a row a `model` and kind (`name`; "": mean over kinds): `first_drop`,
 *   `second_drop`, `interaction` (first - second), `low`, `high`, `p`, and `log.*` the same of the
 *   logarithm of performance in parts of the clean one;
 * - "pairs": a row a `model` beside the first: the sentences `change` and `metric`, the counts
 *   (integers) `only_first_survives` and `only_second_survives`;
 * - "thresholds": `risk` and `failure_under_change` of each `model` at other `min_confidence`;
 * - "disagreements": samples and conditions that one of the two survives: `model`, `sample`,
 *   `condition`, `kind`, `severity`, `survivor`, consistency `first` and `second`,
 *   `correctness.first` and `correctness.second`; the first 200 for each model;
 * - "recommendations": kinds of each `model` by their sure `cost` in points of the risk, which is
 *   100 · `weight` · `lower` (one-sided bound of `affected` at 95 %), with the `augmentations`
 *   meant for them and a `statement`: expected, not tested;
 * - with the option `augmentations` or `arms`: "arms" (`name`, `runs` (integer)); "augmentations":
 *   `name`, `state` ("helped", "harmed", "no effect", "not decided", "not tested"), `statement`,
 *   `kinds` that were tested, affected fractions `first` and `second`, `difference`, `low` … `high`
 *   (95 %), `lower`, `upper`, `se`, `df` of Student's distribution, `p`, `p_holm`, and
 *   `failure.difference`, `failure.low`, `failure.high`; "side_effects": the same of other
 *   kinds with their `category`, `p_bh` and `verdict` ("better", "worse", "no evidence");
 * - "warnings": `text`
 * @return the count; 0 for an unknown table
 * @since 0.1.0
 */
MLTEST_API size_t mltest_comparison_rows(const mltest_comparison *comparison, const char *table);

/**
 * The columns that a table has.
 * @param comparison  the comparison
 * @param table  a table
 * @param i      index
 * @return borrowed; NULL past the last one
 * @since 0.1.0
 */
MLTEST_API const char *mltest_comparison_column(const mltest_comparison *comparison,
                                                const char *table, size_t i);

/**
 * A column of numbers, one a row, without copying.
 * @param comparison   the comparison
 * @param table   a table
 * @param column  a column of numbers
 * @return borrowed from the comparison, NAN where undefined; NULL if there is no such column of
 * doubles
 * @since 0.1.0
 */
MLTEST_API const double *mltest_comparison_doubles(const mltest_comparison *comparison,
                                                   const char *table, const char *column);

/**
 * A column of integers, one a row, without copying.
 * @param comparison   the comparison
 * @param table   a table
 * @param column  a column of integers
 * @return borrowed from the comparison; NULL if there is no such column of integers
 * @since 0.1.0
 */
MLTEST_API const int32_t *mltest_comparison_ints(const mltest_comparison *comparison,
                                                 const char *table, const char *column);

/**
 * A column of texts, one a row, without copying.
 * @param comparison   the comparison
 * @param table   a table
 * @param column  a column of texts
 * @return borrowed from the comparison, no entry is NULL; NULL if there is no such column of texts
 * @since 0.1.0
 */
MLTEST_API const char *const *mltest_comparison_strings(const mltest_comparison *comparison,
                                                        const char *table, const char *column);

/**
 * Writes the comparison for people or programs.
 * @param comparison       the comparison
 * @param format      "text" (UTF-8 tables) or "json" (carries `"format": 1`; keys are only added)
 * @param write       receives the bytes in order
 * @param user_data   given to write
 * @param[out] error  may be NULL
 * @return MLTEST_OK, MLTEST_ERR_INVALID, MLTEST_ERR_NOT_FOUND (format), MLTEST_ERR_CALLBACK or
 *         MLTEST_ERR_MEMORY
 * @since 0.1.0
 */
MLTEST_API mltest_status mltest_write_comparison(const mltest_comparison *comparison,
                                                 const char *format, mltest_write_fn write,
                                                 void *user_data, mltest_error **error);

/**
 * Drops the caller's reference.
 * @param comparison  NULL is fine
 * @since 0.1.0
 */
MLTEST_API void mltest_comparison_free(mltest_comparison *comparison);

#ifdef __cplusplus
}
#endif
#endif
