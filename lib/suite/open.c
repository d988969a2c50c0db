/* SPDX-License-Identifier: MIT */
/*
 * From a specification to a suite: a name, a JSON file, or conditions in the grammar.
 */
#include "base/alloc.h"
#include "base/error.h"
#include "base/file.h"
#include "base/options.h"
#include "base/text.h"
#include "codec/json.h"
#include "suite/suite.h"

#include <string.h>

static mltest_status warn(mltest_suite *suite, const mlt_text *line, mltest_error **error)
{
    if (!mlt_text_ok(line) ||
        !mlt_reserve(suite->ctx, suite->warnings, suite->cap_warnings, suite->n_warnings + 1))
        return mlt_fail_memory(error);
    char *copy = mlt_strdup(suite->ctx, mlt_text_string(line));
    if (copy == NULL)
        return mlt_fail_memory(error);
    suite->warnings[suite->n_warnings++] = copy;
    return MLTEST_OK;
}

/* The next word of a list separated by spaces, commas or line ends; false at its end. */
static bool next_word(const char **at, const char **word, size_t *n)
{
    static const char gaps[] = " ,\t\r\n";
    int depth = 0; /* a comma inside braces belongs to the condition */
    *word = *at + strspn(*at, gaps);
    for (*at = *word; **at != '\0'; ++*at) {
        depth += (**at == '{') - (**at == '}');
        if (depth <= 0 && strchr(gaps, **at) != NULL)
            break;
    }
    *n = (size_t)(*at - *word);
    return *n > 0;
}

