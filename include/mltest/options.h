/* SPDX-License-Identifier: MIT */
/**
 * @file mltest/options.h
 * Named settings with described types, bounds and defaults.
 *
 * The same tables are the source of the command's flags, of suite file keys and of documentation.
 *
 * @since 0.1.0
 */
#ifndef MLTEST_OPTIONS_H
#define MLTEST_OPTIONS_H

#include "mltest/types.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Types of a setting. */
enum {
    MLTEST_OPTION_INT = 1,    /**< int64_t */
    MLTEST_OPTION_DOUBLE = 2, /**< double */
    MLTEST_OPTION_STRING = 3, /**< text */
    MLTEST_OPTION_BOOL = 4    /**< 0 or 1 */
};

/**
 * Makes a set of options in which everything has its default.
 * @param[out] out    the options; free them with mltest_options_free()
 * @param ctx         NULL for the defaults
 * @param table       "dataset", "predictor", "run", "score", "stress" or "merge"
 * @param[out] error  may be NULL
 * @return MLTEST_OK, MLTEST_ERR_INVALID, MLTEST_ERR_NOT_FOUND or MLTEST_ERR_MEMORY
 * @since 0.1.0
 */
MLTEST_API mltest_status mltest_options_new(mltest_options **out, mltest_context *ctx,
                                            const char *table, mltest_error **error);

/**
 * Sets an integer.
 * @param options     the options
 * @param name        a name of the table
 * @param value       within its bounds
 * @param[out] error  may be NULL; names the nearest known name, or the bounds
 * @return MLTEST_OK, MLTEST_ERR_INVALID or MLTEST_ERR_NOT_FOUND
 * @since 0.1.0
 */
MLTEST_API mltest_status mltest_options_set_int(mltest_options *options, const char *name,
                                                int64_t value, mltest_error **error);

/**
 * Sets a number. Integers are accepted by mltest_options_set_int() too.
 * @param options     the options
 * @param name        a name of the table
 * @param value       finite, within its bounds
 * @param[out] error  may be NULL
 * @return MLTEST_OK, MLTEST_ERR_INVALID or MLTEST_ERR_NOT_FOUND
 * @since 0.1.0
 */
MLTEST_API mltest_status mltest_options_set_double(mltest_options *options, const char *name,
                                                   double value, mltest_error **error);

/**
 * Sets a text.
 * @param options     the options
 * @param name        a name of the table
 * @param value       copied; NULL puts the default back
 * @param[out] error  may be NULL
 * @return MLTEST_OK, MLTEST_ERR_INVALID, MLTEST_ERR_NOT_FOUND or MLTEST_ERR_MEMORY
 * @since 0.1.0
 */
MLTEST_API mltest_status mltest_options_set_string(mltest_options *options, const char *name,
                                                   const char *value, mltest_error **error);

/**
 * Sets a switch.
 * @param options     the options
 * @param name        a name of the table
 * @param value       0 or 1
 * @param[out] error  may be NULL
 * @return MLTEST_OK, MLTEST_ERR_INVALID or MLTEST_ERR_NOT_FOUND
 * @since 0.1.0
 */
MLTEST_API mltest_status mltest_options_set_bool(mltest_options *options, const char *name,
                                                 int32_t value, mltest_error **error);

/**
 * Sets an option of any type from text, as a command line or a file has it.
 * @param options     the options
 * @param name        a name of the table
 * @param text        a decimal number, "true" or "false", or the text itself
 * @param[out] error  may be NULL
 * @return MLTEST_OK, MLTEST_ERR_INVALID, MLTEST_ERR_NOT_FOUND or MLTEST_ERR_MEMORY
 * @since 0.1.0
 */
MLTEST_API mltest_status mltest_options_set_text(mltest_options *options, const char *name,
                                                 const char *text, mltest_error **error);

/**
 * How many options there are.
 * @param options  NULL gives 0
 * @return the count
 * @since 0.1.0
 */
MLTEST_API size_t mltest_options_count(const mltest_options *options);

/**
 * The name of an option.
 * @param options  the options
 * @param i        index below mltest_options_count()
 * @return a constant string; NULL if i is out of range
 * @since 0.1.0
 */
MLTEST_API const char *mltest_options_name(const mltest_options *options, size_t i);

/**
 * One sentence of help.
 * @param options  the options
 * @param i        index below mltest_options_count()
 * @return a constant string; NULL if i is out of range
 * @since 0.1.0
 */
MLTEST_API const char *mltest_options_help(const mltest_options *options, size_t i);

/**
 * The unit of an option, such as "seconds"; "" if it has none.
 * @param options  the options
 * @param i        index below mltest_options_count()
 * @return a constant string; NULL if i is out of range
 * @since 0.1.0
 */
MLTEST_API const char *mltest_options_unit(const mltest_options *options, size_t i);

/**
 * The type of an option.
 * @param options  the options
 * @param i        index below mltest_options_count()
 * @return MLTEST_OPTION_; 0 if i is out of range
 * @since 0.1.0
 */
MLTEST_API int32_t mltest_options_type(const mltest_options *options, size_t i);

/**
 * The bounds of a number.
 * @param options    the options
 * @param i          index below mltest_options_count()
 * @param[out] low   the smallest allowed value; may be NULL
 * @param[out] high  the largest allowed value; may be NULL
 * @return MLTEST_OK or MLTEST_ERR_INVALID (out of range, or not a number)
 * @since 0.1.0
 */
MLTEST_API mltest_status mltest_options_bounds(const mltest_options *options, size_t i, double *low,
                                               double *high);

/**
 * The present value as text, in the form mltest_options_set_text() accepts.
 * @param options  the options
 * @param i        index below mltest_options_count()
 * @return borrowed until the next call on these options; NULL if i is out of range
 * @since 0.1.0
 */
MLTEST_API const char *mltest_options_text(mltest_options *options, size_t i);

/**
 * Drops the caller's reference.
 * @param options  NULL is fine
 * @since 0.1.0
 */
MLTEST_API void mltest_options_free(mltest_options *options);

#ifdef __cplusplus
}
#endif
#endif
