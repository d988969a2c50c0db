/* SPDX-License-Identifier: MIT */
/*
 * Conditions of a file: as text in the grammar, as maps {kind, severities, set}, and as lists of
 * steps. All of them become text, so that the grammar stays the one judge.
 */
#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "base/error.h"
#include "base/number.h"
#include "base/text.h"
#include "suite/file.h"

static mltest_status add(mlt_suite_file *f, const mlt_text *text, const mlt_node *place,
                         mltest_error **error)
{
    mltest_error *why = NULL;
    if (!mlt_text_ok(text))
        return mlt_fail_memory(error);
    mltest_status status = mlt_suite_add(f->suite, mlt_text_string(text), &why);
    return mlt_suite_file_blame(f, place, status, why, error);
}

static mltest_status check_severity(const mlt_suite_file *f, const mlt_node *node,
                                    mltest_error **error)
{
    if (node->type != MLT_NODE_NUMBER || node->number < 0 || node->number > 5)
        return mlt_node_fail(f->tree, node, "a severity from 0 to 5", error);
    return MLTEST_OK;
}

static mltest_status add_severity(mlt_suite_file *f, const char *before, const mlt_node *severity,
                                  const char *after, mltest_error **error)
{
    mlt_text text;
    TRY(check_severity(f, severity, error));
    mlt_text_init(&text, f->suite->ctx);
    mlt_text_puts(&text, before);
    mlt_text_putc(&text, '@');
    mlt_text_f64(&text, severity->number);
    mlt_text_puts(&text, after);
    mltest_status status = add(f, &text, severity, error);
    mlt_text_free(&text);
    return status;
}

mltest_status mlt_suite_file_severities(mlt_suite_file *f, const char *before,
                                        const mlt_node *severities, const char *after,
                                        mltest_error **error)
{
    if (severities->type != MLT_NODE_LIST)
        return add_severity(f, before, severities, after, error);
    if (severities->n == 0)
        return mlt_node_fail(f->tree, severities, "at least one severity", error);
    for (const mlt_node *item = severities->first; item != NULL; item = item->next)
        TRY(add_severity(f, before, item, after, error));
    return MLTEST_OK;
}

static mltest_status check_param(const mlt_suite_file *f, const mlt_param *param,
                                 const mlt_node *value, mltest_error **error)
{
    char low[MLT_NUMBER_SIZE], high[MLT_NUMBER_SIZE];
    if (value->type != MLT_NODE_NUMBER)
        return mlt_node_fail(f->tree, value, "a number", error);
    if (value->number >= param->low && value->number <= param->high)
        return MLTEST_OK;
    mlt_format_double(low, param->low);
    mlt_format_double(high, param->high);
    return mlt_node_say(f->tree, value, MLTEST_ERR_INVALID, error,
                        "expected a number from %s to %s, found %.40s", low, high, value->text);
}

/* "{name=value,…}" from a map of parameters; nothing from none. */
static mltest_status put_params(const mlt_suite_file *f, const mlt_kind *kind, const mlt_node *set,
                                mlt_text *text, mltest_error **error)
{
    const char *names[MLT_MAX_PARAMS];
    if (set == NULL)
        return MLTEST_OK;
    for (size_t i = 0; i < kind->n_params; i++)
        names[i] = kind->params[i].name;
    TRY(mlt_suite_file_map(f, set, names, kind->n_params, error));
    for (const mlt_node *value = set->first; value != NULL; value = value->next) {
        size_t i = 0;
        while (strcmp(names[i], value->key) != 0)
            i++;
        TRY(check_param(f, &kind->params[i], value, error));
        mlt_text_printf(text, "%c%s=", value == set->first ? '{' : ',', value->key);
        mlt_text_f64(text, value->number);
    }
    if (set->first != NULL)
        mlt_text_putc(text, '}');
    return MLTEST_OK;
}

static mltest_status need(const mlt_suite_file *f, const mlt_node *map, const char *key,
                          const mlt_node **out, mltest_error **error)
{
    *out = mlt_node_get(map, key);
    return *out != NULL ? MLTEST_OK
                        : mlt_node_say(f->tree, map, MLTEST_ERR_FORMAT, error,
                                       "expected \"%s\" in this map", key);
}

/* A kind that must be in this version's catalogue. */
static mltest_status read_kind(const mlt_suite_file *f, const mlt_node *map, const mlt_kind **kind,
                               mltest_error **error)
{
    const mlt_node *node;
    const char *name;
    TRY(need(f, map, "kind", &node, error));
    TRY(mlt_suite_file_kind(f, node, &name, kind, error));
    if (*kind == NULL)
        return mlt_node_say(f->tree, node, MLTEST_ERR_UNSUPPORTED, error,
                            "this version does not have %s", name);
    return MLTEST_OK;
}

/* "#2" from a whole number; nothing from none. */
static mltest_status put_replicate(const mlt_suite_file *f, const mlt_node *node, mlt_text *text,
                                   mltest_error **error)
{
    if (node == NULL)
        return MLTEST_OK;
    if (node->type != MLT_NODE_NUMBER || node->number < 0 || node->number > 1000000 ||
        node->number != trunc(node->number))
        return mlt_node_fail(f->tree, node, "a replicate number from 0 to 1000000", error);
    mlt_text_printf(text, "#%" PRIu32, (uint32_t)node->number);
    return MLTEST_OK;
}

