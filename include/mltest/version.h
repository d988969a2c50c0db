/* SPDX-License-Identifier: MIT */
/**
 * @file mltest/version.h
 * Which library this is, and what it was built with.
 *
 * @since 0.1.0
 */
#ifndef MLTEST_VERSION_H
#define MLTEST_VERSION_H

#include "mltest/types.h"

#ifdef __cplusplus
extern "C" {
#endif

/** The version of these headers. */
#define MLTEST_VERSION_MAJOR 0
#define MLTEST_VERSION_MINOR 1
#define MLTEST_VERSION_PATCH 0
#define MLTEST_VERSION_TEXT "0.1.0"

/**
 * The version of the library that is running, such as "0.1.0".
 * @return a constant string
 * @since 0.1.0
 */
MLTEST_API const char *mltest_version(void);

/**
 * Whether an optional part is built in.
 * @param name         "yaml", "xml", "process" or "plugin"
 * @param[out] reason  why not, a constant string; "" when it is there; may be NULL
 * @return 1 if it is there, 0 if not or unknown
 * @since 0.1.0
 */
MLTEST_API int32_t mltest_feature(const char *name, const char **reason);

/**
 * The build of the hot loops that this process uses: "baseline", "avx2" or "avx512". All give the
 * same bits. The environment variable MLTEST_CPU forces one that the processor can run.
 * @return a constant string
 * @since 0.1.0
 */
MLTEST_API const char *mltest_cpu_path(void);

#ifdef __cplusplus
}
#endif
#endif
