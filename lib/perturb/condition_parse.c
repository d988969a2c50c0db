/* SPDX-License-Identifier: MIT */
/*
 * The grammar of condition names, and their canonical form.
 */
#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/number.h"
#include "base/options.h"
#include "base/text.h"
#include "perturb/host.h"

typedef struct {
    const char *text;
    size_t n, at;
    mlt_host_kind *const *hosts;
    size_t n_hosts;
    mltest_error **error;
} parser;

static mltest_status expected(const parser *p, const char *what)
{
    return mlt_fail(p->error, MLTEST_ERR_INVALID, "condition '%.200s', column %zu: expected %s",
                    p->text, p->at + 1, what);
}

static char here(const parser *p)
{
    return p->at < p->n ? p->text[p->at] : '\0';
}

static bool is_name_char(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
}

/* A name of 1 … 63 characters into out. */
static mltest_status read_name(parser *p, char out[64], const char *what)
{
    size_t n = 0;
    while (is_name_char(here(p)) && n < 63)
        out[n++] = p->text[p->at++];
    out[n] = '\0';
    return n > 0 && !is_name_char(here(p)) ? MLTEST_OK : expected(p, what);
}

/* A '+' belongs to a number behind its 'e' only; elsewhere it joins steps. */
static bool is_number_char(const parser *p, size_t start)
{
    char c = here(p), before = p->at > start ? p->text[p->at - 1] : '\0';
    if (c == '+')
        return before == 'e' || before == 'E';
    return c != '\0' && strchr("0123456789.eE-", c) != NULL;
}

static mltest_status read_number(parser *p, double *out)
{
    size_t start = p->at;
    while (is_number_char(p, start))
        p->at++;
    if (mlt_parse_double(p->text + start, p->at - start, out) && isfinite(*out)) {
        *out += 0.0; /* -0 is 0: one value has one name */
        return MLTEST_OK;
    }
    p->at = start;
    return expected(p, "a number");
}

static mltest_status read_count(parser *p, uint32_t *out, const char *what)
{
    uint64_t value = 0;
    size_t start = p->at;
    while (here(p) >= '0' && here(p) <= '9')
        p->at++;
    if (mlt_parse_u64(p->text + start, p->at - start, &value) && value <= 1000000) {
        *out = (uint32_t)value;
        return MLTEST_OK;
    }
    p->at = start;
    return expected(p, what);
}

static mltest_status fail_unknown_kind(const parser *p, const char *name)
{
    const char *names[256];
    size_t n = 0;
    for (; n < mlt_kind_count() && n < 200; n++)
        names[n] = mlt_kind_at(n)->name;
    for (size_t i = 0; i < p->n_hosts && n < 256; i++)
        names[n++] = mlt_host_kind_describe(p->hosts[i])->name;
    const char *near = mlt_nearest_name(name, names, n);
    return mlt_fail(p->error, MLTEST_ERR_NOT_FOUND, "no perturbation is named '%s'%s%s%s", name,
                    near != NULL ? "; did you mean '" : "; `mltest list perturbations` shows them",
                    near != NULL ? near : "", near != NULL ? "'?" : "");
}

static mltest_status find_kind(parser *p, const char *name, uint32_t revision, mlt_step *step)
{
    for (size_t i = 0; i < p->n_hosts; i++) {
        const mlt_kind *row = mlt_host_kind_describe(p->hosts[i]);
        if (strcmp(row->name, name) == 0 && (revision == 0 || revision == row->revision)) {
            step->host = p->hosts[i];
            step->kind = row;
            return MLTEST_OK;
        }
    }
    step->kind = mlt_kind_find(name, revision);
    if (step->kind != NULL)
        return MLTEST_OK;
    if (revision != 0 && mlt_kind_find(name, 0) != NULL)
        return mlt_fail(p->error, MLTEST_ERR_NOT_FOUND, "%s has no revision %u in this version",
                        name, revision);
    return fail_unknown_kind(p, name);
}

static bool can_be_relative(const mlt_kind *kind)
{
    for (size_t i = 0; i < kind->n_params; i++)
        if (kind->params[i].is_length_px || kind->params[i].is_density)
            return true;
    return false;
}

