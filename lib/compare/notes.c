/* SPDX-License-Identifier: MIT */
#include "compare/notes.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/alloc.h"
#include "base/error.h"

enum { MOST_CHARACTERS = 1000 };

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
    char buffer[MOST_CHARACTERS];
    mlt_text line;
    va_list list;
    va_start(list, format);
    vsnprintf(buffer, sizeof buffer, format, list);
    va_end(list);
    mlt_text_init(&line, notes->ctx);
    mlt_text_puts(&line, buffer);
    return mlt_notes_take(notes, &line, error);
}
