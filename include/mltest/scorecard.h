/* SPDX-License-Identifier: MIT */
/**
 * @file mltest/scorecard.h
 * Scores of one journal: a pure function of it and of thresholds. doc/scores.md defines every
 * number.
 *
 * @since 0.1.0
 */
#ifndef MLTEST_SCORECARD_H
#define MLTEST_SCORECARD_H

#include "mltest/types.h"

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Scores a journal.
 * @param[out] out    the scorecard; free it with mltest_scorecard_free(); keeps the journal alive
 * @param ctx         NULL for the defaults
 * @param journal     what to score
 * @param options     made with mltest_options_new(…, "score", …), or NULL: `min_confidence` 0.3,
 *                    `match_confidence` (two thirds of it), `score_strictness` 0.75,
 *                    `target_fraction_affected_samples` 0.05, `min_visibility` 0.25,
 *                    `consistency` "micro" or "macro", `weights` ("weather=2,frost=0.5"),
 *                    `calibration` ("halves" or a journal), `baseline` (a journal), `tide` true,
 *                    `resamples` 2000 (for intervals of means, risk and performance; 0: none),
 *                    `map_intervals` true (of mAP beside AP50; they take most of the time),
 *                    `tide_resamples` 500 (of the `resamples`, for what TIDE's errors cost more).
 *                    The others are of comparisons (mltest_comparison_new()) and change nothing
 *                    here: `intersection`, `cost`, `equivalence`, `performance_resamples`,
 *                    `augmentations`, `arms`
 * @param metrics     n_metrics metrics of the host; may be NULL
 * @param n_metrics   how many
 * @param[out] error  may be NULL
 * @return MLTEST_OK, MLTEST_ERR_INVALID, MLTEST_ERR_CALLBACK, MLTEST_ERR_CANCELLED,
 *         MLTEST_ERR_MEMORY, MLTEST_ERR_CONFLICT (baseline or calibration are of something else,
 *         which is said), or what reading them gives
 * @since 0.1.0
 */
MLTEST_API mltest_status mltest_scorecard_new(mltest_scorecard **out, mltest_context *ctx,
                                              mltest_journal *journal,
                                              const mltest_options *options,
                                              mltest_metric *const *metrics, size_t n_metrics,
                                              mltest_error **error);

/**
 * A number by name.
 * @param card   the scorecard
 * @param name        "risk.value", "risk_flat", "failure_under_change", "clean.mAP", "clean.AP50",
 * "n_samples" …
 * @param[out] value  the number; NAN when it is not defined
 * @return MLTEST_OK, MLTEST_ERR_INVALID or MLTEST_ERR_NOT_FOUND
 * @since 0.1.0
 */
MLTEST_API mltest_status mltest_scorecard_value(const mltest_scorecard *card, const char *name,
                                                double *value);

/**
 * A text by name.
 * @param card  the scorecard
 * @param name   "model.name", "dataset.name", "suite.name", "headline" …
 * @return borrowed from the scorecard; NULL if there is no such text
 * @since 0.1.0
 */
MLTEST_API const char *mltest_scorecard_text(const mltest_scorecard *card, const char *name);

/**
 * The tables that a scorecard has.
 * @param card  the scorecard
 * @param i      index
 * @return borrowed; NULL past the last one
 * @since 0.1.0
 */
MLTEST_API const char *mltest_scorecard_table(const mltest_scorecard *card, size_t i);

/**
 * How many rows a table has.
 * @param card  the scorecard
 * @param table  "conditions", "levels" (conditions without their replicates), "categories",
 * "kinds", "classes" (when clean), "class_performance" and "changes" (by condition and class),
 * "tide", "corruption_errors", "intervals" (what was drawn again), "worst" (samples that change
 * most), "decisions" (of a run until decided, else empty), "warnings", "metrics",
 * "recommendations" (kinds by what they surely cost, and augmentations that are meant for them:
 * expected, not tested)
 * @return the count; 0 for an unknown table
 * @since 0.1.0
 */
MLTEST_API size_t mltest_scorecard_rows(const mltest_scorecard *card, const char *table);

/**
 * The columns that a table has.
 * @param card  the scorecard
 * @param table  a table
 * @param i      index
 * @return borrowed; NULL past the last one
 * @since 0.1.0
 */
MLTEST_API const char *mltest_scorecard_column(const mltest_scorecard *card, const char *table,
                                               size_t i);

/**
 * A column of numbers, one a row, without copying.
 * @param card   the scorecard
 * @param table   a table
 * @param column  a column of numbers
 * @return borrowed from the scorecard, NAN where undefined; NULL if there is no such column of
 * doubles
 * @since 0.1.0
 */
MLTEST_API const double *mltest_scorecard_doubles(const mltest_scorecard *card, const char *table,
                                                  const char *column);

/**
 * A column of integers, one a row, without copying.
 * @param card   the scorecard
 * @param table   a table
 * @param column  a column of integers
 * @return borrowed from the scorecard; NULL if there is no such column of integers
 * @since 0.1.0
 */
MLTEST_API const int32_t *mltest_scorecard_ints(const mltest_scorecard *card, const char *table,
                                                const char *column);

/**
 * A column of texts, one a row, without copying.
 * @param card   the scorecard
 * @param table   a table
 * @param column  a column of texts
 * @return borrowed from the scorecard, no entry is NULL; NULL if there is no such column of texts
 * @since 0.1.0
 */
MLTEST_API const char *const *mltest_scorecard_strings(const mltest_scorecard *card,
                                                       const char *table, const char *column);

/**
 * Writes the scorecard for people or programs.
 * @param card       the scorecard
 * @param format      "text" (UTF-8 tables) or "json" (carries `"format": 1`; keys are only added)
 * @param write       receives the bytes in order
 * @param user_data   given to write
 * @param[out] error  may be NULL
 * @return MLTEST_OK, MLTEST_ERR_INVALID, MLTEST_ERR_NOT_FOUND (format), MLTEST_ERR_CALLBACK or
 *         MLTEST_ERR_MEMORY
 * @since 0.1.0
 */
MLTEST_API mltest_status mltest_write_scorecard(const mltest_scorecard *card, const char *format,
                                                mltest_write_fn write, void *user_data,
                                                mltest_error **error);

/**
 * Drops the caller's reference.
 * @param card  NULL is fine
 * @since 0.1.0
 */
MLTEST_API void mltest_scorecard_free(mltest_scorecard *card);

#ifdef __cplusplus
}
#endif
#endif