static bool is_relative_switch(const mlt_kind *kind, const char *name)
{
    return strcmp(name, "relative") == 0 && can_be_relative(kind);
}

static mltest_status set_relative(parser *p, mlt_step *step)
{
    double value;
    size_t start = p->at;
    TRY(read_number(p, &value));
    if (value != 0 && value != 1) {
        p->at = start;
        return expected(p, "0 or 1");
    }
    step->is_relative = value == 1;
    return MLTEST_OK;
}

static mltest_status set_param(parser *p, mlt_step *step, const char *name)
{
    const mlt_kind *kind = step->kind;
    const char *names[MLT_MAX_PARAMS];
    size_t i = 0;
    double value;
    TRY(read_number(p, &value));
    for (; i < kind->n_params && strcmp(kind->params[i].name, name) != 0; i++)
        names[i] = kind->params[i].name;
    if (i == kind->n_params) {
        const char *near = mlt_nearest_name(name, names, kind->n_params);
        return mlt_fail(p->error, MLTEST_ERR_NOT_FOUND, "%s has no parameter '%s'%s%s%s",
                        kind->name, name, near != NULL ? "; did you mean '" : "",
                        near != NULL ? near : "", near != NULL ? "'?" : "");
    }
    if (step->is_set[i])
        return mlt_fail(p->error, MLTEST_ERR_INVALID, "%s: parameter %s is given twice", kind->name,
                        name);
    if (value < kind->params[i].low || value > kind->params[i].high) {
        char low[MLT_NUMBER_SIZE], high[MLT_NUMBER_SIZE];
        mlt_format_double(low, kind->params[i].low);
        mlt_format_double(high, kind->params[i].high);
        return mlt_fail(p->error, MLTEST_ERR_INVALID, "%s: parameter %s lies between %s and %s",
                        kind->name, name, low, high);
    }
    step->params[i] = value;
    step->is_set[i] = true;
    return MLTEST_OK;
}

/* "{name=value,…}" behind a severity. */
static mltest_status read_params(parser *p, mlt_step *step)
{
    char name[64];
    do {
        p->at++; /* '{' or ',' */
        TRY(read_name(p, name, "a parameter's name"));
        if (here(p) != '=')
            return expected(p, "'='");
        p->at++;
        TRY(is_relative_switch(step->kind, name) ? set_relative(p, step)
                                                 : set_param(p, step, name));
    } while (here(p) == ',');
    if (here(p) != '}')
        return expected(p, "',' or '}'");
    p->at++;
    return MLTEST_OK;
}

/* kind[:rN]@severity[{…}] */
static mltest_status read_step(parser *p, mlt_step *step, const char *name)
{
    uint32_t revision = 0;
    memset(step, 0, sizeof *step);
    if (here(p) == ':') {
        p->at++;
        if (here(p) != 'r')
            return expected(p, "'r' and a revision");
        p->at++;
        TRY(read_count(p, &revision, "a revision"));
        if (revision == 0)
            return expected(p, "a revision of at least 1");
    }
    TRY(find_kind(p, name, revision, step));
    if (here(p) != '@')
        return expected(p, "'@' and a severity");
    p->at++;
    size_t start = p->at;
    TRY(read_number(p, &step->severity));
    if (step->severity < 0 || step->severity > 5) {
        p->at = start;
        return expected(p, "a severity between 0 and 5");
    }
    mlt_kind_params(step->kind, step->severity, step->params, &step->blend);
    return here(p) == '{' ? read_params(p, step) : MLTEST_OK;
}

static mltest_status read_steps(parser *p, mlt_condition *out)
{
    char name[64];
    for (;;) {
        TRY(read_name(p, name, "the name of a perturbation"));
        if (strcmp(name, "clean") == 0 && out->n_steps == 0 && (here(p) == '\0' || here(p) == '#'))
            return MLTEST_OK;
        if (out->n_steps == MLT_MAX_STEPS)
            return expected(p, "at most 8 steps");
        TRY(read_step(p, &out->steps[out->n_steps], name));
        out->n_steps++;
        if (here(p) != '+')
            return MLTEST_OK;
        p->at++;
    }
}

