/* SPDX-License-Identifier: MIT */
/*
 * YAML through libyaml's events. Its memory comes from malloc: it offers no hook.
 */
#include "codec/tree.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "base/context.h"
#include "base/error.h"
#include "base/number.h"
#include "base/utf8.h"

#ifdef MLT_HAVE_YAML

#include <yaml.h>

typedef struct {
    mlt_tree *tree;
    yaml_parser_t parser;
    mlt_node *parent; /* the open list or map */
    const char *key;  /* of the member to come; in the arena */
    size_t n_documents;
} reader;

static mltest_status say(const reader *r, mltest_status status, const yaml_mark_t *at,
                         const char *what, mltest_error **error)
{
    mlt_node place = {.line = (int64_t)at->line + 1, .column = (int64_t)at->column + 1};
    return mlt_node_say(r->tree, &place, status, error, "%s", what);
}

static mltest_status add(reader *r, mlt_node_type type, const yaml_mark_t *at, mlt_node **out,
                         mltest_error **error)
{
    mltest_status status;
    if (r->parent != NULL && r->parent->type == MLT_NODE_MAP && r->key == NULL)
        return say(r, MLTEST_ERR_FORMAT, at, "expected a text as a key", error);
    *out = mlt_tree_add(r->tree, r->parent, r->key, type, (int64_t)at->line + 1,
                        (int64_t)at->column + 1, &status, error);
    r->key = NULL;
    return status;
}

static bool is_one_of(const char *text, const char *const *words)
{
    for (; *words != NULL; words++)
        if (strcmp(text, *words) == 0)
            return true;
    return false;
}

/* YAML 1.2's core schema for what stands without quotes. */
static mlt_node_type resolve(const char *text, double *number)
{
    static const char *const nulls[] = {"", "~", "null", "Null", "NULL", NULL};
    static const char *const trues[] = {"true", "True", "TRUE", NULL};
    static const char *const falses[] = {"false", "False", "FALSE", NULL};
    *number = is_one_of(text, trues);
    if (is_one_of(text, nulls))
        return MLT_NODE_NULL;
    if (*number > 0 || is_one_of(text, falses))
        return MLT_NODE_BOOL;
    return mlt_parse_double(text, strlen(text), number) && isfinite(*number) ? MLT_NODE_NUMBER
                                                                             : MLT_NODE_STRING;
}

static mltest_status check_text(const reader *r, const yaml_event_t *event, mltest_error **error)
{
    const char *text = (const char *)event->data.scalar.value;
    size_t n = event->data.scalar.length;
    uint64_t most = mlt_context_limits(r->tree->ctx)->max_string;
    if (n > most)
        return say(r, MLTEST_ERR_LIMIT, &event->start_mark, "a text is too long (limit max_string)",
                   error);
    if (memchr(text, '\0', n) != NULL || !mlt_utf8_is_valid(text, n))
        return say(r, MLTEST_ERR_FORMAT, &event->start_mark, "expected UTF-8 without NUL", error);
    return MLTEST_OK;
}

static mltest_status take_scalar(reader *r, const yaml_event_t *event, mltest_error **error)
{
    const char *text = (const char *)event->data.scalar.value;
    bool is_plain = event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
    mlt_node *node;
    double number = 0;
    TRY(check_text(r, event, error));
    if (r->parent != NULL && r->parent->type == MLT_NODE_MAP && r->key == NULL) {
        r->key = mlt_arena_string(r->tree->arena, text, strlen(text));
        return r->key != NULL ? MLTEST_OK : mlt_fail_memory(error);
    }
    mlt_node_type type = is_plain ? resolve(text, &number) : MLT_NODE_STRING;
    TRY(add(r, type, &event->start_mark, &node, error));
    node->number = number;
    node->text = mlt_arena_string(r->tree->arena, text, strlen(text));
    return node->text != NULL ? MLTEST_OK : mlt_fail_memory(error);
}

