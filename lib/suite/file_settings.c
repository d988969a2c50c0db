/* SPDX-License-Identifier: MIT */
/*
 * Options from the values of a file, checked against the table that describes them.
 */
#include <string.h>

#include "base/error.h"
#include "base/number.h"
#include "suite/file.h"

enum { MOST_ROWS = 64 };

static const mlt_option *find(const mlt_option_table *table, const char *name)
{
    for (size_t i = 0; i < table->n; i++)
        if (strcmp(table->rows[i].name, name) == 0)
            return &table->rows[i];
    return NULL;
}

/* The value as text that options take; its type must be the option's: "0.3" is no number. */
static mltest_status value_text(const mlt_suite_file *f, const mlt_option *row,
                                const mlt_node *value, char number[MLT_NUMBER_SIZE],
                                const char **text, mltest_error **error)
{
    *text = value->text;
    switch (row->type) {
    case MLTEST_OPTION_INT:
    case MLTEST_OPTION_DOUBLE:
        if (value->type != MLT_NODE_NUMBER)
            return mlt_node_fail(f->tree, value, "a number", error);
        mlt_format_double(number, value->number);
        *text = number;
        return MLTEST_OK;
    case MLTEST_OPTION_BOOL:
        if (value->type != MLT_NODE_BOOL)
            return mlt_node_fail(f->tree, value, "true or false", error);
        *text = value->number > 0 ? "true" : "false";
        return MLTEST_OK;
    default:
        return mlt_suite_file_text(f, value, "a text", error);
    }
}

mltest_status mlt_suite_file_setting(mlt_suite_file *f, const mlt_option_table *table,
                                     mltest_options **options, const char *name,
                                     const mlt_node *value, mltest_error **error)
{
    char number[MLT_NUMBER_SIZE];
    const char *text;
    const mlt_option *row = find(table, name);
    if (row == NULL)
        return mlt_node_say(f->tree, value, MLTEST_ERR_INTERNAL, error, "no option is named %s",
                            name);
    TRY(value_text(f, row, value, number, &text, error));
    if (*options == NULL)
        TRY(mlt_options_make(options, f->suite->ctx, table, error));
    mltest_error *why = NULL;
    mltest_status status = mlt_options_set(*options, name, text, &why);
    return mlt_suite_file_blame(f, value, status, why, error);
}

mltest_status mlt_suite_file_settings(mlt_suite_file *f, const mlt_option_table *table,
                                      mltest_options **options, const mlt_node *map,
                                      mltest_error **error)
{
    const char *names[MOST_ROWS];
    size_t n = 0;
    for (; n < table->n && n < MOST_ROWS; n++)
        names[n] = table->rows[n].name;
    TRY(mlt_suite_file_map(f, map, names, n, error));
    for (const mlt_node *value = map->first; value != NULL; value = value->next)
        TRY(mlt_suite_file_setting(f, table, options, value->key, value, error));
    return MLTEST_OK;
}
