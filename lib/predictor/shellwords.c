/* SPDX-License-Identifier: MIT */
#include "predictor/shellwords.h"

#include "base/error.h"
#include "base/text.h"

#include <stdbool.h>
#include <string.h>

typedef struct {
    const char *p;
    mlt_text word;
    mltest_error **error;
} splitter;

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n';
}

/* After an opening single quote: everything up to the closing one. */
static mltest_status single_quoted(splitter *s)
{
    const char *end = strchr(s->p, '\'');
    if (!end)
        return mlt_fail(s->error, MLTEST_ERR_INVALID, "the command has an open single quote");
    mlt_text_add(&s->word, s->p, (size_t)(end - s->p));
    s->p = end + 1;
    return MLTEST_OK;
}

/* Inside double quotes a backslash is special before few characters only. */
static void double_quoted_char(splitter *s)
{
    if (s->p[0] == '\\' && s->p[1] != '\0' && strchr("$`\"\\\n", s->p[1])) {
        s->p++;
        if (s->p[0] == '\n') {
            s->p++;
            return;
        }
    }
    mlt_text_putc(&s->word, *s->p++);
}

static mltest_status double_quoted(splitter *s)
{
    while (*s->p != '"') {
        if (*s->p == '\0')
            return mlt_fail(s->error, MLTEST_ERR_INVALID, "the command has an open double quote");
        double_quoted_char(s);
    }
    s->p++;
    return MLTEST_OK;
}

/* After a backslash outside quotes. */
static mltest_status escaped(splitter *s)
{
    if (*s->p == '\0')
        return mlt_fail(s->error, MLTEST_ERR_INVALID, "the command ends in a backslash");
    if (*s->p != '\n')
        mlt_text_putc(&s->word, *s->p);
    s->p++;
    return MLTEST_OK;
}

static mltest_status word(splitter *s)
{
    while (*s->p != '\0' && !is_blank(*s->p)) {
        char c = *s->p++;
        if (c == '\'')
            TRY(single_quoted(s));
        else if (c == '"')
            TRY(double_quoted(s));
        else if (c == '\\')
            TRY(escaped(s));
        else
            mlt_text_putc(&s->word, c);
    }
    return MLTEST_OK;
}

/* A backslash and a line end between words are nothing, not an empty word. */
static void skip_blanks(splitter *s)
{
    while (is_blank(*s->p) || (s->p[0] == '\\' && s->p[1] == '\n'))
        s->p += *s->p == '\\' ? 2 : 1;
}

static mltest_status split(mltest_context *ctx, splitter *s, mlt_names *words)
{
    for (skip_blanks(s); *s->p != '\0'; skip_blanks(s)) {
        mlt_text_clear(&s->word);
        TRY(word(s));
        if (!mlt_text_ok(&s->word))
            return mlt_fail_memory(s->error);
        TRY(mlt_names_add(ctx, words, mlt_text_string(&s->word), s->error));
    }
    if (words->n == 0)
        return mlt_fail(s->error, MLTEST_ERR_INVALID, "the command is empty");
    return MLTEST_OK;
}

mltest_status mlt_shellwords(mltest_context *ctx, const char *line, mlt_names *words,
                             mltest_error **error)
{
    splitter s = {.p = line, .error = error};
    mlt_text_init(&s.word, ctx);
    mltest_status status = split(ctx, &s, words);
    mlt_text_free(&s.word);
    if (status != MLTEST_OK)
        mlt_names_free(ctx, words);
    return status;
}