static mltest_status add_severities(mltest_suite *suite, const char *kind, size_t n_kind,
                                    const char *severities, mltest_error **error)
{
    const char *word;
    size_t n;
    mltest_status status = MLTEST_OK;
    mlt_text text;
    mlt_text_init(&text, suite->ctx);
    while (status == MLTEST_OK && next_word(&severities, &word, &n)) {
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
    while (next_word(&at, &word, &n)) {
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

/* What every named suite also runs: a repeat of clean, and one grey level of noise. Together they
 * are the noise floor under which differences mean nothing. */
static mltest_status add_noise_floor(mltest_suite *suite, mltest_error **error)
{
    TRY(mlt_suite_add(suite, "clean#1", error));
    return mlt_kind_find("dither", 0) != NULL ? mlt_suite_add(suite, "dither@1", error) : MLTEST_OK;
}

static mltest_status fill_named(mltest_suite *suite, const mlt_named_suite *row,
                                mltest_error **error)
{
    mlt_text missing;
    mlt_text_init(&missing, suite->ctx);
    mlt_text_printf(&missing, "suite %s: this version does not have", row->name);
    size_t before = missing.n;
    mltest_status status = strcmp(row->kinds, "*") == 0
                               ? add_catalogue(suite, row->severities, error)
                               : add_kinds(suite, row, &missing, error);
    if (status == MLTEST_OK && (missing.n > before || !mlt_text_ok(&missing)))
        status = warn(suite, &missing, error);
    if (status == MLTEST_OK)
        status = add_noise_floor(suite, error);
    mlt_text_free(&missing);
    return status;
}

static mltest_status fill_words(mltest_suite *suite, const char *spec, mltest_error **error)
{
    const char *word;
    size_t n;
    while (next_word(&spec, &word, &n)) {
        char *condition = mlt_strndup(suite->ctx, word, n);
        if (condition == NULL)
            return mlt_fail_memory(error);
        bool is_clean = strcmp(condition, "clean") == 0; /* there already */
        mltest_status status = is_clean ? MLTEST_OK : mlt_suite_add(suite, condition, error);
        mlt_free(suite->ctx, condition);
        TRY(status);
    }
    return MLTEST_OK;
}

/* A NUL would hide what follows it. */
static mltest_status read_text(mlt_json *json, const char **text, mltest_error **error)
{
    size_t n;
    TRY(mlt_json_read_string(json, text, &n, error));
    return strlen(*text) == n ? MLTEST_OK : mlt_json_fail(json, error, "a text without NUL");
}

static mltest_status read_name(mltest_suite *suite, mlt_json *json, mltest_error **error)
{
    const char *text;
    TRY(read_text(json, &text, error));
    char *name = mlt_strdup(suite->ctx, text);
    if (name == NULL)
        return mlt_fail_memory(error);
    mlt_free(suite->ctx, suite->name);
    suite->name = name;
    return MLTEST_OK;
}

/* Adds one condition; what is wrong with it is said with its place in the file. */
static mltest_status read_condition(mltest_suite *suite, mlt_json *json, mltest_error **error)
{
    const char *text;
    mltest_error *why = NULL;
    TRY(read_text(json, &text, error));
    if (strcmp(text, "clean") == 0) /* there already */
        return MLTEST_OK;
    mltest_status status = mlt_suite_add(suite, text, &why);
    if (status != MLTEST_OK)
        mlt_json_say(json, status, error, mltest_error_message(why));
    mltest_error_free(why);
    return status;
}

static mltest_status read_conditions(mltest_suite *suite, mlt_json *json, mltest_error **error)
{
    bool more;
    TRY(mlt_json_expect(json, MLT_JSON_ARRAY_BEGIN, "a list of conditions", error));
    for (;;) {
        TRY(mlt_json_next_item(json, &more, error));
        if (!more)
            return MLTEST_OK;
        TRY(read_condition(suite, json, error));
    }
}

/* {"name": "…", "conditions": ["fog@3", …]}; other keys are refused, so that typing errors show. */
static mltest_status fill_json(mltest_suite *suite, mlt_json *json, mltest_error **error)
{
    const char *key;
    size_t n;
    bool more;
    TRY(mlt_json_expect(json, MLT_JSON_OBJECT_BEGIN, "an object with \"conditions\"", error));
    for (;;) {
        TRY(mlt_json_next_key(json, &key, &n, &more, error));
        if (!more)
            return mlt_json_end(json, error);
        if (strcmp(key, "name") == 0)
            TRY(read_name(suite, json, error));
        else if (strcmp(key, "conditions") == 0)
            TRY(read_conditions(suite, json, error));
        else
            return mlt_json_fail(json, error, "\"name\" or \"conditions\"");
    }
}

static mltest_status fill_file(mltest_suite *suite, const char *path, mltest_error **error)
{
    char *bytes = NULL;
    size_t n;
    mlt_json json;
    TRY(mlt_file_read(suite->ctx, path, &bytes, &n, error));
    mlt_json_init(&json, suite->ctx, path, bytes, n);
    mltest_status status = fill_json(suite, &json, error);
    mlt_json_free(&json);
    mlt_free(suite->ctx, bytes);
    return status;
}

static const mlt_named_suite *find_named(const char *spec)
{
    for (size_t i = 0; i < mlt_named_suite_count; i++) {
        if (strcmp(mlt_named_suites[i].name, spec) == 0)
            return &mlt_named_suites[i];
    }
    return NULL;
}

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

mltest_status mlt_suite_open(mltest_suite **out, mltest_context *ctx, const char *spec,
                             mltest_error **error)
{
    const mlt_named_suite *row = find_named(spec);
    bool is_json = mlt_path_has_extension(spec, ".json");
    if (mlt_path_has_extension(spec, ".yaml") || mlt_path_has_extension(spec, ".yml"))
        return mlt_fail(error, MLTEST_ERR_UNSUPPORTED,
                        "%s: this version reads suites from JSON files only", spec);
    if (row == NULL && !is_json && strchr(spec, '@') == NULL && strncmp(spec, "clean", 5) != 0)
        return fail_unknown(spec, error);
    mltest_suite *suite = NULL;
    TRY(mlt_suite_make(&suite, ctx, row != NULL ? row->name : "custom", error));
    mltest_status status = row != NULL ? fill_named(suite, row, error)
                           : is_json   ? fill_file(suite, spec, error)
                                       : fill_words(suite, spec, error);
    if (status != MLTEST_OK) {
        mlt_suite_unref(suite);
        return status;
    }
    *out = suite;
    return MLTEST_OK;
}
