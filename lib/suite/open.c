/* SPDX-License-Identifier: MIT */
/*
 * From a specification to a suite: a name, a file, or conditions in the grammar.
 */
#include "base/error.h"
#include "suite/parts.h"

#include <string.h>

static mltest_status fail_unknown(const char *spec, mltest_error **error)
{
    const char *names[16];
    size_t n = 0;
    for (; n < mlt_named_suite_count && n < 16; n++)
        names[n] = mlt_named_suites[n].name;
    const char *near = mlt_nearest_name(spec, names, n);
    return mlt_fail(error, MLTEST_ERR_NOT_FOUND,
                    "no suite is named '%s'%s%s%s; `mltest list suites` shows them, and conditions "
                    "are written like fog@3",
                    spec, near != NULL ? "; did you mean '" : "", near != NULL ? near : "",
                    near != NULL ? "'?" : "");
}

static mltest_status fill(mltest_suite *suite, const char *spec, const mlt_named_suite *row,
                          const mlt_suite_tables *tables, mltest_error **error)
{
    if (row != NULL)
        return mlt_suite_fill_named(suite, row, error);
    if (mlt_suite_is_file(spec))
        return mlt_suite_fill_file(suite, spec, tables, error);
    return mlt_suite_fill_words(suite, spec, error);
}

mltest_status mlt_suite_open(mltest_suite **out, mltest_context *ctx, const char *spec,
                             const mlt_suite_tables *tables, mltest_error **error)
{
    const mlt_named_suite *row = mlt_named_suite_find(spec);
    if (row == NULL && !mlt_suite_is_file(spec) && strchr(spec, '@') == NULL &&
        strncmp(spec, "clean", 5) != 0)
        return fail_unknown(spec, error);
    mltest_suite *suite = NULL;
    TRY(mlt_suite_make(&suite, ctx, row != NULL ? row->name : "custom", error));
    mltest_status status = fill(suite, spec, row, tables, error);
    if (status != MLTEST_OK) {
        mlt_suite_unref(suite);
        return status;
    }
    *out = suite;
    return MLTEST_OK;
}
