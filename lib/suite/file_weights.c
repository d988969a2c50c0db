/* SPDX-License-Identifier: MIT */
/*
 * How much a category, a kind or a condition counts: {weather: 2, cutout: 0, "fog@5": 0.5}. Those
 * of categories and kinds become the score's option of that name.
 */
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/text.h"
#include "suite/file.h"

enum { MOST_NAMES = 256 };
#define MOST_WEIGHT 1e6

/* The names of categories and kinds. */
static size_t list_names(const char *names[MOST_NAMES])
{
    size_t n = 0;
    for (int c = MLT_CATEGORY_NOISE; c <= MLT_CATEGORY_OCCLUSION; c++)
        names[n++] = mlt_category_name(c);
    for (size_t i = 0; i < mlt_kind_count() && n < MOST_NAMES; i++)
        names[n++] = mlt_kind_at(i)->name;
    return n;
}

static mltest_status keep(mlt_suite_file *f, const mlt_node *weight, const char *name,
                          mltest_error **error)
{
    mltest_suite *suite = f->suite;
    for (size_t i = 0; i < suite->n_weights; i++)
        if (strcmp(suite->weights[i].name, name) == 0)
            return mlt_node_say_key(f->tree, weight, MLTEST_ERR_CONFLICT, error,
                                    "%s has a weight already", name);
    char *copy = NULL;
    if (mlt_reserve(suite->ctx, suite->weights, suite->cap_weights, suite->n_weights + 1))
        copy = mlt_strdup(suite->ctx, name);
    if (copy == NULL)
        return mlt_fail_memory(error);
    suite->weights[suite->n_weights++] = (mlt_suite_weight){copy, weight->number};
    return MLTEST_OK;
}

/* A condition by any of its names; the suite must have it, or the weight would do nothing. */
static mltest_status keep_condition(mlt_suite_file *f, const mlt_node *weight, mltest_error **error)
{
    mlt_condition parsed;
    mltest_error *why = NULL;
    mltest_suite *suite = f->suite;
    mltest_status status = mlt_condition_parse(&parsed, suite->ctx, weight->key, NULL, 0, &why);
    TRY(mlt_suite_file_blame_key(f, weight, status, why, error));
    size_t i = 0;
    while (i < suite->n && strcmp(suite->conditions[i].name, parsed.name) != 0)
        i++;
    mlt_condition_free(suite->ctx, &parsed);
    if (i == suite->n)
        return mlt_node_say_key(f->tree, weight, MLTEST_ERR_NOT_FOUND, error,
                                "the suite has no condition %.60s", weight->key);
    return keep(f, weight, suite->conditions[i].name, error);
}

static mltest_status read_weight(mlt_suite_file *f, const mlt_node *weight, mltest_error **error)
{
    const char *names[MOST_NAMES];
    size_t n = list_names(names);
    if (weight->type != MLT_NODE_NUMBER || weight->number < 0 || weight->number > MOST_WEIGHT)
        return mlt_node_fail(f->tree, weight, "a weight from 0 to 1000000", error);
    for (size_t i = 0; i < n; i++)
        if (strcmp(names[i], weight->key) == 0)
            return keep(f, weight, weight->key, error);
    if (strpbrk(weight->key, "@#") != NULL)
        return keep_condition(f, weight, error);
    const char *near = mlt_nearest_name(weight->key, names, n);
    return mlt_node_say_key(f->tree, weight, MLTEST_ERR_NOT_FOUND, error,
                            "no category, kind or condition is named \"%.60s\"%s%s%s", weight->key,
                            near != NULL ? "; did you mean \"" : "", near != NULL ? near : "",
                            near != NULL ? "\"?" : "");
}

static bool is_of_condition(const mlt_suite_weight *weight)
{
    return strpbrk(weight->name, "@#") != NULL;
}

/* The risk weighs categories and kinds; what it does not weigh is said. */
static mltest_status warn_of_conditions(mlt_suite_file *f, mltest_error **error)
{
    size_t n = 0;
    for (size_t i = 0; i < f->suite->n_weights; i++)
        n += is_of_condition(&f->suite->weights[i]);
    if (n == 0)
        return MLTEST_OK;
    return mlt_suite_warn(f->suite, error,
                          "%s: the weights of %zu conditions are kept; the risk weighs categories "
                          "and kinds",
                          f->tree->file, n);
}

/* As the command line has them: "weather=2,cutout=0". */
static mltest_status set_option(mlt_suite_file *f, const mlt_node *map, mltest_error **error)
{
    mlt_text text;
    mltest_error *why = NULL;
    mltest_suite *suite = f->suite;
    if (suite->score == NULL)
        TRY(mlt_options_make(&suite->score, suite->ctx, f->tables->score, error));
    if (mlt_options_string(suite->score, f->tables->score, "weights")[0] != '\0')
        return mlt_node_say_key(f->tree, map, MLTEST_ERR_CONFLICT, error,
                                "the thresholds have weights already");
    mlt_text_init(&text, suite->ctx);
    for (size_t i = 0; i < suite->n_weights; i++) {
        if (is_of_condition(&suite->weights[i]))
            continue;
        mlt_text_printf(&text, "%s%s=", text.n > 0 ? "," : "", suite->weights[i].name);
        mlt_text_f64(&text, suite->weights[i].value);
    }
    mltest_status status =
        mlt_text_ok(&text) ? mlt_options_set(suite->score, "weights", mlt_text_string(&text), &why)
                           : mlt_fail_memory(&why);
    mlt_text_free(&text);
    return mlt_suite_file_blame(f, map, status, why, error);
}

mltest_status mlt_suite_file_weights(mlt_suite_file *f, const mlt_node *map, mltest_error **error)
{
    if (map->type != MLT_NODE_MAP)
        return mlt_node_fail(f->tree, map, "a map of weights", error);
    for (const mlt_node *weight = map->first; weight != NULL; weight = weight->next)
        TRY(read_weight(f, weight, error));
    TRY(warn_of_conditions(f, error));
    return set_option(f, map, error);
}