/* One step of a chain: text in the grammar, or {kind, severity, set}. */
static mltest_status put_step(const mlt_suite_file *f, const mlt_node *step, mlt_text *text,
                              mltest_error **error)
{
    static const char *const keys[] = {"kind", "severity", "set"};
    const mlt_kind *kind;
    const mlt_node *severity;
    if (step->type == MLT_NODE_STRING) {
        TRY(mlt_suite_file_text(f, step, "a step like fog@3", error));
        mlt_text_puts(text, step->text);
        return MLTEST_OK;
    }
    TRY(mlt_suite_file_map(f, step, keys, 3, error));
    TRY(read_kind(f, step, &kind, error));
    TRY(need(f, step, "severity", &severity, error));
    TRY(check_severity(f, severity, error));
    mlt_text_printf(text, "%s@", kind->name);
    mlt_text_f64(text, severity->number);
    return put_params(f, kind, mlt_node_get(step, "set"), text, error);
}

static mltest_status put_steps(const mlt_suite_file *f, const mlt_node *steps, mlt_text *text,
                               mltest_error **error)
{
    TRY(mlt_suite_file_list(f, steps, "a list of steps", error));
    if (steps->n == 0)
        return mlt_node_fail(f->tree, steps, "at least one step", error);
    for (const mlt_node *step = steps->first; step != NULL; step = step->next) {
        if (step != steps->first)
            mlt_text_putc(text, '+');
        TRY(put_step(f, step, text, error));
    }
    return MLTEST_OK;
}

/* A chain: a list of steps, or {steps, replicate}. */
static mltest_status read_chain(mlt_suite_file *f, const mlt_node *node, mltest_error **error)
{
    static const char *const keys[] = {"steps", "replicate"};
    const mlt_node *steps = node->type == MLT_NODE_MAP ? mlt_node_get(node, "steps") : node;
    if (node->type == MLT_NODE_MAP)
        TRY(mlt_suite_file_map(f, node, keys, 2, error));
    mlt_text text;
    mlt_text_init(&text, f->suite->ctx);
    mltest_status status = put_steps(f, steps, &text, error);
    if (status == MLTEST_OK)
        status = put_replicate(f, mlt_node_get(node, "replicate"), &text, error);
    if (status == MLTEST_OK)
        status = add(f, &text, node, error);
    mlt_text_free(&text);
    return status;
}

/* {kind, severity or severities, set, replicate}. */
static mltest_status read_sweep(mlt_suite_file *f, const mlt_node *map, mltest_error **error)
{
    static const char *const keys[] = {"kind", "severities", "severity",
                                       "set",  "replicate",  "steps"};
    const mlt_kind *kind;
    TRY(mlt_suite_file_map(f, map, keys, 6, error));
    TRY(read_kind(f, map, &kind, error));
    const mlt_node *severities = mlt_node_get(map, "severity");
    if (severities == NULL)
        TRY(need(f, map, "severities", &severities, error));
    else if (mlt_node_get(map, "severities") != NULL)
        return mlt_node_say_key(f->tree, severities, MLTEST_ERR_FORMAT, error,
                                "give \"severity\" or \"severities\", not both");
    mlt_text after;
    mlt_text_init(&after, f->suite->ctx);
    mltest_status status = put_params(f, kind, mlt_node_get(map, "set"), &after, error);
    if (status == MLTEST_OK)
        status = put_replicate(f, mlt_node_get(map, "replicate"), &after, error);
    if (status == MLTEST_OK && !mlt_text_ok(&after))
        status = mlt_fail_memory(error);
    if (status == MLTEST_OK)
        status =
            mlt_suite_file_severities(f, kind->name, severities, mlt_text_string(&after), error);
    mlt_text_free(&after);
    return status;
}

static mltest_status read_text(mlt_suite_file *f, const mlt_node *node, mltest_error **error)
{
    mltest_error *why = NULL;
    TRY(mlt_suite_file_text(f, node, "a condition like fog@3", error));
    if (strcmp(node->text, "clean") == 0) /* there already */
        return MLTEST_OK;
    mltest_status status = mlt_suite_add(f->suite, node->text, &why);
    return mlt_suite_file_blame(f, node, status, why, error);
}

mltest_status mlt_suite_file_conditions(mlt_suite_file *f, const mlt_node *list,
                                        mltest_error **error)
{
    TRY(mlt_suite_file_list(f, list, "a list of conditions", error));
    for (const mlt_node *item = list->first; item != NULL; item = item->next) {
        if (item->type == MLT_NODE_LIST || mlt_node_get(item, "steps") != NULL)
            TRY(read_chain(f, item, error));
        else if (item->type == MLT_NODE_MAP)
            TRY(read_sweep(f, item, error));
        else
            TRY(read_text(f, item, error));
    }
    return MLTEST_OK;
}
