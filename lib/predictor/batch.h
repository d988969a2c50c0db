/* SPDX-License-Identifier: MIT */
/*
 * One batch of questions to a child, and its answers on their way into the sink.
 */
#ifndef MLT_PREDICTOR_BATCH_H
#define MLT_PREDICTOR_BATCH_H

#include "predictor/reply.h"
#include "predictor/request.h"
#include "predictor/sink.h"
#include "predictor/supervise.h"

/*
 * Asks the child about the sink's pictures. What it does not answer fails with the reason, and a
 * child that broke the protocol, ended or ran out of time is ended. Returns MLTEST_CALLBACK_DONE,
 * or MLTEST_CALLBACK_STOP when the run was cancelled meanwhile.
 */
int32_t mlt_batch_ask(mlt_process *process, mltest_sink *sink);

#endif
