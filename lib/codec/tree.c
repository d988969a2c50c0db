/* SPDX-License-Identifier: MIT */
#include "codec/tree.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "base/context.h"
#include "base/error.h"
#include "base/file.h"
#include "base/options.h"
#include "base/utf8.h"

enum { MOST_NODES = 1000000, MOST_KEYS = 10000 }; /* keys are compared with each other */

static mltest_status say_at(const mlt_tree *tree, int64_t line, int64_t column,
                            mltest_status status, mltest_error **error, const char *format,
                            va_list arguments)
{
    char message[512];
    mlt_where where = MLT_NOWHERE;
    where.file = tree->file;
    where.line = line;
    vsnprintf(message, sizeof message, format, arguments);
    return mlt_fail_at(error, status, where, "column %" PRId64 ": %s", column, message);
}

mltest_status mlt_node_say(const mlt_tree *tree, const mlt_node *node, mltest_status status,
                           mltest_error **error, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    say_at(tree, node->line, node->column, status, error, format, arguments);
    va_end(arguments);
    return status;
}

mltest_status mlt_node_say_key(const mlt_tree *tree, const mlt_node *node, mltest_status status,
                               mltest_error **error, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    say_at(tree, node->key_line, node->key_column, status, error, format, arguments);
    va_end(arguments);
    return status;
}

static const char *description(const mlt_node *node)
{
    static const char *const names[] = {"nothing", "true or false", "a number",
                                        "a text",  "a list",        "a map"};
    return names[node->type];
}

mltest_status mlt_node_fail(const mlt_tree *tree, const mlt_node *node, const char *what,
                            mltest_error **error)
{
    bool is_scalar = node->type != MLT_NODE_LIST && node->type != MLT_NODE_MAP;
    bool is_shown = is_scalar && node->text != NULL && node->text[0] != '\0' &&
                    strlen(node->text) <= 60 && mlt_utf8_is_plain(node->text, strlen(node->text));
    return mlt_node_say(tree, node, MLTEST_ERR_FORMAT, error, "expected %s, found %s%s%s", what,
                        is_shown ? "\"" : description(node), is_shown ? node->text : "",
                        is_shown ? "\"" : "");
}

const mlt_node *mlt_node_get(const mlt_node *map, const char *key)
{
    if (map == NULL || map->type != MLT_NODE_MAP)
        return NULL;
    for (const mlt_node *node = map->first; node != NULL; node = node->next)
        if (strcmp(node->key, key) == 0)
            return node;
    return NULL;
}

mltest_status mlt_node_check_keys(const mlt_tree *tree, const mlt_node *map,
                                  const char *const *names, size_t n, mltest_error **error)
{
    for (const mlt_node *node = map->first; node != NULL; node = node->next) {
        size_t i = 0;
        while (i < n && strcmp(names[i], node->key) != 0)
            i++;
        if (i < n)
            continue;
        const char *near = mlt_nearest_name(node->key, names, n);
        return mlt_node_say_key(tree, node, MLTEST_ERR_FORMAT, error, "unknown key \"%.60s\"%s%s%s",
                                mlt_utf8_is_plain(node->key, strlen(node->key)) ? node->key : "?",
                                near != NULL ? "; did you mean \"" : "", near != NULL ? near : "",
                                near != NULL ? "\"?" : "");
    }
    return MLTEST_OK;
}

/* How deep a child of the parent lies; the root is at 1. */
static uint64_t depth_below(const mlt_node *parent)
{
    uint64_t depth = 1;
    for (; parent != NULL; parent = parent->parent)
        depth++;
    return depth;
}

static mltest_status check_new(const mlt_tree *tree, const mlt_node *parent, const mlt_node *node,
                               mltest_error **error)
{
    uint64_t most = mlt_context_limits(tree->ctx)->max_depth;
    if (tree->n_nodes >= MOST_NODES)
        return mlt_node_say(tree, node, MLTEST_ERR_LIMIT, error, "more than %d values", MOST_NODES);
    if (depth_below(parent) > most)
        return mlt_node_say(tree, node, MLTEST_ERR_LIMIT, error,
                            "nested deeper than %" PRIu64 " levels (limit max_depth)", most);
    if (node->key != NULL && parent->n >= MOST_KEYS)
        return mlt_node_say(tree, node, MLTEST_ERR_LIMIT, error, "more than %d keys in one map",
                            MOST_KEYS);
    if (node->key != NULL && mlt_node_get(parent, node->key) != NULL)
        return mlt_node_say_key(tree, node, MLTEST_ERR_FORMAT, error,
                                "key \"%.60s\" is there twice",
                                mlt_utf8_is_plain(node->key, strlen(node->key)) ? node->key : "?");
    return MLTEST_OK;
}

mlt_node *mlt_tree_add(mlt_tree *tree, mlt_node *parent, const mlt_node_place *place,
                       mlt_node_type type, mltest_status *status, mltest_error **error)
{
    mlt_node *node = mlt_arena_alloc(tree->arena, 1, sizeof *node);
    *status = node != NULL ? MLTEST_OK : mlt_fail_memory(error);
    if (node == NULL)
        return NULL;
    *node = (mlt_node){.type = type,
                       .key = place->key,
                       .line = place->line,
                       .column = place->column,
                       .key_line = place->key_line,
                       .key_column = place->key_column,
                       .parent = parent};
    *status = check_new(tree, parent, node, error);
    if (*status != MLTEST_OK)
        return NULL;
    tree->n_nodes++;
    if (parent == NULL) {
        tree->root = node;
        return node;
    }
    *(parent->last != NULL ? &parent->last->next : &parent->first) = node;
    parent->last = node;
    parent->n++;
    return node;
}

mltest_status mlt_tree_parse(mlt_tree *tree, mltest_context *ctx, const char *file,
                             const char *bytes, size_t n, mltest_error **error)
{
    *tree = (mlt_tree){.ctx = ctx, .arena = mlt_arena_new(ctx), .file = file};
    if (tree->arena == NULL)
        return mlt_fail_memory(error);
    mltest_status status = mlt_path_has_extension(file, ".json")
                               ? mlt_tree_from_json(tree, bytes, n, error)
                               : mlt_tree_from_yaml(tree, bytes, n, error);
    if (status != MLTEST_OK)
        mlt_tree_free(tree);
    return status;
}

mltest_status mlt_tree_read(mlt_tree *tree, mltest_context *ctx, const char *file,
                            mltest_error **error)
{
    char *bytes;
    size_t n;
    TRY(mlt_file_read(ctx, file, &bytes, &n, error));
    mltest_status status = mlt_tree_parse(tree, ctx, file, bytes, n, error);
    mlt_free(ctx, bytes);
    return status;
}

void mlt_tree_free(mlt_tree *tree)
{
    mlt_arena_free(tree->arena);
    tree->arena = NULL;
    tree->root = NULL;
}