static mltest_status read_condition(parser *p, mlt_condition *out)
{
    TRY(read_steps(p, out));
    if (here(p) == '#') {
        p->at++;
        TRY(read_count(p, &out->replicate, "a replicate number"));
    }
    return p->at == p->n ? MLTEST_OK : expected(p, "'+', '#' or the end");
}

/* A value that is written behind the severity. */
typedef struct {
    const char *name;
    double value;
} setting;

static void insert(setting *settings, size_t *n, setting item)
{
    size_t i = (*n)++;
    for (; i > 0 && strcmp(item.name, settings[i - 1].name) < 0; i--)
        settings[i] = settings[i - 1];
    settings[i] = item;
}

/* Set parameters whose value is not the default, by name. */
static void write_params(mlt_text *name, const mlt_step *step)
{
    double defaults[MLT_MAX_PARAMS], blend;
    setting settings[MLT_MAX_PARAMS + 1];
    size_t n = 0;
    mlt_kind_params(step->kind, step->severity, defaults, &blend);
    for (size_t i = 0; i < step->kind->n_params; i++)
        if (step->is_set[i] && !(step->params[i] == defaults[i]))
            insert(settings, &n, (setting){step->kind->params[i].name, step->params[i]});
    if (step->is_relative)
        insert(settings, &n, (setting){"relative", 1});
    for (size_t i = 0; i < n; i++) {
        mlt_text_printf(name, "%c%s=", i == 0 ? '{' : ',', settings[i].name);
        mlt_text_f64(name, settings[i].value);
    }
    if (n > 0)
        mlt_text_putc(name, '}');
}

static void write_name(mlt_text *name, const mlt_condition *condition)
{
    if (condition->n_steps == 0)
        mlt_text_puts(name, "clean");
    for (size_t i = 0; i < condition->n_steps; i++) {
        const mlt_step *step = &condition->steps[i];
        mlt_text_printf(name, "%s%s:r%u@", i > 0 ? "+" : "", step->kind->name,
                        step->kind->revision);
        mlt_text_f64(name, step->severity);
        write_params(name, step);
    }
    if (condition->replicate != 0)
        mlt_text_printf(name, "#%u", condition->replicate);
}

/* Gives a condition its canonical name. */
static mltest_status rename_it(mlt_condition *condition, mltest_context *ctx, mltest_error **error)
{
    mlt_text name;
    mlt_text_init(&name, ctx);
    write_name(&name, condition);
    char *text = mlt_text_take(&name);
    mlt_text_free(&name);
    if (text == NULL)
        return mlt_fail_memory(error);
    mlt_free(ctx, condition->name);
    condition->name = text;
    return MLTEST_OK;
}

mltest_status mlt_condition_parse(mlt_condition *out, mltest_context *ctx, const char *text,
                                  mlt_host_kind *const *hosts, size_t n_hosts, mltest_error **error)
{
    parser p = {text, strlen(text), 0, hosts, n_hosts, error};
    memset(out, 0, sizeof *out);
    TRY(read_condition(&p, out));
    return rename_it(out, ctx, error);
}

mltest_status mlt_condition_make_relative(mlt_condition *condition, mltest_context *ctx,
                                          mltest_error **error)
{
    for (size_t i = 0; i < condition->n_steps; i++)
        condition->steps[i].is_relative = can_be_relative(condition->steps[i].kind);
    return rename_it(condition, ctx, error);
}

void mlt_condition_free(mltest_context *ctx, mlt_condition *condition)
{
    mlt_free(ctx, condition->name);
    condition->name = NULL;
}

bool mlt_condition_is_exact(const mlt_condition *condition)
{
    for (size_t i = 0; i < condition->n_steps; i++) {
        const mlt_step *step = &condition->steps[i];
        bool is_host = step->host != NULL && step->kind->category == MLT_CATEGORY_GEOMETRIC;
        if (is_host ||
            (step->kind->flags & (MLT_KIND_GEOMETRIC | MLT_KIND_EXACT)) == MLT_KIND_GEOMETRIC)
            return false;
    }
    return true;
}

double mlt_condition_severity(const mlt_condition *condition)
{
    double most = 0;
    for (size_t i = 0; i < condition->n_steps; i++) {
        if (condition->steps[i].severity > most)
            most = condition->steps[i].severity;
    }
    return most;
}
