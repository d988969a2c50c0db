/* SPDX-License-Identifier: MIT */
#include "suite/suite.h"

#include "base/alloc.h"
#include "base/context.h"
#include "base/error.h"
#include "base/hash.h"
#include "base/text.h"
#include "perturb/host.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

mltest_status mlt_suite_make(mltest_suite **out, mltest_context *ctx, const char *name,
                             mltest_error **error)
{
    mltest_suite *suite = mlt_alloc_zero(ctx, 1, sizeof *suite);
    if (suite == NULL)
        return mlt_fail_memory(error);
    suite->refs = 1;
    suite->ctx = mlt_context_ref(ctx);
    suite->name = mlt_strdup(ctx, name);
    mltest_status status =
        suite->name == NULL ? mlt_fail_memory(error) : mlt_suite_add(suite, "clean", error);
    if (status != MLTEST_OK) {
        mlt_suite_unref(suite);
        return status;
    }
    *out = suite;
    return MLTEST_OK;
}

mltest_suite *mlt_suite_ref(mltest_suite *suite)
{
    suite->refs++;
    return suite;
}

void mlt_suite_unref(mltest_suite *suite)
{
    if (suite == NULL || --suite->refs > 0)
        return;
    mltest_context *ctx = suite->ctx;
    for (size_t i = 0; i < suite->n; i++)
        mlt_condition_free(ctx, &suite->conditions[i]);
    for (size_t i = 0; i < suite->n_hosts; i++)
        mlt_host_kind_unref(suite->hosts[i]);
    for (size_t i = 0; i < suite->n_warnings; i++)
        mlt_free(ctx, suite->warnings[i]);
    for (size_t i = 0; i < suite->n_weights; i++)
        mlt_free(ctx, suite->weights[i].name);
    for (size_t i = 0; i < suite->n_gates; i++)
        mlt_free(ctx, suite->gates[i]);
    for (size_t i = 0; i < suite->n_rules; i++) {
        mlt_free(ctx, suite->rules[i].kind);
        mlt_free(ctx, suite->rules[i].from);
        mlt_free(ctx, suite->rules[i].to);
    }
    mlt_free(ctx, suite->rules);
    mlt_options_unref(suite->score);
    mlt_options_unref(suite->run);
    mlt_options_unref(suite->report);
    mlt_free(ctx, suite->conditions);
    mlt_free(ctx, (void *)suite->hosts);
    mlt_free(ctx, (void *)suite->warnings);
    mlt_free(ctx, suite->weights);
    mlt_free(ctx, (void *)suite->gates);
    mlt_free(ctx, suite->name);
    mlt_free(ctx, suite);
    mlt_context_unref(ctx);
}

static bool has_condition(const mltest_suite *suite, const char *name)
{
    for (size_t i = 0; i < suite->n; i++) {
        if (strcmp(suite->conditions[i].name, name) == 0)
            return true;
    }
    return false;
}

mltest_status mlt_suite_add(mltest_suite *suite, const char *condition, mltest_error **error)
{
    mlt_condition parsed;
    if (!mlt_reserve(suite->ctx, suite->conditions, suite->cap, suite->n + 1))
        return mlt_fail_memory(error);
    TRY(mlt_condition_parse(&parsed, suite->ctx, condition, suite->hosts, suite->n_hosts, error));
    mltest_status status = MLTEST_OK;
    if (suite->is_relative)
        status = mlt_condition_make_relative(&parsed, suite->ctx, error);
    if (status == MLTEST_OK && has_condition(suite, parsed.name))
        status = mlt_fail(error, MLTEST_ERR_CONFLICT, "condition %s is in the suite already",
                          parsed.name);
    if (status != MLTEST_OK) {
        mlt_condition_free(suite->ctx, &parsed);
        return status;
    }
    suite->conditions[suite->n++] = parsed;
    return MLTEST_OK;
}

mltest_status mlt_suite_add_host(mltest_suite *suite, mlt_host_kind *host, mltest_error **error)
{
    const char *name = mlt_host_kind_describe(host)->name;
    for (size_t i = 0; i < suite->n_hosts; i++) {
        if (strcmp(mlt_host_kind_describe(suite->hosts[i])->name, name) == 0)
            return mlt_fail(error, MLTEST_ERR_CONFLICT, "the suite has a kind named %s already",
                            name);
    }
    if (!mlt_reserve(suite->ctx, suite->hosts, suite->cap_hosts, suite->n_hosts + 1))
        return mlt_fail_memory(error);
    suite->hosts[suite->n_hosts++] = mlt_host_kind_ref(host);
    return MLTEST_OK;
}

mltest_status mlt_suite_warn(mltest_suite *suite, mltest_error **error, const char *format, ...)
{
    char line[512];
    va_list args;
    va_start(args, format);
    vsnprintf(line, sizeof line, format, args);
    va_end(args);
    char *copy = NULL;
    if (mlt_reserve(suite->ctx, suite->warnings, suite->cap_warnings, suite->n_warnings + 1))
        copy = mlt_strdup(suite->ctx, line);
    if (copy == NULL)
        return mlt_fail_memory(error);
    mlt_one_line(copy);
    suite->warnings[suite->n_warnings++] = copy;
    return MLTEST_OK;
}

mltest_status mlt_suite_fill_options(const mltest_suite *suite, mltest_options *options,
                                     mltest_error **error)
{
    const mltest_options *own[] = {suite->score, suite->run, suite->report};
    for (size_t i = 0; i < sizeof own / sizeof own[0]; i++)
        if (own[i] != NULL && mlt_options_table(own[i]) == mlt_options_table(options))
            TRY(mlt_options_fill(options, own[i], error));
    return MLTEST_OK;
}

uint64_t mlt_suite_hash(const mltest_suite *suite)
{
    mlt_hash64_state state;
    mlt_hash64_init(&state, 0);
    for (size_t i = 0; i < suite->n; i++)
        mlt_hash64_update(&state, suite->conditions[i].name, strlen(suite->conditions[i].name) + 1);
    return mlt_hash64_final(&state);
}
