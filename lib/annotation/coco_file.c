/* SPDX-License-Identifier: MIT */
#include "annotation/coco_file.h"

#include "annotation/coco_parse.h"
#include "base/alloc.h"
#include "base/error.h"
#include "base/file.h"
#include "base/order.h"
#include "base/pool.h"
#include "codec/json_feed.h"

static void free_entry(mltest_context *ctx, const mlt_coco_entry_info *entry)
{
    mlt_free(ctx, entry->name);
    mlt_free(ctx, entry->negative.items);
    mlt_free(ctx, entry->not_exhaustive.items);
}

/* Puts the entries into the order of their ids and drops repeated ones. */
static mltest_status sort_list(mltest_context *ctx, mlt_coco_list *list, mltest_error **error)
{
    size_t n = list->n;
    mlt_keyed *order = mlt_realloc_array(ctx, NULL, n, 2 * sizeof *order);
    mlt_coco_entry_info *sorted = mlt_realloc_array(ctx, NULL, n, sizeof *sorted);
    if (!order || !sorted) {
        mlt_free(ctx, order);
        mlt_free(ctx, sorted);
        return mlt_fail_memory(error);
    }
    for (size_t i = 0; i < n; i++)
        order[i] = (mlt_keyed){mlt_key_signed(list->items[i].id), (uint32_t)i, 0};
    mlt_sort_keyed(order, order + n, n);
    list->n = 0;
    for (size_t i = 0; i < n; i++) {
        if (i > 0 && order[i].key == order[i - 1].key) {
            free_entry(ctx, &list->items[order[i].index]);
            list->n_repeated++;
            list->repeated = list->items[order[i].index].id;
        } else {
            sorted[list->n++] = list->items[order[i].index];
        }
    }
    mlt_free(ctx, order);
    mlt_free(ctx, list->items);
    list->items = sorted;
    list->cap = n;
    return MLTEST_OK;
}

mltest_status mlt_coco_read_truth(mltest_context *ctx, const char *path, mlt_coco_truth *out,
                                  mlt_polygons *polygons, mltest_error **error)
{
    mlt_json json;
    mlt_json_feed feed;
    *out = (mlt_coco_truth){0};
    TRY(mlt_json_feed_open(&feed, &json, ctx, path, MLT_JSON_WINDOW, error));
    json.lenient_nan = true;
    mltest_status status = mlt_coco_parse_truth(&json, out, polygons, error);
    mlt_json_feed_close(&feed, &json);
    if (status == MLTEST_OK)
        status = sort_list(ctx, &out->images, error);
    if (status == MLTEST_OK)
        status = sort_list(ctx, &out->categories, error);
    if (status != MLTEST_OK)
        mlt_coco_truth_free(ctx, out);
    return status;
}

/* Large blocks from the beginning are handed out quicker than many that grow. */
static bool expect_results(mlt_coco_results *out, mltest_context *ctx, uint64_t n_bytes)
{
    enum { BYTES_OF_ONE = 100, MOST = 1 << 20 };
    uint64_t n = n_bytes / BYTES_OF_ONE;
    return mlt_reserve(ctx, out->items, out->cap, n < MOST ? (size_t)n : MOST);
}

mltest_status mlt_coco_read_results(mltest_context *ctx, const char *path, mlt_coco_results *out,
                                    mltest_error **error)
{
    mlt_json json;
    mlt_json_feed feed;
    *out = (mlt_coco_results){0};
    TRY(mlt_json_feed_open(&feed, &json, ctx, path, MLT_JSON_WINDOW, error));
    json.lenient_nan = true;
    mltest_status status =
        expect_results(out, ctx, feed.stream.size) ? MLTEST_OK : mlt_fail_memory(error);
    if (status == MLTEST_OK)
        status = mlt_coco_parse_results(&json, out, error);
    mlt_json_feed_close(&feed, &json);
    if (status != MLTEST_OK)
        mlt_coco_results_free(ctx, out);
    return status;
}

typedef struct {
    mltest_context *ctx;
    const char *paths[2];
    mlt_coco_truth *truth;
    mlt_coco_results *results;
    mltest_status status[2];
    mltest_error *error[2];
} pair;

static void read_one(void *data, size_t i)
{
    pair *p = data;
    p->status[i] = i == 0 ? mlt_coco_read_truth(p->ctx, p->paths[0], p->truth, NULL, &p->error[0])
                          : mlt_coco_read_results(p->ctx, p->paths[1], p->results, &p->error[1]);
}

/* A thread takes as long to start as reading this many bytes. */
static bool are_large(const pair *p)
{
    enum { LARGE = 1 << 20 };
    return mlt_file_size(p->paths[0]) >= LARGE && mlt_file_size(p->paths[1]) >= LARGE;
}

mltest_status mlt_coco_read_pair(mltest_context *ctx, const char *truth_path,
                                 const char *results_path, mlt_coco_truth *truth,
                                 mlt_coco_results *results, mltest_error **error)
{
    pair p = {ctx, {truth_path, results_path}, truth, results, {MLTEST_OK, MLTEST_OK}, {NULL}};
    *truth = (mlt_coco_truth){0};
    *results = (mlt_coco_results){0};
    mlt_parallel(ctx, are_large(&p) ? 0 : 1, 2, read_one, &p);
    const int first = p.status[0] != MLTEST_OK ? 0 : 1;
    if (p.status[first] != MLTEST_OK) {
        mlt_coco_truth_free(ctx, truth);
        mlt_coco_results_free(ctx, results);
    }
    mlt_error_free(p.error[1 - first]);
    if (error != NULL)
        *error = p.error[first];
    else
        mlt_error_free(p.error[first]);
    return p.status[first];
}

int64_t mlt_coco_find(const mlt_coco_list *list, int64_t id)
{
    size_t low = 0;
    size_t high = list->n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (list->items[middle].id < id)
            low = middle + 1;
        else
            high = middle;
    }
    return low < list->n && list->items[low].id == id ? (int64_t)low : -1;
}

static void free_list(mltest_context *ctx, mlt_coco_list *list)
{
    for (size_t i = 0; i < list->n; i++)
        free_entry(ctx, &list->items[i]);
    mlt_free(ctx, list->items);
}

void mlt_coco_truth_free(mltest_context *ctx, mlt_coco_truth *truth)
{
    free_list(ctx, &truth->images);
    free_list(ctx, &truth->categories);
    mlt_free(ctx, truth->annotations);
    *truth = (mlt_coco_truth){0};
}

void mlt_coco_results_free(mltest_context *ctx, mlt_coco_results *results)
{
    mlt_free(ctx, results->items);
    mlt_coco_ids_free(ctx, &results->images);
    mlt_coco_ids_free(ctx, &results->categories);
    *results = (mlt_coco_results){0};
}
