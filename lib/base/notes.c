/* SPDX-License-Identifier: MIT */
#include "base/notes.h"

#include <stdarg.h>

#include "base/alloc.h"
#include "base/error.h"

void mlt_notes_init(mlt_notes *notes, mltest_context *ctx)
{
    *notes = (mlt_notes){.ctx = ctx};
}

void mlt_notes_free(mlt_notes *notes)
{
    for (size_t i = 0; i < notes->n; i++)
        mlt_free(notes->ctx, notes->lines[i]);
    mlt_free(notes->ctx, (void *)notes->lines);
    mlt_notes_init(notes, notes->ctx);
}

mltest_status mlt_notes_take(mlt_notes *notes, mlt_text *line, mltest_error **error)
{
    char *text =
        mlt_reserve(notes->ctx, notes->lines, notes->cap, notes->n + 1) && mlt_text_ok(line)
            ? mlt_strdup(notes->ctx, mlt_text_string(line))
            : NULL;
    mlt_text_free(line);
    if (text == NULL)
        return mlt_fail_memory(error);
    mlt_one_line(text);
    notes->lines[notes->n++] = text;
    return MLTEST_OK;
}

mltest_status mlt_notes_add(mlt_notes *notes, mltest_error **error, const char *format, ...)
{
    mlt_text line;
    va_list args;
    mlt_text_init(&line, notes->ctx);
    va_start(args, format);
    mlt_text_vprintf(&line, format, args);
    va_end(args);
    return mlt_notes_take(notes, &line, error);
}

mltest_status mlt_notes_table(const mlt_notes *notes, mlt_results *results, const char *name,
                              mltest_error **error)
{
    mlt_table *table;
    mlt_column *text;
    TRY(mlt_results_table(results, name, notes->n, &table, error));
    TRY(mlt_table_column(results, table, "text", MLT_COLUMN_STRING, &text, error));
    for (size_t i = 0; i < notes->n; i++)
        TRY(mlt_table_set_string(results, text, i, notes->lines[i], error));
    return MLTEST_OK;
}
