/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/error.h"
#include "codec/json.h"
#include "codec/tree.h"

typedef struct {
    mlt_tree *tree;
    mlt_json json;
    mlt_node *parent;     /* the open list or map */
    mlt_node_place place; /* of the member to come */
    size_t at;            /* up to where lines are counted: */
    int64_t line;
    size_t line_start;
} reader;

/* Moves the place to the last event. */
static void find_place(reader *r)
{
    for (; r->at < r->json.token; r->at++)
        if (r->json.bytes[r->at] == '\n') {
            r->line++;
            r->line_start = r->at + 1;
        }
}

static mltest_status add(reader *r, mlt_node_type type, mlt_node **out, mltest_error **error)
{
    mltest_status status;
    find_place(r);
    r->place.line = r->line;
    r->place.column = (int64_t)(r->json.token - r->line_start) + 1;
    *out = mlt_tree_add(r->tree, r->parent, &r->place, type, &status, error);
    r->place.key = NULL;
    return status;
}

static mltest_status add_scalar(reader *r, mlt_json_event event, mltest_error **error)
{
    mlt_node *node;
    mlt_node_type type = event == MLT_JSON_STRING   ? MLT_NODE_STRING
                         : event == MLT_JSON_NUMBER ? MLT_NODE_NUMBER
                         : event == MLT_JSON_NULL   ? MLT_NODE_NULL
                                                    : MLT_NODE_BOOL;
    const char *text = r->json.bytes + r->json.token;
    size_t n = event == MLT_JSON_NUMBER ? r->json.n_token : event == MLT_JSON_FALSE ? 5 : 4;
    if (event == MLT_JSON_STRING) {
        text = r->json.string;
        n = r->json.n_string;
        if (memchr(text, '\0', n) != NULL)
            return mlt_json_fail(&r->json, error, "a text without NUL");
    }
    TRY(add(r, type, &node, error));
    node->number = event == MLT_JSON_NUMBER ? r->json.number : event == MLT_JSON_TRUE;
    node->text = mlt_arena_string(r->tree->arena, text, n);
    return node->text != NULL ? MLTEST_OK : mlt_fail_memory(error);
}

static mltest_status take_key(reader *r, mltest_error **error)
{
    if (memchr(r->json.string, '\0', r->json.n_string) != NULL)
        return mlt_json_fail(&r->json, error, "a key without NUL");
    find_place(r);
    r->place.key_line = r->line;
    r->place.key_column = (int64_t)(r->json.token - r->line_start) + 1;
    r->place.key = mlt_arena_string(r->tree->arena, r->json.string, r->json.n_string);
    return r->place.key != NULL ? MLTEST_OK : mlt_fail_memory(error);
}

static mltest_status take(reader *r, mlt_json_event event, mltest_error **error)
{
    switch (event) {
    case MLT_JSON_OBJECT_BEGIN:
    case MLT_JSON_ARRAY_BEGIN:
        return add(r, event == MLT_JSON_OBJECT_BEGIN ? MLT_NODE_MAP : MLT_NODE_LIST, &r->parent,
                   error);
    case MLT_JSON_OBJECT_END:
    case MLT_JSON_ARRAY_END:
        r->parent = r->parent->parent;
        return MLTEST_OK;
    case MLT_JSON_KEY:
        return take_key(r, error);
    default:
        return add_scalar(r, event, error);
    }
}

mltest_status mlt_tree_from_json(mlt_tree *tree, const char *bytes, size_t n, mltest_error **error)
{
    reader r = {.tree = tree, .line = 1};
    mlt_json_event event;
    mlt_json_init(&r.json, tree->ctx, tree->file, bytes, n);
    mltest_status status = mlt_json_next(&r.json, &event, error);
    while (status == MLTEST_OK && event != MLT_JSON_END) {
        status = take(&r, event, error);
        if (status == MLTEST_OK)
            status = mlt_json_next(&r.json, &event, error);
    }
    mlt_json_free(&r.json);
    return status;
}
