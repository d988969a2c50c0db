/* SPDX-License-Identifier: MIT */
/*
 * Suites from files, YAML or JSON, in one of two shapes: our own (file_own.c) and the options file
 * of MLTest (file_mltest.c). Every mistake is told with its line and column.
 */
#ifndef MLT_SUITE_FILE_H
#define MLT_SUITE_FILE_H

#include "codec/tree.h"
#include "suite/parts.h"

typedef struct {
    mltest_suite *suite;
    const mlt_suite_tables *tables;
    const mlt_tree *tree;
} mlt_suite_file;

/* The keys of the root by which MLTest's shape is known. */
extern const char *const mlt_mltest_keys[];
extern const size_t mlt_mltest_key_count;

/* file.c: what both shapes use. The whole of a document that has been read. */
mltest_status mlt_suite_fill_tree(mltest_suite *suite, const mlt_tree *tree,
                                  const mlt_suite_tables *tables, mltest_error **error);
/* Hands on what a call without places objected to, at a node, or at its key. Frees why. */
mltest_status mlt_suite_file_blame(const mlt_suite_file *f, const mlt_node *node,
                                   mltest_status status, mltest_error *why, mltest_error **error);
mltest_status mlt_suite_file_blame_key(const mlt_suite_file *f, const mlt_node *node,
                                       mltest_status status, mltest_error *why,
                                       mltest_error **error);
/* The node must be a map with keys of a list only. */
mltest_status mlt_suite_file_map(const mlt_suite_file *f, const mlt_node *node,
                                 const char *const *keys, size_t n, mltest_error **error);
mltest_status mlt_suite_file_list(const mlt_suite_file *f, const mlt_node *node, const char *what,
                                  mltest_error **error);
/* A text that may be shown, not empty. */
mltest_status mlt_suite_file_text(const mlt_suite_file *f, const mlt_node *node, const char *what,
                                  mltest_error **error);
mltest_status mlt_suite_file_name(mlt_suite_file *f, const char *name, mltest_error **error);
/* Keeps a gate. */
mltest_status mlt_suite_file_gate(mlt_suite_file *f, const char *text, mltest_error **error);

/* file_kind.c: a kind by our name or MLTest's. *kind is NULL if this version does not have it. */
mltest_status mlt_suite_file_kind(const mlt_suite_file *f, const mlt_node *node, const char **name,
                                  const mlt_kind **kind, mltest_error **error);

/* file_condition.c */
mltest_status mlt_suite_file_conditions(mlt_suite_file *f, const mlt_node *list,
                                        mltest_error **error);
/* kind@severity for a number or each of a list of them. */
mltest_status mlt_suite_file_severities(mlt_suite_file *f, const char *before,
                                        const mlt_node *severities, const char *after,
                                        mltest_error **error);

/* file_settings.c: options of a table from the members of a map (other keys are refused) or one
 * of them from a value. *options is made when needed. */
mltest_status mlt_suite_file_settings(mlt_suite_file *f, const mlt_option_table *table,
                                      mltest_options **options, const mlt_node *map,
                                      mltest_error **error);
mltest_status mlt_suite_file_setting(mlt_suite_file *f, const mlt_option_table *table,
                                     mltest_options **options, const char *name,
                                     const mlt_node *value, mltest_error **error);

/* file_classes.c: {KIND: {class_map: {FROM: TO}, not_applicable: [CLASS]}}. */
mltest_status mlt_suite_file_classes(mlt_suite_file *f, const mlt_node *map, mltest_error **error);

/* file_weights.c, file_gates.c, file_own.c, file_mltest.c */
mltest_status mlt_suite_file_weights(mlt_suite_file *f, const mlt_node *map, mltest_error **error);
mltest_status mlt_suite_file_gates(mlt_suite_file *f, const mlt_node *list, mltest_error **error);
mltest_status mlt_suite_file_own(mlt_suite_file *f, mltest_error **error);
mltest_status mlt_suite_file_mltest(mlt_suite_file *f, mltest_error **error);

#endif
