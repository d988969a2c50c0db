/* SPDX-License-Identifier: MIT */
#include "predictor/predictor.h"

#include "base/alloc.h"
#include "base/context.h"
#include "base/error.h"
#include "base/text.h"
#include "base/vtable.h"
#include "dataset/dataset.h"
#include "predictor/escape.h"

#include <stdatomic.h>
#include <string.h>

/* The first release's struct: a shorter one cannot be right. */
enum { FIRST_SIZE = sizeof(mltest_predictor_vtable), UNMATCHED_LOGGED = 5 };

static mltest_status read_vtable(mltest_predictor_vtable *own, const mltest_predictor_vtable *host,
                                 mltest_error **error)
{
    TRY(mlt_vtable_read(own, sizeof *own, FIRST_SIZE, host, MLTEST_FLAG_ANY_THREAD,
                        "mltest_predictor_vtable", error));
    if (!own->predict)
        return mlt_fail(error, MLTEST_ERR_INVALID, "mltest_predictor_vtable: predict is not set");
    if (own->max_batch == 0)
        own->max_batch = 1;
    if (own->max_batch > MLT_MAX_BATCH)
        own->max_batch = MLT_MAX_BATCH;
    if (own->max_concurrent == 0 || (own->flags & MLTEST_FLAG_ANY_THREAD) == 0)
        own->max_concurrent = 1;
    return MLTEST_OK;
}

mltest_status mlt_predictor_make(mltest_predictor **out, mltest_context *ctx,
                                 const mltest_predictor_vtable *vtable, void *user_data,
                                 mltest_error **error)
{
    *out = NULL;
    mltest_predictor_vtable own;
    TRY(read_vtable(&own, vtable, error));
    mltest_predictor *p = mlt_alloc_zero(ctx, 1, sizeof *p);
    char *name = mlt_strdup(ctx, "model"), *version = mlt_strdup(ctx, "");
    if (!p || !name || !version) {
        mlt_free(ctx, p);
        mlt_free(ctx, name);
        mlt_free(ctx, version);
        return mlt_fail_memory(error);
    }
    atomic_init(&p->refs, 1);
    p->ctx = mlt_context_ref(ctx);
    p->vtable = own;
    p->user_data = user_data;
    p->task = MLTEST_TASK_DETECTION;
    p->name = name;
    p->version = version;
    *out = p;
    return MLTEST_OK;
}

mltest_predictor *mlt_predictor_ref(mltest_predictor *predictor)
{
    atomic_fetch_add_explicit(&predictor->refs, 1, memory_order_relaxed);
    return predictor;
}

void mlt_predictor_unref(mltest_predictor *predictor)
{
    if (!predictor || atomic_fetch_sub_explicit(&predictor->refs, 1, memory_order_acq_rel) != 1)
        return;
    mltest_context *ctx = predictor->ctx;
    if (predictor->vtable.destroy)
        predictor->vtable.destroy(predictor->user_data);
    mlt_classes_free(ctx, &predictor->classes);
    mlt_free(ctx, predictor->name);
    mlt_free(ctx, predictor->version);
    mlt_free(ctx, predictor);
    mlt_context_unref(ctx);
}

mltest_status mlt_predictor_set_classes(mltest_predictor *predictor, const char *const *names,
                                        size_t n, mltest_error **error)
{
    mlt_classes classes = {NULL, 0, 0};
    for (size_t i = 0; i < n; i++) {
        mltest_status status = mlt_classes_add(predictor->ctx, &classes, names[i], error);
        if (status != MLTEST_OK) {
            mlt_classes_free(predictor->ctx, &classes);
            return status;
        }
    }
    mlt_classes_free(predictor->ctx, &predictor->classes);
    predictor->classes = classes;
    return MLTEST_OK;
}

mltest_status mlt_predictor_set_model(mltest_predictor *predictor, const char *name,
                                      const char *version, mltest_error **error)
{
    mltest_context *ctx = predictor->ctx;
    char *new_name = mlt_strdup(ctx, name), *new_version = mlt_strdup(ctx, version ? version : "");
    if (!new_name || !new_version) {
        mlt_free(ctx, new_name);
        mlt_free(ctx, new_version);
        return mlt_fail_memory(error);
    }
    mlt_free(ctx, predictor->name);
    mlt_free(ctx, predictor->version);
    predictor->name = new_name;
    predictor->version = new_version;
    return MLTEST_OK;
}

/* Names in the log are escaped: they may come from a file or another program. */
static void log_unmatched(const mltest_predictor *predictor, const char *name)
{
    mlt_text text;
    mlt_text_init(&text, predictor->ctx);
    mlt_escape(&text, name, mlt_escape_cut(name, 200));
    mlt_log(predictor->ctx, MLTEST_LOG_WARNING,
            "the model's class \"%s\" is not one of the data set's: its "
            "detections are dropped",
            mlt_text_string(&text));
    mlt_text_free(&text);
}

/* The data set's index of the model's class i, or -1. */
static int32_t match(const mltest_predictor *predictor, const mlt_classes *dataset, size_t i)
{
    if (predictor->classes.n == 0)
        return (int32_t)i;
    return mlt_classes_find(dataset, predictor->classes.names[i]);
}

mltest_status mlt_predictor_class_map(const mltest_predictor *predictor, const mlt_classes *dataset,
                                      int32_t **map, size_t *n, size_t *n_unmatched,
                                      mltest_error **error)
{
    *map = NULL;
    *n_unmatched = 0;
    *n = predictor->classes.n > 0 ? predictor->classes.n : dataset->n;
    if (*n == 0)
        return MLTEST_OK;
    int32_t *table = mlt_alloc_zero(predictor->ctx, *n, sizeof *table);
    if (!table)
        return mlt_fail_memory(error);
    for (size_t i = 0; i < *n; i++) {
        table[i] = match(predictor, dataset, i);
        if (table[i] < 0 && ++*n_unmatched <= UNMATCHED_LOGGED)
            log_unmatched(predictor, predictor->classes.names[i]);
    }
    *map = table;
    return MLTEST_OK;
}

mltest_status mlt_predictor_begin(mltest_predictor *predictor, const mltest_dataset *dataset,
                                  mltest_error **error)
{
    const mlt_predictor_hooks *hooks = &predictor->hooks;
    if (hooks->begin)
        TRY(hooks->begin(predictor->user_data, predictor, &dataset->classes, error));
    return hooks->check ? hooks->check(predictor->user_data, dataset, error) : MLTEST_OK;
}
