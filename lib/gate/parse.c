/* SPDX-License-Identifier: MIT */
/*
 * One gate from text: affected(gaussian_blur@3) <= 0.05
 */
#include <math.h>
#include <string.h>

#include "base/error.h"
#include "base/number.h"
#include "base/utf8.h"
#include "gate/gate.h"
#include "perturb/condition.h"

enum { MOST_BYTES = 1000 }; /* of a gate: a chain of conditions is shorter */

static size_t trimmed(const char **text, size_t n)
{
    while (n > 0 && **text == ' ') {
        (*text)++;
        n--;
    }
    while (n > 0 && (*text)[n - 1] == ' ')
        n--;
    return n;
}

/* A kind that the catalogue does not have may be a host's: the journal knows. All else is wrong. */
static mltest_status check_condition(mltest_context *ctx, const char *text, mltest_error **error)
{
    mlt_condition parsed;
    mltest_error *why = NULL;
    mltest_status status = mlt_condition_parse(&parsed, ctx, text, NULL, 0, &why);
    if (status == MLTEST_OK)
        mlt_condition_free(ctx, &parsed);
    else if (status == MLTEST_ERR_MEMORY)
        status = mlt_fail_memory(error);
    else if (status == MLTEST_ERR_NOT_FOUND)
        status = MLTEST_OK;
    else
        status = mlt_fail(error, MLTEST_ERR_FORMAT, "%s", mlt_error_text(why, MLT_ERROR_MESSAGE));
    mlt_error_free(why);
    return status;
}

static mltest_status find_score(const char *name, size_t n, mlt_gate *out, mltest_error **error)
{
    const char *near;
    out->score = mlt_gate_score_find(name, n, &near);
    if (out->score != NULL)
        return MLTEST_OK;
    return mlt_fail(error, MLTEST_ERR_FORMAT, "no score is named \"%.*s\"%s%s%s",
                    (int)(n < 60 ? n : 60), name, near != NULL ? "; did you mean \"" : "",
                    near != NULL ? near : "", near != NULL ? "\"?" : "");
}

static mltest_status check_scope(const mlt_gate *gate, bool is_clean, mltest_error **error)
{
    const char *name = gate->score->name;
    bool any = gate->condition[0] != '\0';
    if (gate->score->scope == MLT_GATE_CONDITION && !any)
        return mlt_fail(error, MLTEST_ERR_FORMAT, "%s is of a condition: write %s(fog@3)", name,
                        name);
    if (any && (gate->score->scope == MLT_GATE_RUN || is_clean))
        return mlt_fail(error, MLTEST_ERR_FORMAT,
                        "%s%s is of the whole journal, not of a condition",
                        is_clean ? "clean." : "", name);
    if (is_clean && gate->score->scope != MLT_GATE_BOTH)
        return mlt_fail(error, MLTEST_ERR_FORMAT, "%s is not a score of clean pictures", name);
    return MLTEST_OK;
}

mltest_status mlt_gate_parse_score(mltest_gates *gates, const char *text, size_t n, mlt_gate *out,
                                   mltest_error **error)
{
    n = trimmed(&text, n);
    bool is_clean = n > 6 && memcmp(text, "clean.", 6) == 0;
    if (n > MOST_BYTES || !mlt_utf8_is_plain(text, n))
        return mlt_fail(error, MLTEST_ERR_FORMAT, "expected a score like affected(fog@3)");
    const char *name = is_clean ? text + 6 : text, *end = text + n;
    const char *open = memchr(name, '(', (size_t)(end - name));
    const char *name_end = open != NULL ? open : end;
    while (name_end > name && name_end[-1] == ' ')
        name_end--;
    TRY(find_score(name, (size_t)(name_end - name), out, error));
    const char *condition = "";
    size_t n_condition = 0;
    if (open != NULL) {
        condition = open + 1;
        n_condition = end[-1] == ')' ? trimmed(&condition, (size_t)(end - open - 2)) : 0;
        if (n_condition == 0)
            return mlt_fail(error, MLTEST_ERR_FORMAT,
                            "expected a condition in parentheses: %s(fog@3)", out->score->name);
    }
    out->condition = mlt_arena_string(gates->arena, condition, n_condition);
    if (out->condition == NULL)
        return mlt_fail_memory(error);
    TRY(check_scope(out, is_clean, error));
    return open != NULL ? check_condition(gates->ctx, out->condition, error) : MLTEST_OK;
}

mltest_status mlt_gate_parse(mltest_gates *gates, const char *text, mlt_gate *out,
                             mltest_error **error)
{
    /* Conditions have no such signs in them. */
    const char *sign = strpbrk(text, "<>");
    if (sign == NULL || sign[1] != '=')
        return mlt_fail(error, MLTEST_ERR_FORMAT, "expected a gate like \"risk <= 45\"");
    *out = (mlt_gate){.at_least = sign[0] == '>'};
    const char *number = sign + 2;
    size_t n = trimmed(&number, strlen(number));
    if (!mlt_parse_double(number, n, &out->limit) || !isfinite(out->limit))
        return mlt_fail(error, MLTEST_ERR_FORMAT, "expected a number after \"%.2s\"", sign);
    TRY(mlt_gate_parse_score(gates, text, (size_t)(sign - text), out, error));
    n = trimmed(&text, strlen(text));
    out->text = mlt_arena_string(gates->arena, text, n);
    return out->text != NULL ? MLTEST_OK : mlt_fail_memory(error);
}
