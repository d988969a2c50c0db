/* SPDX-License-Identifier: MIT */
#include "score/weights.h"

#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/number.h"

static const double most_weight = 1e6;

static void trim(const char **text, size_t *n)
{
    while (*n > 0 && **text == ' ') {
        *text += 1;
        *n -= 1;
    }
    while (*n > 0 && (*text)[*n - 1] == ' ')
        *n -= 1;
}

static const mlt_weight *find(const mlt_weights *weights, const char *name, size_t n)
{
    for (size_t i = 0; i < weights->n; i++) {
        if (strlen(weights->rows[i].name) == n && memcmp(weights->rows[i].name, name, n) == 0)
            return &weights->rows[i];
    }
    return NULL;
}

static mltest_status keep(mlt_weights *w, const char *name, size_t n, double value,
                          mltest_error **error)
{
    if (!mlt_reserve(w->ctx, w->rows, w->cap, w->n + 1))
        return mlt_fail_memory(error);
    char *copy = mlt_strndup(w->ctx, name, n);
    if (copy == NULL)
        return mlt_fail_memory(error);
    w->rows[w->n++] = (mlt_weight){copy, value};
    return MLTEST_OK;
}

static mltest_status parse_one(mlt_weights *w, const char *text, size_t n, mltest_error **error)
{
    const char *equals = memchr(text, '=', n);
    size_t n_name = equals != NULL ? (size_t)(equals - text) : 0;
    const char *name = text, *number = text + n_name + (equals != NULL);
    size_t n_number = n - n_name - (equals != NULL);
    double value = 0;
    trim(&name, &n_name);
    trim(&number, &n_number);
    if (n_name == 0 || !mlt_parse_double(number, n_number, &value) ||
        !(value >= 0 && value <= most_weight))
        return mlt_fail(error, MLTEST_ERR_INVALID,
                        "weights: '%.*s': expected a category or kind, '=' and a weight from 0 to "
                        "1000000",
                        (int)(n < 60 ? n : 60), text);
    if (find(w, name, n_name) != NULL)
        return mlt_fail(error, MLTEST_ERR_INVALID, "weights: '%.*s' has a weight already",
                        (int)(n_name < 60 ? n_name : 60), name);
    return keep(w, name, n_name, value, error);
}

mltest_status mlt_weights_parse(mlt_weights *weights, mltest_context *ctx, const char *text,
                                mltest_error **error)
{
    weights->ctx = ctx;
    while (*text != '\0') {
        size_t n = strcspn(text, ",");
        TRY(parse_one(weights, text, n, error));
        text += n;
        text += *text == ',';
    }
    return MLTEST_OK;
}

void mlt_weights_free(mlt_weights *weights)
{
    for (size_t i = 0; i < weights->n; i++)
        mlt_free(weights->ctx, weights->rows[i].name);
    mlt_free(weights->ctx, weights->rows);
}

void mlt_weights_print(const mlt_weights *weights, mlt_text *text)
{
    for (size_t i = 0; i < weights->n; i++) {
        mlt_text_printf(text, "%s%s=", i > 0 ? "," : "", weights->rows[i].name);
        mlt_text_f64(text, weights->rows[i].value);
    }
}

double mlt_weight_of(const mlt_weights *weights, const char *name)
{
    const mlt_weight *row = find(weights, name, strlen(name));
    return row != NULL ? row->value : 1;
}
