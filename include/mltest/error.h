/* SPDX-License-Identifier: MIT */
/**
 * @file mltest/error.h
 * Status codes, and the object that explains a failure.
 *
 * An error object is plain data: it may be handed to another thread and freed there. It is
 * allocated with malloc, not by a context's allocator, so that it can outlive every handle;
 * "out of memory" is reported by a constant object that is never allocated.
 *
 * @since 0.1.0
 */
#ifndef MLTEST_ERROR_H
#define MLTEST_ERROR_H

#include "mltest/types.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Status codes. The list only ever grows at its end. */
enum {
    MLTEST_OK = 0,
    MLTEST_ERR_INVALID = -1,     /**< an argument is not usable */
    MLTEST_ERR_MEMORY = -2,      /**< out of memory */
    MLTEST_ERR_IO = -3,          /**< the operating system refused or failed an operation */
    MLTEST_ERR_FORMAT = -4,      /**< the input is not what its format requires */
    MLTEST_ERR_LIMIT = -5,       /**< a limit of the context would be exceeded */
    MLTEST_ERR_UNSUPPORTED = -6, /**< well-formed, but not supported by this build or version */
    MLTEST_ERR_NOT_FOUND = -7,   /**< nothing has that name */
    MLTEST_ERR_CALLBACK = -8,    /**< a host callback reported failure */
    MLTEST_ERR_CANCELLED = -9,   /**< stopped on request; what was done so far is kept */
    MLTEST_ERR_CONFLICT = -10,   /**< two inputs contradict each other, or a file is in use */
    MLTEST_ERR_PREDICTOR = -11,  /**< the predictor failed too often, or could not start */
    MLTEST_ERR_INTERNAL = -12    /**< a defect in the library itself; please report it */
};

/**
 * The name of a status, such as "MLTEST_ERR_FORMAT".
 * @param status  any value
 * @return a constant string, never NULL; "MLTEST_ERR_UNKNOWN" for values not in the table
 * @since 0.1.0
 */
MLTEST_API const char *mltest_status_name(mltest_status status);

/**
 * A status in words, such as "the input is not what its format requires".
 * @param status  any value
 * @return a constant string, never NULL
 * @since 0.1.0
 */
MLTEST_API const char *mltest_status_text(mltest_status status);

/**
 * The status that the failed call returned.
 * @param error  NULL counts as success
 * @return MLTEST_OK for NULL
 * @since 0.1.0
 */
MLTEST_API mltest_status mltest_error_status(const mltest_error *error);

/**
 * The whole explanation in one line: what was wrong, where, and what was expected.
 * It may quote text of input files: escape it before putting it into HTML or a terminal.
 * @param error  NULL gives ""
 * @return borrowed from the error, never NULL
 * @since 0.1.0
 */
MLTEST_API const char *mltest_error_message(const mltest_error *error);

/**
 * The file the failure concerns.
 * @param error  may be NULL
 * @return borrowed from the error; "" when no file is concerned
 * @since 0.1.0
 */
MLTEST_API const char *mltest_error_file(const mltest_error *error);

/**
 * The line in mltest_error_file(), counted from 1.
 * @param error  may be NULL
 * @return 0 when unknown
 * @since 0.1.0
 */
MLTEST_API int64_t mltest_error_line(const mltest_error *error);

/**
 * The byte offset in mltest_error_file(), counted from 0.
 * @param error  may be NULL
 * @return -1 when unknown
 * @since 0.1.0
 */
MLTEST_API int64_t mltest_error_offset(const mltest_error *error);

/**
 * The id of the sample the failure concerns.
 * @param error  may be NULL
 * @return borrowed from the error; "" when no sample is concerned
 * @since 0.1.0
 */
MLTEST_API const char *mltest_error_sample(const mltest_error *error);

/**
 * The name of the condition the failure concerns.
 * @param error  may be NULL
 * @return borrowed from the error; "" when no condition is concerned
 * @since 0.1.0
 */
MLTEST_API const char *mltest_error_condition(const mltest_error *error);

/**
 * What a failed host callback returned.
 * @param error  may be NULL
 * @return 0 when no callback was involved
 * @since 0.1.0
 */
MLTEST_API int32_t mltest_error_callback_code(const mltest_error *error);

/**
 * Frees an error object.
 * @param error  NULL is fine
 * @since 0.1.0
 */
MLTEST_API void mltest_error_free(mltest_error *error);

#ifdef __cplusplus
}
#endif
#endif
