/* SPDX-License-Identifier: MIT */
#include "base/options.h"

#include <string.h>

#include "api/check.h"
#include "api/option_tables.h"
#include "base/number.h"

mltest_status mltest_options_new(mltest_options **out, mltest_context *ctx, const char *table,
                                 mltest_error **error)
{
    ENTRY(error);
    NEED_OUT(out);
    NEED(table);
    for (size_t i = 0; i < mlt_option_table_count; i++) {
        if (strcmp(mlt_option_tables[i]->name, table) == 0)
            return mlt_options_make(out, ctx, mlt_option_tables[i], error);
    }
    return mlt_fail(error, MLTEST_ERR_NOT_FOUND, "no table of options is named '%s'", table);
}

static mltest_status set(mltest_options *options, const char *name, int32_t type, const char *text,
                         mltest_error **error)
{
    TRY(mlt_options_check_type(options, name, type, error));
    return mlt_options_set(options, name, text, error);
}

mltest_status mltest_options_set_int(mltest_options *options, const char *name, int64_t value,
                                     mltest_error **error)
{
    char text[MLT_NUMBER_SIZE];
    ENTRY(error);
    NEED(options);
    NEED(name);
    mlt_format_i64(text, value);
    return set(options, name, MLTEST_OPTION_INT, text, error);
}

mltest_status mltest_options_set_double(mltest_options *options, const char *name, double value,
                                        mltest_error **error)
{
    char text[MLT_NUMBER_SIZE];
    ENTRY(error);
    NEED(options);
    NEED(name);
    mlt_format_double(text, value); /* "" when not finite, which no number accepts */
    return set(options, name, MLTEST_OPTION_DOUBLE, text, error);
}

mltest_status mltest_options_set_string(mltest_options *options, const char *name,
                                        const char *value, mltest_error **error)
{
    ENTRY(error);
    NEED(options);
    NEED(name);
    return set(options, name, MLTEST_OPTION_STRING, value, error);
}

mltest_status mltest_options_set_bool(mltest_options *options, const char *name, int32_t value,
                                      mltest_error **error)
{
    ENTRY(error);
    NEED(options);
    NEED(name);
    if (value != 0 && value != 1)
        return mlt_fail(error, MLTEST_ERR_INVALID, "option %s: expected 0 or 1", name);
    return set(options, name, MLTEST_OPTION_BOOL, value != 0 ? "true" : "false", error);
}

mltest_status mltest_options_set_text(mltest_options *options, const char *name, const char *text,
                                      mltest_error **error)
{
    ENTRY(error);
    NEED(options);
    NEED(name);
    NEED(text);
    return mlt_options_set(options, name, text, error);
}

size_t mltest_options_count(const mltest_options *options)
{
    return options != NULL ? mlt_options_table(options)->n : 0;
}

static const mlt_option *row(const mltest_options *options, size_t i)
{
    return i < mltest_options_count(options) ? &mlt_options_table(options)->rows[i] : NULL;
}

const char *mltest_options_name(const mltest_options *options, size_t i)
{
    return row(options, i) != NULL ? row(options, i)->name : NULL;
}

const char *mltest_options_help(const mltest_options *options, size_t i)
{
    return row(options, i) != NULL ? row(options, i)->help : NULL;
}

const char *mltest_options_unit(const mltest_options *options, size_t i)
{
    return row(options, i) != NULL ? row(options, i)->unit : NULL;
}

int32_t mltest_options_type(const mltest_options *options, size_t i)
{
    return row(options, i) != NULL ? row(options, i)->type : 0;
}

mltest_status mltest_options_bounds(const mltest_options *options, size_t i, double *low,
                                    double *high)
{
    const mlt_option *r = row(options, i);
    if (r == NULL || (r->type != MLTEST_OPTION_INT && r->type != MLTEST_OPTION_DOUBLE))
        return MLTEST_ERR_INVALID;
    if (low != NULL)
        *low = r->low;
    if (high != NULL)
        *high = r->high;
    return MLTEST_OK;
}

const char *mltest_options_text(mltest_options *options, size_t i)
{
    return row(options, i) != NULL ? mlt_options_value(options, mlt_options_table(options), i)
                                   : NULL;
}

void mltest_options_free(mltest_options *options)
{
    mlt_options_unref(options);
}
