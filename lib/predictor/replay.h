/* SPDX-License-Identifier: MIT */
/*
 * A model that only remembers: `replay:FILE` (doc/process-predictor.md, "Replay").
 */
#ifndef MLT_PREDICTOR_REPLAY_H
#define MLT_PREDICTOR_REPLAY_H

#include "predictor/predictor.h"

/* files is "FILE", or "RESULTS.json,TRUTH.json" if no file has that whole name. */
mltest_status mlt_replay_open(mltest_predictor **out, mltest_context *ctx, const char *files,
                              const mltest_options *options, mltest_error **error);

/* Answers from a results file, or a folder of YOLO's text files; truth is NULL, or COCO's
 * annotation file that belongs to it. */
mltest_status mlt_replay_results_open(mltest_predictor **out, mltest_context *ctx,
                                      const char *results, const char *truth, uint64_t max_batch,
                                      mltest_error **error);
/* Answers from a journal; its failures are failures again. */
mltest_status mlt_replay_journal_open(mltest_predictor **out, mltest_context *ctx, const char *path,
                                      uint64_t max_batch, mltest_error **error);

#endif
