/* SPDX-License-Identifier: MIT */
/*
 * From the conditions of a suite to the kinds that are searched.
 */
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/text.h"
#include "search/search.h"

/* Kinds with two paths, along which severity is not one scale, and their relatives with one. */
static const char *const two_paths[][3] = {
    {"saturate", "desaturate", "oversaturate"},
    {"spatter", "spatter_water", "spatter_mud"},
};

typedef struct {
    mltest_stress *stress;
    size_t cap;
    mltest_error **error;
} collector;

/* One setting of a kind as a condition of the search's suite. */
static mltest_status add_condition(collector *c, const mlt_search_kind *kind, double severity)
{
    mlt_text name;
    mlt_text_init(&name, c->stress->ctx);
    mlt_text_printf(&name, "%s@", kind->kind->name);
    mlt_text_f64(&name, severity);
    if (kind->is_relative)
        mlt_text_puts(&name, "{relative=1}");
    mltest_status status = mlt_text_ok(&name)
                               ? mlt_suite_add(c->stress->suite, mlt_text_string(&name), c->error)
                               : mlt_fail_memory(c->error);
    mlt_text_free(&name);
    return status;
}

static mltest_status add_kind(collector *c, const mlt_kind *kind, bool is_relative)
{
    mltest_stress *s = c->stress;
    for (size_t i = 0; i < s->n_kinds; i++)
        if (strcmp(s->kinds[i].kind->name, kind->name) == 0)
            return MLTEST_OK;
    if (!mlt_reserve(s->ctx, s->kinds, c->cap, s->n_kinds + 1))
        return mlt_fail_memory(c->error);
    mlt_search_kind *made = &s->kinds[s->n_kinds++];
    *made = (mlt_search_kind){.kind = kind, .is_relative = is_relative, .first = s->suite->n};
    mlt_search_grid(made);
    for (size_t i = 0; i < made->n; i++)
        TRY(add_condition(c, made, made->severity[i]));
    return MLTEST_OK;
}

static mltest_status add_or_replace(collector *c, const mlt_step *step)
{
    for (size_t i = 0; i < sizeof two_paths / sizeof two_paths[0]; i++) {
        if (strcmp(step->kind->name, two_paths[i][0]) != 0)
            continue;
        for (size_t k = 1; k < 3; k++)
            TRY(add_kind(c, mlt_kind_find(two_paths[i][k], 0), step->is_relative));
        return MLTEST_OK;
    }
    return add_kind(c, step->kind, step->is_relative);
}

static mltest_status take(collector *c, const mlt_condition *condition)
{
    if (condition->n_steps == 0)
        return MLTEST_OK;
    const mlt_step *step = &condition->steps[0];
    if (condition->n_steps > 1)
        return mlt_fail(c->error, MLTEST_ERR_UNSUPPORTED,
                        "%s: a chain has no severity of its own to search", condition->name);
    for (size_t i = 0; i < step->kind->n_params; i++)
        if (step->is_set[i])
            return mlt_fail(c->error, MLTEST_ERR_UNSUPPORTED,
                            "%s: a search sets the parameters itself, by severity: leave %s out",
                            condition->name, step->kind->params[i].name);
    return add_or_replace(c, step);
}

mltest_status mlt_search_kinds_make(mltest_stress *stress, const mltest_suite *from,
                                    mltest_error **error)
{
    collector c = {.stress = stress, .error = error};
    TRY(mlt_suite_make(&stress->suite, stress->ctx, "stress", error));
    for (size_t i = 0; i < from->n_hosts; i++)
        TRY(mlt_suite_add_host(stress->suite, from->hosts[i], error));
    for (size_t i = 0; i < from->n; i++)
        TRY(take(&c, &from->conditions[i]));
    for (size_t i = 0; i < from->n_rules; i++) {
        const mlt_class_rule *rule = &from->rules[i];
        TRY(mlt_suite_add_rule(stress->suite, rule->kind, rule->from, rule->to, error));
    }
    return stress->n_kinds > 0
               ? MLTEST_OK
               : mlt_fail(error, MLTEST_ERR_INVALID, "suite %s has no kind to search", from->name);
}
