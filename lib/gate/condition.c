/* SPDX-License-Identifier: MIT */
#include "gate/condition.h"

#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/options.h"
#include "perturb/condition.h"

/* fog@3 of fog:r1@3{relative=1} */
static void put_short(mlt_text *out, const char *name)
{
    for (; *name != '\0'; name++) {
        if (*name == ':')
            name += 1 + strcspn(name + 1, "@+#{");
        if (*name == '{')
            name += strcspn(name, "}");
        if (*name == '\0')
            break;
        if (*name != '}')
            mlt_text_putc(out, *name);
    }
}

/* The canonical name; the text itself where this library cannot know the kind. */
static mltest_status canonical(mltest_context *ctx, const char *text, mlt_text *out,
                               mltest_error **error)
{
    mlt_condition parsed;
    mltest_status status = mlt_condition_parse(&parsed, ctx, text, NULL, 0, NULL);
    if (status == MLTEST_ERR_MEMORY)
        return mlt_fail_memory(error);
    mlt_text_puts(out, status == MLTEST_OK ? parsed.name : text);
    if (status == MLTEST_OK)
        mlt_condition_free(ctx, &parsed);
    return mlt_text_ok(out) ? MLTEST_OK : mlt_fail_memory(error);
}

static mltest_status shorten_all(mltest_context *ctx, const mltest_journal *j, char **names,
                                 mltest_error **error)
{
    for (size_t c = 0; c < j->n_conditions; c++) {
        mlt_text text;
        mlt_text_init(&text, ctx);
        put_short(&text, j->conditions[c].name);
        mlt_text_putc(&text, '\0');
        names[c] = mlt_text_take(&text);
        mlt_text_free(&text);
        if (names[c] == NULL)
            return mlt_fail_memory(error);
    }
    return MLTEST_OK;
}

/* Exactly one condition of that short name, or the reason why not. */
static void find_short(const mltest_journal *j, char *const *names, const char *text,
                       int64_t *index, mlt_text *why)
{
    size_t n = 0;
    for (size_t c = 0; c < j->n_conditions; c++) {
        if (strcmp(names[c], text) != 0)
            continue;
        *index = (int64_t)c;
        mlt_text_printf(why, "%s%s",
                        n++ > 0 ? ", " : "several conditions are meant: ", j->conditions[c].name);
    }
    if (n == 1) {
        mlt_text_clear(why);
        return;
    }
    *index = -1;
    if (n > 1)
        return;
    const char *near = mlt_nearest_name(text, (const char *const *)names, j->n_conditions);
    mlt_text_printf(why, "the journal has no condition %s%s%s%s", text,
                    near != NULL ? "; did you mean " : "", near != NULL ? near : "",
                    near != NULL ? "?" : "");
}

static mltest_status find_by_short_name(mltest_context *ctx, const mltest_journal *j,
                                        const char *name, int64_t *index, mlt_text *why,
                                        mltest_error **error)
{
    mlt_text text;
    mlt_text_init(&text, ctx);
    bool is_short = strchr(name, '{') == NULL;
    if (is_short)
        put_short(&text, name);
    else
        mlt_text_puts(&text, name);
    char **names = mlt_alloc_zero(ctx, j->n_conditions + 1, sizeof *names);
    mltest_status status =
        names == NULL || !mlt_text_ok(&text) ? mlt_fail_memory(error) : MLTEST_OK;
    if (status == MLTEST_OK)
        status = shorten_all(ctx, j, names, error);
    if (status == MLTEST_OK) {
        find_short(j, names, mlt_text_string(&text), index, why);
        status = mlt_text_ok(why) ? MLTEST_OK : mlt_fail_memory(error);
    }
    for (size_t c = 0; names != NULL && c < j->n_conditions; c++)
        mlt_free(ctx, names[c]);
    mlt_free(ctx, (void *)names);
    mlt_text_free(&text);
    return status;
}

mltest_status mlt_gate_find_condition(mltest_context *ctx, const mltest_journal *journal,
                                      const char *text, int64_t *index, mlt_text *why,
                                      mltest_error **error)
{
    mlt_text name;
    mlt_text_init(&name, ctx);
    *index = mlt_journal_find_condition(journal, text);
    mltest_status status = MLTEST_OK;
    if (*index < 0)
        status = canonical(ctx, text, &name, error);
    if (status == MLTEST_OK && *index < 0)
        *index = mlt_journal_find_condition(journal, mlt_text_string(&name));
    if (status == MLTEST_OK && *index < 0)
        status = find_by_short_name(ctx, journal, mlt_text_string(&name), index, why, error);
    mlt_text_free(&name);
    return status;
}
