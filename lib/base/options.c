/* SPDX-License-Identifier: MIT */
#include "base/options.h"

#include "base/alloc.h"
#include "base/context.h"
#include "base/error.h"
#include "base/number.h"

#include <math.h>
#include <string.h>

/* Every value is kept as text, in the form mltest_options_set_text() accepts; NULL = the default.
 */
struct mltest_options {
    _Atomic uint32_t refs;
    mltest_context *ctx;
    const mlt_option_table *table;
    char **values;
};

mltest_status mlt_options_make(mltest_options **out, mltest_context *ctx,
                               const mlt_option_table *table, mltest_error **error)
{
    mltest_options *options = mlt_alloc_zero(ctx, 1, sizeof *options);
    char **values = mlt_alloc_zero(ctx, table->n + 1, sizeof *values);
    if (options == NULL || values == NULL) {
        mlt_free(ctx, options);
        mlt_free(ctx, (void *)values);
        return mlt_fail_memory(error);
    }
    options->refs = 1;
    options->ctx = mlt_context_ref(ctx);
    options->table = table;
    options->values = values;
    *out = options;
    return MLTEST_OK;
}

mltest_options *mlt_options_ref(mltest_options *options)
{
    options->refs++;
    return options;
}

void mlt_options_unref(mltest_options *options)
{
    if (options == NULL || --options->refs > 0)
        return;
    mltest_context *ctx = options->ctx;
    for (size_t i = 0; i < options->table->n; i++)
        mlt_free(ctx, options->values[i]);
    mlt_free(ctx, (void *)options->values);
    mlt_free(ctx, options);
    mlt_context_unref(ctx);
}

const mlt_option_table *mlt_options_table(const mltest_options *options)
{
    return options->table;
}

mltest_status mlt_options_expect(const mltest_options *options, const mlt_option_table *table,
                                 mltest_error **error)
{
    if (options == NULL || options->table == table)
        return MLTEST_OK;
    return mlt_fail(error, MLTEST_ERR_INVALID, "options of table '%s' where '%s' is expected",
                    options->table->name, table->name);
}

/* The row of a name; table->n if there is none. */
static size_t find(const mlt_option_table *table, const char *name)
{
    size_t i = 0;
    while (i < table->n && strcmp(table->rows[i].name, name) != 0)
        i++;
    return i;
}

static mltest_status fail_unknown(const mlt_option_table *table, const char *name,
                                  mltest_error **error)
{
    const char *names[64];
    size_t n = 0;
    for (; n < table->n && n < 64; n++)
        names[n] = table->rows[n].name;
    const char *near = mlt_nearest_name(name, names, n);
    return mlt_fail(error, MLTEST_ERR_NOT_FOUND, "no %s option is named '%s'%s%s%s", table->name,
                    name, near != NULL ? "; did you mean '" : "", near != NULL ? near : "",
                    near != NULL ? "'?" : "");
}

static mltest_status check_bounds(const mlt_option *row, const char *text, double value,
                                  mltest_error **error)
{
    char low[40], high[40];
    if (value >= row->low && value <= row->high)
        return MLTEST_OK;
    low[mlt_format_double(low, row->low)] = '\0';
    high[mlt_format_double(high, row->high)] = '\0';
    return mlt_fail(error, MLTEST_ERR_INVALID, "option %s: expected %s from %s to %s%s%s, got '%s'",
                    row->name, row->type == MLTEST_OPTION_INT ? "an integer" : "a number", low,
                    high, row->unit[0] != '\0' ? " " : "", row->unit, text);
}

static mltest_status check_text(const mlt_option *row, const char *text, mltest_error **error)
{
    int64_t integer;
    double number = NAN;
    size_t n = strlen(text);
    switch (row->type) {
    case MLTEST_OPTION_INT:
        return check_bounds(row, text, mlt_parse_i64(text, n, &integer) ? (double)integer : NAN,
                            error);
    case MLTEST_OPTION_DOUBLE:
        return check_bounds(row, text, mlt_parse_double(text, n, &number) ? number : NAN, error);
    case MLTEST_OPTION_BOOL:
        if (strcmp(text, "true") != 0 && strcmp(text, "false") != 0 && strcmp(text, "1") != 0 &&
            strcmp(text, "0") != 0)
            return mlt_fail(error, MLTEST_ERR_INVALID,
                            "option %s: expected true or false, got '%s'", row->name, text);
        return MLTEST_OK;
    default:
        return MLTEST_OK;
    }
}

mltest_status mlt_options_set(mltest_options *options, const char *name, const char *text,
                              mltest_error **error)
{
    size_t i = find(options->table, name);
    if (i == options->table->n)
        return fail_unknown(options->table, name, error);
    char *copy = NULL;
    if (text != NULL) {
        TRY(check_text(&options->table->rows[i], text, error));
        copy = mlt_strdup(options->ctx, text);
        if (copy == NULL)
            return mlt_fail_memory(error);
    }
    mlt_free(options->ctx, options->values[i]);
    options->values[i] = copy;
    return MLTEST_OK;
}

mltest_status mlt_options_fill(mltest_options *to, const mltest_options *from, mltest_error **error)
{
    if (from == NULL)
        return MLTEST_OK;
    TRY(mlt_options_expect(from, to->table, error));
    for (size_t i = 0; i < to->table->n; i++)
        if (from->values[i] != NULL && to->values[i] == NULL)
            TRY(mlt_options_set(to, to->table->rows[i].name, from->values[i], error));
    return MLTEST_OK;
}

mltest_status mlt_options_check_type(const mltest_options *options, const char *name, int32_t type,
                                     mltest_error **error)
{
    static const char *const words[] = {"", "an integer", "a number", "a text", "a switch"};
    size_t i = find(options->table, name);
    if (i == options->table->n)
        return fail_unknown(options->table, name, error);
    int32_t own = options->table->rows[i].type;
    if (own == type || (own == MLTEST_OPTION_DOUBLE && type == MLTEST_OPTION_INT))
        return MLTEST_OK;
    return mlt_fail(error, MLTEST_ERR_INVALID, "option %s is %s", name, words[own]);
}

const char *mlt_options_value(const mltest_options *options, const mlt_option_table *table,
                              size_t i)
{
    if (options != NULL && options->values[i] != NULL)
        return options->values[i];
    return table->rows[i].value;
}

const char *mlt_options_string(const mltest_options *options, const mlt_option_table *table,
                               const char *name)
{
    return mlt_options_value(options, table, find(table, name));
}

double mlt_options_double(const mltest_options *options, const mlt_option_table *table,
                          const char *name)
{
    double value = NAN;
    const char *text = mlt_options_string(options, table, name);
    return mlt_parse_double(text, strlen(text), &value) ? value : NAN;
}

int64_t mlt_options_int(const mltest_options *options, const mlt_option_table *table,
                        const char *name)
{
    int64_t value = 0;
    const char *text = mlt_options_string(options, table, name);
    return mlt_parse_i64(text, strlen(text), &value) ? value : 0;
}

bool mlt_options_bool(const mltest_options *options, const mlt_option_table *table,
                      const char *name)
{
    const char *text = mlt_options_string(options, table, name);
    return text[0] == 't' || text[0] == '1';
}
