/* SPDX-License-Identifier: MIT */
/**
 * @file mltest/suite.h
 * Which conditions a run tries. The clean condition is always there and always first.
 *
 * @since 0.1.0
 */
#ifndef MLTEST_SUITE_H
#define MLTEST_SUITE_H

#include "mltest/types.h"

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Makes a suite with nothing but the clean condition.
 * @param[out] out    the suite; free it with mltest_suite_free()
 * @param ctx         NULL for the defaults
 * @param name        as journals show it
 * @param[out] error  may be NULL
 * @return MLTEST_OK, MLTEST_ERR_INVALID or MLTEST_ERR_MEMORY
 * @since 0.1.0
 */
MLTEST_API mltest_status mltest_suite_new(mltest_suite **out, mltest_context *ctx, const char *name,
                                          mltest_error **error);

/**
 * Opens a suite: a name of the catalogue "suites" (such as "quick"), a file that ends in .yaml,
 * .yml or .json (doc/suites.md), or conditions separated by spaces or commas ("fog@1 fog@3").
 *
 * A file has our own shape (name, conditions, thresholds, weights, gates, classes) or is an options
 * file of MLTest (project_info, data, tests). Errors in it have a file and a line, and the column
 * in their message. What is read and has no effect in this version is a warning.
 * @param[out] out    the suite
 * @param ctx         NULL for the defaults
 * @param spec        what to open
 * @param[out] error  may be NULL; offers the nearest valid name
 * @return MLTEST_OK, MLTEST_ERR_INVALID, MLTEST_ERR_NOT_FOUND, MLTEST_ERR_FORMAT, MLTEST_ERR_IO,
 *         MLTEST_ERR_CONFLICT (a condition twice), MLTEST_ERR_LIMIT, MLTEST_ERR_UNSUPPORTED (YAML
 *         in a build without libyaml, its anchors and aliases) or MLTEST_ERR_MEMORY
 * @since 0.1.0
 */
MLTEST_API mltest_status mltest_suite_open(mltest_suite **out, mltest_context *ctx,
                                           const char *spec, mltest_error **error);

/**
 * Lets conditions name a kind of the host's own. Call it before adding them.
 * @param suite         the suite keeps a reference
 * @param perturbation  the kind
 * @param[out] error    may be NULL
 * @return MLTEST_OK, MLTEST_ERR_INVALID, MLTEST_ERR_CONFLICT (the name is taken) or
 *         MLTEST_ERR_MEMORY
 * @since 0.1.0
 */
MLTEST_API mltest_status mltest_suite_add_perturbation(mltest_suite *suite,
                                                       mltest_perturbation *perturbation,
                                                       mltest_error **error);

/**
 * Adds a condition, such as "fog@3" or "clean#1".
 * @param suite       the suite, before a run uses it
 * @param condition   in the grammar of mltest/perturbation.h
 * @param[out] error  may be NULL
 * @return MLTEST_OK, MLTEST_ERR_INVALID, MLTEST_ERR_NOT_FOUND, MLTEST_ERR_CONFLICT (it is there)
 *         or MLTEST_ERR_MEMORY
 * @since 0.1.0
 */
MLTEST_API mltest_status mltest_suite_add(mltest_suite *suite, const char *condition,
                                          mltest_error **error);

/**
 * Says what a kind makes of a class: in a mirror `left_arrow` is `right_arrow`. Labels and clean
 * predictions of that class are looked for as the other one; those of a class that makes no sense
 * under the kind are left out. Goes into the journal with the conditions.
 * @param suite       the suite, before a run uses it
 * @param kind        of the catalogue, or one that was added
 * @param from        a class of the data set
 * @param to          what it becomes; NULL: it makes no sense there
 * @param[out] error  may be NULL
 * @return MLTEST_OK, MLTEST_ERR_INVALID (NULL, or an empty name), MLTEST_ERR_NOT_FOUND (no such
 *         kind), MLTEST_ERR_CONFLICT (said already) or MLTEST_ERR_MEMORY
 * @since 0.1.0
 */
MLTEST_API mltest_status mltest_suite_set_class(mltest_suite *suite, const char *kind,
                                                const char *from, const char *to,
                                                mltest_error **error);

/**
 * The suite's name.
 * @param suite  the suite
 * @return borrowed from the suite
 * @since 0.1.0
 */
MLTEST_API const char *mltest_suite_name(const mltest_suite *suite);

/**
 * How many conditions there are, "clean" included.
 * @param suite  NULL gives 0
 * @return the count
 * @since 0.1.0
 */
MLTEST_API size_t mltest_suite_count(const mltest_suite *suite);

/**
 * The canonical name of a condition.
 * @param suite  the suite
 * @param i      index below mltest_suite_count()
 * @return borrowed from the suite; NULL if i is out of range
 * @since 0.1.0
 */
MLTEST_API const char *mltest_suite_condition(const mltest_suite *suite, size_t i);

/**
 * How many warnings there are, e.g. kinds of a named suite that this version lacks.
 * @param suite  NULL gives 0
 * @return the count
 * @since 0.1.0
 */
MLTEST_API size_t mltest_suite_warning_count(const mltest_suite *suite);

/**
 * A warning in one line.
 * @param suite  the suite
 * @param i      index below mltest_suite_warning_count()
 * @return borrowed from the suite; NULL if i is out of range
 * @since 0.1.0
 */
MLTEST_API const char *mltest_suite_warning(const mltest_suite *suite, size_t i);

/**
 * Sets what the suite's file says about options and these do not: thresholds and weights (of
 * categories and kinds) in options of table "score", the batch in those of table "run", what is
 * shown in those of table "report". What the caller has set stays, before or after.
 * @param suite       the suite
 * @param options     of any table; suites say nothing about the others
 * @param[out] error  may be NULL
 * @return MLTEST_OK, MLTEST_ERR_INVALID or MLTEST_ERR_MEMORY
 * @since 0.1.0
 */
MLTEST_API mltest_status mltest_suite_fill_options(const mltest_suite *suite,
                                                   mltest_options *options, mltest_error **error);

/**
 * How many weights the suite's file gives.
 * @param suite  NULL gives 0
 * @return the count
 * @since 0.1.0
 */
MLTEST_API size_t mltest_suite_weight_count(const mltest_suite *suite);

/**
 * What a weight belongs to: a category, a kind, or the canonical name of a condition.
 * @param suite       the suite
 * @param i           index below mltest_suite_weight_count()
 * @param[out] value  the weight, 0 to 1000000; may be NULL
 * @return borrowed from the suite; NULL if i is out of range
 * @since 0.1.0
 */
MLTEST_API const char *mltest_suite_weight(const mltest_suite *suite, size_t i, double *value);

/**
 * How many gates the suite's file gives.
 * @param suite  NULL gives 0
 * @return the count
 * @since 0.1.0
 */
MLTEST_API size_t mltest_suite_gate_count(const mltest_suite *suite);

/**
 * A gate: a limit such as "risk <= 45", or a JSON object {"no_worse_than": …} on one line.
 * @param suite  the suite
 * @param i      index below mltest_suite_gate_count()
 * @return borrowed from the suite; NULL if i is out of range
 * @since 0.1.0
 */
MLTEST_API const char *mltest_suite_gate(const mltest_suite *suite, size_t i);

/**
 * Drops the caller's reference.
 * @param suite  NULL is fine
 * @since 0.1.0
 */
MLTEST_API void mltest_suite_free(mltest_suite *suite);

#ifdef __cplusplus
}
#endif
#endif
