/* SPDX-License-Identifier: MIT */
/*
 * What kinds make of classes: {horizontal_flip: {class_map: {left: right, right: left},
 * not_applicable: [text]}}.
 */
#include <string.h>

#include "base/error.h"
#include "base/utf8.h"
#include "suite/file.h"

/* A class by its name, which may look like a number. */
static mltest_status check_class(const mlt_suite_file *f, const mlt_node *node,
                                 mltest_error **error)
{
    bool is_scalar =
        node->type != MLT_NODE_LIST && node->type != MLT_NODE_MAP && node->type != MLT_NODE_NULL;
    if (!is_scalar || node->text[0] == '\0' || !mlt_utf8_is_plain(node->text, strlen(node->text)))
        return mlt_node_fail(f->tree, node, "the name of a class", error);
    return MLTEST_OK;
}

static mltest_status add(mlt_suite_file *f, const char *kind, const char *from, const mlt_node *to,
                         const mlt_node *place, mltest_error **error)
{
    mltest_error *why = NULL;
    mltest_status status =
        mlt_suite_add_rule(f->suite, kind, from, to != NULL ? to->text : NULL, &why);
    return to != NULL ? mlt_suite_file_blame_key(f, place, status, why, error)
                      : mlt_suite_file_blame(f, place, status, why, error);
}

static mltest_status read_map(mlt_suite_file *f, const char *kind, const mlt_node *map,
                              mltest_error **error)
{
    if (map->type != MLT_NODE_MAP)
        return mlt_node_fail(f->tree, map, "a map of classes", error);
    for (const mlt_node *to = map->first; to != NULL; to = to->next) {
        TRY(check_class(f, to, error));
        TRY(add(f, kind, to->key, to, to, error));
    }
    return MLTEST_OK;
}

static mltest_status read_list(mlt_suite_file *f, const char *kind, const mlt_node *list,
                               mltest_error **error)
{
    TRY(mlt_suite_file_list(f, list, "a list of classes", error));
    for (const mlt_node *item = list->first; item != NULL; item = item->next) {
        TRY(check_class(f, item, error));
        TRY(add(f, kind, item->text, NULL, item, error));
    }
    return MLTEST_OK;
}

static mltest_status check_kind(const mlt_suite_file *f, const mlt_node *node, mltest_error **error)
{
    const char *names[256];
    size_t n = 0;
    for (; n < mlt_kind_count() && n < 256; n++)
        names[n] = mlt_kind_at(n)->name;
    const mlt_node only = {
        .key = node->key, .key_line = node->key_line, .key_column = node->key_column};
    const mlt_node map = {.type = MLT_NODE_MAP, .first = (mlt_node *)(uintptr_t)&only, .n = 1};
    return mlt_node_check_keys(f->tree, &map, names, n, error);
}

static mltest_status read_kind(mlt_suite_file *f, const mlt_node *node, mltest_error **error)
{
    static const char *const keys[] = {"class_map", "not_applicable"};
    TRY(check_kind(f, node, error));
    TRY(mlt_suite_file_map(f, node, keys, 2, error));
    const mlt_node *map = mlt_node_get(node, keys[0]), *list = mlt_node_get(node, keys[1]);
    if (map != NULL)
        TRY(read_map(f, node->key, map, error));
    return list != NULL ? read_list(f, node->key, list, error) : MLTEST_OK;
}

mltest_status mlt_suite_file_classes(mlt_suite_file *f, const mlt_node *map, mltest_error **error)
{
    if (map->type != MLT_NODE_MAP)
        return mlt_node_fail(f->tree, map, "a map of kinds", error);
    for (const mlt_node *node = map->first; node != NULL; node = node->next)
        TRY(read_kind(f, node, error));
    return MLTEST_OK;
}
