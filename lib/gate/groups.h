/* SPDX-License-Identifier: MIT */
/*
 * What is drawn together when samples are resampled: frames of a video, fields of a slide.
 */
#ifndef MLT_GATE_GROUPS_H
#define MLT_GATE_GROUPS_H

#include "journal/journal.h"

/* A number below *n_groups for each sample, in order of first appearance: the same for samples with
 * the same tag `group`, or without one, for copies NAME.rf.HASH of one NAME. Free with mlt_free. */
mltest_status mlt_gate_groups(mltest_context *ctx, const mltest_journal *journal, size_t **out,
                              size_t *n_groups, mltest_error **error);

#endif
