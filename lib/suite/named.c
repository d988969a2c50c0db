/* SPDX-License-Identifier: MIT */
#include "base/error.h"
#include "base/text.h"
#include "suite/parts.h"

#include <string.h>

const mlt_named_suite mlt_named_suites[] = {
#define SUITE(name, summary, kinds, severities, relative)                                          \
    {name, summary, kinds, severities, relative},
#include "suite/named.def"
#undef SUITE
};
const size_t mlt_named_suite_count = sizeof mlt_named_suites / sizeof mlt_named_suites[0];

const mlt_named_suite *mlt_named_suite_find(const char *name)
{
    for (size_t i = 0; i < mlt_named_suite_count; i++) {
        if (strcmp(mlt_named_suites[i].name, name) == 0)
            return &mlt_named_suites[i];
    }
    return NULL;
}

static mltest_status add_severities(mltest_suite *suite, const char *kind, size_t n_kind,
                                    const char *severities, mltest_error **error)
{
    const char *word;
    size_t n;
    mltest_status status = MLTEST_OK;
    mlt_text text;
    mlt_text_init(&text, suite->ctx);
    while (status == MLTEST_OK && mlt_suite_next_word(&severities, &word, &n)) {
        mlt_text_clear(&text);
        mlt_text_add(&text, kind, n_kind);
        mlt_text_putc(&text, '@');
        mlt_text_add(&text, word, n);
        status = mlt_text_ok(&text) ? mlt_suite_add(suite, mlt_text_string(&text), error)
                                    : mlt_fail_memory(error);
    }
    mlt_text_free(&text);
    return status;
}

/* Kinds with one strength appear once, at the first severity of the list; the noise floor is not
 * swept either. */
static const char *severities_of(const mlt_kind *kind, const char *severities)
{
    if ((kind->flags & MLT_KIND_SINGLE) != 0)
        return strchr(severities, '3') != NULL && severities[1] == '\0' ? severities : "1";
    return severities;
}

static mltest_status add_catalogue(mltest_suite *suite, const char *severities,
                                   mltest_error **error)
{
    for (size_t i = 0; i < mlt_kind_count(); i++) {
        const mlt_kind *kind = mlt_kind_at(i);
        if ((kind->flags & MLT_KIND_INFORMATIONAL) == 0)
            TRY(add_severities(suite, kind->name, strlen(kind->name),
                               severities_of(kind, severities), error));
    }
    return MLTEST_OK;
}

/* Adds the kinds of a list that this version has; names the others in `missing`. */
static mltest_status add_kinds(mltest_suite *suite, const mlt_named_suite *row, mlt_text *missing,
                               mltest_error **error)
{
    const char *at = row->kinds, *word;
    size_t n;
    while (mlt_suite_next_word(&at, &word, &n)) {
        char name[64];
        if (n >= sizeof name)
            return mlt_fail(error, MLTEST_ERR_INTERNAL, "a kind's name in suite %s is too long",
                            row->name);
        memcpy(name, word, n);
        name[n] = '\0';
        const mlt_kind *kind = mlt_kind_find(name, 0);
        if (kind == NULL)
            mlt_text_printf(missing, " %s", name);
        else
            TRY(add_severities(suite, word, n, severities_of(kind, row->severities), error));
    }
    return MLTEST_OK;
}

mltest_status mlt_suite_add_noise_floor(mltest_suite *suite, mltest_error **error)
{
    TRY(mlt_suite_add(suite, "clean#1", error));
    return mlt_kind_find("dither", 0) != NULL ? mlt_suite_add(suite, "dither@1", error) : MLTEST_OK;
}

mltest_status mlt_suite_fill_named(mltest_suite *suite, const mlt_named_suite *row,
                                   mltest_error **error)
{
    mlt_text missing;
    mlt_text_init(&missing, suite->ctx);
    suite->is_relative = row->is_relative;
    mlt_text_printf(&missing, "suite %s: this version does not have", row->name);
    size_t before = missing.n;
    mltest_status status = strcmp(row->kinds, "*") == 0
                               ? add_catalogue(suite, row->severities, error)
                               : add_kinds(suite, row, &missing, error);
    if (status == MLTEST_OK && !mlt_text_ok(&missing))
        status = mlt_fail_memory(error);
    if (status == MLTEST_OK && missing.n > before)
        status = mlt_suite_warn(suite, error, "%s", mlt_text_string(&missing));
    if (status == MLTEST_OK)
        status = mlt_suite_add_noise_floor(suite, error);
    mlt_text_free(&missing);
    return status;
}
