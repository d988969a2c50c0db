/* SPDX-License-Identifier: MIT */
#include "suite/suite.h"
#include "api/check.h"
#include "api/option_tables.h"

mltest_status mltest_suite_new(mltest_suite **out, mltest_context *ctx, const char *name,
                               mltest_error **error)
{
    ENTRY(error);
    NEED_OUT(out);
    NEED(name);
    return mlt_suite_make(out, ctx, name, error);
}

mltest_status mltest_suite_open(mltest_suite **out, mltest_context *ctx, const char *spec,
                                mltest_error **error)
{
    ENTRY(error);
    NEED_OUT(out);
    NEED(spec);
    return mlt_suite_open(out, ctx, spec, &mlt_suite_option_tables, error);
}

mltest_status mltest_suite_add_perturbation(mltest_suite *suite, mltest_perturbation *perturbation,
                                            mltest_error **error)
{
    ENTRY(error);
    NEED(suite);
    NEED(perturbation);
    return mlt_suite_add_host(suite, perturbation, error);
}

mltest_status mltest_suite_add(mltest_suite *suite, const char *condition, mltest_error **error)
{
    ENTRY(error);
    NEED(suite);
    NEED(condition);
    return mlt_suite_add(suite, condition, error);
}

mltest_status mltest_suite_set_class(mltest_suite *suite, const char *kind, const char *from,
                                     const char *to, mltest_error **error)
{
    ENTRY(error);
    NEED(suite);
    NEED(kind);
    NEED(from);
    if (from[0] == '\0' || (to != NULL && to[0] == '\0'))
        return mlt_fail(error, MLTEST_ERR_INVALID, "%s: the name of a class is empty", __func__);
    return mlt_suite_add_rule(suite, kind, from, to, error);
}

const char *mltest_suite_name(const mltest_suite *suite)
{
    return suite != NULL ? suite->name : "";
}

size_t mltest_suite_count(const mltest_suite *suite)
{
    return suite != NULL ? suite->n : 0;
}

const char *mltest_suite_condition(const mltest_suite *suite, size_t i)
{
    return suite != NULL && i < suite->n ? suite->conditions[i].name : NULL;
}

size_t mltest_suite_warning_count(const mltest_suite *suite)
{
    return suite != NULL ? suite->n_warnings : 0;
}

const char *mltest_suite_warning(const mltest_suite *suite, size_t i)
{
    return suite != NULL && i < suite->n_warnings ? suite->warnings[i] : NULL;
}

mltest_status mltest_suite_fill_options(const mltest_suite *suite, mltest_options *options,
                                        mltest_error **error)
{
    ENTRY(error);
    NEED(suite);
    NEED(options);
    return mlt_suite_fill_options(suite, options, error);
}

size_t mltest_suite_weight_count(const mltest_suite *suite)
{
    return suite != NULL ? suite->n_weights : 0;
}

const char *mltest_suite_weight(const mltest_suite *suite, size_t i, double *value)
{
    if (suite == NULL || i >= suite->n_weights)
        return NULL;
    if (value != NULL)
        *value = suite->weights[i].value;
    return suite->weights[i].name;
}

size_t mltest_suite_gate_count(const mltest_suite *suite)
{
    return suite != NULL ? suite->n_gates : 0;
}

const char *mltest_suite_gate(const mltest_suite *suite, size_t i)
{
    return suite != NULL && i < suite->n_gates ? suite->gates[i] : NULL;
}

void mltest_suite_free(mltest_suite *suite)
{
    mlt_suite_unref(suite);
}
