/* SPDX-License-Identifier: MIT */
/**
 * @file mltest/catalogue.h
 * What the library has: kinds of perturbation, suites, formats, metrics, options.
 *
 * A catalogue is a table of text: rows are entries, columns are named. Numbers are written in the
 * shortest form that reads back to the same value.
 *
 * @since 0.1.0
 */
#ifndef MLTEST_CATALOGUE_H
#define MLTEST_CATALOGUE_H

#include "mltest/types.h"

#ifdef __cplusplus
extern "C" {
#endif

/**
 * The catalogues: "perturbations", "parameters" (of all perturbations), "suites", "datasets",
 * "predictors", "metrics", "reports", "options", "categories", "augmentations" (of training
 * pictures, with the kinds they should protect against).
 * @param i  index
 * @return a constant string; NULL past the last one
 * @since 0.1.0
 */
MLTEST_API const char *mltest_catalogue_name(size_t i);

/**
 * How many entries a catalogue has.
 * @param catalogue  a name that mltest_catalogue_name() gives
 * @return the count; 0 for an unknown catalogue
 * @since 0.1.0
 */
MLTEST_API size_t mltest_catalogue_count(const char *catalogue);

/**
 * The name of a column.
 * @param catalogue  a name that mltest_catalogue_name() gives
 * @param i          index
 * @return a constant string; NULL past the last one
 * @since 0.1.0
 */
MLTEST_API const char *mltest_catalogue_column(const char *catalogue, size_t i);

/**
 * One field as text.
 * @param catalogue  a name that mltest_catalogue_name() gives
 * @param row        index below mltest_catalogue_count()
 * @param column     a name that mltest_catalogue_column() gives
 * @param[out] text  room for n bytes; always ended by NUL if n > 0; may be NULL if n is 0
 * @param n          room
 * @return the length without NUL; 0 for what does not exist
 * @since 0.1.0
 */
MLTEST_API size_t mltest_catalogue_text(const char *catalogue, size_t row, const char *column,
                                        char *text, size_t n);

#ifdef __cplusplus
}
#endif
#endif
