/* SPDX-License-Identifier: MIT */
/*
 * Records are the same when their lines are: what is written decides, nothing else.
 */
#include "journal/same.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "codec/json.h"
#include "journal/lines.h"
#include "mltest/predictor.h"

static bool same_text(mlt_text *a, mlt_text *b, mltest_status *status)
{
    bool ok = mlt_text_ok(a) && mlt_text_ok(b);
    bool same = !ok || (a->n == b->n && memcmp(a->bytes, b->bytes, a->n) == 0);
    *status = ok ? MLTEST_OK : MLTEST_ERR_MEMORY;
    mlt_text_free(a);
    mlt_text_free(b);
    return same;
}

bool mlt_same_outcome(mltest_context *ctx, const mlt_joutcome *a, const mlt_joutcome *b,
                      mltest_status *status)
{
    mlt_text p, q;
    mlt_text_init(&p, ctx);
    mlt_text_init(&q, ctx);
    mlt_line_outcome(&p, "", "", a, true, false);
    mlt_line_outcome(&q, "", "", b, true, false);
    return same_text(&p, &q, status);
}

bool mlt_same_sample(mltest_context *ctx, const mlt_jsample *a, const mlt_jsample *b,
                     mltest_status *status)
{
    mlt_text p, q;
    mlt_text_init(&p, ctx);
    mlt_text_init(&q, ctx);
    mlt_line_sample(&p, a);
    mlt_line_sample(&q, b);
    return same_text(&p, &q, status);
}

/* One of two lines that are walked through side by side. */
typedef struct {
    mlt_json json;
    mlt_json_event event;
} side;

static mltest_status step(side *s, mltest_error **error)
{
    return mlt_json_next(&s->json, &s->event, error);
}

static int token_length(const side *s)
{
    size_t n = s->json.at - s->json.token;
    return n < 200 ? (int)n : 200;
}

static const char *token(const side *s)
{
    return s->json.bytes + s->json.token;
}

static bool same_token(const side *a, const side *b)
{
    size_t n = a->json.at - a->json.token;
    return a->event == b->event && n == b->json.at - b->json.token &&
           memcmp(token(a), token(b), n) == 0;
}

/* Walks to the first value that differs; names[] are the keys that lead there. */
static mltest_status walk(side *a, side *b, char names[2][64], mltest_error **error)
{
    do {
        TRY(step(a, error));
        TRY(step(b, error));
        if (a->event != MLT_JSON_KEY)
            continue;
        bool is_top = a->json.depth == 1;
        snprintf(names[!is_top], sizeof names[0], "%s%.60s", is_top ? "" : ".", a->json.string);
        if (is_top)
            names[1][0] = '\0';
    } while (a->event != MLT_JSON_END && same_token(a, b));
    return MLTEST_OK;
}

static mltest_status report(const char *file, const char *record, char names[2][64], const side *a,
                            const side *b, mltest_error **error)
{
    if (a->event == MLT_JSON_KEY || b->event == MLT_JSON_KEY) /* a key that only one of them has */
        return mlt_fail(error, MLTEST_ERR_CONFLICT, "%s: %s: %.*s, expected %.*s", file, record,
                        token_length(a), token(a), token_length(b), token(b));
    return mlt_fail(error, MLTEST_ERR_CONFLICT,
                    "%s: %s: %s%s is %.*s, expected %.*s; it is of another run", file, record,
                    names[0], names[1], token_length(a), token(a), token_length(b), token(b));
}

/* Lines of the same type have the same keys in the same order, so the first difference is telling:
 * it is a value, or a key that one of them lacks. */
static mltest_status first_difference(mltest_context *ctx, const char *file, const char *record,
                                      const mlt_text *p, const mlt_text *q, mltest_error **error)
{
    side a = {.event = MLT_JSON_END}, b = {.event = MLT_JSON_END};
    char names[2][64] = {"", ""};
    mlt_json_init(&a.json, ctx, file, p->bytes, p->n);
    mlt_json_init(&b.json, ctx, file, q->bytes, q->n);
    mltest_status status = walk(&a, &b, names, error);
    if (status == MLTEST_OK)
        status = report(file, record, names, &a, &b, error);
    mlt_json_free(&a.json);
    mlt_json_free(&b.json);
    return status;
}

