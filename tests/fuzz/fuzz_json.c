/* SPDX-License-Identifier: MIT */
/*
 * JSON: any bytes end in a document or an error; the events nest, numbers are numbers, and skipping
 * a document takes as much of it as walking through it.
 */
#include <stdlib.h>
#include <string.h>

#include "codec/json.h"
#include "mltest/error.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

/* Walks through all events; the status it ends with. */
static mltest_status walk(const uint8_t *data, size_t n, bool lenient, size_t *n_events)
{
    mlt_json json;
    mlt_json_event event = MLT_JSON_NULL;
    mltest_error *error = NULL;
    mltest_status status = MLTEST_OK;
    int64_t depth = 0;
    mlt_json_init(&json, NULL, "fuzz.json", (const char *)data, n);
    json.lenient_nan = lenient;
    while (status == MLTEST_OK && event != MLT_JSON_END) {
        status = mlt_json_next(&json, &event, &error);
        if (status != MLTEST_OK)
            break;
        ++*n_events;
        depth += (event == MLT_JSON_OBJECT_BEGIN) + (event == MLT_JSON_ARRAY_BEGIN);
        depth -= (event == MLT_JSON_OBJECT_END) + (event == MLT_JSON_ARRAY_END);
        bool has_text = event == MLT_JSON_KEY || event == MLT_JSON_STRING;
        if (depth < 0 || (has_text && json.string[json.n_string] != '\0') ||
            (event == MLT_JSON_NUMBER && !lenient && json.number != json.number))
            abort();
    }
    if (status != mltest_error_status(error) || (status == MLTEST_OK && depth != 0))
        abort();
    mltest_error_free(error);
    mlt_json_free(&json);
    return status;
}

static mltest_status skip(const uint8_t *data, size_t n)
{
    mlt_json json;
    mltest_error *error = NULL;
    mlt_json_init(&json, NULL, "fuzz.json", (const char *)data, n);
    mltest_status status = mlt_json_skip(&json, &error);
    if (status == MLTEST_OK)
        status = mlt_json_end(&json, &error);
    if (status != mltest_error_status(error))
        abort();
    mltest_error_free(error);
    mlt_json_free(&json);
    return status;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    size_t n_events = 0;
    mltest_status walked = walk(data, n, false, &n_events);
    if ((walked == MLTEST_OK) != (skip(data, n) == MLTEST_OK))
        abort();
    (void)walk(data, n, true, &n_events);
    return 0;
}
