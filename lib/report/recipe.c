/* SPDX-License-Identifier: MIT */
#include "report/recipe.h"

#include <string.h>

#include "perturb/perturb.h"

static bool is_control(char c)
{
    return (unsigned char)c < 0x20 || c == 0x7f;
}

static bool has_controls(const char *text)
{
    for (; *text != '\0'; text++)
        if (is_control(*text))
            return true;
    return false;
}

/* Inside single quotes. */
static void put_quoted(mlt_text *out, const char *text)
{
    for (; *text != '\0'; text++) {
        if (*text == '\'')
            mlt_text_puts(out, "'\\''");
        else
            mlt_text_putc(out, *text);
    }
}

/* As the format of printf, which can name what would break the line. */
static void put_format(mlt_text *out, const char *text)
{
    for (; *text != '\0'; text++) {
        char one[2] = {*text, '\0'};
        if (is_control(*text))
            mlt_text_printf(out, "\\%03o", (unsigned)*text);
        else if (*text == '%' || *text == '\\')
            mlt_text_printf(out, "%s%s", one, one);
        else
            put_quoted(out, one);
    }
}

static void put_argument(mlt_text *out, const char *folder, const char *name)
{
    bool named = has_controls(folder) || has_controls(name);
    void (*put)(mlt_text *, const char *) = named ? put_format : put_quoted;
    mlt_text_puts(out, named ? " \"$(printf '" : " '");
    if (folder[0] != '\0') {
        put(out, folder);
        if (folder[strlen(folder) - 1] != '/')
            mlt_text_putc(out, '/');
    }
    put(out, name);
    mlt_text_puts(out, named ? "')\"" : "'");
}

/* Frost of photographs is made of them alone; the journal has their hash, but not their folder. */
static bool needs_photographs(const mltest_journal *journal, const mlt_jcondition *condition)
{
    for (size_t i = 0; journal->run.frost_photographs != 0 && i < condition->n_steps; i++) {
        const mlt_jstep *step = &condition->steps[i];
        const mlt_kind *kind = mlt_kind_find(step->kind, step->revision);
        if (kind != NULL && (kind->flags & MLT_KIND_PHOTOGRAPHS) != 0)
            return true;
    }
    return false;
}

void mlt_recipe(mlt_text *out, const mltest_journal *journal, const mltest_dataset *dataset,
                size_t sample, size_t condition)
{
    const char *id = journal->samples[sample].id;
    mlt_text_puts(out, "mltest perturb --condition");
    put_argument(out, "", journal->conditions[condition].name);
    mlt_text_puts(out, " --seed ");
    mlt_text_u64(out, journal->run.seed);
    mlt_text_puts(out, " --sample");
    put_argument(out, "", id);
    if (needs_photographs(journal, &journal->conditions[condition]))
        mlt_text_puts(out, " --frost-photographs FOLDER");
    put_argument(out, dataset->root, id);
    mlt_text_puts(out, " out.png");
}
