/* SPDX-License-Identifier: MIT */
/*
 * Gates from a document: a list of them, a map {gates, point}, or a suite that has gates.
 */
#ifndef MLT_GATE_FILE_H
#define MLT_GATE_FILE_H

#include "gate/gate.h"
#include "suite/file.h"

typedef struct {
    mlt_suite_file document; /* for places of mistakes */
    mltest_gates *gates;
    bool is_point; /* unless a gate says otherwise */
} mlt_gate_file;

/* file.c: the whole of a document that has been read. */
mltest_status mlt_gates_fill_tree(mltest_gates *gates, const mlt_tree *tree,
                                  const mlt_suite_tables *tables, mltest_error **error);
/* file_baseline.c: {baseline: FILE, on: [SCORE…], margin: {SCORE: NUMBER…}}, a gate a score. */
mltest_status mlt_gate_file_baseline(mlt_gate_file *f, const mlt_node *map, bool is_point,
                                     mltest_error **error);

#endif
