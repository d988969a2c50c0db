/* SPDX-License-Identifier: MIT */
/**
 * @file mltest/comparison.h
 * Two or more journals side by side, on the samples and conditions that all of them have.
 *
 * @since 0.1.0
 */
#ifndef MLTEST_COMPARISON_H
#define MLTEST_COMPARISON_H

#include "mltest/types.h"

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Compares journals. With the option `augmentations` ("flip,blur": what the second of two was
 * trained with beyond the first) it says whether they helped; with `arms` ("A=3,B=3") the journals
 * are in order that many training runs of two recipes (doc/augmentations.md).
 * @param[out] out    the comparison; free it with mltest_comparison_free(); keeps the journals
 * alive
 * @param ctx         NULL for the defaults
 * @param journals    n journals of different models on the same data set and suite; the first is
 *                    what the others are compared with
 * @param n           2 … 16
 * @param options     made with mltest_options_new(…, "score", …), or NULL
 * @param[out] error  may be NULL
 * @return MLTEST_OK, MLTEST_ERR_INVALID, MLTEST_ERR_CONFLICT (nothing in common) or
 *         MLTEST_ERR_MEMORY
 * @since 0.1.0
 */
MLTEST_API mltest_status mltest_comparison_new(mltest_comparison **out, mltest_context *ctx,
                                               mltest_journal *const *journals, size_t n,
                                               const mltest_options *options, mltest_error **error);

/**
 * A number by name.
 * @param comparison   the comparison
 * @param name        "n_models", "n_samples", "n_conditions" …
 * @param[out] value  the number; NAN when it is not defined
 * @return MLTEST_OK, MLTEST_ERR_INVALID or MLTEST_ERR_NOT_FOUND
 * @since 0.1.0
 */
MLTEST_API mltest_status mltest_comparison_value(const mltest_comparison *comparison,
                                                 const char *name, double *value);

/**
 * A text by name.
 * @param comparison  the comparison
 * @param name   "dataset.name", "suite.name" …
 * @return borrowed from the comparison; NULL if there is no such text
 * @since 0.1.0
 */
MLTEST_API const char *mltest_comparison_text(const mltest_comparison *comparison,
                                              const char *name);

/**
 * The tables that a comparison has.
 * @param comparison  the comparison
 * @param i      index
 * @return borrowed; NULL past the last one
 * @since 0.1.0
 */
MLTEST_API const char *mltest_comparison_table(const mltest_comparison *comparison, size_t i);

/**
 * How many rows a table has.
 * @param comparison  the comparison
 * @param table  "models", "conditions", "categories", "kinds", "classes", "disagreements",
 * "warnings", "recommendations"; where asked for: "augmentations", "side_effects", "arms"
 * @return the count; 0 for an unknown table
 * @since 0.1.0
 */
MLTEST_API size_t mltest_comparison_rows(const mltest_comparison *comparison, const char *table);

/**
 * The columns that a table has.
 * @param comparison  the comparison
 * @param table  a table
 * @param i      index
 * @return borrowed; NULL past the last one
 * @since 0.1.0
 */
MLTEST_API const char *mltest_comparison_column(const mltest_comparison *comparison,
                                                const char *table, size_t i);

/**
 * A column of numbers, one a row, without copying.
 * @param comparison   the comparison
 * @param table   a table
 * @param column  a column of numbers
 * @return borrowed from the comparison, NAN where undefined; NULL if there is no such column of
 * doubles
 * @since 0.1.0
 */
MLTEST_API const double *mltest_comparison_doubles(const mltest_comparison *comparison,
                                                   const char *table, const char *column);

/**
 * A column of integers, one a row, without copying.
 * @param comparison   the comparison
 * @param table   a table
 * @param column  a column of integers
 * @return borrowed from the comparison; NULL if there is no such column of integers
 * @since 0.1.0
 */
MLTEST_API const int32_t *mltest_comparison_ints(const mltest_comparison *comparison,
                                                 const char *table, const char *column);

/**
 * A column of texts, one a row, without copying.
 * @param comparison   the comparison
 * @param table   a table
 * @param column  a column of texts
 * @return borrowed from the comparison, no entry is NULL; NULL if there is no such column of texts
 * @since 0.1.0
 */
MLTEST_API const char *const *mltest_comparison_strings(const mltest_comparison *comparison,
                                                        const char *table, const char *column);

/**
 * Writes the comparison for people or programs.
 * @param comparison       the comparison
 * @param format      "text" (UTF-8 tables) or "json" (carries `"format": 1`; keys are only added)
 * @param write       receives the bytes in order
 * @param user_data   given to write
 * @param[out] error  may be NULL
 * @return MLTEST_OK, MLTEST_ERR_INVALID, MLTEST_ERR_NOT_FOUND (format), MLTEST_ERR_CALLBACK or
 *         MLTEST_ERR_MEMORY
 * @since 0.1.0
 */
MLTEST_API mltest_status mltest_write_comparison(const mltest_comparison *comparison,
                                                 const char *format, mltest_write_fn write,
                                                 void *user_data, mltest_error **error);

/**
 * Drops the caller's reference.
 * @param comparison  NULL is fine
 * @since 0.1.0
 */
MLTEST_API void mltest_comparison_free(mltest_comparison *comparison);

#ifdef __cplusplus
}
#endif
#endif
