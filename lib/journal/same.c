/* SPDX-License-Identifier: MIT */
/*
 * Records are the same when their lines are: what is written decides, nothing else.
 */
#include "journal/same.h"

#include <string.h>

#include "base/error.h"
#include "journal/lines.h"

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

static bool same_condition(mltest_context *ctx, const mlt_jcondition *a, const mlt_jcondition *b,
                           mltest_status *status)
{
    mlt_text p, q;
    mlt_text_init(&p, ctx);
    mlt_text_init(&q, ctx);
    mlt_line_condition(&p, a);
    mlt_line_condition(&q, b);
    return same_text(&p, &q, status);
}

static mltest_status differ(const char *file, const char *what, const char *a, const char *b,
                            mltest_error **error)
{
    return mlt_fail(error, MLTEST_ERR_CONFLICT, "%s: %s is '%s' there and '%s' here", file, what, a,
                    b);
}

/* Numbers as text, for messages. */
static mltest_status differ_u64(mltest_context *ctx, const char *file, const char *what, uint64_t a,
                                uint64_t b, mltest_error **error)
{
    mlt_text p, q;
    mlt_text_init(&p, ctx);
    mlt_text_init(&q, ctx);
    mlt_text_u64(&p, a);
    mlt_text_u64(&q, b);
    mltest_status status = differ(file, what, mlt_text_string(&p), mlt_text_string(&q), error);
    mlt_text_free(&p);
    mlt_text_free(&q);
    return status;
}

/* The fields that people mix up, named one by one. */
static mltest_status first_difference(mltest_context *ctx, const char *file, const mlt_jrun *a,
                                      const mlt_jrun *b, mltest_error **error)
{
    if (strcmp(a->model_name, b->model_name) != 0)
        return differ(file, "the model", a->model_name, b->model_name, error);
    if (strcmp(a->model_version, b->model_version) != 0)
        return differ(file, "the model's version", a->model_version, b->model_version, error);
    if (strcmp(a->dataset_name, b->dataset_name) != 0)
        return differ(file, "the data set", a->dataset_name, b->dataset_name, error);
    if (a->dataset_fingerprint != b->dataset_fingerprint)
        return differ_u64(ctx, file, "the data set's fingerprint", a->dataset_fingerprint,
                          b->dataset_fingerprint, error);
    if (a->suite_hash != b->suite_hash)
        return differ(file, "the suite", a->suite_name, b->suite_name, error);
    if (a->seed != b->seed)
        return differ_u64(ctx, file, "the seed", a->seed, b->seed, error);
    if (a->limit != b->limit)
        return differ_u64(ctx, file, "the number of samples", a->limit, b->limit, error);
    if (a->shard_index != b->shard_index || a->shard_count != b->shard_count)
        return differ_u64(ctx, file, "the shard", a->shard_index, b->shard_index, error);
    if (strcmp(a->library, b->library) != 0)
        return differ(file, "the library's version", a->library, b->library, error);
    return mlt_fail(error, MLTEST_ERR_CONFLICT, "%s: its run record differs", file);
}

mltest_status mlt_same_run(mltest_context *ctx, const char *file, const mlt_jrun *a,
                           const mlt_jrun *b, bool any_shard, mltest_error **error)
{
    mltest_status status;
    mlt_jrun other = *b;
    mlt_text p, q;
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
    bool same = same_text(&p, &q, &status);
    if (status != MLTEST_OK)
        return mlt_fail_memory(error);
    return same ? MLTEST_OK : first_difference(ctx, file, a, &other, error);
}

mltest_status mlt_same_conditions(mltest_context *ctx, const char *file, const mlt_jcondition *a,
                                  size_t n_a, const mlt_jcondition *b, size_t n_b,
                                  mltest_error **error)
{
    for (size_t i = 0; i < n_a && i < n_b; i++) {
        mltest_status status;
        if (!same_condition(ctx, &a[i], &b[i], &status))
            return differ(file, "a condition", a[i].name, b[i].name, error);
        if (status != MLTEST_OK)
            return mlt_fail_memory(error);
    }
    if (n_a != n_b)
        return differ_u64(ctx, file, "the number of conditions", n_a, n_b, error);
    return MLTEST_OK;
}
