/* SPDX-License-Identifier: MIT */
/*
 * YAML through libyaml's events. Its memory comes from malloc: it offers no hook.
 */
#include "codec/tree.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/context.h"
#include "base/error.h"
#include "base/number.h"
#include "base/utf8.h"

#ifdef MLT_HAVE_YAML

#include <yaml.h>

#define DIGITS "0123456789"
#define NO_ANCHORS "anchors and aliases are not read: write the value where it is needed"

typedef struct {
    mlt_tree *tree;
    yaml_parser_t parser;
    mlt_node *parent;     /* the open list or map */
    mlt_node_place place; /* of the member to come */
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
    if (r->parent != NULL && r->parent->type == MLT_NODE_MAP && r->place.key == NULL)
        return say(r, MLTEST_ERR_FORMAT, at, "expected a text as a key", error);
    r->place.line = (int64_t)at->line + 1;
    r->place.column = (int64_t)at->column + 1;
    *out = mlt_tree_add(r->tree, r->parent, &r->place, type, &status, error);
    r->place.key = NULL;
    return status;
}

static bool is_one_of(const char *text, const char *const *words)
{
    for (; *words != NULL; words++)
        if (strcmp(text, *words) == 0)
            return true;
    return false;
}

/* The length of a number's exponent, which may be absent. */
static size_t exponent(const char *text)
{
    size_t sign = text[0] != '\0' && (text[1] == '-' || text[1] == '+');
    size_t digits = text[0] == 'e' || text[0] == 'E' ? strspn(text + 1 + sign, DIGITS) : 0;
    return digits > 0 ? 1 + sign + digits : 0;
}

/* As JSON has it, or with what YAML leaves out or adds: "+5", ".5", "5.", "007". */
static bool is_number(const char *text, double *out)
{
    char plain[64];
    bool minus = text[0] == '-';
    const char *at = text + (minus || text[0] == '+');
    size_t whole = strspn(at, DIGITS), has_point = at[whole] == '.';
    const char *fraction = at + whole + has_point;
    size_t n_fraction = has_point ? strspn(fraction, DIGITS) : 0;
    const char *power = fraction + n_fraction;
    size_t n_power = exponent(power);
    if (whole + n_fraction == 0 || power[n_power] != '\0')
        return false;
    for (; whole > 1 && at[0] == '0'; whole--)
        at++;
    if (whole + n_fraction + n_power + 4 > sizeof plain)
        return mlt_parse_double(text, strlen(text), out);
    int n = snprintf(plain, sizeof plain, "%s%.*s%s%.*s%.*s", minus ? "-" : "",
                     whole > 0 ? (int)whole : 1, whole > 0 ? at : "0", n_fraction > 0 ? "." : "",
                     (int)n_fraction, fraction, (int)n_power, power);
    return mlt_parse_double(plain, (size_t)n, out);
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
    return is_number(text, number) && isfinite(*number) ? MLT_NODE_NUMBER : MLT_NODE_STRING;
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

/* Anchors make bombs; of tags, those that say what a value is anyway are passed over. */
static mltest_status check_marks(const reader *r, const yaml_event_t *event,
                                 const yaml_char_t *anchor, const yaml_char_t *tag,
                                 mlt_node_type *type, mltest_error **error)
{
    static const struct {
        const char *tag;
        mlt_node_type type;
    } core[] = {
        {YAML_NULL_TAG, MLT_NODE_NULL},  {YAML_BOOL_TAG, MLT_NODE_BOOL},
        {YAML_INT_TAG, MLT_NODE_NUMBER}, {YAML_FLOAT_TAG, MLT_NODE_NUMBER},
        {YAML_SEQ_TAG, MLT_NODE_LIST},   {YAML_MAP_TAG, MLT_NODE_MAP},
        {YAML_STR_TAG, MLT_NODE_STRING},
    };
    if (anchor != NULL)
        return say(r, MLTEST_ERR_UNSUPPORTED, &event->start_mark, NO_ANCHORS, error);
    if (tag == NULL)
        return MLTEST_OK;
    if (strcmp((const char *)tag, YAML_STR_TAG) == 0 && event->type == YAML_SCALAR_EVENT)
        *type = MLT_NODE_STRING;
    for (size_t i = 0; i < sizeof core / sizeof core[0]; i++)
        if (strcmp((const char *)tag, core[i].tag) == 0 && *type == core[i].type)
            return MLTEST_OK;
    return say(r, MLTEST_ERR_UNSUPPORTED, &event->start_mark,
               "tags are not read: write the value without it", error);
}

static mltest_status take_scalar(reader *r, const yaml_event_t *event, mltest_error **error)
{
    const char *text = (const char *)event->data.scalar.value;
    bool is_plain = event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
    mlt_node *node;
    double number = 0;
    mlt_node_type type = is_plain ? resolve(text, &number) : MLT_NODE_STRING;
    TRY(check_marks(r, event, event->data.scalar.anchor, event->data.scalar.tag, &type, error));
    TRY(check_text(r, event, error));
    if (r->parent != NULL && r->parent->type == MLT_NODE_MAP && r->place.key == NULL) {
        r->place.key_line = (int64_t)event->start_mark.line + 1;
        r->place.key_column = (int64_t)event->start_mark.column + 1;
        r->place.key = mlt_arena_string(r->tree->arena, text, strlen(text));
        return r->place.key != NULL ? MLTEST_OK : mlt_fail_memory(error);
    }
    TRY(add(r, type, &event->start_mark, &node, error));
    node->number = number;
    node->text = mlt_arena_string(r->tree->arena, text, strlen(text));
    return node->text != NULL ? MLTEST_OK : mlt_fail_memory(error);
}

static mltest_status take(reader *r, const yaml_event_t *event, mltest_error **error)
{
    mlt_node_type list = MLT_NODE_LIST, map = MLT_NODE_MAP;
    switch (event->type) {
    case YAML_DOCUMENT_START_EVENT:
        return r->n_documents++ == 0 ? MLTEST_OK
                                     : say(r, MLTEST_ERR_UNSUPPORTED, &event->start_mark,
                                           "a second document is not read", error);
    case YAML_SEQUENCE_START_EVENT:
        TRY(check_marks(r, event, event->data.sequence_start.anchor, event->data.sequence_start.tag,
                        &list, error));
        return add(r, list, &event->start_mark, &r->parent, error);
    case YAML_MAPPING_START_EVENT:
        TRY(check_marks(r, event, event->data.mapping_start.anchor, event->data.mapping_start.tag,
                        &map, error));
        return add(r, map, &event->start_mark, &r->parent, error);
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
        r->parent = r->parent->parent;
        return MLTEST_OK;
    case YAML_SCALAR_EVENT:
        return take_scalar(r, event, error);
    case YAML_ALIAS_EVENT:
        return say(r, MLTEST_ERR_UNSUPPORTED, &event->start_mark, NO_ANCHORS, error);
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
    return mlt_fail_at(
        error, MLTEST_ERR_UNSUPPORTED, MLT_IN_FILE(tree->file),
        "this build cannot read YAML (no libyaml): configure it with libyaml's development "
        "files there, or write the same as .json");
}

#endif
