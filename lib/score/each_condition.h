/* SPDX-License-Identifier: MIT */
/*
 * Conditions are scored on several threads: they do not know of each other.
 */
#ifndef MLT_SCORE_EACH_CONDITION_H
#define MLT_SCORE_EACH_CONDITION_H

#include "score/sides.h"

typedef mltest_status (*mlt_condition_task)(void *data, size_t condition, mlt_sides *sides,
                                            mltest_error **error);

/* Calls the task for each condition in [first, end), each time with sides of its own. The failure
 * of the first condition that failed is handed on; the others are tried all the same. */
mltest_status mlt_each_condition(mltest_context *ctx, size_t first, size_t end,
                                 mlt_condition_task task, void *data, mltest_error **error);

#endif
