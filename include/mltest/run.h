/* SPDX-License-Identifier: MIT */
/**
 * @file mltest/run.h
 * One pass of a predictor over a data set under a suite, written to a journal.
 *
 * The journal is the same, bit for bit after mltest_journal_merge() and without timing, for any
 * number of threads, any batch size, any split into shards, and however often the run was killed
 * and resumed, provided that the predictor itself is deterministic.
 *
 * @since 0.1.0
 */
#ifndef MLTEST_RUN_H
#define MLTEST_RUN_H

#include "mltest/types.h"

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Told how far the run is, at least every 100 ms and also while a predictor is waited for, on the
 * thread that called mltest_run_execute().
 * @param user_data  what was given to mltest_run_set_progress()
 * @param done       predictions made, those found in a resumed journal included
 * @param total      predictions wanted
 * @param failed     failures among them
 * @return MLTEST_CALLBACK_DONE to go on, anything else cancels the run
 */
typedef int32_t (*mltest_progress_fn)(void *user_data, uint64_t done, uint64_t total,
                                      uint64_t failed);

/**
 * Prepares a run. Nothing is decoded or predicted yet.
 * @param[out] out    the run; free it with mltest_run_free(); keeps its parts alive
 * @param ctx         NULL for the defaults
 * @param dataset     what to test on
 * @param predictor   what to test
 * @param suite       how to change it
 * @param options     made with mltest_options_new(…, "run", …), or NULL: `seed`, `threads`,
 *                    `batch`, `limit`, `shard` ("i/n", from 0), `resume`, `timing`, `max_failures`
 *                    (a fraction), `numbers` ("f32" or "f64"); and for runs that do not ask
 *                    everything (doc/budget.md) `budget` (pictures that the predictor is given at
 *                    most, clean ones included; 0: all) and `until_decided`: each condition is
 *                    asked only until its verdict. Both take samples in a random order of the
 *                    seed, and may be set together
 * @param[out] error  may be NULL
 * @return MLTEST_OK, MLTEST_ERR_INVALID, MLTEST_ERR_UNSUPPORTED (a shard of a run that does not ask
 *         everything) or MLTEST_ERR_MEMORY
 * @since 0.1.0
 */
MLTEST_API mltest_status mltest_run_new(mltest_run **out, mltest_context *ctx,
                                        mltest_dataset *dataset, mltest_predictor *predictor,
                                        mltest_suite *suite, const mltest_options *options,
                                        mltest_error **error);

/**
 * Sets what the verdicts of a run until decided are about; without it the defaults. They are
 * journaled, and a run is resumed only with the same ones.
 * @param run         the run, before it is executed
 * @param options     made with mltest_options_new(…, "score", …), or NULL: the target, the
 *                    strictness and what makes boxes count; the rest does not matter to verdicts
 * @param[out] error  may be NULL
 * @return MLTEST_OK, MLTEST_ERR_INVALID, or MLTEST_ERR_UNSUPPORTED (`calibration`)
 * @since 0.1.0
 */
MLTEST_API mltest_status mltest_run_set_score(mltest_run *run, const mltest_options *options,
                                              mltest_error **error);

/**
 * Sets the progress function.
 * @param run        the run, before it is executed
 * @param progress   NULL for none
 * @param user_data  given to it; stays the caller's
 * @return MLTEST_OK or MLTEST_ERR_INVALID
 * @since 0.1.0
 */
MLTEST_API mltest_status mltest_run_set_progress(mltest_run *run, mltest_progress_fn progress,
                                                 void *user_data);

/**
 * Does the run. On failure and on cancel the journal holds everything that was finished, and a run
 * with the option `resume` goes on from there.
 * @param run         the run; may be executed once
 * @param path        the journal; must not exist unless the option `resume` is set
 * @param[out] error  may be NULL
 * @return MLTEST_OK, MLTEST_ERR_INVALID (also a budget below what one sample takes),
 *         MLTEST_ERR_IO, MLTEST_ERR_FORMAT, MLTEST_ERR_CONFLICT (the journal exists, is in use, or
 *         is of another run), MLTEST_ERR_CANCELLED, MLTEST_ERR_PREDICTOR (failures above
 *         `max_failures`), MLTEST_ERR_CALLBACK, MLTEST_ERR_LIMIT or MLTEST_ERR_MEMORY
 * @since 0.1.0
 */
MLTEST_API mltest_status mltest_run_execute(mltest_run *run, const char *path,
                                            mltest_error **error);

/**
 * Tries a few samples and says what the whole run would take, without writing a journal. The
 * predictor is called for these samples, clean.
 * @param run            the run
 * @param n_samples      how many samples to try; 0 calls nothing and estimates no time
 * @param[out] calls     pictures the predictor would be asked about, at most; may be NULL
 * @param[out] seconds   estimated time; negative when not estimated; may be NULL
 * @param[out] error     may be NULL
 * @return as mltest_run_execute()
 * @since 0.1.0
 */
MLTEST_API mltest_status mltest_run_estimate(mltest_run *run, uint64_t n_samples, uint64_t *calls,
                                             double *seconds, mltest_error **error);

/**
 * Asks a running mltest_run_execute() to stop soon. After it no callback starts but `destroy`; a
 * predict call in progress is awaited. Safe from any thread and from a signal handler.
 * @param run  NULL is fine
 * @since 0.1.0
 */
MLTEST_API void mltest_run_cancel(mltest_run *run);

/**
 * A counter of the run.
 * @param run         the run
 * @param name        "samples", "conditions", "wanted", "done", "resumed", "answered", "failed",
 *                    "skipped", "ns_decode", "ns_perturb", "ns_predict", "ns_journal", "ns_total",
 *                    or an oddity of answers: "not_finite", "no_area", "bad_score",
 *                    "unknown_class", "outside"
 * @param[out] value  the counter
 * @return MLTEST_OK, MLTEST_ERR_INVALID or MLTEST_ERR_NOT_FOUND
 * @since 0.1.0
 */
MLTEST_API mltest_status mltest_run_counter(const mltest_run *run, const char *name,
                                            uint64_t *value);

/**
 * Drops the caller's reference.
 * @param run  NULL is fine
 * @since 0.1.0
 */
MLTEST_API void mltest_run_free(mltest_run *run);

#ifdef __cplusplus
}
#endif
#endif