/* Frees both. */
static mltest_status compare(mltest_context *ctx, const char *file, const char *record, mlt_text *p,
                             mlt_text *q, mltest_error **error)
{
    mltest_status status = MLTEST_OK;
    if (!mlt_text_ok(p) || !mlt_text_ok(q))
        status = mlt_fail_memory(error);
    else if (p->n != q->n || memcmp(p->bytes, q->bytes, p->n) != 0)
        status = first_difference(ctx, file, record, p, q, error);
    mlt_text_free(p);
    mlt_text_free(q);
    return status;
}

static void name_frost(char out[40], uint64_t hash)
{
    if (hash != 0)
        snprintf(out, 40, "photographs %016" PRIx64, hash);
    else
        snprintf(out, 40, "no photographs");
}

mltest_status mlt_same_photographs(const char *file, uint64_t a, uint64_t b, mltest_error **error)
{
    char has[40], expected[40];
    name_frost(has, a);
    name_frost(expected, b);
    return a == b ? MLTEST_OK
                  : mlt_fail(error, MLTEST_ERR_CONFLICT, "%s: its frost is made of %s, expected %s",
                             file, has, expected);
}

mltest_status mlt_same_run(mltest_context *ctx, const char *file, const mlt_jrun *a,
                           const mlt_jrun *b, bool any_shard, mltest_error **error)
{
    mlt_jrun other = *b;
    mlt_text p, q;
    TRY(mlt_same_photographs(file, a->frost_photographs, b->frost_photographs, error));
    if (any_shard) {
        other.shard_index = a->shard_index;
        other.shard_count = a->shard_count;
        other.shards = a->shards;
        other.n_shards = a->n_shards;
    }
    mlt_text_init(&p, ctx);
    mlt_text_init(&q, ctx);
    mlt_line_run(&p, a);
    mlt_line_run(&q, &other);
    return compare(ctx, file, "run record", &p, &q, error);
}

static const char *task_name(const mlt_jrun *run)
{
    return run->task == MLTEST_TASK_CLASSIFICATION ? "classification" : "detection";
}

static mltest_status same_classes(const mlt_jrun *a, const mlt_jrun *b, const char *role,
                                  mltest_error **error)
{
    if (a->n_classes != b->n_classes)
        return mlt_fail(error, MLTEST_ERR_CONFLICT,
                        "%s and %s%s know different classes: %zu and %zu of them", a->model_name,
                        role, b->model_name, a->n_classes, b->n_classes);
    for (size_t i = 0; i < a->n_classes; i++)
        if (strcmp(a->classes[i], b->classes[i]) != 0)
            return mlt_fail(error, MLTEST_ERR_CONFLICT,
                            "%s and %s%s know different classes: class %zu is '%.80s' and '%.80s'",
                            a->model_name, role, b->model_name, i, a->classes[i], b->classes[i]);
    return MLTEST_OK;
}

mltest_status mlt_same_question(const mlt_jrun *a, const mlt_jrun *b, const char *role,
                                mltest_error **error)
{
    if (a->task != b->task)
        return mlt_fail(error, MLTEST_ERR_CONFLICT, "%s and %s%s have different tasks: %s and %s",
                        a->model_name, role, b->model_name, task_name(a), task_name(b));
    if (a->frost_photographs != b->frost_photographs)
        return mlt_fail(error, MLTEST_ERR_CONFLICT,
                        "%s and %s%s were run with different photographs of frost", a->model_name,
                        role, b->model_name);
    return same_classes(a, b, role, error);
}

mltest_status mlt_same_conditions(mltest_context *ctx, const char *file, const mlt_jcondition *a,
                                  size_t n_a, const mlt_jcondition *b, size_t n_b,
                                  mltest_error **error)
{
    for (size_t i = 0; i < n_a && i < n_b; i++) {
        char record[48];
        mlt_text p, q;
        snprintf(record, sizeof record, "condition record %zu", i + 1);
        mlt_text_init(&p, ctx);
        mlt_text_init(&q, ctx);
        mlt_line_condition(&p, &a[i]);
        mlt_line_condition(&q, &b[i]);
        TRY(compare(ctx, file, record, &p, &q, error));
    }
    if (n_a != n_b)
        return mlt_fail(error, MLTEST_ERR_CONFLICT, "%s: %zu conditions, expected %zu", file, n_a,
                        n_b);
    return MLTEST_OK;
}
