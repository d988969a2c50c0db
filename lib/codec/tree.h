/* SPDX-License-Identifier: MIT */
/*
 * A small document as a tree, from JSON or YAML: what people write by hand. Every node knows its
 * line and column, so that messages do. All of it lives in one arena.
 *
 * YAML is the part of 1.2 that JSON can say: no anchors, aliases or second documents, no tags but
 * those of the core schema, keys are texts and differ, "no" and "on" are texts.
 */
#ifndef MLT_CODEC_TREE_H
#define MLT_CODEC_TREE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "mltest/types.h"

typedef enum {
    MLT_NODE_NULL,
    MLT_NODE_BOOL,
    MLT_NODE_NUMBER,
    MLT_NODE_STRING,
    MLT_NODE_LIST,
    MLT_NODE_MAP
} mlt_node_type;

typedef struct mlt_node {
    mlt_node_type type;
    const char *key;      /* of a map's member, else NULL */
    const char *text;     /* of a scalar, as it was written; without quotes */
    double number;        /* of NUMBER; 1 or 0 of BOOL */
    int64_t line, column; /* from 1; of the value */
    int64_t key_line, key_column;
    struct mlt_node *parent, *first, *last, *next;
    size_t n; /* members or items */
} mlt_node;

typedef struct {
    mltest_context *ctx;
    mlt_arena *arena;
    const char *file; /* for messages; borrowed */
    mlt_node *root;
    size_t n_nodes;
} mlt_tree;

/* By the ending of the name: .json, else YAML. MLTEST_ERR_FORMAT with line and column, _LIMIT,
 * _UNSUPPORTED (YAML in a build without libyaml), _MEMORY. file must outlive the tree; free it
 * after success only. */
mltest_status mlt_tree_parse(mlt_tree *tree, mltest_context *ctx, const char *file,
                             const char *bytes, size_t n, mltest_error **error);
/* The same from the file of that name; also MLTEST_ERR_IO. */
mltest_status mlt_tree_read(mlt_tree *tree, mltest_context *ctx, const char *file,
                            mltest_error **error);
void mlt_tree_free(mlt_tree *tree);

/* The member of a map, or NULL. */
const mlt_node *mlt_node_get(const mlt_node *map, const char *key);
/* "FILE:LINE: column N: expected WHAT, found …" */
mltest_status mlt_node_fail(const mlt_tree *tree, const mlt_node *node, const char *what,
                            mltest_error **error);
/* The same place, and words of the caller's. */
mltest_status mlt_node_say(const mlt_tree *tree, const mlt_node *node, mltest_status status,
                           mltest_error **error, const char *format, ...)
    __attribute__((format(printf, 5, 6)));
/* The place of a member's key. */
mltest_status mlt_node_say_key(const mlt_tree *tree, const mlt_node *node, mltest_status status,
                               mltest_error **error, const char *format, ...)
    __attribute__((format(printf, 5, 6)));
/* Every key of a map must be one of the names (n of them); the nearest is offered. */
mltest_status mlt_node_check_keys(const mlt_tree *tree, const mlt_node *map,
                                  const char *const *names, size_t n, mltest_error **error);

/* --- for the parsers ------------------------------------------------------------------------- */

/* Where a value begins and, in a map, the key before it: text in the arena. */
typedef struct {
    int64_t line, column;
    const char *key;
    int64_t key_line, key_column;
} mlt_node_place;

/* Appends a node to a parent (NULL: it is the root). NULL: *status says why. */
mlt_node *mlt_tree_add(mlt_tree *tree, mlt_node *parent, const mlt_node_place *place,
                       mlt_node_type type, mltest_status *status, mltest_error **error);
mltest_status mlt_tree_from_json(mlt_tree *tree, const char *bytes, size_t n, mltest_error **error);
mltest_status mlt_tree_from_yaml(mlt_tree *tree, const char *bytes, size_t n, mltest_error **error);

#endif
