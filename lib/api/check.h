/* SPDX-License-Identifier: MIT */
/*
 * What every entry point does first: clear *error and *out, and refuse NULL.
 */
#ifndef MLT_API_CHECK_H
#define MLT_API_CHECK_H

#include <stdbool.h>
#include <string.h>

#include "base/error.h"

#define ENTRY(error) mlt_error_clear(error)

/* Fails with MLTEST_ERR_INVALID naming the argument. */
#define NEED(argument)                                                                             \
    do {                                                                                           \
        if ((argument) == NULL)                                                                    \
            return mlt_fail(error, MLTEST_ERR_INVALID, "%s: %s is NULL", __func__, #argument);     \
    } while (0)

/* The same for constructors: *out is NULL before anything can fail. */
#define NEED_OUT(out)                                                                              \
    do {                                                                                           \
        NEED(out);                                                                                 \
        *(out) = NULL;                                                                             \
    } while (0)

/* What a host may name things of its own: 1 to 63 lower case letters, digits and underscores. */
static inline bool mlt_is_plain_name(const char *name)
{
    size_t n = strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_");
    return n > 0 && n <= 63 && name[n] == '\0';
}

#endif
