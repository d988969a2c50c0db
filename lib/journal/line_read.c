/* SPDX-License-Identifier: MIT */
#include "journal/line_values.h"

#include <string.h>

#include "base/error.h"
#include "mltest/predictor.h"

static void set_type(mlt_line *out, const char *type)
{
    static const struct {
        const char *name;
        mlt_line_type type;
        mlt_outcome_type outcome;
    } types[] = {
        {"run", MLT_LINE_RUN, MLT_OUTCOME},         {"condition", MLT_LINE_CONDITION, MLT_OUTCOME},
        {"sample", MLT_LINE_SAMPLE, MLT_OUTCOME},   {"outcome", MLT_LINE_OUTCOME, MLT_OUTCOME},
        {"failure", MLT_LINE_OUTCOME, MLT_FAILURE}, {"skip", MLT_LINE_OUTCOME, MLT_SKIP},
        {"end", MLT_LINE_END, MLT_OUTCOME},
    };
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++) {
        if (strcmp(types[i].name, type) == 0) {
            out->type = types[i].type;
            out->outcome.type = types[i].outcome;
        }
    }
}

/* Two types would make two records of it, one for each reader. */
static mltest_status check_type(mlt_line_reader *r, const mlt_line *out)
{
    const char *text;
    size_t n;
    mlt_line again = {0};
    TRY(mlt_json_read_string(r->json, &text, &n, r->error));
    set_type(&again, text);
    return again.type == out->type && again.outcome.type == out->outcome.type
               ? MLTEST_OK
               : mlt_json_fail(r->json, r->error, "the type of record that was said before");
}

static mltest_status member(mlt_line_reader *r, const char *key, void *to)
{
    mlt_line *out = to;
    if (strcmp(key, "type") == 0)
        return check_type(r, out);
    switch (out->type) {
    case MLT_LINE_RUN:
        return mlt_run_member(r, key, &out->run);
    case MLT_LINE_CONDITION:
        return mlt_condition_member(r, key, &out->condition_record);
    case MLT_LINE_SAMPLE:
        return mlt_sample_member(r, key, &out->sample);
    case MLT_LINE_OUTCOME:
        return mlt_outcome_member(r, key, &out->outcome);
    default:
        return mlt_value_skip(r);
    }
}

/* A journal's lines begin with their type: then one pass will do. */
static bool begins_with_type(mlt_line *out, const char *text, size_t n)
{
    static const char start[] = "{\"type\":\"";
    char type[16] = "";
    size_t length = 0;
    if (n < sizeof start + sizeof type || memcmp(text, start, sizeof start - 1) != 0)
        return false;
    text += sizeof start - 1;
    while (length + 1 < sizeof type && text[length] >= 'a' && text[length] <= 'z')
        length++;
    memcpy(type, text, length);
    if (text[length] != '"')
        return false;
    set_type(out, type);
    return out->type != MLT_LINE_OTHER && out->type != MLT_LINE_END;
}

/* Finds "type" wherever it stands, so that the second pass knows what keys mean. */
static mltest_status type_member(mlt_line_reader *r, const char *key, void *to)
{
    const char *text;
    size_t n;
    if (strcmp(key, "type") != 0)
        return mlt_value_skip(r);
    TRY(mlt_json_read_string(r->json, &text, &n, r->error));
    set_type(to, text);
    return MLTEST_OK;
}

static void set_defaults(mlt_line *out)
{
    memset(out, 0, sizeof *out);
    out->id = out->condition = "";
    out->run = (mlt_jrun){.library = "",
                          .model_name = "",
                          .model_version = "",
                          .task = MLTEST_TASK_DETECTION,
                          .dataset_name = "",
                          .suite_name = "",
                          .shard_count = 1};
    out->condition_record.name = "";
    out->sample.id = "";
    out->outcome.message = "";
    out->outcome.ms = -1;
}

static mltest_status pass(mlt_line_reader *r, const char *text, size_t n, int64_t line_number,
                          mltest_status (*each)(mlt_line_reader *r, const char *key, void *to))
{
    const char *file = r->json->file;
    mlt_json_init(r->json, r->ctx, file, text, n);
    r->json->first_line = line_number;
    mltest_status status = mlt_value_object(r, each, r->out);
    if (status == MLTEST_OK)
        status = mlt_json_end(r->json, r->error);
    mlt_json_free(r->json);
    r->json->file = file;
    return status;
}

mltest_status mlt_line_read(mlt_line *out, mlt_arena *arena, mltest_context *ctx, const char *file,
                            int64_t line_number, const char *text, size_t n, mltest_error **error)
{
    mlt_json json = {.file = file};
    mlt_line_reader r = {.json = &json, .arena = arena, .ctx = ctx, .error = error, .out = out};
    set_defaults(out);
    if (!begins_with_type(out, text, n))
        TRY(pass(&r, text, n, line_number, type_member));
    if (out->type == MLT_LINE_OTHER || out->type == MLT_LINE_END)
        return MLTEST_OK;
    TRY(pass(&r, text, n, line_number, member));
    mlt_where where = {file, line_number, -1, NULL, NULL};
    const mlt_polygons *rings = &out->sample.polygons;
    if (out->outcome.map != NULL && out->outcome.width == 0)
        return mlt_fail_at(error, MLTEST_ERR_FORMAT, where, "a map without the size it leads to");
    if (rings->n > 0 && rings->rings[rings->n - 1].owner >= out->sample.n_truth)
        return mlt_fail_at(error, MLTEST_ERR_FORMAT, where, "a ring of a truth that is not there");
    return MLTEST_OK;
}
