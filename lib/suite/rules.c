/* SPDX-License-Identifier: MIT */
/*
 * What kinds make of classes.
 */
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/text.h"
#include "perturb/host.h"
#include "suite/suite.h"

static bool has_kind(const mltest_suite *suite, const char *kind)
{
    for (size_t i = 0; i < suite->n_hosts; i++)
        if (strcmp(mlt_host_kind_describe(suite->hosts[i])->name, kind) == 0)
            return true;
    return mlt_kind_find(kind, 0) != NULL;
}

static mltest_status no_such_kind(const char *kind, mltest_error **error)
{
    const char *names[256];
    size_t n = 0;
    for (; n < mlt_kind_count() && n < 256; n++)
        names[n] = mlt_kind_at(n)->name;
    const char *near = mlt_nearest_name(kind, names, n);
    return mlt_fail(error, MLTEST_ERR_NOT_FOUND, "no perturbation is named '%.60s'%s%s%s", kind,
                    near != NULL ? "; did you mean '" : "", near != NULL ? near : "",
                    near != NULL ? "'?" : "");
}

static const mlt_class_rule *find_rule(const mltest_suite *suite, const char *kind,
                                       const char *from)
{
    for (size_t i = 0; i < suite->n_rules; i++)
        if (strcmp(suite->rules[i].kind, kind) == 0 && strcmp(suite->rules[i].from, from) == 0)
            return &suite->rules[i];
    return NULL;
}

mltest_status mlt_suite_add_rule(mltest_suite *suite, const char *kind, const char *from,
                                 const char *to, mltest_error **error)
{
    if (!has_kind(suite, kind))
        return no_such_kind(kind, error);
    if (find_rule(suite, kind, from) != NULL)
        return mlt_fail(error, MLTEST_ERR_CONFLICT,
                        "%s: what becomes of the class '%.60s' is said already", kind, from);
    if (!mlt_reserve(suite->ctx, suite->rules, suite->cap_rules, suite->n_rules + 1))
        return mlt_fail_memory(error);
    mlt_class_rule *rule = &suite->rules[suite->n_rules++];
    *rule = (mlt_class_rule){mlt_strdup(suite->ctx, kind), mlt_strdup(suite->ctx, from),
                             to != NULL ? mlt_strdup(suite->ctx, to) : NULL};
    if (rule->kind != NULL && rule->from != NULL && (to == NULL || rule->to != NULL))
        return MLTEST_OK;
    suite->n_rules--;
    mlt_free(suite->ctx, rule->kind);
    mlt_free(suite->ctx, rule->from);
    mlt_free(suite->ctx, rule->to);
    return mlt_fail_memory(error);
}

const char *mlt_suite_class_after(const mltest_suite *suite, const mlt_condition *condition,
                                  const char *name)
{
    for (size_t i = 0; i < condition->n_steps && name != NULL; i++) {
        const mlt_class_rule *rule = find_rule(suite, condition->steps[i].kind->name, name);
        if (rule != NULL && condition->steps[i].severity > 0)
            name = rule->to;
    }
    return name;
}