/* Anchors make bombs, and tags other types; neither is needed here. */
static mltest_status check_plain(const reader *r, const yaml_event_t *event, mltest_error **error)
{
    const yaml_char_t *anchor = NULL, *tag = NULL;
    if (event->type == YAML_SCALAR_EVENT) {
        anchor = event->data.scalar.anchor;
        tag = event->data.scalar.tag;
    } else if (event->type == YAML_SEQUENCE_START_EVENT) {
        anchor = event->data.sequence_start.anchor;
        tag = event->data.sequence_start.tag;
    } else if (event->type == YAML_MAPPING_START_EVENT) {
        anchor = event->data.mapping_start.anchor;
        tag = event->data.mapping_start.tag;
    }
    if (anchor != NULL || event->type == YAML_ALIAS_EVENT)
        return say(r, MLTEST_ERR_UNSUPPORTED, &event->start_mark,
                   "anchors and aliases are not read: write the value where it is needed", error);
    if (tag != NULL)
        return say(r, MLTEST_ERR_UNSUPPORTED, &event->start_mark,
                   "tags are not read: write the value without it", error);
    return MLTEST_OK;
}

static mltest_status take(reader *r, const yaml_event_t *event, mltest_error **error)
{
    TRY(check_plain(r, event, error));
    switch (event->type) {
    case YAML_DOCUMENT_START_EVENT:
        return r->n_documents++ == 0 ? MLTEST_OK
                                     : say(r, MLTEST_ERR_UNSUPPORTED, &event->start_mark,
                                           "a second document is not read", error);
    case YAML_SEQUENCE_START_EVENT:
        return add(r, MLT_NODE_LIST, &event->start_mark, &r->parent, error);
    case YAML_MAPPING_START_EVENT:
        return add(r, MLT_NODE_MAP, &event->start_mark, &r->parent, error);
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
        r->parent = r->parent->parent;
        return MLTEST_OK;
    case YAML_SCALAR_EVENT:
        return take_scalar(r, event, error);
    default:
        return MLTEST_OK;
    }
}

/* What libyaml objects to, at its place; a tab is what people trip over. */
static mltest_status fail_syntax(const reader *r, const char *bytes, size_t n, mltest_error **error)
{
    const yaml_parser_t *p = &r->parser;
    const char *problem = p->problem != NULL ? p->problem : "not YAML";
    if (p->error == YAML_MEMORY_ERROR)
        return mlt_fail_memory(error);
    const char *line = bytes;
    for (size_t i = 0, at = 0; i < n && at < p->problem_mark.line; i++)
        if (bytes[i] == '\n') {
            line = bytes + i + 1;
            at++;
        }
    const char *end = bytes + n;
    while (line < end && *line == ' ')
        line++;
    if (line < end && *line == '\t')
        problem = "YAML indents with spaces, here is a tab";
    return say(r, MLTEST_ERR_FORMAT, &p->problem_mark, problem, error);
}

static mltest_status read_events(reader *r, const char *bytes, size_t n, mltest_error **error)
{
    for (;;) {
        yaml_event_t event;
        if (!yaml_parser_parse(&r->parser, &event))
            return fail_syntax(r, bytes, n, error);
        bool is_end = event.type == YAML_STREAM_END_EVENT;
        mltest_status status = take(r, &event, error);
        yaml_event_delete(&event);
        if (is_end || status != MLTEST_OK)
            return status;
    }
}

mltest_status mlt_tree_from_yaml(mlt_tree *tree, const char *bytes, size_t n, mltest_error **error)
{
    reader r = {.tree = tree};
    yaml_mark_t start = {0, 0, 0};
    if (!yaml_parser_initialize(&r.parser))
        return mlt_fail_memory(error);
    yaml_parser_set_encoding(&r.parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&r.parser, (const unsigned char *)bytes, n);
    mltest_status status = read_events(&r, bytes, n, error);
    yaml_parser_delete(&r.parser);
    if (status == MLTEST_OK && tree->root == NULL)
        return say(&r, MLTEST_ERR_FORMAT, &start, "the file is empty", error);
    return status;
}

#else

mltest_status mlt_tree_from_yaml(mlt_tree *tree, const char *bytes, size_t n, mltest_error **error)
{
    (void)bytes;
    (void)n;
    return mlt_fail_at(error, MLTEST_ERR_UNSUPPORTED, MLT_IN_FILE(tree->file),
                       "this build cannot read YAML (no libyaml); the same as .json can be read");
}

#endif
