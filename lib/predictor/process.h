/* SPDX-License-Identifier: MIT */
/*
 * A model in another process: `process:CMD` (protocol: doc/process-predictor.md).
 */
#ifndef MLT_PREDICTOR_PROCESS_H
#define MLT_PREDICTOR_PROCESS_H

#include "predictor/predictor.h"

/* Splits the command; the process is started when a run begins. */
mltest_status mlt_process_open(mltest_predictor **out, mltest_context *ctx, const char *command,
                               const mltest_options *options, mltest_error **error);

#endif
