/* SPDX-License-Identifier: MIT */
/**
 * @file mltest/stress.h
 * How much of a change a model stands: for each sample and kind of change the severity at which the
 * model's answer breaks, found by bisection with at most five calls, and from them, kind by kind,
 * the severity at which a given share of samples is broken. doc/stress.md defines every number.
 *
 * The calls go through a journal, as those of a run do (mltest/run.h): a search that was
 * interrupted goes on where it stopped and comes to the same result.
 *
 * @since 0.1.0
 */
#ifndef MLTEST_STRESS_H
#define MLTEST_STRESS_H

#include "mltest/run.h"
#include "mltest/types.h"

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Prepares a search. Nothing is decoded or predicted yet.
 * @param[out] out    the search; free it with mltest_stress_free(); keeps data set and predictor
 *                    alive
 * @param ctx         NULL for the defaults
 * @param dataset     what to test on
 * @param predictor   what to test
 * @param suite       its kinds are searched, each once, in the order of its conditions, whatever
 *                    their severities; lengths stay relative to the picture where they are. Kinds
 *                    with two paths are replaced by their relatives with one: saturate by
 *                    desaturate and oversaturate, spatter by spatter_water and spatter_mud. The
 *                    host's own kinds and the rules for classes apply
 * @param run         of table "run", or NULL: as for mltest_run_new(), without `shard`
 * @param score       of table "score", or NULL: when a sample counts as broken
 * @param options     of table "stress", or NULL: `break_at` 0.2 and `first_break_at` 0.05 (shares
 *                    in (0, 1]), `probe_samples` 30
 * @param[out] error  may be NULL
 * @return MLTEST_OK, MLTEST_ERR_INVALID (options; a suite without kinds), MLTEST_ERR_UNSUPPORTED
 *         (chains of kinds, parameters in braces, shards), MLTEST_ERR_LIMIT or MLTEST_ERR_MEMORY
 * @since 0.1.0
 */
MLTEST_API mltest_status mltest_stress_new(mltest_stress **out, mltest_context *ctx,
                                           mltest_dataset *dataset, mltest_predictor *predictor,
                                           const mltest_suite *suite, const mltest_options *run,
                                           const mltest_options *score,
                                           const mltest_options *options, mltest_error **error);

/**
 * Sets the progress function: it is told how many answers there are and how many there will be at
 * most; the latter shrinks once the clean pictures are done.
 * @param stress     the search, before it is executed
 * @param progress   NULL for none
 * @param user_data  given to it; stays the caller's
 * @return MLTEST_OK or MLTEST_ERR_INVALID
 * @since 0.1.0
 */
MLTEST_API mltest_status mltest_stress_set_progress(mltest_stress *stress,
                                                    mltest_progress_fn progress, void *user_data);

/**
 * Does the search. On failure and on cancel the journal holds everything that was finished, and a
 * search with the option `resume` goes on from there: the results are the same, byte for byte, if
 * the predictor is deterministic.
 * @param stress      the search; may be executed once
 * @param path        the journal; must not exist unless the option `resume` is set
 * @param[out] error  may be NULL
 * @return as mltest_run_execute(), or MLTEST_ERR_FORMAT
 * @since 0.1.0
 */
MLTEST_API mltest_status mltest_stress_execute(mltest_stress *stress, const char *path,
                                               mltest_error **error);

/**
 * Asks a running mltest_stress_execute() to stop soon. Safe from any thread and from a signal
 * handler.
 * @param stress  NULL is fine
 * @since 0.1.0
 */
MLTEST_API void mltest_stress_cancel(mltest_stress *stress);

/**
 * A number by name.
 * @param stress      the search, executed
 * @param name        "n_samples", "n_eligible", "calls.total", "calls.grid_of_5" …
 * @param[out] value  the number; NAN when it is not defined
 * @return MLTEST_OK, MLTEST_ERR_INVALID or MLTEST_ERR_NOT_FOUND
 * @since 0.1.0
 */
MLTEST_API mltest_status mltest_stress_value(const mltest_stress *stress, const char *name,
                                             double *value);

/**
 * A text by name.
 * @param stress  the search, executed
 * @param name    "model.name", "model.version" or "dataset.name"
 * @return borrowed from the search; NULL if there is no such text
 * @since 0.1.0
 */
MLTEST_API const char *mltest_stress_text(const mltest_stress *stress, const char *name);

/**
 * The tables that a search has.
 * @param stress  the search, executed
 * @param i       index
 * @return borrowed; NULL past the last one
 * @since 0.1.0
 */
MLTEST_API const char *mltest_stress_table(const mltest_stress *stress, size_t i);

/**
 * How many rows a table has.
 * @param stress  the search, executed
 * @param table   "kinds" and "samples" (both the most fragile first), "curve", "brackets"
 * @return the count; 0 for an unknown table
 * @since 0.1.0
 */
MLTEST_API size_t mltest_stress_rows(const mltest_stress *stress, const char *table);

/**
 * The columns that a table has.
 * @param stress  the search, executed
 * @param table   a table
 * @param i       index
 * @return borrowed; NULL past the last one
 * @since 0.1.0
 */
MLTEST_API const char *mltest_stress_column(const mltest_stress *stress, const char *table,
                                            size_t i);

/**
 * A column of numbers, one a row, without copying.
 * @param stress  the search, executed
 * @param table   a table
 * @param column  a column of numbers; severities are NAN where nothing breaks up to 5
 * @return borrowed from the search; NULL if there is no such column of doubles
 * @since 0.1.0
 */
MLTEST_API const double *mltest_stress_doubles(const mltest_stress *stress, const char *table,
                                               const char *column);

/**
 * A column of integers, one a row, without copying.
 * @param stress  the search, executed
 * @param table   a table
 * @param column  a column of integers
 * @return borrowed from the search; NULL if there is no such column of integers
 * @since 0.1.0
 */
MLTEST_API const int32_t *mltest_stress_ints(const mltest_stress *stress, const char *table,
                                             const char *column);

/**
 * A column of texts, one a row, without copying.
 * @param stress  the search, executed
 * @param table   a table
 * @param column  a column of texts
 * @return borrowed from the search, no entry is NULL; NULL if there is no such column of texts
 * @since 0.1.0
 */
MLTEST_API const char *const *mltest_stress_strings(const mltest_stress *stress, const char *table,
                                                    const char *column);

/**
 * Writes the results for people or programs.
 * @param stress      the search, executed
 * @param format      "text" (UTF-8 tables) or "json" (carries `"format": 1`; keys are only added)
 * @param write       receives the bytes in order
 * @param user_data   given to write
 * @param[out] error  may be NULL
 * @return MLTEST_OK, MLTEST_ERR_INVALID (also before the search was executed),
 *         MLTEST_ERR_NOT_FOUND (format), MLTEST_ERR_CALLBACK or MLTEST_ERR_MEMORY
 * @since 0.1.0
 */
MLTEST_API mltest_status mltest_write_stress(const mltest_stress *stress, const char *format,
                                             mltest_write_fn write, void *user_data,
                                             mltest_error **error);

/**
 * Drops the caller's reference.
 * @param stress  NULL is fine
 * @since 0.1.0
 */
MLTEST_API void mltest_stress_free(mltest_stress *stress);

#ifdef __cplusplus
}
#endif
#endif
